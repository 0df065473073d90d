"""A pledge goes from announced to committed, delivered and reported, in parts, and can be taken back."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from asylon.casework.access.door import NotThere, Refused
from asylon.casework.journal.models import Entry
from asylon.casework.spine import EditedMeanwhile, new_id
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.models import Emergency
from asylon.responses.pledges.faults import BadPledge
from asylon.responses.pledges.kinds import DonorKind, Kind, Sector, Step, UnitKind
from asylon.responses.pledges.models import Movement, Pledge, Tranche
from asylon.responses.pledges.records import NewPart, Terms
from asylon.responses.pledges.services import add_part, announce, edit_terms, is_number_taken
from asylon.responses.pledges.standing import BadMovement, Standing
from tests.office_cast import NOW, TODAY, Cast
from tests.responses.pledges.pledged import (
    ANNOUNCED_ON,
    a_part,
    a_pledge,
    coordinator,
    moved,
    places,
    pledged,
)

database = pytest.mark.django_db(databases=["default", "keys"])


def codes(bad: BadPledge) -> set[tuple[str, str]]:
    return {(fault.field, fault.code) for fault in bad.faults}


def stands(movement: Movement) -> tuple[int, int, int, int]:
    return movement.announced, movement.committed, movement.delivered, movement.reported


class TestTheRuleOfAmounts:
    def test_each_status_is_part_of_the_one_before(self) -> None:
        now = Standing()
        for step, amount in ((Step.ANNOUNCED, 10), (Step.COMMITTED, 7), (Step.DELIVERED, 5)):
            now = now.after(step, amount)
        assert now.after(Step.REPORTED, 5) == Standing(10, 7, 5, 5)

    @pytest.mark.parametrize(
        ("step", "code", "most"),
        [
            (Step.COMMITTED, "more_than_announced", 3),
            (Step.DELIVERED, "more_than_committed", 2),
            (Step.REPORTED, "more_than_delivered", 4),
            (Step.REDUCED, "more_than_undelivered", 5),
            (Step.WITHDRAWN, "more_than_undelivered", 5),
        ],
    )
    def test_never_more_than_the_step_before_and_the_fault_says_how_much(
        self, step: Step, code: str, most: int
    ) -> None:
        with pytest.raises(BadMovement) as bad:
            Standing(10, 7, 5, 1).after(step, most + 1)
        assert (bad.value.code, bad.value.most) == (code, most)

    def test_a_reduction_takes_first_what_was_not_committed(self) -> None:
        assert Standing(10, 7, 5, 1).after(Step.REDUCED, 3) == Standing(7, 7, 5, 1)
        assert Standing(10, 7, 5, 1).after(Step.REDUCED, 4) == Standing(6, 6, 5, 1)

    def test_a_withdrawal_takes_all_that_was_not_delivered(self) -> None:
        assert Standing(10, 7, 5, 1).after(Step.WITHDRAWN, 5) == Standing(5, 5, 5, 1)
        with pytest.raises(BadMovement, match="withdraw_all"):
            Standing(10, 7, 5, 1).after(Step.WITHDRAWN, 4)

    @given(st.lists(st.tuples(st.sampled_from(list(Step)), st.integers(0, 30))))
    def test_whatever_is_tried_each_status_stays_part_of_the_one_before(
        self, steps: list[tuple[Step, int]]
    ) -> None:
        now = Standing()
        for step, amount in steps:
            with suppress(BadMovement):
                now = now.after(step, amount)
            assert 0 <= now.reported <= now.delivered <= now.committed <= now.announced


@database
class TestAnnouncing:
    def test_a_pledge_of_several_years_has_a_dated_part_for_each(
        self, cast: Cast, emergency: Emergency
    ) -> None:
        """X100-l-iii: advance pledging beyond the emergency."""
        parts = [
            NewPart(since=date(year, 1, 1), until=date(year, 12, 31), amount=500_000)
            for year in (2027, 2028, 2029)
        ]
        pledge = pledged(cast, emergency, a_pledge(parts=parts))
        found = [(each.since.year, each.movements.get().announced) for each in pledge.tranches.order_by("id")]
        assert found == [(2027, 500_000), (2028, 500_000), (2029, 500_000)]

    def test_a_further_year_is_announced_later(self, cast: Cast, emergency: Emergency) -> None:
        """X100-l-iii."""
        pledge = pledged(cast, emergency)
        given = NewPart(since=date(2028, 1, 1), until=date(2028, 12, 31), amount=700)
        add_part(
            coordinator(cast),
            pledge.pk,
            seen=1,
            given=given,
            on=TODAY,
            evidence="Letter of 20 November",
            now=NOW,
        )
        assert pledge.tranches.count() == 2
        assert list(pledge.movements.order_by("number").values_list("number", "amount")) == [
            (1, 1_000_000),
            (2, 700),
        ]

    def test_faults_are_told_all_at_once_with_their_places(self, cast: Cast, emergency: Emergency) -> None:
        wrong = a_pledge(
            0,
            donor_state="DEN",
            currency="EURO",
            announced_on=TODAY + timedelta(days=1),
            evidence=" ",
            terms=Terms(conditions_met_on=TODAY),
        )
        with pytest.raises(BadPledge) as bad:
            announce(coordinator(cast), emergency.pk, given=wrong, now=NOW)
        assert codes(bad.value) == {
            ("donor_state", "country_near"),
            ("currency", "currency_near"),
            ("announced_on", "future"),
            ("evidence", "required"),
            ("amount", "amount"),
            ("conditions_met_on", "no_condition"),
        }
        assert not Pledge.objects.exists()

    @pytest.mark.parametrize("kind", [Kind.RESETTLEMENT, Kind.TRANSFER, Kind.EVACUATION, Kind.PATHWAYS])
    def test_places_cannot_be_pledged_in_money_nor_for_another_sector(
        self, cast: Cast, emergency: Emergency, kind: Kind
    ) -> None:
        wrong = a_pledge(kind=kind, terms=Terms(sectors=(Sector.HEALTH,)))
        with pytest.raises(BadPledge) as bad:
            announce(coordinator(cast), emergency.pk, given=wrong, now=NOW)
        assert codes(bad.value) == {("unit", "unit_of_kind"), ("sectors", "sector_of_kind")}

    def test_things_have_a_name_and_people_and_places_have_none(
        self, cast: Cast, emergency: Emergency
    ) -> None:
        tents = a_pledge(2_500, kind=Kind.IN_KIND, unit=UnitKind.UNITS, currency="", item="tents")
        assert pledged(cast, emergency, tents).item == "tents"
        for wrong, fault in (
            ({"item": ""}, ("item", "item")),
            ({"currency": "EUR"}, ("currency", "no_currency")),
            ({"unit": UnitKind.MONEY, "currency": "EUR"}, ("item", "no_item")),
        ):
            with pytest.raises(BadPledge) as bad:
                pledged(cast, emergency, a_pledge(**{**_fields(tents), **wrong}))
            assert codes(bad.value) == {fault}

    def test_a_private_donor_has_a_name_and_no_country(self, cast: Cast, emergency: Emergency) -> None:
        """X100-l-viii: private funds are told apart from those of States."""
        given = a_pledge(donor_kind=DonorKind.PRIVATE, donor_state="", donor_name="Fund for schools")
        assert pledged(cast, emergency, given).donor_name == "Fund for schools"
        with pytest.raises(BadPledge) as bad:
            pledged(cast, emergency, a_pledge(donor_kind=DonorKind.PRIVATE))
        assert codes(bad.value) == {("donor_state", "name_or_state"), ("donor_name", "donor_name")}

    def test_every_state_can_pledge(self, cast: Cast, emergency: Emergency) -> None:
        """X-P2: sharing is for all States, not for the usual donors only."""
        for state in ("NOR", "SRB", "TCD", "LAO", "XKX", "PSE"):
            assert pledged(cast, emergency, a_pledge(donor_state=state)).donor_state == state

    def test_a_change_of_law_or_policy_is_a_pledge(self, cast: Cast, emergency: Emergency) -> None:
        """X100-c, X100-l-iv: causes and legal frameworks change by more than money."""
        given = a_pledge(
            1, kind=Kind.POLICY, unit=UnitKind.UNITS, currency="", item="right to work in the law"
        )
        assert pledged(cast, emergency, given).kind == Kind.POLICY

    def test_transfer_and_evacuation_are_two_kinds(self, cast: Cast, emergency: Emergency) -> None:
        """X-FN1: transfer is within the region, evacuation is further away."""
        kinds = {
            pledged(cast, emergency, places(9, kind=kind)).kind for kind in (Kind.TRANSFER, Kind.EVACUATION)
        }
        assert kinds == {"humanitarian_transfer", "evacuation"}

    def test_an_emergency_that_there_is_none_of_is_not_there(self, cast: Cast) -> None:
        with pytest.raises(NotThere):
            announce(coordinator(cast), new_id(), given=a_pledge(), now=NOW)


@database
class TestMoving:
    def test_partial_amounts_of_one_part_add_up(self, cast: Cast, emergency: Emergency) -> None:
        pledge = pledged(cast, emergency, places(100))
        moved(cast, pledge, Step.COMMITTED, 60)
        moved(cast, pledge, Step.DELIVERED, 15)
        assert stands(moved(cast, pledge, Step.DELIVERED, 25)) == (100, 60, 40, 0)

    def test_parts_are_moved_apart(self, cast: Cast, emergency: Emergency) -> None:
        pledge = pledged(cast, emergency, places(0, parts=(a_part(100), a_part(50))))
        first, second = pledge.tranches.order_by("id")
        moved(cast, pledge, Step.COMMITTED, 100, tranche=first.pk)
        with pytest.raises(BadPledge) as bad:
            moved(cast, pledge, Step.COMMITTED, 60, tranche=second.pk)
        assert codes(bad.value) == {("amount", "more_than_announced")}
        assert bad.value.faults[0].values["most"] == 50

    def test_more_is_committed_only_after_a_new_announcement(self, cast: Cast, emergency: Emergency) -> None:
        pledge = pledged(cast, emergency, places(100))
        with pytest.raises(BadPledge):
            moved(cast, pledge, Step.COMMITTED, 120)
        moved(cast, pledge, Step.ANNOUNCED, 20)
        assert stands(moved(cast, pledge, Step.COMMITTED, 120)) == (120, 120, 0, 0)

    def test_nothing_happens_before_it_was_announced_nor_tomorrow(
        self, cast: Cast, emergency: Emergency
    ) -> None:
        pledge = pledged(cast, emergency)
        for on, code in (
            (ANNOUNCED_ON - timedelta(days=1), "before_announced"),
            (TODAY + timedelta(days=1), "future"),
        ):
            with pytest.raises(BadPledge) as bad:
                moved(cast, pledge, Step.COMMITTED, 1, on=on)
            assert codes(bad.value) == {("on", code)}

    def test_the_same_step_twice_is_asked_about_and_taken_if_it_is_another_one(
        self, cast: Cast, emergency: Emergency
    ) -> None:
        pledge = pledged(cast, emergency, places(100))
        moved(cast, pledge, Step.COMMITTED, 40)
        with pytest.raises(BadPledge) as bad:
            moved(cast, pledge, Step.COMMITTED, 40)
        assert codes(bad.value) == {("another", "twice")}
        assert stands(moved(cast, pledge, Step.COMMITTED, 40, another=True)) == (100, 80, 0, 0)

    def test_whoever_read_an_older_state_is_told_and_writes_nothing(
        self, cast: Cast, emergency: Emergency
    ) -> None:
        pledge = pledged(cast, emergency, places(100))
        moved(cast, pledge, Step.COMMITTED, 40)
        with pytest.raises(EditedMeanwhile):
            moved(cast, pledge, Step.COMMITTED, 30, seen=1)
        assert pledge.movements.count() == 2

    def test_a_part_of_another_pledge_cannot_be_moved(self, cast: Cast, emergency: Emergency) -> None:
        pledge, other = pledged(cast, emergency), pledged(cast, emergency)
        with pytest.raises(BadPledge) as bad:
            moved(cast, pledge, Step.COMMITTED, 1, tranche=other.tranches.get().pk)
        assert codes(bad.value) == {("tranche", "not_of_pledge")}

    def test_the_database_refuses_to_rewrite_a_movement_or_a_part(
        self, cast: Cast, emergency: Emergency
    ) -> None:
        pledged(cast, emergency)
        for rewriting in (
            lambda: Movement.objects.update(amount=1),
            lambda: Movement.objects.all().delete(),
            lambda: Tranche.objects.update(until=date(2030, 1, 1)),
        ):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                rewriting()

    def test_the_database_refuses_more_committed_than_announced(
        self, cast: Cast, emergency: Emergency
    ) -> None:
        pledge = pledged(cast, emergency, places(100))
        last = pledge.movements.get()
        last.pk, last.number, last.step, last.committed = new_id(), 2, Step.COMMITTED, 101
        with pytest.raises(DatabaseError, match="never_more_than_the_step_before"), transaction.atomic():
            last.save(force_insert=True)


@database
class TestTerms:
    def test_conditions_are_met_later(self, cast: Cast, emergency: Emergency) -> None:
        pledge = pledged(cast, emergency, conditions="A report on the first year")
        met = Terms(conditions="A report on the first year", conditions_met_on=TODAY)
        assert edit_terms(coordinator(cast), pledge.pk, seen=1, given=met, now=NOW).version == 2
        with pytest.raises(EditedMeanwhile):
            edit_terms(coordinator(cast), pledge.pk, seen=1, given=Terms(), now=NOW)


@database
class TestWhoMay:
    @pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
    def test_nobody_but_the_coordinator_keeps_pledges(
        self, cast: Cast, emergency: Emergency, role: Role
    ) -> None:
        with pytest.raises(Refused):
            announce(cast.visitor(role), emergency.pk, given=a_pledge(), now=NOW)
        entry = Entry.objects.order_by("-seq")[0]
        assert (entry.act, entry.outcome) == ("keep_pledges", "refused")

    def test_the_journal_holds_codes_and_ids_and_no_donor(self, cast: Cast, emergency: Emergency) -> None:
        given = a_pledge(
            donor_kind=DonorKind.PRIVATE,
            donor_state="",
            donor_name="Amal Haddad",
            terms=Terms(conditions="Only for girls", note="asked not to be named"),
        )
        pledge = announce(coordinator(cast), emergency.pk, given=given, now=NOW)
        moved(cast, pledge, Step.COMMITTED, 10)
        entries = list(Entry.objects.filter(act="keep_pledges").values_list("detail", flat=True))
        assert [each["did"] for each in entries] == ["announced", "committed"]
        assert str(pledge.pk) in str(entries)
        for word in ("Amal", "girls", "named", "conference", "ministry"):
            assert word not in str(entries)

    def test_a_pledge_that_there_is_none_of_is_not_there(self, cast: Cast) -> None:
        with pytest.raises(NotThere):
            edit_terms(coordinator(cast), new_id(), seen=1, given=Terms(), now=NOW)


def _fields(given: object) -> dict[str, object]:
    names = ("donor_kind", "donor_state", "kind", "unit", "currency", "item", "parts")
    return {name: getattr(given, name) for name in names}


@database
class TestWhatTheDatabaseRefuses:
    @pytest.mark.parametrize(
        ("number", "same_id", "taken"), [(1, False, True), (2, True, False), (0, False, False)]
    )
    def test_only_a_number_that_is_taken_says_that_somebody_was_quicker(
        self, cast: Cast, emergency: Emergency, number: int, same_id: bool, taken: bool
    ) -> None:
        again = pledged(cast, emergency).movements.get()
        again.pk = again.pk if same_id else new_id()
        again.number = number
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            again.save(force_insert=True)
        assert is_number_taken(refused.value) is taken
