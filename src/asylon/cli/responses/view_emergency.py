"""Emergencies on a page and as data: the list, one of them, and arrivals that are only tried."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from asylon.casework.access.small_numbers import SMALLEST_TOLD
from asylon.cli.page import Page
from asylon.cli.responses.view_pledges import promised_json, promised_line
from asylon.cli.view_influx import FLOOR, READER, panel_json, say_characteristics
from asylon.figures import Store
from asylon.figures.places import name_of
from asylon.responses.emergencies.characteristics import Seen
from asylon.responses.emergencies.importing import ReadTable
from asylon.responses.emergencies.kinds import DeclarationKind
from asylon.responses.emergencies.selectors import Declared, Situation, StageSeen
from asylon.responses.plans.selectors import PlanSeen
from asylon.responses.plans.triggers import Standing, TriggerSeen
from asylon.responses.pledges.reading import Promised
from asylon.responses.reviews.selectors import Next

MOST_ROWS = 50
"""Rows that are listed of a table that is only tried."""
STANDINGS = {
    Standing.PASSED: "mark passed",
    Standing.NOT_PASSED: "mark not passed",
    Standing.NOT_KNOWN: "not known whether the mark is passed",
    Standing.READ_BY_PEOPLE: "read by people",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything that is shown of one emergency."""

    found: Situation
    seen: Seen
    stages: Sequence[StageSeen]
    declarations: Sequence[Declared]
    plan: PlanSeen | None
    triggers: Sequence[TriggerSeen]
    promised: Sequence[Promised]
    next: Next | None


def country(code: str) -> str:
    """What a country is called, by its code."""
    return name_of(Store(), code)


def countries(codes: Iterable[str]) -> str:
    """Countries by name and code."""
    return ", ".join(f"{country(code)} ({code})" for code in codes)


def list_page(every: Sequence[tuple[Situation, Seen]]) -> Page:
    """Every emergency in a few lines."""
    page = Page()
    page.say(("EMERGENCIES", "bold"), "" if every else "  there is none yet")
    for found, seen in every:
        page.blank()
        page.say((found.name, "bold"), f"  {found.id}", depth=2)
        page.say(_where(found), depth=4)
        arrived = seen.panel.arrived.in_all
        people = "how many arrived is not yet known" if arrived is None else f"{arrived:,} people arrived"
        if seen.few:
            people = f"fewer than {SMALLEST_TOLD} people arrived"
        page.say(f"{_stage(found)}; {_declared(found)}; {people}{_invented(found, seen)}", depth=4)
    page.blank()
    return page


def list_json(every: Sequence[tuple[Situation, Seen]]) -> dict[str, Any]:
    """The same as plain data."""
    rows = [
        asdict(found)
        | {"arrived": seen.panel.arrived.in_all, "few": seen.few, "invented": _made_up(found, seen)}
        for found, seen in every
    ]
    return {"emergencies": rows}


def emergency_page(shown: Shown) -> Page:
    """One emergency: what was declared, the four characteristics, stages, the plan, promises, the review."""
    page, found = Page(), shown.found
    page.say((found.name, "bold"))
    page.say(f"{found.id}; {_where(found)}; kept by {found.kept_by}{_invented(found, shown.seen)}")
    if found.summary:
        page.say(found.summary)
    page.say((FLOOR, "dim"))
    page.heading("DECLARED BY A PERSON", _declared(found))
    for declared in shown.declarations:
        _say_declaration(page, declared)
    say_characteristics(page, shown.seen.panel, few=shown.seen.few)
    page.heading("STAGES", f"lasts for {READER.number(round(shown.seen.duration.years, 1))} years")
    for stage in shown.stages:
        page.item(f"{stage.stage.label}, since {READER.day(stage.since)}, says {stage.by}: {stage.reasons}")
    _say_plan(page, shown)
    page.heading("PROMISED AND DELIVERED", "five different numbers, never added together")
    for row in shown.promised:
        page.item(promised_line(row))
    page.blank()
    return page


def emergency_json(shown: Shown) -> dict[str, Any]:
    """The same as plain data."""
    found, seen, plan = shown.found, shown.seen, shown.plan
    return {
        "emergency": asdict(found),
        "declares": FLOOR,
        "characteristics": panel_json(seen.panel, few=seen.few),
        "years": seen.duration.years,
        "protracted": seen.duration.protracted,
        "any_invented": _made_up(found, seen),
        "stages": [asdict(each) for each in shown.stages],
        "declarations": [asdict(each) for each in shown.declarations],
        "plan": plan_line_json(plan) if plan else None,
        "triggers": [_trigger_json(each) for each in shown.triggers],
        "next_review": next_json(shown.next),
        "promised": [promised_json(row) for row in shown.promised],
    }


def plan_line_json(seen: PlanSeen) -> dict[str, Any]:
    """Which plan it is, and at which version."""
    return {
        "id": seen.plan.pk,
        "name": seen.plan.name,
        "invented": seen.plan.invented,
        "number": seen.version.number,
        "state": seen.version.state,
        "review_on": seen.version.review_on,
    }


def next_json(found: Next | None) -> dict[str, Any] | None:
    """The next review as plain data; null if no plan is adopted."""
    if found is None:
        return None
    called = found.called.pk if found.called else None
    return {"plan": found.plan.pk, "on": found.on, "overdue": found.overdue, "called": called}


def tried_page(found: Situation, read: ReadTable, name: str) -> Page:
    """What a table of arrivals would write down."""
    page = Page()
    people = sum(each.persons or 0 for each in read.rows)
    page.say((f"{name}: {len(read.rows):,} rows, {people:,} people, for {found.name}", "bold"))
    page.say("Nothing was written. A row about the same as an older one would supersede it; both are kept.")
    page.heading("ROWS", "day, place, origin, sex, age, people, how, source")
    for row in read.rows[:MOST_ROWS]:
        persons = "not known" if row.persons is None else f"{row.persons:,}"
        parts = (row.place, row.origin, row.sex.label, row.age.label, persons, row.how.label, row.source)
        page.item(f"{row.on.isoformat()}, {', '.join(map(str, parts))}")
    if len(read.rows) > MOST_ROWS:
        page.say(f"and {len(read.rows) - MOST_ROWS:,} more", depth=2)
    if read.notes:
        page.heading("WHAT TO KNOW")
        for note in read.notes:
            page.item(note.sentence())
    if read.may_count_twice:
        page.item("adding these rows up may count people twice: writing them wants --added-up", mark="!")
    page.blank()
    return page


def _where(found: Situation) -> str:
    origins = f" from {countries(found.origins)}" if found.origins else ""
    closed = f" until {READER.day(found.closed_on)}" if found.closed_on else ""
    return f"in {countries(found.hosts)}{origins}, since {READER.day(found.began_on)}{closed}"


def _stage(found: Situation) -> str:
    if found.stage is None or found.stage_since is None:
        return "no stage is written down"
    return f"{found.stage.label} since {READER.day(found.stage_since)}"


def _declared(found: Situation) -> str:
    return "a person has declared a mass influx" if found.declared else "no declaration runs"


def _made_up(found: Situation, seen: Seen) -> bool:
    return found.invented or seen.any_invented


def _invented(found: Situation, seen: Seen) -> str:
    return "; holds invented figures" if _made_up(found, seen) else ""


def _say_declaration(page: Page, declared: Declared) -> None:
    ended = declared.kind is DeclarationKind.ENDED
    signs = (
        "all four characteristics"
        if declared.all_four
        else ", ".join(str(each.label) for each in declared.characteristics)
    )
    who = f"{declared.declared_by}, {declared.function}"
    page.item(
        (f"{'ended' if ended else 'declared'} on {READER.day(declared.on)} by {who}", "bold"),
        f"{'' if ended else f'; named: {signs}'}: {declared.reasons}",
    )
    if declared.look_again_on:
        page.say(f"looked at again on {READER.day(declared.look_again_on)}", depth=4)


def _say_plan(page: Page, shown: Shown) -> None:
    seen = shown.plan
    if seen is None:
        page.heading("PLAN", "there is none yet")
        return
    page.heading("PLAN", f"{seen.plan.name}, version {seen.version.number}, {seen.version.state}")
    if shown.next is not None:
        overdue = ", overdue" if shown.next.overdue else ""
        page.item(f"next review: {READER.day(shown.next.on)}{overdue}")
    for each in shown.triggers:
        page.item(_trigger(each))


def _trigger(each: TriggerSeen) -> str:
    row, figure = each.row, each.figure
    mark = "" if row.at_least is None else f" from {row.at_least:,}"
    now = ""
    if figure is not None:
        value = "not yet known" if figure.value is None else READER.number(round(figure.value, 1))
        of = f" ({figure.sector})" if figure.sector else ""
        now = f"; now {value}{of}"
    return f"starts it: {row.get_measure_display()}{mark}{now}; {STANDINGS[each.standing]}; then {row.then}"


def _trigger_json(each: TriggerSeen) -> dict[str, Any]:
    row, figure = each.row, each.figure
    return {
        "measure": row.measure,
        "at_least": row.at_least,
        "then": row.then,
        "standing": each.standing,
        "now": figure.value if figure else None,
        "sector": figure.sector if figure else "",
        "as_of": figure.as_of if figure else None,
    }
