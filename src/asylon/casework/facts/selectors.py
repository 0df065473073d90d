"""Reading a person's record: the situation of today as the contract writes it, and the whole history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from asylon.casework.facts.items import NONE
from asylon.casework.facts.models import Fact, Item, ListSaid
from asylon.casework.facts.stored import Listed, Recorded, SaidOfList, open_facts, open_item, open_said
from asylon.casework.people.case import Case
from asylon.rulebook.scopes import LISTS

Json = Any


@dataclass(frozen=True)
class Record:
    """All that is on record of one person, opened: answers and items, oldest first."""

    facts: tuple[Recorded, ...]
    items: tuple[Listed, ...]
    lists_said: tuple[SaidOfList, ...] = ()

    @cached_property
    def current(self) -> dict[tuple[UUID | None, str], Recorded]:
        """The newest answer to each question, by item and fact."""
        return {(each.item, each.fact): each for each in self.facts if each.current}

    @cached_property
    def said(self) -> dict[str, SaidOfList]:
        """What holds of whole lists: the last word, if nothing stands in the list or was put there since."""
        last = {each.scope: each for each in self.lists_said}
        newest = {each.scope: each.id for each in self.items}
        return {
            scope: said
            for scope, said in last.items()
            if not self.listed(scope) and (scope not in newest or newest[scope] < said.id)
        }

    @property
    def empty(self) -> frozenset[str]:
        """The lists that were asked about and have nothing in them."""
        return frozenset(scope for scope, said in self.said.items() if said.said == NONE)

    def history(self, item: UUID | None, fact: str) -> tuple[Recorded, ...]:
        """Every answer to one question, newest first."""
        return tuple(each for each in reversed(self.facts) if (each.item, each.fact) == (item, fact))

    def listed(self, scope: str) -> tuple[Listed, ...]:
        """The items of one list that were not withdrawn."""
        return tuple(each for each in self.items if each.scope == scope and not each.withdrawn)

    def item(self, id_: UUID | None) -> Listed | None:
        """An item by its id, withdrawn or not."""
        return next((each for each in self.items if each.id == id_), None)

    def named(self, scope: str, name: str) -> UUID | None:
        """The id of the item that goes by this name in its list."""
        return next((each.id for each in self.listed(scope) if each.details["id"] == name), None)


def record_of(case: Case) -> Record:
    """Open a person's whole record, in three queries."""
    return records_of([case])[case.person]


def records_of(cases: Iterable[Case]) -> dict[UUID, Record]:
    """Open the records of several people, in three queries however many they are."""
    by_person = {case.person: case for case in cases}
    facts: dict[UUID, list[Fact]] = {person: [] for person in by_person}
    items: dict[UUID, list[Item]] = {person: [] for person in by_person}
    said: dict[UUID, list[ListSaid]] = {person: [] for person in by_person}
    for fact in Fact.objects.filter(person_id__in=by_person).order_by("id"):
        facts[fact.person_id].append(fact)
    for item in Item.objects.filter(person_id__in=by_person).order_by("id"):
        items[item.person_id].append(item)
    for each in ListSaid.objects.filter(person_id__in=by_person).order_by("id"):
        said[each.person_id].append(each)
    return {
        person: Record(
            tuple(open_facts(case, facts[person])),
            tuple(open_item(case, row) for row in items[person]),
            tuple(open_said(case, row) for row in said[person]),
        )
        for person, case in by_person.items()
    }


def situation_of(
    record: Record, *, jurisdiction: str, as_of: date, known: Mapping[str, Json] | None = None
) -> dict[str, Json]:
    """The situation in the words of the contract.

    `known` are facts that the identity already answers, such as the age; a recorded answer stands
    before them unless it is unknown or declined.
    """
    facts: dict[str, Json] = {}
    by_item: dict[UUID, dict[str, Json]] = {}
    for (item, fact), answer in record.current.items():
        into = facts if item is None else by_item.setdefault(item, {})
        into[fact] = _written(answer)
    for fact, value in (known or {}).items():
        given = facts.get(fact)
        if given is None or given["value"] in ("unknown", "declined"):
            facts[fact] = value
    situation: dict[str, Json] = {
        "situation": 1,
        "jurisdiction": jurisdiction,
        "as_of": as_of.isoformat(),
        "facts": facts,
    }
    for scope, name in LISTS.items():
        listed = record.listed(scope)
        if listed:
            situation[name] = [_item(each, by_item.get(each.id, {})) for each in listed]
        elif scope in record.empty:
            situation[name] = []
    return situation


def _item(listed: Listed, facts: dict[str, Json]) -> dict[str, Json]:
    details = {name: text for name, text in listed.details.items() if name != "note"}
    return {**details, "facts": facts}


def _written(answer: Recorded) -> dict[str, Json]:
    found: dict[str, Json] = {"value": answer.value, "basis": answer.basis, "by": answer.role}
    if answer.on:
        found["on"] = answer.on
    if answer.margin:
        found["margin"] = answer.margin
    return found
