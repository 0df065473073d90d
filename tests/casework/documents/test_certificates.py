"""A certificate names people to whoever may see them, and a check of it tells a stranger next to nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from asylon.casework.access.door import NotThere
from asylon.casework.documents.check_codes import make_code
from asylon.casework.documents.services import (
    Checked,
    certificate,
    check_certificate,
    family_certificate,
)
from asylon.casework.journal.models import Entry
from asylon.casework.keys.services import ring
from asylon.casework.people.identity import Name
from asylon.casework.people.models import Person
from asylon.casework.registration.forms import GroupForm, Said
from asylon.casework.registration.groups import register_group
from asylon.casework.registration.services import register_family
from asylon.casework.staff.models import Role
from asylon.rulebook import load
from tests.casework.registration.families import family
from tests.office_cast import NOW, Cast, a_case, a_person, an_account, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT = "https://office.example/check/"
MINA = (
    Name("مينا", "", "رحيمي", script="Arab", language="fa"),
    Name("Mina", "", "Rahimi", kind="written"),
)


def text_of(pdf: bytes, folder: Path) -> str:
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def code_of(id_: UUID) -> str:
    return make_code(id_, key=ring().index_key)


def test_it_has_both_scripts_the_number_and_the_telephone(cast: Cast, tmp_path: Path) -> None:
    person = a_case(cast, names=MINA)
    text = text_of(certificate(visitor_of(cast.amina), person, check_at=AT, now=NOW), tmp_path)
    for said in ("Mina Rahimi", "مينا", "RS-26-000001", "Office rs", "+381 11 000 000", "24"):
        assert said in text


def test_it_says_no_category_no_country_and_no_answer(cast: Cast, tmp_path: Path) -> None:
    form = family(afraid=Said.YES, nationalities=("AF",))
    done = register_family(visitor_of(cast.amina), form, now=NOW)
    assert done.group is not None
    text = text_of(family_certificate(visitor_of(cast.amina), done.group, check_at=AT, now=NOW), tmp_path)
    plain = text.casefold()
    rulebook = load()
    countries = [name.casefold() for name in rulebook.core.countries.values() if len(name) > 3]
    assert [name for name in countries if name in plain] == []
    said = ("refugee", "asylum", "traffick", "victim", "stateless", "migrant", "protection", "fear", "danger")
    assert [word for word in said if word in plain] == []
    assert "1987" not in plain
    for person in done.people:
        assert person.number in text


def test_a_family_has_one_paper(cast: Cast, tmp_path: Path) -> None:
    done = register_family(visitor_of(cast.amina), family(languages=("fr",)), now=NOW)
    assert done.group is not None
    text = text_of(family_certificate(visitor_of(cast.amina), done.group, check_at=AT, now=NOW), tmp_path)
    assert done.group_number in text
    for name in ("Yusuf Karim Rahimi", "Zahra Ali Rahimi", "Mina Yusuf Rahimi", "Omid Yusuf Rahimi"):
        assert name in text


def test_an_office_whose_name_would_tell_is_not_named(cast: Cast, tmp_path: Path) -> None:
    dana = an_account(cast.shelter, "Dana", Role.TRAFFICKING_SPECIALIST)
    done = register_family(visitor_of(dana), family(), now=NOW)
    paper = text_of(certificate(visitor_of(dana), done.people[0].id, check_at=AT, now=NOW), tmp_path)
    assert cast.shelter.name not in paper
    assert "Registration office" in paper
    assert check_certificate(code_of(done.people[0].id)) == Checked(
        "Registration office", "+381 11 000 000", True
    )


def test_who_may_not_see_the_person_gets_no_paper(cast: Cast) -> None:
    person = a_case(cast)
    assert certificate(visitor_of(cast.amina), person, check_at=AT, now=NOW).startswith(b"%PDF")
    with pytest.raises(NotThere):
        certificate(visitor_of(cast.carla), person, check_at=AT, now=NOW)
    with pytest.raises(NotThere):
        certificate(cast.visitor(Role.ANALYST), person, check_at=AT, now=NOW)
    with pytest.raises(NotThere):
        certificate(visitor_of(cast.amina), uuid4(), check_at=AT, now=NOW)


def test_another_office_gets_no_paper_of_the_family(cast: Cast) -> None:
    done = register_family(visitor_of(cast.amina), family(), now=NOW)
    assert done.group is not None
    with pytest.raises(NotThere):
        family_certificate(visitor_of(cast.carla), done.group, check_at=AT, now=NOW)
    with pytest.raises(NotThere):
        family_certificate(visitor_of(cast.amina), uuid4(), check_at=AT, now=NOW)
    assert Entry.objects.filter(act="certificate", outcome="refused").count() == 2


def test_the_print_is_in_the_journal(cast: Cast) -> None:
    person = a_case(cast)
    certificate(visitor_of(cast.amina), person, check_at=AT, now=NOW)
    assert Entry.objects.get(act="certificate").person == person


def test_a_check_says_which_office_and_nothing_else(cast: Cast) -> None:
    person = a_case(cast)
    assert check_certificate(code_of(person)) == Checked("Office rs", "+381 11 000 000", True)


def test_a_paper_of_somebody_who_was_erased_is_no_longer_in_force(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina)
    Person.objects.filter(pk=person).update(erased_at=NOW)
    assert check_certificate(code_of(person)) == Checked("Office rs", "+381 11 000 000", False)


@pytest.mark.parametrize("code", ["", "a" * 52, "x", "\0", "é" * 52])
def test_a_code_that_was_never_made_says_nothing(cast: Cast, code: str) -> None:
    a_case(cast)
    assert check_certificate(code) is None
    assert check_certificate(code_of(uuid4())) is None


def test_good_and_bad_codes_cost_the_same(cast: Cast, django_assert_num_queries: object) -> None:
    person = a_case(cast)
    for code in (code_of(person), "a" * 52, code_of(uuid4())):
        with django_assert_num_queries(2):  # type: ignore[operator] # a fixture of pytest-django
            check_certificate(code)


def test_a_counted_group_has_no_paper(cast: Cast) -> None:
    form = GroupForm("Gate", women=3, men=0, girls=0, boys=0, not_known=0, draft=uuid4())
    done = register_group(visitor_of(cast.amina), form, now=NOW)
    assert done.group is not None
    with pytest.raises(NotThere):
        family_certificate(visitor_of(cast.amina), done.group, check_at=AT, now=NOW)
