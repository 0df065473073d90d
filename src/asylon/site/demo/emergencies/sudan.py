"""Plays the situation of people from Sudan in Chad since April 2023, with the neighbours compared."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from asylon.responses.emergencies.records import NewArrivals
from asylon.site.demo.emergencies import public, situation
from asylon.site.demo.emergencies.acting import Desk, Json, read
from asylon.site.demo.emergencies.planning import adopt_next, consult, plan, progress
from asylon.site.demo.emergencies.pledging import need, pledge
from asylon.site.demo.emergencies.reviewing import review
from asylon.site.demo.emergencies.sharing import share

FILE = "sudan.yaml"
HOST, ORIGIN = "TCD", "SDN"
NEIGHBOURS = ("TCD", "CAF", "EGY", "ETH", "LBY", "SSD")
"""Neighbours of Sudan in which UNHCR counts more than a thousand refugees from there."""
SINCE = 2022
"""The first year shown: the last one before the situation."""


def play(desk: Desk) -> None:
    """From the first arrivals to the last review, in the order of the days."""
    told = read(FILE, today=desk.now.date())
    emergency = situation.begin(desk, told, on=told["opened_on"])
    days = list(situation.spread_rows(situation.coming(told["coming"])))
    _declare(desk, emergency, told, days)
    consultation = consult(desk, emergency, told["consultation"])
    made, items = plan(desk, emergency, consultation, told["plan"])
    need(desk, emergency, told["needs"], items, on=told["plan"]["adopted_on"])
    pledge(desk, emergency, told["pledges"])
    progress(desk, items, told["progress"])

    first, second = told["reviews"]
    declared_on = told["declarations"][0]["on"]
    situation.count(desk, emergency, days, since=declared_on, on=first["on"])
    situation.room(desk, emergency, told["room"], since=declared_on, on=first["on"])
    review(desk, made, items, first)
    items |= adopt_next(desk, made, told["versions"][0])

    situation.stages(desk, emergency, told["stages"][1:])
    situation.count(desk, emergency, days, since=first["on"], on=told["public_on"])
    _make_public(desk, emergency, told)
    _see_again(desk, emergency, told, until=second["on"])
    review(desk, made, items, second)
    adopt_next(desk, made, told["versions"][1])
    situation.declared(desk, emergency, told["declarations"][1])
    _see_again(desk, emergency, told, since=second["on"], until=desk.now.date())


def _declare(desk: Desk, emergency: UUID, told: Json, days: list[NewArrivals]) -> None:
    """Count the first weeks, set the marks, and write down who declares."""
    declaration = told["declarations"][0]
    situation.stages(desk, emergency, told["stages"][:1])
    situation.count(desk, emergency, days, on=declaration["on"])
    situation.room(desk, emergency, told["room"], on=declaration["on"])
    situation.procedures(desk, emergency, told["procedures"][:1])
    situation.marks(desk, emergency, told["marks"], on=declaration["on"])
    situation.declared(desk, emergency, declaration)


def _make_public(desk: Desk, emergency: UUID, told: Json) -> None:
    """Write down the public figures, and work out shares of the people whom the host has."""
    situation.publish(
        desk,
        emergency,
        host=HOST,
        hosts=NEIGHBOURS,
        origins=(ORIGIN,),
        years=(SINCE, desk.now.year),
        on=told["public_on"],
    )
    stocks = public.stocks(host=HOST, origin=ORIGIN)
    share(desk, emergency, told["shares"], total=stocks[max(stocks)])


def _see_again(desk: Desk, emergency: UUID, told: Json, *, until: date, since: date = date.min) -> None:
    """Count the days that are too new for a public figure."""
    rows = situation.recent_rows(told["recent"])
    situation.count(desk, emergency, rows, since=since, on=until, source=situation.MADE_UP)
    situation.room(desk, emergency, told["room"], since=max(since, told["public_on"]), on=until)
    newest = [each for each in told["procedures"][1:] if since <= each["on"] < until]
    situation.procedures(desk, emergency, newest)
