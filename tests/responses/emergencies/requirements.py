"""Which requirement of the law is covered by which test or page of emergencies.

Ids are those of the list of requirements, paragraph by paragraph; X is ExCom Conclusion 100 (2004). A value
is a test by its node, or a page by the name of its address. What another room covers too is not listed.
"""

from __future__ import annotations

_PANEL = "tests/foresight/influx/test_panel.py::"
_RATE = "tests/foresight/influx/test_rate.py::"
_ROOM = "tests/foresight/influx/test_room_and_procedures.py::"
_DECIDED = "tests/responses/emergencies/test_what_persons_decide.py::"
_STANDS = "tests/responses/emergencies/test_what_stands.py::"
_WAITS = "tests/responses/emergencies/test_nobody_waits.py::"
_PAGES = "tests/web/responses/emergencies/test_emergency_page.py::"

REQUIREMENTS: dict[str, str] = {
    "X100-a": f"{_DECIDED}TestDeclarations::test_passing_every_mark_declares_nothing",
    "X100-a-i": f"{_PANEL}TestTheFour::test_each_has_its_value_its_day_and_its_source",
    "X100-a-ii": f"{_RATE}TestByHand::test_a_number_that_doubles_every_four_days",
    "X100-a-iii": f"{_ROOM}TestRoom::test_the_day_it_runs_out_at_the_pace_of_two_reports",
    "X100-a-iv": f"{_ROOM}TestProcedures::test_the_time_to_decide_all_and_the_backlog_that_follows",
    "X100-c": f"{_DECIDED}TestStagesAndCauses::test_causes_and_warnings_have_a_source",
    "X100-d-1": f"{_STANDS}TestSplits::test_small_numbers_are_not_told",
    "X100-k": f"{_DECIDED}TestStagesAndCauses::test_stages_are_said_by_somebody_with_reasons",
    "X-P3": "causes",
    "X-P6": f"{_WAITS}test_a_family_is_registered_the_same_with_and_without_a_declaration",
    "X-P7": f"{_WAITS}test_nothing_of_casework_or_the_rulebook_reads_responses",
    "X-P8": f"{_DECIDED}TestMarks::test_protracted_follows_the_marks_that_somebody_set",
    "X-P9": f"{_PAGES}test_the_list_of_authorities_is_complete_and_unverified",
}
