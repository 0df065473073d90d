"""Every address, asked by every role standing in every way, gets the answer that the access kernel gives.

The table in `pages.py` and `operations.py` says what each address needs; an address that is missing there
fails. What must come back is computed by the kernel in `expected.py`, from the same set-up for all. Each
answer must also have the headers of `headers.py`, and hold nothing that they forbid.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cache
from itertools import zip_longest
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Purpose
from asylon.casework.staff.models import Role
from asylon.rulebook import load, words
from tests.security.asking import Asker, Heard, address
from tests.security.expected import Kind, Question, expected, wants_both
from tests.security.headers import MAY_BE_KEPT
from tests.security.headers import faults as faults_of_headers
from tests.security.operations import NOWHERE, OPERATIONS
from tests.security.pages import PAGES
from tests.security.rules import About, Row
from tests.security.world import Place, World, all_at_work, make_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
WITHOUT_METHOD = frozenset({302, 403, 404, 405})
Ask = Callable[..., Heard]
Bare = tuple[int, bytes, dict[str, str]]
each_at_work = pytest.mark.parametrize(
    ("role", "purpose"), all_at_work(), ids=[f"{role}-{purpose}" for role, purpose in all_at_work()]
)


def test_every_address_stands_in_the_table() -> None:
    in_house = {name for room, name in addresses() if room != "api"}
    assert in_house == {row.name for row in PAGES}
    assert {name for room, name in addresses() if room == "api"} == {row.name for row in OPERATIONS} | NOWHERE


def test_every_operation_that_is_described_stands_in_the_table_with_its_method() -> None:
    from asylon.api.interface import api

    described = {
        (each["operationId"].rsplit("_api_", 1)[0].split(".")[-1], method.upper())
        for path in api.get_openapi_schema()["paths"].values()
        for method, each in path.items()
        if method.upper() in METHODS
    }
    assert described == {(row.name, row.method) for row in OPERATIONS} - {("openapi-json", "GET")}


@each_at_work
def test_every_page_answers_as_the_kernel_decides(
    role: Role, purpose: Purpose, now: datetime, record_property: Any
) -> None:
    world = make_world(role, purpose, now=now)
    judge = Judge(world, Asker(world, now).ask_page)
    judge.go_through(PAGES)
    record_property("decisions", judge.asked.total())
    assert not judge.faults, judge.report


@each_at_work
def test_every_operation_answers_as_the_kernel_decides(
    role: Role, purpose: Purpose, now: datetime, record_property: Any
) -> None:
    world = make_world(role, purpose, now=now)
    judge = Judge(world, Asker(world, now).ask_api, api=True)
    judge.go_through(OPERATIONS)
    record_property("decisions", judge.asked.total())
    assert not judge.faults, judge.report


def test_whoever_is_not_signed_in_sees_the_way_in_and_nothing_else(now: datetime) -> None:
    world = make_world(Role.PROTECTION_CASEWORKER, Purpose.ASSISTANCE, now=now)
    stranger = Client()
    for row in PAGES:
        if row.needs.about is not About.EVERYBODY:
            answer = stranger.generic(row.method, address(row, places_of(row, world)[0]))
            assert answer.status_code == 302, row.called
            assert answer.headers["Location"].startswith("/accounts/login/"), row.called
    for row in OPERATIONS:
        answer = stranger.generic(row.method, address(row, places_of(row, world)[0], room="api"))
        assert answer.status_code == 401, row.called


@pytest.mark.parametrize("api", [False, True], ids=["pages", "api"])
def test_a_method_that_is_not_in_the_table_changes_nothing_and_opens_nobody(now: datetime, api: bool) -> None:
    world = make_world(Role.PROTECTION_CASEWORKER, Purpose.ASSISTANCE, now=now)
    asker, room = Asker(world, now), "api" * api
    rows = [row for row in (OPERATIONS if api else PAGES) if row.needs.about is not About.EVERYBODY]
    taken: dict[str, set[str]] = {}
    for row in rows:
        taken.setdefault(route_of(row, world, room), set()).add(row.method)
    faults = []
    for row in {row.name: row for row in rows}.values():
        place = places_of(row, world)[0]
        for method in set(METHODS) - taken[route_of(row, world, room)]:
            other = Row(row.name, method, row.needs, row.at)
            heard = asker.ask_api(other, place) if api else asker.ask_page(other, place, stepped_up=True)
            harmless = row.needs.about in (About.VISITOR, About.CONFIRMING) and not heard.entries
            if heard.answer.status_code not in WITHOUT_METHOD and not harmless:
                faults.append(f"{other.called}: {heard.answer.status_code}")
    assert not faults, "\n".join(faults)


class Judge:
    """Compares what comes back with what the kernel says, and counts."""

    def __init__(self, world: World, ask: Ask, *, api: bool = False) -> None:
        self.world, self.ask, self.api = world, ask, api
        self.asked: Counter[Kind] = Counter()
        self.faults: list[str] = []
        self.nobody: dict[bool, Bare] = {}

    @property
    def report(self) -> str:
        """Every fault on a line of its own."""
        return "\n".join(["", *self.faults])

    def go_through(self, rows: Iterable[Row]) -> None:
        """Ask every row of every place. Of rare ones only once for addresses that need the same act.

        Nobody comes first: the other answers are compared with what is said of nobody.
        """
        known: set[tuple[About, Act | None]] = set()
        for row in rows:
            *others, nobody = places_of(row, self.world)
            self.nobody.clear()
            for place in (nobody, *others):
                if (row.needs.about, row.needs.act) in known and place.rare:
                    continue
                for stepped_up in (False, True) if wants_both(row.needs, closed=place.closed) else (False,):
                    self._one(row, place, stepped_up=stepped_up)
            known.add((row.needs.about, row.needs.act))

    def _one(self, row: Row, place: Place, *, stepped_up: bool) -> None:
        question = Question(self.world.role, self.world.purpose, row.needs, place, stepped_up)
        wanted = expected(question)
        heard = self.ask(row, place, stepped_up=stepped_up)
        self.asked[wanted.kind] += 1
        if not place.there:
            self.nobody[stepped_up] = heard.without(place)
        self._say(row, place, self._wrong(row, place, question, heard))
        kept = row.name in MAY_BE_KEPT and not self.api
        self._say(row, place, faults_of_headers(heard.answer, kept=kept))

    def _wrong(self, row: Row, place: Place, question: Question, heard: Heard) -> Iterator[str]:
        wanted = expected(question)
        if row.needs.about is About.EVERYBODY:
            if heard.answer.status_code >= 500:
                yield f"{heard.answer.status_code}"
            return
        if heard.kind is not wanted.kind:
            yield f"{wanted.kind} was due, {heard.answer.status_code} {heard.why} came{self._body(heard)}"
            return
        if self.api and wanted.why and heard.why != wanted.why:
            yield f"the reason was due to be {wanted.why}, it was {heard.why}"
        yield from _wrong_in_the_journal(row, place, wanted.kind, heard)
        if wanted.kind in (Kind.ABSENT, Kind.REFUSED):
            yield from _told(place, heard)
        if wanted.kind is Kind.ABSENT and place.there:
            yield from _difference(
                heard.without(place), self._nobody_there(row, stepped_up=question.stepped_up)
            )

    def _body(self, heard: Heard) -> str:
        shown = heard.answer.content[:300] if self.api or heard.answer.status_code in (409, 422) else b""
        return f": {shown.decode(errors='replace')}" if shown else ""

    def _nobody_there(self, row: Row, *, stepped_up: bool) -> Bare:
        if stepped_up not in self.nobody:  # it makes no difference for nobody, so it was asked only once
            nobody = places_of(row, self.world)[-1]
            self.nobody[stepped_up] = self.ask(row, nobody, stepped_up=stepped_up).without(nobody)
        return self.nobody[stepped_up]

    def _say(self, row: Row, place: Place, wrong: Iterable[str]) -> None:
        self.faults += [f"{row.called}, {place.name}: {each}" for each in wrong]


def _wrong_in_the_journal(row: Row, place: Place, kind: Kind, heard: Heard) -> Iterator[str]:
    if kind in (Kind.ABSENT, Kind.REFUSED) and row.needs.act and not heard.is_refusal_written:
        yield "the journal does not hold the refusal"
    if kind is not Kind.DONE or row.needs.about is not About.PERSON:
        return
    if not heard.is_deed_written(place.looked_up["person"]):
        yield "the journal does not hold what was done"


def _difference(here: Bare, nowhere: Bare) -> Iterator[str]:
    if here[0] != nowhere[0] or here[2] != nowhere[2]:
        yield f"{here[0]} {here[2]}, and {nowhere[0]} {nowhere[2]} for somebody who is not there"
    for one, other in zip_longest(here[1].splitlines(), nowhere[1].splitlines(), fillvalue=b""):
        if one != other:
            yield f"{one.decode()!r}, and {other.decode()!r} for somebody who is not there"


def _told(place: Place, heard: Heard) -> Iterator[str]:
    said = heard.answer.content.decode(errors="replace")
    for secret in (*place.secrets, *category_labels()):
        if secret in said:
            yield f"the answer holds '{secret}'"


@cache
def category_labels() -> tuple[str, ...]:
    """Every category and status in words, if it takes more than one: "child" stands in a role's name too."""
    said, core = words(load(), "en"), load().core
    found = [str(said.label("rules", each.id)) for each in core.rules.values() if each.kind == "category"]
    found += [str(said.label("statuses", id_)) for id_ in core.statuses]
    return tuple(label for label in found if " " in label)


def places_of(row: Row, world: World) -> tuple[Place, ...]:
    """Whom or what a row can be asked about; the last is nobody, where there is anybody."""
    return {
        About.PERSON: world.people,
        About.ANY_PERSON: world.people,
        About.COUNTED_GROUP: world.groups,
        About.FAMILY_PAPER: world.families,
        About.MADE_BY_ONESELF: world.registrations,
        About.NOTICE: world.notices,
    }.get(row.needs.about, (world.anywhere,))


def route_of(row: Row, world: World, room: str) -> str:
    """The pattern of an address; several operations may share one."""
    return resolve(address(row, places_of(row, world)[0], room=room).partition("?")[0]).route


def addresses() -> set[tuple[str, str]]:
    """Every address of the house, by room and name."""

    def walk(resolver: URLResolver, room: str) -> Iterator[tuple[str, str]]:
        for each in resolver.url_patterns:
            if isinstance(each, URLResolver):
                yield from walk(each, each.namespace or room)
            elif isinstance(each, URLPattern):
                yield room, each.name or str(each.pattern)

    return set(walk(get_resolver(), ""))
