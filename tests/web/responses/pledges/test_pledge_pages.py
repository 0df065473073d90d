"""The pages of needs and pledges: what is read, what is written, and what is told when it cannot be."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asylon.casework.staff.models import Role
from asylon.responses.emergencies.models import Emergency
from asylon.responses.pledges.kinds import Kind, Sector, Step, UnitKind
from asylon.responses.pledges.models import Need, Pledge
from asylon.web.responses.pledges.panel import panel
from tests.office_cast import Cast
from tests.responses.pledges.pledged import a_pledge, coordinator, moved, needed, places, pledged
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NEED = {
    "sector": "shelter",
    "unit": "money",
    "currency": "eur",
    "amount": "84,000.50",
    "since": "2026-10-01",
    "until": "2027-09-30",
    "source": "Needs assessment, October 2026",
}
PLEDGE = {
    "donor_kind": "state",
    "donor_state": "Norway",
    "kind": "money",
    "unit": "money",
    "currency": "EUR",
    "since_1": "2027-01-01",
    "until_1": "2027-12-31",
    "amount_1": "10 000",
    "since_2": "2028-01-01",
    "until_2": "2028-12-31",
    "amount_2": "5.000,50",
    "announced_on": "2026-10-20",
    "evidence": "Statement at the conference, paragraph 4",
}


@pytest.fixture
def keeper(cast: Cast) -> Client:
    """The coordinator's browser."""
    return browser_of(cast, Role.COORDINATOR)


def browser_of(cast: Cast, role: Role) -> Client:
    client = Client()
    sign_in(client, cast.by_role[role])
    return client


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text.split('<template id="cover">')[0]


def sent(client: Client, name: str, *args: Any, **typed: str) -> Any:
    return client.post(reverse(name, args=args), typed)


def movement(pledge: Pledge, step: str, amount: str, **typed: str) -> dict[str, str]:
    part = pledge.tranches.order_by("since", "id").first()
    assert part is not None
    given = {
        "seen": str(pledge.movements.count()),
        "tranche": str(part.pk),
        "step": step,
        "amount": amount,
        "on": "2026-11-01",
        "evidence": "Letter of the ministry",
    }
    return {**given, **typed}


class TestLedger:
    def test_four_statuses_stand_in_columns_of_their_own(
        self, cast: Cast, emergency: Emergency, keeper: Client
    ) -> None:
        """X-P1: solving it needs cooperation; the ledger of who does what."""
        pledge = pledged(cast, emergency, a_pledge(6_200_000))
        moved(cast, pledge, Step.COMMITTED, 3_800_000)
        moved(cast, pledge, Step.DELIVERED, 2_100_000)
        text = page(keeper, "pledges", emergency.pk)
        for column, amount in (
            ("Announced", "62,000"),
            ("Committed", "38,000"),
            ("Delivered", "21,000"),
            ("Reported", "0"),
        ):
            assert f'data-th="{column}"' in text
            assert f"<bdi>{amount}</bdi>" in text
        assert "121,000" not in text  # the sum that nobody may make
        assert "Norway" in text

    def test_it_narrows_by_kind_donor_and_status(
        self, cast: Cast, emergency: Emergency, keeper: Client
    ) -> None:
        money, room = pledged(cast, emergency), pledged(cast, emergency, places(100, donor_state="CAN"))

        def shown(**query: str) -> set[str]:
            text = page(keeper, "pledges", emergency.pk, **query)
            return {str(each.pk) for each in (money, room) if reverse("pledge", args=[each.pk]) in text}

        assert shown() == {str(money.pk), str(room.pk)}
        assert shown(kind="resettlement") == {str(room.pk)}
        assert shown(donor="NOR") == {str(money.pk)}
        assert shown(status="delivered") == set()
        assert "No pledge fits." in page(keeper, "pledges", emergency.pk, status="delivered")

    def test_time_to_delivery_says_who_still_waits(
        self, cast: Cast, emergency: Emergency, keeper: Client
    ) -> None:
        """X-P10, X100-i-1."""
        pledged(cast, emergency)
        text = page(keeper, "pledges", emergency.pk)
        assert 'data-th="Half had come after">not yet<' in text
        assert "First delivery" in text
        assert "none yet, after" in text

    def test_an_empty_ledger_says_what_will_stand_there(self, emergency: Emergency, keeper: Client) -> None:
        text = page(keeper, "pledges", emergency.pk)
        assert "No pledge is written down yet." in text

    def test_those_who_only_see_have_no_button(self, cast: Cast, emergency: Emergency) -> None:
        pledge = pledged(cast, emergency)
        analyst = browser_of(cast, Role.ANALYST)
        for name, key in (("pledges", emergency.pk), ("needs", emergency.pk), ("pledge", pledge.pk)):
            assert "btn main" not in page(analyst, name, key)
        assert analyst.get(reverse("new_pledge", args=[emergency.pk])).status_code == 403
        assert browser_of(cast, Role.AUDITOR).get(reverse("pledges", args=[emergency.pk])).status_code == 403

    @pytest.mark.parametrize(
        ("form", "kind"), [("csv", "text/csv"), ("iati", "application/xml"), ("json", "application/json")]
    )
    def test_it_can_be_taken_out_as_a_file(
        self, cast: Cast, emergency: Emergency, keeper: Client, form: str, kind: str
    ) -> None:
        pledged(cast, emergency)
        answer = keeper.get(reverse("pledges_file", args=[emergency.pk, form]))
        assert answer.headers["Content-Type"].startswith(kind)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert keeper.get(reverse("pledges_file", args=[emergency.pk, "exe"])).status_code == 404


class TestNewPledge:
    def test_a_pledge_over_two_years_is_written_down_as_typed(
        self, emergency: Emergency, keeper: Client
    ) -> None:
        """X100-l-iii."""
        answer = sent(keeper, "new_pledge", emergency.pk, **PLEDGE, sectors="shelter")
        pledge = Pledge.objects.get()
        assert answer.headers["Location"] == reverse("pledge", args=[pledge.pk])
        assert (pledge.donor_state, pledge.currency, pledge.sectors) == ("NOR", "EUR", ["shelter"])
        assert list(pledge.movements.order_by("number").values_list("amount", "announced")) == [
            (1_000_000, 1_000_000),
            (500_050, 500_050),
        ]

    def test_what_cannot_be_taken_stands_beside_its_field_and_what_was_typed_stays(
        self, emergency: Emergency, keeper: Client
    ) -> None:
        typed = {**PLEDGE, "kind": "resettlement", "amount_2": "", "evidence": "", "note": "Kept as typed"}
        answer = sent(keeper, "new_pledge", emergency.pk, **typed)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "Kept as typed" in text
        assert 'value="10 000"' in text
        assert "Fill this in, or leave the whole part empty." in text
        assert 'id="id_evidence_error"' in text
        assert not Pledge.objects.exists()

    def test_faults_of_the_service_stand_beside_their_fields(
        self, emergency: Emergency, keeper: Client
    ) -> None:
        typed = {
            **PLEDGE,
            "kind": "resettlement",
            "announced_on": "2126-01-01",
            "until_2": "2027-01-01",
            "currency": "EUX",
        }
        text = sent(keeper, "new_pledge", emergency.pk, **typed).content.decode()
        for field in ("unit", "announced_on", "until_2", "currency"):
            assert f'id="id_{field}_error"' in text, field
        assert "Resettlement places is counted in: Places for refugees." in text

    @pytest.mark.parametrize("amount", ["ten", "12.345.6", "1e5", "10.005,001", "-5", "NaN"])
    def test_what_is_no_amount_is_told(self, emergency: Emergency, keeper: Client, amount: str) -> None:
        text = sent(keeper, "new_pledge", emergency.pk, **{**PLEDGE, "amount_1": amount}).content.decode()
        assert 'id="id_amount_1_error"' in text
        assert not Pledge.objects.exists()

    def test_a_country_that_there_is_none_of_is_told_with_the_nearest(
        self, emergency: Emergency, keeper: Client
    ) -> None:
        text = sent(keeper, "new_pledge", emergency.pk, **{**PLEDGE, "donor_state": "Norwy"}).content.decode()
        assert "Perhaps Norway?" in text


class TestMovement:
    def test_a_step_is_written_down(self, cast: Cast, emergency: Emergency, keeper: Client) -> None:
        pledge = pledged(cast, emergency)
        answer = sent(keeper, "move_pledge", pledge.pk, **movement(pledge, "committed", "4,000"))
        assert answer.headers["Location"] == reverse("pledge", args=[pledge.pk])
        text = page(keeper, "pledge", pledge.pk)
        assert "EUR 4,000" in text
        assert "Letter of the ministry" in text

    def test_more_than_was_announced_is_told_in_the_pledges_own_unit(
        self, cast: Cast, emergency: Emergency, keeper: Client
    ) -> None:
        pledge = pledged(cast, emergency)
        text = sent(
            keeper, "move_pledge", pledge.pk, **movement(pledge, "committed", "10,000.01")
        ).content.decode()
        assert "At most EUR 10,000 can be committed now" in text
        assert 'value="10,000.01"' in text

    def test_whoever_was_slower_is_told_what_was_added_and_can_send_it_again(
        self, cast: Cast, emergency: Emergency, keeper: Client
    ) -> None:
        pledge = pledged(cast, emergency)
        mine = movement(pledge, "committed", "3,000")
        moved(cast, pledge, Step.COMMITTED, 400_000)
        answer = sent(keeper, "move_pledge", pledge.pk, **mine)
        text = answer.content.decode()
        assert "Somebody was quicker; nothing of yours was written." in text
        assert "EUR 4,000" in text
        assert 'name="seen" value="2"' in text
        assert pledge.movements.count() == 2
        assert sent(keeper, "move_pledge", pledge.pk, **{**mine, "seen": "2"}).status_code == 302

    def test_the_same_step_again_is_asked_about(
        self, cast: Cast, emergency: Emergency, keeper: Client
    ) -> None:
        pledge = pledged(cast, emergency)
        moved(cast, pledge, Step.COMMITTED, 300_000)
        again = movement(pledge, "committed", "3,000")
        text = sent(keeper, "move_pledge", pledge.pk, **again).content.decode()
        assert "This is another one" in text
        assert sent(keeper, "move_pledge", pledge.pk, **again, another="on").status_code == 302

    def test_a_withdrawal_needs_no_amount(self, cast: Cast, emergency: Emergency, keeper: Client) -> None:
        pledge = pledged(cast, emergency)
        assert sent(keeper, "move_pledge", pledge.pk, **movement(pledge, "withdrawn", "")).status_code == 302
        last = pledge.movements.order_by("number").last()
        assert last is not None
        assert (last.amount, last.announced) == (1_000_000, 0)

    def test_a_further_part_is_announced(self, cast: Cast, emergency: Emergency, keeper: Client) -> None:
        pledge = pledged(cast, emergency)
        typed = {
            "seen": "1",
            "since": "2029-01-01",
            "until": "2029-12-31",
            "amount": "7",
            "on": "2026-11-01",
            "evidence": "Letter",
        }
        assert sent(keeper, "pledge_part", pledge.pk, **typed).status_code == 302
        text = sent(keeper, "pledge_part", pledge.pk, **typed).content.decode()
        assert "Somebody was quicker" in text
        assert pledge.tranches.count() == 2


class TestTerms:
    def test_a_condition_is_met_and_an_older_version_is_told(
        self, cast: Cast, emergency: Emergency, keeper: Client
    ) -> None:
        pledge = pledged(cast, emergency, conditions="A report")
        assert "Not met yet" in page(keeper, "pledge", pledge.pk)
        typed = {"seen": "1", "conditions": "A report", "conditions_met_on": "2026-11-02"}
        assert sent(keeper, "pledge_terms", pledge.pk, **typed).status_code == 302
        assert "Met on 2 November 2026" in page(keeper, "pledge", pledge.pk)
        text = sent(keeper, "pledge_terms", pledge.pk, seen="1", note="mine").content.decode()
        assert "Somebody was quicker" in text
        assert ">mine</textarea>" in text.replace("\n", "")


class TestNeeds:
    def test_a_need_is_written_down_and_corrected(self, emergency: Emergency, keeper: Client) -> None:
        assert sent(keeper, "new_need", emergency.pk, **NEED).status_code == 302
        need = Need.objects.get()
        assert (need.amount, need.currency) == (8_400_050, "EUR")
        assert "EUR 84,000.50" in page(keeper, "needs", emergency.pk)
        changed = {**NEED, "amount": "90000", "seen": "1"}
        assert sent(keeper, "edit_need", need.pk, **changed).status_code == 302
        text = sent(keeper, "edit_need", need.pk, **changed).content.decode()
        assert "Somebody was quicker" in text
        assert "EUR 90,000" in text

    def test_faults_stand_beside_their_fields(self, emergency: Emergency, keeper: Client) -> None:
        typed = {**NEED, "until": "2026-01-01", "unit": "places", "amount": "84"}
        text = sent(keeper, "new_need", emergency.pk, **typed).content.decode()
        for field in ("until", "currency"):
            assert f'id="id_{field}_error"' in text, field


class TestCoverage:
    def test_gaps_and_what_is_earmarked_beyond_need_are_told_in_words(
        self, cast: Cast, emergency: Emergency, keeper: Client
    ) -> None:
        needed(cast, emergency, amount=8_400_000)
        needed(cast, emergency, sector=Sector.HEALTH, amount=1_000_000)
        pledged(cast, emergency, a_pledge(9_000_000), sectors=(Sector.SHELTER,))
        text = page(keeper, "coverage", emergency.pk)
        assert "Health: EUR 10,000 missing, 100 % of the need." in text
        assert "the needs that it is for are covered, while others are not" in text
        assert "EUR 6,000" in text
        assert "<svg" in text

    def test_each_status_has_its_own_picture(self, cast: Cast, emergency: Emergency, keeper: Client) -> None:
        needed(cast, emergency, amount=8_400_000)
        pledge = pledged(cast, emergency, a_pledge(9_000_000))
        moved(cast, pledge, Step.COMMITTED, 100)
        assert "No gap." in page(keeper, "coverage", emergency.pk)
        text = page(keeper, "coverage", emergency.pk, status="committed")
        assert "Gaps: Committed" in text
        assert "EUR 83,999 missing, 100 % of the need." in text

    def test_places_are_counted_in_money_only_when_asked_and_with_the_source(
        self, cast: Cast, emergency: Emergency, keeper: Client
    ) -> None:
        needed(cast, emergency, sector=Sector.ONWARD, unit=UnitKind.PLACES, currency="", amount=9_000)
        pledged(cast, emergency, places(4_800, kind=Kind.TRANSFER))
        assert "2025/2642" not in page(keeper, "coverage", emergency.pk)
        text = page(keeper, "coverage", emergency.pk, places="money")
        assert "4,800 places, as announced, would be EUR 96,000,000, at EUR 20,000 for one place." in text
        assert "Council Implementing Decision (EU) 2025/2642" in text
        assert "unchecked by a lawyer" in text


class TestPanel:
    def test_delivered_against_promised_stands_on_the_first_page(
        self, cast: Cast, emergency: Emergency
    ) -> None:
        needed(cast, emergency, amount=8_400_000)
        pledge = pledged(cast, emergency, a_pledge(6_200_000))
        moved(cast, pledge, Step.COMMITTED, 3_800_000)
        found = panel(coordinator(cast), emergency.pk, now=timezone.now())
        (row,) = found.table.rows
        assert (row.what, row.needed, row.announced, row.committed, row.delivered) == (
            "Money, EUR",
            "84,000",
            "62,000",
            "38,000",
            "0",
        )
        assert found.invented
