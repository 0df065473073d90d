"""Whoever carries off the databases of an office learns numbers, dates and codes, never who or what.

And whoever carries off yesterday's copy learns nothing of somebody who was erased today.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import UUID

import pytest

from asylon.rulebook import load
from asylon.vault import Broken, Context, Keyring, WrappedKey, open_sealed
from tests.e2e.office import Office, open_office
from tests.scene import ACCOUNT_TEXT, AMINA, CARLA, ZAHRA
from tests.security.stored import CASES, FILES, KEYS, Value, bytes_on_disk, values, values_in_file
from tests.server import OFFICE_KEYS, Engine

NAMES = (
    *("Zahra", "Alinaqi", "Rahimi", "Yusuf", "Karim", "Mina", "Omid", "زهرا", "رحیمی"),
    *("Tesfaye", "Haile", "Nadezhda", "Ostrovskaya", "Kwabena", "Oduro"),
)
BIRTHS = ("1990-12", "2017-12-03", "12/1990", "3.12.2017")
TOLD = (ACCOUNT_TEXT, *ACCOUNT_TEXT.split(" the "))
OF_CASES = ("people_", "facts_", "assessments_", "access_", "interviews_", "keys_", "journal_")
CLEAR = {
    "people_person": {"number"},
    "people_personname": {"kind", "script", "language"},
    "people_group": {"number", "kind", "title"},
    "people_membership": {"part"},
    "people_familylink": {"kind", "state"},
    "people_registration": {"kind", "counted"},
    "facts_fact": {"basis", "role"},
    "facts_listsaid": {"role"},
    "assessments_frozenassessment": {"cause", "jurisdiction", "rulebook_version", "rulebook_hash"},
    "access_involvement": {"purpose"},
    "access_emergencyopening": {"role"},
    "access_notice": {"kind"},
    "interviews_interview": {"state", "language", "interpreter"},
    "interviews_narrative": {"language"},
    "journal_entry": {"role", "purpose", "act", "outcome", "detail"},
}
"""The only columns about people that hold letters at all: numbers, codes and kinds."""
PLAIN = re.compile(r"[0-9a-f]{32}|[0-9a-f-]{36}|\d{4}-\d\d-\d\d([ T][\d:.+]+)?|")
"""Ids and times, as a file keeps them, and nothing."""
SEALED = ("sealed", "sealed_reason", "sealed_later")
BLIND_BYTES, HASH_BYTES = 16, 32


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest) -> Iterator[Office]:
    """An office in which the whole story was told and then looked at, in the browser too."""
    engine: Engine = request.param
    with open_office(engine) as opened:
        for who, path in (
            (AMINA, "/people/{zahra}/"),
            (AMINA, "/people/?q=Zahra+Rahimi"),
            (CARLA, "/people/{zahra}/"),
            (CARLA, "/people/?q=Zahra+Rahimi"),
            (AMINA, "/people/{zahra}/account/"),
        ):
            look(opened, who, path.format(**opened.scene["people"]))
        yield opened


def look(office: Office, who: str, path: str) -> int:
    """Open a page as somebody; gives the status."""
    cookie = office.ask("session", username=who, language="en", stepped_up=False)
    request = Request(f"{office.url}{path}", headers={"Cookie": f"{cookie['name']}={cookie['value']}"})
    try:
        with urlopen(request) as answer:
            return int(answer.status)
    except HTTPError as refused:
        return refused.code


def secrets() -> tuple[str, ...]:
    """What nobody may read without the keys: who people are, what was asked, and what follows from it."""
    facts = {
        *ZAHRA["facts"],
        *(fact for part in ("nationalities", "episodes", "legs") for fact in ZAHRA[part][0]["facts"]),
    }
    rules = {each.id for each in load().core.rules.values() if "_" in each.id}
    return (*NAMES, *BIRTHS, *TOLD, *sorted(facts | rules))


def holds(value: Any, secret: str) -> bool:
    """Whether a stored value holds a secret, as text or as bytes."""
    if isinstance(value, bytes | memoryview):
        return secret.encode() in bytes(value)
    return secret in (value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False))


def test_no_value_of_any_table_says_who_or_what(office: Office) -> None:
    stored = [*values(office, CASES), *values(office, KEYS)]
    assert len(stored) > 1000
    wanted = secrets()
    found = {
        (each.table, each.column, secret) for each in stored for secret in wanted if holds(each.value, secret)
    }
    assert found == set()


def test_no_file_of_the_office_says_it_either_its_log_included(office: Office) -> None:
    lying = bytes_on_disk(office)
    assert [secret for secret in secrets() if secret.encode() in lying] == []


def test_only_numbers_codes_and_kinds_are_written_in_letters(office: Office) -> None:
    found = {
        (each.table, each.column)
        for each in (*values(office, CASES), *values(office, KEYS))
        if each.table.startswith(OF_CASES) and in_letters(each.value)
    }
    assert found <= {(table, column) for table, columns in CLEAR.items() for column in columns}


def test_every_piece_of_bytes_is_sealed_blind_or_a_hash(office: Office) -> None:
    for each in values(office, CASES):
        if isinstance(each.value, bytes) and each.table.startswith(OF_CASES):
            short = len(each.value) in (BLIND_BYTES, HASH_BYTES) and each.column in (
                "key",
                "slot",
                "before",
                "hash",
            )
            assert short or each.column in SEALED, each


def test_the_journal_holds_codes_and_references_only(office: Office) -> None:
    written = [
        each.value
        for each in values(office, CASES)
        if (each.table, each.column) == ("journal_entry", "detail")
    ]
    assert len(written) > 20
    for detail in written:
        told = json.loads(detail) if isinstance(detail, str) else detail
        for said in leaves(told):
            assert isinstance(said, bool | int | None) or re.fullmatch(r"[a-z0-9_.:-]{1,64}", str(said)), told


def leaves(told: Any) -> Iterator[Any]:
    """Every value in a detail."""
    if isinstance(told, dict):
        for each in told.values():
            yield from leaves(each)
    elif isinstance(told, list):
        for each in told:
            yield from leaves(each)
    else:
        yield told


def in_letters(value: Any) -> bool:
    """Whether a value is text that is neither an id nor a time, or a structure that holds anything."""
    if isinstance(value, str):
        return not PLAIN.fullmatch(value) and value not in ("{}", "[]")
    return isinstance(value, dict | list) and bool(value)


def test_erasing_makes_an_older_copy_noise_for_every_key_that_is_left(tmp_path: Path) -> None:
    with open_office() as office:
        person = office.id_of("people", "zahra")
        copy = tmp_path / "yesterday.sqlite3"
        office.ask("copy", to=str(copy))
        before = keys_of(values(office, KEYS))
        pieces = pieces_of(values_in_file(copy), person)
        assert {piece.table for piece in pieces} >= {
            *("people_person", "people_personname", "facts_fact", "facts_item"),
            *("assessments_frozenassessment", "interviews_narrative"),
        }
        own = before[UUID(person)]
        assert all(opens(own.key, piece) for piece in pieces)
        assert own.wrapped in bytes_on_disk(office)

        office.ask("erase", person=person)

        left = keys_of(values(office, KEYS))
        assert before.keys() - left.keys() == {UUID(person)}
        assert not any(opens(each.key, piece) for each in left.values() for piece in pieces)
        office.close()
        office.server.stop()
        assert own.wrapped not in bytes_on_disk(office)

        shutil.copy(copy, office.server.home / FILES[CASES])  # as after a restore
        for leftover in office.server.home.glob(f"{FILES[CASES]}-*"):
            leftover.unlink()
        office.server.restart()
        assert look(office, AMINA, f"/people/{person}/") == 200
        assert "Zahra" not in read(office, AMINA, f"/people/{person}/")
        assert "Yusuf" in read(office, AMINA, f"/people/{office.id_of('people', 'yusuf')}/")


def read(office: Office, who: str, path: str) -> str:
    """A page as somebody sees it."""
    cookie = office.ask("session", username=who, language="en", stepped_up=False)
    request = Request(f"{office.url}{path}", headers={"Cookie": f"{cookie['name']}={cookie['value']}"})
    with urlopen(request) as answer:
        text: str = answer.read().decode()
    return text


class Held:
    """A data key, and how it lies in the database of keys."""

    def __init__(self, key: bytes, wrapped: bytes) -> None:
        self.key, self.wrapped = key, wrapped


def keys_of(stored: Iterable[Value]) -> dict[UUID, Held]:
    """Every data key that a database of keys still gives."""
    rows: dict[str, dict[str, Any]] = {}
    for each in stored:
        if each.table == "keys_personkey":
            rows.setdefault(each.row, {})[each.column] = each.value
    ring = Keyring.from_text(OFFICE_KEYS)
    found = {}
    for row in rows.values():
        person = UUID(str(row["person"]))
        key = ring.unwrap(WrappedKey(row["office_key"], row["wrapped"]), person=person)
        found[person] = Held(key, row["wrapped"])
    return found


def pieces_of(stored: Iterable[Value], person: str) -> list[Value]:
    """Every sealed piece of one person in a database."""
    listed = list(stored)
    rows = {
        (each.table, each.row) for each in listed if each.column in ("person_id", "id") and _is(each, person)
    }
    return [
        each for each in listed if each.column in SEALED and each.value and (each.table, each.row) in rows
    ]


def _is(each: Value, person: str) -> bool:
    of_person = each.column == "person_id" or each.table == "people_person"
    return of_person and UUID(str(each.value)) == UUID(person)


def opens(key: bytes, piece: Value) -> bool:
    """Whether a key opens a piece in its place."""
    try:
        open_sealed(key, piece.value, context=Context(piece.table, piece.column, UUID(piece.row)))
    except Broken:
        return False
    return True
