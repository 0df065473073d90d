"""The answers that a question offers, in the officer's language and in the person's."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, override

from asylon.rulebook import Rulebook, words
from asylon.rulebook.codes import NO_COUNTRY, allowed_codes
from asylon.rulebook.entries import FactEntry
from asylon.web.people.shown.said import Tongue, direction

YES, NO, UNKNOWN, DECLINED = "yes", "no", "unknown", "declined"
THIS, NOTHING = "this", "nothing"
PLAIN = {
    YES: gettext_lazy("Yes"),
    NO: gettext_lazy("No"),
    UNKNOWN: gettext_lazy("Not known"),
    DECLINED: gettext_lazy("Does not want to say"),
    THIS: gettext_lazy("The answer above"),
    NOTHING: gettext_lazy("None of these"),
}
WITHOUT_WORDS = "und"
INTERFACE = {"sr-Latn": "sr-latn"}
"""Where the tag of a language of the rulebook is written otherwise among the languages of the pages."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer as the page shows it."""

    value: str
    text: str | Promise
    other: str | Promise = ""
    checked: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """The person's language beside the officer's."""

    language: str
    direction: str
    tongue: Tongue


def other_language(rulebook: Rulebook, language: str, *, page: str) -> Other | None:
    """The person's language, None where it is the officer's own or there are no words in it."""
    if language in ("", WITHOUT_WORDS) or language.casefold() == page.casefold():
        return None
    return Other(language, direction(language), Tongue(rulebook, language))


def plain(answer: str, other: Other | None) -> Choice:
    """Yes, no, not known, does not want to say."""
    return Choice(answer, PLAIN[answer], in_other(PLAIN[answer], other))


def codes_of(fact: FactEntry, rulebook: Rulebook) -> tuple[str, ...]:
    """The codes that a fact takes; none where any text will do."""
    return allowed_codes(fact, rulebook.all_facts, rulebook.core.countries) or ()


def code(fact: FactEntry, name: str, tongue: Tongue, other: Other | None) -> Choice:
    """One code of a fact, by its own words."""
    said = tongue.said(tongue.words.code(fact.id, name), heading=True)
    beside: str | SafeString = ""
    if other is not None:
        beside = other.tongue.said(other.tongue.words.code(fact.id, name), heading=True)
    return Choice(name, said, beside)


def countries(rulebook: Rulebook, language: str) -> list[tuple[str, str]]:
    """Every country and area by the name that people use, in the order of the names."""
    said = words(rulebook, language)
    named = [(each, said.country(each).text) for each in rulebook.core.countries]
    return sorted(named, key=lambda pair: _sorting(pair[1]))


def country_choices(fact: FactEntry, rulebook: Rulebook, language: str) -> Iterator[tuple[str, str]]:
    """The countries that a fact takes, to choose one from a list."""
    yield "", gettext("Choose a country")
    if fact.codes == "countries_or_none":
        yield NO_COUNTRY, words(rulebook, language).code(fact.id, NO_COUNTRY).text
    yield from countries(rulebook, language)


def ticked(choices: Iterable[Choice], given: Iterable[str]) -> list[Choice]:
    """The same answers with those marked that are given."""
    chosen = set(given)
    return [Choice(each.value, each.text, each.other, each.value in chosen, each.hint) for each in choices]


def in_other(text: Promise | str, other: Other | None) -> str:
    """Words of a page in the person's language; empty where nobody has translated them."""
    if other is None:
        return ""
    with override("en"):
        english = str(text)
    with override(INTERFACE.get(other.language, other.language)):
        said = str(text)
    return said if said != english or other.language == "en" else ""


def _sorting(name: str) -> str:
    """The name as it is sorted: accents count less than letters."""
    taken_apart = unicodedata.normalize("NFD", name.casefold())
    return "".join(each for each in taken_apart if not unicodedata.combining(each))
