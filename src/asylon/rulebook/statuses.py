"""Statuses: what is due, what is held, and which of them protect most (a partial order)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from asylon.rulebook.entries import StatusEntry
from asylon.rulebook.program import Program, Run

HELD_IN = "lawful_stay_basis"
"""The fact that records the statuses which a person holds."""


@dataclass(frozen=True, slots=True)
class Statuses:
    """Ids of statuses: due, best of the due, held, open (not yet known) and at discretion."""

    due: tuple[str, ...]
    best: tuple[str, ...]
    held: tuple[str, ...]
    open: tuple[str, ...]
    discretionary: tuple[str, ...]


def above(one: StatusEntry, other: StatusEntry) -> bool:
    """Whether a status protects at least as much in every dimension and more in one."""
    pairs = [(one.scores[name], other.scores[name]) for name in one.scores]
    return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)


def best_of(due: Iterable[str], statuses: Mapping[str, StatusEntry]) -> tuple[str, ...]:
    """The due statuses that no other due status is above; there can be several."""
    chosen = list(due)
    return tuple(
        each for each in chosen if not any(above(statuses[other], statuses[each]) for other in chosen)
    )


def weigh_statuses(program: Program, run: Run) -> Statuses:
    """Sort the statuses of the rulebook by what the situation says of each."""
    statuses = dict(sorted(program.contents.statuses.items(), key=lambda pair: pair[1].order))
    values = {
        id_: run.value(f"status:{id_}") for id_, entry in statuses.items() if entry.due_when is not None
    }
    due = tuple(id_ for id_, value in values.items() if value is True)
    may = tuple(
        id_ for id_, e in statuses.items() if e.discretionary is not None and run.value(f"may:{id_}") is True
    )
    basis = run.situation.facts.get(HELD_IN)
    codes = basis.value if basis is not None and isinstance(basis.value, tuple) else ()
    held = tuple(code for code in codes if code != "none")
    unknown = tuple(id_ for id_, value in values.items() if value is None)
    return Statuses(due, best_of(due, statuses), held, unknown, may)
