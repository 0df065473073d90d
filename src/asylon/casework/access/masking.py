"""What a visitor sees of an assessment: the assessment of what that visitor may see.

Nothing is cut out of a finished answer, where a reason or a gap would tell. The hidden facts are taken out
of the situation, and the rulebook is asked again: no label, reason, question or right that is shown can
rest on a hidden fact. Two things cross over from the whole record, both for the person's sake. A gate is
shown open only if it is open on the whole record too. And that something urgent is sealed is said, with
whom to ask, but not what.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from asylon.casework.access.fields import field_of_fact, field_of_list
from asylon.casework.access.kernel import Field
from asylon.rulebook import Assessment, Rulebook, assess
from asylon.rulebook.scopes import LISTS

Json = Any
Sees = Callable[[Field], bool]


@dataclass(frozen=True)
class Masked:
    """An assessment as one visitor may see it. Show `assessment`; ask `is_open` about gates.

    `whole` is for the gate service and for freezing, never for a page.
    """

    assessment: Assessment
    whole: Assessment
    sealed_facts: int

    @property
    def complete(self) -> bool:
        """Whether nothing was hidden."""
        return self.assessment is self.whole

    @cached_property
    def sealed_tracks(self) -> bool:
        """Whether a track is proposed that the visitor may not see."""
        seen = {track.id for track in self.assessment.tracks}
        return any(track.id not in seen for track in self.whole.tracks)

    @cached_property
    def sealed_urgent(self) -> bool:
        """Whether something urgent is raised that the visitor may not see: say whom to ask, now."""
        seen = {alert.id for alert in self.assessment.alerts}
        return any(alert.id not in seen for alert in self.whole.alerts if alert.severity == "urgent")

    def is_open(self, gate: str, item: str = "") -> bool:
        """Whether a gate is open, for one destination if named: to the visitor and on the whole record."""
        return _is_open(self.assessment, gate, item) and _is_open(self.whole, gate, item)


def mask(whole: Assessment, situation: dict[str, Json], *, sees: Sees, rulebook: Rulebook) -> Masked:
    """The assessment of what a visitor sees of a situation; the very same one if that is all of it."""
    visible, hidden = restrict(situation, sees=sees)
    shown = assess(visible, rulebook=rulebook) if visible != situation else whole
    return Masked(shown, whole, hidden)


def restrict(situation: dict[str, Json], *, sees: Sees) -> tuple[dict[str, Json], int]:
    """A situation without the facts and lists that a visitor may not see, and how many facts were taken out.

    A fact that the rulebook does not know belongs to no field, and is taken out.
    """
    before = _count(situation)
    visible = {**situation, "facts": _seen(situation["facts"], sees)}
    for scope, name in LISTS.items():
        if name not in situation:
            continue
        if sees(field_of_list(scope)):
            visible[name] = [{**each, "facts": _seen(each["facts"], sees)} for each in situation[name]]
        else:
            del visible[name]  # with all that was said of its items: they are named by what they are
    return visible, before - _count(visible)


def _seen(facts: dict[str, Json], sees: Sees) -> dict[str, Json]:
    return {name: value for name, value in facts.items() if sees(field_of_fact(name))}


def _count(situation: dict[str, Json]) -> int:
    items = (each for name in LISTS.values() for each in situation.get(name, ()))
    return len(situation["facts"]) + sum(len(each["facts"]) for each in items)


def _is_open(assessment: Assessment, gate: str, item: str) -> bool:
    answer = assessment.gates[gate]
    return answer.items.get(item, False) if item else answer.open
