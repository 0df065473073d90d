"""Why this conclusion, gate, right, track, alert or status, and what would change it.

Worked out for one goal when somebody asks: for yes and no one sufficient set of facts, the fewest
that the search finds; for unknown what is missing. Then single facts that would change the answer,
and pairs where no single one would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from asylon.logic.reason import Reason, Reasons
from asylon.logic.truth import Truth, word
from asylon.rulebook.assessment import Assessment, GateAnswer
from asylon.rulebook.contract import authority, practice_json
from asylon.rulebook.entries import Entry, PracticeEntry
from asylon.rulebook.faults import BadSituation, Fault, nearest
from asylon.rulebook.reasons import Cited, path_of
from asylon.rulebook.scopes import LISTS
from asylon.rulebook.trial import Goal, Trial

PAIRS_OF = 16
"""How many leaves are tried in pairs at most: 120 pairs with four answers each."""

SECTION_OF = {"rule": "rules", "track": "tracks", "alert": "alerts", "status": "statuses"}
PREFIXES = {"gate": "gate:", "track": "track:", "alert": "alert:", "status": "status:"}


@dataclass(frozen=True, slots=True)
class Change:
    """Answers that would change the result, and what it would then be."""

    answers: tuple[tuple[str, str], ...]
    result: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One answer with its reasons.

    `value` is yes, no or unknown; for a gate open or shut; for a right, track, alert or status
    whether it is held, proposed, raised or due.
    """

    id: str
    kind: str
    entry: Entry
    value: str
    item: str
    facts: tuple[Cited, ...]
    presumed: tuple[str, ...]
    doubted: tuple[str, ...]
    missing: tuple[Cited, ...]
    silent: str
    changes: tuple[Change, ...]
    parts: tuple[Explanation, ...] = ()
    practice: tuple[PracticeEntry, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The explanation as plain data."""
        return {
            "id": self.id,
            "kind": self.kind,
            "label": self.entry.label,
            "value": self.value,
            "item": self.item or None,
            "because": [cited_json(each) for each in self.facts],
            "presumed": list(self.presumed),
            "accepted_in_doubt": list(self.doubted),
            "missing": [each.path for each in self.missing],
            "silent": self.silent or None,
            "would_change": [{"if": dict(change.answers), "then": change.result} for change in self.changes],
            "in_practice": [practice_json(each) for each in self.practice],
            "parts": [part.as_json() for part in self.parts],
            "note": self.entry.note or None,
            "cites": list(self.entry.cite),
            **{k: v for k, v in authority(self.entry).items() if k != "cites"},
        }


def cited_json(cited: Cited) -> dict[str, Any]:
    """A fact with what was recorded of it."""
    given = cited.given
    found: dict[str, Any] = {"fact": cited.path, "value": None}
    if given is not None:
        found["value"] = given.value if given.known else given.state
        told = {"basis": given.basis, "on": given.on.text if given.on else "", "by": given.by}
        found |= {key: value for key, value in told.items() if value}
    return found


def explain(assessment: Assessment, id_: str, *, name: str = "") -> Explanation:
    """Explain one id of the assessment: a rule, gate, right, track, alert or status.

    Where ids of several sorts are the same, `gate:`, `right:`, `track:`, `alert:`, `status:` or
    `rule:` before the id chooses; otherwise that is the order in which they are looked for, rules first.
    Raises: BadSituation if there is no such id.
    """
    sort, _, bare = id_.rpartition(":")
    contents = assessment.program.contents
    sections: dict[str, Mapping[str, Entry]] = {
        "rule": contents.rules,
        "gate": contents.gates,
        "right": contents.rights,
        "track": contents.tracks,
        "alert": contents.alerts,
        "status": contents.statuses,
    }
    for kind, section in sections.items():
        if bare in section and sort in ("", kind):
            return _Explainer(assessment).explain(kind, bare)
    known = [each for section in sections.values() for each in section]
    raise BadSituation([Fault("unknown_id", name, {"id": id_}, nearest(bare, known))])


class _Explainer:
    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.program = assessment.program
        self.because = assessment.because
        self.trial = Trial(assessment.program, assessment.run)

    def explain(self, kind: str, id_: str) -> Explanation:
        if kind == "right":
            return self.right(id_)
        if kind == "gate":
            return self.gate(self.assessment.gates[id_])
        section = self.program.contents.section(SECTION_OF[kind])
        key = PREFIXES.get(kind, "") + id_
        if key not in self.program.plain:
            silent = (
                "raised by an event in the record, not by facts" if kind == "alert" else "never due by right"
            )
            return self.fixed(id_, kind, section[id_], "no", silent)
        person = self.assessment.run.person
        scope = self.program.plain[key].scope
        if not scope:
            return self.single(id_, kind, section[id_], (key, person))
        parts = [self.single(id_, kind, section[id_], (key, f)) for f in self.assessment.run.frames[scope]]
        return self.joined(id_, kind, section[id_], parts)

    def gate(self, answer: GateAnswer) -> Explanation:
        gate = answer.gate
        key = f"gate:{gate.id}"
        said = "open" if answer.open else "shut"
        practice = tuple(self.assessment.practice.get(gate.id, ()))
        if gate.open_when == "never":
            return self.fixed(gate.id, "gate", gate, "shut", "no fact opens this gate", practice)
        parts = [self.single(gate.id, "gate", gate, (key, frame), practice) for frame in answer.frames]
        if len(parts) == 1 and gate.scope not in LISTS:
            return parts[0]
        if not parts:
            return self.fixed(
                gate.id, "gate", gate, said, "there is no destination, and no gate opens over none", practice
            )
        return self.joined(gate.id, "gate", gate, parts, said, practice)

    def right(self, id_: str) -> Explanation:
        right = self.program.contents.rights[id_]
        held = next((each for each in self.assessment.rights if each.right.id == id_), None)
        holders = dict.fromkeys(str(source.holder) for source in right.sources)
        wanted = dict.fromkeys(str(g.source.holder) for g in held.grounds) if held else holders
        parts = tuple(
            self.explain("rule", holder) for holder in wanted if holder in self.program.contents.rules
        )
        said = "held" if held else "not shown"
        silent = "everyone has this right" if "everyone" in wanted and held else ""
        practice = tuple(self.assessment.practice.get(id_, ()))
        return Explanation(id_, "right", right, said, "", (), (), (), (), silent, (), parts, practice)

    def fixed(
        self,
        id_: str,
        kind: str,
        entry: Entry,
        value: str,
        silent: str,
        practice: tuple[PracticeEntry, ...] = (),
    ) -> Explanation:
        return Explanation(id_, kind, entry, value, "", (), (), (), (), silent, (), (), practice)

    def joined(
        self,
        id_: str,
        kind: str,
        entry: Entry,
        parts: list[Explanation],
        value: str = "",
        practice: tuple[PracticeEntry, ...] = (),
    ) -> Explanation:
        """An answer that is given item by item."""
        return Explanation(
            id_, kind, entry, value or "by item", "", (), (), (), (), "", (), tuple(parts), practice
        )

    def single(
        self, id_: str, kind: str, entry: Entry, goal: Goal, practice: tuple[PracticeEntry, ...] = ()
    ) -> Explanation:
        key, frame = goal
        value: Truth = frame.values[key]
        silent = self.program.bodies[key].silent
        reasons = self.because.why(key, frame)
        missing = self.because.missing(key, frame)
        return Explanation(
            id_,
            kind,
            entry,
            _said(kind, value),
            frame.name,
            tuple(self.because.cited(reasons)),
            tuple(self.because.presumed(reasons)),
            tuple(self.because.doubted(reasons)),
            tuple(self.because.cited(missing)),
            silent or _of_lists(reasons),
            () if silent else tuple(self.changes(kind, goal, reasons | missing)),
            (),
            practice,
        )

    def changes(self, kind: str, goal: Goal, reasons: Reasons) -> list[Change]:
        """Single answers that would change the result; pairs of answers where none would."""
        leaves = list(dict.fromkeys(self.changeable(reasons)))
        found = [c for leaf in leaves for c in self.tried(kind, goal, (leaf,))]
        if not found:
            found = [c for pair in combinations(leaves[:PAIRS_OF], 2) for c in self.tried(kind, goal, pair)]
        return list(dict.fromkeys(found))

    def changeable(self, reasons: Reasons) -> Iterator[Reason]:
        """The leaves on which the answer rests, and those that would show what is presumed absent."""
        for reason in sorted(reasons, key=lambda each: (each.kind, each.scope, each.item, each.name)):
            if reason.kind in ("fact", "doubt"):
                yield Reason("fact", reason.name, reason.scope, reason.item)
            elif reason in self.because.support.presumptions:
                part, frame = self.because.support.presumptions[reason]
                for leaf in sorted(self.because.missing_of(part, frame), key=lambda each: each.name):
                    yield Reason("fact", leaf.name, leaf.scope, leaf.item)

    def tried(self, kind: str, goal: Goal, leaves: tuple[Reason, ...]) -> Iterator[Change]:
        before: Truth = goal[1].values[goal[0]]
        now = [self.trial.frame(leaf).values[leaf.name] for leaf in leaves]
        for answers in product((True, False), repeat=len(leaves)):
            if any(answer is value for answer, value in zip(answers, now, strict=True)):
                continue
            after = self.trial.values(dict(zip(leaves, answers, strict=True)), [goal])[0]
            if after is not before and _said(kind, after) != _said(kind, before):
                named = (self.answer(leaf, a) for leaf, a in zip(leaves, answers, strict=True))
                yield Change(tuple(named), _said(kind, after))

    def answer(self, leaf: Reason, answer: Truth) -> tuple[str, str]:
        return path_of(leaf.name, leaf.scope, leaf.item), word(answer)


def _said(kind: str, value: Truth) -> str:
    if kind == "gate":
        return "open" if value is True else "shut"
    return word(value)


def _of_lists(reasons: Iterable[Reason]) -> str:
    empty = [LISTS[reason.name] for reason in reasons if reason.kind == "none" and reason.name in LISTS]
    return f"the list of {' and '.join(empty)} is empty" if empty else ""
