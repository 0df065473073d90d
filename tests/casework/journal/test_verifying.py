"""Whatever is done to the journal behind the product's back is found, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from asylon.casework.journal.chain import FIRST, seal_of
from asylon.casework.journal.heads import keep_head
from asylon.casework.journal.models import Entry
from asylon.casework.journal.services import Deed, heads_file, journal_key, write_all
from asylon.casework.journal.verifying import MOST_FAULTS, Finding, Tampering, _said, verify_journal
from asylon.casework.spine import AppendOnly
from tests.office_cast import NOW

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

Attack = Callable[[], object]


@contextmanager
def behind_the_triggers() -> Iterator[None]:
    """What somebody can do who owns the database: take the triggers away, write, and put them back."""
    triggers = AppendOnly(Entry._meta.db_table)
    # Not entered: SQLite's editor wants foreign keys off, which a test's transaction does not allow.
    editor = connection.schema_editor(atomic=False)
    triggers.database_backwards("journal", editor, None, None)
    yield
    triggers.database_forwards("journal", editor, None, None)


@pytest.fixture(autouse=True)
def ten_entries(request: pytest.FixtureRequest) -> None:
    """A journal of ten entries, whole."""
    write_all([Deed("see_page", detail={"n": n}) for n in range(10)], visitor=None, now=NOW)


def findings() -> dict[int, set[Tampering]]:
    found: dict[int, set[Tampering]] = {}
    for finding in verify_journal().findings:
        found.setdefault(finding.seq, set()).add(finding.what)
    return found


def entry(seq: int) -> Entry:
    return Entry.objects.get(seq=seq)


def test_a_journal_that_nobody_touched_is_whole() -> None:
    verdict = verify_journal()
    assert verdict.whole
    assert (verdict.entries, verdict.head, verdict.heads) == (10, 10, 0)


def test_an_empty_journal_is_whole() -> None:
    with behind_the_triggers():
        Entry.objects.all().delete()
    assert verify_journal().whole


@pytest.mark.parametrize(
    "change",
    [
        {"act": "nothing"},
        {"outcome": "refused"},
        {"detail": {"n": 99}},
        {"role": "auditor"},
        {"purpose": "audit"},
        {"at": NOW + timedelta(microseconds=1)},
        {"hash": b"\1" * 32},
        {"actor": "0190c3f2-7c7a-7000-8000-000000000000"},
        {"office": "0190c3f2-7c7a-7000-8000-000000000000"},
        {"person": "0190c3f2-7c7a-7000-8000-000000000000"},
    ],
)
def test_a_changed_entry_is_found(change: dict[str, object]) -> None:
    with behind_the_triggers():
        Entry.objects.filter(seq=4).update(**change)
    assert Tampering.CHANGED in findings()[4]


def test_an_entry_taken_out_is_found() -> None:
    with behind_the_triggers():
        Entry.objects.filter(seq=4).delete()
    assert findings() == {5: {Tampering.MISSING}}


def test_an_entry_taken_out_with_the_gap_closed_is_found() -> None:
    with behind_the_triggers():
        Entry.objects.filter(seq=4).delete()
        for seq in range(5, 11):
            Entry.objects.filter(seq=seq).update(seq=seq - 1)
    assert findings()[4] == {Tampering.UNCHAINED, Tampering.CHANGED}


def test_an_entry_put_in_is_found() -> None:
    last = entry(10)
    with behind_the_triggers():
        Entry.objects.create(
            seq=11, at=NOW, act="see_page", outcome="done", before=bytes(last.hash), hash=b"\2" * 32
        )
    assert findings() == {11: {Tampering.CHANGED}}


def test_a_copy_of_an_entry_in_another_place_is_found() -> None:
    said = entry(4)
    with behind_the_triggers():
        said.seq = 11
        said.save(force_insert=True)
    assert findings() == {11: {Tampering.CHANGED, Tampering.UNCHAINED}}


def test_two_entries_that_changed_places_are_found() -> None:
    with behind_the_triggers():
        for old, new in ((4, 104), (5, 4), (104, 5)):
            Entry.objects.filter(seq=old).update(seq=new)
    found = findings()
    assert found[4] == found[5] == {Tampering.CHANGED, Tampering.UNCHAINED}


def test_a_tail_cut_off_is_found_by_the_kept_head() -> None:
    keep_head(heads_file(), 10, bytes(entry(10).hash))
    assert verify_journal().whole
    with behind_the_triggers():
        Entry.objects.filter(seq__gt=7).delete()
    assert findings() == {8: {Tampering.CUT_OFF}}


def test_a_journal_emptied_is_found_by_the_kept_head() -> None:
    keep_head(heads_file(), 10, bytes(entry(10).hash))
    with behind_the_triggers():
        Entry.objects.all().delete()
    assert findings() == {1: {Tampering.CUT_OFF}}


def test_a_journal_written_anew_with_the_key_is_found_by_a_kept_head(settings: Settings) -> None:
    keep_head(heads_file(), 6, bytes(entry(6).hash))
    with behind_the_triggers():
        before = FIRST
        for row in Entry.objects.order_by("seq"):
            row.act, row.before = "nothing", before
            before = row.hash = seal_of(_said(row), key=journal_key())
            row.save(force_update=True)
    assert findings() == {6: {Tampering.OTHER_HEAD}}


def test_two_heads_of_one_entry_that_differ_are_found(tmp_path: Path) -> None:
    heads = tmp_path / "copied elsewhere"
    keep_head(heads, 10, bytes(entry(10).hash))
    keep_head(heads, 10, b"\3" * 32)
    assert verify_journal(heads=heads).findings == (Finding(10, Tampering.OTHER_HEAD),)


def test_a_journal_sealed_with_another_key_is_found_from_the_first_entry(settings: Settings) -> None:
    settings.OFFICE_KEYS = settings.OFFICE_KEYS.replace("index:B", "index:C")
    assert set(findings()) == set(range(1, 11))


def test_the_findings_are_not_without_end() -> None:
    write_all([Deed("see_page") for _ in range(150)], visitor=None, now=NOW)
    with behind_the_triggers():
        Entry.objects.update(act="nothing")
    assert len(verify_journal().findings) == MOST_FAULTS


def test_a_newer_office_key_leaves_the_chain_whole(settings: Settings) -> None:
    settings.OFFICE_KEYS += f"\n2:{'C' * 43}="
    write_all([Deed("see_page")], visitor=None, now=NOW)
    assert verify_journal().whole


@given(st.data())
def test_any_one_byte_of_a_seal_counts(data: st.DataObject) -> None:
    row = entry(data.draw(st.integers(1, 10)))
    place = data.draw(st.integers(0, 31))
    other = bytearray(bytes(row.hash))
    other[place] ^= data.draw(st.integers(1, 255))
    assert seal_of(_said(row), key=journal_key()) != bytes(other)
