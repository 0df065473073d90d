"""Saying on record who belongs to whom: guardians, people separated, people looked for, groups.

Whoever says it may change the person's record and see her family, and may see whoever she is linked to:
a relative who is none of the visitor's business is answered like one that there is not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from asylon.casework.access.door import NotThere, OpenCase, open_person
from asylon.casework.access.family import family_of
from asylon.casework.access.kernel import Act, Field
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.chain import Detail
from asylon.casework.journal.services import write
from asylon.casework.people import links
from asylon.casework.people.links import Absent
from asylon.casework.people.models import FamilyLink, Person
from asylon.casework.people.numbers import read_number
from asylon.casework.people.signs import strange_sign
from asylon.casework.spine import new_id
from asylon.vault import Erased

LONGEST_NAME = 120
LONGEST_WORDS = 200
EARLIEST = date(1900, 1, 1)


class CannotBe(Exception):
    """Something that was said of a family cannot be so; `field` names it, `code` says why."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


@dataclass(frozen=True, slots=True)
class Tie:
    """How two people belong together: what the person is to the other if `forward`, else the other way."""

    kind: str
    state: str = FamilyLink.State.TOGETHER.value
    since: date | None = None
    forward: bool = True


def link_people(visitor: Visitor, person: UUID, other: UUID, tie: Tie, *, now: datetime) -> UUID:
    """Say what the person and another one, who is registered, are to each other.

    Raises: CannotBe; AlreadyLinked; NotThere for either; Refused; Erased.
    """
    case = open_to_change(visitor, person, now=now)
    if person == other:
        raise CannotBe("other", "self")
    check_since(tie.since, now)
    see_other(visitor, other, now=now)
    one, two = (person, other) if tie.forward else (other, person)
    with transaction.atomic():
        row = links.link(one, two, tie.kind, state=tie.state, since=tie.since)
        note(case, {"link": row.pk, "other": other, "kind": tie.kind, "state": tie.state})
    return row.pk


@dataclass(frozen=True, slots=True)
class LookedFor:
    """The link to somebody who is not here; `again` if it stood before and nothing was written."""

    link: UUID
    again: bool


def look_for(visitor: Visitor, person: UUID, absent: Absent, tie: Tie, *, now: datetime) -> LookedFor:
    """Say who of the family is not here: sealed under the key of the one who looks for them.

    Said twice, it is one link: the first one stands, as it was told then.
    Raises: CannotBe; NotThere; Refused; Erased.
    """
    case = open_to_change(visitor, person, now=now)
    check_since(tie.since, now)
    check_words("name", absent.name, LONGEST_NAME)
    check_words("last_heard", absent.last_heard, LONGEST_WORDS)
    check_words("place", absent.place, LONGEST_WORDS)
    with transaction.atomic():
        whom = replace(absent, forward=tie.forward)
        stands = links.standing_unregistered(case.key, person, tie.kind, whom)
        if stands is not None:
            return LookedFor(stands.pk, again=True)
        row = links.link_unregistered(case.key, person, tie.kind, whom, state=tie.state, since=tie.since)
        note(case, {"link": row.pk, "kind": tie.kind, "state": tie.state})
    return LookedFor(row.pk, again=False)


def change_state(visitor: Visitor, person: UUID, link: UUID, *, seen: int, state: str, now: datetime) -> int:
    """Say anew where the two are to each other; gives the new version.

    Raises: EditedMeanwhile; NotThere, also if the link is not one of the person that the visitor may see.
    """
    case = open_to_change(visitor, person, now=now)
    row = _link_of(case, link)
    with transaction.atomic():
        links.change_state(row, seen=seen, state=state)
        note(case, {"link": link, "state": state})
    return row.version


def say_found(visitor: Visitor, person: UUID, link: UUID, other: UUID, *, seen: int, now: datetime) -> int:
    """Somebody who was looked for is registered here now; gives the new version.

    Raises: EditedMeanwhile; AlreadyLinked; CannotBe; NotThere for either of the three; Refused; Erased.
    """
    case = open_to_change(visitor, person, now=now)
    row = _link_of(case, link)
    if row.other_id is not None or row.sealed is None:
        raise CannotBe("link", "registered")
    if person == other:
        raise CannotBe("other", "self")
    see_other(visitor, other, now=now)
    absent = links.open_absent(case.key, row.pk, bytes(row.sealed))
    with transaction.atomic():
        links.found(row, other, seen=seen, forward=absent.forward)
        note(case, {"link": link, "other": other, "state": FamilyLink.State.FOUND})
    return row.version


def end_link(visitor: Visitor, person: UUID, link: UUID, *, seen: int, until: date, now: datetime) -> int:
    """End a link on a day, a guardianship for instance; it stays on record. Gives the new version.

    Raises: CannotBe; EditedMeanwhile; NotThere; Refused.
    """
    case = open_to_change(visitor, person, now=now)
    row = _link_of(case, link)
    check_until(until, row.since, now)
    with transaction.atomic():
        links.end_link(row, seen=seen, until=until)
        note(case, {"link": link, "until": f"{until:%Y%m%d}"})
    return row.version


def numbered(number: str) -> UUID:
    """The id of whoever has a registration number; of nobody if there is none, which the door answers alike.

    Tells nothing by itself: give it to something that asks whether the visitor may.
    """
    known = Person.objects.filter(number=read_number(number)).values_list("pk", flat=True).first()
    return known or new_id()


def check_until(until: date, since: date | None, now: datetime) -> None:
    """Refuse an end before the beginning, or after today.

    Raises: CannotBe.
    """
    if since is not None and until < since:
        raise CannotBe("until", "before")
    if until < EARLIEST:
        raise CannotBe("until", "early")
    if until > now.date():
        raise CannotBe("until", "future")


def open_to_change(visitor: Visitor, person: UUID, *, now: datetime) -> OpenCase:
    """The case of somebody whose family the visitor may change.

    Raises: NotThere; Refused; Erased.
    """
    case = open_person(visitor, person, act=Act.EDIT_PERSON, now=now)
    case.must_change(Field.FAMILY)
    if case.erased:
        raise Erased
    return case


def see_other(visitor: Visitor, other: UUID, *, now: datetime) -> None:
    """Refuse somebody whom the visitor may not see.

    Raises: NotThere; Refused; Erased.
    """
    case = open_person(visitor, other, act=Act.SEE_PAGE, now=now)
    case.must_see(Field.FAMILY)
    if case.erased:
        raise Erased


def _link_of(case: OpenCase, link: UUID) -> FamilyLink:
    """A link of the person to somebody whom the visitor may know of.

    Raises: NotThere.
    """
    if link not in {each.link for each in family_of(case).relatives}:
        raise NotThere
    return FamilyLink.objects.get(pk=link)


def check_since(since: date | None, now: datetime) -> None:
    """Refuse a beginning after today, or before anybody living was born.

    Raises: CannotBe.
    """
    if since is not None and since > now.date():
        raise CannotBe("since", "future")
    if since is not None and since < EARLIEST:
        raise CannotBe("since", "early")


def check_words(field: str, words: str, longest: int) -> None:
    """Refuse words that are too long, or that hold signs that nothing is written with.

    Raises: CannotBe.
    """
    if len(words) > longest:
        raise CannotBe(field, "long")
    if strange_sign(words):
        raise CannotBe(field, "sign")


def note(case: OpenCase, detail: Detail) -> None:
    """Write down what was changed."""
    write(act=Act.EDIT_PERSON, visitor=case.visitor, person=case.person, detail=detail, now=case.now)
