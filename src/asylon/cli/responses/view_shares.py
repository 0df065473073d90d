"""Scenarios of fair shares on a page and as data: who carries what against a fair part."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Any

from asylon.cli.page import Page
from asylon.cli.view_influx import READER
from asylon.figures import Store
from asylon.figures.places import name_of
from asylon.responses.shares.carrying import Row, WhoCarries, who_carries
from asylon.responses.shares.records import ScenarioSeen
from asylon.sharing import Sharing

FIRST = 6
"""States that are shown of each scenario; hosts always."""
FLOOR = "Nothing here says whether somebody may enter or stay: access to asylum never waits for sharing."


def shares_page(name: str, scenarios: Sequence[ScenarioSeen], hosts: Collection[str]) -> Page:
    """Every scenario with those who carry most for their part; the first is what others are held against."""
    page = Page()
    page.say((f"SHARES: {name}", "bold"), "" if scenarios else "  no scenario was worked out yet")
    page.say((FLOOR, "dim"))
    for scenario in scenarios:
        sharing, found = scenario.sharing, who_carries(scenario)
        page.heading(scenario.name, f"{sharing.key.title}; {sharing.total:,} persons")
        if scenario.reasons:
            page.say(scenario.reasons, depth=2)
        for place, row in enumerate(found.rows):
            if place < FIRST or row.state in hosts:
                page.item(_line(scenario, row))
        page.say((_foot(scenario, found), "dim"), depth=2)
    page.blank()
    return page


def shares_json(scenarios: Sequence[ScenarioSeen]) -> dict[str, Any]:
    """Every scenario with all its rows, as plain data."""
    return {"scenarios": [_scenario_json(each) for each in scenarios]}


def _line(scenario: ScenarioSeen, row: Row) -> str:
    carried = "not known" if row.carried is None else READER.number(round(row.carried))
    ratio = "not known" if row.ratio is None else READER.ratio(float(row.ratio))
    firm = ""
    if row.low is not None and row.high is not None:
        firm = f" ({READER.ratio(row.low)} to {READER.ratio(row.high)})"
    fair, persons = READER.number(round(row.fair)), scenario.sharing.persons.get(row.state, 0)
    said = f"carries {carried} against a fair {fair}, ratio {ratio}{firm}; would take {persons:,}"
    return f"{_state(scenario.sharing, row.state)}: {said}"


def _state(sharing: Sharing, code: str) -> str:
    return f"{sharing.indicators.names.get(code) or name_of(Store(), code)} ({code})"


def _foot(scenario: ScenarioSeen, found: WhoCarries) -> str:
    said = [f"{len(found.rows)} States; people hosted: {scenario.carried.measure}, {scenario.carried.source}"]
    said += [f"Gini {float(found.gini):.2f}"] if found.gini is not None else []
    said += [" · ".join(each for each in scenario.attributions if each != scenario.carried.source)]
    said += ["invented"] if scenario.invented else []
    return "; ".join(filter(None, said))


def _scenario_json(scenario: ScenarioSeen) -> dict[str, Any]:
    found = who_carries(scenario)
    return {
        "id": scenario.id,
        "name": scenario.name,
        "reasons": scenario.reasons,
        "key": scenario.sharing.key.title,
        "total": scenario.sharing.total,
        "invented": scenario.invented,
        "by": scenario.by,
        "at": scenario.at,
        "fingerprint": scenario.fingerprint,
        "attributions": list(scenario.attributions),
        "measure": scenario.carried.measure,
        "gini": _number(found.gini),
        "rows": [
            {
                "state": row.state,
                "carried": _number(row.carried),
                "fair": _number(row.fair),
                "ratio": _number(row.ratio),
                "low": row.low,
                "high": row.high,
                "persons": scenario.sharing.persons.get(row.state),
            }
            for row in found.rows
        ],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
