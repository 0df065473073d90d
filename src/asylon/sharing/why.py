"""Why this number: from nothing to a State's number, step by step, in persons."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from asylon.sharing.faults import bad, nearest
from asylon.sharing.steps import Sharing, Step


@dataclass(frozen=True, slots=True)
class Bar:
    """What one step did to the State: persons more or fewer, and where that leaves it."""

    step: Step
    effect: Fraction
    after: Fraction

    @property
    def id(self) -> str:
        """The id of the step."""
        return self.step.id

    @property
    def title(self) -> str:
        """The step in plain words."""
        return self.step.title


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From `start` by the bars to `end`: the effects add up exactly. `left_out` says why there are none."""

    state: str
    start: Fraction
    bars: tuple[Bar, ...]
    end: int
    left_out: str | None = None


def waterfall(sharing: Sharing, state: str) -> Waterfall:
    """Read the stored steps back for one State.

    Raises: BadSharing for a State that the sharing does not know, with the nearest one.
    """
    if state in sharing.left_out:
        return Waterfall(state, Fraction(0), (), 0, sharing.left_out[state])
    if state not in sharing.persons:
        known = (*sharing.persons, *sharing.left_out)
        raise bad("unknown_state", meant=nearest(state, known), name=state)
    bars, after = [], Fraction(0)
    for step in sharing.steps:
        if step.effects is not None:
            after += step.effects[state]
            bars.append(Bar(step, step.effects[state], after))
    return Waterfall(state, Fraction(0), tuple(bars), sharing.persons[state])
