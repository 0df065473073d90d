"""Needs, pledges and what is covered, as they are sent. Amounts are whole: minor units, or a count."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from asylon.api.shapes.base import Out
from asylon.responses.pledges.covered import Coverages
from asylon.responses.pledges.reading import Donor, ReadMovement, ReadNeed, ReadPledge
from asylon.responses.pledges.waiting import DeliveryTimes
from asylon.sharing.coverage import Measure, Unit, Waits
from asylon.sharing.coverage.amounts import A
from asylon.sharing.coverage.covering import Coverage


class MeasureOut(Out):
    """What an amount counts: `of` is the currency of money, or the sort of things."""

    unit: str
    of: str


class NeedSeenOut(Out):
    """A need."""

    id: UUID
    version: int
    sector: str
    district: str
    population: str
    since: date
    until: date
    measure: MeasureOut
    amount: int
    source: str
    plan_item: UUID | None
    invented: bool


class NeedsOut(Out):
    """The needs of an emergency, by sector and time."""

    needs: list[NeedSeenOut]


class DonorOut(Out):
    """Who pledged."""

    kind: str
    state: str
    name: str


class StandsOut(Out):
    """What stands at each status. Each is part of the one before: they have no sum."""

    announced: int
    committed: int
    delivered: int
    reported: int


class PartOut(Out):
    """A dated part of a pledge."""

    id: UUID
    since: date
    until: date
    stands: StandsOut


class MovementOut(Out):
    """One step of a pledge."""

    id: UUID
    number: int
    part: UUID
    step: str
    amount: int
    on: date
    evidence: str
    by: str
    at: datetime


class PledgeOut(Out):
    """A pledge. `last` is the number to send as `seen` with the next movement, `version` with new terms."""

    id: UUID
    version: int
    last: int
    donor: DonorOut
    kind: str
    measure: MeasureOut
    stands: StandsOut
    conditions: str
    conditions_met_on: date | None
    sectors: list[str]
    district: str
    population: str
    for_since: date | None
    for_until: date | None
    note: str
    invented: bool
    parts: list[PartOut]
    movements: list[MovementOut]


class PledgesOut(Out):
    """The pledges of an emergency, by donor and kind, and how many there are."""

    pledges: list[PledgeOut]
    total: int


class FlowOut(Out):
    """So much of a part goes to a need."""

    part: UUID
    need: UUID
    measure: MeasureOut
    amount: int


class CoveredOut(Out):
    """One need: how much is covered, and how much nobody covers."""

    need: UUID
    measure: MeasureOut
    covered: int
    unmet: int


class UnusedOut(Out):
    """So much of a part serves nothing, and why."""

    part: UUID
    measure: MeasureOut
    amount: int
    reason: str


class CoverageOut(Out):
    """What one status covers."""

    flows: list[FlowOut]
    needs: list[CoveredOut]
    unused: list[UnusedOut]


class CoveragesOut(Out):
    """Three coverages that say three different things; nothing of one is added to another."""

    announced: CoverageOut
    committed: CoverageOut
    delivered: CoverageOut


class WaitsOut(Out):
    """Days by which half had come, null while fewer than half have; and who still waits."""

    middle: int | None
    came: int
    waiting: int
    longest_waiting: int | None


class DonorWaitsOut(Out):
    """How long one donor took."""

    donor: DonorOut
    waits: WaitsOut


class FirstOut(Out):
    """Days from the beginning of the emergency to the first of a step; null: none yet."""

    step: str
    days: int | None
    waiting_days: int


class DeliveryTimesOut(Out):
    """How long it takes from pledge to delivery, and how soon the response began."""

    all: WaitsOut
    by_donor: list[DonorWaitsOut]
    not_due: int
    taken_back: int
    first: list[FirstOut]


class LedgerFileOut(Out):
    """The ledger as the text of a file."""

    media_type: str
    text: str


def need_out(need: ReadNeed) -> NeedSeenOut:
    """A need to send."""
    return NeedSeenOut(
        id=need.id,
        version=need.version,
        sector=need.sector,
        district=need.district,
        population=need.population or "",
        since=need.since,
        until=need.until,
        measure=measure_out(need.amount.measure),
        amount=need.amount.value,
        source=need.source,
        plan_item=need.plan_item,
        invented=need.invented,
    )


def pledge_out(pledge: ReadPledge) -> PledgeOut:
    """A pledge to send."""
    mark = pledge.earmark
    return PledgeOut(
        id=pledge.id,
        version=pledge.version,
        last=pledge.last,
        donor=donor_out(pledge.donor),
        kind=pledge.kind,
        measure=measure_out(pledge.measure),
        stands=StandsOut(
            announced=pledge.announced.value,
            committed=pledge.committed.value,
            delivered=pledge.delivered.value,
            reported=pledge.reported.value,
        ),
        conditions=pledge.conditions,
        conditions_met_on=pledge.conditions_met_on,
        sectors=[each.value for each in mark.sectors],
        district=mark.district,
        population=mark.population or "",
        for_since=mark.since,
        for_until=mark.until,
        note=pledge.note,
        invented=pledge.invented,
        parts=[
            PartOut(
                id=part.id,
                since=part.since,
                until=part.until,
                stands=StandsOut(
                    announced=part.stands.announced,
                    committed=part.stands.committed,
                    delivered=part.stands.delivered,
                    reported=part.stands.reported,
                ),
            )
            for part in pledge.parts
        ],
        movements=[_movement_out(each) for each in pledge.movements],
    )


def donor_out(donor: Donor) -> DonorOut:
    """A donor to send."""
    return DonorOut(kind=donor.kind, state=donor.state, name=donor.name)


def measure_out(measure: Measure) -> MeasureOut:
    """What an amount counts, to send."""
    return MeasureOut(unit=Unit(measure.unit).value, of=measure.of)


def coverages_out(found: Coverages) -> CoveragesOut:
    """Coverages to send."""
    return CoveragesOut(
        announced=_coverage_out(found.announced),
        committed=_coverage_out(found.committed),
        delivered=_coverage_out(found.delivered),
    )


def times_out(found: DeliveryTimes) -> DeliveryTimesOut:
    """Times to send."""
    return DeliveryTimesOut(
        all=_waits_out(found.all),
        by_donor=[
            DonorWaitsOut(donor=donor_out(donor), waits=_waits_out(each))
            for donor, each in found.by_donor.items()
        ],
        not_due=found.not_due,
        taken_back=found.taken_back,
        first=[
            FirstOut(step=each.step, days=each.days, waiting_days=each.waiting_days) for each in found.first
        ],
    )


def _movement_out(movement: ReadMovement) -> MovementOut:
    return MovementOut(
        id=movement.id,
        number=movement.number,
        part=movement.part,
        step=movement.step,
        amount=movement.amount,
        on=movement.on,
        evidence=movement.evidence,
        by=movement.by,
        at=movement.at,
    )


def _coverage_out(found: Coverage[A]) -> CoverageOut:
    return CoverageOut(
        flows=[
            FlowOut(
                part=UUID(flow.offer),
                need=UUID(flow.need),
                measure=measure_out(flow.amount.measure),
                amount=flow.amount.value,
            )
            for flow in found.flows
        ],
        needs=[
            CoveredOut(
                need=UUID(each.need.id),
                measure=measure_out(each.unmet.measure),
                covered=each.covered.value,
                unmet=each.unmet.value,
            )
            for each in found.needs
        ],
        unused=[
            UnusedOut(
                part=UUID(each.offer.id),
                measure=measure_out(each.amount.measure),
                amount=each.amount.value,
                reason=each.reason.value,
            )
            for each in found.unused
        ],
    )


def _waits_out(found: Waits) -> WaitsOut:
    return WaitsOut(
        middle=found.middle,
        came=found.came,
        waiting=found.waiting,
        longest_waiting=found.longest_waiting,
    )
