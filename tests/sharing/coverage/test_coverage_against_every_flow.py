"""The solver against every whole flow of tiny cases, and what must hold for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.sharing.coverage import Announced, Coverage, Need, Offer, cover
from asylon.sharing.coverage.offers import eligible
from tests.sharing.coverage.offered import needs, offers

Found = Coverage[Announced]


def covered(wanted: Sequence[Need], given_: Sequence[Offer[Announced]]) -> Found:
    return cover(wanted, given_, status=Announced)


def price(wanted: Sequence[Need], given_: Sequence[Offer[Announced]], found: Found) -> tuple[int, int]:
    loose = {offer.id: offer.looseness for offer in given_}
    return (
        sum(each.unmet.value for each in found.needs),
        sum(loose[flow.offer] * flow.amount.value for flow in found.flows),
    )


def best_by_trying(wanted: Sequence[Need], given_: Sequence[Offer[Announced]]) -> tuple[int, int]:
    """The least unmet, and the least looseness with it, over every whole flow; without the solver."""
    pairs = [(one, other) for one in given_ for other in wanted if eligible(one, other)]
    best: tuple[int, int] | None = None
    ranges = [range(min(one.amount.value, other.amount.value) + 1) for one, other in pairs]
    for flow in product(*ranges):
        out, into, loose = Counter[str](), Counter[str](), 0
        for (one, other), amount in zip(pairs, flow, strict=True):
            out[one.id] += amount
            into[other.id] += amount
            loose += one.looseness * amount
        if any(out[one.id] > one.amount.value for one in given_):
            continue
        if any(into[other.id] > other.amount.value for other in wanted):
            continue
        found = (sum(other.amount.value for other in wanted) - sum(into.values()), loose)
        best = found if best is None or found < best else best
    assert best is not None
    return best


@settings(max_examples=120)
@given(needs(most=2), offers())
def test_no_flow_is_better(wanted: list[Need], given_: list[Offer[Announced]]) -> None:
    assert price(wanted, given_, covered(wanted, given_)) == best_by_trying(wanted, given_)


@settings(max_examples=150)
@given(needs(most=6, largest=9), offers(most=6, largest=9))
def test_nothing_is_lost_and_nobody_gives_or_gets_more_than_there_is(
    wanted: list[Need], given_: list[Offer[Announced]]
) -> None:
    found = covered(wanted, given_)
    out, into = Counter[str](), Counter[str]()
    by_id = {each.id: each for each in wanted}, {each.id: each for each in given_}
    for flow in found.flows:
        assert flow.amount.value > 0
        assert eligible(by_id[1][flow.offer], by_id[0][flow.need])
        out[flow.offer] += flow.amount.value
        into[flow.need] += flow.amount.value
    left = {each.offer.id: each.amount.value for each in found.unused}
    for offer in given_:
        assert out[offer.id] + left.get(offer.id, 0) == offer.amount.value
    for each in found.needs:
        assert into[each.need.id] == each.covered.value
        assert each.covered.value + each.unmet.value == each.need.amount.value


@settings(max_examples=80)
@given(needs(most=5, largest=9), offers(most=5, largest=9), offers(most=2, largest=9))
def test_more_pledges_never_lower_what_is_covered(
    wanted: list[Need], given_: list[Offer[Announced]], further: list[Offer[Announced]]
) -> None:
    more = [*given_, *(replace(each, id=f"more-{each.id}") for each in further)]
    few, many = covered(wanted, given_), covered(wanted, more)
    assert sum(each.covered.value for each in few.needs) <= sum(each.covered.value for each in many.needs)


@settings(max_examples=80)
@given(needs(most=5, largest=9), offers(most=5, largest=9), st.randoms(use_true_random=False))
def test_other_ids_and_another_order_change_nothing(
    wanted: list[Need], given_: list[Offer[Announced]], chance: object
) -> None:
    names = [f"x{place}" for place in range(len(wanted) + len(given_))]
    chance.shuffle(names)  # type: ignore[attr-defined]
    other_needs = [replace(each, id=name) for each, name in zip(wanted, names, strict=False)]
    other_offers = [replace(each, id=name) for each, name in zip(given_, reversed(names), strict=False)]
    chance.shuffle(other_needs)  # type: ignore[attr-defined]
    chance.shuffle(other_offers)  # type: ignore[attr-defined]
    assert named_by_what_they_are(wanted, given_) == named_by_what_they_are(other_needs, other_offers)


def named_by_what_they_are(wanted: Sequence[Need], given_: Sequence[Offer[Announced]]) -> Counter[object]:
    found = covered(wanted, given_)
    need = {each.id: each.signature for each in wanted}
    offer = {each.id: each.signature for each in given_}
    return Counter(
        [(offer[flow.offer], need[flow.need], flow.amount.value) for flow in found.flows]
        + [(each.offer.signature, each.reason, each.amount.value) for each in found.unused]
    )


@settings(max_examples=40)
@given(needs(most=5, largest=9), offers(most=5, largest=9))
def test_the_same_question_has_the_same_answer(wanted: list[Need], given_: list[Offer[Announced]]) -> None:
    assert covered(wanted, given_) == covered(wanted, given_)
