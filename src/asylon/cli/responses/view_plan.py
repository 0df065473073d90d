"""A plan of action on a page and as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from asylon.casework.offices.zones import day_of
from asylon.cli.page import Page
from asylon.cli.responses.view_emergency import plan_line_json
from asylon.cli.view_influx import READER
from asylon.responses.plans.arrangements import PARTS
from asylon.responses.plans.items import ItemEntry
from asylon.responses.plans.said import how_far, money_words, need_words, span
from asylon.responses.plans.selectors import Checked, ItemSeen, PlanSeen

FLOOR = "Nobody's admission or protection waits for this plan, or for anything shared by it."


def plan_page(seen: PlanSeen) -> Page:
    """Items by part, who answers for them, what they need and cost, how far they are; the review."""
    page, version = Page(), seen.version
    made_up = "; invented figures, for practice" if seen.plan.invented else ""
    page.say((seen.plan.name, "bold"), f"  version {version.number}, {_state(version)}{made_up}")
    page.say((FLOOR, "dim"))
    if seen.forecast:
        band = f"{seen.forecast.low:,} to {seen.forecast.high:,} people a day"
        page.say(f"made for {band}; source: {seen.forecast.source}")
    review = READER.day(version.review_on) if version.review_on else "no day is set yet"
    page.say(f"next review by this version: {review}")
    for part, name in PARTS.items():
        items = [each for each in seen.items if each.row.code[0] == part]
        if items:
            page.heading(str(name).upper())
            for each in items:
                _say_item(page, each)
    page.heading("AT THE REVIEW", "" if seen.members else "nobody is named yet")
    for member in seen.members:
        page.item(_member(member))
    _say_standards(page, seen.standards)
    for lack in seen.lacks:
        about = f": {lack.of or lack.asked}" if lack.of or lack.asked else ""
        blocks = "before it can be adopted" if lack.blocks else "worth adding"
        page.item(f"missing, {blocks}: {lack.code.replace('_', ' ')}{about}", mark="!")
    page.heading("VERSIONS")
    for row in seen.versions:
        page.item(f"{row.number}: {_state(row)}" + (f"; {row.reasons}" if row.reasons else ""))
    page.blank()
    return page


def plan_json(seen: PlanSeen) -> dict[str, Any]:
    """The plan as plain data, with the names that the API has; money in minor units."""
    return plan_line_json(seen) | {
        "emergency": seen.plan.emergency_id,
        "forecast_low": seen.version.forecast_low,
        "forecast_high": seen.version.forecast_high,
        "forecast_source": seen.version.forecast_source,
        "adopted_at": seen.version.adopted_at,
        "reasons": seen.version.reasons,
        "items": [_item_json(each) for each in seen.items],
        "members": [_member_json(each) for each in seen.members],
        "standards": [{"asked": each.line.code, "said": each.said} for each in seen.standards],
        "lacks": [{"code": each.code, "of": each.of, "blocks": each.blocks} for each in seen.lacks],
        "versions": [
            {"id": each.pk, "number": each.number, "state": each.state, "version": each.version}
            for each in seen.versions
        ],
    }


def _state(version: Any) -> str:
    if version.adopted_at is None or version.adopted_by is None:
        return str(version.get_state_display()).lower()
    replaced = "replaced, " if version.replaced_at else ""
    return f"{replaced}adopted on {READER.day(day_of(version.adopted_at))} by {version.adopted_by.name}"


def _say_item(page: Page, seen: ItemSeen) -> None:
    row = seen.row
    page.item((f"{row.code} {row.what}", "bold"), f"  {how_far(seen, reader=READER)}")
    said = [
        row.actor or "nobody answers for it yet",
        f"needs {need_words(row, reader=READER)}" if row.need or row.need_amount is not None else "",
        f"costs {money_words(row.cost_minor, row.currency, reader=READER)}"
        if row.cost_minor is not None
        else "",
        span(row.from_on, row.until_on, reader=READER),
        str(row.get_movement_display()) if row.movement else "",
    ]
    page.say("; ".join(filter(None, said)), depth=4)


def _say_standards(page: Page, standards: Sequence[Checked]) -> None:
    met = [each for each in standards if each.said == "yes"]
    page.heading("STANDARDS OF TREATMENT", f"{len(met)} of {len(standards)} answered with yes")
    for each in standards:
        if each.said != "yes":
            word = "no" if each.said == "no" else "not known"
            page.item(f"{each.line.words} {word} ({each.line.cites})")


def _member(member: Any) -> str:
    voice = f", for: {member.get_voice_display()}" if member.voice else ""
    return f"{member.name} ({member.get_kind_display()}{voice})"


def _member_json(member: Any) -> dict[str, Any]:
    return {
        "id": member.pk,
        "kind": member.kind,
        "name": member.name,
        "iso3": member.iso3,
        "voice": member.voice,
    }


def _item_json(seen: ItemSeen) -> dict[str, Any]:
    told = {each.name: getattr(seen.row, each.name) for each in fields(ItemEntry)}
    reached = seen.progress.reached if seen.progress else None
    ids = {"id": seen.row.pk, "thread": seen.row.thread, "version": seen.row.version}
    return ids | told | {"state": seen.state, "reached": reached}
