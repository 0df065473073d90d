"""What is sealed opens in its own place with its own key, and nowhere else, and shows nothing."""

import traceback
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import assume, given
from hypothesis import strategies as st

from asylon.vault import (
    BadKey,
    Break,
    Broken,
    Context,
    NotSealable,
    Sealable,
    new_data_key,
    open_json,
    open_sealed,
    seal,
    seal_json,
)
from asylon.vault.envelope import _binding
from tests.vault.keys import PLACE, contexts, data_keys

KEY = new_data_key()
FRAME = 1 + 12 + 16

YES = (
    "01000102030405060708090a0b88cb33517998fcf9c27852e5fd03de0c546ca8"
    "9abf9d8ff6cfcbe40b8d350f6fecf7bca54c6731fc38d0cd8aaebd4e0234f497"
    "fae78d8ddeacf95d43128ab3a6a08a8480e6261974076323befdfc0102"
)

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=10,
)


@given(data_keys, st.binary(max_size=300), contexts)
def test_what_was_sealed_opens_again(key: bytes, plaintext: bytes, place: Context) -> None:
    assert open_sealed(key, seal(key, plaintext, context=place), context=place) == plaintext


@given(json_values, contexts)
def test_json_opens_again(value: Sealable, place: Context) -> None:
    assert open_json(KEY, seal_json(KEY, value, context=place), context=place) == value


def test_what_an_earlier_version_sealed_still_opens() -> None:
    sealed = bytes.fromhex(YES)
    assert open_sealed(bytes(32), sealed, context=Context("t", "c", "r")) == b"yes"


def test_large_content_opens_again() -> None:
    account = "Račak 🕊 مرحبا ".encode() * 100_000
    assert open_sealed(KEY, seal(KEY, account, context=PLACE), context=PLACE) == account


def test_a_row_may_be_named_by_its_uuid_or_by_its_text() -> None:
    row = UUID("0193556e-0000-7000-8000-000000000001")
    sealed = seal(KEY, b"x", context=Context("t", "c", row))
    assert open_sealed(KEY, sealed, context=Context("t", "c", str(row))) == b"x"


@given(st.binary(max_size=100), st.data())
def test_any_changed_bit_is_refused(plaintext: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, plaintext, context=PLACE))
    assert open_sealed(KEY, bytes(sealed), context=PLACE) == plaintext
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Broken):
        open_sealed(KEY, bytes(sealed), context=PLACE)


def test_each_single_bit_of_an_envelope_counts() -> None:
    sealed = seal(KEY, b"yes", context=PLACE)
    for bit in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Broken) as refusal:
            open_sealed(KEY, bytes(changed), context=PLACE)
        assert refusal.value.fault == (Break.UNKNOWN_ALGORITHM if bit < 8 else Break.REFUSED)


@given(st.binary(max_size=200), st.data())
def test_cut_or_lengthened_is_refused(plaintext: bytes, data: st.DataObject) -> None:
    sealed = seal(KEY, plaintext, context=PLACE)
    kept = data.draw(st.integers(0, len(sealed) - 1))
    for other in (sealed[:kept], sealed[len(sealed) - kept :], sealed + b"\0", sealed + sealed):
        with pytest.raises(Broken):
            open_sealed(KEY, other, context=PLACE)


@given(st.binary(min_size=64, max_size=200), st.data())
def test_blocks_in_another_order_are_refused(plaintext: bytes, data: st.DataObject) -> None:
    sealed = seal(KEY, plaintext, context=PLACE)
    blocks = [sealed[start : start + 16] for start in range(13, len(sealed), 16)]
    moved = b"".join(data.draw(st.permutations(blocks)))
    assume(moved != sealed[13:])
    with pytest.raises(Broken):
        open_sealed(KEY, sealed[:13] + moved, context=PLACE)


@given(contexts, contexts)
def test_no_other_place_opens_it(here: Context, there: Context) -> None:
    assume((here.table, here.column, str(here.row)) != (there.table, there.column, str(there.row)))
    sealed = seal(KEY, b"yes", context=here)
    assert open_sealed(KEY, sealed, context=here) == b"yes"
    with pytest.raises(Broken):
        open_sealed(KEY, sealed, context=there)


def test_names_that_join_to_the_same_text_are_different_places() -> None:
    sealed = seal(KEY, b"yes", context=Context("ab", "c", "d"))
    for other in (Context("a", "bc", "d"), Context("ab", "cd", " "), Context("a", "b", "cd")):
        with pytest.raises(Broken):
            open_sealed(KEY, sealed, context=other)


@given(data_keys, data_keys)
def test_no_other_key_opens_it(key: bytes, other: bytes) -> None:
    assume(key != other)
    sealed = seal(key, b"yes", context=PLACE)
    assert open_sealed(key, sealed, context=PLACE) == b"yes"
    with pytest.raises(Broken):
        open_sealed(other, sealed, context=PLACE)


def test_content_of_another_layout_is_refused_though_its_tag_is_right() -> None:
    for content in (b"\0\0\0\x50" + bytes(60), b"\0\0\0\0" + bytes(61), b"\xff" * 64):
        ciphertext = AESGCM(KEY).encrypt(bytes(12), content, _binding(PLACE))
        with pytest.raises(Broken):
            open_sealed(KEY, b"\x01" + bytes(12) + ciphertext, context=PLACE)


def test_a_nonce_never_comes_twice_in_a_hundred_thousand_seals() -> None:
    nonces = {seal(KEY, b"yes", context=PLACE)[1:13] for _ in range(100_000)}
    assert len(nonces) == 100_000


def test_sealing_twice_gives_nothing_to_compare() -> None:
    assert seal(KEY, b"yes", context=PLACE) != seal(KEY, b"yes", context=PLACE)


@pytest.mark.parametrize("answer", ["", "yes", "no", "unknown", "declined", "x" * 60])
def test_length_does_not_tell_one_short_answer_from_another(answer: str) -> None:
    assert len(seal(KEY, answer.encode(), context=PLACE)) == FRAME + 64


@given(st.binary(max_size=1000))
def test_lengths_grow_in_steps_only(plaintext: bytes) -> None:
    content = len(seal(KEY, plaintext, context=PLACE)) - FRAME
    assert content % 64 == 0
    assert len(plaintext) + 4 <= content < len(plaintext) + 4 + 64


def test_equal_json_is_equal_bytes_before_it_is_sealed() -> None:
    sealed = seal_json(KEY, {"b": [1, True, None], "a": "šta"}, context=PLACE)
    assert open_sealed(KEY, sealed, context=PLACE) == '{"a":"šta","b":[1,true,null]}'.encode()


endless: list[Any] = []
endless.append(endless)


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        "secret\ud800",
        {"secret\ud800": 1},
        {1: "secret"},
        {"a": [{None: "secret"}]},
        ({2: "secret"},),
        {"secret"},
        b"secret",
        {"a": object()},
        endless,
    ],
)
def test_what_json_cannot_say_is_refused_without_quoting_it(value: Any) -> None:
    with pytest.raises(NotSealable, match=r"^people_person\.sealed: ") as refusal:
        seal_json(KEY, value, context=PLACE)
    assert "secret" not in all_that_it_shows(refusal.value)
    assert refusal.value.__context__ is None


@pytest.mark.parametrize("content", [b"secret", b"\xffsecret", b'{"secret":', b""])
def test_json_that_is_none_is_refused_without_quoting_it(content: bytes) -> None:
    sealed = seal(KEY, content, context=PLACE)
    with pytest.raises(Broken) as refusal:
        open_json(KEY, sealed, context=PLACE)
    assert refusal.value.fault is Break.NOT_JSON
    assert "secret" not in all_that_it_shows(refusal.value)
    assert refusal.value.__context__ is None


def test_a_broken_seal_names_its_table_and_column_and_nothing_else() -> None:
    sealed = seal(KEY, b"secret", context=PLACE)
    with pytest.raises(Broken) as refusal:
        open_sealed(KEY, sealed[:-1], context=PLACE)
    assert (refusal.value.table, refusal.value.column) == ("people_person", "sealed")
    assert str(refusal.value).startswith("people_person.sealed: a sealed value does not open: ")
    shown = all_that_it_shows(refusal.value)
    assert str(PLACE.row) not in shown
    assert KEY.hex() not in shown
    assert repr(KEY) not in shown


def test_too_short_to_be_sealed_at_all() -> None:
    for length in (0, 1, 92):
        with pytest.raises(Broken) as refusal:
            open_sealed(KEY, b"\x01" * length, context=PLACE)
        assert refusal.value.fault is Break.TOO_SHORT


def open_something(key: bytes, _: bytes, *, context: Context) -> bytes:
    return open_sealed(key, b"\x01" + bytes(92), context=context)


@pytest.mark.parametrize("length", [0, 16, 24, 31, 33])
@pytest.mark.parametrize("work", [seal, open_something])
def test_shorter_keys_are_refused_although_aes_would_take_them(
    work: Callable[..., bytes], length: int
) -> None:
    with pytest.raises(BadKey, match=f"this one is {length}"):
        work(b"k" * length, b"x", context=PLACE)


@pytest.mark.parametrize("place", [Context("", "c", "r"), Context("t", "", "r"), Context("t", "c", "")])
def test_a_place_that_is_not_whole_is_refused(place: Context) -> None:
    with pytest.raises(ValueError, match="one of them is empty"):
        seal(KEY, b"x", context=place)
    with pytest.raises(ValueError, match="one of them is empty"):
        open_something(KEY, b"", context=place)


def all_that_it_shows(problem: BaseException) -> str:
    """The message, the representation, every attribute, and the trace with its causes."""
    shown = [str(problem), repr(problem), repr(vars(problem)), *traceback.format_exception(problem)]
    # The trace quotes the lines of this file; what follows is about what the program adds.
    return "\n".join(line for part in shown for line in part.splitlines() if "  " not in line[:2])
