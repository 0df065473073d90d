"""Checks records before anything is stored: every fault with its field, its row and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal

from asylon.responses.emergencies.countries import WITHOUT_COUNTRY, country_codes, nearest_code
from asylon.responses.emergencies.faults import BadRecord, RecordFault
from asylon.responses.emergencies.kinds import Indicator
from asylon.responses.emergencies.records import (
    EndOfDeclaration,
    NewArrivals,
    NewCapacity,
    NewCause,
    NewDeclaration,
    NewEmergency,
    NewProcedures,
    NewStage,
    NewThreshold,
)

FIRST_DAY = date(1951, 1, 1)
MOST_PERSONS = 100_000_000
MOST_ROWS = 5_000
MOST_HOSTS, MOST_ORIGINS = 20, 40
LONGEST_NAME, LONGEST_SOURCE, LONGEST_TEXT, LONGEST_REASONS = 120, 200, 4_000, 2_000
LARGEST_MARK = Decimal("999999999999.99")
BY_SECTOR = frozenset({Indicator.CAPACITY_USED, Indicator.DAYS_LEFT})
Faults = Iterator[RecordFault]


def check(faults: Faults) -> None:
    """Refuse a record with faults.

    Raises: BadRecord with every fault.
    """
    if found := tuple(faults):
        raise BadRecord(found)


def of_emergency(given: NewEmergency, *, today: date) -> Faults:
    """What is wrong with an emergency."""
    yield from _text("name", given.name, most=LONGEST_NAME)
    yield from _text("summary", given.summary, most=LONGEST_REASONS, empty=True)
    yield from _day("began_on", given.began_on, today=today)
    if given.closed_on is not None:
        yield from _day("closed_on", given.closed_on, today=today)
        if given.closed_on < given.began_on:
            yield RecordFault("closed_on", "closes_before")
    if not given.hosts:
        yield RecordFault("hosts", "no_host")
    for name, codes, most in (
        ("hosts", given.hosts, MOST_HOSTS),
        ("origins", given.origins, MOST_ORIGINS),
    ):
        if len(codes) > most:
            yield RecordFault(name, "many_countries", values={"most": most})
        for code in codes[:most]:
            yield from _country(name, code)
        if len(set(codes)) < len(codes):
            yield RecordFault(name, "country_twice")


def of_arrivals(rows: Sequence[NewArrivals], *, source: str, hosts: Collection[str], today: date) -> Faults:
    """What is wrong with rows of arrivals."""
    own = bool(rows) and all(row.source.strip() for row in rows)
    yield from _source_and_rows(source, rows, empty=own)
    seen: dict[object, int] = {}
    for at, row in enumerate(rows):
        yield from _day("on", row.on, today=today, row=at)
        yield from _text("place", row.place, most=LONGEST_NAME, row=at)
        yield from _host(row.host, hosts, row=at)
        if row.origin not in WITHOUT_COUNTRY:
            yield from _country("origin", row.origin, row=at)
        yield from _count("persons", row.persons, row=at)
        yield from _text("source", row.source, most=LONGEST_SOURCE, empty=True, row=at)
        if row.key in seen:
            yield RecordFault("place", "twice", at, {"first": seen[row.key] + 1})
        seen.setdefault(row.key, at)


def of_capacity(rows: Sequence[NewCapacity], *, source: str, today: date) -> Faults:
    """What is wrong with rows of capacity."""
    yield from _source_and_rows(source, rows)
    for at, row in enumerate(rows):
        yield from _day("on", row.on, today=today, row=at)
        yield from _text("district", row.district, most=LONGEST_NAME, empty=True, row=at)
        yield from _count("capacity", row.capacity, row=at)
        yield from _count("in_use", row.in_use, row=at)
        if row.capacity is None and row.in_use is None:
            yield RecordFault("capacity", "says_nothing", at)


def of_procedures(given: NewProcedures, *, source: str, hosts: Collection[str], today: date) -> Faults:
    """What is wrong with figures of procedures."""
    yield from _text("source", source, most=LONGEST_SOURCE)
    yield from _day("on", given.on, today=today)
    yield from _host(given.host, hosts)
    names = ("waiting", "new_a_week", "decisions_a_week", "interviewers")
    numbers = {name: getattr(given, name) for name in names}
    for name, number in numbers.items():
        yield from _count(name, number)
    if all(number is None for number in numbers.values()):
        yield RecordFault("waiting", "says_nothing")


def of_threshold(given: NewThreshold) -> Faults:
    """What is wrong with a mark."""
    mark = given.mark
    if mark is not None and (not mark.is_finite() or not 0 <= mark <= LARGEST_MARK or mark != round(mark, 2)):
        yield RecordFault("mark", "mark")
    if given.sector is not None and given.indicator not in BY_SECTOR:
        yield RecordFault("sector", "sector")
    yield from _text("reasons", given.reasons, most=LONGEST_REASONS)


def of_declaration(given: NewDeclaration, *, today: date) -> Faults:
    """What is wrong with a declaration."""
    yield from _who_and_why(given, today)
    if not given.characteristics:
        yield RecordFault("characteristics", "characteristic")
    if given.look_again_on <= given.on:
        yield RecordFault("look_again_on", "look_again")


def of_end(given: EndOfDeclaration, *, declared_on: date, today: date) -> Faults:
    """What is wrong with the end of a declaration."""
    yield from _who_and_why(given, today)
    if given.on < declared_on:
        yield RecordFault("on", "before_declared")


def of_stage(given: NewStage, *, today: date) -> Faults:
    """What is wrong with a stage."""
    yield from _day("since", given.since, today=today)
    yield from _text("reasons", given.reasons, most=LONGEST_REASONS)


def of_cause(given: NewCause, *, today: date) -> Faults:
    """What is wrong with a cause."""
    yield from _day("on", given.on, today=today)
    yield from _text("said", given.said, most=LONGEST_TEXT)
    yield from _text("source", given.source, most=LONGEST_SOURCE)
    if given.country:
        yield from _country("country", given.country)


def _who_and_why(given: NewDeclaration | EndOfDeclaration, today: date) -> Faults:
    yield from _day("on", given.on, today=today)
    yield from _text("declared_by", given.declared_by, most=LONGEST_NAME)
    yield from _text("function", given.function, most=LONGEST_NAME)
    yield from _text("reasons", given.reasons, most=LONGEST_TEXT)


def _source_and_rows(source: str, rows: Sequence[object], *, empty: bool = False) -> Faults:
    yield from _text("source", source, most=LONGEST_SOURCE, empty=empty)
    if not rows:
        yield RecordFault("rows", "nothing")
    if len(rows) > MOST_ROWS:
        yield RecordFault("rows", "many_rows", values={"most": MOST_ROWS})


def _text(field: str, text: str, *, most: int, empty: bool = False, row: int | None = None) -> Faults:
    if not text.strip() and not empty:
        yield RecordFault(field, "required", row)
    if len(text) > most:
        yield RecordFault(field, "long", row, {"most": most})


def _day(field: str, day: date, *, today: date, row: int | None = None) -> Faults:
    if day > today:
        yield RecordFault(field, "future", row)
    if day < FIRST_DAY:
        yield RecordFault(field, "too_long_ago", row, {"first": FIRST_DAY.year})


def _country(field: str, code: str, *, row: int | None = None) -> Faults:
    if code not in country_codes():
        near = nearest_code(code)
        values = {"found": code[:12], "near": near} if near else {"found": code[:12]}
        yield RecordFault(field, "country_near" if near else "country", row, values)


def _host(code: str, hosts: Collection[str], *, row: int | None = None) -> Faults:
    if code not in hosts:
        values = {"found": code[:12], "hosts": ", ".join(sorted(hosts))}
        yield RecordFault("host", "not_a_host", row, values)


def _count(field: str, number: int | None, *, row: int | None = None) -> Faults:
    if number is not None and not 0 <= number <= MOST_PERSONS:
        yield RecordFault(field, "count", row, {"most": MOST_PERSONS})
