"""Published apportionments come out as published, and the known paradox comes out as well."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from asylon.sharing import BadSharing, Method, Tie, TieRule, apportion

CASES = Path(__file__).parent / "published" / "apportionment_cases.csv"
FIVE_STATES = {"A": 21878, "B": 9713, "C": 4167, "D": 3252, "E": 1065}


def published() -> dict[tuple[str, str, int], dict[str, tuple[int, int]]]:
    found: dict[tuple[str, str, int], dict[str, tuple[int, int]]] = defaultdict(dict)
    with CASES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            case = (row["case"], row["method"], int(row["house"]))
            found[case][row["party"]] = (int(row["weight"]), int(row["seats"]))
    return found


@pytest.mark.parametrize(("case", "parties"), published().items(), ids=lambda part: "-".join(map(str, part)))
def test_every_published_case(case: tuple[str, str, int], parties: dict[str, tuple[int, int]]) -> None:
    _, method, house = case
    weights = {party: weight for party, (weight, _) in parties.items()}
    given = apportion(weights, house, method=method)
    assert given.persons == {party: seats for party, (_, seats) in parties.items()}


def test_thirteen_cases_are_published() -> None:
    assert len(published()) == 13


def test_the_fourth_party_loses_a_seat_at_44() -> None:
    before = apportion(FIVE_STATES, 43, method=Method.LARGEST_REMAINDER)
    after = apportion(FIVE_STATES, 44, method=Method.LARGEST_REMAINDER)
    assert (before.persons["D"], after.persons["D"]) == (4, 3)


@pytest.mark.parametrize("method", [method for method in Method if method != Method.LARGEST_REMAINDER])
def test_under_the_other_methods_nobody_loses_a_seat_at_44(method: Method) -> None:
    before = apportion(FIVE_STATES, 43, method=method).persons
    after = apportion(FIVE_STATES, 44, method=method).persons
    assert all(after[party] >= seats for party, seats in before.items())


def test_jefferson_passes_the_upper_quota_and_the_quota_method_does_not() -> None:
    weights = {"large": 910, **{f"small {number}": 9 for number in range(10)}}
    quota = Fraction(100 * weights["large"], sum(weights.values()))
    assert apportion(weights, 100, method=Method.JEFFERSON).persons["large"] > quota + 1
    assert apportion(weights, 100, method=Method.QUOTA).persons["large"] in (int(quota), int(quota) + 1)


def test_who_got_the_remainder_is_named_the_largest_first() -> None:
    given = apportion({"A": 57, "B": 28, "C": 15}, 10, method=Method.LARGEST_REMAINDER)
    assert given.persons == {"A": 6, "B": 3, "C": 1}
    assert given.remainders == ("B", "A")
    assert given.quotas == {"A": Fraction(57, 10), "B": Fraction(14, 5), "C": Fraction(3, 2)}
    assert given.ties == ()


@pytest.mark.parametrize(
    ("rule", "winner"),
    [
        (TieRule.LARGER_WEIGHT, "large"),
        (TieRule.SMALLER_WEIGHT, "small"),
        (TieRule.ALPHABET, "large"),
        (TieRule.LISTED, "small"),
    ],
)
def test_a_tie_is_broken_by_the_stated_rule_and_told(rule: TieRule, winner: str) -> None:
    given = apportion({"small": 1, "large": 3}, 2, method=Method.LARGEST_REMAINDER, tie_rule=rule)
    assert given.remainders == (winner,)
    (tie,) = given.ties
    assert (set(tie.states), tie.preferred, tie.rule) == ({"small", "large"}, (winner,), rule)


@pytest.mark.parametrize("method", Method)
def test_three_equal_states_and_one_person_are_a_tie_under_every_method(method: Method) -> None:
    given = apportion({"B": 5, "A": 5, "C": 5}, 1, method=method)
    assert given.persons == {"B": 0, "A": 1, "C": 0}
    assert given.ties == (Tie(("A", "B", "C"), ("A",), TieRule.LARGER_WEIGHT),)


def test_fractions_and_decimals_mean_the_same() -> None:
    as_fractions = {"A": Fraction(1, 10), "B": Fraction(2, 10), "C": Fraction(7, 10)}
    as_decimals = {"A": Decimal("0.1"), "B": Decimal("0.2"), "C": Decimal("0.7")}
    for method in Method:
        assert apportion(as_fractions, 17, method=method) == apportion(as_decimals, 17, method=method)


def test_adams_with_fewer_persons_than_states_begins_with_the_largest() -> None:
    given = apportion({"A": 1, "B": 9, "C": 5}, 2, method=Method.ADAMS)
    assert given.persons == {"A": 0, "B": 1, "C": 1}


def test_a_state_of_weight_0_gets_its_least_and_no_more() -> None:
    for method in Method:
        given = apportion({"A": 0, "B": 3, "C": 1}, 10, method=method, least={"A": 2})
        assert given.persons == {"A": 2, "B": 6, "C": 2}


REFUSED = {
    "a float": ({"weights": {"A": 0.1}}, "the weight of 'A' is '0.1'; it must be an exact number, 0 or more"),
    "a truth value": ({"weights": {"A": True}}, "the weight of 'A' is 'True'"),
    "below 0": ({"weights": {"A": -1}}, "the weight of 'A' is '-1'"),
    "no number": ({"weights": {"A": Decimal("NaN")}}, "the weight of 'A' is 'NaN'"),
    "endless": ({"weights": {"A": Decimal("Infinity")}}, "the weight of 'A' is 'Infinity'"),
    "only zeros": ({"weights": {"A": 0}}, "no weight is above 0"),
    "nobody": ({"weights": {}}, "no weight is above 0"),
    "a total below 0": ({"total": -1}, "'-1' is not a number of persons"),
    "more than all people": ({"total": 10**11}, "write a whole number from 0 to 10000000000"),
    "a method that is not there": (
        {"method": "webstr"},
        "there is no method 'webstr'; did you mean 'webster'?",
    ),
    "a rule that is not there": ({"tie_rule": "alphabets"}, "did you mean 'alphabet'?"),
    "a least for nobody": ({"least": {"a": 1}}, "there is a bound for 'a', which has no weight"),
    "a least of a half": ({"least": 0.5}, "the bound of 'A' is '0.5'"),
    "a least above the total": (
        {"least": 30},
        "the least that States must take is 60 together, more than 10",
    ),
    "a most below the total": (
        {"most": {"A": 1, "B": 1}},
        "the most that States can take is 2 together, less than 10",
    ),
    "bounds the wrong way round": (
        {"least": {"A": 3}, "most": {"A": 2}},
        "'A' must take at least 3 and at most 2",
    ),
}


@pytest.mark.parametrize(("changed", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_used_is_refused_with_a_reason(changed: dict[str, object], sentence: str) -> None:
    given: dict[str, object] = {"weights": {"A": 1, "B": 2}, "total": 10, "method": "webster"}
    assert apportion(**given).total == 10  # type: ignore[arg-type] # the same call, before it is spoilt
    with pytest.raises(BadSharing) as refused:
        apportion(**{**given, **changed})  # type: ignore[arg-type] # what types forbid is the point
    assert sentence in str(refused.value)
