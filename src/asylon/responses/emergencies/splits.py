"""Who arrives: people by sex, age, origin and place, with no number small enough to point at anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from asylon.casework.access.counts import SMALLEST_TOLD
from asylon.responses.emergencies.models import Arrivals


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people; `persons` None where there are fewer than eleven, or too few beside others."""

    of: str
    persons: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Splits:
    """Arrivals that are known, split one way at a time. The whole is told; crossed tables are not made."""

    in_all: int | None
    by_sex: tuple[Cell, ...]
    by_age: tuple[Cell, ...]
    by_origin: tuple[Cell, ...]
    by_place: tuple[Cell, ...]


def splits_of(rows: Iterable[Arrivals]) -> Splits:
    """The splits of rows that stand. First crossings only, as in every total."""
    counted = [each for each in rows if each.first_crossing and each.persons is not None]
    return Splits(
        in_all=sum(each.persons or 0 for each in counted) if counted else None,
        by_sex=_by(counted, lambda each: each.sex),
        by_age=_by(counted, lambda each: each.age),
        by_origin=_by(counted, lambda each: each.origin),
        by_place=_by(counted, lambda each: each.place),
    )


def told(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells without those that are too small. Where one alone would be hidden, the next is hidden too.

    Otherwise the whole, which is told, would give it away. Nobody is not a small number.
    """
    listed = list(cells)
    sizes = [each.persons or 0 for each in listed]
    hidden = {at for at, size in enumerate(sizes) if 0 < size < SMALLEST_TOLD}
    if len(hidden) == 1:
        others = [at for at, size in enumerate(sizes) if at not in hidden and size]
        if others:
            hidden.add(min(others, key=sizes.__getitem__))
    return tuple(Cell(each.of, None if at in hidden else each.persons) for at, each in enumerate(listed))


def _by(rows: Iterable[Arrivals], of: Callable[[Arrivals], str]) -> tuple[Cell, ...]:
    sums: dict[str, int] = {}
    for each in rows:
        sums[of(each)] = sums.get(of(each), 0) + (each.persons or 0)
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    return told(Cell(name, size) for name, size in ordered)
