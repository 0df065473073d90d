"""Figures of an emergency as they are sent and as they stand. `null` is not known and never zero."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from asylon.api.shapes.base import Day, In, Out
from asylon.api.shapes.emergencies import Count, Iso3, Name, SectorCode, Source
from asylon.responses.emergencies import kinds, records
from asylon.responses.emergencies.recording import Recorded
from asylon.responses.emergencies.standing import ArrivalsSeen, CapacitySeen, ProceduresSeen


class SexCode(StrEnum):
    """The sex of the people counted in one row."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    NOT_KNOWN = "not_known"


class AgeCode(StrEnum):
    """Ages as the tables of UNHCR have them, and two wider ones where no more is known."""

    UNDER_5 = "0_4"
    FROM_5 = "5_11"
    FROM_12 = "12_17"
    ADULT = "18_59"
    OLDER = "60"
    CHILD = "0_17"
    GROWN = "18"
    NOT_KNOWN = "not_known"


class HowCode(StrEnum):
    """Whether somebody counted or estimated."""

    COUNTED = "counted"
    ESTIMATED = "estimated"


class UnitCode(StrEnum):
    """What a capacity is counted in."""

    PERSONS = "persons"
    PERSONS_A_DAY = "persons_a_day"
    FAMILIES = "families"
    STAFF = "staff"


class ArrivalsRowIn(In):
    """People who arrived on a day at a place. A person stands in one row only."""

    on: Day
    place: Name
    host: Iso3
    persons: Annotated[Count | None, Field(description="null: people came, how many is not known.")]
    origin: Iso3 = records.UNKNOWN_ORIGIN
    sex: Annotated[SexCode, Field(strict=False)] = SexCode.NOT_KNOWN
    age: Annotated[AgeCode, Field(strict=False)] = AgeCode.NOT_KNOWN
    how: Annotated[HowCode, Field(strict=False)] = HowCode.COUNTED
    first_crossing: Annotated[
        bool, Field(description="false: counted before at another border; kept, and not added up.")
    ] = True

    def record(self) -> records.NewArrivals:
        """The record that it is."""
        return records.NewArrivals(
            on=self.on,
            place=self.place,
            host=self.host,
            persons=self.persons,
            origin=self.origin,
            sex=kinds.Sex(self.sex),
            age=kinds.AgeBand(self.age),
            how=kinds.HowKnown(self.how),
            first_crossing=self.first_crossing,
        )


class ArrivalsIn(In):
    """Rows of arrivals. A row about the same as an older one supersedes it; both are kept."""

    source: Source
    rows: Annotated[list[ArrivalsRowIn], Field(min_length=1, max_length=1_000)]
    invented: bool = False


class CapacityRowIn(In):
    """What a sector can take in a district, and how much is in use."""

    on: Day
    sector: Annotated[SectorCode, Field(strict=False)]
    unit: Annotated[UnitCode, Field(strict=False)]
    capacity: Count | None
    in_use: Count | None = None
    district: Annotated[str, Field(max_length=120, description="Empty is the whole country.")] = ""

    def record(self) -> records.NewCapacity:
        """The record that it is."""
        return records.NewCapacity(
            on=self.on,
            sector=kinds.Sector(self.sector),
            unit=kinds.Unit(self.unit),
            capacity=self.capacity,
            in_use=self.in_use,
            district=self.district,
        )


class CapacitiesIn(In):
    """Reports of capacities. The newest of a sector, district and unit counts."""

    source: Source
    rows: Annotated[list[CapacityRowIn], Field(min_length=1, max_length=1_000)]
    invented: bool = False


class ProceduresIn(In):
    """What the individual procedures of one host can do."""

    on: Day
    host: Iso3
    source: Source
    waiting: Count | None = None
    new_a_week: Count | None = None
    decisions_a_week: Count | None = None
    interviewers: Count | None = None
    invented: bool = False

    def record(self) -> records.NewProcedures:
        """The record that it is."""
        return records.NewProcedures(**self.model_dump(exclude={"source", "invented"}))


class ArrivalsRecordedOut(Out):
    """What came of rows."""

    new: int
    replaced: int
    same: int


class WrittenOut(Out):
    """How many reports were written down."""

    rows: int


class ArrivalsRowOut(Out):
    """One row of arrivals that stands."""

    on: date
    place: str
    host: str
    origin: str
    sex: str
    age: str
    persons: int | None
    how: str
    first_crossing: bool
    source: str
    invented: bool
    corrected: bool
    delay_days: int


class ArrivalsOut(Out):
    """Rows of arrivals that stand, the newest day first, and how many there are."""

    rows: list[ArrivalsRowOut]
    total: int


class CapacityRowOut(Out):
    """One report of a capacity."""

    on: date
    sector: str
    district: str
    unit: str
    capacity: int | None
    in_use: int | None
    source: str
    invented: bool


class ProceduresRowOut(Out):
    """One report of procedures."""

    on: date
    host: str
    waiting: int | None
    new_a_week: int | None
    decisions_a_week: int | None
    interviewers: int | None
    source: str
    invented: bool


class CapacitiesOut(Out):
    """Reports of capacities and of procedures, the newest first, and how many there are of each."""

    capacities: list[CapacityRowOut]
    procedures: list[ProceduresRowOut]
    total_capacities: int
    total_procedures: int


def recorded_out(made: Recorded) -> ArrivalsRecordedOut:
    """What came of rows, to send."""
    return ArrivalsRecordedOut(new=made.new, replaced=made.replaced, same=made.same)


def arrivals_row_out(row: ArrivalsSeen) -> ArrivalsRowOut:
    """A row of arrivals to send."""
    return ArrivalsRowOut(
        on=row.on,
        place=row.place,
        host=row.host,
        origin=row.origin,
        sex=row.sex.value,
        age=row.age.value,
        persons=row.persons,
        how=row.how.value,
        first_crossing=row.first_crossing,
        source=row.source,
        invented=row.invented,
        corrected=row.corrected,
        delay_days=row.delay_days,
    )


def capacity_row_out(row: CapacitySeen) -> CapacityRowOut:
    """A report of a capacity to send."""
    return CapacityRowOut(
        on=row.on,
        sector=row.sector.value,
        district=row.district,
        unit=row.unit.value,
        capacity=row.capacity,
        in_use=row.in_use,
        source=row.source,
        invented=row.invented,
    )


def procedures_row_out(row: ProceduresSeen) -> ProceduresRowOut:
    """A report of procedures to send."""
    return ProceduresRowOut(
        on=row.on,
        host=row.host,
        waiting=row.waiting,
        new_a_week=row.new_a_week,
        decisions_a_week=row.decisions_a_week,
        interviewers=row.interviewers,
        source=row.source,
        invented=row.invented,
    )
