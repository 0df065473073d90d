"""Entries of the journal: chained, refused any rewriting, and never holding anybody's words."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks

from asylon.casework.journal.chain import FIRST, NotACode, checked
from asylon.casework.journal.heads import kept_heads
from asylon.casework.journal.models import Entry
from asylon.casework.journal.services import Deed, heads_file, write, write_all
from tests.office_cast import NOW, Cast, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_an_entry_says_who_did_what_and_for_what(cast: Cast) -> None:
    person = uuid4()
    visitor = visitor_of(cast.amina)
    seq = write(act="see_page", visitor=visitor, person=person, detail={"fields": 3}, now=NOW)
    entry = Entry.objects.get()
    assert (seq, entry.seq, entry.at) == (1, 1, NOW)
    assert (entry.actor, entry.office) == (cast.amina.pk, cast.reception.pk)
    assert (entry.role, entry.purpose) == ("protection_caseworker", "assistance")
    assert (entry.act, entry.outcome, entry.person, entry.detail) == (
        "see_page",
        "done",
        person,
        {"fields": 3},
    )


def test_each_entry_is_chained_to_the_one_before() -> None:
    write(act="rotate_keys", visitor=None, now=NOW)
    assert write_all([Deed("a"), Deed("b")], visitor=None, now=NOW + timedelta(seconds=1)) == 3
    rows = list(Entry.objects.order_by("seq"))
    assert bytes(rows[0].before) == FIRST
    assert [bytes(row.before) for row in rows[1:]] == [bytes(row.hash) for row in rows[:-1]]
    assert len({bytes(row.hash) for row in rows}) == 3


def test_nothing_to_write_writes_nothing() -> None:
    assert write_all([], visitor=None, now=NOW) == 0
    assert not Entry.objects.exists()


def test_an_entry_costs_two_queries_and_a_lock(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as queries:
        write(act="see_page", visitor=visitor_of(cast.amina), now=NOW)
    said = [each["sql"] for each in queries if "journal_entry" in each["sql"] or "advisory" in each["sql"]]
    assert len(said) == (3 if connection.vendor == "postgresql" else 2)


@pytest.mark.parametrize("statement", ["UPDATE journal_entry SET act = 'x'", "DELETE FROM journal_entry"])
def test_the_database_refuses_to_rewrite_an_entry(statement: str) -> None:
    write(act="see_page", visitor=None, now=NOW)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Entry.objects.get().act == "see_page"


def test_an_act_that_is_undone_leaves_no_entry_and_no_gap() -> None:
    with transaction.atomic():
        write(act="register", visitor=None, now=NOW)
        transaction.set_rollback(True)
    assert write(act="see_page", visitor=None, now=NOW) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Mina",
        "Mina Rahimi",
        "يوسف",
        "+381 64 123",
        "RS-26-004417",
        "x" * 81,
        "a\nb",
        3.5,
        {"name": "mina"},
        ["ok", "Mina"],
        b"x",
    ],
)
def test_words_do_not_get_into_the_journal(words: object) -> None:
    with pytest.raises(NotACode, match="'why'"):
        write(act="search", visitor=None, detail={"why": words}, now=NOW)
    assert not Entry.objects.exists()


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.uuids()
        | st.from_regex(r"[a-z0-9_.:\-]{0,80}", fullmatch=True),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=5,
    )
)
def test_codes_numbers_and_ids_get_in(value: object) -> None:
    assert set(checked({"of": value})) == {"of"}


def test_the_head_is_kept_beside_the_database(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        write(act="a", visitor=None, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        write(act="b", visitor=None, now=NOW)
    rows = Entry.objects.order_by("seq")
    assert list(kept_heads(heads_file())) == [(row.seq, bytes(row.hash)) for row in rows]
    assert heads_file().stat().st_mode & 0o077 == 0


def test_a_head_that_power_took_half_of_is_left_out() -> None:
    heads_file().write_text("1 aa\n2 b", encoding="ascii")
    assert list(kept_heads(heads_file())) == [(1, b"\xaa")]


def test_without_a_file_no_head_is_kept() -> None:
    assert list(kept_heads(heads_file())) == []
