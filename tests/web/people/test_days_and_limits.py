"""Dates and time limits as a page says them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from asylon.rulebook import load
from asylon.rulebook.entries import DeadlineEntry
from asylon.rulebook.library import Rulebook
from asylon.web.people.shown.ahead import how_long
from asylon.web.people.shown.days import day
from asylon.web.people.shown.said import Tongue


def deadlines_of(rulebook: Rulebook) -> list[DeadlineEntry]:
    """Those of the core and of every overlay."""
    laws = (rulebook.core, *(overlay.added for overlay in rulebook.overlays))
    return [each for law in laws for each in law.deadlines.values()]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "24 November 2026"), ("fr", "24 novembre 2026"), ("sr", "24. новембар 2026.")],
)
def test_a_date_has_its_month_in_words(language: str, said: str) -> None:
    with override(language):
        assert day(date(2026, 11, 24)) == said
        assert date_format(date(2026, 11, 24), "DATE_FORMAT") == said


@pytest.mark.parametrize("language", ["en", "ar", "fr", "sr", "sr-latn"])
def test_how_long_a_limit_is_never_fills_a_narrow_column(language: str) -> None:
    rulebook = load()
    with override(language):
        tongue = Tongue(rulebook)
        deadlines = deadlines_of(rulebook)
        said = [(tongue.words.says("deadlines", each.id).text, how_long(each, tongue)) for each in deadlines]
    assert max(len(first) for _, (first, _more) in said) < 80
    for whole, (first, more) in said:
        assert first
        assert bool(more) <= (len(whole) > 24)


@pytest.mark.parametrize("language", ["ar", "fr", "sr"])
def test_what_a_limit_counts_from_and_what_follows_is_translated(language: str) -> None:
    rulebook = load()
    words = Tongue(rulebook, language).words
    for each in deadlines_of(rulebook):
        if each.counts_from:
            assert words.counts_from(each.id).language == language
        if each.missed:
            assert words.missed(each.id).language == language
