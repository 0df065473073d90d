"""Which requirement of the law is covered by which test or page of needs and pledges.

Ids are those of the list of requirements, paragraph by paragraph; X is ExCom Conclusion 100 (2004). A value
is a test by its node, or a page by the name of its address. What another room covers too is not listed.
"""

from __future__ import annotations

_MOVEMENTS = "tests/responses/pledges/test_movements.py::"
_COVERAGE = "tests/responses/pledges/test_coverage_of_an_emergency.py::"
_TIMES = "tests/responses/pledges/test_time_to_delivery.py::"
_PAGES = "tests/web/responses/pledges/test_pledge_pages.py::"

REQUIREMENTS: dict[str, str] = {
    "X-P1": f"{_PAGES}TestLedger::test_four_statuses_stand_in_columns_of_their_own",
    "X-P2": f"{_MOVEMENTS}TestAnnouncing::test_every_state_can_pledge",
    "X-P10": f"{_TIMES}test_the_middle_counts_those_that_wait_as_waiting_and_not_as_nothing",
    "X100-b": f"{_COVERAGE}test_capacities_to_protect_are_needs_that_pledges_strengthen",
    "X100-c": f"{_MOVEMENTS}TestAnnouncing::test_a_change_of_law_or_policy_is_a_pledge",
    "X100-i-1": f"{_TIMES}test_how_soon_the_response_began",
    "X100-j-i": f"{_COVERAGE}test_each_status_covers_on_its_own",
    "X100-j-iv": f"{_COVERAGE}test_standby_says_what_is_available_now_and_what_is_not",
    "X100-j-viii": f"{_COVERAGE}test_standby_experts_serve_needs_of_safety",
    "X100-j-ix": f"{_MOVEMENTS}TestAnnouncing::test_places_cannot_be_pledged_in_money_nor_for_another_sector",
    "X-FN1": f"{_MOVEMENTS}TestAnnouncing::test_transfer_and_evacuation_are_two_kinds",
    "X100-l-iii": f"{_MOVEMENTS}TestAnnouncing::test_a_pledge_of_several_years_has_a_dated_part_for_each",
    "X100-l-iv": f"{_COVERAGE}test_capacities_to_protect_are_needs_that_pledges_strengthen",
    "X100-l-v": f"{_COVERAGE}test_money_for_host_communities_is_kept_apart",
    "X100-l-viii": f"{_MOVEMENTS}TestAnnouncing::test_a_private_donor_has_a_name_and_no_country",
    "X100-m-ii": f"{_COVERAGE}test_money_for_host_communities_is_kept_apart",
    "X100-m-iii": f"{_COVERAGE}test_places_serve_needs_of_places_elsewhere_and_nothing_else",
    "X100-m-iv": f"{_COVERAGE}test_areas_that_refugees_left_are_a_sector_of_their_own",
}
"""By id of the requirement."""
PAGES: dict[str, str] = {
    "X-P1": "pledges",
    "X-P10": "pledges",
    "X100-j-i": "coverage",
    "X100-l-iii": "new_pledge",
}
"""The same as pages, where somebody can see it."""
