"""The examples beside rules, gates, tracks, alerts and statuses: read, run, compare.

An example sets facts and rules by name and says what must come out (docs/reference, "Tests"). What
may enter: reading and running examples; what is to be thought of a missing one belongs to the lints.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asylon.logic.frame import Frame
from asylon.logic.truth import Truth, word
from asylon.rulebook.assessment import Assessment
from asylon.rulebook.dates import PartialDate
from asylon.rulebook.entries import Entry, FactEntry
from asylon.rulebook.faults import BadInput, BadRulebook, Fault, nearest
from asylon.rulebook.intake import ITEM_MEMBERS, read_situation
from asylon.rulebook.kinds import Choice, Day, Schema, Words, refuse
from asylon.rulebook.library import Rulebook
from asylon.rulebook.places import Place, Row, Table, Text
from asylon.rulebook.program import Program, Run
from asylon.rulebook.scopes import LISTS, PERSON
from asylon.rulebook.shapes import key, read_shape
from asylon.rulebook.situation import BASELINE

EXAMPLES_AS_OF = date(2026, 11, 22)
"""The day on which an example is judged unless it names another: fixed, so that time breaks none."""

PREFIXES: Mapping[str, str] = {
    "rules": "",
    "gates": "gate:",
    "tracks": "track:",
    "alerts": "alert:",
    "statuses": "status:",
}
"""Sections whose entries may have examples, with what stands before an id in a program's keys."""

_ANSWERS = {"yes": True, "no": False, "unknown": None}


@dataclass(frozen=True, slots=True)
class Given:
    """A key that holds facts and rules by name, and lists of items; read when the example runs."""

    def read(self, key: str, value: object) -> Table:
        """Return the mapping as it stands."""
        if not isinstance(value, Table):
            raise refuse(key, value, "a mapping of facts and rules")
        return value

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        scalar = ["string", "number", "boolean"]
        answer = {
            "anyOf": [{"type": scalar}, {"type": "array", "items": {"type": scalar}}, {"type": "object"}]
        }
        item = {"type": "object", "required": ["id"], "additionalProperties": answer}
        lists = {name: {"type": "array", "items": item} for name in LISTS.values()}
        return {"type": "object", "properties": lists, "additionalProperties": answer}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleText:
    """An example as it is written: what is given and what must come out."""

    name: str = key(Words())
    given: Table = key(Given())
    expect: str = key(Choice(("yes", "no", "unknown")), "")
    open: str = key(Choice(("yes", "no")), "")
    ask: str = key(Words(), "")
    jurisdiction: str = key(Words(), "")
    as_of: PartialDate | None = key(Day(), None)


@dataclass(frozen=True, slots=True)
class Example:
    """One example of one entry, ready to run in a State and on a day."""

    section: str
    entry: Entry
    text: ExampleText
    place: Place
    jurisdiction: str
    as_of: date

    @property
    def name(self) -> str:
        """The name of the example with its entry."""
        return f"{PREFIXES[self.section]}{self.entry.id}: {self.text.name}"

    @property
    def expected(self) -> str:
        """The answer that must come out: yes, no or unknown."""
        return self.text.open if self.section == "gates" else self.text.expect


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What came out. `faults` says why an example could not run; `unasked` the fact that was not missing."""

    example: Example
    found: str = ""
    unasked: str = ""
    missing: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether the example ran and came out as it says."""
        return not self.faults and not self.unasked and self.found == self.example.expected


def examples(rulebook: Rulebook) -> Iterator[Example]:
    """Every example of the core and of every overlay, in the order of the files.

    Raises: BadRulebook for an example with a wrong key.
    """
    for contents, jurisdiction in _places(rulebook):
        for section in PREFIXES:
            for entry in contents.section(section).values():
                for written in entry.tests:
                    yield _example(section, entry, written, jurisdiction)


def run_examples(rulebook: Rulebook) -> list[ExampleResult]:
    """Run every example.

    Raises: BadRulebook for an example with a wrong key, or for texts that cannot be resolved.
    """
    return [run_example(rulebook, example) for example in examples(rulebook)]


def run_example(rulebook: Rulebook, example: Example) -> ExampleResult:
    """Run one example; what is wrong with it itself comes back as faults.

    Raises: BadRulebook for texts that cannot be resolved.
    """
    program = rulebook.resolve(example.jurisdiction, example.as_of)
    try:
        run = _Scene(rulebook, program, example).run()
    except BadInput as problem:
        return ExampleResult(example, faults=problem.faults)
    id_ = PREFIXES[example.section] + example.entry.id
    if example.section == "gates":
        gate = Assessment(program, run).gates.get(example.entry.id)
        return ExampleResult(example, found="yes" if gate is not None and gate.open else "no")
    if id_ not in program.plain:  # a status that is never due, an entry that is out of force that day
        return ExampleResult(example, found="no")
    frames = _frames(program, run, id_)
    if len(frames) != 1:
        return ExampleResult(
            example, faults=(Fault("several_items", str(example.place), {"count": len(frames)}),)
        )
    value: Truth = frames[0].values[id_]
    missing = _missing(program, run, id_, frames[0])
    unasked = example.text.ask if example.text.ask and example.text.ask not in missing else ""
    return ExampleResult(example, word(value), unasked, missing)


def _places(rulebook: Rulebook) -> Iterator[tuple[Any, str]]:
    """The core in the baseline, and what each overlay adds, in a State where it applies."""
    yield rulebook.core, BASELINE
    for overlay in rulebook.overlays:
        states = rulebook.core.states.get(overlay.head.applies_in)
        where = states.codes[0] if states else overlay.head.applies_in
        yield overlay.added, str(where) if states or where in rulebook.core.countries else BASELINE


def _example(section: str, entry: Entry, written: Table, jurisdiction: str) -> Example:
    text = read_shape(ExampleText, written, f"an example of {entry.id}")
    wanted = "open" if section == "gates" else "expect"
    if not getattr(text, wanted):
        values = {"owner": f"an example of {entry.id}", "key": wanted}
        raise BadRulebook([Fault("missing_key", str(written.place), values)])
    day = text.as_of.first if text.as_of else EXAMPLES_AS_OF
    return Example(section, entry, text, written.place, text.jurisdiction or jurisdiction, day)


def _frames(program: Program, run: Run, id_: str) -> tuple[Frame, ...]:
    """The frames in which an answer may be read: of the person, or of each item."""
    scope = program.plain[id_].scope
    return run.frames[scope] if scope else (run.person,)


def _missing(program: Program, run: Run, id_: str, frame: Frame) -> tuple[str, ...]:
    because = Assessment(program, run).because
    reasons = because.missing(id_, frame)
    return tuple(dict.fromkeys(cited.fact for cited in because.cited(reasons)))


class _Scene:
    """Turns what an example gives into a situation and into rules that are set."""

    def __init__(self, rulebook: Rulebook, program: Program, example: Example) -> None:
        self.rulebook = rulebook
        self.program = program
        self.example = example
        self.facts: Mapping[str, FactEntry] = rulebook.all_facts
        self.overrides: dict[tuple[str, str], Truth] = {}
        self.faults: list[Fault] = []

    def run(self) -> Run:
        written: dict[str, Any] = {"facts": {}}
        for name, value in self.example.text.given.items():
            if name in LISTS.values() and isinstance(value, Row):
                written[str(name)] = [self.item(str(name), each) for each in value]
            else:
                self.put(name, value, "", written["facts"])
        if self.faults:
            raise BadRulebook(self.faults)
        situation = read_situation(
            written,
            self.facts,
            self.rulebook.core.countries,
            jurisdiction=self.example.jurisdiction,
            as_of=self.example.as_of,
            name=str(self.example.place),
        )
        return self.program.run(situation, self.overrides)

    def item(self, list_: str, written: object) -> dict[str, Any]:
        scope = next(scope for scope, name in LISTS.items() if name == list_)
        if not isinstance(written, Table):
            raise refuse(list_, written, "a list of mappings")
        found: dict[str, Any] = {"facts": {}}
        id_ = str(written.get(Text("id", written.place), ""))
        for name, value in written.items():
            if name in ITEM_MEMBERS[scope]:
                found[str(name)] = str(value)
            else:
                self.put(name, value, id_, found["facts"], scope)
        return found

    def put(self, name: Text, value: object, item: str, facts: dict[str, Any], scope: str = "") -> None:
        """Set a fact, or a rule, of the person, of the unnamed item or of a listed one."""
        rule = self.program.contents.rules.get(name)
        if name in self.facts:
            facts[str(name)] = _json(value, self.facts[name].type)
        elif rule is None or (scope and rule.scope != scope) or rule.scope not in (PERSON, *LISTS):
            known = [*self.facts, *self.program.contents.rules]
            values = {"what": "fact or rule", "name": name}
            self.faults.append(Fault("undefined", str(name.place), values, nearest(name, known)))
        elif not isinstance(value, str) or value not in _ANSWERS:
            self.faults += refuse(str(name), value, "one of yes, no, unknown").faults
        else:
            self.overrides[str(name), item] = _ANSWERS[value]


def _json(value: object, type_: str) -> Any:
    """A written value as a situation would hold it; what does not fit is left for the intake to refuse."""
    if isinstance(value, Row):
        return [str(each) if isinstance(each, str) else _json(each, "text") for each in value]
    if isinstance(value, Table):
        return {
            str(k): _json(v, type_ if k == "value" else "number" if k == "margin" else "text")
            for k, v in value.items()
        }
    text = str(value)
    if type_ == "tri":
        return {"yes": True, "no": False}.get(text, text)
    if type_ == "number":
        try:
            return float(text)
        except ValueError:
            return text
    return text
