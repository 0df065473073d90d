"""What every act is called that the journal can hold."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.kernel import Act

ACTS: Mapping[str, str | Promise] = {
    Act.REGISTER: _("Registered somebody"),
    Act.SEARCH: _("Searched"),
    Act.BE_TOLD_WHOM_TO_ASK: _("Was told whom to ask"),
    Act.SEE_PAGE: _("Looked at a person"),
    Act.SEE_FIELD: _("Looked at a field"),
    Act.ADD_FACT: _("Recorded an answer"),
    Act.INTERVIEW: _("Held an interview"),
    Act.READ_ACCOUNT: _("Read what a person tells"),
    Act.WRITE_ACCOUNT: _("Wrote what a person tells"),
    Act.EDIT_PERSON: _("Changed who a person is"),
    Act.PRINT_PAGE: _("Printed a page"),
    Act.CERTIFICATE: _("Made a certificate"),
    Act.OPEN_IN_EMERGENCY: _("Opened in an emergency"),
    Act.INVOLVE: _("Gave or ended business with a person"),
    Act.CLOSE_CASE: _("Closed or opened a caseload"),
    Act.ERASE_PERSON: _("Erased a person"),
    Act.EXPORT: _("Exported"),
    Act.SEE_NOTICES: _("Read notices"),
    Act.READ_JOURNAL: _("Read the journal"),
    Act.MANAGE_ACCOUNTS: _("Managed accounts"),
    Act.MANAGE_OFFICES: _("Managed offices"),
    Act.SEE_COUNTS: _("Read counts"),
    Act.SEE_RESPONSES: _("Looked at responses"),
    Act.RECORD_FIGURES: _("Recorded figures of an emergency"),
    Act.DECLARE_INFLUX: _("Wrote down a declaration of mass influx"),
    Act.CONSULT: _("Kept a consultation"),
    Act.KEEP_PLAN: _("Kept an emergency or its plan"),
    Act.ADOPT_PLAN: _("Adopted a plan"),
    Act.KEEP_PLEDGES: _("Kept pledges"),
    Act.WORK_OUT_SHARES: _("Worked out shares"),
    Act.HOLD_REVIEW: _("Held a review"),
}
DEEDS: Mapping[str, str | Promise] = {
    "sign_in": _("Signed in"),
    "second_factor": _("Gave the second factor"),
    "switch_role": _("Acted in another role"),
    "unlock": _("Unlocked the screen"),
    "change_password": _("Changed the own password"),
    "add_factor": _("Added an app or a passkey"),
    "remove_factor": _("Took away an app or a passkey"),
    "make_token": _("Made a token"),
    "revoke_token": _("Revoked a token"),
    "make_account": _("Made an account"),
    "edit_account": _("Changed an account"),
    "give_role": _("Gave a role"),
    "end_role": _("Ended a role"),
    "lock_account": _("Locked an account"),
    "unlock_account": _("Unlocked an account"),
    "revoke_sign_ins": _("Signed somebody out everywhere"),
    "reset_factors": _("Took away somebody’s second factors"),
    "new_password": _("Gave a new password"),
    "end_waiting": _("Ended a wait after wrong passwords"),
    "add_place": _("Added an office, a site or a service"),
    "edit_place": _("Changed an office, a site or a service"),
    "judge_match": _("Said whether two are the same"),
    "reassess": _("Assessed everybody again"),
    "back_up": _("Made a backup"),
    "restore": _("Put a backup in place"),
}
"""Signing in, administration and what the system does: the kernel asks no rule about these by name."""


def act_name(act: str) -> str:
    """An act in words; its code if nobody has named it."""
    return str(ACTS.get(act) or DEEDS.get(act, act))
