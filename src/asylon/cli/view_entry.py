"""Everything about one entry of the rulebook: its text, its authority, what it reads and who reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from asylon.cli.expression_lines import expression_lines
from asylon.cli.page import Page
from asylon.cli.phrases import CONFIDENCE, NOBODY
from asylon.logic.tree import Fact, Node, Rule, walk
from asylon.rulebook import BadInput, Fault, Rulebook
from asylon.rulebook.contents import SECTIONS, Change, Contents
from asylon.rulebook.coverage import NAMES
from asylon.rulebook.entries import Entry
from asylon.rulebook.expression import parse
from asylon.rulebook.faults import nearest
from asylon.rulebook.program import Program
from asylon.rulebook.resolve import ANYWHERE
from asylon.rulebook.scopes import PERSON, tree_scope
from asylon.rulebook.situation import BASELINE

SAID_ELSEWHERE = {
    *("id", "place", "overlay", "label", "cite", "conf", "checked_against", "checked_by", "checked_on"),
    *("note", "serves", "tests", "sources"),
}
EXPRESSIONS = (
    "when",
    "open_when",
    "consulted_when",
    "due_when",
    "discretionary",
    "recognised_by",
    "suspend_if",
)
PREFIXES = {"gates": "gate:", "tracks": "track:", "alerts": "alert:", "statuses": "status:"}


def entry_page(rulebook: Rulebook, id_: str, *, as_of: date) -> Page:
    """Every entry of this id, also where an overlay adds to it.

    Raises: BadInput if there is none.
    """
    section, _, bare = id_.rpartition(":")
    found = [
        each
        for each in _all_entries(rulebook)
        if each[1].id == bare and section in ("", each[0], NAMES[each[0]])
    ]
    if not found:
        meant = nearest(bare, dict.fromkeys(entry.id for _, entry in _all_entries(rulebook)))
        raise BadInput([Fault("undefined", "", {"what": "rulebook entry", "name": id_}, meant)])
    page = Page()
    for kind, entry in found:
        _Entry(rulebook.resolve(_home(rulebook, entry), as_of), rulebook, kind, entry, page).say()
        page.blank()
    return page


def _all_contents(rulebook: Rulebook) -> Iterator[Contents]:
    yield rulebook.core
    yield from (overlay.added for overlay in rulebook.overlays)


def _all_entries(rulebook: Rulebook) -> Iterator[tuple[str, Entry]]:
    for contents in _all_contents(rulebook):
        for section in SECTIONS:
            for entry in contents.section(section).values():
                yield section, entry


def _home(rulebook: Rulebook, entry: Entry) -> str:
    """Where the entry is in force: the baseline, or one State of its overlay."""
    where = next((str(o.head.applies_in) for o in rulebook.overlays if o.head.id == entry.overlay), ANYWHERE)
    states = rulebook.core.states.get(where)
    return str(states.codes[0]) if states else BASELINE if where == ANYWHERE else where


class _Entry:
    def __init__(self, program: Program, rulebook: Rulebook, kind: str, entry: Entry, page: Page) -> None:
        self.program = program
        self.rulebook = rulebook
        self.kind = kind
        self.entry: Any = entry
        self.page = page

    def say(self) -> None:
        entry, page = self.entry, self.page
        where = f" · added by overlay {entry.overlay}" if entry.overlay else ""
        page.say((entry.label or entry.id, "bold"), (f"  [{entry.id}]  {self.kind}{where}", "dim"))
        page.say((f"Stands in {entry.place}", "dim"))
        page.blank()
        for name in EXPRESSIONS:
            self.expression(name)
        for each in fields(entry):
            value = getattr(entry, each.name)
            if (
                each.name not in SAID_ELSEWHERE
                and each.name not in EXPRESSIONS
                and value not in ("", (), None, False)
            ):
                self.line(each.metadata.get("written") or each.name, _plain(value))
        for source in getattr(entry, "sources", ()):
            self.source(source)
        self.changes()
        self.authority()
        self.relations()
        if entry.tests:
            page.say(("Tests", "bold"))
        for test in entry.tests:
            rest = _plain({key: value for key, value in test.items() if key != "name"})
            page.item(f"{test.get('name', 'without a name')}: ", (rest, "dim"))

    def line(self, name: str, said: str) -> None:
        if said:
            shown = name.replace("_", " ").strip()
            self.page.say((f"{shown[:1].upper()}{shown[1:]}: ", "bold"), said)

    def expression(self, name: str) -> None:
        text = getattr(self.entry, name, None)
        if text is None:
            return
        if text == "never":
            self.line(name, "never")
            return
        self.page.say((f"{name.replace('_', ' ').capitalize()}", "bold"))
        scope = tree_scope(getattr(self.entry, "scope", PERSON))
        for line in expression_lines(parse(text, self.program.vocabulary, scope)):
            self.page.say(line, depth=2)

    def source(self, source: Any) -> None:
        terms = f", {source.terms}" if source.terms else ""
        begins = f", from: {source.begins.replace('_', ' ')}" if source.begins else ""
        self.page.item(
            f"{source.holder}: {source.level}{terms}{begins}",
            (f"  {'; '.join(source.cite)} · {source.conf} · {source.layer}", "cyan"),
        )

    def changes(self) -> None:
        for overlay in self.rulebook.overlays:
            for id_, change in overlay.changes():
                if id_ == self.entry.id:
                    self.line(f"Changed by overlay {overlay.head.id}", _changed(change, overlay.head.reason))

    def authority(self) -> None:
        entry = self.entry
        if not entry.cite and self.kind in ("facts", "acts", "states", "dimensions"):
            return  # a word that rules use, not law
        self.line("Citations", "; ".join(entry.cite))
        against = f" ({entry.checked_against})" if entry.checked_against else ""
        self.line("Confidence", f"{entry.conf}, {CONFIDENCE[entry.conf]}{against}")
        self.line("Checked by", ", ".join(entry.checked_by) or NOBODY)
        self.line(
            "Checked on",
            entry.checked_on.text if entry.checked_on else NOBODY if not entry.checked_by else "",
        )
        self.line("Note", entry.note)
        self.line("Serves", ", ".join(entry.serves))

    def relations(self) -> None:
        plain = self.program.plain
        key = PREFIXES.get(self.kind, "") + self.entry.id
        if key in plain and self.kind in ("rules", *PREFIXES):
            self.line("Reads", ", ".join(sorted(self.names(plain[key].tree))))
        self.line("Read by", ", ".join(dict.fromkeys(self.readers())))

    def names(self, node: Node) -> set[str]:
        tests = self.program.vocabulary.code_tests
        leaves = (each.name for each in walk(node) if isinstance(each, Fact | Rule))
        return {tests[name].fact if name in tests else name for name in leaves}

    def readers(self) -> Iterator[str]:
        id_, contents = self.entry.id, self.program.contents
        if self.kind in ("facts", "rules"):
            yield from (key for key, body in self.program.plain.items() if id_ in self.names(body.tree))
            yield from (f"track:{each.id}" for each in contents.tracks.values() if id_ in each.asks)
            yield from (f"fact:{f.id}" for f in contents.facts.values() if f.derive and f.derive.of == id_)
        if self.kind == "acts":
            yield from (f"gate:{each.id}" for each in contents.gates.values() if id_ in each.blocks)
        name = id_ if self.kind == "rules" else PREFIXES.get(self.kind, "?") + id_
        for each in _all_contents(self.rulebook):  # a right of any State counts, not only of the baseline
            for right in each.rights.values():
                if any(source.holder == name for source in right.sources):
                    yield f"right:{right.id}"
            yield from (
                f"deadline:{found.id}" for found in each.deadlines.values() if found.applies_to == name
            )


def _changed(change: Change, reason: str) -> str:
    said = type(change).__name__.lower()
    parts = [
        f"{name} {getattr(change, name)}"
        for name in ("when", "also", "suspend_if")
        if getattr(change, name, None)
    ]
    return "; ".join([said, *parts, change.reason or reason, f"stands in {change.place}"])


def _plain(value: object) -> str:
    if value is True:
        return "yes"
    if isinstance(value, dict):
        return "; ".join(f"{key} {_plain(each)}" for key, each in value.items()) or "nothing"
    if isinstance(value, list | tuple):
        text = getattr(value, "text", None)  # a partial date is a tuple too
        return (
            str(text)
            if text is not None
            else ", ".join(f"({_plain(e)})" if isinstance(e, dict) else _plain(e) for e in value) or "none"
        )
    if is_dataclass(value):
        shown = ((each.name, getattr(value, each.name)) for each in fields(value))
        return ", ".join(
            f"{name.strip('_')} {_plain(each)}" for name, each in shown if each not in ("", (), None, 0)
        )
    return str(value)
