"""Which requirement of ExCom Conclusion 100 the command serves too, beside pages and operations."""

from __future__ import annotations

_INFLUX = "tests/cli/test_influx_verb.py::"
_RESPONSES = "tests/cli/test_responses_verb.py::"

REQUIREMENTS: dict[str, str] = {
    "X100-a": f"{_INFLUX}test_the_four_stand_side_by_side_and_nobody_is_declared_anything",
    "X100-n": f"{_RESPONSES}test_reviews_tell_what_is_open_and_what_was_decided",
    "X100-o": f"{_RESPONSES}test_the_report_holds_every_part_in_every_form",
}
