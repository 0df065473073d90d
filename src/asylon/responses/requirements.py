"""What in the application serves the requirements of ExCom Conclusion 100: pages, and tests that hold them.

By id of the list of requirements. `page` names an address, `test` a file of the tests. A test compares
this with what the tests of each room say, and with what is there.
"""

from __future__ import annotations

from collections.abc import Mapping

SERVED: Mapping[str, tuple[str, ...]] = {
    "X-P1": (
        "page:pledges",
        "test:tests/web/responses/pledges/test_pledge_pages.py",
    ),
    "X-P2": (
        "page:shares",
        "test:tests/responses/pledges/test_movements.py",
        "test:tests/responses/shares/test_working_out.py",
    ),
    "X-P3": ("page:causes",),
    "X-P4": (
        "page:plan_checklist",
        "test:tests/responses/plans/test_adopting.py",
    ),
    "X-P5": (
        "page:share_scenario",
        "test:tests/responses/shares/test_working_out.py",
    ),
    "X-P6": ("test:tests/responses/emergencies/test_nobody_waits.py",),
    "X-P7": (
        "test:tests/responses/emergencies/test_nobody_waits.py",
        "test:tests/sharing/test_no_way_to_an_admission.py",
    ),
    "X-P8": ("test:tests/responses/emergencies/test_what_persons_decide.py",),
    "X-P9": ("test:tests/web/responses/emergencies/test_emergency_page.py",),
    "X-P10": (
        "page:pledges",
        "test:tests/responses/reviews/test_report.py",
        "test:tests/responses/pledges/test_time_to_delivery.py",
    ),
    "X100-a": (
        "test:tests/responses/emergencies/test_what_persons_decide.py",
        "test:tests/cli/test_influx_verb.py",
    ),
    "X100-a-i": ("test:tests/foresight/influx/test_panel.py",),
    "X100-a-ii": ("test:tests/foresight/influx/test_rate.py",),
    "X100-a-iii": ("test:tests/foresight/influx/test_room_and_procedures.py",),
    "X100-a-iv": ("test:tests/foresight/influx/test_room_and_procedures.py",),
    "X100-b": ("test:tests/responses/pledges/test_coverage_of_an_emergency.py",),
    "X100-c": (
        "test:tests/responses/emergencies/test_what_persons_decide.py",
        "test:tests/responses/plans/test_arrangements.py",
        "test:tests/responses/pledges/test_movements.py",
    ),
    "X100-d-1": (
        "page:plan_item",
        "test:tests/responses/emergencies/test_what_stands.py",
        "test:tests/responses/plans/test_drafts_and_amendments.py",
    ),
    "X100-d-3": (
        "page:one_by_one",
        "test:tests/casework/registration/test_groups.py",
    ),
    "X100-d-4": ("test:tests/responses/plans/test_consultations.py",),
    "X100-e": (
        "page:prepared_plans",
        "test:tests/responses/plans/test_drafts_and_amendments.py",
    ),
    "X100-f": (
        "page:consultation",
        "test:tests/responses/plans/test_consultations.py",
    ),
    "X100-g": (
        "page:plan",
        "page:share_new",
        "test:tests/responses/plans/test_consultations.py",
        "test:tests/responses/shares/test_working_out.py",
    ),
    "X100-h": (
        "page:new_consultation",
        "test:tests/responses/plans/test_consultations.py",
    ),
    "X100-i-1": (
        "test:tests/responses/reviews/test_report.py",
        "test:tests/responses/pledges/test_time_to_delivery.py",
    ),
    "X100-i-2": (
        "page:plan_checklist",
        "test:tests/responses/plans/test_adopting.py",
    ),
    "X100-i-3": ("test:tests/responses/plans/test_arrangements.py",),
    "X100-j-i": (
        "page:coverage",
        "test:tests/responses/plans/test_arrangements.py",
        "test:tests/responses/pledges/test_coverage_of_an_emergency.py",
    ),
    "X100-j-ii": ("test:tests/responses/plans/test_arrangements.py",),
    "X100-j-iii": ("test:tests/responses/plans/test_arrangements.py",),
    "X100-j-iv": (
        "test:tests/responses/plans/test_arrangements.py",
        "test:tests/responses/pledges/test_coverage_of_an_emergency.py",
    ),
    "X100-j-v": ("test:tests/responses/plans/test_arrangements.py",),
    "X100-j-vi": ("test:tests/responses/plans/test_arrangements.py",),
    "X100-j-vii": ("test:tests/responses/plans/test_arrangements.py",),
    "X100-j-viii": (
        "test:tests/responses/plans/test_arrangements.py",
        "test:tests/responses/pledges/test_coverage_of_an_emergency.py",
    ),
    "X100-j-ix": (
        "test:tests/responses/plans/test_arrangements.py",
        "test:tests/responses/pledges/test_movements.py",
    ),
    "X-FN1": (
        "test:tests/responses/plans/test_arrangements.py",
        "test:tests/responses/pledges/test_movements.py",
    ),
    "X-FN2": (
        "page:plan_item",
        "test:tests/responses/plans/test_adopting.py",
    ),
    "X100-k": ("test:tests/responses/emergencies/test_what_persons_decide.py",),
    "X100-l-i": ("test:tests/responses/plans/test_arrangements.py",),
    "X100-l-ii": (
        "page:plan_amendments",
        "test:tests/responses/plans/test_drafts_and_amendments.py",
    ),
    "X100-l-iii": (
        "page:new_pledge",
        "test:tests/responses/plans/test_arrangements.py",
        "test:tests/responses/pledges/test_movements.py",
    ),
    "X100-l-iv": (
        "test:tests/responses/plans/test_arrangements.py",
        "test:tests/responses/pledges/test_coverage_of_an_emergency.py",
    ),
    "X100-l-v": (
        "test:tests/responses/plans/test_arrangements.py",
        "test:tests/responses/pledges/test_coverage_of_an_emergency.py",
    ),
    "X100-l-vi": ("test:tests/responses/plans/test_arrangements.py",),
    "X100-l-vii": ("test:tests/responses/plans/test_arrangements.py",),
    "X100-l-viii": (
        "test:tests/responses/plans/test_arrangements.py",
        "test:tests/responses/pledges/test_movements.py",
    ),
    "X100-m": ("test:tests/responses/plans/test_arrangements.py",),
    "X100-m-i": ("test:tests/responses/plans/test_arrangements.py",),
    "X100-m-ii": (
        "test:tests/responses/plans/test_arrangements.py",
        "test:tests/responses/pledges/test_coverage_of_an_emergency.py",
    ),
    "X100-m-iii": (
        "test:tests/responses/plans/test_arrangements.py",
        "test:tests/responses/pledges/test_coverage_of_an_emergency.py",
    ),
    "X100-m-iv": (
        "test:tests/responses/plans/test_arrangements.py",
        "test:tests/responses/pledges/test_coverage_of_an_emergency.py",
    ),
    "X100-n": (
        "page:review",
        "test:tests/responses/reviews/test_holding.py",
        "test:tests/cli/test_responses_verb.py",
    ),
    "X100-o": (
        "page:report",
        "test:tests/responses/reviews/test_report.py",
        "test:tests/cli/test_responses_verb.py",
    ),
}
