"""What countries are called on the pages, by their ISO 3166-1 alpha-3 code, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.utils.translation import get_language

from asylon.figures import Store, places
from asylon.rulebook import load
from asylon.rulebook.words import words

AS_THE_UNITED_NATIONS_SAY = frozenset({"XKX"})
"""Names that carry a footnote in the usage of the United Nations: always the full form of the figures."""


def country_name(iso3: str) -> str:
    """The name, from the rulebook's word lists where they have one, otherwise as UNHCR prints it."""
    return _named(iso3, get_language() or "en")


def country_names(codes: Iterable[str]) -> str:
    """Several names in a row, as the page shows them."""
    return ", ".join(country_name(code) for code in codes)


def country_choices() -> list[tuple[str, str]]:
    """Every country and territory by name, for a list to choose from."""
    named = [(code, country_name(code)) for code in places.countries(Store()) if code not in _NO_COUNTRY]
    return sorted(named, key=lambda each: each[1])


_NO_COUNTRY = frozenset(places.WITHOUT_COUNTRY)


@cache
def _named(iso3: str, language: str) -> str:
    two = _two_letters().get(iso3)
    if two is not None and two in load().core.countries and iso3 not in AS_THE_UNITED_NATIONS_SAY:
        return str(words(load(), language).country(two))
    return places.name_of(Store(), iso3)


@cache
def _two_letters() -> dict[str, str]:
    """ISO 3166-1 alpha-2 by alpha-3, for the word lists of the rulebook. From the table of the World Bank."""
    rows = Store().newest("worldbank", having="indicators").table("indicators")
    pairs = zip(rows.column("iso3").to_pylist(), rows.column("iso2").to_pylist(), strict=True)
    return {three: two for three, two in pairs if three and two}
