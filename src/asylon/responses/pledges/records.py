"""What can be written about needs and pledges, as it comes from a page or a program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asylon.responses.pledges.kinds import DonorKind, Kind, Population, Sector, Step, UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNeed:
    """A need as somebody writes or corrects it. Money in minor units of the currency."""

    sector: Sector
    since: date
    until: date
    unit: UnitKind
    amount: int
    source: str
    currency: str = ""
    item: str = ""
    district: str = ""
    population: Population | None = None
    plan_item: UUID | None = None
    invented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPart:
    """A dated part of a pledge, and how much of it is announced."""

    since: date
    until: date
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What may be corrected in a pledge later: conditions, earmarks, note."""

    conditions: str = ""
    conditions_met_on: date | None = None
    sectors: Sequence[Sector] = ()
    district: str = ""
    population: Population | None = None
    for_since: date | None = None
    for_until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPledge:
    """A pledge as it is announced: who, what, its parts, and where that can be read."""

    donor_kind: DonorKind
    kind: Kind
    unit: UnitKind
    parts: Sequence[NewPart]
    announced_on: date
    evidence: str
    donor_state: str = ""
    donor_name: str = ""
    currency: str = ""
    item: str = ""
    terms: Terms = Terms()
    invented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMovement:
    """One step of one part of a pledge.

    `another` says that a step of the same kind, amount and day stands already, and this is a second one.
    """

    tranche: UUID
    step: Step
    amount: int
    on: date
    evidence: str
    another: bool = False
