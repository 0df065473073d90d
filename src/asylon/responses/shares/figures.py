"""Which public figures a key is worked out with: those that ship, or the key's own published table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from asylon.figures import Store, people
from asylon.figures.capacity import indicators as cells_of
from asylon.responses.shares.records import Carrying
from asylon.sharing import Figure, Indicators, Key, shipped_table

NEWEST = "newest"
PENN = frozenset({"population", "gdp_usd"})
PENN_YEAR = 2017
"""The last year of the Penn World Table that ships: the same indicators, older, for comparison."""


@dataclass(frozen=True, slots=True)
class FiguresForKey:
    """Tables of indicators by the name of their year, the one in force, and what to show with them."""

    years: Mapping[str, Indicators]
    base: str
    attributions: tuple[str, ...]


def figures_for(key: Key, store: Store, *, states: Iterable[str] = ()) -> FiguresForKey:
    """The figures that a key needs, over all States or some of them.

    A key made of published figures is worked out with those. Others take the newest figures that ship,
    and where an older table has the same indicators it stands beside them.

    Raises: BadFigures, BadSharing for figures that nobody has.
    """
    if key.shipped_table:
        table = shipped_table(key.shipped_table)
        return FiguresForKey({NEWEST: _among(table, states)}, NEWEST, (key.source,))
    table, said = _table(store, dict.fromkeys(key.indicators, "factbook"), year=None)
    years = {NEWEST: _among(table, states)}
    if set(key.indicators) <= PENN:
        older, also = _table(store, dict.fromkeys(key.indicators, "pwt"), year=PENN_YEAR)
        # A State that the older table lacks stays in the sharing; only its comparison is missing.
        years[str(PENN_YEAR)] = _among(older, [state for state in states if state in older.figures])
        said |= also
    return FiguresForKey(years, NEWEST, tuple(sorted(said)))


def carrying(store: Store, *, measure: str, origins: Iterable[str]) -> Carrying:
    """Whom each State hosts by the newest figures of UNHCR: from these origins, or from all.

    Raises: BadFigures.
    """
    release = store.newest("unhcr", having="population")
    year = max(people.series(release, measure=measure))
    found: dict[str, int] = {}
    every: list[str | None] = [*origins]
    for origin in every or [None]:
        for state, count in people.hosted(release, year=year, measure=measure, origin=origin).by.items():
            found[state] = found.get(state, 0) + count.value
    return Carrying(measure=measure, year=year, source=release.source.words(), states=found)


def _table(store: Store, sources: Mapping[str, str], *, year: int | None) -> tuple[Indicators, set[str]]:
    cells = cells_of(store, sources=sources, year=year)
    said = {cell.source.words() for row in cells.values() for cell in row.values()}
    table = Indicators(
        {
            state: {
                name: Figure(Fraction(cell.value), cell.year, cell.source.source)
                for name, cell in row.items()
            }
            for state, row in cells.items()
        }
    )
    return table, said


def _among(table: Indicators, states: Iterable[str]) -> Indicators:
    wanted = list(dict.fromkeys(states))
    for state in wanted:
        table.must_know(state)
    return table.only(wanted, table.indicator_names) if wanted else table
