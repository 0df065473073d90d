"""What an office does once a day by itself: forgets what no longer counts, and assesses everybody anew."""

from __future__ import annotations

from datetime import datetime

from asylon.cli.opening import CannotOpen, must_be_up_to_date


def housekeeping(work_name: str, *, now: datetime) -> None:
    """Do it, and say what was done. May be stopped and begun again, while people work.

    `work_name` is of the account that answers for the new assessments.
    Raises: CannotOpen.
    """
    must_be_up_to_date()
    from django.contrib.sessions.models import Session

    from asylon.casework.assessments.repeating import reassess_office
    from asylon.casework.keys.services import empty_log
    from asylon.casework.offices.models import Office
    from asylon.casework.staff.lockout import forget_old
    from asylon.casework.staff.models import Account, plain_work_name
    from asylon.rulebook import load

    by = Account.objects.filter(username=plain_work_name(work_name), is_active=True).first()
    if by is None:
        raise CannotOpen(f"--by: there is no account with the work name '{work_name}', or it is locked")
    tries = forget_old(now=now)
    sessions = Session.objects.filter(expire_date__lt=now).delete()[0]
    if not empty_log():
        print("office: somebody reads the keys; what was erased since yesterday leaves the disk next time")
    print(f"office: {tries} counts of wrong tries forgotten, {sessions} ended sign-ins removed")
    rulebook = load()
    for office in Office.objects.order_by("code"):
        anew = sum(1 for _ in reassess_office(office.pk, account=by.pk, rulebook=rulebook, now=now))
        print(f"office: {office.code}: {anew} people with something new in their assessment")
