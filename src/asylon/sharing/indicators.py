"""Indicators: State by State what a key measures, each figure with its year and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from asylon.sharing.faults import bad, nearest
from asylon.sharing.race import Exact


@dataclass(frozen=True, slots=True)
class Figure:
    """One value, exact, with the year it is of and where it comes from."""

    value: Fraction
    year: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Indicators:
    """A table State -> indicator -> figure. A figure that is not there is unknown, which is not 0."""

    figures: Mapping[str, Mapping[str, Figure]]
    names: Mapping[str, str] = field(default_factory=dict)
    """Display names of States, where the table had any."""

    @classmethod
    def of(
        cls, values: Mapping[str, Mapping[str, Exact]], *, year: int | None = None, source: str = ""
    ) -> Indicators:
        """Make a table of plain values of one year and source."""
        return cls(
            {
                state: {name: Figure(Fraction(value), year, source) for name, value in row.items()}
                for state, row in values.items()
            }
        )

    @property
    def states(self) -> tuple[str, ...]:
        """The States, in the order of the table."""
        return tuple(self.figures)

    @property
    def indicator_names(self) -> tuple[str, ...]:
        """Every indicator that at least one State has."""
        return tuple(dict.fromkeys(name for row in self.figures.values() for name in row))

    def value(self, state: str, indicator: str) -> Fraction | None:
        """The value, or None where it is unknown."""
        figure = self.figures[state].get(indicator)
        return None if figure is None else figure.value

    def only(self, states: Iterable[str], indicators: Iterable[str]) -> Indicators:
        """The part of the table that some States and indicators make."""
        kept, wanted = list(states), list(indicators)
        return Indicators(
            {
                state: {name: self.figures[state][name] for name in wanted if name in self.figures[state]}
                for state in kept
            },
            {state: self.names[state] for state in kept if state in self.names},
        )

    def must_have(self, indicators: Iterable[str]) -> None:
        """Refuse a table that lacks an indicator altogether.

        Raises: BadSharing with the nearest name that is there.
        """
        known = self.indicator_names
        for name in indicators:
            if name not in known:
                raise bad("no_indicator", meant=nearest(name, known), name=name)

    def must_know(self, state: str) -> None:
        """Refuse a State that the table does not have.

        Raises: BadSharing with the nearest one.
        """
        if state not in self.figures:
            raise bad("unknown_state", meant=nearest(state, self.figures), name=state)
