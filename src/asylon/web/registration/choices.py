"""What can be chosen in a registration: sites of the office, countries, languages, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.visitors import Visitor
from asylon.casework.offices.selectors import sites_of
from asylon.rulebook import load
from asylon.rulebook.words import words

Choices = Mapping[str, Iterable[tuple[str, str]]]
LANGUAGES: tuple[tuple[str, str | Promise], ...] = (
    ("am", _("Amharic")),
    ("ar", _("Arabic")),
    ("bm", _("Bambara")),
    ("bn", _("Bengali")),
    ("ckb", _("Kurdish, Sorani")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fa", _("Persian")),
    ("fa-AF", _("Dari")),
    ("ff", _("Fula")),
    ("fr", _("French")),
    ("ha", _("Hausa")),
    ("hi", _("Hindi")),
    ("ht", _("Haitian Creole")),
    ("ka", _("Georgian")),
    ("kmr", _("Kurdish, Kurmanji")),
    ("ln", _("Lingala")),
    ("man", _("Mandinka")),
    ("my", _("Burmese")),
    ("ne", _("Nepali")),
    ("om", _("Oromo")),
    ("pa", _("Punjabi")),
    ("ps", _("Pashto")),
    ("pt", _("Portuguese")),
    ("rhg", _("Rohingya")),
    ("ro", _("Romanian")),
    ("rom", _("Romani")),
    ("ru", _("Russian")),
    ("si", _("Sinhala")),
    ("so", _("Somali")),
    ("sq", _("Albanian")),
    ("sr", _("Serbian")),
    ("sw", _("Swahili")),
    ("ta", _("Tamil")),
    ("ti", _("Tigrinya")),
    ("tr", _("Turkish")),
    ("ug", _("Uyghur")),
    ("uk", _("Ukrainian")),
    ("ur", _("Urdu")),
    ("uz", _("Uzbek")),
    ("vi", _("Vietnamese")),
    ("wo", _("Wolof")),
    ("yo", _("Yoruba")),
    ("zh", _("Chinese")),
    ("mul", _("Another one")),
)


def choices_for(visitor: Visitor) -> Choices:
    """Sites, countries and languages, each list by name."""
    return {
        "sites": [(str(site.pk), site.name) for site in sites_of(visitor.office)],
        "countries": countries(),
        "languages": languages(),
    }


def languages() -> list[tuple[str, str]]:
    """The languages that are asked for most, by name; "another one" stands last."""
    *named, another = ((tag, str(name)) for tag, name in LANGUAGES)
    return [*sorted(named, key=lambda each: each[1]), another]


def countries() -> list[tuple[str, str]]:
    """Every country by the name that people use."""
    rulebook = load()
    named = words(rulebook, get_language() or "en")
    found = [(code, str(named.country(code))) for code in rulebook.core.countries]
    return sorted(found, key=lambda each: each[1])
