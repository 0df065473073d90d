"""X100-a, X-P6, X-P7, X100-k, X100-c: persons declare, with reasons, and nobody waits for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from asylon.casework.access.door import Refused
from asylon.casework.access.kernel import Why
from asylon.casework.journal.models import Entry
from asylon.casework.spine import EditedMeanwhile, new_id
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.characteristics import seen_of
from asylon.responses.emergencies.countries import country_codes
from asylon.responses.emergencies.faults import BadRecord, DeclaredAlready, NothingDeclared
from asylon.responses.emergencies.kinds import CauseKind, Characteristic, Indicator, Sector, Stage
from asylon.responses.emergencies.models import Cause, Declaration, StageReached, Threshold
from asylon.responses.emergencies.recording import record_procedures
from asylon.responses.emergencies.records import (
    EndOfDeclaration,
    NewCause,
    NewEmergency,
    NewProcedures,
    NewStage,
    NewThreshold,
)
from asylon.responses.emergencies.selectors import (
    causes_of,
    declarations_of,
    marks_of,
    stages_of,
    standing_marks,
    the_emergency,
)
from asylon.responses.emergencies.services import (
    begin_emergency,
    declare,
    edit_emergency,
    end_declaration,
    note_cause,
    reach_stage,
    set_threshold,
)
from tests.office_cast import NOW, TODAY, Cast
from tests.responses.emergencies.situations import a_declaration, an_emergency, arrived, coordinator

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
END = EndOfDeclaration(on=TODAY, declared_by="Irena Dol", function="State secretary", reasons="It is calm.")


def codes(refused: Any) -> set[tuple[str, str]]:
    return {(fault.field, fault.code) for fault in refused.value.faults}


class TestDeclarations:
    def test_a_named_person_declares_with_reasons_and_a_day_to_look_again(self, cast: Cast) -> None:
        emergency = an_emergency(cast)
        declare(coordinator(cast), emergency, a_declaration(), now=NOW)
        (found,) = declarations_of(coordinator(cast), emergency, now=NOW)
        assert (found.declared_by, found.function, found.by) == (
            "Irena Dol",
            "State secretary",
            "Coordinator",
        )
        assert found.all_four
        assert found.look_again_on == TODAY + timedelta(days=28)
        assert the_emergency(coordinator(cast), emergency, now=NOW).declared

    def test_some_of_the_four_are_enough_none_is_not(self, cast: Cast) -> None:
        emergency = an_emergency(cast)
        with pytest.raises(BadRecord) as refused:
            declare(coordinator(cast), emergency, a_declaration(characteristics=frozenset()), now=NOW)
        assert codes(refused) == {("characteristics", "characteristic")}
        some = frozenset({Characteristic.RATE})
        declare(coordinator(cast), emergency, a_declaration(characteristics=some), now=NOW)
        assert declarations_of(coordinator(cast), emergency, now=NOW)[0].characteristics == (*some,)

    @pytest.mark.parametrize("missing", ["declared_by", "function", "reasons"])
    def test_without_a_name_a_function_or_reasons_nothing_is_declared(self, cast: Cast, missing: str) -> None:
        with pytest.raises(BadRecord) as refused:
            declare(coordinator(cast), an_emergency(cast), a_declaration(**{missing: " "}), now=NOW)
        assert codes(refused) == {(missing, "required")}

    def test_it_must_be_looked_at_again_later(self, cast: Cast) -> None:
        with pytest.raises(BadRecord) as refused:
            declare(coordinator(cast), an_emergency(cast), a_declaration(look_again_on=TODAY), now=NOW)
        assert codes(refused) == {("look_again_on", "look_again")}

    def test_it_wants_a_fresh_second_factor_and_the_role(self, cast: Cast) -> None:
        emergency = an_emergency(cast)
        with pytest.raises(Refused) as refused:
            declare(coordinator(cast, stepped_up=False), emergency, a_declaration(), now=NOW)
        assert refused.value.why is Why.STEP_UP
        with pytest.raises(Refused):
            declare(cast.visitor(Role.SUPERVISOR, stepped_up=True), emergency, a_declaration(), now=NOW)
        assert not Declaration.objects.exists()

    def test_one_runs_at_a_time_and_both_its_ends_are_kept(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        with pytest.raises(NothingDeclared):
            end_declaration(visitor, emergency, END, now=NOW)
        declare(visitor, emergency, a_declaration(), now=NOW)
        with pytest.raises(DeclaredAlready):
            declare(visitor, emergency, a_declaration(), now=NOW)
        with pytest.raises(BadRecord, match="before_declared"):
            end_declaration(visitor, emergency, replace(END, on=TODAY - timedelta(days=1)), now=NOW)
        end_declaration(visitor, emergency, END, now=NOW + timedelta(minutes=1))
        kinds = [each.kind.value for each in declarations_of(visitor, emergency, now=NOW)]
        assert kinds == ["ended", "declared"]
        assert not the_emergency(visitor, emergency, now=NOW).declared

    def test_passing_every_mark_declares_nothing(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        for indicator in (Indicator.ARRIVED, Indicator.ARRIVED_A_DAY):
            given = NewThreshold(indicator=indicator, mark=Decimal(1), reasons="To look closer.")
            set_threshold(visitor, emergency, given, now=NOW)
        arrived(visitor, emergency, {TODAY: 1_000_000})
        assert {each.verdict.value for each in seen_of(visitor, emergency, now=NOW).panel.numbers[:2]} == {
            "passed"
        }
        assert not the_emergency(visitor, emergency, now=NOW).declared

    def test_the_journal_holds_codes_and_ids_and_no_name(self, cast: Cast) -> None:
        emergency = an_emergency(cast)
        declare(coordinator(cast), emergency, a_declaration(), now=NOW)
        entry = Entry.objects.order_by("-seq")[0]
        assert (entry.act, entry.detail) == (
            "declare_influx",
            {"emergency": str(emergency), "what": "declared"},
        )


class TestMarks:
    def mark(self, mark: str | None, **more: Any) -> NewThreshold:
        said = {"indicator": Indicator.CAPACITY_USED, "reasons": "Agreed with the host."}
        return NewThreshold(**(said | {"mark": None if mark is None else Decimal(mark)} | more))

    def test_the_newest_counts_and_the_older_are_kept(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        for at, mark in enumerate(("85", "90", None, "80")):
            set_threshold(visitor, emergency, self.mark(mark), now=NOW + timedelta(minutes=at))
        found = marks_of(visitor, emergency, now=NOW)
        assert [each.mark for each in found] == [80, None, 90, 85]
        (stands,) = standing_marks(found).values()
        assert (stands.mark, stands.by, stands.reasons) == (
            Decimal(80),
            "Coordinator",
            "Agreed with the host.",
        )

    def test_one_that_was_taken_away_stands_no_more(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        set_threshold(visitor, emergency, self.mark("85"), now=NOW)
        set_threshold(visitor, emergency, self.mark(None), now=NOW + timedelta(minutes=1))
        assert standing_marks(marks_of(visitor, emergency, now=NOW)) == {}

    def test_only_capacities_have_marks_by_sector(self, cast: Cast) -> None:
        given = self.mark("9", indicator=Indicator.ARRIVED, sector=Sector.HEALTH)
        with pytest.raises(BadRecord) as refused:
            set_threshold(coordinator(cast), an_emergency(cast), given, now=NOW)
        assert codes(refused) == {("sector", "sector")}

    @pytest.mark.parametrize("mark", ["-1", "1.234", "NaN", "Infinity"])
    def test_what_is_no_mark(self, cast: Cast, mark: str) -> None:
        with pytest.raises(BadRecord) as refused:
            set_threshold(coordinator(cast), an_emergency(cast), self.mark(mark), now=NOW)
        assert codes(refused) == {("mark", "mark")}

    def test_protracted_follows_the_marks_that_somebody_set(self, cast: Cast) -> None:
        """X-P8."""
        began = TODAY - timedelta(days=4 * 366)
        emergency, visitor = an_emergency(cast, began_on=began), coordinator(cast)
        arrived(visitor, emergency, {TODAY: 30_000})
        assert seen_of(visitor, emergency, now=NOW).duration.protracted.value == "no"
        set_threshold(visitor, emergency, self.mark("3", indicator=Indicator.LASTING_YEARS), now=NOW)
        assert seen_of(visitor, emergency, now=NOW).duration.protracted.value == "yes"


class TestStagesAndCauses:
    def test_stages_are_said_by_somebody_with_reasons(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        for at, stage in enumerate(Stage):
            given = NewStage(stage=stage, since=TODAY - timedelta(days=20 - at), reasons="Reports, made up.")
            reach_stage(visitor, emergency, given, now=NOW)
        assert [each.stage for each in stages_of(visitor, emergency, now=NOW)] == list(reversed(Stage))
        assert the_emergency(visitor, emergency, now=NOW).stage is Stage.PROTRACTED

    def test_causes_and_warnings_have_a_source(self, cast: Cast) -> None:
        """X-P3 and X100-c."""
        emergency, visitor = an_emergency(cast), coordinator(cast)
        given = NewCause(
            kind=CauseKind.EARLY_WARNING,
            on=TODAY,
            said="Harvest lost.",
            source="Report, made up",
            country="AFG",
        )
        note_cause(visitor, emergency, given, now=NOW)
        assert [each.country for each in causes_of(visitor, emergency, now=NOW)] == ["AFG"]
        with pytest.raises(BadRecord) as refused:
            note_cause(visitor, emergency, replace(given, source="", country="AFX"), now=NOW)
        assert codes(refused) == {("source", "required"), ("country", "country_near")}


class TestTheFrame:
    def test_a_name_is_taken_once(self, cast: Cast) -> None:
        an_emergency(cast)
        with pytest.raises(BadRecord) as refused:
            an_emergency(cast)
        assert codes(refused) == {("name", "name_taken")}

    def test_it_needs_a_host_and_codes_that_there_are(self, cast: Cast) -> None:
        given = NewEmergency(name="X", began_on=TODAY, hosts=(), origins=("SYR", "SYR", "ZZZ"))
        with pytest.raises(BadRecord) as refused:
            begin_emergency(coordinator(cast), given, now=NOW)
        assert {("hosts", "no_host"), ("origins", "country_twice")} <= codes(refused)

    def test_two_who_correct_it_at_once_do_not_overwrite_each_other(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        given = NewEmergency(name="Other", began_on=TODAY, hosts=("SRB", "BIH"))
        assert edit_emergency(visitor, emergency, given, seen=1, now=NOW) == 2
        with pytest.raises(EditedMeanwhile):
            edit_emergency(visitor, emergency, given, seen=1, now=NOW)
        found = the_emergency(visitor, emergency, now=NOW)
        assert (found.name, found.hosts, found.version) == ("Other", ("BIH", "SRB"), 2)

    def test_a_host_with_figures_stays_one_without_it_can_go(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast, hosts=("SRB", "BIH", "MNE")), coordinator(cast)
        arrived(visitor, emergency, {TODAY: 4})
        told = NewProcedures(on=TODAY, host="MNE", waiting=7)
        record_procedures(visitor, emergency, told, source="Made up", now=NOW)
        given = NewEmergency(name="Other", began_on=TODAY, hosts=("BIH",))
        with pytest.raises(BadRecord) as refused:
            edit_emergency(visitor, emergency, given, seen=1, now=NOW)
        assert [(each.code, each.values["found"]) for each in refused.value.faults] == [
            ("host_has_figures", "MNE"),
            ("host_has_figures", "SRB"),
        ]
        kept = replace(given, hosts=("SRB", "MNE"))
        assert edit_emergency(visitor, emergency, kept, seen=1, now=NOW) == 2
        assert the_emergency(visitor, emergency, now=NOW).hosts == ("MNE", "SRB")

    def test_countries_have_an_end(self, cast: Cast) -> None:
        some = sorted(country_codes())
        given = NewEmergency(name="X", began_on=TODAY, hosts=some[:21], origins=some[:41])
        with pytest.raises(BadRecord) as refused:
            begin_emergency(coordinator(cast), given, now=NOW)
        assert codes(refused) == {("hosts", "many_countries"), ("origins", "many_countries")}
        begin_emergency(coordinator(cast), replace(given, hosts=some[:20], origins=some[:40]), now=NOW)


class TestTheDatabaseItself:
    def test_refuses_to_rewrite_what_was_decided(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        declare(visitor, emergency, a_declaration(), now=NOW)
        reach_stage(visitor, emergency, NewStage(stage=Stage.STABILISED, since=TODAY, reasons="x"), now=NOW)
        mark = NewThreshold(indicator=Indicator.ARRIVED, mark=Decimal(1), reasons="x")
        set_threshold(visitor, emergency, mark, now=NOW)
        cause = NewCause(kind=CauseKind.TENSION, on=TODAY, said="x", source="x")
        note_cause(visitor, emergency, cause, now=NOW)
        for table in (Declaration, StageReached, Threshold, Cause):
            for rewrite in (lambda rows=table.objects: rows.update(at=NOW), table.objects.all().delete):
                with pytest.raises(DatabaseError), transaction.atomic():
                    rewrite()

    @pytest.mark.parametrize(
        "changes",
        [
            {"reasons": ""},
            {"declared_by": ""},
            {"numbers": False},
            {"look_again_on": TODAY},
            {"look_again_on": None},
            {"kind": "maybe"},
            {"kind": "ended"},
        ],
    )
    def test_refuses_a_declaration_of_nobody_for_nothing_for_ever(
        self, cast: Cast, changes: dict[str, Any]
    ) -> None:
        said: dict[str, Any] = {
            "emergency_id": an_emergency(cast, name=str(new_id())),
            "kind": "declared",
            "on": TODAY,
            "declared_by": "Irena Dol",
            "function": "State secretary",
            "numbers": True,
            "reasons": "The gates are full.",
            "look_again_on": TODAY + timedelta(days=28),
            "by": cast.amina,
            "at": NOW,
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            Declaration(**(said | changes)).save(force_insert=True)
