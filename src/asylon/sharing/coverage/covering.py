"""Which need is covered by which pledge, what is missing, and what cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic

from asylon.sharing.coverage.amounts import A, Measure, Needed, NotTheSame
from asylon.sharing.coverage.offers import Need, Offer, Reason, eligible, why_not
from asylon.sharing.coverage.solving import Arc, solve


class BadCoverage(ValueError):
    """Needs or offers that cannot be taken together.

    Attributes:
        code: `duplicate_id`.
        place: which one, e.g. `offers[3].id`.
        found: what stands there.
    """

    def __init__(self, code: str, *, place: str, found: str) -> None:
        super().__init__(f"{place}: {code} ({found!r}); give each its own")
        self.code, self.place, self.found = code, place, found


@dataclass(frozen=True, slots=True)
class Flow(Generic[A]):
    """So much of an offer goes to a need."""

    offer: str
    need: str
    amount: A


@dataclass(frozen=True, slots=True)
class Covered(Generic[A]):
    """One need: how much of it is covered, at the status of the offers, and how much nobody covers."""

    need: Need
    covered: A
    unmet: Needed


@dataclass(frozen=True, slots=True)
class Unused(Generic[A]):
    """So much of an offer serves nothing, and why."""

    offer: Offer[A]
    amount: A
    reason: Reason


@dataclass(frozen=True, slots=True)
class Coverage(Generic[A]):
    """What one status of pledges covers. Another status has a coverage of its own."""

    flows: tuple[Flow[A], ...]
    needs: tuple[Covered[A], ...]
    unused: tuple[Unused[A], ...]


def cover(needs: Sequence[Need], offers: Sequence[Offer[A]], *, status: type[A]) -> Coverage[A]:
    """Send offers of one status to needs.

    First as little as possible stays unmet. Then what is tightly earmarked is used before what is loosely
    earmarked, so that the loose part stays free. Then earlier needs come before later ones. Whatever is
    still open is settled by the properties of needs and offers in a fixed order, and by the ids only
    between two that are alike in everything else.

    Raises: BadCoverage; NotTheSame if an offer has another status.
    """
    _own_ids("needs", [need.id for need in needs])
    _own_ids("offers", [offer.id for offer in offers])
    for offer in offers:
        if type(offer.amount) is not status:
            raise NotTheSame("other_status", offer.amount, status)
    wanted = sorted(needs, key=lambda need: (need.signature, need.id))
    given = sorted(offers, key=lambda offer: (offer.signature, offer.id))
    arcs = [
        Arc(one, other)
        for one, offer in enumerate(given)
        for other, need in enumerate(wanted)
        if offer.amount and need.amount and eligible(offer, need)
    ]
    flows = solve(
        [offer.amount.value for offer in given],
        [need.amount.value for need in wanted],
        arcs,
        _aims(given, wanted, arcs),
    )
    moved = [
        Flow(given[arc.offer].id, wanted[arc.need].id, status(flow, given[arc.offer].amount.measure))
        for arc, flow in zip(arcs, flows, strict=True)
        if flow
    ]
    return _result(needs, offers, moved, status)


def _aims(offers: Sequence[Offer[A]], needs: Sequence[Need], arcs: Sequence[Arc]) -> list[list[int]]:
    begins = {day: rank for rank, day in enumerate(sorted({need.since for need in needs}))}
    return [
        [-1] * len(arcs),
        [offers[arc.offer].looseness for arc in arcs],
        [begins[needs[arc.need].since] for arc in arcs],
        [rank for rank, _arc in enumerate(arcs)],
    ]


def _result(
    needs: Sequence[Need], offers: Sequence[Offer[A]], flows: Sequence[Flow[A]], status: type[A]
) -> Coverage[A]:
    got = _summed((flow.need, flow.amount.value) for flow in flows)
    used = _summed((flow.offer, flow.amount.value) for flow in flows)
    covered = tuple(
        Covered(
            need,
            status(got.get(need.id, 0), need.amount.measure),
            Needed(need.amount.value - got.get(need.id, 0), need.amount.measure),
        )
        for need in needs
    )
    open_units = {each.unmet.measure for each in covered if each.unmet}
    unused = tuple(
        Unused(offer, status(left, offer.amount.measure), _reason(offer, needs, open_units))
        for offer in offers
        if (left := offer.amount.value - used.get(offer.id, 0))
    )
    places = {offer.id: place for place, offer in enumerate(offers)}
    rows = {need.id: place for place, need in enumerate(needs)}
    ordered = sorted(flows, key=lambda flow: (places[flow.offer], rows[flow.need]))
    return Coverage(tuple(ordered), covered, unused)


def _reason(offer: Offer[A], needs: Sequence[Need], open_units: set[Measure]) -> Reason:
    none = why_not(offer, needs)
    if none is not None:
        return none
    return Reason.OVER_EARMARKED if offer.amount.measure in open_units else Reason.BEYOND_NEED


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, value in pairs:
        sums[key] = sums.get(key, 0) + value
    return sums


def _own_ids(what: str, ids: Sequence[str]) -> None:
    seen: set[str] = set()
    for place, each in enumerate(ids):
        if each in seen:
            raise BadCoverage("duplicate_id", place=f"{what}[{place}].id", found=each)
        seen.add(each)
