"""Every fault of the libraries that can reach a page of responses has a sentence in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

import pytest
from django.utils.functional import Promise
from django.utils.translation import override

import asylon
from asylon.figures.faults import SENTENCES as OF_FIGURES
from asylon.figures.faults import FigureFault
from asylon.interchange.report import FAULTS, NOTES, Note, RowFault, fault
from asylon.responses.library_faults import GENERAL, Sentences
from asylon.responses.shares import faults_of_keys
from asylon.responses.shares.faults_of_keys import FIGURES, SHARING, key_fault_says
from asylon.rulebook.faults import Fault
from asylon.sharing.faults import SENTENCES as OF_SHARING
from asylon.sharing.faults import SharingFault
from asylon.web.responses import faults_of_files
from asylon.web.responses.faults_of_files import OF_FILES, fault_line, file_fault_says, note_says

SOURCES = Path(asylon.__file__).parent
LIBRARIES: tuple[tuple[str, Mapping[str, str], Sentences, type[Fault]], ...] = (
    ("interchange", FAULTS, OF_FILES, RowFault),
    ("sharing", OF_SHARING, SHARING, SharingFault),
    ("figures", OF_FIGURES, FIGURES, FigureFault),
)
CODES = [
    pytest.param(english, said, kind, code, id=f"{library}-{code}")
    for library, english, said, kind in LIBRARIES
    for code in english
]
RAISED = re.compile(r"\b(?:fault|bad|refuse|BadCell|blame|SharingFault|FigureFault)\(\s*\"(\w+)\"")
NOTED = re.compile(r"\bNote\(\s*\"(\w+)\"")


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def filled(english: str) -> dict[str, object]:
    return {name: f"<{name}>" for name in names_in(english)}


@pytest.mark.parametrize(("english", "said", "kind", "code"), CODES)
def test_every_fault_has_a_translatable_sentence_whose_places_are_all_filled(
    english: Mapping[str, str], said: Sentences, kind: type[Fault], code: str
) -> None:
    assert (code in said.by_code) != (code in said.rare), "one sentence: its own or the general one"
    template = said.by_code.get(code, GENERAL)
    assert isinstance(template, Promise)
    made = kind(code, "", filled(english[code]))
    assert made.problem()
    sentence = said.of(made)
    assert "%(" not in sentence
    wanted = set(re.findall(r"%\((\w+)\)", str(template)))
    assert code in said.rare or all(f"<{name}>" in sentence for name in wanted)
    assert sentence[-1] in ".”"


@pytest.mark.parametrize("code", NOTES)
def test_every_note_that_a_file_of_arrivals_can_have_has_a_sentence(code: str) -> None:
    assert (code in faults_of_files.NOTES) != (code in faults_of_files.RARE_NOTES)
    assert "%(" not in note_says(Note(code, 3, filled(NOTES[code])))


@pytest.mark.parametrize(("library", "english"), [(each[0], each[1]) for each in LIBRARIES])
def test_no_library_raises_a_code_without_words(library: str, english: Mapping[str, str]) -> None:
    texts = [path.read_text("utf-8") for path in (SOURCES / library).rglob("*.py")]
    raised = {code for text in texts for code in RAISED.findall(text)}
    assert raised
    assert raised <= set(english)
    assert {code for text in texts for code in NOTED.findall(text)} <= set(NOTES)


def test_no_sentence_stands_here_for_a_code_that_there_is_not() -> None:
    for _, english, said, _ in LIBRARIES:
        assert {*said.by_code, *said.rare} <= set(english)
    assert {*faults_of_files.NOTES, *faults_of_files.RARE_NOTES} <= set(NOTES)


def test_what_was_probably_meant_is_a_sentence_of_its_own() -> None:
    made = fault("unknown_country", "f.csv", row=2, column="origin", meant="SRB", text="srb", said="ISO")
    line = fault_line(made)
    assert (line.row, line.column) == ("2", "origin")
    assert line.says == "“srb” is no country code of ISO. Perhaps “SRB” was meant."


def test_a_fault_of_a_key_names_its_line_and_its_path() -> None:
    told = {"found": "1.2"}
    assert key_fault_says(SharingFault("weights_sum", "key:4:3: terms", told)).startswith("Line 4, terms: ")
    assert key_fault_says(SharingFault("yaml_anchor", "key:4:3")).startswith("Line 4: ")
    assert key_fault_says(SharingFault("nobody", "")) == faults_of_keys.OF_SHARING["nobody"]


def test_countries_are_named_and_hostile_values_are_cut_and_stay_text() -> None:
    other = file_fault_says(fault("other_host", "f.csv", row=1, found="DEU", host="SRB"))
    assert "Germany" in other
    assert "Serbia" in other
    long = file_fault_says(fault("bad_tag", "f.csv", text="%(x)s" * 100))
    assert len(long) < 200
    assert long.startswith("“%(x)s")


def test_the_sentence_follows_the_language_and_the_library_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    made = SharingFault("nobody", "")
    monkeypatch.setattr("django.utils.translation._trans.gettext", lambda text: f"[sr] {text}", raising=False)
    with override("sr-latn"):
        assert key_fault_says(made).startswith("[sr] ")
        assert made.sentence() == OF_SHARING["nobody"]


def test_a_value_keeps_its_own_direction_in_a_sentence_from_right_to_left() -> None:
    with override("ar"):
        assert "\u2068-4\u2069" in file_fault_says(fault("negative", "f.csv", row=3, text="-4"))
