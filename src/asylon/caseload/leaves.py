"""Facts that are filled in from others, column by column: `asylon.rulebook.derive` for a chunk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from asylon.caseload.kernel import PERSONS, Pair, Part
from asylon.caseload.planes import Flags, Rows, packed
from asylon.rulebook.dates import partial_date, years_before
from asylon.rulebook.entries import Derivation

if TYPE_CHECKING:
    from asylon.caseload.population import NumpyPopulation

Derived = Callable[[Derivation, "NumpyPopulation", Part], Pair]


def derived_leaf(how: Derivation, population: NumpyPopulation, part: Part) -> Pair:
    """Work out a derived fact for every row of a part."""
    return _WAYS[how.how](how, population, part)


def _pair(yes: Flags, no: Flags) -> Pair:
    return Pair(packed(yes), packed(no))


def _nothing(population: NumpyPopulation, part: Part) -> Pair:
    return Pair(population.zeros(part), population.zeros(part))


def _below(how: Derivation, population: NumpyPopulation, part: Part) -> Pair:
    column = population.chunk.columns.get(how.of)
    pair = _nothing(population, part)
    if column is not None and column.numbers is not None:
        # A comparison with NaN is false: a number that is not known is neither below nor above.
        lowest, highest = column.numbers - column.margins, column.numbers + column.margins
        pair = _pair(highest < how.limit, lowest >= how.limit)
    if not how.no_if:
        return pair
    return Pair(pair.yes, pair.no | (population.leaf(how.no_if, PERSONS).yes & ~pair.yes))


def _younger_than_at_item(how: Derivation, population: NumpyPopulation, part: Part) -> Pair:
    pair = _nothing(population, part)
    if part.listed:
        pair = _by_dates(how, population, part)
    if not how.yes_if:
        return pair
    young = population.leaf(how.yes_if, PERSONS).yes
    young = population.down(young, part)
    return Pair(pair.yes | young, pair.no & ~young)


def _by_dates(how: Derivation, population: NumpyPopulation, part: Part) -> Pair:
    """Compare the limit's birthday with the item's first dates, allowing a year either way."""
    items = population.chunk.items[part.scope]
    column = population.chunk.columns.get(how.of)
    if column is None or column.numbers is None:
        return _nothing(population, part)
    known = ~np.isnan(column.numbers[items.owner])
    margin = np.broadcast_to(column.margins, column.numbers.shape)
    youngest_age = np.where(known, (column.numbers - margin)[items.owner], 0).astype(np.int64)
    oldest_age = np.where(known, (column.numbers + margin)[items.owner], 0).astype(np.int64)
    began_first, began_last = _days(items.details.get("from"), len(items.owner))
    _, ended_last = _days(items.details.get("to"), len(items.owner))
    last = np.where(np.isnan(began_last), ended_last, began_last)
    of_oldest, of_youngest = _birthdays(how.limit, population.chunk.as_of)
    earliest = of_oldest[np.clip(oldest_age, 0, len(of_oldest) - 1)]
    latest = of_youngest[np.clip(youngest_age, 0, len(of_youngest) - 1)]
    yes = known & (earliest > last)
    return _pair(yes, known & ~yes & (latest <= began_first))


def _birthdays(limit: int, as_of: date) -> tuple[Rows, Rows]:
    """By age in whole years: the limit's birthday of the oldest and of the youngest that one can be."""
    ages = range(150)
    earliest = [years_before(as_of, age + 1) + timedelta(days=1) for age in ages]
    latest = [years_before(as_of, max(age - 1, 0)) for age in ages]
    return (
        np.array([years_before(born, -limit).toordinal() for born in earliest]),
        np.array([years_before(born, -limit).toordinal() for born in latest]),
    )


def _days(detail: tuple[Rows, tuple[str, ...]] | None, rows: int) -> tuple[Any, Any]:
    """The first and last day, as ordinals, that a partial date can mean; NaN where there is none."""
    if detail is None:
        return np.full(rows, np.nan), np.full(rows, np.nan)
    index, texts = detail
    dates = [partial_date(text) for text in texts]
    first = np.array([*(day.first.toordinal() if day else np.nan for day in dates), np.nan])
    last = np.array([*(day.last.toordinal() if day else np.nan for day in dates), np.nan])
    return first[index], last[index]


def _one_of(how: Derivation, population: NumpyPopulation, part: Part) -> Pair:
    column = population.columns(part).get(how.of)
    if column is None:
        return _nothing(population, part)
    hit = packed(column.among(how.codes))
    return Pair(hit, column.known & ~hit)


def _fewer_items(how: Derivation, population: NumpyPopulation, part: Part) -> Pair:
    given = population.chunk.given[how.of]
    few = population.listed_count(how.of) < how.than
    return _pair(given & few, given & ~few)


def _same_as_item(how: Derivation, population: NumpyPopulation, part: Part) -> Pair:
    texts, index, owner = population.places(part)
    placed = index >= 0
    given = population.chunk.given[how.of][owner]
    listed = population.listed_count(how.of)[owner] > 0
    met = np.zeros(len(index), dtype=np.bool_)
    if how.of in population.chunk.items and len(population.chunk.items[how.of].owner):
        met[population.links(part, how.of)[0]] = True
    yes = placed & given & listed & met
    no = placed & given & listed & ~met
    instead = population.chunk.columns.get(how.if_none)
    if instead is not None and instead.index is not None:
        same = _texts_meet(
            texts, index, instead.texts, np.where(instead.known_rows, instead.index, -1)[owner]
        )
        none = placed & given & ~listed & instead.known_rows[owner]
        yes, no = yes | (none & same), no | (none & ~same)
    return _pair(yes, no)


def _same_as_fact(how: Derivation, population: NumpyPopulation, part: Part) -> Pair:
    column = population.chunk.columns.get(how.of)
    if column is None or column.index is None:
        return _nothing(population, part)
    texts, index, owner = population.places(part)
    other = np.where(column.known_rows, column.index, -1)[owner]
    somewhere = column.among(None)[owner]
    nowhere = column.known_rows[owner] & ~somewhere
    same = _texts_meet(texts, index, column.texts, other)
    unnamed = (index < 0) & (not part.listed)
    placed = index >= 0
    return _pair(somewhere & ((placed & same) | unnamed), nowhere | (somewhere & placed & ~same))


def _texts_meet(texts: tuple[str, ...], index: Rows, others: tuple[str, ...], other_index: Rows) -> Flags:
    codes = {text: code for code, text in enumerate(others)}
    mine = np.array([*(codes.get(text, -2) for text in texts), -3], dtype=np.int64)[index]
    same: Flags = mine == other_index
    return same


_WAYS: Mapping[str, Derived] = {
    "below": _below,
    "younger_than_at_item": _younger_than_at_item,
    "one_of": _one_of,
    "fewer_items": _fewer_items,
    "same_as_item": _same_as_item,
    "same_as_fact": _same_as_fact,
}
