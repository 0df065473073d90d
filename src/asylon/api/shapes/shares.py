"""Scenarios of shares. Shares and ratios are numbers for reading; the exact ones are in the stored steps."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from asylon.api.shapes.base import In, Out
from asylon.responses.reviews.burdens import Burdens
from asylon.responses.shares.carrying import Row, WhoCarries
from asylon.responses.shares.records import (
    LONGEST_NAME,
    LONGEST_REASONS,
    NewScenario,
    ScenarioLine,
    ScenarioSeen,
)
from asylon.sharing import Key, Waterfall
from asylon.sharing.index import Burden
from asylon.sharing.scenarios import SideBySide

MOST_STATES = 300
State = Annotated[str, Field(min_length=1, max_length=60)]
KeyText = Annotated[str, Field(max_length=20_000, description="A key file, as for asylon apportion.")]


class CarriedCode(StrEnum):
    """What States carry already: one of the measures of UNHCR, never several added up."""

    REFUGEES = "refugees"
    ASYLUM_SEEKERS = "asylum_seekers"
    OIP = "oip"


class ScenarioIn(In):
    """A scenario to work out: a key that ships, or the text of one, not both."""

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    reasons: Annotated[str, Field(max_length=LONGEST_REASONS)] = ""
    preset: Annotated[str, Field(max_length=60)] = ""
    key: KeyText = ""
    total: Annotated[int, Field(ge=1, le=100_000_000)]
    states: Annotated[tuple[State, ...], Field(strict=False, max_length=MOST_STATES)] = ()
    measure: Annotated[CarriedCode, Field(strict=False)] = CarriedCode.REFUGEES
    invented: bool = False

    def record(self, key: Key) -> NewScenario:
        """What was sent, with the key that it names."""
        return NewScenario(
            name=self.name,
            reasons=self.reasons,
            key=key,
            total=self.total,
            states=tuple(dict.fromkeys(self.states)),
            measure=self.measure.value,
            invented=self.invented,
        )


class ScenarioLineOut(Out):
    """A scenario in the list."""

    id: UUID
    name: str
    reasons: str
    key_title: str
    total: int
    invented: bool
    by: str
    at: datetime


class ScenariosOut(Out):
    """Every scenario of an emergency, the oldest first."""

    scenarios: list[ScenarioLineOut]


class CarryOut(Out):
    """One State: what it carries, its fair part, the ratio and its bounds. null: not known."""

    state: str
    carried: int | None
    fair: float
    ratio: float | None
    low: float | None
    high: float | None
    persons: int


class FirmOut(Out):
    """How firm a State's share is: nine draws of weights in ten lie between `low` and `high`."""

    state: str
    share: float
    low: float
    high: float
    rank: int
    keeps_rank: float
    by_method: dict[str, int]
    by_year: dict[str, float]


class ScenarioOut(Out):
    """One scenario with all that it rested on. `sharing` is what asylon apportion gives as JSON."""

    id: UUID
    name: str
    reasons: str
    invented: bool
    by: str
    at: datetime
    fingerprint: str
    attributions: list[str]
    carried_year: int | None
    gini: float | None
    carrying: list[CarryOut]
    sensitivity: list[FirmOut]
    sharing: dict[str, Any]


class BarOut(Out):
    """What one step does to a State, in persons."""

    step: str
    title: str
    effect: float
    after: float


class WhyOut(Out):
    """From nothing to a State's number; the effects add up."""

    state: str
    start: float
    bars: list[BarOut]
    end: int


class BurdensLineOut(Out):
    """One State's ratios, 1 being fair. null: not known, or nothing is carried by anybody."""

    state: str
    people: float | None
    money: float | None
    places: float | None
    combined: float | None


class BurdensOut(Out):
    """People hosted, money and places delivered, and all three with stated weights."""

    weights: dict[str, int]
    currency: str
    other_currencies: list[str]
    states: list[BurdensLineOut]


class BesideLineOut(Out):
    """One State under each scenario. null: it takes no part."""

    state: str
    persons: list[int | None]
    ranks: list[int | None]


class BesideOut(Out):
    """Scenarios side by side, and how many people would be elsewhere than under the first."""

    scenarios: list[UUID]
    totals: list[int]
    moved: list[float]
    lines: list[BesideLineOut]


def line_out(line: ScenarioLine) -> ScenarioLineOut:
    """A line as it is sent."""
    return ScenarioLineOut(
        id=line.id,
        name=line.name,
        reasons=line.reasons,
        key_title=line.key_title,
        total=line.total,
        invented=line.invented,
        by=line.by,
        at=line.at,
    )


def scenario_out(seen: ScenarioSeen, found: WhoCarries) -> ScenarioOut:
    """A scenario as it is sent."""
    return ScenarioOut(
        id=seen.id,
        name=seen.name,
        reasons=seen.reasons,
        invented=seen.invented,
        by=seen.by,
        at=seen.at,
        fingerprint=seen.fingerprint,
        attributions=list(seen.attributions),
        carried_year=seen.carried.year,
        gini=None if found.gini is None else float(found.gini),
        carrying=[_carry(row, seen) for row in found.rows],
        sensitivity=[
            FirmOut(
                state=line.state,
                share=line.share,
                low=line.firmness.shares.low,
                high=line.firmness.shares.high,
                rank=line.firmness.rank,
                keeps_rank=line.firmness.keeps_rank,
                by_method={str(method): persons for method, persons in line.by_method.items()},
                by_year=dict(line.by_year),
            )
            for line in seen.sensitivity.lines
        ],
        sharing=dict(seen.stored),
    )


def why_out(found: Waterfall) -> WhyOut:
    """A waterfall as it is sent."""
    return WhyOut(
        state=found.state,
        start=float(found.start),
        bars=[
            BarOut(step=bar.id, title=bar.title, effect=float(bar.effect), after=float(bar.after))
            for bar in found.bars
        ],
        end=found.end,
    )


def burdens_out(found: Burdens) -> BurdensOut:
    """Burdens as they are sent."""
    return BurdensOut(
        weights={burden.value: weight for burden, weight in found.weights.items()},
        currency=found.currency,
        other_currencies=list(found.other_currencies),
        states=[
            BurdensLineOut(
                state=row.state,
                people=_number(row.ratios[Burden.PEOPLE]),
                money=_number(row.ratios[Burden.MONEY]),
                places=_number(row.ratios[Burden.PLACES]),
                combined=_number(row.combined),
            )
            for row in found.rows
        ],
    )


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def beside_out(found: SideBySide) -> BesideOut:
    """Scenarios side by side as they are sent; their names are ids."""
    return BesideOut(
        scenarios=[UUID(name) for name in found.names],
        totals=list(found.totals),
        moved=[float(each) for each in found.moved],
        lines=[
            BesideLineOut(state=line.state, persons=list(line.persons), ranks=list(line.ranks))
            for line in found.lines
        ],
    )


def _carry(row: Row, seen: ScenarioSeen) -> CarryOut:
    return CarryOut(
        state=row.state,
        carried=None if row.carried is None else round(row.carried),
        fair=float(row.fair),
        ratio=None if row.ratio is None else float(row.ratio),
        low=row.low,
        high=row.high,
        persons=seen.sharing.persons.get(row.state, 0),
    )
