"""A blind index finds exact words and shows nothing else."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.vault import BadKey, blind, new_data_key, reblind
from tests.vault.keys import AFTER, BEFORE, ELSEWHERE, data_keys

KEY = BEFORE.index_key

any_text = st.text(st.characters())  # half characters too: people paste all sorts of things into a search
few_letters = st.text("ab", max_size=3)


@given(any_text, any_text)
def test_equal_exactly_if_the_words_are_the_same(one: str, other: str) -> None:
    assert (blind(KEY, one, field="name") == blind(KEY, other, field="name")) == (one == other)


@given(few_letters, few_letters, few_letters, few_letters)
def test_equal_exactly_if_field_and_words_are_the_same(a: str, b: str, c: str, d: str) -> None:
    assert (blind(KEY, a, field=b) == blind(KEY, c, field=d)) == ((a, b) == (c, d))


@given(data_keys, data_keys, st.text(max_size=5))
def test_another_key_gives_other_bytes(one: bytes, other: bytes, words: str) -> None:
    same = blind(one, words, field="name") == blind(other, words, field="name")
    assert same == (one == other)


@given(st.text(max_size=300))
def test_length_tells_nothing(words: str) -> None:
    assert len(blind(KEY, words, field="name")) == 16


def test_the_index_still_finds_after_the_office_key_changed() -> None:
    assert blind(BEFORE.index_key, "amina", field="name") == blind(AFTER.index_key, "amina", field="name")


def test_the_same_words_give_the_same_bytes_for_ever() -> None:
    # An index that was built once must still answer to a later version of this program.
    assert blind(bytes(32), "amina", field="name").hex() == "e48da24abfe89c8721cb5eae8e354084"


def test_short_keys_are_refused() -> None:
    with pytest.raises(BadKey, match="this one is 16"):
        blind(bytes(16), "amina", field="name")


def test_a_new_index_secret_means_blinding_everything_anew() -> None:
    people = [(1, "name", "amina"), (2, "name", "bojan"), (2, "number", "17")]
    old = [blind(KEY, words, field=field) for _, field, words in people]
    new = list(reblind(people, key=ELSEWHERE.index_key))
    assert new == [(row, blind(ELSEWHERE.index_key, words, field=field)) for row, field, words in people]
    assert not set(old) & {key for _, key in new}


def test_blinding_anew_takes_one_entry_at_a_time() -> None:
    asked = 0

    def entries() -> Iterator[tuple[int, str, str]]:
        nonlocal asked
        for asked in range(1, 1_000_001):
            yield asked, "name", str(asked)

    assert next(reblind(entries(), key=new_data_key()))[0] == 1
    assert asked == 1
