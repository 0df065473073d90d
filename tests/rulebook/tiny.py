"""A tiny rulebook that is right in every way, for tests that make one thing in it wrong."""

from datetime import date
from pathlib import Path

import pytest

from asylon.rulebook import BadRulebook, Fault, Rulebook, load

DAY = date(2026, 11, 22)

HEAD = """\
rulebook:
  {name: Tiny, version: "1", licence: CC-BY-4.0, doubt_given: doubt_given, doubt_conditions: doubt_conditions}
"""

FACTS = """\
facts:
  afraid: {scope: nationality, question: Is the person afraid?}
  outside: {question: Is the person outside the country?}
  old: {question: Is the person old?}
  held: {scope: episode, question: Was the person held?}
  safe: {scope: destination, question: Is it safe there?}
  stage: {type: code, codes: [none, lodged, final], question: How far is it?}
  permits: {type: list, codes: [visa, refugee], question: Which permits?}
  age: {type: number, question: How old?}
  minor: {derive: {how: below, of: age, limit: 18}}
  doubt_given: {type: list, codes: facts, of_scope: nationality, question: Which facts?}
countries: {RS: Serbia, FR: France}
states:
  friends: {label: friends, codes: [RS, FR]}
"""

RULES = """\
rules:
  doubt_conditions: {kind: element, when: old}
  protected:
    kind: category
    when: every_nationality(doubt(afraid)) and outside
  excluded: {kind: exclusion, when: old and not minor}
  refugee:
    kind: category
    when: protected and unless(excluded)
    in_force: friends
lists:
  signs: [outside, old]
"""

GATES = """\
acts:
  removal: {label: forced departure}
gates:
  no_return:
    order: 1
    group: non_refoulement
    blocks: [removal]
    protected: yes
    open_when: not refugee and not outside
tracks:
  asylum: {order: 1, when: outside, asks: [stage]}
alerts:
  look: {severity: urgent, when: any_episode(held)}
statuses:
  refuge: {order: 1, scores: {duration: 2, work: 1}, due_when: refugee}
  stay: {order: 2, scores: {duration: 1, work: 2}, due_when: protected}
dimensions:
  duration: {label: duration}
  work: {label: work}
rights:
  school:
    label: school
    sources: [{holder: everyone, level: minimum}, {holder: refugee, level: full}]
deadlines:
  decide: {applies_to: refugee, kind: at_most, says: soon}
"""

FILES = {
    "rulebook.yaml": HEAD,
    "facts/people.yaml": FACTS,
    "core/rules.yaml": RULES,
    "core/gates.yaml": GATES,
}

OVERLAY = "overlay: {id: %s, label: Trial, applies_in: %s, layer: RS, cite: [a law], reason: a trial}\n"


def overlay(text: str, *, id_: str = "trial", applies_in: str = "RS") -> str:
    """An overlay with a head; its own text begins on the second line."""
    return OVERLAY % (id_, applies_in) + text


def written(folder: Path, files: dict[str, str]) -> Path:
    """Write the tiny rulebook with these files beside or instead of its own."""
    for name, text in (FILES | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def rulebook(folder: Path, files: dict[str, str] | None = None) -> Rulebook:
    """The tiny rulebook, loaded from a folder of its own."""
    return load(written(folder, files or {}))


def faults(folder: Path, files: dict[str, str], jurisdiction: str = "RS") -> tuple[Fault, ...]:
    """What is wrong with the tiny rulebook once these files are other; each can be said in a sentence."""
    with pytest.raises(BadRulebook) as refused:
        rulebook(folder, files).resolve(jurisdiction, DAY)
    assert str(refused.value) == "\n".join(fault.sentence() for fault in refused.value.faults)
    return refused.value.faults


def only(folder: Path, files: dict[str, str]) -> tuple[str, str, str | None]:
    """Code, place and nearest name of the one fault."""
    (fault,) = faults(folder, files)
    return fault.code, fault.place, fault.meant


def place(text: str, mark: str, *, name: str = "x.yaml", nth: int = 1) -> str:
    """Where a piece of text stands, as file:line:column."""
    at = -1
    for _ in range(nth):
        at = text.index(mark, at + 1)
    before = text[:at]
    return f"{name}:{before.count(chr(10)) + 1}:{at - before.rfind(chr(10))}"
