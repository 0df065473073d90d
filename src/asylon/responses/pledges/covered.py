"""What the pledges of an emergency cover, at each status apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from asylon.responses.pledges.kinds import SECTOR_OF
from asylon.responses.pledges.reading import ReadNeed, ReadPledge
from asylon.sharing.coverage import (
    Announced,
    Committed,
    Coverage,
    Delivered,
    Need,
    Offer,
    cover,
)
from asylon.sharing.coverage.amounts import A


@dataclass(frozen=True, slots=True)
class Coverages:
    """Three coverages that say three different things. Ids are those of needs and of pledges' parts."""

    announced: Coverage[Announced]
    committed: Coverage[Committed]
    delivered: Coverage[Delivered]


def coverages(needs: Iterable[ReadNeed], pledges: Sequence[ReadPledge]) -> Coverages:
    """What is covered if all that was announced comes, by what is committed, and by what has come."""
    wanted = [_need(each) for each in needs]
    return Coverages(
        cover(wanted, offers(pledges, status=Announced), status=Announced),
        cover(wanted, offers(pledges, status=Committed), status=Committed),
        cover(wanted, offers(pledges, status=Delivered), status=Delivered),
    )


def offers(pledges: Iterable[ReadPledge], *, status: type[A]) -> list[Offer[A]]:
    """The parts of pledges as offers, with what of each stands at one status."""
    column = status.__name__.lower()
    return [
        Offer(
            id=str(part.id),
            amount=status(getattr(part.stands, column), pledge.measure),
            since=part.since,
            until=part.until,
            sectors=sectors_of(pledge),
            district=pledge.earmark.district,
            population=pledge.earmark.population or "",
            for_since=pledge.earmark.since,
            for_until=pledge.earmark.until,
            condition_met=pledge.usable,
        )
        for pledge in pledges
        for part in pledge.parts
    ]


def sectors_of(pledge: ReadPledge) -> frozenset[str]:
    """The sectors that a pledge may serve: its earmark, or what its kind is for; empty for any."""
    only = SECTOR_OF.get(pledge.kind)
    return frozenset({only.value}) if only else frozenset(each.value for each in pledge.earmark.sectors)


def _need(need: ReadNeed) -> Need:
    return Need(
        id=str(need.id),
        amount=need.amount,
        sector=need.sector,
        since=need.since,
        until=need.until,
        district=need.district,
        population=need.population or "",
    )
