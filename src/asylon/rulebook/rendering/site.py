"""All entries of a rulebook with the page of each, and what links to what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from asylon.logic.tree import Fact, Node, Rule, walk
from asylon.rulebook.contents import Contents, Overlay
from asylon.rulebook.coverage import NAMES
from asylon.rulebook.expression import parse
from asylon.rulebook.library import Rulebook
from asylon.rulebook.places import Text
from asylon.rulebook.rendering.markup import Html, tag
from asylon.rulebook.scopes import PERSON, tree_scope
from asylon.rulebook.sources import Sources, read_sources
from asylon.rulebook.vocabulary import Vocabulary

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


EXPRESSIONS = {
    "rules": ("when", "suspend_if", "recognised_by"),
    "gates": ("open_when", "consulted_when"),
    "tracks": ("when",),
    "alerts": ("when",),
    "statuses": ("due_when", "discretionary"),
}
"""By section, the keys that hold an expression."""

OF_ITEMS = ("when", "suspend_if", "open_when")
"""Expressions that stand in the scope of their entry; the others are about the person."""

NEVER = "never"


class Site:
    """What every page needs: the entries, their pages, and who reads whom."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Look at the core and at every overlay, whatever is in force where."""
        self.rulebook = rulebook
        self.entries: dict[str, Paged] = {}
        for paged in self._all():
            self.entries.setdefault(paged.ref, paged)
        self.pages = self._pages()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Every name of the core and of all overlays."""
        contents = [self.rulebook.core, *(overlay.added for overlay in self.rulebook.overlays)]
        scopes = {id_: tree_scope(rule.scope) for each in contents for id_, rule in each.rules.items()}
        lists = {name: members for each in contents for name, members in each.lists.items()}
        head = self.rulebook.head
        return Vocabulary(self.rulebook.all_facts, scopes, lists, head.doubt_given, head.doubt_conditions)

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

    def expressions(self, paged: Paged) -> Iterator[tuple[str, Node | None]]:
        """The expressions of an entry by key, as they are written; None for a gate that never opens.

        Raises: BadRulebook for an expression that cannot be read.
        """
        for key in EXPRESSIONS.get(paged.section, ()):
            text = getattr(paged.entry, key)
            if text is not None:
                yield key, None if text == NEVER else self.tree(paged, text, key)

    def tree(self, paged: Paged, text: Text, key: str = "when") -> Node:
        """One expression of an entry."""
        scope = paged.entry.scope if key in OF_ITEMS and hasattr(paged.entry, "scope") else PERSON
        return parse(text, self.vocabulary, tree_scope(scope))

    def trees(self, paged: Paged) -> Iterator[Node]:
        """Every expression of an entry, those of its exceptions too."""
        yield from (tree for _, tree in self.expressions(paged) if tree is not None)
        for exception in (getattr(paged.entry, "exceptions", None) or {}).values():
            yield self.tree(paged, exception.if_)
            yield self.tree(paged, exception.when)

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
        """By entry, the facts and rules that its expressions read."""
        return {
            paged.ref: tuple(dict.fromkeys(ref for tree in self.trees(paged) for ref in self._leaves(tree)))
            for paged in self.entries.values()
        }

    def _leaves(self, tree: Node) -> Iterator[str]:
        for node in walk(tree):
            if isinstance(node, Fact):
                test = self.vocabulary.code_tests.get(node.name)
                yield f"fact:{test.fact if test else node.name}"
            elif isinstance(node, Rule):
                yield f"rule:{node.name}"

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
