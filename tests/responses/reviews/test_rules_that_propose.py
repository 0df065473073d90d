"""The rules of a review: over 85 % in use, arrivals outside the forecast, under 70 % delivered (X100-n).

Pure functions: nothing here needs a database.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.responses.reviews.proposals import Fact, Marks, Sort, Verdict, find, propose

amounts = st.integers(min_value=0, max_value=10**12)
marks = st.builds(Marks, st.integers(1, 100), st.integers(1, 100))


def capacity(planned: int | None, actual: int | None) -> Fact:
    return Fact(Sort.CAPACITY, "shelter", planned, actual)


def delivery(planned: int | None, actual: int | None, of: str = "money") -> Fact:
    return Fact(Sort.DELIVERY, of, planned, actual)


def arrivals(least: int | None, most: int | None, actual: int | None) -> Fact:
    return Fact(Sort.ARRIVALS, "", most, actual, least)


@pytest.mark.parametrize(
    ("planned", "actual", "proposed"),
    [(100, 85, False), (100, 86, True), (11_200, 10_192, True), (1_000, 850, False), (10_000, 8_501, True)],
)
def test_capacity_proposes_above_85_per_cent_and_not_at_it(planned: int, actual: int, proposed: bool) -> None:
    assert bool(propose([capacity(planned, actual)], Marks())) is proposed


@pytest.mark.parametrize(
    ("needed", "came", "proposed"),
    [
        (100, 70, False),
        (100, 69, True),
        (84_000_000, 21_000_000, True),
        (1_000, 700, False),
        (10_000, 6_999, True),
    ],
)
def test_delivery_proposes_below_70_per_cent_and_not_at_it(needed: int, came: int, proposed: bool) -> None:
    assert bool(propose([delivery(needed, came)], Marks())) is proposed


@pytest.mark.parametrize(
    ("actual", "code"),
    [(2_599, "arrivals_below"), (2_600, None), (3_120, None), (3_500, None), (3_501, "arrivals_above")],
)
def test_arrivals_propose_when_they_leave_the_forecast(actual: int, code: str | None) -> None:
    found = propose([arrivals(2_600, 3_500, actual)], Marks())
    assert [each.code for each in found] == ([code] if code else [])


def test_it_says_how_much_is_missing() -> None:
    found = propose([capacity(11_200, 10_192), delivery(84, 21), arrivals(10, 20, 25)], Marks())
    assert [(each.code, each.amount) for each in found] == [
        ("capacity_over", 791),
        ("delivery_under", 38),
        ("arrivals_above", 5),
    ]


@pytest.mark.parametrize(
    ("fact", "arrangement"),
    [
        (Fact(Sort.CAPACITY, "registration", 10, 10), "j5"),
        (Fact(Sort.CAPACITY, "shelter", 10, 10), "j4"),
        (Fact(Sort.CAPACITY, "security", 10, 10), "j8"),
        (delivery(10, 1), "j1"),
        (delivery(10, 1, "places"), "m3"),
        (delivery(10, 1, "l8"), "l8"),
        (arrivals(1, 2, 3), "l2"),
    ],
)
def test_it_names_the_arrangement_that_it_belongs_to(fact: Fact, arrangement: str) -> None:
    assert [each.arrangement for each in propose([fact], Marks())] == [arrangement]


@pytest.mark.parametrize(
    "fact",
    [
        capacity(None, 90),
        capacity(100, None),
        capacity(0, 0),
        delivery(None, 5),
        delivery(100, None),
        delivery(0, 0),
        arrivals(None, 3_500, 9_000),
        arrivals(2_600, None, 9_000),
        arrivals(2_600, 3_500, None),
    ],
)
def test_what_is_not_known_is_found_to_be_so_and_proposes_nothing(fact: Fact) -> None:
    assert [each.verdict for each in find([fact], Marks())] == [Verdict.NOT_KNOWN]
    assert propose([fact], Marks()) == ()


def test_people_without_any_room_are_over_every_mark() -> None:
    found = find([capacity(0, 5)], Marks())
    assert [(each.verdict, each.percent) for each in found] == [(Verdict.OVER, None)]


@pytest.mark.parametrize(("over", "under"), [(0, 70), (101, 70), (85, 0), (85, 101)])
def test_marks_are_whole_per_cent(over: int, under: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 100"):
        Marks(over, under)


@given(planned=st.integers(1, 10**12), actual=amounts, marks=marks)
def test_after_the_amount_that_is_proposed_capacity_is_within_its_mark(
    planned: int, actual: int, marks: Marks
) -> None:
    for proposed in propose([capacity(planned, actual)], marks):
        assert find([capacity(planned + proposed.amount, actual)], marks)[0].verdict is Verdict.WITHIN
        assert find([capacity(planned + proposed.amount - 1, actual)], marks)[0].verdict is Verdict.OVER


@given(planned=st.integers(1, 10**12), actual=amounts, marks=marks)
def test_after_the_amount_that_is_proposed_delivery_is_within_its_mark(
    planned: int, actual: int, marks: Marks
) -> None:
    for proposed in propose([delivery(planned, actual)], marks):
        assert find([delivery(planned, actual + proposed.amount)], marks)[0].verdict is Verdict.WITHIN
        assert find([delivery(planned, actual + proposed.amount - 1)], marks)[0].verdict is Verdict.UNDER


@given(planned=amounts, actual=amounts, more=st.integers(0, 10**9), marks=marks)
def test_more_people_never_make_a_proposal_go_away(
    planned: int, actual: int, more: int, marks: Marks
) -> None:
    if propose([capacity(planned, actual)], marks):
        assert propose([capacity(planned, actual + more)], marks)


@given(facts=st.lists(st.builds(capacity, amounts, amounts), max_size=6), marks=marks)
def test_facts_are_judged_each_for_itself(facts: list[Fact], marks: Marks) -> None:
    apart = tuple(each for fact in facts for each in propose([fact], marks))
    assert propose(facts, marks) == apart
