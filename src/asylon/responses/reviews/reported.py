"""What the rooms of responses say for the report, each in its own section."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from asylon.casework.access.visitors import Visitor
from asylon.casework.offices.zones import day_of
from asylon.responses.emergencies.characteristics import Seen, seen_of
from asylon.responses.emergencies.selectors import Situation, declarations_of, the_emergency
from asylon.responses.plans.selectors import (
    ConsultationSeen,
    PlanSeen,
    consultations,
    plan_of_emergency,
    plan_seen,
)
from asylon.responses.pledges.reading import ReadNeed, ReadPledge, promised
from asylon.responses.pledges.selectors import needs_of, pledges_of
from asylon.responses.pledges.waiting import delivery_times
from asylon.responses.reviews.report import NEVER, PEOPLE, Row, Section
from asylon.responses.reviews.selectors import next_review, review_seen
from asylon.responses.shares.carrying import who_carries
from asylon.responses.shares.records import ScenarioSeen
from asylon.responses.shares.selectors import all_scenarios

_OF_PEOPLE = frozenset({"arrived", "arrived_a_day"})
"""Indicators that count people: a small number of them is left out as everywhere."""


def sections_of(
    visitor: Visitor, emergency: UUID, *, now: datetime
) -> tuple[str, tuple[Section, ...], tuple[str, ...]]:
    """The name of an emergency, every section of its report, and what must be shown with its figures.

    Raises: Refused, NotThere.
    """
    today = now.date()
    found = the_emergency(visitor, emergency, now=now)
    seen = seen_of(visitor, emergency, now=now)
    consulted = consultations(visitor, emergency, now=now)
    row = plan_of_emergency(emergency)
    plan = plan_seen(row, today=today) if row else None
    scenarios = all_scenarios(visitor, emergency, now=now)
    pledges = pledges_of(visitor, emergency, now=now)
    needs = needs_of(visitor, emergency, now=now)
    sections = (
        Section("emergency", tuple(_emergency(found))),
        Section("characteristics", tuple(_characteristics(seen, found))),
        Section("arrivals", tuple(_arrivals(seen))),
        Section("declaration", tuple(_declaration(visitor, emergency, now))),
        Section("consultations", tuple(row for each in consulted for row in _consultation(each))),
        Section("plan", tuple(_plan(plan)) if plan else ()),
        Section("standards", tuple(_standards(plan)) if plan else ()),
        Section("shares", tuple(_shares(scenarios[0])) if scenarios else ()),
        Section("pledges", tuple(_pledges(needs, pledges))),
        Section("review", tuple(_review(plan, today)) if plan else ()),
        Section("predictability", tuple(_predictability(found, consulted, plan, pledges, today))),
    )
    attributions = tuple(dict.fromkeys(text for each in scenarios for text in each.attributions))
    return found.name, sections, attributions


def _emergency(found: Situation) -> Iterator[Row]:
    made_up = found.invented
    yield Row(measure="began_on", value=found.began_on.isoformat(), unit="day", invented=made_up)
    if found.closed_on:
        yield Row(measure="closed_on", value=found.closed_on.isoformat(), unit="day", invented=made_up)
    for code in found.hosts:
        yield Row(of=code, measure="host", value=code, unit="country", invented=made_up)
    for code in found.origins:
        yield Row(of=code, measure="origin", value=code, unit="country", invented=made_up)
    if found.stage:
        yield Row(measure="stage", value=found.stage.value, as_of=found.stage_since, invented=made_up)
    yield Row(measure="kept_by", value=found.kept_by)


def _characteristics(seen: Seen, found: Situation) -> Iterator[Row]:
    for each in seen.panel.indicators:
        yield Row(
            of=each.sector,
            measure=each.id,
            value=_number(each.value),
            hidden=seen.few and each.id in _OF_PEOPLE,
            unit=PEOPLE if each.id in _OF_PEOPLE else "",
            as_of=each.as_of,
            source=each.source,
            invented=seen.any_invented or found.invented,
        )
        if each.mark is not None:
            yield Row(of=each.sector, measure=f"{each.id}_mark", value=each.mark)


def _arrivals(seen: Seen) -> Iterator[Row]:
    whole = Row(
        measure="arrived_in_all",
        value=seen.splits.in_all,
        hidden=seen.splits.few,
        unit=PEOPLE,
        source=seen.panel.arrived.source,
        invented=seen.any_invented,
    )
    yield whole
    for name in ("by_sex", "by_age", "by_origin"):
        for cell in getattr(seen.splits, name):
            yield replace(
                whole,
                of=cell.of,
                measure=f"arrived_{name}",
                value=cell.persons,
                hidden=cell.persons is None,
            )


def _declaration(visitor: Visitor, emergency: UUID, now: datetime) -> Iterator[Row]:
    for each in declarations_of(visitor, emergency, now=now)[:1]:
        on = each.on
        yield Row(measure=each.kind.value, value=on.isoformat(), unit="day", as_of=on)
        yield Row(measure="declared_by", value=f"{each.declared_by}, {each.function}", as_of=on)
        yield Row(measure="reasons", value=each.reasons, as_of=on)
        for characteristic in each.characteristics:
            yield Row(of=characteristic.value, measure="named", value="yes", as_of=on)
        if each.look_again_on:
            yield Row(measure="look_again_on", value=each.look_again_on.isoformat(), unit="day", as_of=on)


def _consultation(seen: ConsultationSeen) -> Iterator[Row]:
    row = seen.row
    of = row.convened_on.isoformat()
    yield Row(of=of, measure="basis", value=row.basis, as_of=row.convened_on)
    if row.asked_by:
        yield Row(of=of, measure="asked_by", value=row.asked_by, unit="country")
    for party in seen.parties:
        yield Row(of=of, measure=f"party_{party.kind}", value=party.name)
    for option in seen.options:
        yield Row(of=of, measure=f"option_{option.finding}", value=option.words)
    if row.outcome:
        yield Row(of=of, measure="outcome", value=row.outcome)


def _plan(seen: PlanSeen) -> Iterator[Row]:
    version, made_up = seen.version, seen.plan.invented
    yield Row(measure="plan", value=seen.plan.name, invented=made_up)
    yield Row(measure="version", value=version.number)
    yield Row(measure="version_state", value=version.state)
    if version.adopted_at:
        yield Row(measure="adopted_on", value=day_of(version.adopted_at).isoformat(), unit="day")
        yield Row(measure="adopted_because", value=version.reasons)
    for member in seen.members:
        yield Row(of=member.kind, measure="member", value=member.name)
    for each in seen.items:
        row, of = each.row, f"{each.row.code} {each.row.what}"
        yield Row(of=of, measure="item_state", value=each.state, invented=made_up)
        if row.actor:
            yield Row(of=of, measure="item_actor", value=row.actor, invented=made_up)
        if row.need_amount is not None:
            unit = row.currency if row.need_unit == "money" else row.need_unit
            yield Row(of=of, measure="item_need", value=row.need_amount, unit=unit, invented=made_up)
            reached = each.progress.reached if each.progress else None
            yield Row(of=of, measure="item_reached", value=reached, unit=unit, invented=made_up)
        if row.cost_minor is not None:
            yield Row(
                of=of, measure="item_cost_minor", value=row.cost_minor, unit=row.currency, invented=made_up
            )


def _standards(seen: PlanSeen) -> Iterator[Row]:
    for each in seen.standards:
        on = day_of(each.answer.at) if each.answer else None
        yield Row(of=each.line.code, measure="standard", value=each.said, as_of=on, source=each.line.cites)


def _shares(scenario: ScenarioSeen) -> Iterator[Row]:
    sharing, made_up = scenario.sharing, scenario.invented
    source = scenario.carried.source
    yield Row(measure="scenario", value=scenario.name, invented=made_up)
    yield Row(measure="key", value=sharing.key.title, invented=made_up)
    yield Row(measure="shared_in_all", value=sharing.total, unit=PEOPLE, invented=made_up)
    for state, persons in sorted(sharing.persons.items(), key=lambda pair: (-pair[1], pair[0])):
        yield Row(of=state, measure="fair_share", value=persons, unit="places", invented=made_up)
    found = who_carries(scenario)
    for row in found.rows:
        if row.ratio is not None:
            ratio = round(float(row.ratio), 2)
            yield Row(of=row.state, measure="carried_over_fair", value=ratio, source=source)
    if found.gini is not None:
        yield Row(measure="gini", value=round(float(found.gini), 3), source=source)


def _pledges(needs: tuple[ReadNeed, ...], pledges: tuple[ReadPledge, ...]) -> Iterator[Row]:
    made_up = any(need.invented for need in needs) or any(pledge.invented for pledge in pledges)
    for each in promised(needs, pledges):
        of = each.measure.unit.value
        # Those who come to work are no refugees: no small number of them points at anybody.
        unit = "staff" if of == PEOPLE else each.measure.of or of
        # Five numbers, and no sum of them.
        for name in ("needed", "announced", "committed", "delivered", "reported"):
            value = getattr(each, name).value
            yield Row(of=of, measure=name, value=value, unit=unit, source="Pledge ledger", invented=made_up)


def _review(seen: PlanSeen, today: date) -> Iterator[Row]:
    following = next_review(seen.plan, today=today)
    if following:
        yield Row(measure="next_review_on", value=following.on.isoformat(), unit="day")
        yield Row(measure="review_overdue", value="yes" if following.overdue else "no")
    last = seen.plan.reviews.filter(state="held").order_by("-held_at").first()
    if last is None:
        return
    found = review_seen(last)
    yield Row(measure="last_review_on", value=last.on.isoformat(), unit="day")
    yield Row(measure="conclusion", value=last.conclusion)
    for each in found.present:
        yield Row(of=each.kind, measure="present", value=each.name)
    for one in found.found:
        figure = one.figure
        of = f"{figure.sort} {figure.of}".strip()
        yield Row(
            of=of,
            measure="finding",
            value=one.finding.verdict.value,
            as_of=figure.as_of,
            source=figure.source,
            invented=figure.invented,
        )
    for proposal in found.proposals:
        of = f"{proposal.code} {proposal.figure.of}".strip()
        yield Row(of=of, measure="decision", value=proposal.decision, source=proposal.reasons)


def _predictability(
    found: Situation,
    consulted: tuple[ConsultationSeen, ...],
    plan: PlanSeen | None,
    pledges: tuple[ReadPledge, ...],
    today: date,
) -> Iterator[Row]:
    """How soon, how steady: preamble 10 and 11, and the more predictable manner of paragraph (i)."""
    began = found.began_on
    first = min((each.row.convened_on for each in consulted), default=None)
    yield _days("days_to_consultation", began, first)
    adopted = [day_of(each.adopted_at) for each in plan.versions if each.adopted_at] if plan else []
    yield _days("days_to_plan", began, min(adopted, default=None))
    times = delivery_times(pledges, began_on=began, today=today)
    for each in times.first:
        yield Row(measure=f"days_to_first_{each.step.value}", value=each.days, unit="days")
    yield Row(measure="days_from_pledge_to_delivery", value=times.all.middle, unit="days")
    yield Row(measure="parts_delivered", value=times.all.came)
    yield Row(measure="parts_waiting", value=times.all.waiting)
    yield Row(measure="longest_waiting_days", value=times.all.longest_waiting, unit="days")


def _days(measure: str, began: date, on: date | None) -> Row:
    return Row(measure=measure, value=max(0, (on - began).days) if on else None, unit="days")


def _number(value: float | None) -> float | str | None:
    """A number as data can hold it: what never comes, such as a doubling, is said in a word."""
    if value is None:
        return None
    return round(value, 2) if math.isfinite(value) else NEVER
