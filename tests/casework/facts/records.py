"""A case made by hand, and a way to put whole situations on its record."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from asylon.casework.facts.answers import Answer
from asylon.casework.facts.items import add_item, say_none
from asylon.casework.facts.services import record
from asylon.casework.keys.services import data_key
from asylon.casework.people.case import Case
from asylon.casework.staff.models import Account
from asylon.rulebook import load
from asylon.rulebook.scopes import LISTS
from tests.office_cast import NOW, Cast, a_person

RULEBOOK = load()


def case_for(person: UUID, account: Account, *, jurisdiction: str = "RS") -> Case:
    """A case as the door hands it out."""
    return Case(person, data_key(person), jurisdiction, account.pk, "protection_caseworker")


def a_record(cast: Cast, *, jurisdiction: str = "RS") -> Case:
    """An empty record, opened by Amina."""
    return case_for(a_person(cast.reception, cast.amina), cast.amina, jurisdiction=jurisdiction)


def put_on_record(case: Case, situation: dict[str, Any], *, now: datetime = NOW) -> None:
    """Record everything that a situation says."""
    answers = [_answer(name, given, None) for name, given in situation["facts"].items()]
    for scope, name in LISTS.items():
        if situation.get(name) == []:
            say_none(case, scope, now=now)
        for item in situation.get(name) or []:
            details = {key: text for key, text in item.items() if key != "facts"}
            id_ = add_item(case, scope, details, rulebook=RULEBOOK, now=now)
            answers += [_answer(fact, given, id_) for fact, given in item["facts"].items()]
    record(case, answers, rulebook=RULEBOOK, now=now)


def _answer(fact: str, given: Any, item: UUID | None) -> Answer:
    found = given if isinstance(given, dict) else {"value": given}
    return Answer(
        fact,
        found["value"],
        item=item,
        basis=found.get("basis", "stated"),
        on=found.get("on", ""),
        margin=found.get("margin", 0),
    )
