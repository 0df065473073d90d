"""Office keys are read from a text, wrap what opens people, change without loss, and never show."""

import base64
import copy
import pickle
import re
import traceback
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.vault import (
    BadKey,
    BadKeyring,
    Broken,
    KeyFault,
    Keyring,
    NoSuchOfficeKey,
    WrappedKey,
    generate,
    new_data_key,
)
from tests.vault.keys import AFTER, BEFORE, DURING, ELSEWHERE, INDEX, ONE, TWO, data_keys, line_of, secrets_of

AMINA, OTHER = uuid4(), uuid4()

WRAPPED = (
    "01000000000000000000000000f81b3abf87b7f7af3b3594406e7a0e8d1c035d"
    "8416a53db6abf68571db2a2cac3c5b6ef8e00eb08061504dca241ed7c3458e9d"
    "f18d25b45f2e77d427aade8b7454f454b2ecd30ffaa24aeee5bd65a73a"
)


@given(data_keys, st.uuids())
def test_a_wrapped_key_unwraps_for_its_person(data_key: bytes, person: UUID) -> None:
    assert BEFORE.unwrap(BEFORE.wrap(data_key, person=person), person=person) == data_key


def test_a_wrapped_key_is_of_no_use_for_somebody_else() -> None:
    wrapped = BEFORE.wrap(new_data_key(), person=AMINA)
    assert BEFORE.unwrap(wrapped, person=AMINA)
    with pytest.raises(Broken):
        BEFORE.unwrap(wrapped, person=OTHER)


def test_a_wrapped_key_is_of_no_use_in_another_office() -> None:
    wrapped = BEFORE.wrap(new_data_key(), person=AMINA)
    with pytest.raises(Broken):
        ELSEWHERE.unwrap(wrapped, person=AMINA)


@given(st.data())
def test_a_changed_wrapped_key_is_refused(data: st.DataObject) -> None:
    wrapped = BEFORE.wrap(new_data_key(), person=AMINA)
    bit = data.draw(st.integers(0, len(wrapped.sealed) * 8 - 1))
    changed = bytearray(wrapped.sealed)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Broken):
        BEFORE.unwrap(WrappedKey(1, bytes(changed)), person=AMINA)


def test_a_wrapped_key_does_not_pass_for_one_of_another_version() -> None:
    wrapped = BEFORE.wrap(new_data_key(), person=AMINA)
    with pytest.raises(Broken):
        DURING.unwrap(WrappedKey(2, wrapped.sealed), person=AMINA)


def test_only_whole_data_keys_are_wrapped() -> None:
    with pytest.raises(BadKey, match="this one is 16"):
        BEFORE.wrap(bytes(16), person=AMINA)


def test_the_newest_version_wraps_and_older_ones_still_unwrap() -> None:
    data_key = new_data_key()
    old = BEFORE.wrap(data_key, person=AMINA)
    assert (BEFORE.current, DURING.current, DURING.versions) == (1, 2, (2, 1))
    assert DURING.unwrap(old, person=AMINA) == data_key
    assert DURING.wrap(data_key, person=AMINA).version == 2


def test_after_a_rewrap_the_old_office_key_can_go() -> None:
    data_key = new_data_key()
    old = BEFORE.wrap(data_key, person=AMINA)
    new = DURING.rewrap(old, person=AMINA)
    assert new.version == 2
    assert AFTER.unwrap(new, person=AMINA) == data_key
    with pytest.raises(NoSuchOfficeKey, match="version 1 of the office key is not in the keyring"):
        AFTER.unwrap(old, person=AMINA)
    with pytest.raises(NoSuchOfficeKey):
        BEFORE.unwrap(new, person=AMINA)


def test_a_key_that_is_wrapped_anew_already_stays_as_it_is() -> None:
    wrapped = DURING.wrap(new_data_key(), person=AMINA)
    assert DURING.rewrap(wrapped, person=AMINA) is wrapped


def test_the_index_and_the_journal_outlive_a_change_of_the_office_key() -> None:
    assert BEFORE.index_key == DURING.index_key == AFTER.index_key
    assert BEFORE.journal_key == DURING.journal_key == AFTER.journal_key


def test_tickets_of_before_the_change_are_still_accepted_during_it() -> None:
    assert DURING.ticket_keys == (AFTER.ticket_keys[0], BEFORE.ticket_keys[0])


def test_each_use_has_a_key_of_its_own() -> None:
    salt = bytes(32)
    keys = [
        DURING.index_key,
        DURING.journal_key,
        *DURING.ticket_keys,
        DURING.backup_key(version=1, salt=salt),
        DURING.backup_key(version=2, salt=salt),
        DURING.backup_key(version=2, salt=b"\1" * 32),
        *(base64.b64decode(secret) for secret in secrets_of(ONE, TWO, INDEX)),
    ]
    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {32}


def test_the_same_text_gives_the_same_keys_for_ever() -> None:
    # Worked out by hand after RFC 5869: what is sealed today must open with a later version of this program.
    ring = Keyring.from_text(f"1:{'A' * 43}=\nindex:{'B' * 42}A=")
    assert ring.index_key.hex() == "66284ad0291f42edf0f81bfcb31a7844645ff7502260b28dbd0c73917f76bec3"
    assert ring.journal_key.hex() == "b88b8c4884a7db966a6769759acab2c2fa060659d6c3bab4cc32f59d1dbcb101"
    assert [key.hex() for key in ring.ticket_keys] == [
        "f05d5fecb270a5e1f4656fa1e8785f9f85878b0fcc48b89493ae7da6fe573b31"
    ]
    backup_key = ring.backup_key(version=1, salt=bytes(32))
    assert backup_key.hex() == "434278a5af70a44e0d3cf1bf2b7dd306866d104da08135212bf63f7cf77db88a"
    assert ring.unwrap(WrappedKey(1, bytes.fromhex(WRAPPED)), person=UUID(int=0)) == b"k" * 32


def test_blanks_remarks_and_any_order_are_fine() -> None:
    text = f"# office keys\r\n\n  {TWO}   # made in spring\n{INDEX} {ONE}\n"
    assert Keyring.from_text(text).versions == (2, 1)
    assert Keyring.from_text(text).index_key == DURING.index_key


def test_a_generated_line_is_a_line_of_a_key_file_and_never_the_same() -> None:
    assert re.fullmatch(r"1:[A-Za-z0-9+/]{43}=", generate())
    assert generate(7).startswith("7:")
    assert generate("index").startswith("index:")
    assert len({generate() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("version", [0, -1, 1_000_000_000])
def test_versions_out_of_bounds_are_refused(version: int) -> None:
    with pytest.raises(ValueError, match="a whole number from 1 to 999999999"):
        generate(version)
    with pytest.raises(ValueError, match="a whole number from 1 to 999999999"):
        Keyring({version: new_data_key()}, index=new_data_key())


def test_a_keyring_holds_at_least_one_office_key_and_whole_ones() -> None:
    with pytest.raises(ValueError, match="at least one version"):
        Keyring({}, index=new_data_key())
    with pytest.raises(BadKey):
        Keyring({1: bytes(16)}, index=new_data_key())
    with pytest.raises(BadKey):
        Keyring({1: new_data_key()}, index=bytes(16))


SECRET = secrets_of(ONE)[0]
SHORT = base64.b64encode(b"secret" * 4).decode()


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        (f"{INDEX}\n{SECRET}", 2, KeyFault.FORM),
        (f"{SECRET}:1", 1, KeyFault.NAME),
        (f"0:{SECRET}", 1, KeyFault.NAME),
        (f"01:{SECRET}", 1, KeyFault.NAME),
        (f"-1:{SECRET}", 1, KeyFault.NAME),
        (f"1.5:{SECRET}", 1, KeyFault.NAME),
        (f"١:{SECRET}", 1, KeyFault.NAME),
        (f"1000000000:{SECRET}", 1, KeyFault.NAME),
        (f"Index:{SECRET}", 1, KeyFault.NAME),
        (f"1:{SECRET[:-1]}", 1, KeyFault.BASE64),
        (f"1:{SECRET[:-3]}é==", 1, KeyFault.BASE64),
        (f"1:-{SECRET[1:]}", 1, KeyFault.BASE64),
        (f"1:{SECRET[:5]}-{SECRET[5:]}", 1, KeyFault.BASE64),
        (f"1:{SHORT}", 1, KeyFault.LENGTH),
        ("1:", 1, KeyFault.LENGTH),
        (f"# keys\n{ONE}\n\n{line_of(1, 'again')}", 4, KeyFault.TWICE),
        (f"{INDEX}\n{line_of('index', 'again')}", 2, KeyFault.TWICE),
        (f"{ONE}\n2:{SECRET}", 2, KeyFault.SAME_KEY),
        (f"{ONE}\nindex:{SECRET}", 2, KeyFault.SAME_KEY),
        ("", None, KeyFault.NO_OFFICE_KEY),
        (INDEX, None, KeyFault.NO_OFFICE_KEY),
        (ONE, None, KeyFault.NO_INDEX),
    ],
)
def test_a_text_that_is_no_set_of_keys_is_refused_by_line(
    text: str, line: int | None, fault: KeyFault
) -> None:
    with pytest.raises(BadKeyring) as refusal:
        Keyring.from_text(text)
    assert (refusal.value.fault, refusal.value.line) == (fault, line)
    assert refusal.value.__context__ is None
    shown = "\n".join([str(refusal.value), repr(vars(refusal.value)), repr(refusal.value)])
    assert SECRET[:20] not in shown
    assert SHORT[:20] not in shown


def test_no_key_shows_in_a_representation_or_an_error() -> None:
    wrapped = DURING.wrap(new_data_key(), person=AMINA)
    shown = [repr(DURING), str(DURING), f"{DURING}", repr(wrapped), repr([DURING, wrapped])]
    for work in (
        lambda: AFTER.unwrap(WrappedKey(1, wrapped.sealed), person=AMINA),
        lambda: DURING.unwrap(WrappedKey(1, wrapped.sealed), person=AMINA),
        lambda: DURING.wrap(b"short", person=AMINA),
    ):
        with pytest.raises((NoSuchOfficeKey, Broken, BadKey)) as refusal:
            work()
        shown += [repr(vars(refusal.value)), *traceback.format_exception(refusal.value)]
    everything = "\n".join(shown)
    raw = [base64.b64decode(secret) for secret in secrets_of(ONE, TWO, INDEX)]
    for key in [*raw, DURING.index_key, DURING.journal_key, *DURING.ticket_keys, wrapped.sealed]:
        assert repr(key)[2:-1] not in everything
        assert key.hex() not in everything
        assert base64.b64encode(key).decode() not in everything
    assert repr(DURING) == "<Keyring: office keys 2, 1; current 2>"


def test_a_keyring_is_neither_copied_nor_written_down() -> None:
    assert not hasattr(DURING, "__dict__")
    for work in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="neither copied nor written down"):
            work(DURING)
