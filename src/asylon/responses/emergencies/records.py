"""What can be written about an emergency, as it comes from a page, a program or a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from asylon.responses.emergencies.kinds import (
    AgeBand,
    CauseKind,
    Characteristic,
    HowKnown,
    Indicator,
    Sector,
    Sex,
    Stage,
    Unit,
)

UNKNOWN_ORIGIN = "UNK"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEmergency:
    """An emergency as somebody opens or corrects it. Countries are ISO 3166-1 alpha-3 codes."""

    name: str
    began_on: date
    hosts: Sequence[str]
    origins: Sequence[str] = ()
    summary: str = ""
    closed_on: date | None = None
    invented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArrivals:
    """People who arrived on a day at a place. `persons` None is not known, 0 is nobody.

    A person stands in one row only: write a number whole or split, never both. `first_crossing` is false
    for people who were counted before at another border; they are kept and not added up.
    """

    on: date
    place: str
    host: str
    persons: int | None
    origin: str = UNKNOWN_ORIGIN
    sex: Sex = Sex.NOT_KNOWN
    age: AgeBand = AgeBand.NOT_KNOWN
    how: HowKnown = HowKnown.COUNTED
    first_crossing: bool = True
    source: str = ""
    """Empty is the source of the whole sheet."""

    @property
    def key(self) -> tuple[date, str, str, str, str, str, bool]:
        """What the row is about."""
        return (
            self.on,
            self.place.strip(),
            self.host,
            self.origin,
            self.sex,
            self.age,
            self.first_crossing,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCapacity:
    """What a sector can take, and how much is in use. An empty district is the whole country."""

    on: date
    sector: Sector
    unit: Unit
    capacity: int | None
    in_use: int | None = None
    district: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProcedures:
    """What individual procedures can do. None is not known."""

    on: date
    host: str
    waiting: int | None = None
    new_a_week: int | None = None
    decisions_a_week: int | None = None
    interviewers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewThreshold:
    """A mark for an indicator. Without a mark the one before is taken away."""

    indicator: Indicator
    mark: Decimal | None
    reasons: str
    sector: Sector | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeclaration:
    """That a named person declares a mass influx, because of some or all of the four characteristics."""

    on: date
    declared_by: str
    function: str
    reasons: str
    look_again_on: date
    characteristics: frozenset[Characteristic] = field(default_factory=frozenset)
    group_recognition: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOfDeclaration:
    """That a named person ends a declaration."""

    on: date
    declared_by: str
    function: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStage:
    """That a situation reached a stage."""

    stage: Stage
    since: date
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCause:
    """A root cause, a warning, or what is done about it."""

    kind: CauseKind
    on: date
    said: str
    source: str
    country: str = ""
