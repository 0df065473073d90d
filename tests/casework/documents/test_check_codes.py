"""A check code tells nothing, cannot be made up, and stays the same for the same paper."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.casework.documents.check_codes import CODE_LENGTH, make_code, read_code

KEY = b"k" * 32
PERSON = UUID("01940000-0000-7000-8000-000000000001")
NEXT = UUID("01940000-0000-7000-8000-000000000002")


def test_a_code_leads_back_to_whose_paper_it_is() -> None:
    assert read_code(make_code(PERSON, key=KEY), key=KEY) == PERSON


def test_a_code_in_capitals_is_the_same_code() -> None:
    assert read_code(make_code(PERSON, key=KEY).upper(), key=KEY) == PERSON


def test_the_same_paper_carries_the_same_code() -> None:
    assert make_code(PERSON, key=KEY) == make_code(PERSON, key=KEY)


def test_codes_of_neighbours_have_nothing_in_common() -> None:
    one, other = make_code(PERSON, key=KEY), make_code(NEXT, key=KEY)
    assert sum(a == b for a, b in zip(one, other, strict=True)) < CODE_LENGTH / 4


def test_a_code_is_letters_and_digits_only() -> None:
    code = make_code(PERSON, key=KEY)
    assert len(code) == CODE_LENGTH
    assert code.isascii()
    assert code.isalnum()
    assert PERSON.hex[:8] not in code


def test_another_office_reads_nothing() -> None:
    assert read_code(make_code(PERSON, key=KEY), key=b"o" * 32) is None


@pytest.mark.parametrize("place", [0, 20, 50])
def test_one_changed_letter_spoils_a_code(place: int) -> None:
    code = make_code(PERSON, key=KEY)
    other = "b" if code[place] == "a" else "a"
    assert read_code(code[:place] + other + code[place + 1 :], key=KEY) is None


@given(st.text(max_size=80))
def test_whatever_is_typed_as_a_code_is_refused_quietly(typed: str) -> None:
    assert read_code(typed, key=KEY) is None
