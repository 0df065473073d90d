"""Whatever is typed into whatever field: the house refuses it or takes it, and never falls over.

Each field of each page and operation gets values that programs stumble over, by somebody who may go there.
Values that may pass a form come one field at a time, so that they reach what lies behind it, and then in all
the fields that the page has besides; those that only a reader of numbers, days or ids could stumble over
come in all fields at once.

One field at a time is a long search. Each run takes one field in six of each page and operation, at least
one, for each value others; always the same, so that a fault comes back. `--thorough` takes every field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import pytest
from django.urls import NoReverseMatch

from asylon.casework.access.visitors import Purpose
from asylon.casework.staff.models import Role
from tests.security.asking import FORM, Asker, Heard, address, undone
from tests.security.expected import Kind, Question, expected
from tests.security.operations import OPERATIONS
from tests.security.pages import PAGES
from tests.security.rules import About, Row
from tests.security.test_authorisation_matrix import places_of
from tests.security.world import Place, make_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

SCRIPT = "<script>alert"
TYPED = {
    "signs nobody sees": "a\x00b\u202ec\u200b\ufeff\x1b[2J" + "ي" * 20_000,
    "markup": f"\"'>{SCRIPT}(1)</script>{{{{ 7*7 }}}}{{% now %}}%(a)s'; DROP TABLE people_person; --",
}
"""One field at a time."""
NO_SUCH_THING = {
    "less than nothing": "-1",
    "too great": "9" * 400,
    "no number that Python reads": "²",
    "half an id": "0190a000-0000-7000-8000-",
    "the last day": "9999-12-31",
}
"""All fields at once."""
SENT: dict[str, Any] = {
    "markup": TYPED["markup"],
    "long": "ي" * 20_000,
    "nothing": None,
    "lists in lists": [[[[]]]],
    "an object": {"a": {"b": 1}},
    "a number": 10**30,
    "the last day": "9999-12-31",
}
"""To the API, one field at a time; the rest to all of them at once."""
READ = {
    "too great": "9" * 400,
    "the last day": "9999-12-31",
    "another house": "//evil.example/\r\nSet-Cookie: a=b",
}
"""Behind the question mark."""
ASKED = ("q", "next", "page", "topic", "item", "fact", "from", "days", "seen", "act", "since", "before")
"""Words that pages read behind the question mark."""
SAME_FORM = {"register_one", "register_rescue", "one_by_one"}
"""The form of `register_family`, read by the same code: its fields come one at a time there."""
RAW = (
    b"\xed\xa0\x80=%ED%A0%80&draft=%ED%A0%80&p0-given=%FF%FE&seen=%00",
    b"&&&===;;;%%%",
    b"&".join(b"a%d=1" % number for number in range(5000)),
    b"a" * 3_000_000,
)
WORK = (
    (Role.PROTECTION_CASEWORKER, Purpose.ASSISTANCE),
    (Role.SUPERVISOR, Purpose.SUPERVISION),
    (Role.ADMINISTRATOR, Purpose.ADMINISTRATION),
    (Role.AUDITOR, Purpose.AUDIT),
    (Role.ANALYST, Purpose.STATISTICS),
    (Role.COORDINATOR, Purpose.COORDINATION),
)
"""Between them they come to every page and operation."""
ONE_IN = 6
NAMED = re.compile(r'<(?:input|select|textarea|button)\b[^>]*\bname="([^"]+)"')


@pytest.fixture
def one_in(request: pytest.FixtureRequest) -> int:
    """One field in how many comes by itself."""
    return 1 if request.config.getoption("thorough") else ONE_IN


def test_no_field_of_a_page_makes_the_house_fall_over(now: datetime, one_in: int) -> None:
    faults: list[str] = []
    for asker, row, place in _by_whoever_may(PAGES, now):
        for where, changed in (
            *_each_field(row, asker, place, one_in=one_in),
            *_each_question(row),
            *_each_address(row),
        ):
            heard = asker.ask_page(changed, place, stepped_up=True)
            faults += _faults(heard, f"{row.called} {where}")
    assert not faults, "\n".join(faults)


def test_no_field_of_an_operation_makes_the_house_fall_over(now: datetime, one_in: int) -> None:
    faults: list[str] = []
    for asker, row, place in _by_whoever_may(OPERATIONS, now):
        for where, given in _each_put_in(row, one_in=one_in):
            heard = asker.ask_api(replace(row, send=given), place, stepped_up=True)
            faults += _faults(heard, f"{row.called} {where}")
    assert not faults, "\n".join(faults)


def test_no_bytes_make_the_house_fall_over(now: datetime) -> None:
    faults: list[str] = []
    for asker, row, place in _by_whoever_may(PAGES, now):
        for raw in RAW if row.send is not None else ():
            with undone():
                where = address(row, place)
                answer = asker.pages[True].generic(row.method, where, raw, content_type=FORM)
            faults += [f"{row.called} {raw[:20]!r}: {answer.status_code}"] * (answer.status_code >= 500)
    assert not faults, "\n".join(faults)


def _by_whoever_may(rows: Iterable[Row], now: datetime) -> Iterator[tuple[Asker, Row, Place]]:
    """Each row once, by the first of those at work who may go there."""
    left = list(rows)
    for role, purpose in WORK:
        with undone():
            asker = Asker(make_world(role, purpose, now=now), now)
            mine = [row for row in left if _may(row, role, purpose, places_of(row, asker.world)[0])]
            left = [row for row in left if row not in mine]
            for row in mine:
                yield asker, row, places_of(row, asker.world)[0]
    assert all(row.needs.about is About.SOMEBODY_ELSES for row in left), [row.called for row in left]


def _may(row: Row, role: Role, purpose: Purpose, place: Place) -> bool:
    if row.code == "sealed":
        return True
    return expected(Question(role, purpose, row.needs, place, stepped_up=True)).kind in (
        Kind.DONE,
        Kind.CONFIRM,
    )


def _share(names: Iterable[str], of: str, *, one_in: int) -> list[str]:
    """One name in so many, at least one if there is any: those whose checksum, with `of`, is lowest."""
    drawn = sorted(names, key=lambda name: sha256(f"{of} {name}".encode()).digest())
    return drawn[: -(-len(drawn) // one_in)]


def _each_field(row: Row, asker: Asker, place: Place, *, one_in: int) -> Iterator[tuple[str, Row]]:
    """What is sent to a page: what the table sends and what the page itself asks for."""
    if row.method != "POST":
        return
    shown = asker.ask_page(Row(row.name, "GET", row.needs, row.at), place, stepped_up=True).answer
    asked = NAMED.findall(shown.content.decode(errors="replace")) if "html" in str(shown.headers) else []
    sent = dict(row.send or {})
    fields = {*sent, *asked} - {"csrfmiddlewaretoken", "language"}
    for called, evil in TYPED.items():
        alone = sent if row.name not in SAME_FORM else ()
        for name in _share(alone, f"{row.called} {called}", one_in=one_in):
            yield f"{name}: {called}", replace(row, send={**sent, name: evil})
        yield f"besides: {called}", replace(row, send={**dict.fromkeys(fields, evil), **sent})
    for called, evil in NO_SUCH_THING.items():
        yield f"all: {called}", replace(row, send={**dict.fromkeys(fields, evil), "do": sent.get("do", evil)})


def _each_question(row: Row) -> Iterator[tuple[str, Row]]:
    if row.method == "GET":
        for called, evil in (TYPED | READ).items():
            yield f"?: {called}", replace(row, ask={**dict.fromkeys(ASKED, evil[:2000]), "print": evil[:9]})


def _each_address(row: Row) -> Iterator[tuple[str, Row]]:
    """Words in the address itself; ids that are none have no address."""
    for name, (called, evil) in ((name, each) for name in row.at for each in TYPED.items()):
        changed = replace(row, at={**row.at, name: evil[:2000].replace("/", "")})
        try:
            address(changed, Place("nowhere", _Anything()))
        except NoReverseMatch:
            continue
        yield f"{name} in the address: {called}", changed


class _Anything(dict[str, str]):
    """Gives an id for whatever is looked up."""

    def __missing__(self, name: str) -> str:
        return "00000000-0000-7000-8000-000000000000"


def _each_put_in(row: Row, *, one_in: int) -> Iterator[tuple[str, Any]]:
    """What is sent to the API, each time with one evil value in another place of it; then in all of them."""
    given = dict(row.send or {})
    places = list(_each_place_in(given))
    for called, evil in SENT.items():
        for where in _share(places, f"{row.called} {called}", one_in=one_in):
            yield f"{where}: {called}", _with(evil, where, given)
    if given:
        for called, evil in (SENT | TYPED | NO_SUCH_THING).items():
            yield f"all: {called}", dict.fromkeys(given, evil)


def _each_place_in(given: Mapping[str, Any]) -> Iterator[str]:
    """Every place in what is sent: `name`, or `name/inner`."""
    for name, value in given.items():
        yield name
        if isinstance(value, list):
            yield f"{name}/0"
        if isinstance(value, dict):
            yield from (f"{name}/{inner}" for inner in value)


def _with(evil: Any, where: str, given: Mapping[str, Any]) -> dict[str, Any]:
    name, _, inner = where.partition("/")
    if not inner:
        return {**given, name: evil}
    held = given[name]
    return {**given, name: [evil] if isinstance(held, list) else {**held, inner: evil}}


def _faults(heard: Heard, called: str) -> Iterator[str]:
    answer = heard.answer
    if answer.status_code >= 500:
        yield f"{called}: {answer.status_code}"
    if "html" in answer.headers.get("Content-Type", "") and SCRIPT.encode() in answer.content:
        yield f"{called}: came back as it was sent"
    if "evil.example" in answer.headers.get("Location", "").partition("?")[0]:
        yield f"{called}: led to another house"
    if "a" in answer.cookies:
        yield f"{called}: set a cookie"
