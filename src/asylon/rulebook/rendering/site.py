"""All entries of a rulebook with the page of each, and what links to what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from asylon.logic.tree import Fact, Node, Rule, walk
from asylon.rulebook.contents import Contents, Overlay
from asylon.rulebook.coverage import NAMES
from asylon.rulebook.examples import PREFIXES
from asylon.rulebook.expression import parse
from asylon.rulebook.library import Rulebook
from asylon.rulebook.places import Text
from asylon.rulebook.program import Program
from asylon.rulebook.rendering.markup import Html, tag
from asylon.rulebook.scopes import tree_scope
from asylon.rulebook.situation import BASELINE
from asylon.rulebook.sources import Sources, read_sources

PAGED = (
    "rules",
    "gates",
    "acts",
    "tracks",
    "alerts",
    "statuses",
    "bundles",
    "rights",
    "deadlines",
    "facts",
    "states",
)
"""Sections whose entries have a page each."""

_PLAIN = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True)
class Paged:
    """An entry of the rulebook where it is written: in the core, or in an overlay."""

    section: str
    entry: Any
    overlay: Overlay | None

    @property
    def ref(self) -> str:
        """The entry as coverage names it: `rule:child`."""
        return f"{NAMES[self.section]}:{self.entry.id}"

    @property
    def topic(self) -> str:
        """The file in which it stands, without its ending."""
        place = self.entry.place
        return str(place.source.name).rpartition(".")[0] if place else ""


class Site:
    """What every page needs: the entries, their pages, and who reads whom."""

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        """Look at the core and at every overlay, whatever is in force where.

        Raises: BadRulebook for texts that cannot be resolved.
        """
        self.rulebook = rulebook
        self.as_of = as_of
        self.programs: dict[str, Program] = {
            where: rulebook.resolve(where, as_of) for where in rulebook.jurisdictions
        }
        self.entries: dict[str, Paged] = {}
        for paged in self._all():
            self.entries.setdefault(paged.ref, paged)
        self.pages = self._pages()

    def _all(self) -> Iterator[Paged]:
        overlays: list[Overlay | None] = [None, *self.rulebook.overlays]
        for section in PAGED:
            for overlay in overlays:
                contents: Contents = self.rulebook.core if overlay is None else overlay.added
                for entry in contents.section(section).values():
                    yield Paged(section, entry, overlay)

    def _pages(self) -> dict[str, str]:
        """The path of each page; ids that only differ in what a file name cannot hold get a number."""
        taken: set[str] = set()
        pages: dict[str, str] = {}
        for ref, paged in self.entries.items():
            name = stem = f"{paged.section}/{_PLAIN.sub('-', paged.entry.id) or '-'}"
            number = 2
            while name.casefold() in taken:
                name, number = f"{stem}-{number}", number + 1
            taken.add(name.casefold())
            pages[ref] = f"{name}.html"
        return pages

    @cached_property
    def sources(self) -> Sources:
        """The documents behind the rules."""
        return read_sources(self.rulebook.folder)

    def of_section(self, section: str) -> list[Paged]:
        """The entries of a section, in the order of the files."""
        return [paged for paged in self.entries.values() if paged.section == section]

    def program(self, paged: Paged) -> Program:
        """A program that knows the entry: of the baseline, or of a State of its overlay."""
        for where, program in self.programs.items():
            if paged.overlay is None or (
                where != BASELINE and paged.entry.id in program.contents.section(paged.section)
            ):
                return program
        return next(iter(self.programs.values()))

    def tree(self, paged: Paged, text: Text, scope: str = "person") -> Node:
        """An expression of an entry, as it is written: not narrowed or silent anywhere."""
        return parse(text, self.program(paged).vocabulary, tree_scope(scope))

    def link(self, ref: str, *, above: int = 1, words: str = "") -> Html:
        """A link to the page of an entry, or its plain name where it has none."""
        paged = self.entries.get(ref)
        if paged is None:
            return tag("code", words or ref.partition(":")[2])
        target = "../" * above + self.pages[ref]
        return tag("a", words or paged.entry.label or paged.entry.id, href=target)

    def names(self, ref: str) -> Html:
        """A link with the label and, beside it, the id."""
        paged = self.entries.get(ref)
        link = self.link(ref)
        if paged is None or not paged.entry.label:
            return link
        return Html(f"{link} {tag('code', paged.entry.id, class_='quiet')}")

    @cached_property
    def reads(self) -> dict[str, tuple[str, ...]]:
        """By entry, the facts and rules that its expressions read in any jurisdiction."""
        found: dict[str, dict[str, None]] = {}
        for program in self.programs.values():
            for key, body in program.plain.items():
                reader = self._reader(key)
                for node in walk(body.tree):
                    if isinstance(node, Fact):
                        test = program.vocabulary.code_tests.get(node.name)
                        found.setdefault(reader, {})[f"fact:{test.fact if test else node.name}"] = None
                    elif isinstance(node, Rule):
                        found.setdefault(reader, {})[f"rule:{node.name}"] = None
        return {reader: tuple(read) for reader, read in found.items()}

    @cached_property
    def feeds(self) -> dict[str, tuple[str, ...]]:
        """By fact or rule, the entries that read it or follow from it."""
        found: dict[str, dict[str, None]] = {}
        for reader, read in self.reads.items():
            for each in read:
                found.setdefault(each, {})[reader] = None
        for paged in self.entries.values():
            for each in self._follows_from(paged):
                found.setdefault(each, {})[paged.ref] = None
        return {each: tuple(readers) for each, readers in found.items()}

    def _follows_from(self, paged: Paged) -> Iterator[str]:
        entry = paged.entry
        if paged.section == "rights":
            for source in self.sources_of(entry.id):
                yield f"rule:{source.holder}"
        elif paged.section == "deadlines":
            kind, _, name = str(entry.applies_to).rpartition(":")
            yield f"{kind or 'rule'}:{name}"
        elif paged.section == "tracks":
            yield from (f"fact:{fact}" for fact in entry.asks)
        elif paged.section == "facts" and entry.derive is not None:
            kind = "rule" if entry.derive.rule else "fact"
            yield f"{kind}:{entry.derive.of}"

    def sources_of(self, right: str) -> list[Any]:
        """Every source of a right, of the core and of all overlays."""
        contents = [self.rulebook.core, *(overlay.added for overlay in self.rulebook.overlays)]
        return [source for each in contents if right in each.rights for source in each.rights[right].sources]

    def _reader(self, key: str) -> str:
        for section, prefix in PREFIXES.items():
            if prefix and key.startswith(prefix):
                return f"{NAMES[section]}:{key.removeprefix(prefix)}"
        prefix, _, name = key.rpartition(":")
        return {"consult": "gate", "may": "status"}.get(prefix, "rule") + f":{name}"
