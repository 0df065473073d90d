"""Several sharings side by side: what each State would take under each, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from asylon.sharing.faults import bad
from asylon.sharing.steps import Sharing


@dataclass(frozen=True, slots=True)
class Line:
    """One State under each scenario, in their order: persons, and rank (1 takes most; equal numbers share).

    None where the State takes no part.
    """

    state: str
    persons: tuple[int | None, ...]
    ranks: tuple[int | None, ...]

    @property
    def spread(self) -> int:
        """Persons between the smallest and the largest number."""
        known = [count for count in self.persons if count is not None]
        return max(known) - min(known)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Scenarios by name, a line for each State, and how many of all would move against the first one.

    `moved` is the smallest number of persons who would be elsewhere; `open` stays with nobody.
    """

    names: tuple[str, ...]
    totals: tuple[int, ...]
    open: tuple[int, ...]
    lines: tuple[Line, ...]
    moved: tuple[Fraction, ...]


def side_by_side(scenarios: Mapping[str, Sharing]) -> SideBySide:
    """Lay sharings beside each other. The first is what the others are held against.

    Totals may differ: persons who would move are counted on the totals made equal.

    Raises: BadSharing if there is none.
    """
    if not scenarios:
        raise bad("no_scenario")
    sharings = list(scenarios.values())
    states = dict.fromkeys(state for sharing in sharings for state in sharing.persons)
    ranks = [_ranks(sharing.persons) for sharing in sharings]
    lines = tuple(
        Line(
            state,
            tuple(sharing.persons.get(state) for sharing in sharings),
            tuple(rank.get(state) for rank in ranks),
        )
        for state in states
    )
    return SideBySide(
        tuple(scenarios),
        tuple(sharing.total for sharing in sharings),
        tuple(sharing.open for sharing in sharings),
        lines,
        tuple(_moved(sharings[0], sharing, tuple(states)) for sharing in sharings),
    )


def _ranks(persons: Mapping[str, int]) -> dict[str, int]:
    ordered = sorted(persons.values(), reverse=True)
    return {state: ordered.index(count) + 1 for state, count in persons.items()}


def _moved(first: Sharing, other: Sharing, states: tuple[str, ...]) -> Fraction:
    """Half of all differences, what stays open counting as a place."""
    if not first.total or not other.total:
        return Fraction(0)
    scale = Fraction(first.total, other.total)
    gaps = [abs(first.persons.get(state, 0) - scale * other.persons.get(state, 0)) for state in states]
    return (sum(gaps, Fraction(0)) + abs(first.open - scale * other.open)) / 2
