"""People of a form who turned out to be registered already, and whose records the officer may add to."""

from __future__ import annotations

from datetime import datetime

from asylon.casework.access.door import NotThere, OpenCase, Refused, open_person
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.registration.forms import FamilyForm, Verdict


def known_people(visitor: Visitor, form: FamilyForm, *, now: datetime) -> dict[int, OpenCase]:
    """By place in the form, the records that the officer called the same person and may add to.

    Where the record may not be opened, the person is registered anew and the answer is kept in the journal
    for whoever looks at it later: help does not wait for that. One record stands for one person only.
    """
    found: dict[int, OpenCase] = {}
    for judged in form.judged:
        if judged.verdict is not Verdict.SAME or not 0 <= judged.place < len(form.people):
            continue
        if judged.place in found or any(case.person == judged.record for case in found.values()):
            continue
        try:
            case = open_person(visitor, judged.record, act=Act.ADD_FACT, now=now)
        except (NotThere, Refused):
            continue
        if not case.erased:
            found[judged.place] = case
    return found
