"""Consultations: who convened them and why, who came, what was examined, what came out (X100-f, X100-h)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from asylon.casework.access.door import NotThere, Refused
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.models import Entry
from asylon.casework.spine import EditedMeanwhile, new_id
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.models import Emergency
from asylon.responses.plans.consulting import (
    ConsultationEntry,
    OptionEntry,
    PartyEntry,
    change_consultation,
    convene,
)
from asylon.responses.plans.faults import BadEntry
from asylon.responses.plans.keeping import PlanEntry, begin_plan
from asylon.responses.plans.models import Consultation
from asylon.responses.plans.selectors import consultation, consultations
from tests.office_cast import NOW, TODAY, Cast
from tests.responses.plans.made import an_emergency

pytestmark = pytest.mark.django_db
TOLD = ConsultationEntry(
    basis="request",
    asked_by="LBN",
    convened_on=TODAY - timedelta(days=4),
    held_on=TODAY - timedelta(days=1),
    place="Geneva",
    outcome="Places within the region first.",
    parties=(
        PartyEntry("state", "Lebanon", "LBN"),
        PartyEntry("un", "UNHCR"),
        PartyEntry("organization", "Regional development bank for Asia"),
        PartyEntry("ngo", "NGO forum"),
        PartyEntry("finance", "World Bank"),
        PartyEntry("refugees", "Committee of the sites", voice="women"),
    ),
    options=(
        OptionEntry("Transfer within the region", "taken", "Close to home."),
        OptionEntry("Closing the gates", "set_aside", "That would turn people away."),
    ),
)


def test_parties_of_every_kind_options_and_outcome_are_on_record(
    coordinator: Visitor, emergency: Emergency
) -> None:
    made = convene(coordinator, emergency.pk, TOLD, now=NOW)
    seen = consultation(coordinator, made.pk, now=NOW)
    assert {each.kind for each in seen.parties} == {
        "state",
        "un",
        "organization",
        "ngo",
        "finance",
        "refugees",
    }
    assert [each.finding for each in seen.options] == ["taken", "set_aside"]
    assert seen.row.outcome == "Places within the region first."


class TestBasis:
    @pytest.mark.parametrize(("basis", "asked_by"), [("request", "LBN"), ("ex_officio", "")])
    def test_on_request_of_a_country_or_of_their_own_motion(
        self, coordinator: Visitor, emergency: Emergency, basis: str, asked_by: str
    ) -> None:
        told = replace(TOLD, basis=basis, asked_by=asked_by)
        assert convene(coordinator, emergency.pk, told, now=NOW).basis == basis

    @pytest.mark.parametrize(
        ("changes", "field", "code"),
        [
            ({"asked_by": ""}, "asked_by", "asked_by"),
            ({"basis": "ex_officio"}, "asked_by", "nobody_asked"),
            ({"asked_by": "LEB"}, "asked_by", "country"),
            ({"basis": "by chance", "asked_by": ""}, "basis", "choice"),
            ({"convened_on": TODAY + timedelta(days=1), "held_on": None}, "convened_on", "future"),
            ({"held_on": TODAY - timedelta(days=9)}, "held_on", "before"),
            ({"parties": (PartyEntry("state", "Lebanon"),)}, "parties[0].iso3", "state"),
            ({"parties": (PartyEntry("un", "UNHCR"),) * 2}, "parties[1].name", "twice"),
            ({"options": (OptionEntry(""),)}, "options[0].words", "required"),
        ],
    )
    def test_what_cannot_be_taken_is_named(
        self, coordinator: Visitor, emergency: Emergency, changes: dict[str, object], field: str, code: str
    ) -> None:
        with pytest.raises(BadEntry) as refused:
            convene(coordinator, emergency.pk, replace(TOLD, **changes), now=NOW)  # type: ignore[arg-type]  # fields of a test
        assert [(fault.field, fault.code) for fault in refused.value.faults] == [(field, code)]
        assert not Consultation.objects.exists()

    def test_the_database_wants_who_asked(self, emergency: Emergency) -> None:
        with pytest.raises(DatabaseError), transaction.atomic():
            Consultation.objects.create(emergency=emergency, basis="request", convened_on=TODAY)


def test_it_can_lead_to_a_plan(coordinator: Visitor, emergency: Emergency) -> None:
    made = convene(coordinator, emergency.pk, TOLD, now=NOW)
    plan = begin_plan(coordinator, PlanEntry("From Geneva", emergency.pk, made.pk), now=NOW)
    assert [each.pk for each in consultation(coordinator, made.pk, now=NOW).plans] == [plan.pk]


def test_it_leads_to_no_plan_of_another_emergency(
    cast: Cast, coordinator: Visitor, emergency: Emergency
) -> None:
    made = convene(coordinator, emergency.pk, TOLD, now=NOW)
    other = an_emergency(cast, "Other crossings")
    with pytest.raises(BadEntry) as refused:
        begin_plan(coordinator, PlanEntry("Elsewhere", other.pk, made.pk), now=NOW)
    assert [fault.code for fault in refused.value.faults] == ["other_emergency"]


def test_two_who_write_it_anew_do_not_overwrite_each_other(
    coordinator: Visitor, emergency: Emergency
) -> None:
    made = convene(coordinator, emergency.pk, TOLD, now=NOW)
    change_consultation(coordinator, made.pk, replace(TOLD, outcome="More places."), seen=1, now=NOW)
    with pytest.raises(EditedMeanwhile):
        change_consultation(coordinator, made.pk, replace(TOLD, outcome="Fewer."), seen=1, now=NOW)
    assert consultation(coordinator, made.pk, now=NOW).row.outcome == "More places."


def test_others_read_and_do_not_write(cast: Cast, coordinator: Visitor, emergency: Emergency) -> None:
    analyst = cast.visitor(Role.ANALYST)
    with pytest.raises(Refused):
        convene(analyst, emergency.pk, TOLD, now=NOW)
    convene(coordinator, emergency.pk, TOLD, now=NOW)
    assert len(consultations(analyst, emergency.pk, now=NOW)) == 1
    with pytest.raises(Refused):
        consultations(cast.visitor(Role.AUDITOR), emergency.pk, now=NOW)


def test_what_is_not_there_is_not_there(coordinator: Visitor) -> None:
    with pytest.raises(NotThere):
        convene(coordinator, new_id(), TOLD, now=NOW)
    with pytest.raises(NotThere):
        consultation(coordinator, new_id(), now=NOW)


def test_the_journal_holds_its_id_and_no_words(coordinator: Visitor, emergency: Emergency) -> None:
    made = convene(coordinator, emergency.pk, TOLD, now=NOW)
    assert Entry.objects.get(act="consult").detail == {"consultation": str(made.pk)}


class TestWhoAsked:
    def asked_elsewhere(self, visitor: Visitor, emergency: Emergency, told: ConsultationEntry) -> bool:
        try:
            convene(visitor, emergency.pk, told, now=NOW)
        except BadEntry as bad:
            return [(fault.field, fault.code) for fault in bad.faults] == [("asked_by", "asked_elsewhere")]
        return False

    def test_a_host_may_ask_before_anybody_is_invited(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        assert not self.asked_elsewhere(coordinator, emergency, replace(TOLD, parties=()))

    def test_another_country_asks_only_if_it_sits_at_the_table(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        told = replace(TOLD, asked_by="BRA")
        at_the_table = (*TOLD.parties, PartyEntry("state", "Brazil", "BRA"))
        assert self.asked_elsewhere(coordinator, emergency, told)
        assert not self.asked_elsewhere(coordinator, emergency, replace(told, parties=at_the_table))


def test_a_table_and_its_options_have_an_end(coordinator: Visitor, emergency: Emergency) -> None:
    parties = tuple(PartyEntry("un", f"Body {at}") for at in range(61))
    options = tuple(OptionEntry(f"Number {at}") for at in range(61))
    with pytest.raises(BadEntry) as refused:
        convene(coordinator, emergency.pk, replace(TOLD, parties=parties, options=options), now=NOW)
    assert [(each.field, each.code) for each in refused.value.faults] == [
        ("parties", "many_rows"),
        ("options", "many_rows"),
    ]
    assert "at most 60" in refused.value.faults[0].says()
    full = replace(TOLD, parties=parties[:60], options=options[:60])
    assert convene(coordinator, emergency.pk, full, now=NOW).options.count() == 60


def test_words_are_stored_without_blanks_around_them(coordinator: Visitor, emergency: Emergency) -> None:
    told = replace(
        TOLD,
        place=" Geneva\n",
        parties=(*TOLD.parties, PartyEntry("un", " IOM ")),
        options=(OptionEntry(" Places ", reasons=" Near "),),
    )
    seen = consultation(coordinator, convene(coordinator, emergency.pk, told, now=NOW).pk, now=NOW)
    assert seen.row.place == "Geneva"
    assert "IOM" in {each.name for each in seen.parties}
    assert [(each.words, each.reasons) for each in seen.options] == [("Places", "Near")]
    with pytest.raises(BadEntry) as refused:
        convene(
            coordinator,
            emergency.pk,
            replace(told, parties=(*told.parties, PartyEntry("un", "IOM"))),
            now=NOW,
        )
    assert [fault.code for fault in refused.value.faults] == ["twice"]
