"""Scripts are told apart, and names are checked sign by sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.casework.people.signs import strange_sign
from asylon.casework.registration.forms import NewPerson, Part
from asylon.casework.registration.links import Link, links_between
from asylon.casework.registration.names import typed_identity
from asylon.casework.registration.scripts import in_latin, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Yusuf", "Latn"),
        ("Đorđe", "Latn"),
        ("یوسف", "Arab"),
        ("Ђорђе", "Cyrl"),
        ("ሰላም", "Ethi"),
        ("ܝܘܣܦ", "Syrc"),
        ("يوسف Y.", "Arab"),
        ("", "Zyyy"),
        ("123", "Zyyy"),
    ],
)
def test_the_script_is_that_of_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script


def test_a_reading_in_latin_letters_has_capitals() -> None:
    assert in_latin("Ђорђе Петровић").startswith("D")
    assert in_latin("رحيمي").isascii()


@pytest.mark.parametrize(
    "name",
    [
        "Anne-Marie",
        "O’Brien",
        "N'Golo",
        "محمد\u200cرضا",
        "मोहम्मद",
        "José María",
        "Jr.",
        "Nguyễn",
        "Li (Wei)",
        "",
    ],
)
def test_signs_that_names_are_written_with(name: str) -> None:
    assert strange_sign(name) == ""


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("a\0b", "\0"),
        ("a\u202eb", "\u202e"),
        ("a\u2066", "\u2066"),
        ("a😀", "😀"),
        ("<b>", "<"),
        ("a\nb", "\n"),
    ],
)
def test_signs_that_no_name_is_written_with(name: str, sign: str) -> None:
    assert strange_sign(name) == sign


@given(st.text(max_size=60))
def test_whatever_is_typed_makes_an_identity_or_is_refused(text: str) -> None:
    if not strange_sign(text):
        names = typed_identity(NewPerson(given=text, written=text[::-1])).names
        assert all(name.script for name in names)


def test_a_child_of_the_first_person_only_is_not_linked_to_the_wife() -> None:
    links = links_between([Part.HEAD, Part.SPOUSE, Part.CHILD_OF_HEAD])
    assert Link(0, 2, "parent") in links  # type: ignore[arg-type] # a kind equals its value
    assert not any(link.one == 1 for link in links)


def test_with_two_wives_nobody_guesses_whose_child_it_is() -> None:
    links = links_between([Part.HEAD, Part.SPOUSE, Part.SPOUSE, Part.CHILD])
    assert {link.one for link in links if link.kind == "parent"} == {0}


def test_the_other_parts() -> None:
    parts = [Part.HEAD, Part.PARENT, Part.SIBLING, Part.GRANDPARENT, Part.NOT_RELATED, Part.NOT_KNOWN]
    kinds = [(link.one, link.other, link.kind.value) for link in links_between(parts)]
    assert kinds == [(1, 0, "parent"), (2, 0, "sibling"), (3, 0, "relative")]
