"""A sealed backup opens whole or not at all."""

import io
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from asylon.vault import (
    BrokenBackup,
    Keyring,
    NoSuchOfficeKey,
    open_backup,
    open_file,
    seal_backup,
    seal_file,
)
from asylon.vault import backup as room
from tests.vault.keys import AFTER, BEFORE, DURING, ELSEWHERE

HEAD = 8 + 4 + 32

TWO_PARTS = (
    "4153594c4f4e4201000000010000000000000000000000000000000000000000"
    "0000000000000000000000006eff310a7fb47a0befbcc5ef1e73a787bc93754c"
    "c68d19ca5e8aff677b9cae05fa3d3c610b8d0938ff72d76fc638e52d13f8"
)


@pytest.fixture(autouse=True, scope="module")
def small_parts() -> object:
    """Parts of 16 bytes, so that small examples have many of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "PART", 16)
        yield


def sealed_bytes(content: bytes, *, holder: Keyring = BEFORE) -> bytes:
    target = io.BytesIO()
    seal_backup(io.BytesIO(content), target, holder=holder)
    return target.getvalue()


def opened_bytes(sealed: bytes, *, holder: Keyring = BEFORE) -> bytes:
    target = io.BytesIO()
    open_backup(io.BytesIO(sealed), target, holder=holder)
    return target.getvalue()


def parts(sealed: bytes) -> list[bytes]:
    return [sealed[start : start + 32] for start in range(HEAD, len(sealed), 32)]


class Pipe(io.BytesIO):
    """Gives at most seven bytes at a time, as a pipe may."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, 7))


@given(st.binary(max_size=100))
def test_a_backup_opens_again(content: bytes) -> None:
    assert opened_bytes(sealed_bytes(content)) == content


def test_what_an_earlier_version_sealed_still_opens() -> None:
    ring = Keyring.from_text(f"1:{'A' * 43}=\nindex:{'B' * 42}A=")
    assert opened_bytes(bytes.fromhex(TWO_PARTS), holder=ring) == b"x" * 16 + b"yz"


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 31, 32, 33])
def test_also_where_it_ends_with_a_part(length: int) -> None:
    assert opened_bytes(sealed_bytes(b"x" * length)) == b"x" * length


@given(st.binary(max_size=100))
def test_a_backup_can_come_through_a_pipe(content: bytes) -> None:
    sealed, opened = io.BytesIO(), io.BytesIO()
    seal_backup(Pipe(content), sealed, holder=BEFORE)
    open_backup(Pipe(sealed.getvalue()), opened, holder=BEFORE)
    assert opened.getvalue() == content


@given(st.binary(max_size=70), st.data())
def test_any_changed_bit_is_refused(content: bytes, data: st.DataObject) -> None:
    sealed = bytearray(sealed_bytes(content))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises((BrokenBackup, NoSuchOfficeKey)):
        opened_bytes(bytes(sealed))


@given(st.binary(max_size=70), st.data())
def test_cut_short_anywhere_is_refused(content: bytes, data: st.DataObject) -> None:
    sealed = sealed_bytes(content)
    with pytest.raises(BrokenBackup):
        opened_bytes(sealed[: data.draw(st.integers(0, len(sealed) - 1))])


@given(st.binary(min_size=17, max_size=100), st.data())
def test_parts_swapped_dropped_or_repeated_are_refused(content: bytes, data: st.DataObject) -> None:
    sealed = sealed_bytes(content)
    whole = parts(sealed)
    moved = data.draw(st.permutations(whole) | st.lists(st.sampled_from(whole), max_size=8))
    assume(moved != whole)
    with pytest.raises(BrokenBackup):
        opened_bytes(sealed[:HEAD] + b"".join(moved))


@given(st.binary(max_size=70), st.binary(min_size=1, max_size=70))
def test_anything_added_is_refused(content: bytes, added: bytes) -> None:
    with pytest.raises(BrokenBackup):
        opened_bytes(sealed_bytes(content) + added)


def test_a_part_of_another_backup_is_refused() -> None:
    one, other = sealed_bytes(b"a" * 48), sealed_bytes(b"b" * 48)
    mixed = one[:HEAD] + b"".join([parts(one)[0], parts(other)[1], parts(one)[2]])
    with pytest.raises(BrokenBackup, match="part 2 was changed") as refusal:
        opened_bytes(mixed)
    assert refusal.value.chunk == 2


def test_something_else_is_no_backup() -> None:
    for other in (b"", b"SQLite format 3\0" + bytes(100), b"ASYLONB\x02" + bytes(100)):
        with pytest.raises(BrokenBackup, match="does not begin like a sealed backup") as refusal:
            opened_bytes(other)
        assert refusal.value.chunk is None


def test_another_office_cannot_open_it() -> None:
    sealed = sealed_bytes(b"x")
    assert opened_bytes(sealed) == b"x"
    with pytest.raises(BrokenBackup):
        opened_bytes(sealed, holder=ELSEWHERE)


def test_it_opens_as_long_as_its_office_key_is_kept() -> None:
    sealed = sealed_bytes(b"x")
    assert opened_bytes(sealed, holder=DURING) == b"x"
    with pytest.raises(NoSuchOfficeKey, match="version 1"):
        opened_bytes(sealed, holder=AFTER)


def test_sealing_twice_gives_nothing_to_compare() -> None:
    one, other = parts(sealed_bytes(b"x" * 64)), parts(sealed_bytes(b"x" * 64))
    assert len(set(one) | set(other)) == len(one) + len(other)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "asylon.sqlite3"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE facts (answer TEXT)")
        connection.executemany("INSERT INTO facts VALUES (?)", [("made up",)] * 1000)
    return path


def test_a_database_comes_back_from_its_sealed_backup(database: Path, tmp_path: Path) -> None:
    sealed, restored = tmp_path / "backup", tmp_path / "restored.sqlite3"
    seal_file(database, target=sealed, holder=BEFORE)
    assert b"SQLite" not in sealed.read_bytes()
    assert b"made up" not in sealed.read_bytes()
    open_file(sealed, target=restored, holder=BEFORE)
    assert restored.read_bytes() == database.read_bytes()
    with closing(sqlite3.connect(restored)) as connection:
        assert connection.execute("SELECT count(*) FROM facts").fetchone() == (1000,)


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_only_its_owner_may_read_what_was_restored(database: Path, tmp_path: Path, mask: int) -> None:
    sealed, restored = tmp_path / "backup", tmp_path / "restored.sqlite3"
    before = os.umask(mask)
    try:
        seal_file(database, target=sealed, holder=BEFORE)
        open_file(sealed, target=restored, holder=BEFORE)
    finally:
        os.umask(before)
    assert stat.S_IMODE(restored.stat().st_mode) == 0o600


def cut(sealed: bytes) -> bytes:
    return sealed[:-1]


def swapped(sealed: bytes) -> bytes:
    first, second, *rest = parts(sealed)
    return sealed[:HEAD] + b"".join([second, first, *rest])


@pytest.mark.parametrize("harm", [cut, swapped])
def test_a_broken_backup_leaves_what_was_there_untouched(
    database: Path, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    sealed, restored = tmp_path / "backup", tmp_path / "restored.sqlite3"
    seal_file(database, target=sealed, holder=BEFORE)
    restored.write_bytes(b"what was there")
    sealed.write_bytes(harm(sealed.read_bytes()))
    with pytest.raises(BrokenBackup, match="Use nothing of it"):
        open_file(sealed, target=restored, holder=BEFORE)
    assert restored.read_bytes() == b"what was there"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "asylon.sqlite3",
        "backup",
        "restored.sqlite3",
    ]
