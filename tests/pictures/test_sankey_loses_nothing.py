"""From pledge to need: what leaves arrives, one scale on both edges, and what is missing is drawn too."""

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.pictures import BadPicture, Donor, Flow, Need, Picture, sankey
from tests.pictures.drawn import Drawn, of, shapes
from tests.pictures.examples import DONORS, FLOWS, LTR, NEEDS, SANKEY

DRAWN = 260
amounts = st.lists(st.integers(0, 1000), min_size=12, max_size=12)


def draw(flows: list[Flow], donors: list[Donor], needs: list[Need]) -> Picture:
    return sankey(flows, donors=donors, needs=needs, words=SANKEY, reader=LTR)


def case(given: list[int], free: list[int], wanted: list[int]) -> tuple[list[Flow], list[Donor], list[Need]]:
    """Four donors and three needs from three lists of numbers."""
    flows = [
        Flow(donor=f"d{at // 3}", need=f"n{at % 3}", amount=amount)
        for at, amount in enumerate(given)
        if amount
    ]
    totals: dict[str, int] = defaultdict(int)
    for at, amount in enumerate(given):
        totals[f"d{at // 3}"] += amount
    donors = [
        Donor(key=f"d{at}", label=f"D{at}", amount=totals[f"d{at}"] + free[at % len(free)]) for at in range(4)
    ]
    needs = [Need(key=f"n{at}", label=f"N{at}", amount=wanted[at % len(wanted)]) for at in range(3)]
    return flows, donors, needs


def bars(picture: Picture) -> tuple[list[Drawn], list[Drawn]]:
    """Those at the start edge and those at the end edge."""
    drawn = [one for one in shapes(picture.svg) if one.tag == "rect"]
    return [one for one in drawn if one.x1 == 0], [one for one in drawn if one.x2 == 1000]


@given(amounts, amounts, amounts)
def test_what_is_pledged_and_needed_is_drawn_in_one_scale(
    given: list[int], free: list[int], wanted: list[int]
) -> None:
    flows, donors, needs = case(given, free, wanted)
    pledged = sum(one.amount for one in donors)
    got = {one.key: sum(flow.amount for flow in flows if flow.need == one.key) for one in needs}
    most = max(pledged, sum(max(one.amount, got[one.key]) for one in needs))
    if not most:
        return
    starts, ends = bars(draw(flows, donors, needs))
    assert sum(one.height for one in starts) == pytest.approx(pledged * DRAWN / most, abs=0.2)
    covered = sum(one.height for one in ends if "s-run" in one.css)
    unmet = sum(one.height for one in ends if "p-edge" in one.css)
    over = sum(one.height for one in ends if "p-dash" in one.css)
    unit = DRAWN / most
    assert covered == pytest.approx(sum(min(got[n.key], n.amount) for n in needs) * unit, abs=0.2)
    assert unmet == pytest.approx(sum(max(n.amount - got[n.key], 0) for n in needs) * unit, abs=0.2)
    assert over == pytest.approx(sum(max(got[n.key] - n.amount, 0) for n in needs) * unit, abs=0.2)


@given(amounts)
def test_every_flow_is_one_band_as_high_as_its_amount_at_both_ends(given: list[int]) -> None:
    flows, donors, needs = case(given, [0], [500])
    picture = draw(flows, donors, needs)
    bands = of(shapes(picture.svg), "p-ribbon", "path")
    assert len(bands) == len(flows)
    starts, ends = bars(picture)
    solid = sum(one.height for one in starts if "s-run" in one.css)
    arrived = sum(one.height for one in ends if "p-edge" not in one.css)
    assert solid == pytest.approx(arrived, abs=0.3)


@given(amounts, amounts)
def test_the_table_has_every_amount_once(given: list[int], free: list[int]) -> None:
    flows, donors, needs = case(given, free, [300, 900, 0])
    rows = draw(flows, donors, needs).table.rows

    def number(said: str) -> float:
        return float(said.replace(",", ""))

    pledged = sum(number(row[2]) for row in rows if row[0] not in (SANKEY.unmet, SANKEY.over))
    assert pledged == sum(one.amount for one in donors)
    assert {row[0] for row in rows} >= {one.label for one in donors}
    assert {row[1] for row in rows} >= {one.label for one in needs}


def test_several_flows_of_one_pair_are_one_band() -> None:
    donor, need = [Donor(key="d", label="D", amount=5)], [Need(key="n", label="N", amount=5)]
    twice = [Flow(donor="d", need="n", amount=2), Flow(donor="d", need="n", amount=3)]
    picture = draw(twice, donor, need)
    assert len(of(shapes(picture.svg), "p-ribbon", "path")) == 1
    assert picture.table.rows == (("D", "N", "5"),)


def test_what_is_missing_and_what_is_too_much_are_written_with_their_sign() -> None:
    said = {one.words for one in shapes(draw(list(FLOWS), list(DONORS), list(NEEDS)).svg)}
    assert {"−7", "−10", "+5"} <= said


def test_a_pledge_for_no_need_yet_is_not_lost() -> None:
    picture = draw([], [Donor(key="d", label="D", amount=5)], [Need(key="n", label="N", amount=5)])
    assert picture.table.rows == (
        ("D", SANKEY.not_placed, "5"),
        (SANKEY.unmet, "N", "5"),
    )
    assert [one.css for one in bars(picture)[0]] == ["p-edge"]


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"donor": "osst"}, "flow_from_unknown_donor", "flows[0].donor"),
        ({"need": "shelters"}, "flow_to_unknown_need", "flows[0].need"),
        ({"amount": -1}, "not_an_amount", "flows[0].amount"),
        ({"amount": 99}, "more_than_pledged", "donors[0].amount"),
    ],
)
def test_flows_that_cannot_be_are_refused_with_their_place(
    change: dict[str, object], code: str, place: str
) -> None:
    flows = [replace(FLOWS[0], **change), *FLOWS[1:]]  # type: ignore[arg-type]  # whichever field is changed
    with pytest.raises(BadPicture) as refused:
        draw(flows, list(DONORS), list(NEEDS))
    assert (refused.value.code, refused.value.place) == (code, place)


def test_the_nearest_known_name_is_offered() -> None:
    with pytest.raises(BadPicture, match="'shelter'"):
        draw([replace(FLOWS[0], need="shelters")], list(DONORS), list(NEEDS))


def test_two_needs_of_one_key_are_refused() -> None:
    with pytest.raises(BadPicture) as refused:
        draw([], [], [NEEDS[0], NEEDS[0]])
    assert (refused.value.code, refused.value.place) == ("key_twice", "needs")


def test_nothing_pledged_and_nothing_needed_is_an_empty_drawing() -> None:
    assert draw([], [], []).table.rows == ()
