"""Plays the situation of people from Croatia and Bosnia and Herzegovina in Serbia, as UNHCR counts it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from asylon.responses.emergencies.records import NewArrivals
from asylon.site.demo.emergencies import public, situation
from asylon.site.demo.emergencies.acting import Desk, Json, read
from asylon.site.demo.emergencies.planning import Items, adopt_next, consult, plan, progress
from asylon.site.demo.emergencies.pledging import need, pledge
from asylon.site.demo.emergencies.reviewing import review
from asylon.site.demo.emergencies.sharing import share

FILE = "former_yugoslavia.yaml"
HOST, ORIGINS = "SRB", ("BIH", "HRV")
SINCE = 1991
SHARED_YEAR = 1996
"""The year with the most people: whom it would have been to share."""


def play(desk: Desk) -> None:
    """From the first arrivals through the lasting years to the last review, in the order of the days."""
    told = read(FILE, today=desk.now.date())
    emergency = situation.begin(desk, told, on=told["opened_on"])
    days = [row for each in told["coming"] for row in situation.spread_rows(situation.coming(each))]
    _declare(desk, emergency, told, days)
    consultation = consult(desk, emergency, told["consultation"])
    made, items = plan(desk, emergency, consultation, told["plan"])
    need(desk, emergency, told["needs"], items, on=told["plan"]["adopted_on"])
    pledge(desk, emergency, told["pledges"])
    progress(desk, items, told["progress"])

    since = told["declarations"][0]["on"]
    for step, version in zip(told["reviews"], told["versions"], strict=True):
        _until(desk, emergency, told, days, since=since, until=step["on"])
        if step is told["reviews"][-1]:
            _solved(desk, items)
        review(desk, made, items, step)
        items |= adopt_next(desk, made, version)
        since = step["on"]
    share(desk, emergency, told["shares"], total=to_share())


def to_share() -> int:
    """Whom the host had in the year with the most people, of both origins."""
    return sum(public.stocks(host=HOST, origin=origin)[SHARED_YEAR] for origin in ORIGINS)


def _declare(desk: Desk, emergency: UUID, told: Json, days: list[NewArrivals]) -> None:
    """Count the first months, set the marks, and write down who declares."""
    declaration = told["declarations"][0]
    situation.stages(desk, emergency, told["stages"][:1])
    situation.count(desk, emergency, days, on=declaration["on"])
    situation.room(desk, emergency, told["room"], on=declaration["on"])
    situation.procedures(desk, emergency, told["procedures"])
    situation.marks(desk, emergency, told["marks"], on=declaration["on"])
    situation.declared(desk, emergency, declaration)


def _until(
    desk: Desk, emergency: UUID, told: Json, days: list[NewArrivals], *, since: date, until: date
) -> None:
    """What came to be known until a review: made-up days and capacities, and figures of whole years."""
    situation.count(desk, emergency, days, since=since, on=until)
    situation.room(desk, emergency, told["room"], since=since + timedelta(days=1), on=until)
    situation.publish(
        desk,
        emergency,
        host=HOST,
        hosts=(HOST,),
        origins=ORIGINS,
        years=(_first_open(since), until.year - 1),
        on=until,
    )
    reached = [each for each in told["stages"][1:] if since < each["since"] <= until]
    situation.stages(desk, emergency, reached)


def _first_open(since: date) -> int:
    """The first year that was not over at the last look."""
    return max(SINCE, since.year)


def _solved(desk: Desk, items: Items) -> None:
    """How far solutions are, from the public figures of all years."""
    for name, read_years, what in (
        ("return", public.returned, "Went back to Croatia and to Bosnia and Herzegovina"),
        ("citizens", public.naturalised, "Became citizens of the host"),
    ):
        years = [read_years(host=HOST, origin=origin) for origin in ORIGINS]
        first, last = min(min(each) for each in years), max(max(each) for each in years)
        told = {
            "item": name,
            "on": desk.day(100),
            "state": "running",
            "reached": sum(sum(each.values()) for each in years),
            "words": f"{public.source(f'{what}, {first} to {last}')}",
        }
        progress(desk, items, [told])
