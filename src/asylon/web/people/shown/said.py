"""The rulebook's words, answers and items as a page shows them, each piece marked with its language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from asylon.rulebook import Assessment, Piece, Rulebook, Words, words
from asylon.rulebook.reasons import Cited
from asylon.rulebook.scopes import LISTS
from asylon.rulebook.words import CODE

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "rhg", "sd", "ug", "ur", "yi"})
EVERYONE = "everyone"
STATUS = "status:"
MOST = 4
"""How many reasons stand in one line; the explanation has all of them."""


def direction(language: str) -> str:
    """Which way a language is written: `rtl` or `ltr`."""
    return "rtl" if language.split("-")[0].casefold() in RIGHT_TO_LEFT else "ltr"


def bdi(text: object) -> SafeString:
    """A name, number or code that must not turn the text around it."""
    return format_html("<bdi>{}</bdi>", text)


def in_line(pieces: Iterable[object]) -> SafeString:
    """Whole pieces beside one another; they make no sentence."""
    return format_html_join(SafeString(" · "), "{}", ((piece,) for piece in pieces))


@dataclass(frozen=True, slots=True)
class Source:
    """Where something comes from, and whether a lawyer has signed it."""

    cite: str
    verified: bool


@lru_cache(maxsize=20_000)
def _marked(text: str, language: str, page: str, heading: bool) -> SafeString:
    # Words of the rulebook and nothing else: the same few thousand on every page.
    if heading:
        text = text[:1].upper() + text[1:]
    if language == CODE:
        return bdi(text)
    if language.casefold() == page.casefold():
        return format_html("{}", text)
    return format_html('<span lang="{}" dir="{}">{}</span>', language, direction(language), text)


class Tongue:
    """Says what the rulebook says in the language of the page."""

    def __init__(self, rulebook: Rulebook, language: str | None = None) -> None:
        """Use the language of the page that is being made, unless another is named."""
        self.page = language or get_language() or "en"
        self.words: Words = words(rulebook, self.page)

    def said(self, piece: Piece, *, heading: bool = False) -> SafeString:
        """A piece, marked where its language is not that of the page."""
        return _marked(piece.text, piece.language, self.page, heading)

    def english(self, text: str) -> SafeString:
        """Words that the texts hold in English only."""
        return self.said(Piece(text, "en"))

    def label(self, section: str, id_: str) -> SafeString:
        """The name of an entry."""
        return self.said(self.words.label(section, id_))

    def heading(self, section: str, id_: str) -> SafeString:
        """The plain name of an entry, to stand as a heading."""
        return self.said(self.words.plain(section, id_), heading=True)

    def fact(self, fact: str) -> SafeString:
        """What a fact says of the person."""
        return self.label("facts", fact)

    def country(self, code: str) -> SafeString:
        """The name that people use for a country."""
        return self.said(self.words.country(code))

    def holder(self, holder: str) -> SafeString:
        """From which side a right comes: everybody, a category, a status that is held."""
        if holder == EVERYONE:
            return format_html("{}", gettext("everybody"))
        if holder.startswith(STATUS):
            return self.label("statuses", holder.removeprefix(STATUS))
        return self.said(self.words.plain("rules", holder))

    def goal(self, goal: str) -> SafeString:
        """What a question decides, by its plain name."""
        sort, _, id_ = goal.rpartition(":")
        if sort == "track":
            return self.said(self.words.plain("tracks", id_))
        for section in ("rules", "gates", "alerts"):
            piece = self.words.plain(section, id_)
            if piece.language != CODE:
                return self.said(piece)
        return bdi(id_)

    def answer(self, fact: str, value: Any, state: str = "known") -> SafeString:
        """An answer to a fact, in words."""
        if state != "known" or value in ("unknown", "declined"):
            return format_html("{}", STATES[value if value in STATES else state]())
        if isinstance(value, bool):
            return format_html("{}", gettext("yes") if value else gettext("no"))
        if isinstance(value, int | float):
            whole = bdi(localize(int(value)))
            if float(value).is_integer():
                return whole
            # The middle of two ages at which somebody may be: half a year is nothing that anybody said.
            return format_html(gettext("about {number}"), number=whole)
        if isinstance(value, list | tuple):
            return in_line(self.said(self.words.code(fact, str(each))) for each in value)
        return self.said(self.words.code(fact, str(value)))

    def ground(self, cited: Cited, items: ItemNames) -> SafeString:
        """A fact that a reason leads to: its label, and the answer where that is not a plain yes."""
        label = self.fact(cited.fact)
        if cited.item:
            label = format_html("{} ({})", label, items.name(cited.scope, cited.item))
        given = cited.given
        if given is None or (given.known and given.value is True):
            return label
        value = given.value
        if cited.fact in LISTS.values() and isinstance(value, tuple):
            named = in_line(items.name(_scope_of(cited.fact), str(each)) for each in value)
            return format_html("{}: {}", label, named) if value else label
        return format_html("{}: {}", label, self.answer(cited.fact, value, given.state))

    def grounds(self, cited: Sequence[Cited], items: ItemNames, *, most: int = MOST) -> SafeString:
        """The first few facts that reasons lead to, those of an item under its name, and how many more."""
        shown: list[SafeString] = []
        for item, group in _by_item(cited[:most]):
            said = [self.ground(each._replace(item=""), items) for each in group]
            if item.item:
                said[0] = format_html("{}: {}", items.name(item.scope, item.item), said[0])
            shown += said
        if len(cited) > most:
            left = len(cited) - most
            shown.append(format_html("{}", ngettext("%(n)s more", "%(n)s more", left) % {"n": left}))
        return in_line(dict.fromkeys(shown))

    def missing(self, cited: Sequence[Cited], items: ItemNames, *, most: int = 3) -> SafeString:
        """The first few facts that are not yet known, by their labels."""
        bare = [Cited(each.fact, each.scope, each.item, None) for each in cited]
        return self.grounds(bare, items, most=most)


def _by_item(cited: Iterable[Cited]) -> Iterator[tuple[Cited, list[Cited]]]:
    """What is said of the person, then what is said of each item."""
    groups: dict[tuple[str, str], list[Cited]] = {}
    for each in sorted(cited, key=lambda each: bool(each.item)):
        groups.setdefault((each.scope, each.item) if each.item else ("", ""), []).append(each)
    for group in groups.values():
        yield group[0], group


def _scope_of(name: str) -> str:
    return next(scope for scope, listed in LISTS.items() if listed == name)


STATES = {
    "unknown": lambda: gettext("not yet known"),
    "declined": lambda: gettext("does not want to say"),
    "not_asked": lambda: gettext("not asked yet"),
}
"""Answers that settle nothing; each is said as it is."""


class ItemNames:
    """What the items of the small lists are called: by country, by place and time, or by their turn."""

    def __init__(self, assessment: Assessment, tongue: Tongue) -> None:
        """Look the items up once."""
        self._names: dict[tuple[str, str], SafeString] = {}
        for scope, items in assessment.situation.items.items():
            for turn, item in enumerate(items or (), start=1):
                self._names[scope, item.id] = _item_name(tongue, scope, item.id, item.details, turn)

    def name(self, scope: str, item: str) -> SafeString:
        """The name of one item; its own id where the list does not have it."""
        return self._names.get((scope, item)) or bdi(item)


def _item_name(tongue: Tongue, scope: str, id_: str, details: Any, turn: int) -> SafeString:
    if scope in ("nationality", "destination"):
        return tongue.country(id_)
    countries = [details[key] for key in ("country", "from", "to") if _is_country(details.get(key))]
    if scope == "leg" and len(countries) == 2:
        start, end = (tongue.country(code) for code in countries)
        return format_html(gettext("From {start} to {end}"), start=start, end=end)
    if scope == "episode" and countries:
        when = details.get("from", "")[:4]
        named = tongue.country(countries[0])
        return format_html("{} <bdi>{}</bdi>", named, when) if when else named
    numbered = gettext("event %(n)s") if scope == "episode" else gettext("part %(n)s of the journey")
    return format_html("{}", numbered % {"n": turn})


def _is_country(text: object) -> bool:
    return isinstance(text, str) and len(text) == 2 and text.isalpha()
