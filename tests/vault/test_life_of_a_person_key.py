"""One key a person, from the first record to the erasure."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.vault import (
    Broken,
    Context,
    Erased,
    KeyHolder,
    Keyring,
    NoSuchOfficeKey,
    PersonKey,
    WrappedKey,
    blind,
    destroyed,
    made,
    new_data_key,
    open_sealed,
    rewrapped,
    seal,
    unwrapped,
)
from tests.vault.keys import AFTER, BEFORE, DURING, ELSEWHERE, PLACE

contents = st.lists(st.binary(max_size=80), min_size=1, max_size=5)


def sealed_rows(key: PersonKey, plaintexts: list[bytes], *, holder: KeyHolder) -> list[bytes]:
    data_key = unwrapped(key, holder=holder)
    return [seal(data_key, text, context=Context("t", "c", str(n))) for n, text in enumerate(plaintexts)]


def opened_rows(key: PersonKey, rows: list[bytes], *, holder: KeyHolder) -> list[bytes]:
    data_key = unwrapped(key, holder=holder)
    return [open_sealed(data_key, row, context=Context("t", "c", str(n))) for n, row in enumerate(rows)]


@given(st.uuids(), contents)
def test_all_that_was_sealed_opens_after_the_office_key_changed(
    person: UUID, plaintexts: list[bytes]
) -> None:
    key = made(person, holder=BEFORE)
    rows = sealed_rows(key, plaintexts, holder=BEFORE)
    assert opened_rows(rewrapped(key, holder=DURING), rows, holder=AFTER) == plaintexts
    with pytest.raises(NoSuchOfficeKey):
        opened_rows(key, rows, holder=AFTER)


@given(st.uuids(), contents)
def test_nothing_opens_after_the_key_was_destroyed(person: UUID, plaintexts: list[bytes]) -> None:
    key, neighbour = made(person, holder=BEFORE), made(uuid4(), holder=BEFORE)
    copies = sealed_rows(key, plaintexts, holder=BEFORE)
    assert opened_rows(key, copies, holder=BEFORE) == plaintexts
    gone = destroyed(key)
    assert gone == PersonKey(person, None)
    for holder in (BEFORE, DURING, ELSEWHERE):
        with pytest.raises(Erased):
            unwrapped(gone, holder=holder)
    # Neither another person's key nor the office's own keys open the copies in a backup.
    others = [unwrapped(neighbour, holder=BEFORE), BEFORE.index_key, BEFORE.journal_key, *BEFORE.ticket_keys]
    for other in [*others, new_data_key()]:
        for number, row in enumerate(copies):
            with pytest.raises(Broken):
                open_sealed(other, row, context=Context("t", "c", str(number)))


def test_a_destroyed_key_stays_destroyed_when_keys_are_wrapped_anew() -> None:
    gone = destroyed(made(uuid4(), holder=BEFORE))
    assert rewrapped(gone, holder=DURING) == gone
    assert destroyed(gone) == gone


def test_each_person_has_another_key() -> None:
    keys = {unwrapped(made(uuid4(), holder=BEFORE), holder=BEFORE) for _ in range(1000)}
    assert len(keys) == 1000
    assert {len(key) for key in keys} == {32}


def test_one_persons_wrapped_key_stored_under_another_is_refused() -> None:
    key = made(uuid4(), holder=BEFORE)
    with pytest.raises(Broken):
        unwrapped(PersonKey(uuid4(), key.wrapped), holder=BEFORE)


def test_a_persons_own_blind_names_do_not_reveal_the_key_that_seals() -> None:
    data_key = new_data_key()
    sealed = seal(data_key, b"yes", context=PLACE)
    name = blind(data_key, "", field="fact")
    with pytest.raises(Broken):
        open_sealed(name + name, sealed, context=PLACE)


class Module:
    """Stands where a hardware module would: it counts what it was asked, and Keyring does the work inside."""

    def __init__(self, inside: Keyring) -> None:
        self._inside = inside
        self.asked: list[str] = []

    @property
    def current(self) -> int:
        return self._inside.current

    @property
    def index_key(self) -> bytes:
        return self._inside.index_key

    @property
    def journal_key(self) -> bytes:
        return self._inside.journal_key

    @property
    def ticket_keys(self) -> tuple[bytes, ...]:
        return self._inside.ticket_keys

    def wrap(self, data_key: bytes, *, person: UUID) -> WrappedKey:
        self.asked.append("wrap")
        return self._inside.wrap(data_key, person=person)

    def unwrap(self, wrapped: WrappedKey, *, person: UUID) -> bytes:
        self.asked.append("unwrap")
        return self._inside.unwrap(wrapped, person=person)

    def rewrap(self, wrapped: WrappedKey, *, person: UUID) -> WrappedKey:
        self.asked.append("rewrap")
        return self._inside.rewrap(wrapped, person=person)

    def backup_key(self, *, version: int, salt: bytes) -> bytes:
        return self._inside.backup_key(version=version, salt=salt)


def test_another_holder_of_the_office_keys_does_the_whole_life_of_a_key() -> None:
    old, new = Module(BEFORE), Module(DURING)
    key = made(uuid4(), holder=old)
    rows = sealed_rows(key, [b"yes"], holder=old)
    assert opened_rows(rewrapped(key, holder=new), rows, holder=new) == [b"yes"]
    assert (old.asked, new.asked) == (["wrap", "unwrap"], ["rewrap", "unwrap"])
