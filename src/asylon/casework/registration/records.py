"""The rows of a registration: the event, the group, who belongs to whom, first answers, the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from asylon.casework.access.visitors import Visitor
from asylon.casework.assessments.services import assess_record, freeze
from asylon.casework.facts.answers import Answer, Json
from asylon.casework.facts.items import add_item, say_none
from asylon.casework.facts.selectors import Record, record_of
from asylon.casework.facts.services import record
from asylon.casework.people.case import Case
from asylon.casework.people.identity import Identity, known_facts
from asylon.casework.people.models import FamilyLink, Group, Membership, Registered, Registration
from asylon.casework.registration.forms import Part
from asylon.casework.registration.links import links_between
from asylon.casework.spine import new_id
from asylon.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Told:
    """What a registration puts on somebody's record: answers, countries, and what is said of each of them."""

    answers: tuple[Answer, ...]
    nationalities: tuple[str, ...] = ()
    no_nationality: bool = False
    fears: Json | None = None


def join(group: Group, people: Sequence[UUID], parts: Sequence[Part], *, today: date) -> None:
    """Put people into a group with their parts. Whoever belongs to it already stays as she is."""
    there = set(
        Membership.objects.filter(group=group, until=None, person__in=people).values_list(
            "person_id", flat=True
        )
    )
    Membership.objects.bulk_create(
        Membership(group=group, person_id=person, part=_stored(part), since=today)
        for person, part in zip(people, parts, strict=True)
        if person not in there
    )


def link(people: Sequence[UUID], parts: Sequence[Part]) -> None:
    """Link the people of a family as their parts say. Links that stand already stay as they are."""
    there = set(
        FamilyLink.objects.filter(person__in=people, until=None).values_list("person_id", "other_id", "kind")
    )
    wanted = [(people[each.one], people[each.other], each.kind.value) for each in links_between(parts)]
    FamilyLink.objects.bulk_create(
        FamilyLink(person_id=one, other_id=other, kind=kind, since=None)
        for one, other, kind in wanted
        if (one, other, kind) not in there
    )


def record_first(case: Case, identity: Identity, told: Told, *, today: date, rulebook: Rulebook) -> None:
    """Put the first answers on record, and keep what the rulebook says of them."""
    _write(case, told, None, rulebook=rulebook)
    _freeze(case, identity, today=today, rulebook=rulebook)


def record_more(case: Case, identity: Identity, told: Told, *, today: date, rulebook: Rulebook) -> None:
    """Put answers on a record that has some: a newer answer follows the one before it.

    Raises: EditedMeanwhile if somebody answered the same at this moment.
    """
    _write(case, told, record_of(case), rulebook=rulebook)
    _freeze(case, identity, today=today, rulebook=rulebook)


def _write(case: Case, told: Told, before: Record | None, *, rulebook: Rulebook) -> None:
    listed = {each.details["id"]: each.id for each in before.listed("nationality")} if before else {}
    items = [
        listed.get(code) or add_item(case, "nationality", {"id": code}, rulebook=rulebook)
        for code in told.nationalities
    ]
    if told.no_nationality and not listed:
        say_none(case, "nationality")
    answers = list(told.answers)
    if told.fears is not None:
        answers += [Answer("fears_return", told.fears, item=item) for item in items]
    if before is not None:
        answers = [_after(answer, before) for answer in answers]
    if answers:
        record(case, answers, rulebook=rulebook)


def _after(answer: Answer, before: Record) -> Answer:
    standing = before.current.get((answer.item, answer.fact))
    return (
        answer
        if standing is None
        else Answer(
            answer.fact, answer.value, item=answer.item, basis=answer.basis, on=answer.on, seen=standing.id
        )
    )


def _freeze(case: Case, identity: Identity, *, today: date, rulebook: Rulebook) -> None:
    known = known_facts(identity, as_of=today)
    freeze(
        case,
        assess_record(case, record_of(case), as_of=today, rulebook=rulebook, known=known),
        cause="registration",
    )


def _stored(part: Part) -> str:
    return Membership.Part.CHILD.value if part is Part.CHILD_OF_HEAD else part.value


def put_down(
    visitor: Visitor,
    kind: Registration.Kind,
    *,
    group: Group | None,
    draft: UUID,
    site: UUID | None,
    counted: dict[str, int] | None = None,
    now: datetime,
) -> Registration:
    """The event itself.

    Raises: IntegrityError if the same form was registered already.
    """
    return Registration.objects.create(
        id=new_id(),
        kind=kind,
        office_id=visitor.office,
        site_id=site,
        at=now,
        by_id=visitor.account,
        group=group,
        counted=counted or {},
        draft=draft,
    )


def put_names_down(event: Registration, people: Iterable[UUID]) -> None:
    """Who was part of the event."""
    Registered.objects.bulk_create(Registered(registration=event, person_id=person) for person in people)
