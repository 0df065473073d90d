"""Dates of birth as people know them, and how old that makes somebody at least and at most."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.casework.people.partial_dates import (
    UNKNOWN,
    PartialDate,
    Precision,
    about,
    aged,
    aged_months,
    in_month,
    in_year,
    months_before,
    on_day,
    read_written,
    whole_months,
    whole_years,
)
from asylon.casework.people.typed_dates import BadDate, DateFault, read_typed

TODAY = date(2026, 11, 24)
days = st.dates(min_value=date(1905, 1, 1), max_value=TODAY)


def read(typed: str) -> PartialDate:
    return read_typed(typed, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "precision", "earliest", "latest"),
    [
        ("1987", "year", date(1987, 1, 1), date(1987, 12, 31)),
        ("12/1990", "month", date(1990, 12, 1), date(1990, 12, 31)),
        ("1990-12", "month", date(1990, 12, 1), date(1990, 12, 31)),
        ("3.12.1990", "exact", date(1990, 12, 3), date(1990, 12, 3)),
        ("03/12/1990", "exact", date(1990, 12, 3), date(1990, 12, 3)),
        ("3. 12. 1990.", "exact", date(1990, 12, 3), date(1990, 12, 3)),
        ("1990-12-03", "exact", date(1990, 12, 3), date(1990, 12, 3)),
        ("29.2.2000", "exact", date(2000, 2, 29), date(2000, 2, 29)),
        ("34", "age", date(1991, 11, 25), date(1992, 11, 24)),
        ("34 years", "age", date(1991, 11, 25), date(1992, 11, 24)),
        ("0", "age", date(2025, 11, 25), date(2026, 11, 24)),
        ("4 months", "age", date(2026, 6, 25), date(2026, 7, 24)),
        ("4 m", "age", date(2026, 6, 25), date(2026, 7, 24)),
        ("4 mois", "age", date(2026, 6, 25), date(2026, 7, 24)),
        ("4 meseca", "age", date(2026, 6, 25), date(2026, 7, 24)),
        ("4 месеца", "age", date(2026, 6, 25), date(2026, 7, 24)),
        ("٤ أشهر", "age", date(2026, 6, 25), date(2026, 7, 24)),
        ("١٩٨٧", "year", date(1987, 1, 1), date(1987, 12, 31)),
        ("٣/١٢/١٩٩٠", "exact", date(1990, 12, 3), date(1990, 12, 3)),
        ("۱۲/۱۹۹۰", "month", date(1990, 12, 1), date(1990, 12, 31)),
        ("۳۴ سال", "age", date(1991, 11, 25), date(1992, 11, 24)),
        ("১৯৮৭", "year", date(1987, 1, 1), date(1987, 12, 31)),
        ("~34", "estimated", date(1989, 11, 25), date(1994, 11, 24)),
        ("about 1990", "estimated", date(1988, 1, 1), date(1992, 12, 31)),
        ("17?", "estimated", date(2006, 11, 25), date(2011, 11, 24)),
        ("~1", "estimated", date(2022, 11, 25), date(2026, 11, 24)),
        ("2026", "year", date(2026, 1, 1), TODAY),
        ("11/2026", "month", date(2026, 11, 1), TODAY),
    ],
)
def test_one_field_takes_what_people_say(typed: str, precision: str, earliest: date, latest: date) -> None:
    assert read(typed) == PartialDate(Precision(precision), earliest, latest)


@pytest.mark.parametrize("typed", ["", "  ", "?", "-", "unknown", "Not known", "inconnue", "непознато"])
def test_not_known_is_an_answer(typed: str) -> None:
    assert read(typed) == UNKNOWN


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("yesterday", DateFault.NOT_A_DATE),
        ("3.12.1990.5", DateFault.NOT_A_DATE),
        ("1990-12-03T00:00", DateFault.NOT_A_DATE),
        ("-5", DateFault.NOT_A_DATE),
        ("\u202e1990", DateFault.NOT_A_DATE),
        ("²", DateFault.NOT_A_DATE),
        ("1" * 5000, DateFault.NOT_A_DATE),
        ("31.2.1990", DateFault.NO_SUCH_DAY),
        ("29.2.1990", DateFault.NO_SUCH_DAY),
        ("12/31/1990", DateFault.NO_SUCH_DAY),
        ("13/1990", DateFault.NO_SUCH_DAY),
        ("0/1990", DateFault.NO_SUCH_DAY),
        ("0000", DateFault.NO_SUCH_DAY),
        ("2027", DateFault.IN_THE_FUTURE),
        ("25.11.2026", DateFault.IN_THE_FUTURE),
        ("126", DateFault.TOO_LONG_AGO),
        ("999", DateFault.TOO_LONG_AGO),
        ("1700", DateFault.TOO_LONG_AGO),
        ("1370", DateFault.OTHER_CALENDAR),
        ("1410/3/2", DateFault.OTHER_CALENDAR),
        ("12.3.90", DateFault.SHORT_YEAR),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(typed: str, fault: DateFault) -> None:
    with pytest.raises(BadDate) as refusal:
        read(typed)
    assert refusal.value.fault is fault


@given(st.text(max_size=30) | st.from_regex(r"[~]?[0-9]{1,4}([./ -][0-9]{1,4}){0,3}[?]?", fullmatch=True))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        found = read(typed)
    except BadDate:
        return
    assert found == UNKNOWN or (found.earliest and found.latest and found.earliest <= found.latest <= TODAY)


@given(days)
def test_a_day_written_and_read_again_is_the_same_day(day: date) -> None:
    for typed in (day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day.day}/{day.month}/{day.year}."):
        assert read(typed) == on_day(day)


@given(days, st.integers(0, 100))
def test_whoever_is_said_to_be_an_age_is_of_that_age(day: date, years: int) -> None:
    born = aged(years, on=day)
    assert born.age_on(day) == (years, years)
    assert born.earliest is not None
    assert whole_years(born.earliest - timedelta(days=1), day) == years + 1


@given(days, st.integers(0, 36))
def test_a_small_child_is_of_the_months_that_were_said(day: date, months: int) -> None:
    assert aged_months(months, on=day).months_on(day) == (months, months)


@given(days, days)
def test_a_birth_known_to_the_month_holds_every_day_of_it(born: date, day: date) -> None:
    of_month = in_month(born.year, born.month)
    span = of_month.age_on(day)
    assert span is not None
    assert span[0] <= max(0, whole_years(born, day)) <= span[1]
    assert of_month.overlaps(on_day(born))
    assert of_month.overlaps(in_year(born.year))


def test_who_may_be_on_either_side_of_eighteen_stays_so() -> None:
    assert read("2008").age_on(TODAY) == (17, 18)
    assert read("24.11.2008").age_on(TODAY) == (18, 18)
    assert read("25.11.2008").age_on(TODAY) == (17, 17)
    assert read("17?").age_on(TODAY) == (15, 19)


def test_born_on_the_last_day_of_february() -> None:
    assert on_day(date(2008, 2, 29)).age_on(date(2026, 2, 27)) == (17, 17)
    assert on_day(date(2008, 2, 29)).age_on(date(2026, 2, 28)) == (18, 18)
    assert whole_months(date(2026, 1, 31), date(2026, 2, 28)) == 1


def test_year_month_and_day_are_said_where_they_are_known() -> None:
    assert (in_year(1990).year, in_year(1990).month, in_year(1990).day) == (1990, None, None)
    assert (in_month(1990, 12).year, in_month(1990, 12).month) == (1990, 12)
    assert (on_day(TODAY).year, on_day(TODAY).month, on_day(TODAY).day) == (2026, 11, 24)
    assert (read("34").year, read("34").month, read("34").day) == (None, None, None)
    assert (UNKNOWN.year, UNKNOWN.month, UNKNOWN.day, UNKNOWN.years) == (None, None, None, ())
    assert read("34").years == (1991, 1992)


def test_nothing_known_says_nothing() -> None:
    assert UNKNOWN.age_on(TODAY) is None
    assert UNKNOWN.months_on(TODAY) is None
    assert UNKNOWN.overlaps(on_day(TODAY)) is None
    assert on_day(TODAY).overlaps(UNKNOWN) is None
    with pytest.raises(ValueError, match="nothing is known"):
        _ = UNKNOWN.ends
    assert about(UNKNOWN, years=2, no_later_than=TODAY) == UNKNOWN


@given(st.sampled_from(["1987", "12/1990", "3.12.1990", "34", "4 months", "~34", ""]))
def test_a_date_is_sealed_and_opened_without_loss(typed: str) -> None:
    assert read_written(read(typed).written()) == read(typed)


def test_the_calendar_has_two_ends() -> None:
    assert months_before(date(1, 1, 1), 12) == date.min
    assert months_before(date(9999, 12, 31), -12) == date.max
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
