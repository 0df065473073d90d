"""Facts that are filled in from others: ages, levels, counts of items, places that are the same.

Each way of filling in is named in the texts (`derive: {how: …}`); what was given comes first. A
value that the known facts do not settle stays unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from asylon.logic.truth import Truth
from asylon.rulebook.dates import partial_date, years_before
from asylon.rulebook.entries import Derivation
from asylon.rulebook.situation import Given, Item, Situation

Lookup = Callable[[str], Truth]
"""The value of a yes-or-no fact in the frame that is being filled."""

Derive = Callable[[Derivation, Situation, str, Item | None, Lookup], Truth]
"""Takes the derivation, the situation, the scope and item (None: the unnamed one), and a look-up."""


def derived(how: Derivation, situation: Situation, scope: str, item: Item | None, lookup: Lookup) -> Truth:
    """Work out a fact that was not given.

    Raises: KeyError for a way of deriving that does not exist; the loader refuses those earlier.
    """
    return _WAYS[how.how](how, situation, scope, item, lookup)


def _number(situation: Situation, fact: str) -> tuple[float, float] | None:
    given = situation.facts.get(fact)
    if given is None or not given.known or not isinstance(given.value, float):
        return None
    return given.value - given.margin, given.value + given.margin


def _below(how: Derivation, situation: Situation, scope: str, item: Item | None, lookup: Lookup) -> Truth:
    span = _number(situation, how.of)
    if span is not None and span[1] < how.limit:
        return True
    if span is not None and span[0] >= how.limit:
        return False
    return False if how.no_if and lookup(how.no_if) is True else None


def _younger_than_at_item(
    how: Derivation, situation: Situation, scope: str, item: Item | None, lookup: Lookup
) -> Truth:
    """Was the person younger than the limit when the item began?

    Ages are whole years and dates may be partial, so a year is allowed either way: yes only if
    the oldest that the person can have been is under the limit, no only if the youngest is not.
    """
    if how.yes_if and lookup(how.yes_if) is True:
        return True
    span = _number(situation, how.of)
    if span is None or item is None:
        return None
    began, ended = item.details.get("from"), item.details.get("to")
    when = partial_date(began or ended or "")
    if when is None:
        return None
    lowest, highest = span
    earliest_birth = years_before(situation.as_of, int(highest) + 1) + timedelta(days=1)
    latest_birth = years_before(situation.as_of, max(int(lowest) - 1, 0))
    if _birthday(earliest_birth, how.limit) > when.last:
        return True
    if began and _birthday(latest_birth, how.limit) <= when.first:
        return False
    return None


def _birthday(born: date, years: int) -> date:
    return years_before(born, -years)


def _one_of(how: Derivation, situation: Situation, scope: str, item: Item | None, lookup: Lookup) -> Truth:
    given = _given(how.of, situation, scope, item)
    if given is None or not given.known:
        return None
    return given.value in how.codes


def _fewer_items(
    how: Derivation, situation: Situation, scope: str, item: Item | None, lookup: Lookup
) -> Truth:
    items = situation.items[how.of]
    return None if items is None else len(items) < how.than


def _same_as_item(
    how: Derivation, situation: Situation, scope: str, item: Item | None, lookup: Lookup
) -> Truth:
    """Is this the same place as an item of another list, or, if that list is empty, as a fact?"""
    place = _place(how, situation, scope, item)
    if place is None:
        return None
    items = situation.items[how.of]
    instead = _code(situation.facts.get(how.if_none))
    if items:
        return place in (each.id for each in items)
    if items is None:
        return None
    return None if instead is None else place == instead


def _same_as_fact(
    how: Derivation, situation: Situation, scope: str, item: Item | None, lookup: Lookup
) -> Truth:
    other = _code(situation.facts.get(how.of))
    if other is None:
        return None
    if other == "none":
        return False
    place = _place(how, situation, scope, item)
    if place is None:
        return True if item is None else None  # nothing else was named: the facts are about that place
    return place == other


def _place(how: Derivation, situation: Situation, scope: str, item: Item | None) -> str | None:
    if item is not None:
        return item.id
    return _code(situation.unnamed[scope].get(how.unnamed))


def _given(fact: str, situation: Situation, scope: str, item: Item | None) -> Given | None:
    if item is not None and fact in item.facts:
        return item.facts[fact]
    return (
        situation.unnamed[scope].get(fact)
        if item is None and scope in situation.unnamed
        else situation.facts.get(fact)
    )


def _code(given: Given | None) -> str | None:
    return given.value if given is not None and given.known and isinstance(given.value, str) else None


_WAYS: Mapping[str, Derive] = {
    "below": _below,
    "younger_than_at_item": _younger_than_at_item,
    "one_of": _one_of,
    "fewer_items": _fewer_items,
    "same_as_item": _same_as_item,
    "same_as_fact": _same_as_fact,
}
