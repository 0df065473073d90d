"""Draws one block of persons with their items, and takes away what stays unknown.

A block has a fixed size and its own streams of random numbers, so that a person is the same in
every caseload with the same seed, and one block needs no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from asylon.caseload.made_up.items import destinations, episodes, legs, nationalities
from asylon.caseload.made_up.orders import Order
from asylon.caseload.made_up.people import People
from asylon.caseload.made_up.places import COUNTRIES
from asylon.caseload.made_up.shares import ANYTHING
from asylon.caseload.made_up.sheet import DECLINED, KNOWN, NOT_ASKED, UNKNOWN, Cells, Draws, Sheet
from asylon.caseload.planes import Flags, Rows
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.scopes import LISTS, PERSON

BLOCK = 16_384
"""Persons in a block. Another number would make other people of the same seed."""

LOST = {NOT_ASKED: 0.6, UNKNOWN: 0.33, DECLINED: 0.07}
"""What becomes of an answer that does not stay known. Invented."""


@dataclass(frozen=True, slots=True)
class MadeItems:
    """The listed items of a block: the person of each, details, facts; and whose list was asked for."""

    owner: Rows
    details: Mapping[str, Cells]
    facts: Mapping[str, Cells]
    given: Flags


@dataclass(frozen=True, slots=True)
class MadePersons:
    """The persons of a block; `first` is the number of the first of them."""

    first: int
    size: int
    facts: Mapping[str, Cells]
    items: Mapping[str, MadeItems]


def can_be_made_up(fact: FactEntry) -> bool:
    """Whether a fact gets a column: free text is left to people, and lists of items to their tables."""
    free_text = fact.type == "text" or (fact.type in ("code", "list") and fact.codes == "free")
    return not free_text and not fact.answered_by


def make_block(number: int, order: Order, facts: Mapping[str, FactEntry]) -> MadePersons:
    """Draw the block with this number; the last one is cut where the persons end."""
    wanted = {
        scope: [f for f in facts.values() if f.scope == scope and can_be_made_up(f)]
        for scope in (PERSON, *LISTS)
    }
    draws = {scope: Draws(order.seed, number, stream) for stream, scope in enumerate((PERSON, *LISTS))}
    names = {scope: tuple(fact.id for fact in found) for scope, found in wanted.items()}
    people = People(BLOCK, draws[PERSON], names[PERSON])
    sheets: dict[str, Sheet] = {
        "nationality": nationalities(people, draws["nationality"], names["nationality"]),
        "episode": episodes(people, draws["episode"], names["episode"], order.as_of),
        "leg": legs(people, draws["leg"], names["leg"]),
        "destination": destinations(people, draws["destination"], names["destination"]),
    }
    silence = Draws(order.seed, number, len(draws))
    size = min(BLOCK, order.persons - number * BLOCK)
    chosen = {
        scope: _silenced(_complete(sheet, wanted[scope], facts), silence, order.unknown)
        for scope, sheet in ((PERSON, people), *sheets.items())
    }
    items = {}
    for scope, sheet in sheets.items():
        given = silence.uniform(BLOCK) >= order.unknown
        rows = np.flatnonzero(given[sheet.owner] & (sheet.owner < size))
        items[scope] = MadeItems(
            sheet.owner[rows],
            {name: cells.rows(rows) for name, cells in sheet.details.items()},
            {name: cells.rows(rows) for name, cells in chosen[scope].items()},
            given[:size],
        )
    persons = {name: cells.rows(slice(size)) for name, cells in chosen[PERSON].items()}
    return MadePersons(number * BLOCK, size, persons, items)


def _complete(sheet: Sheet, wanted: Iterable[FactEntry], facts: Mapping[str, FactEntry]) -> dict[str, Cells]:
    """The columns of the rulebook's facts in its order; what the shares do not know is drawn blindly."""
    for fact in wanted:
        if fact.id not in sheet.cells or not _fits(sheet.cells[fact.id], fact, facts):
            _draw_anything(sheet, fact, facts)
    return {fact.id: sheet.cells[fact.id] for fact in wanted}


def _fits(cells: Cells, fact: FactEntry, facts: Mapping[str, FactEntry]) -> bool:
    """Whether a column is what this rulebook means by the fact: another one may ask it otherwise."""
    if fact.type in ("code", "list"):
        codes = _codes(fact, facts)
        return (cells.values.ndim == 2) == (fact.type == "list") and set(cells.words) <= set(codes)
    return not cells.words and (cells.values.dtype == np.bool_) == (fact.type == "tri")


def _draw_anything(sheet: Sheet, fact: FactEntry, facts: Mapping[str, FactEntry]) -> None:
    if fact.type == "tri":
        sheet.put(fact.id, sheet.chance(ANYTHING))
    elif fact.type == "number":
        sheet.put(fact.id, sheet.draws.whole(0, fact.at_most or 100, sheet.size))
    elif fact.type == "code":
        sheet.put_code(fact.id, dict.fromkeys(_codes(fact, facts), 1.0))
    else:
        sheet.put_list(fact.id, {code: sheet.chance(ANYTHING) for code in _codes(fact, facts)})


def _codes(fact: FactEntry, facts: Mapping[str, FactEntry]) -> tuple[str, ...]:
    if fact.codes in ("countries", "countries_or_none"):
        return COUNTRIES if fact.codes == "countries" else (*COUNTRIES, "none")
    if fact.codes == "facts":
        return tuple(each.id for each in facts.values() if each.type == "tri" and each.scope == fact.of_scope)
    return tuple(fact.codes)


def _silenced(columns: Mapping[str, Cells], draws: Draws, unknown: float) -> Mapping[str, Cells]:
    """Take away a share of the answers; drawn apart, so that what is true does not depend on it."""
    edges = np.cumsum(list(LOST.values())) * unknown
    kinds = np.array([*LOST, KNOWN], dtype=np.uint8)
    for cells in columns.values():
        lost = kinds[np.searchsorted(edges, draws.uniform(len(cells.state)), side="right")]
        cells.state[:] = np.where(cells.state == KNOWN, lost, cells.state)
    return columns
