"""Who arrives: people by sex, age, origin and place, with no number small enough to point at anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from asylon.casework.access.small_numbers import hidden_places, is_small


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People who are alike in everything that a split tells, added up over all days."""

    sex: str
    age: str
    origin: str
    place: str
    persons: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people; `persons` None where there are fewer than eleven, or too few beside others."""

    of: str
    persons: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Splits:
    """Arrivals that are known, split one way at a time. Crossed tables are not made.

    The whole is told, unless it is a small number itself: then `few` holds and `in_all` is None.
    """

    in_all: int | None
    few: bool
    by_sex: tuple[Cell, ...]
    by_age: tuple[Cell, ...]
    by_origin: tuple[Cell, ...]
    by_place: tuple[Cell, ...]


def splits_of(groups: Iterable[Group]) -> Splits:
    """The splits of groups that are known. First crossings only, as in every total."""
    counted = list(groups)
    whole = sum(each.persons for each in counted)
    few = is_small(whole)
    return Splits(
        in_all=None if few or not counted else whole,
        few=few,
        by_sex=_by(counted, lambda each: each.sex),
        by_age=_by(counted, lambda each: each.age),
        by_origin=_by(counted, lambda each: each.origin),
        by_place=_by(counted, lambda each: each.place),
    )


def told(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells without those that are too small, nor those that would give them away.

    The next smallest are hidden with them until at least two are, with at least eleven people together:
    otherwise the whole, which is told, would tell. Nobody is not a small number.
    """
    listed = list(cells)
    hidden = hidden_places([each.persons or 0 for each in listed])
    return tuple(Cell(each.of, None if at in hidden else each.persons) for at, each in enumerate(listed))


def _by(groups: Iterable[Group], of: Callable[[Group], str]) -> tuple[Cell, ...]:
    sums: dict[str, int] = {}
    for each in groups:
        sums[of(each)] = sums.get(of(each), 0) + each.persons
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    return told(Cell(name, size) for name, size in ordered)
