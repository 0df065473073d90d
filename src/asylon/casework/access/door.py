"""The one door to people. Whoever comes through is journalled; whoever does not, too.

A person that does not exist, and one that exists and is none of the visitor's business, get the same
answer from the same work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from asylon.casework.access.fields import field_of_fact, field_of_list
from asylon.casework.access.kernel import Act, Field, Relation, Why
from asylon.casework.access.standing import GLASS_UNTIL, MARKS, ask, relation_of, with_standing
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import Deed, write, write_all
from asylon.casework.keys.services import data_keys
from asylon.casework.people.case import Case
from asylon.casework.people.identity import Identity, unseal
from asylon.casework.people.models import Person
from asylon.casework.people.stored import PersonRow, read_people
from asylon.vault import Erased

__all__ = ["NotThere", "OpenCase", "Refused", "may", "must", "open_many", "open_person"]

NOBODY = UUID(int=0)
"""An id that no person has."""


class Refused(Exception):
    """The visitor may know that the record is there, and may not do this with it; `why` says why."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class NotThere(Exception):
    """There is nothing here for this visitor. Whether there is for anybody stays unsaid."""


@dataclass(frozen=True)
class OpenCase:
    """A case that the door opened for one visitor, for as long as one request takes."""

    visitor: Visitor
    row: PersonRow
    relation: Relation
    now: datetime
    data_key: bytes | None = field(repr=False)
    """None once the person was erased."""

    @property
    def person(self) -> UUID:
        """The person's id."""
        return self.row.id

    @property
    def number(self) -> str:
        """The registration number."""
        return self.row.number

    @property
    def closed(self) -> bool:
        """Whether the case is in a closed caseload."""
        return self.row.closed

    @property
    def version(self) -> int:
        """The version of the person's row, to be given back as `seen` with an edit."""
        return self.row.version

    @property
    def erased(self) -> bool:
        """Whether the person was erased: number and dates remain, everything sealed is noise."""
        return self.data_key is None

    @property
    def glass(self) -> bool:
        """Whether an emergency opening of this visitor is running."""
        return Relation.GLASS in self.relation

    @property
    def glass_until(self) -> datetime | None:
        """When the visitor's emergency opening ends, if one is running."""
        until: datetime | None = self.row.marks[GLASS_UNTIL]
        return until

    @property
    def key(self) -> bytes:
        """The person's data key.

        Raises: Erased.
        """
        if self.data_key is None:
            raise Erased
        return self.data_key

    @property
    def case(self) -> Case:
        """What the rooms below the door take.

        Raises: Erased.
        """
        return Case(
            person=self.person,
            key=self.key,
            jurisdiction=self.row.jurisdiction,
            account=self.visitor.account,
            role=self.visitor.role.value,
        )

    @cached_property
    def identity(self) -> Identity:
        """Who the person is, unsealed when first asked for. Show it only as `sees` allows.

        Raises: Erased; Broken.
        """
        return unseal(self.key, self.person, self.row.sealed, self.row.names)

    def may(self, act: Act) -> bool:
        """Whether the visitor may do something with this case, now."""
        return ask(self.visitor, act, now=self.now, relation=self.relation, closed=self.closed).allowed

    def why(self, act: Act) -> Why:
        """Why the visitor may, or may not, do something with this case."""
        return ask(self.visitor, act, now=self.now, relation=self.relation, closed=self.closed).why

    def sees(self, field: Field) -> bool:
        """Whether the visitor may see this field of the record."""
        return self._field(Act.SEE_FIELD, field)

    def adds_to(self, field: Field) -> bool:
        """Whether the visitor may record something in this field."""
        return self._field(Act.ADD_FACT, field)

    def must_see_fact(self, fact: str) -> None:
        """Refuse a fact of a field that the visitor may not see.

        Raises: Refused.
        """
        self._must(Act.SEE_FIELD, field_of_fact(fact))

    def must_add_fact(self, fact: str) -> None:
        """Refuse to record a fact of a field that the visitor may not add to.

        Raises: Refused.
        """
        self._must(Act.ADD_FACT, field_of_fact(fact))

    def must_see_list(self, scope: str) -> None:
        """Refuse a small list of a field that the visitor may not see.

        Raises: Refused.
        """
        self._must(Act.SEE_FIELD, field_of_list(scope))

    def must_see(self, field: Field) -> None:
        """Refuse whoever may not see a field.

        Raises: Refused.
        """
        self._must(Act.SEE_FIELD, field)

    def must_change(self, field: Field) -> None:
        """Refuse whoever may not both see a field and add to it.

        Raises: Refused.
        """
        self._must(Act.SEE_FIELD, field)
        self._must(Act.ADD_FACT, field)

    def _field(self, act: Act, field: Field) -> bool:
        asked = ask(self.visitor, act, now=self.now, relation=self.relation, closed=self.closed, field=field)
        return asked.allowed

    def _must(self, act: Act, field: Field) -> None:
        if self._field(act, field):
            return
        # The field, not the fact: what somebody wanted to ask may tell of the person as well.
        write(
            act=act,
            visitor=self.visitor,
            person=self.person,
            outcome="refused",
            detail={"why": Why.SEALED_FIELD, "field": field},
            now=self.now,
        )
        raise Refused(Why.SEALED_FIELD)


def open_person(visitor: Visitor, person: UUID, *, act: Act, now: datetime) -> OpenCase:
    """Open one person's case to do one thing with it. Journalled, whatever comes out.

    Raises: NotThere if the visitor has no business with the person, or there is none; Refused if the
    visitor may see the page and may not do this.
    """
    case, _ = open_among(visitor, person, Person.objects.filter(pk=person), act=act, now=now)
    return case


def open_among(
    visitor: Visitor, person: UUID, people: QuerySet[Person], *, act: Act, now: datetime
) -> tuple[OpenCase, list[OpenCase]]:
    """Open one person's case as `open_person`, and bring others along in the same queries, unasked.

    `people` finds the person and the others. For the rooms of the door alone, which ask about each of
    the others before they show anything.
    Raises: NotThere, Refused.
    """
    rows = {row.id: row for row in read_people(with_standing(people, visitor, now=now), marks=MARKS)}
    row = rows.pop(person, None)
    relation = relation_of(visitor, row) if row else Relation.NONE
    closed = row.closed if row else False
    seen = ask(visitor, Act.SEE_PAGE, now=now, relation=relation, closed=closed)
    answer = ask(visitor, act, now=now, relation=relation, closed=closed)
    if row is None or not seen.allowed or not answer.allowed:
        why = answer.why if seen.allowed else seen.why
        write(act=act, visitor=visitor, person=person, outcome="refused", detail={"why": why}, now=now)
        if row is None or not seen.allowed:
            raise NotThere
        raise Refused(why)
    keys = data_keys([person, *rows])
    write(act=act, visitor=visitor, person=person, detail=_detail(relation), now=now)
    return _case(visitor, row, keys, now), [_case(visitor, other, keys, now) for other in rows.values()]


def open_many(visitor: Visitor, people: Iterable[UUID], *, act: Act, now: datetime) -> list[OpenCase]:
    """Open those of these people that the visitor may, in the order given; the others are left out.

    Three queries and one entry in the journal, however many there are.
    """
    wanted = list(dict.fromkeys(people))
    cases = {case.person: case for case in standing_cases(visitor, wanted, now=now)}
    opened = [
        cases[id_] for id_ in wanted if id_ in cases and cases[id_].may(Act.SEE_PAGE) and cases[id_].may(act)
    ]
    if wanted:
        deed = Deed(act, detail={"people": [case.person for case in opened]})
        write_all([deed], visitor=visitor, now=now)
    return opened


def standing_cases(visitor: Visitor, people: list[UUID], *, now: datetime) -> list[OpenCase]:
    """Everybody of these, opened without asking whether the visitor may.

    For the rooms of the door alone, which decide afterwards and journal what they show.
    """
    # Asked for nobody as well: the work must not tell whether a search found anybody.
    return standing_among(visitor, Person.objects.filter(pk__in=people or [NOBODY]), now=now)


def standing_among(visitor: Visitor, people: QuerySet[Person], *, now: datetime) -> list[OpenCase]:
    """The same for the people of a query, in two queries."""
    rows = read_people(with_standing(people, visitor, now=now), marks=MARKS)
    keys = data_keys([row.id for row in rows] or [NOBODY])
    return [_case(visitor, row, keys, now) for row in rows]


def may(visitor: Visitor, act: Act, *, now: datetime) -> bool:
    """Whether a visitor may do something that concerns no person in particular."""
    return ask(visitor, act, now=now).allowed


def must(visitor: Visitor, act: Act, *, now: datetime) -> None:
    """Refuse a visitor something that concerns no person in particular, and journal the refusal.

    Raises: Refused.
    """
    answer = ask(visitor, act, now=now)
    if not answer.allowed:
        write(act=act, visitor=visitor, outcome="refused", detail={"why": answer.why}, now=now)
        raise Refused(answer.why)


def _case(visitor: Visitor, row: PersonRow, keys: Mapping[UUID, bytes], now: datetime) -> OpenCase:
    key = None if row.erased_at else keys.get(row.id)
    return OpenCase(visitor, row, relation_of(visitor, row), now, key)


def _detail(relation: Relation) -> dict[str, list[str]]:
    return {"relation": [each.name.lower() for each in Relation if each in relation and each.name]}
