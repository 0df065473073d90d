"""Words for facts, reasons, citations and levels, as a caseworker would say them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from asylon.cli.page import Piece
from asylon.rulebook import Assessment
from asylon.rulebook.entries import Entry, FactEntry, PracticeEntry, RightSource
from asylon.rulebook.program import Program
from asylon.rulebook.reasons import Cited
from asylon.rulebook.scopes import LISTS
from asylon.rulebook.situation import BASELINE

CONFIDENCE = {
    "V": "checked against a published source",
    "V partly": "checked in part",
    "S": "stated in a source document",
    "M": "still to be verified",
}
NOBODY = "nobody yet"
_PATH = re.compile(rf"({'|'.join(LISTS.values())})\.(.+)\.((?:is|given)\(.*\)|\w+)", re.DOTALL)
_NAMES = re.compile(r"(?:is|given)\((\w+)(?:, ([\w, ]+))?\)|\b[A-Za-z]\w*\b(?!\()")


class Phrases:
    """Says things with the labels of one program."""

    def __init__(self, program: Program) -> None:
        """Keep where the labels are."""
        self.program = program
        self.contents = program.contents

    @cached_property
    def _labels(self) -> dict[str, str]:
        rules = {id_: rule.label or id_ for id_, rule in self.contents.rules.items()}
        return rules | {id_: fact.label or id_ for id_, fact in self.contents.facts.items()}

    def country(self, code: str) -> str:
        """The name of a country with its code."""
        name = "international baseline" if code == BASELINE else self.contents.countries.get(code, "")
        return f"{name} ({code})" if name else code

    def fact(self, cited: Cited, *, whole: bool = False) -> str:
        """A fact with its value and basis: "is afraid of going back (ET): yes, stated 2026-11-18"."""
        said = self.name(cited)
        given = cited.given
        if given is None:
            return f"{said} (worked out by another rule)"
        entry = self.contents.facts[cited.fact]
        said += f": {self._value(entry, given.value) if given.known else _SILENT[given.state]}"
        if given.margin:
            said += f", give or take {given.margin:g}"
        if given.basis or given.on:
            said += ", " + " ".join(filter(None, (given.basis, given.on.text if given.on else "")))
        if whole and given.by:
            said += f", recorded by {given.by}"
        return said

    def name(self, cited: Cited) -> str:
        """A fact's label with the item that it is about."""
        entry = self.contents.facts.get(cited.fact)
        label = (entry.label if entry else "") or cited.fact
        return f"{label} ({cited.item})" if cited.item else label

    def _value(self, entry: FactEntry, value: object) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, float):
            return f"{value:g}"
        if isinstance(value, tuple):
            return ", ".join(self.code(entry, each) for each in value) or "none"
        return self.code(entry, str(value))

    def code(self, entry: FactEntry, code: str) -> str:
        """A code in words."""
        if entry.type == "text":
            return f"“{code}”"
        if entry.codes == "facts" and code in self._labels:
            return self._labels[code]
        if code in self.contents.countries and entry.codes in ("countries", "countries_or_none"):
            return self.country(code)
        return code.replace("_", " ")

    def path(self, path: str) -> str:
        """Words for what the contract names by a path: `episodes.gulf-2016.act_recruit`."""
        match = _PATH.fullmatch(path)
        if match is None:
            return self.expression(path)
        return f"{self.expression(match[3])} ({match[2]})"

    def expression(self, written: str) -> str:
        """An expression with labels in place of names."""
        return _NAMES.sub(self._label, written).replace("_", " ")

    def _label(self, match: re.Match[str]) -> str:
        entry = self.contents.facts.get(match[1] or "")
        if entry is None:
            return self._labels.get(match[0], match[0])
        label = self._labels[entry.id]
        codes = match[2].split(", ") if match[2] else []
        return f"{label}: {' or '.join(self.code(entry, code) for code in codes) or 'any'}"

    def goal(self, name: str) -> str:
        """The label of what a question decides: a gate, rule, alert or `track:` with its id."""
        sort, _, id_ = name.rpartition(":")
        if sort == "track":
            return f"{self.contents.tracks[id_].label} (procedure)"
        for section in (self.contents.gates, self.contents.rules, self.contents.alerts):
            if id_ in section:
                return str(section[id_].label) or id_
        return id_


_SILENT = {"unknown": "not known", "declined": "not answered"}

LEVELS = {
    "full": "Is entitled to",
    "additional": "Is also entitled to, beside what others have",
    "minimum": "Is entitled at the least to a minimum of",
    "conditional": "Is entitled to, on conditions",
    "discretionary": "May be given, at discretion",
    "not_guaranteed": "Not guaranteed by any text",
}


def authority(entry: Entry | RightSource, limit: int = 3) -> Piece:
    """Citations and confidence, for the end of a line."""
    return cited(entry.cite, entry.conf, limit)


def cited(cites: Iterable[str], conf: str, limit: int = 3) -> Piece:
    """Citations and a mark of confidence."""
    found = list(cites)
    more = len(found) - limit
    texts = "; ".join(found if more <= 0 else found[:limit]) + (f" +{more}" if more > 0 else "")
    return (f"  {texts} · {conf}" if texts else f"  {conf}", "cyan")


def tag(id_: str) -> Piece:
    """The id in brackets, for `asylon explain`."""
    return (f" [{id_}]", "dim")


def practised(practice: PracticeEntry) -> str:
    """What practice does to a right, in one word."""
    return {
        "denied": "denied",
        "suspended": "suspended",
        "delayed": "delayed",
        "partial": "given in part",
        "conditional": "tied to conditions",
    }[practice.practice]


def article(noun: str) -> str:
    """A noun with "a" or "an"."""
    return f"{'an' if noun[:1].lower() in 'aeiou' and not noun.startswith(('one ', 'UN ')) else 'a'} {noun}"


def with_id(assessment: Assessment) -> str:
    """The id of a situation, for a heading; empty if it has none."""
    return f" · {assessment.situation.id}" if assessment.situation.id else ""
