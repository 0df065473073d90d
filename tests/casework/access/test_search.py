"""Finding people: in any script, by number or birth, and nobody whom the visitor may not know of."""

from __future__ import annotations

import time
from datetime import date
from statistics import median

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from asylon.casework.access.door import Refused
from asylon.casework.access.models import Notice
from asylon.casework.access.search import SHOWN, Ask, Found, find_people
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.models import Entry
from asylon.casework.people import lookup
from asylon.casework.people.groups import form_group, join
from asylon.casework.people.identity import Name
from asylon.casework.people.models import Group, Membership, Person
from asylon.casework.people.partial_dates import UNKNOWN, aged, in_year, on_day
from asylon.casework.staff.models import Role
from tests.office_cast import NOW, TODAY, Cast, a_case, a_person, involved, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def found_by(visitor: Visitor, words: str) -> Found:
    return find_people(visitor, words, now=NOW)


@pytest.mark.parametrize(
    "words",
    [
        "Youssef",
        "yusuf",
        "Yusuf al-Masri",
        "al-Masri Yusuf",
        "يوسف",
        "المصري",
        "یوسف المصری",
        "Јусуф",
        "ዮሱፍ",
        "Yusuf 1987",
        "Yusuf 1988",
        "Yusuf ١٩٨٧",
        "يوسف ۱۹۸۷",
        "Masri 3.5.1987",
        "3.5.1987",
        "٣/٥/١٩٨٧",
        "  yusuf\t",
    ],
)
def test_yusuf_is_found_however_he_is_written(cast: Cast, words: str) -> None:
    person = a_person(
        cast.reception, cast.amina, given="Youssef", family="El-Masri", born=on_day(date(1987, 5, 3))
    )
    a_person(cast.reception, cast.amina, given="Karim", family="Haddad")
    assert [hit.person for hit in found_by(visitor_of(cast.amina), words).hits] == [person]


@pytest.mark.parametrize("words", ["Yusuf", "Youssef", "يوسف"])
def test_a_name_on_record_in_arabic_only_is_found_in_latin_letters(cast: Cast, words: str) -> None:
    arabic = Name(given="يوسف", family="المصري", script="Arab")
    person = a_person(cast.reception, cast.amina, names=(arabic,))
    hit = found_by(visitor_of(cast.amina), words).hits[0]
    assert hit.person == person
    assert hit.names[0].direction == "rtl"


@pytest.mark.parametrize("as_written", ["{}", "  {} ", "Mina {}"])
def test_a_number_finds_its_person_alone(cast: Cast, as_written: str) -> None:
    person = a_person(cast.reception, cast.amina)
    a_person(cast.reception, cast.amina)
    number = Person.objects.get(pk=person).number
    for written in (number, number.lower(), number.replace("-", "")):
        hits = found_by(visitor_of(cast.amina), as_written.format(written)).hits
        assert hits[0].person == person
        assert "number" in hits[0].match


@pytest.mark.parametrize(
    "words", ["", " ", "Zzz", "0", "%", "' OR 1=1 --", "<script>", "\0", "🌊", "9" * 300, "RS-26-999999"]
)
def test_what_fits_nobody_finds_nobody(cast: Cast, words: str) -> None:
    a_case(cast)
    assert found_by(visitor_of(cast.amina), words) == Found((), (), False)


def test_a_hit_says_no_more_than_the_page_would(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina, given="Mina", family="Rahimi", born=aged(4, on=TODAY))
    family = form_group(cast.reception.pk, Group.Kind.FAMILY, now=NOW)
    join(family, person, part=Membership.Part.CHILD, since=TODAY)
    hit = found_by(visitor_of(cast.amina), "Mina Rahimi").hits[0]
    assert (hit.initials, hit.age, hit.sex, hit.part) == ("M. R.", (4, 4), "female", "child")
    assert hit.names[0].shown == "Mina Rahimi"
    assert hit.match == ("name",)


def test_a_family_name_alone_brings_the_family(cast: Cast) -> None:
    family = {a_person(cast.reception, cast.amina, given=given) for given in ("Mina", "Reza", "Sara")}
    assert {hit.person for hit in found_by(visitor_of(cast.amina), "Rahimi").hits} == family


def test_the_better_fit_comes_first(cast: Cast) -> None:
    near = a_person(cast.reception, cast.amina, given="Mona", family="Rahimi", born=in_year(1950))
    exact = a_person(cast.reception, cast.amina, given="Mina", family="Rahimi", born=in_year(1990))
    hits = found_by(visitor_of(cast.amina), "Mina Rahimi 1990").hits
    assert [hit.person for hit in hits][:1] == [exact]
    assert near not in [hit.person for hit in hits][:1]


def test_the_other_office_is_never_a_hit_and_at_most_a_desk_to_ask_at(cast: Cast) -> None:
    for given in ("Mina", "Mina"):
        a_person(cast.elsewhere, cast.carla, given=given, born=UNKNOWN)
    found = found_by(visitor_of(cast.amina), "Mina Rahimi")
    assert found.hits == ()
    assert found.ask == (Ask(cast.elsewhere.pk, "Office ba", "Desk ba", "+381 11 000 000"),)
    assert not found.more


def test_a_closed_case_is_a_hit_only_for_whoever_has_business_with_it(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina, closed=True)
    involved(person, cast.amina)
    assert [hit.person for hit in found_by(visitor_of(cast.amina), "Mina Rahimi").hits] == [person]
    found = found_by(visitor_of(cast.bojan), "Mina Rahimi")
    assert found.hits == ()
    assert [ask.focal_point for ask in found.ask] == ["Desk rs"]


def test_the_office_is_told_that_somebody_asked_once(cast: Cast) -> None:
    person = a_person(cast.elsewhere, cast.carla)
    for _ in range(3):
        found_by(visitor_of(cast.amina), "Mina Rahimi")
    notice = Notice.objects.get()
    assert (notice.kind, notice.office_id, notice.person_id, notice.about_id) == (
        "asked_about",
        cast.elsewhere.pk,
        person,
        cast.amina.pk,
    )


@pytest.mark.parametrize("words", ["Mina", "Rahimi", "1990", "3.12.1990", "Mona Karimi"])
def test_a_weak_match_elsewhere_says_nothing(cast: Cast, words: str) -> None:
    a_person(cast.elsewhere, cast.carla)
    assert found_by(visitor_of(cast.amina), words).ask == ()
    assert not Notice.objects.exists()


def test_a_number_elsewhere_is_worth_a_question(cast: Cast) -> None:
    number = Person.objects.get(pk=a_person(cast.elsewhere, cast.carla)).number
    assert len(found_by(visitor_of(cast.amina), number).ask) == 1


def test_whoever_decides_on_asylum_is_told_of_nobody_elsewhere(cast: Cast) -> None:
    a_person(cast.shelter, cast.bojan)
    assert found_by(cast.visitor(Role.ASYLUM_ADJUDICATOR), "Mina Rahimi") == Found((), (), False)
    assert not Notice.objects.exists()
    assert len(found_by(visitor_of(cast.amina), "Mina Rahimi").ask) == 1


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR])
def test_roles_without_business_may_not_search(cast: Cast, role: Role) -> None:
    a_case(cast)
    with pytest.raises(Refused):
        found_by(cast.visitor(role), "Mina Rahimi")
    assert Entry.objects.get().outcome == "refused"


def test_a_search_is_journalled_without_its_words(cast: Cast) -> None:
    person = a_case(cast)
    found_by(visitor_of(cast.amina), "Mina Rahimi")
    entry = Entry.objects.get()
    assert (entry.act, entry.detail) == ("search", {"hits": 1, "asked": 0, "people": [str(person)]})


def test_not_more_than_a_page_is_shown_and_it_says_so(cast: Cast) -> None:
    for _ in range(SHOWN + 1):
        a_person(cast.reception, cast.amina)
    found = found_by(visitor_of(cast.amina), "Mina Rahimi")
    assert len(found.hits) == SHOWN
    assert found.more


def test_a_crowded_key_is_left_out_while_there_is_another(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "BLOCK", 2)
    mina = a_person(cast.reception, cast.amina, given="Mina", family="Rahimi")
    for given in ("Karim", "Sara", "Omar"):
        a_person(cast.reception, cast.amina, given=given, family="Rahimi")
    assert [hit.person for hit in found_by(visitor_of(cast.amina), "Mina Rahimi").hits] == [mina]
    alone = found_by(visitor_of(cast.amina), "Rahimi")
    assert len(alone.hits) == 4
    assert alone.more


def test_a_key_with_more_candidates_than_are_compared_says_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "MOST", 2)
    for _ in range(3):
        a_person(cast.reception, cast.amina)
    assert found_by(visitor_of(cast.amina), "Mina Rahimi").more


def statements(visitor: Visitor, words: str) -> int:
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        found_by(visitor, words)
    return len(main) + len(keys)


def test_a_search_costs_the_same_for_hidden_people_as_for_visible_ones(cast: Cast) -> None:
    a_person(cast.elsewhere, cast.carla, given="Zoya", family="Karimova")
    adjudicator = cast.visitor(Role.ASYLUM_ADJUDICATOR)
    hidden = statements(adjudicator, "Zoya Karimova")
    a_person(cast.reception, cast.amina, given="Lina", family="Haddad")
    # One more: the part in the family, of those that are shown.
    assert statements(adjudicator, "Lina Haddad") == hidden + 1


def test_the_time_of_a_search_does_not_tell_of_hidden_people(cast: Cast) -> None:
    for number in range(12):
        office, by = (cast.elsewhere, cast.carla) if number % 2 else (cast.reception, cast.amina)
        given = "Zoya" if number % 2 else "Lina"
        a_person(office, by, given=given, family="Karimova" if number % 2 else "Haddadova", closed=True)
    adjudicator = cast.visitor(Role.ASYLUM_ADJUDICATOR)

    def seconds(words: str) -> float:
        start = time.perf_counter()
        assert found_by(adjudicator, words) == Found((), (), False)
        return time.perf_counter() - start

    pairs = [(seconds("Zoya Karimova"), seconds("Lina Haddadova")) for _ in range(40)]
    elsewhere, here = median(each for each, _ in pairs), median(each for _, each in pairs)
    assert abs(elsewhere - here) < max(0.4 * here, 0.002)
