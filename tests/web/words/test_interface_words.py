"""Every word of the interface is there in every language, and what is compiled is what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from asylon.rulebook.serbian import serbian_latin
from asylon.web.management.commands.interface_words import DERIVED, WRITTEN, catalogue, missing, stale
from asylon.web.management.commands.interface_words import write_outside_placeholders as written


def test_nothing_waits_for_a_translator() -> None:
    assert missing() == []


def test_what_is_compiled_and_derived_is_of_today() -> None:
    assert stale() == []


@pytest.mark.parametrize("language", [*WRITTEN, *DERIVED])
def test_each_catalogue_says_that_nobody_sworn_has_checked_it(language: str) -> None:
    assert "sworn" in catalogue(language).read_text("utf-8").split("msgid", 1)[0]


def test_a_check_changes_nothing(tmp_path: Path) -> None:
    before = {language: catalogue(language).read_bytes() for language in WRITTEN}
    missing()
    assert {language: catalogue(language).read_bytes() for language in WRITTEN} == before


def test_placeholders_and_tags_keep_their_letters() -> None:
    assert written("Још %(n)s особа, <b>{име}</b>", serbian_latin) == "Još %(n)s osoba, <b>{име}</b>"
