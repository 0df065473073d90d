"""What changed between two assessments of one person: the ground for alerts and for history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from asylon.logic.truth import word
from asylon.rulebook.assessment import Assessment
from asylon.rulebook.entries import LEVELS

Answers = dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is other than before; `before` and `after` are empty where it was not there."""

    sort: str
    id: str
    before: str
    after: str

    @property
    def lost(self) -> bool:
        """Whether protection fell: a right gone or lower, a gate that opened, a conclusion no longer yes."""
        if self.sort == "right":
            return not self.after or (
                bool(self.before) and LEVELS.index(self.after) > LEVELS.index(self.before)
            )
        if self.sort == "gate":
            return self.after == "open"
        return self.sort == "conclusion" and self.before == "yes"


@dataclass(frozen=True, slots=True)
class Differences:
    """All differences, and whether the law itself was another."""

    found: tuple[Difference, ...]
    other_law: bool

    def as_json(self) -> dict[str, Any]:
        """The differences as plain data."""
        return {
            "other_law": self.other_law,
            "differences": [
                {
                    "sort": d.sort,
                    "id": d.id,
                    "before": d.before or None,
                    "after": d.after or None,
                    "lost": d.lost,
                }
                for d in self.found
            ],
        }


def differences(before: Assessment, after: Assessment) -> Differences:
    """Compare two assessments: conclusions, gates, rights, tracks, alerts and due statuses."""
    found = compare_answers(answers(before), answers(after))
    return Differences(found, before.program.hash != after.program.hash)


def compare_answers(old: Answers, new: Answers) -> tuple[Difference, ...]:
    """Compare what two assessments answered; kept answers serve as well as fresh ones."""
    pairs = ((key, old.get(key, ""), new.get(key, "")) for key in dict.fromkeys([*old, *new]))
    return tuple(Difference(*key, was, now) for key, was, now in pairs if was != now)


def answers(assessment: Assessment) -> Answers:
    """What an assessment answers, by sort and id: the smallest record from which changes can be told."""
    found = {("conclusion", id_): word(c.value) for id_, c in assessment.conclusions.items()}
    for id_, answer in assessment.gates.items():
        found["gate", id_] = "open" if answer.open else "shut"
        for item, is_open in answer.items.items():
            found["gate", f"{id_}@{item}"] = "open" if is_open else "shut"
    found |= {("right", held.right.id): held.level for held in assessment.rights}
    found |= {("track", track.id): "proposed" for track in assessment.tracks}
    found |= {("alert", alert.id): "raised" for alert in assessment.alerts}
    found |= {("status", id_): "due" for id_ in assessment.statuses.due}
    return found
