"""The person's own account in the browser: written, kept sealed, read by few."""

from __future__ import annotations

from uuid import UUID

import pytest

from asylon.casework.people.models import Person
from asylon.casework.staff.models import Role
from tests.office_cast import Cast
from tests.web.interview.conftest import SignedIn
from tests.web.signin.signed_in import step_up

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def account(person: UUID) -> str:
    return f"/people/{person}/account/"


def test_it_is_written_and_read_in_its_own_direction(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    amina = signed_in(cast.amina)
    assert "Nothing is written down yet." in amina.get(account(person)).content.decode()
    sent = amina.post(account(person), {"language": "ar", "text": "أخذوا أوراقي <b>"})
    assert sent.headers["Location"] == account(person)
    content = amina.get(account(person)).content.decode()
    assert '<div lang="ar" dir="rtl"><p>أخذوا أوراقي &lt;b&gt;</p></div>' in content


def test_what_cannot_be_kept_stays_in_the_form(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    amina = signed_in(cast.amina)
    empty = amina.post(account(person), {"language": "ar", "text": "  "})
    assert empty.status_code == 422
    assert "Write what the person tells." in empty.content.decode()
    elsewhere = amina.post(account(person), {"language": "xx", "text": "They took my papers."})
    assert elsewhere.status_code == 422
    assert "They took my papers." in elsewhere.content.decode()
    assert amina.post(account(person), {"language": "en", "text": "x" * 100_001}).status_code == 422


@pytest.mark.parametrize("role", [Role.TRAFFICKING_SPECIALIST, Role.SUPERVISOR])
def test_it_is_sealed_to_others_of_the_house(
    cast: Cast, person: UUID, signed_in: SignedIn, role: Role
) -> None:
    amina, other = signed_in(cast.amina), signed_in(cast.by_role[role])
    amina.post(account(person), {"language": "en", "text": "They took my papers."})
    assert "They took my papers." in amina.get(account(person)).content.decode()
    refused = other.get(account(person))
    assert refused.status_code == 403
    assert "papers" not in refused.content.decode()
    assert other.post(account(person), {"language": "en", "text": "more"}).status_code == 403


def test_carla_finds_nothing(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    assert signed_in(cast.carla).get(account(person)).status_code == 404


def test_in_a_closed_caseload_the_second_factor_comes_first(
    cast: Cast, person: UUID, signed_in: SignedIn
) -> None:
    Person.objects.filter(pk=person).update(closed=True)
    amina = signed_in(cast.amina)
    asked = amina.get(account(person))
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith("/accounts/confirm/")
    step_up(amina, cast.amina)
    assert amina.get(account(person)).status_code == 200
