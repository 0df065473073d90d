"""Which requirement of the law is covered by which test or page of shares.

Ids are those of the list of requirements, paragraph by paragraph; X is ExCom Conclusion 100 (2004). A value
is a test by its node, or a page by the name of its address. What another room covers too is not listed.
"""

from __future__ import annotations

_WORK = "tests/responses/shares/test_working_out.py::"

REQUIREMENTS: dict[str, str] = {
    "X-P2": f"{_WORK}test_all_states_with_figures_can_be_asked",
    "X-P5": f"{_WORK}test_a_host_that_carries_most_stands_first",
    "X-P7": "tests/sharing/test_no_way_to_an_admission.py",
    "X100-d-3": "tests/casework/registration/test_groups.py",
    "X100-g": f"{_WORK}test_what_was_kept_explains_each_number",
}
PAGES: dict[str, str] = {
    "X-P2": "shares",
    "X-P5": "share_scenario",
    "X100-d-3": "one_by_one",
    "X100-g": "share_new",
}
