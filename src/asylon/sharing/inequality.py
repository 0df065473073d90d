"""How unequally a burden is carried, against what would be fair; before a plan and after it.

The Gini coefficient of the ratios carried over fair, each State counting by its fair part: 0 when
everybody carries exactly that, near 1 when the State with the smallest part carries all.

Source: Lerman and Yitzhaki, Economics Letters 15 (1984), on the coefficient of grouped data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from asylon.sharing.index import Carried, Place, responsibility_index


@dataclass(frozen=True, slots=True)
class Curve:
    """The Lorenz curve: (part of the fair shares, part of what is carried), from (0, 0) to (1, 1)."""

    points: tuple[tuple[Fraction, Fraction], ...]
    left_out: tuple[str, ...]
    """States whose amount is not known."""

    @property
    def gini(self) -> Fraction | None:
        """The coefficient, exact; None where nothing is carried."""
        if len(self.points) < 2:
            return None
        area = sum(
            ((right - left) * (low + high) for (left, low), (right, high) in pairwise(self.points)),
            Fraction(0),
        )
        return 1 - area


@dataclass(frozen=True, slots=True)
class Change:
    """The coefficient before a plan and after it; None where nothing is carried."""

    before: Fraction | None
    after: Fraction | None


def lorenz(carried: Carried) -> Curve:
    """The Lorenz curve of a burden over the States whose amount is known.

    Raises: BadSharing, as `responsibility_index`.
    """
    places = responsibility_index(carried)
    known = [place for place in places if place.carried is not None]
    left_out = tuple(place.state for place in places if place.carried is None)
    fair = sum((place.fair for place in known), Fraction(0))
    whole = sum((place.carried or Fraction(0) for place in known), Fraction(0))
    if not fair or not whole:
        return Curve((), left_out)
    points, left, low = [(Fraction(0), Fraction(0))], Fraction(0), Fraction(0)
    for place in sorted(known, key=_ratio):
        left, low = left + place.fair / fair, low + (place.carried or 0) / whole
        points.append((left, low))
    return Curve(tuple(points), left_out)


def change(before: Carried, added: Mapping[str, Fraction | int]) -> Change:
    """Inequality before a plan and after it, where the plan adds to what States carry.

    A State whose amount is not known stays unknown. What leaves a State is below zero.

    Raises: BadSharing, also where more would leave a State than it carries.
    """
    after = Carried(
        {
            state: None if amount is None else amount + added.get(state, 0)
            for state, amount in {**dict.fromkeys(added, 0), **before.amounts}.items()
        },
        before.fair,
    )
    return Change(lorenz(before).gini, lorenz(after).gini)


def _ratio(place: Place) -> tuple[bool, Fraction]:
    """States without a fair part carry beyond any ratio: they come last."""
    return place.ratio is None, place.ratio or Fraction(0)
