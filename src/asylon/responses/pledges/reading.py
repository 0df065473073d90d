"""Needs and pledges as they are read: no rows of a table, and every amount with its status and unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from asylon.responses.pledges.kinds import DonorKind, Kind, Population, Sector, Step
from asylon.responses.pledges.standing import Standing
from asylon.sharing.coverage import (
    Announced,
    Committed,
    Delivered,
    Measure,
    Needed,
    Reported,
)


@dataclass(frozen=True, slots=True, order=True)
class Donor:
    """Who pledged: a State by its ISO 3166-1 code, or somebody by name."""

    kind: DonorKind
    state: str
    name: str

    @property
    def key(self) -> str:
        """What stands for the donor in addresses and tables: the code, or the name."""
        return self.state or self.name


@dataclass(frozen=True, slots=True)
class ReadNeed:
    """A need."""

    id: UUID
    version: int
    emergency: UUID
    sector: Sector
    district: str
    population: Population | None
    since: date
    until: date
    amount: Needed
    source: str
    plan_item: UUID | None
    invented: bool


@dataclass(frozen=True, slots=True)
class ReadMovement:
    """One step of one part, who wrote it down, and where it can be read."""

    id: UUID
    number: int
    part: UUID
    step: Step
    amount: int
    on: date
    evidence: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """A dated part and what of it stands at each status."""

    id: UUID
    since: date
    until: date
    stands: Standing


@dataclass(frozen=True, slots=True)
class Earmark:
    """What a pledge is earmarked for; empty for whatever is left open."""

    sectors: tuple[Sector, ...]
    district: str
    population: Population | None
    since: date | None
    until: date | None

    @property
    def is_open(self) -> bool:
        """Whether nothing was said about what it is for."""
        return not (self.sectors or self.district or self.population or self.since or self.until)


@dataclass(frozen=True, slots=True)
class ReadPledge:
    """A pledge with its parts and movements. `last` is the number to give back with the next movement."""

    id: UUID
    version: int
    emergency: UUID
    donor: Donor
    kind: Kind
    measure: Measure
    conditions: str
    conditions_met_on: date | None
    earmark: Earmark
    note: str
    invented: bool
    parts: tuple[Part, ...]
    movements: tuple[ReadMovement, ...]

    @property
    def last(self) -> int:
        """The number of the last movement."""
        return self.movements[-1].number

    @property
    def announced_on(self) -> date:
        """The first day on which any of it was announced."""
        return min(each.on for each in self.movements)

    @property
    def usable(self) -> bool:
        """Whether no condition is open."""
        return not self.conditions or self.conditions_met_on is not None

    @property
    def announced(self) -> Announced:
        """What stands announced, over all parts."""
        return Announced(sum(part.stands.announced for part in self.parts), self.measure)

    @property
    def committed(self) -> Committed:
        """What stands committed, over all parts."""
        return Committed(sum(part.stands.committed for part in self.parts), self.measure)

    @property
    def delivered(self) -> Delivered:
        """What was delivered, over all parts."""
        return Delivered(sum(part.stands.delivered for part in self.parts), self.measure)

    @property
    def reported(self) -> Reported:
        """What was reported, over all parts."""
        return Reported(sum(part.stands.reported for part in self.parts), self.measure)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which pledges of a ledger are wanted; what is empty does not narrow.

    Attributes:
        donor: a State's code, or a name.
        status: pledges of which something stands at this status: `announced` to `reported`; `waiting` for
            those of which something is not delivered yet.
    """

    kind: str = ""
    donor: str = ""
    status: str = ""

    def takes(self, pledge: ReadPledge) -> bool:
        """Whether a pledge is wanted."""
        return (
            (not self.kind or pledge.kind == self.kind)
            and (not self.donor or pledge.donor.key == self.donor)
            and (not self.status or _stands_at(pledge, self.status))
        )


STATUSES = ("announced", "committed", "delivered", "reported", "waiting")


def _stands_at(pledge: ReadPledge, status: str) -> bool:
    if status == "waiting":
        return any(part.stands.undelivered for part in pledge.parts)
    return any(getattr(part.stands, status, 0) for part in pledge.parts)


@dataclass(frozen=True, slots=True)
class Promised:
    """One unit: what is needed and what stands at each status. Four numbers, and no sum of them."""

    measure: Measure
    needed: Needed
    announced: Announced
    committed: Committed
    delivered: Delivered
    reported: Reported


def promised(needs: Iterable[ReadNeed], pledges: Iterable[ReadPledge]) -> tuple[Promised, ...]:
    """What is needed and what stands, a row for each unit, money first."""
    found: dict[Measure, Promised] = {}

    def of(measure: Measure) -> Promised:
        zero = (
            Needed(0, measure),
            Announced(0, measure),
            Committed(0, measure),
            Delivered(0, measure),
            Reported(0, measure),
        )
        return found.get(measure) or Promised(measure, *zero)

    for need in needs:
        row = of(need.amount.measure)
        found[row.measure] = Promised(
            row.measure,
            row.needed + need.amount,
            row.announced,
            row.committed,
            row.delivered,
            row.reported,
        )
    for pledge in pledges:
        row = of(pledge.measure)
        found[row.measure] = Promised(
            row.measure,
            row.needed,
            row.announced + pledge.announced,
            row.committed + pledge.committed,
            row.delivered + pledge.delivered,
            row.reported + pledge.reported,
        )
    return tuple(found[measure] for measure in sorted(found))
