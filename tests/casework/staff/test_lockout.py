"""Waiting after wrong tries: longer each time, kept in the database, lifted by an administrator."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from asylon.casework.staff.lockout import (
    Counted,
    begin_try,
    by_account,
    by_address,
    by_name,
    forget_old,
    lift,
    waits_until,
    was_right,
)
from asylon.casework.staff.models import WrongTries
from tests.web.signin.signed_in import colleague

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def wrong(thing: Counted, times: int, *, now: datetime = NOW) -> None:
    for _ in range(times):
        assert begin_try([thing], now=now) is None


def test_five_wrong_tries_are_free_and_then_one_waits_a_minute() -> None:
    wrong(by_name("amina"), 5)
    assert begin_try([by_name("amina")], now=NOW) == NOW + timedelta(minutes=1)
    assert begin_try([by_name("bojan")], now=NOW) is None, "another name does not wait"


def test_the_waiting_doubles_up_to_an_hour() -> None:
    thing, now, waited = by_name("amina"), NOW, []
    wrong(thing, 4)
    for _ in range(9):
        assert begin_try([thing], now=now) is None
        until = begin_try([thing], now=now)
        assert until is not None
        waited.append(int((until - now).total_seconds() / 60))
        now = until
    assert waited == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_try_while_waiting_does_not_make_it_longer() -> None:
    wrong(by_name("amina"), 5)
    first = begin_try([by_name("amina")], now=NOW)
    for _ in range(10):
        assert begin_try([by_name("amina")], now=NOW + timedelta(seconds=30)) == first


def test_a_right_password_begins_anew_but_does_not_buy_more_codes() -> None:
    account = colleague()
    for _ in range(5):
        wrong(by_account(account.pk), 1)
        wrong(by_name("amina"), 1)
        was_right([by_name("amina")])
    assert begin_try([by_name("amina")], now=NOW) is None
    assert begin_try([by_account(account.pk)], now=NOW) is not None


def test_an_address_waits_after_twenty_however_many_names_it_tries() -> None:
    for each in range(20):
        assert begin_try([by_name(f"name{each}"), by_address("192.0.2.1")], now=NOW) is None
    assert begin_try([by_name("another"), by_address("192.0.2.1")], now=NOW) is not None
    assert begin_try([by_name("another"), by_address("192.0.2.2")], now=NOW) is None


def test_one_right_password_does_not_forgive_an_address() -> None:
    for each in range(19):
        begin_try([by_name(f"name{each}"), by_address("192.0.2.1")], now=NOW)
    right = [by_name("amina"), by_address("192.0.2.1")]
    assert begin_try(right, now=NOW) is None
    was_right(right)
    assert begin_try([by_name("x"), by_address("192.0.2.1")], now=NOW) is None
    assert begin_try([by_name("y"), by_address("192.0.2.1")], now=NOW) is not None


def test_wrong_tries_of_yesterday_are_forgotten() -> None:
    wrong(by_name("amina"), 5)
    tomorrow = NOW + timedelta(hours=25)
    wrong(by_name("amina"), 5, now=tomorrow)


def test_an_administrator_lifts_the_waiting() -> None:
    account = colleague()
    wrong(by_name("amina"), 5)
    wrong(by_account(account.pk), 5)
    assert waits_until(account, now=NOW) == NOW + timedelta(minutes=1)
    lift(account)
    assert waits_until(account, now=NOW) is None
    assert begin_try([by_name("amina"), by_account(account.pk)], now=NOW) is None


def test_what_no_longer_counts_is_deleted() -> None:
    wrong(by_name("amina"), 5)
    wrong(by_name("bojan"), 1, now=NOW + timedelta(hours=2))
    assert forget_old(now=NOW + timedelta(hours=25)) == 1
    assert WrongTries.objects.get().key == by_name("bojan").key


def test_the_table_holds_neither_names_nor_addresses() -> None:
    wrong(by_name("my-password-typed-as-name"), 1)
    wrong(by_address("192.0.2.77"), 1)
    stored = " ".join(WrongTries.objects.values_list("key", flat=True))
    assert "password" not in stored
    assert "192.0.2" not in stored
