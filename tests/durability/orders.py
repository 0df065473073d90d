"""What the process behind a battered office can do: set it up, look at all that is in it, edit a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from asylon.casework.access.door import open_person
from asylon.casework.access.editing import edit_identity
from asylon.casework.access.kernel import Act
from asylon.casework.access.models import Involvement
from asylon.casework.access.visitors import Purpose, Visitor
from asylon.casework.assessments.models import FrozenAssessment
from asylon.casework.facts.answers import Answer
from asylon.casework.facts.models import Fact
from asylon.casework.facts.selectors import record_of
from asylon.casework.interviews.recording import record_answers
from asylon.casework.journal.models import Entry
from asylon.casework.journal.verifying import verify_journal
from asylon.casework.keys.models import PersonKey
from asylon.casework.keys.services import data_keys
from asylon.casework.offices.models import Office
from asylon.casework.offices.services import add_office, edit_office
from asylon.casework.people.case import Case
from asylon.casework.people.identity import Identity, unseal
from asylon.casework.people.models import Group, Membership, Person, Registered, Registration, SearchKey
from asylon.casework.people.stored import read_people
from asylon.casework.spine import EditedMeanwhile
from asylon.casework.staff.models import Account, Role
from asylon.casework.staff.services import make_account
from asylon.casework.staff.tokens import make_token
from asylon.rulebook import load
from tests.scene import visitor_of

FACT = "told_right_to_ask"


def programs(number: int) -> list[str]:
    """An office with so many caseworkers; gives a token of each."""
    now = timezone.now()
    office = add_office(
        code="dk",
        name="Dock",
        kind=Office.Kind.RECEPTION,
        jurisdiction="RS",
        focal_point="Desk",
        telephone="",
    )
    tokens = []
    for place in range(number):
        made = make_account(
            office,
            username=f"worker{place}",
            name=f"Worker {place}",
            roles=(Role.PROTECTION_CASEWORKER,),
            now=now,
            password="not asked for here",
        )
        token = make_token(
            made.account,
            role=Role.PROTECTION_CASEWORKER,
            purpose="registration",
            name="storm",
            until=now + timedelta(days=1),
            now=now,
        )
        tokens.append(token[1])
    return tokens


def stands() -> dict[str, list[str]]:
    """The family of each draft as it stands: the given names, in the order of the form."""
    found = {}
    for event in Registration.objects.exclude(draft=None):
        rows = Registered.objects.filter(registration=event).order_by("id")
        people = [row.person_id for row in rows]
        held = data_keys(people)
        named = {row.id: unseal(held[row.id], row.id, row.sealed, row.names) for row in _rows(people)}
        found[str(event.draft)] = [named[person].main.given for person in people]
    return found


def first_of(draft: str) -> str:
    """The first person of a registration."""
    row = Registered.objects.filter(registration__draft=draft).order_by("id").first()
    return str(row.person_id) if row else ""


def halves() -> list[str]:
    """Whatever stands there only half."""
    return list(_halves())


def journal() -> dict[str, Any]:
    """Whether the chain of the journal is whole, and how long it is."""
    verdict = verify_journal()
    return {
        "whole": verdict.whole,
        "entries": verdict.entries,
        "findings": [str(each) for each in verdict.findings],
    }


def look(person: str) -> dict[str, Any]:
    """What somebody who edits the record sees first: versions, and the answer that stands."""
    case = open_person(_worker(0), UUID(person), act=Act.SEE_PAGE, now=timezone.now())
    standing = record_of(case.case).current.get((None, FACT))
    office = Office.objects.get(pk=case.row.office)
    return {
        "person": case.version,
        "name": case.identity.main.given,
        "answer": str(standing.id) if standing else None,
        "value": standing.value if standing else None,
        "office": office.version,
        "office_name": office.name,
    }


def rename_person(worker: int, person: str, given: str, seen: int) -> str:
    """Another given name over the one that was read."""
    visitor, now = _worker(worker), timezone.now()
    case = open_person(visitor, UUID(person), act=Act.EDIT_PERSON, now=now)
    names = tuple(replace(name, given=given) for name in case.identity.names)
    identity: Identity = replace(case.identity, names=names)
    return _told(lambda: edit_identity(visitor, case.person, identity, seen=seen, now=now))


def answer(worker: int, person: str, value: bool | str, seen: str | None) -> str:
    """Another answer after the one that was read."""
    given = Answer(FACT, value, seen=UUID(seen) if seen else None)
    return _told(
        lambda: record_answers(_worker(worker), UUID(person), [given], rulebook=load(), now=timezone.now())
    )


def rename_office(name: str, seen: int) -> str:
    """Another name of the office over the one that was read."""
    return _told(lambda: edit_office(Office.objects.get(), seen=seen, name=name))


def _told(edit: Any) -> str:
    try:
        edit()
    except EditedMeanwhile:
        return "edited meanwhile"
    return "done"


def _worker(place: int) -> Visitor:
    account = Account.objects.get(username=f"worker{place}")
    return visitor_of(account, purpose=Purpose.REGISTRATION)


def _rows(people: list[UUID]) -> list[Any]:
    return read_people(Person.objects.filter(pk__in=people))


def _halves() -> Iterator[str]:
    everybody = set(Person.objects.values_list("pk", flat=True))
    keyed = set(PersonKey.objects.values_list("person", flat=True))
    for what, of in (
        ("a key", keyed),
        ("a registration", set(Registered.objects.values_list("person", flat=True))),
        ("a search key", set(SearchKey.objects.values_list("person", flat=True))),
        ("an involvement", set(Involvement.objects.values_list("person", flat=True))),
        ("an answer", set(Fact.objects.values_list("person", flat=True))),
        ("an assessment", set(FrozenAssessment.objects.values_list("person", flat=True))),
        ("a group", set(Membership.objects.values_list("person", flat=True))),
        (
            "an entry in the journal",
            set(Entry.objects.filter(act="register").values_list("person", flat=True)),
        ),
    ):
        yield from (f"somebody without {what}" for _ in everybody - of)
    yield from (f"a registration of {n} people" for n in _sizes(Registration, "registered") if n != 2)
    yield from (f"a group of {n} people" for n in _sizes(Group, "memberships") if n != 2)
    held = data_keys(everybody)
    for row in _rows(list(everybody)):
        identity = unseal(held[row.id], row.id, row.sealed, row.names)
        record = record_of(Case(row.id, held[row.id], "RS", row.id, ""))
        if not identity.main.given or not record.facts:
            yield "somebody whose name or answers do not open"


def _sizes(model: Any, related: str) -> Iterator[int]:
    for row in model.objects.prefetch_related(related):
        yield len(getattr(row, related).all())


ORDERS: dict[str, Any] = {
    order.__name__: order
    for order in (programs, stands, first_of, halves, journal, look, rename_person, answer, rename_office)
}
