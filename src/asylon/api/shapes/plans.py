"""Consultations and plans of action as they are sent from here. Money is in whole minor units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from asylon.api.shapes.base import Out
from asylon.api.shapes.plan_entries import Said
from asylon.api.shapes.plan_triggers import TriggerOut, trigger_out
from asylon.responses.plans.arrangements import Arrangement
from asylon.responses.plans.comparing import Difference
from asylon.responses.plans.faults import Lack
from asylon.responses.plans.items import ItemEntry
from asylon.responses.plans.selectors import Checked, ConsultationSeen, ItemSeen, PlanSeen
from asylon.responses.plans.triggers import TriggerSeen


class ArrangementOut(Out):
    """One thing that a plan can arrange."""

    code: str
    part: str
    name: str
    words: str
    cites: str


class ArrangementsOut(Out):
    """Every arrangement, in the order of the Conclusion."""

    arrangements: list[ArrangementOut]


class PartyOut(Out):
    """A body at a table."""

    id: UUID
    kind: str
    name: str
    iso3: str
    voice: str


class OptionOut(Out):
    """Something that was examined."""

    words: str
    finding: str
    reasons: str


class ConsultationOut(Out):
    """A consultation with who came, what was examined, and the plans that came of it."""

    id: UUID
    emergency: UUID
    basis: str
    asked_by: str
    convened_on: date
    held_on: date | None
    place: str
    outcome: str
    parties: list[PartyOut]
    options: list[OptionOut]
    plans: list[UUID]
    version: int


class ConsultationsOut(Out):
    """The consultations on an emergency, the newest first."""

    consultations: list[ConsultationOut]


class PlanLineOut(Out):
    """A plan in a list."""

    id: UUID
    name: str
    emergency: UUID | None
    host: str
    invented: bool


class PlanLinesOut(Out):
    """Plans, the newest first."""

    plans: list[PlanLineOut]


class CheckLineOut(Out):
    """A line of a checklist with its newest answer. All lines wait for a lawyer."""

    asked: str
    stage: str
    floor: bool
    words: str
    cites: str
    said: Said
    answer: str
    by: str
    at: datetime | None


class PlanItemOut(Out):
    """An item with how far it is and what was answered about it."""

    id: UUID
    thread: UUID
    version: int
    code: str
    what: str
    actor: str
    sector: str
    need: str
    need_amount: int | None
    need_unit: str
    cost_minor: int | None
    currency: str
    from_on: date | None
    until_on: date | None
    movement: str
    moves_children: str
    receiving: str
    state: str
    reached: int | None
    stages: list[CheckLineOut]
    children: list[CheckLineOut]


class LackOut(Out):
    """Something that a draft lacks; what blocks must be there before it is adopted."""

    code: str
    of: str
    asked: str
    blocks: bool


class VersionOut(Out):
    """A version of a plan."""

    id: UUID
    number: int
    state: str
    review_on: date | None
    forecast_low: int | None
    forecast_high: int | None
    forecast_source: str
    adopted_at: datetime | None
    adopted_by: str
    reasons: str
    version: int


class StandbyOut(Out):
    """What stands ready."""

    what: str
    held_by: str
    amount: int
    unit: str
    release_days: int


class PlanOut(Out):
    """A plan at one of its versions."""

    id: UUID
    version: int
    name: str
    emergency: UUID | None
    consultation: UUID | None
    scenario: str
    host: str
    invented: bool
    shown: VersionOut
    versions: list[VersionOut]
    items: list[PlanItemOut]
    members: list[PartyOut]
    standards: list[CheckLineOut]
    triggers: list[TriggerOut]
    standby: list[StandbyOut]
    lacks: list[LackOut]


class AmendmentOut(Out):
    """One change of a plan that had been adopted."""

    version: int
    thread: UUID | None
    code: str
    field: str
    before: str
    after: str
    why: str
    proposal: UUID | None
    by: str
    at: datetime


class AmendmentsOut(Out):
    """The amendments of a plan, the newest first."""

    amendments: list[AmendmentOut]


class DifferenceOut(Out):
    """One difference between two versions; empty text is nothing."""

    thread: UUID
    code: str
    what: str
    field: str
    before: str
    after: str


class ComparedOut(Out):
    """What is other in the second version."""

    first: int
    second: int
    differences: list[DifferenceOut]


def arrangement_out(found: Arrangement) -> ArrangementOut:
    """An arrangement to send."""
    return ArrangementOut(
        code=found.code,
        part=found.part.value,
        name=str(found.name),
        words=str(found.words),
        cites=found.cites,
    )


def party_out(row: Any) -> PartyOut:
    """A party, a member, or somebody present, to send."""
    return PartyOut(id=row.pk, kind=row.kind, name=row.name, iso3=row.iso3, voice=row.voice)


def consultation_out(seen: ConsultationSeen) -> ConsultationOut:
    """A consultation to send."""
    row = seen.row
    return ConsultationOut(
        id=row.pk,
        emergency=row.emergency_id,
        basis=row.basis,
        asked_by=row.asked_by,
        convened_on=row.convened_on,
        held_on=row.held_on,
        place=row.place,
        outcome=row.outcome,
        parties=[party_out(each) for each in seen.parties],
        options=[
            OptionOut(words=each.words, finding=each.finding, reasons=each.reasons) for each in seen.options
        ],
        plans=[each.pk for each in seen.plans],
        version=row.version,
    )


def plan_line_out(row: Any) -> PlanLineOut:
    """A plan in a list, to send."""
    return PlanLineOut(
        id=row.pk, name=row.name, emergency=row.emergency_id, host=row.host, invented=row.invented
    )


def plan_out(seen: PlanSeen, *, triggers: Iterable[TriggerSeen]) -> PlanOut:
    """A plan to send."""
    row = seen.plan
    return PlanOut(
        id=row.pk,
        version=row.version,
        name=row.name,
        emergency=row.emergency_id,
        consultation=row.consultation_id,
        scenario=row.scenario,
        host=row.host,
        invented=row.invented,
        shown=_version(seen.version),
        versions=[_version(each) for each in seen.versions],
        items=[item_out(each) for each in seen.items],
        members=[party_out(each) for each in seen.members],
        standards=[_line(each) for each in seen.standards],
        triggers=[trigger_out(each) for each in triggers],
        standby=[
            StandbyOut(
                what=each.what,
                held_by=each.held_by,
                amount=each.amount,
                unit=each.unit,
                release_days=each.release_days,
            )
            for each in seen.standby
        ],
        lacks=[lack_out(each) for each in seen.lacks],
    )


def item_out(seen: ItemSeen) -> PlanItemOut:
    """An item to send."""
    told = {each.name: getattr(seen.row, each.name) for each in fields(ItemEntry)}
    return PlanItemOut(
        id=seen.row.pk,
        thread=seen.row.thread,
        version=seen.row.version,
        **told,
        state=seen.state,
        reached=seen.progress.reached if seen.progress else None,
        stages=[_line(each) for each in seen.stages],
        children=[_line(each) for each in seen.children],
    )


def lack_out(lack: Lack) -> LackOut:
    """A lack to send."""
    return LackOut(code=lack.code, of=lack.of, asked=lack.asked, blocks=lack.blocks)


def amendment_out(row: Any) -> AmendmentOut:
    """An amendment to send."""
    return AmendmentOut(
        version=row.into.number,
        thread=row.thread,
        code=row.code,
        field=row.field,
        before=row.before,
        after=row.after,
        why=row.why,
        proposal=row.proposal,
        by=row.by.name,
        at=row.at,
    )


def difference_out(found: Difference) -> DifferenceOut:
    """A difference to send."""
    return DifferenceOut(
        thread=found.thread,
        code=found.code,
        what=found.what,
        field=found.field,
        before=found.before,
        after=found.after,
    )


def _version(row: Any) -> VersionOut:
    return VersionOut(
        id=row.pk,
        number=row.number,
        state=row.state,
        review_on=row.review_on,
        forecast_low=row.forecast_low,
        forecast_high=row.forecast_high,
        forecast_source=row.forecast_source,
        adopted_at=row.adopted_at,
        adopted_by=row.adopted_by.name if row.adopted_by else "",
        reasons=row.reasons,
        version=row.version,
    )


def _line(checked: Checked) -> CheckLineOut:
    line, answer = checked.line, checked.answer
    return CheckLineOut(
        asked=line.code,
        stage=line.stage,
        floor=line.floor,
        words=str(line.words),
        cites=line.cites,
        said=Said(checked.said),
        answer=answer.words if answer else "",
        by=answer.by_name if answer else "",
        at=answer.at if answer else None,
    )
