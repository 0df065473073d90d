"""The responsibility index: what a State carries, over what would be fair. 1 is fair.

People hosted, money and places are different burdens and are shown apart. They are combined only with
weights that somebody states, and never where one of them is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from asylon.sharing.faults import bad


class Burden(StrEnum):
    """What can be carried for others."""

    PEOPLE = "people"
    MONEY = "money"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Carried:
    """What each State carries of one burden, in one unit, beside the key by which it would be fair.

    `amounts` are in persons, minor units of one currency, or places; None is not known. `fair` are
    shares of the whole or any weights in proportion to them.
    """

    amounts: Mapping[str, Fraction | int | None]
    fair: Mapping[str, Fraction]

    @property
    def whole(self) -> Fraction:
        """All that is known to be carried."""
        return sum((Fraction(amount) for amount in self.amounts.values() if amount is not None), Fraction(0))


@dataclass(frozen=True, slots=True)
class Place:
    """One State under one burden: what it carries, its fair part of the same whole, and the ratio.

    The ratio is None where what is carried is not known, or where the fair part is nothing.
    """

    state: str
    carried: Fraction | None
    fair: Fraction
    ratio: Fraction | None

    @property
    def gap(self) -> Fraction | None:
        """How much more than its fair part it carries; below zero, how much is missing."""
        return None if self.carried is None else self.carried - self.fair


@dataclass(frozen=True, slots=True)
class Combined:
    """The weighted mean of a State's ratios, or which burdens are missing for it."""

    state: str
    ratio: Fraction | None
    missing: tuple[Burden, ...]


def responsibility_index(carried: Carried) -> tuple[Place, ...]:
    """Each State's ratio of what it carries to its fair part, in the order of the key.

    The fair parts divide what all States together are known to carry, so the parts of the States
    whose amount is not known are left out of neither side: they stay in the key.

    Raises: BadSharing for an amount below zero, a weight below zero, or a State that has no fair part.
    """
    weight = _checked(carried)
    whole = carried.whole
    return tuple(
        _place(state, carried.amounts.get(state), whole * fair / weight)
        for state, fair in carried.fair.items()
    )


def index_of(carried: Carried, state: str) -> Place | None:
    """The same for one State alone; None if it has no part in the key.

    Raises: BadSharing, as `responsibility_index`.
    """
    if state not in carried.fair:
        return None
    weight = _checked(carried)
    return _place(state, carried.amounts.get(state), carried.whole * carried.fair[state] / weight)


def combined_index(
    burdens: Mapping[Burden, Carried], weights: Mapping[Burden, Fraction | int]
) -> tuple[Combined, ...]:
    """The ratios of several burdens as one number a State, with stated weights.

    A State for which one of the weighted burdens is not known has no combined number.

    Raises: BadSharing for a weight below zero, weights that are all zero, or a weight for a burden that
    is not given.
    """
    wanted = {burden: Fraction(weight) for burden, weight in weights.items() if weight}
    if not wanted or any(weight < 0 for weight in wanted.values()):
        raise bad("bad_burden_weights", text=", ".join(f"{name} {value}" for name, value in weights.items()))
    if missing := [burden for burden in wanted if burden not in burdens]:
        raise bad("burden_not_given", name=missing[0])
    ratios = {
        burden: {place.state: place.ratio for place in responsibility_index(burdens[burden])}
        for burden in wanted
    }
    states = dict.fromkeys(state for burden in wanted for state in burdens[burden].fair)
    return tuple(_combine(state, ratios, wanted) for state in states)


def _combine(
    state: str, ratios: Mapping[Burden, Mapping[str, Fraction | None]], weights: Mapping[Burden, Fraction]
) -> Combined:
    known = {burden: ratio for burden in weights if (ratio := ratios[burden].get(state)) is not None}
    missing = tuple(burden for burden in weights if burden not in known)
    if missing:
        return Combined(state, None, missing)
    total = sum(weights.values())
    return Combined(state, sum((weights[b] * known[b] for b in known), Fraction(0)) / total, ())


def _place(state: str, amount: Fraction | int | None, fair: Fraction) -> Place:
    carried = None if amount is None else Fraction(amount)
    return Place(state, carried, fair, None if carried is None or not fair else carried / fair)


def _checked(carried: Carried) -> Fraction:
    for state, fair in carried.fair.items():
        if fair < 0:
            raise bad("bad_weight", name=state, text=fair)
    for state, amount in carried.amounts.items():
        if state not in carried.fair:
            raise bad("no_fair_part", name=state)
        if amount is not None and amount < 0:
            raise bad("bad_amount", name=state, text=amount)
    weight = sum(carried.fair.values(), Fraction(0))
    if not weight:
        raise bad("no_weight")
    return weight
