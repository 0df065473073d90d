"""Possible matches at registration: evidence for whoever decides, and no word of what is hidden."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from asylon.casework.access.door import Refused
from asylon.casework.access.matching import SHOWN, Match, Matches, find_matches
from asylon.casework.access.models import Notice
from asylon.casework.journal.models import Entry
from asylon.casework.people.identity import Identity, Name
from asylon.casework.people.likeness import (
    Evidence,
    Sign,
    births_alike,
    evidence,
    is_ordinary,
    names_alike,
)
from asylon.casework.people.name_forms import words_of
from asylon.casework.people.partial_dates import UNKNOWN, PartialDate, aged, in_month, in_year, on_day
from asylon.casework.people.typed_dates import read_typed
from asylon.casework.staff.models import Role
from tests.office_cast import NOW, TODAY, Cast, a_person, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

BORN = on_day(date(1990, 12, 3))


def typed(
    given: str = "Mina", family: str = "Rahimi", father: str = "", *, born: PartialDate = BORN, **more: Any
) -> Identity:
    return Identity(names=(Name(given=given, father=father, family=family),), born=born, **more)


def matches_of(cast: Cast, identity: Identity) -> tuple[Match, ...]:
    return find_matches(visitor_of(cast.amina), [identity], now=NOW).people[0]


def test_somebody_registered_before_is_found_with_the_evidence_field_by_field(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina, given="Meena", father="Karim", telephone="+381 64 111 222")
    (match,) = matches_of(cast, typed(father="Kareem", sex="female", telephone="064111222"))
    assert match.line.person == person
    assert {each.field: each.sign.value for each in match.evidence} == {
        "given": "near",
        "father": "near",
        "family": "same",
        "born": "same",
        "sex": "same",
        "telephone": "same",
        "languages": "unknown",
    }
    assert match.in_favour == (
        "near_given",
        "near_father",
        "same_family",
        "same_born",
        "same_sex",
        "same_telephone",
    )
    assert match.against == ()
    assert match.to_settle == ("ask_relatives", "look_at_document")


@pytest.mark.parametrize(
    ("given", "family"),
    [("Mina", "Rahimi"), ("Rahimi", "Mina"), ("مینا", "رحیمی"), ("Мина", "Рахими"), ("Meena", "Rahimy")],
)
def test_a_match_is_found_however_it_is_written(cast: Cast, given: str, family: str) -> None:
    person = a_person(cast.reception, cast.amina)
    assert [match.line.person for match in matches_of(cast, typed(given, family))] == [person]


def test_what_speaks_against_is_said_too(cast: Cast) -> None:
    a_person(cast.reception, cast.amina, father="Karim", sex="female", languages=("fa-AF",))
    (match,) = matches_of(cast, typed(father="Omid", sex="female", born=in_year(1990), languages=("ar",)))
    assert match.against == ("differs_father", "differs_languages")
    assert "near_born" in match.in_favour
    assert "ask_telephone" in match.to_settle


def test_another_sex_speaks_against_and_does_not_rule_out(cast: Cast) -> None:
    a_person(cast.reception, cast.amina, sex="female")
    (match,) = matches_of(cast, typed(sex="male"))
    assert match.against == ("differs_sex",)


def test_a_birth_on_the_first_of_january_settles_nothing(cast: Cast) -> None:
    a_person(cast.reception, cast.amina, born=on_day(date(1990, 1, 1)))
    (match,) = matches_of(cast, typed(born=on_day(date(1990, 1, 1))))
    assert "ask_born" in match.to_settle


@pytest.mark.parametrize(
    "other",
    [
        typed("Karim", "Haddad"),
        typed("Mina", "Haddad", born=in_year(1950)),
        typed(born=in_year(1950), sex="male"),
        Identity(),
    ],
)
def test_who_is_hardly_alike_is_not_brought_up(cast: Cast, other: Identity) -> None:
    a_person(cast.reception, cast.amina)
    assert find_matches(visitor_of(cast.amina), [other], now=NOW).none


def test_each_of_a_family_has_matches_of_their_own(cast: Cast) -> None:
    mina = a_person(cast.reception, cast.amina)
    reza = a_person(cast.reception, cast.amina, given="Reza", born=on_day(date(2019, 4, 1)), sex="male")
    found = find_matches(
        visitor_of(cast.amina),
        [
            typed("Reza", born=on_day(date(2019, 4, 1)), sex="male"),
            typed("Sara", born=aged(2, on=TODAY)),
            typed(),
        ],
        now=NOW,
    )
    assert [[match.line.person for match in each] for each in found.people] == [[reza], [], [mina]]
    assert not found.none


def test_a_hidden_record_is_a_desk_to_ask_at_and_its_office_is_told(cast: Cast) -> None:
    a_person(cast.elsewhere, cast.carla)
    a_person(cast.reception, cast.amina, closed=True)
    found = find_matches(visitor_of(cast.amina), [typed()], now=NOW)
    assert found.people == ((),)
    assert [ask.focal_point for ask in found.ask] == ["Desk ba", "Desk rs"]
    assert Notice.objects.count() == 2
    assert not found.none


def test_a_name_alone_asks_nobody(cast: Cast) -> None:
    a_person(cast.elsewhere, cast.carla)
    assert find_matches(visitor_of(cast.amina), [typed(family="", born=UNKNOWN)], now=NOW).ask == ()


def test_not_more_than_a_few_are_shown(cast: Cast) -> None:
    for _ in range(SHOWN + 2):
        a_person(cast.reception, cast.amina)
    assert len(matches_of(cast, typed())) == SHOWN


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ANALYST, Role.AUDITOR, Role.ASYLUM_ADJUDICATOR])
def test_whoever_registers_nobody_looks_for_no_matches(cast: Cast, role: Role) -> None:
    a_person(cast.reception, cast.amina)
    with pytest.raises(Refused):
        find_matches(cast.visitor(role), [typed()], now=NOW)


def test_looking_for_matches_is_journalled_without_names(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina)
    assert find_matches(visitor_of(cast.amina), [], now=NOW) == Matches((), ())
    matches_of(cast, typed())
    entry = Entry.objects.order_by("seq").last()
    assert entry is not None
    assert (entry.act, entry.detail) == ("search", {"matches": 1, "asked": 0, "people": [str(person)]})


def test_a_colleague_does_not_learn_whose_telephone_it_is(cast: Cast) -> None:
    a_person(cast.reception, cast.amina, telephone="+381641234567")
    (match,) = find_matches(visitor_of(cast.bojan), [typed(telephone="0641234567")], now=NOW).people[0]
    assert "telephone" not in {each.field for each in match.evidence}


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("3.12.1990", "3.12.1990", Sign.SAME),
        ("3.12.1990", "12.3.1990", Sign.NEAR),
        ("3.12.1990", "3.12.1991", Sign.NEAR),
        ("3.12.1990", "1990", Sign.NEAR),
        ("35", "1990", Sign.NEAR),
        ("3.12.1990", "1985", Sign.DIFFERS),
        ("13.12.1990", "12.3.1985", Sign.DIFFERS),
        ("3.12.1990", "", Sign.UNKNOWN),
        ("", "1990", Sign.UNKNOWN),
    ],
)
def test_two_births_say_this_of_one_person(one: str, other: str, sign: Sign) -> None:
    first, second = read_typed(one, today=TODAY), read_typed(other, today=TODAY)
    assert births_alike(first, second) is sign
    assert births_alike(second, first) is sign


def test_the_first_of_january_is_ordinary() -> None:
    assert is_ordinary(on_day(date(1990, 1, 1)))
    assert not is_ordinary(on_day(date(1990, 1, 2)))
    assert not is_ordinary(in_month(1990, 1))


def test_more_words_than_stand_on_record_weigh() -> None:
    assert names_alike(words_of("Mina"), words_of("Mina Rahimi")) == 1
    assert names_alike(words_of("Mina Rahimi"), words_of("Mina")) == 0.5
    assert names_alike(words_of("Mina"), ()) == names_alike((), words_of("Mina")) == 0


def test_nothing_known_is_evidence_of_nothing() -> None:
    assert set(evidence(Identity(), Identity())) == {
        Evidence(field, Sign.UNKNOWN)
        for field in ("given", "father", "family", "born", "sex", "telephone", "languages")
    }
