"""The corrective allocation of the Dublin IV proposal: its trigger, who receives, families, opt-outs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.sharing import BadSharing, Family, Payment, Stays, corrective_allocation

EQUAL = {"AAA": 1, "BBB": 1, "CCC": 1, "DDD": 1}
"""Four States with the same share: with 400 applications the reference number of each is 100."""


def families(number: int, persons: int = 1, state: str = "AAA") -> list[Family]:
    return [Family(f"{state} {each}", state, persons) for each in range(number)]


def test_nothing_moves_at_149_per_cent() -> None:
    found = corrective_allocation(
        EQUAL, counted={"AAA": 149, "BBB": 99, "CCC": 76, "DDD": 76}, families=families(5)
    )
    assert found.load["AAA"] == Fraction(149, 100)
    assert (found.relieved, found.receivers, found.goes_to) == ((), (), {})
    assert set(found.stays.values()) == {Stays.NOT_TRIGGERED}


def test_nothing_moves_at_exactly_150_per_cent() -> None:
    found = corrective_allocation(
        EQUAL, counted={"AAA": 150, "BBB": 98, "CCC": 76, "DDD": 76}, families=families(5)
    )
    assert found.goes_to == {}


def test_above_150_per_cent_only_states_below_100_receive() -> None:
    found = corrective_allocation(
        EQUAL, counted={"AAA": 151, "BBB": 101, "CCC": 100, "DDD": 48}, families=families(5)
    )
    assert found.relieved == ("AAA",)
    assert found.receivers == ("DDD",)
    assert set(found.goes_to.values()) == {"DDD"}


def test_who_applied_elsewhere_stays_there() -> None:
    counted = {"AAA": 160, "BBB": 80, "CCC": 80, "DDD": 80}
    found = corrective_allocation(EQUAL, counted=counted, families=[*families(1), *families(2, state="BBB")])
    assert list(found.goes_to) == ["AAA 0"]
    assert found.stays == {"BBB 0": Stays.NOT_TRIGGERED, "BBB 1": Stays.NOT_TRIGGERED}


def test_receivers_receive_in_proportion_to_the_key() -> None:
    key = {"AAA": 10, "BBB": 10, "CCC": 20, "DDD": 60}
    counted = {"AAA": 400, "BBB": 60, "CCC": 100, "DDD": 440}  # of 1,000: 400 %, 60 %, 50 %, 73 %
    found = corrective_allocation(key, counted=counted, families=families(90))
    assert found.persons == {"BBB": 10, "CCC": 20, "DDD": 60}


def test_a_family_stays_together() -> None:
    counted = {"AAA": 160, "BBB": 80, "CCC": 80, "DDD": 80}
    found = corrective_allocation(EQUAL, counted=counted, families=families(6, persons=5))
    assert found.persons == {"BBB": 10, "CCC": 10, "DDD": 10}
    assert len(found.goes_to) == 6


def test_when_nobody_has_room_the_family_stays_and_is_told() -> None:
    counted = {"AAA": 203, "BBB": 66, "CCC": 66, "DDD": 65}  # 400; the others are 103 short together
    found = corrective_allocation(EQUAL, counted=counted, families=families(110))
    assert sum(found.persons.values()) == 103
    assert list(found.stays.values()) == [Stays.NO_ROOM] * 7


def test_who_has_opted_out_pays_for_those_it_would_have_received() -> None:
    counted = {"AAA": 160, "BBB": 80, "CCC": 80, "DDD": 80}
    found = corrective_allocation(
        EQUAL,
        counted=counted,
        families=families(6),
        opted_out={"BBB": date(2027, 1, 15)},
        on=date(2027, 6, 1),
    )
    assert found.persons == {"CCC": 3, "DDD": 3}
    assert found.payments == (Payment("BBB", 2, 500_000, verified=False),)


@pytest.mark.parametrize(
    ("day", "receives"),
    [
        (date(2027, 1, 14), True),
        (date(2027, 1, 15), False),
        (date(2028, 1, 14), False),
        (date(2028, 1, 15), True),
    ],
)
def test_an_opt_out_lasts_twelve_months(day: date, receives: bool) -> None:
    found = corrective_allocation(
        EQUAL,
        counted={"AAA": 160, "BBB": 80, "CCC": 80, "DDD": 80},
        opted_out={"BBB": date(2027, 1, 15)},
        on=day,
    )
    assert ("BBB" in found.receivers) is receives


def test_a_state_of_which_the_key_knows_nothing_is_refused() -> None:
    with pytest.raises(BadSharing, match="there is no State 'AAB' among the indicators; did you mean 'AAA'"):
        corrective_allocation(EQUAL, counted={"AAB": 1})


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ([Family("x", "AAA", 0)], "the family 'x' has '0' persons"),
        ([Family("x", "AAA"), Family("x", "AAA")], "two families have the id 'x'"),
    ],
)
def test_a_family_that_cannot_be_is_refused(wrong: list[Family], sentence: str) -> None:
    with pytest.raises(BadSharing, match=sentence):
        corrective_allocation(EQUAL, counted={"AAA": 1}, families=wrong)


@settings(max_examples=60, deadline=None)
@given(
    shares=st.lists(st.integers(1, 50), min_size=4, max_size=4),
    counts=st.lists(st.integers(0, 300), min_size=4, max_size=4),
    sizes=st.lists(st.integers(1, 6), max_size=30),
)
def test_whoever_receives_was_below_its_number_and_every_family_is_accounted_for(
    shares: list[int], counts: list[int], sizes: list[int]
) -> None:
    key, counted = dict(zip(EQUAL, shares, strict=True)), dict(zip(EQUAL, counts, strict=True))
    units = [Family(str(place), "AAA", size) for place, size in enumerate(sizes)]
    found = corrective_allocation(key, counted=counted, families=units)
    assert found.goes_to.keys() | found.stays.keys() == {unit.id for unit in units}
    assert not found.goes_to.keys() & found.stays.keys()
    for state in set(found.goes_to.values()):
        assert counted[state] < found.reference[state]
    size = {unit.id: unit.persons for unit in units}
    for state, persons in found.persons.items():
        assert persons == sum(size[id_] for id_, to in found.goes_to.items() if to == state)
        assert counted[state] + persons < found.reference[state] + max(sizes, default=0)
    assert bool(found.relieved) == any(2 * counted[s] > 3 * found.reference[s] for s in key)
