"""Which requirement of the law is covered by which test or page of plans and reviews.

Ids are those of the list of requirements, paragraph by paragraph; X is ExCom Conclusion 100 (2004). A value
is a test by its node, or a page by the name of its address. What another room covers too is not listed.
"""

from __future__ import annotations

_ADOPT = "tests/responses/plans/test_adopting.py::"
_ITEMS = "tests/responses/plans/test_arrangements.py::"
_TYPED = f"{_ITEMS}test_each_is_a_typed_item_with_actor_need_cost_and_time"
_CONSULT = "tests/responses/plans/test_consultations.py::"
_DRAFTS = "tests/responses/plans/test_drafts_and_amendments.py::"
_HOLD = "tests/responses/reviews/test_holding.py::"
_REPORT = "tests/responses/reviews/test_report.py::"

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ARRANGED: dict[str, str] = {
    **{f"X100-j-{roman}": f"j{number}" for number, roman in enumerate(_ROMAN, 1)},
    **{f"X100-l-{roman}": f"l{number}" for number, roman in enumerate(_ROMAN[:8], 1)},
    **{f"X100-m-{roman}": f"m{number}" for number, roman in enumerate(_ROMAN[:4], 1)},
    "X100-c": "c1",
}
"""Requirements that are an arrangement, by its code: each has its own example of the test of typed items."""

REQUIREMENTS: dict[str, str] = {
    **{requirement: f"{_TYPED}[{code}]" for requirement, code in ARRANGED.items()},
    "X-P4": f"{_ADOPT}TestX100i2::test_no_line_of_the_floor_may_be_open",
    "X-P10": f"{_REPORT}test_how_soon_the_response_came_is_measured",
    "X-FN1": f"{_ITEMS}TestMovements::test_there_are_two",
    "X-FN2": f"{_ADOPT}TestXFN2::test_each_condition_shuts_the_way",
    "X100-d-1": (
        f"{_DRAFTS}TestProgressAndChecks::"
        "test_sex_and_age_are_asked_at_each_stage_with_what_was_answered_and_by_whom"
    ),
    "X100-d-4": f"{_CONSULT}test_parties_of_every_kind_options_and_outcome_are_on_record",
    "X100-e": f"{_DRAFTS}TestPrepared::test_a_plan_may_exist_before_arrivals",
    "X100-f": f"{_CONSULT}test_parties_of_every_kind_options_and_outcome_are_on_record",
    "X100-g": f"{_CONSULT}test_it_can_lead_to_a_plan",
    "X100-h": f"{_CONSULT}TestBasis::test_on_request_of_a_country_or_of_their_own_motion",
    "X100-i-1": f"{_REPORT}test_how_soon_the_response_came_is_measured",
    "X100-i-2": f"{_ADOPT}TestX100i2::test_no_line_of_the_floor_may_be_open",
    "X100-i-3": f"{_TYPED}[m1]",
    "X100-l-ii": f"{_DRAFTS}TestAmendments::test_each_says_what_from_what_to_what_why_and_who",
    "X100-m": f"{_ITEMS}test_items_come_in_the_order_of_the_conclusion",
    "X100-n": f"{_HOLD}TestHolding::test_what_was_accepted_is_a_logged_amendment_in_a_new_version",
    "X100-o": f"{_REPORT}test_it_holds_every_part",
}
"""By id of the requirement."""
PAGES: dict[str, str] = {
    "X-P4": "plan_checklist",
    "X-FN2": "plan_item",
    "X100-d-1": "plan_item",
    "X100-e": "prepared_plans",
    "X100-f": "consultation",
    "X100-g": "plan",
    "X100-h": "new_consultation",
    "X100-i-2": "plan_checklist",
    "X100-l-ii": "plan_amendments",
    "X100-n": "review",
    "X100-o": "report",
}
"""The same as pages, where somebody can see it."""
