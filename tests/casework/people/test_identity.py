"""Who somebody is, sealed and opened, and what of it the rulebook may know."""

from __future__ import annotations

from datetime import date

import pytest

from asylon.casework.people.identity import (
    Identity,
    Name,
    NameRow,
    known_facts,
    name_rows,
    seal_person,
    unseal,
)
from asylon.casework.people.partial_dates import UNKNOWN, aged, in_year, on_day
from asylon.casework.people.queries import read_query
from asylon.casework.people.typed_dates import read_typed
from asylon.casework.spine import new_id
from asylon.rulebook import assess
from asylon.rulebook.differences import answers
from asylon.vault import Broken, new_data_key
from tests.office_cast import TODAY

MINA = Identity(
    names=(
        Name(given="Mina", father="Karim", family="Rahimi"),
        Name(given="مینا", family="رحیمی", script="Arab", language="fa", kind="written", machine_made=True),
    ),
    sex="female",
    born=in_year(1990),
    languages=("fa", "en"),
    wants_interpreter=True,
    telephone="+381 64 1",
    marks="glasses",
)


def stored(identity: Identity, key: bytes, person: object) -> tuple[bytes, list[NameRow]]:
    rows = name_rows(key, person, identity.names)  # type: ignore[arg-type]  # an id, made here
    names = [
        NameRow(row.pk, row.kind, row.script, row.language, bytes(row.sealed), row.machine_made)
        for row in rows
    ]
    return seal_person(key, person, identity), names  # type: ignore[arg-type]  # an id, made here


def test_an_identity_is_opened_as_it_was_sealed() -> None:
    key, person = new_data_key(), new_id()
    sealed, names = stored(MINA, key, person)
    opened = unseal(key, person, sealed, names)
    assert [name.parts for name in opened.names] == [name.parts for name in MINA.names]
    assert [(name.script, name.machine_made, name.version) for name in opened.names] == [
        ("Latn", False, 1),
        ("Arab", True, 1),
    ]
    assert (opened.sex, opened.born, opened.languages) == (MINA.sex, MINA.born, MINA.languages)
    assert (opened.wants_interpreter, opened.telephone, opened.marks) == (True, "+381 64 1", "glasses")


def test_a_name_of_somebody_else_does_not_open() -> None:
    key, person = new_data_key(), new_id()
    sealed, names = stored(MINA, key, person)
    with pytest.raises(Broken):
        unseal(key, new_id(), sealed, names)
    with pytest.raises(Broken):
        unseal(new_data_key(), person, sealed, names)


@pytest.mark.parametrize(
    ("name", "shown", "initials", "direction"),
    [
        (Name(given="Mina", family="Rahimi"), "Mina Rahimi", "M. R.", "ltr"),
        (Name(given="Ana Maria", family="da Silva"), "Ana Maria da Silva", "A. S.", "ltr"),
        (Name(whole="Tesfay"), "Tesfay", "T.", "ltr"),
        (Name(given="مینا", script="Arab"), "مینا", "م.", "rtl"),
        (Name(), "", "", "ltr"),
    ],
)
def test_a_name_is_shown_as_one_line_and_as_initials(
    name: Name, shown: str, initials: str, direction: str
) -> None:
    assert (name.shown, name.initials, name.direction) == (shown, initials, direction)


def test_initials_are_in_latin_letters_where_there_are_any() -> None:
    arabic, latin = MINA.names[1], MINA.names[0]
    both = Identity(names=(Name(given="مینا", script="Arab"), Name(given="Mina", kind="written")))
    assert both.initials == "M."
    assert Identity(names=(arabic,)).initials == "م. ر."
    assert Identity(names=(latin,)).main == latin
    assert Identity().initials == ""


def test_who_may_be_a_child_stays_possibly_a_child() -> None:
    facts = known_facts(Identity(born=in_year(2008), sex="female"), as_of=TODAY)
    assert facts["age_years"] == {"value": 17.5, "margin": 0.5, "basis": "inferred"}
    assert facts["sex_gender"] == {"value": "female", "basis": "stated"}
    assert _is_child(Identity(born=in_year(2008))) == "unknown"
    assert _is_child(Identity(born=read_typed("17?", today=TODAY))) == "unknown"
    assert _is_child(Identity(born=aged(17, on=TODAY))) == "yes"
    assert _is_child(Identity(born=on_day(date(2008, 11, 24)))) == "no"
    assert _is_child(Identity(born=UNKNOWN)) == "unknown"


def _is_child(identity: Identity) -> str:
    situation = {
        "situation": 1,
        "jurisdiction": "RS",
        "as_of": TODAY.isoformat(),
        "facts": known_facts(identity, as_of=TODAY),
    }
    return answers(assess(situation))["conclusion", "child"]


def test_what_is_not_known_is_no_fact() -> None:
    assert known_facts(Identity(), as_of=TODAY) == {}
    assert known_facts(Identity(born=aged(3, on=TODAY)), as_of=TODAY) == {
        "age_years": {"value": 3, "basis": "stated"}
    }


@pytest.mark.parametrize(
    ("typed", "words", "years", "number"),
    [
        ("Mina Rahimi", ["mina", "rahimi"], (), ""),
        ("Mina 1990", ["mina"], (1990,), ""),
        ("RS-26-004417", [], (), "n:RS26004417"),
        ("rs26004417 mina", ["mina"], (), "n:RS26004417"),
        ("Mina 99999", ["mina"], (), ""),
        ("", [], (), ""),
    ],
)
def test_a_search_is_read_into_names_a_birth_and_a_number(
    typed: str, words: list[str], years: tuple[int, ...], number: str
) -> None:
    query = read_query(typed, today=TODAY)
    assert ([word.plain for word in query.words], query.born.years, query.number) == (words, years, number)
    assert query.empty is (typed == "")
