"""Every picture with made-up figures, in English and mirrored. No State, donor or number in here is real."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from asylon import pictures as p

TOPOLOGY = next(
    (Path(p.__file__).parents[1] / "figures" / "shipped" / "geo").glob("*/countries-110m.topo.json")
)
FIRST = date(2026, 11, 9)
TODAY = date(2026, 11, 22)
LTR = p.english()
RTL = replace(LTR, direction="rtl")


@cache
def topology() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(TOPOLOGY.read_text("utf-8"))
    return found


NOT_WORDS = frozenset({"key", "donor", "need", "state", "iso3"})
"""Fields of text that stand for something and are not shown."""


@dataclass(frozen=True)
class Call:
    """One picture with what it is drawn from, so that a test can change the words, or draw it twice."""

    draw: Callable[..., p.Picture]
    first: Sequence[Any]
    more: dict[str, Any]

    def __call__(self, reader: p.Reader = LTR, *, say: Callable[[str], str] | None = None) -> p.Picture:
        if say is None:
            return self.draw(self.first, reader=reader, **self.more)
        more = {
            key: value if key in ("topology", "name") else spoken(value, say)
            for key, value in self.more.items()
        }
        return self.draw(spoken(self.first, say), reader=reader, **more)


def spoken(value: Any, say: Callable[[str], str]) -> Any:
    """The same with every text in it said otherwise."""
    if isinstance(value, str):
        return say(value)
    if isinstance(value, (list, tuple)):
        return type(value)(spoken(one, say) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        shown = [one.name for one in fields(value) if one.name not in NOT_WORDS or isinstance(value, p.Words)]
        return replace(value, **{name: spoken(getattr(value, name), say) for name in shown})
    return value


ARRIVALS = p.ArrivalsWords(
    title="Arrivals against capacity",
    description="People arriving each day. Above the capacity of 2,400 since 12 November. Made-up figures.",
    caption="Arrivals by day",
    day="Day",
    persons="Arrived",
    capacity="Can be registered a day",
    difference="Over or under",
    how_known="How known",
    low="At least",
    high="At most",
    counted="counted",
    estimated="estimated",
    not_known="not yet known",
    forecast="expected",
    partly_known="some days not yet known",
    by_week="Each bar is the mean of a week, a day. The table has every day.",
    about_forecast="The band is made up.",
    cut_off="The band is cut off; the table has its ends.",
)
COUNTS: tuple[int | None, ...] = (2100, 2350, 2200, 2700, None, 3100, 0, 3300, 3150, 3400, 3050, 3200)


def days(count: int = 12) -> list[p.ArrivalDay]:
    return [
        p.ArrivalDay(
            on=FIRST + timedelta(days=at),
            persons=COUNTS[at % len(COUNTS)],
            estimated=at % 12 in (7, 8),
            capacity=2400 if at % 40 < 20 else 2600,
        )
        for at in range(count)
    ]


AHEAD = [
    p.ForecastDay(on=FIRST + timedelta(days=at), low=2700 - 40 * at, middle=3150, high=3300 + 30 * at)
    for at in range(12, 15)
]
SILENT = {*range(50, 61), 130, 131}
LONG = [
    replace(one, persons=None if at in SILENT else 400 + 14 * at * (1 - at / 520), estimated=200 < at < 240)
    for at, one in enumerate(days(400))
]

STEPS = [
    p.Step(label="Income above the mean", change=2400),
    p.Step(label="Unemployment above the mean", change=-900),
    p.Step(label="Already hosts 1,100 people from earlier years", change=-1100),
    p.Step(label="Handed back from capped States", change=320),
]
START, END = (
    p.Level(label="By population alone", value=8400),
    p.Level(label="Fair share of Lorin", value=9120),
)
WATERFALL = p.WaterfallWords(
    title="Why Lorin’s share is 9,120",
    description="From 8,400 by population to 9,120 in four steps. Made-up figures.",
    caption="Steps to the share of Lorin",
    step="Step",
    change="Change",
    then="After it",
    level="a share",
    more="adds",
    less="takes away",
)

CARRIERS = (
    p.Carrier(name="Velmara (host)", carried=31570, fair=9100, low=2.9, high=3.8, marked=True),
    p.Carrier(name="Ostreva", carried=5200, fair=8240, low=0.5, high=0.9),
    p.Carrier(name="Tarsk", carried=1900, fair=5860, low=0.2, high=0.4),
    p.Carrier(name="Lorin", carried=1100, fair=9120, low=0.1, high=0.15),
    p.Carrier(name="Kessia", carried=800, fair=5240),
    p.Carrier(name="Hald", carried=300, fair=0),
)


INDEX = p.IndexWords(
    title="Who carries what",
    description="Velmara carries 3.5 times its fair share, all others less than theirs. Made-up States.",
    caption="Carried against a fair share",
    state="State",
    carried="Carries",
    fair_share="Fair share",
    index="Ratio",
    low="Lowest",
    high="Highest",
    bar="carried, as a multiple of the fair share",
    fair="1.0 is fair",
    interval="lowest and highest under the other keys",
    no_index="no fair share",
)

PROMISES = (
    p.Promise(what="Money, million EUR", need=84, announced=62, committed=38, delivered=21),
    p.Promise(what="Places to move to, persons", need=9000, announced=4800, committed=2100, delivered=640),
    p.Promise(what="Registration staff", need=120, announced=90, committed=90, delivered=72),
    p.Promise(what="Tents, families", need=2500, announced=2900, committed=1900, delivered=1900),
    p.Promise(what="Teachers", need=None, announced=40, committed=12, delivered=None),
)
PROMISED = p.PromisedWords(
    title="Promised and delivered",
    description="Of 84 million needed, 21 have come. Made-up figures.",
    caption="Promised and delivered",
    what="What",
    need="Need",
    announced="Announced",
    committed="Committed",
    delivered="Delivered",
    not_known="not yet known",
)


ITEMS = (
    p.TimelineItem(
        label="Money and goods at once · Ostreva, Lorin",
        start=date(2026, 11, 10),
        end=date(2026, 12, 20),
        state="running",
    ),
    p.TimelineItem(
        label="Registration and papers · Velmara", start=date(2026, 11, 9), end=None, state="running"
    ),
    p.TimelineItem(
        label="Keep the camps civilian · Velmara",
        start=date(2026, 11, 11),
        end=date(2026, 11, 19),
        state="done",
    ),
    p.TimelineItem(
        label="Move the most fragile onward, families whole · all six",
        start=date(2026, 12, 1),
        end=date(2027, 2, 28),
        state="planned",
    ),
    p.TimelineItem(label="School and work for hosts and newcomers", start=None, end=None, state="planned"),
)
REVIEWS = (
    p.TimelineReview(label="First review", on=date(2026, 11, 16), held=True),
    p.TimelineReview(label="Second review", on=date(2026, 11, 27)),
    p.TimelineReview(label="Third review", on=date(2027, 1, 15)),
)
TIMELINE = p.TimelineWords(
    title="Plan in time",
    description="Two items run, one is done, one is planned, one is not settled. Made-up plan.",
    caption="Items and reviews of the plan",
    item="Item",
    start="From",
    end="Until",
    state="State",
    planned="planned",
    running="running",
    done="done",
    review="review",
    review_held="review held",
    today="today",
    no_end="no end yet",
    not_settled="not settled",
)


def lanes(reader: p.Reader = LTR) -> p.Lanes:
    return p.lanes(ITEMS, today=TODAY, words=TIMELINE, reader=reader, reviews=REVIEWS)


DONORS = (
    p.Donor(key="ost", label="Ostreva", amount=24),
    p.Donor(key="lor", label="Lorin", amount=18),
    p.Donor(key="tar", label="Tarsk Development Fund", amount=12),
    p.Donor(key="hal", label="Hald", amount=6),
)
NEEDS = (
    p.Need(key="shelter", label="Shelter", amount=30),
    p.Need(key="health", label="Health", amount=18),
    p.Need(key="school", label="School", amount=14),
    p.Need(key="reg", label="Registration and papers", amount=8),
)
FLOWS = (
    p.Flow(donor="ost", need="shelter", amount=14),
    p.Flow(donor="ost", need="health", amount=6),
    p.Flow(donor="lor", need="shelter", amount=8),
    p.Flow(donor="lor", need="reg", amount=6),
    p.Flow(donor="lor", need="school", amount=4),
    p.Flow(donor="tar", need="reg", amount=7),
    p.Flow(donor="tar", need="health", amount=5),
    p.Flow(donor="hal", need="shelter", amount=6),
)


SANKEY = p.SankeyWords(
    title="From pledge to need, million EUR",
    description="Shelter, health and school are not covered; registration has more than it needs.",
    caption="Pledges by need, million EUR",
    donor="From",
    need="For",
    amount="Million EUR",
    covered="covered",
    unmet="nobody pays yet",
    over="earmarked beyond need",
    not_placed="pledged, for no need yet",
)

MAP = p.MapWords(
    title="Who hosts how many",
    description="Made-up figures, spread over real shapes to try out the drawing.",
    caption="People hosted",
    country="Country",
    value="People",
    class_="Class",
    no_figure="no figure",
    dot="small State, drawn as a dot",
    marked="people fled from here",
    not_drawn="Not on the map: {names}.",
    disclaimer="Boundaries and names on this map carry no opinion on the status of any territory.",
)
CLASSES = (
    p.MapClass(label="under 1,000", below=1_000),
    p.MapClass(label="1,000 to 9,999", below=10_000),
    p.MapClass(label="10,000 to 99,999", below=100_000),
    p.MapClass(label="100,000 to 999,999", below=1_000_000),
    p.MapClass(label="a million and more", below=None),
)


def hosts() -> list[p.MapCountry]:
    """Invented figures for real codes: the map needs shapes that exist."""
    codes = [
        (shape["properties"]["iso3"], shape["properties"]["name"])
        for shape in topology()["objects"]["countries"]["geometries"]
        if shape["properties"]["iso3"]
    ]
    spread = [
        p.MapCountry(iso3=code, name=name, value=None if at % 9 == 0 else 10 ** (at * 7 % 29 / 4))
        for at, (code, name) in enumerate(codes)
    ]
    small = [
        ("MLT", "Malta"),
        ("CPV", "Cabo Verde"),
        ("SGP", "Singapore"),
        ("MDV", "Maldives"),
        ("XXA", "Stateless"),
    ]
    return [*spread, *(p.MapCountry(iso3=code, name=name, value=9_000) for code, name in small)]


def around(
    named: set[str], fled: str, title: str, region: p.MapRegion, *, classes: Sequence[p.MapClass], name: str
) -> Call:
    countries = [replace(one, labelled=one.iso3 in named, marked=one.iso3 == fled) for one in hosts()]
    words = replace(MAP, title=title)
    more = {"topology": topology(), "classes": classes, "words": words, "region": region, "name": name}
    return Call(p.world_map, countries, more)


HORN = p.MapRegion(west=15, south=-5, east=55, north=27)
BALKANS = p.MapRegion(west=11, south=38, east=30, north=48)
NEAR_SUDAN = {"SDN", "ETH", "KEN", "UGA", "SSD", "SOM", "TCD", "EGY", "ERI", "YEM"}
NEAR_BOSNIA = {"SRB", "BIH", "HRV", "HUN", "ROU", "BGR", "ITA", "ALB", "MNE", "GRC"}

TRENDS = (
    p.Trend(
        label="Arrived in a day",
        values=(2100.0, 2350.0, 2200.0, 2700.0, None, 3100.0, 2900.0, 3300.0, None, 3400.0, None, 3200.0),
        last="3,200",
    ),
    p.Trend(label="Beds in use", values=tuple(60 + 2.6 * at for at in range(12)), last="88.6 %"),
    p.Trend(label="Decisions in a day", values=(*(40.0, 0.0) * 5, 40.0, None)),
)
MOMENTS = [LTR.day_short(FIRST + timedelta(days=at)) for at in range(12)]
SMALL_LINES = p.SmallLinesWords(
    title="How it moves",
    description="Arrivals and beds in use rise, decisions do not. Made-up figures.",
    caption="Day by day",
    moment="Day",
    not_known="not yet known",
)

ALL: dict[str, Call] = {
    "arrivals": Call(p.arrivals, days(), {"words": ARRIVALS, "forecast": AHEAD}),
    "arrivals over 400 days": Call(
        p.arrivals, LONG, {"words": replace(ARRIVALS, title="Arrivals over 400 days"), "name": "long"}
    ),
    "waterfall": Call(p.waterfall, STEPS, {"start": START, "end": END, "words": WATERFALL}),
    "index bars": Call(p.index_bars, CARRIERS, {"words": INDEX}),
    "promised": Call(p.promised, PROMISES, {"words": PROMISED}),
    "timeline": Call(p.timeline, ITEMS, {"today": TODAY, "reviews": REVIEWS, "words": TIMELINE}),
    "sankey": Call(p.sankey, FLOWS, {"donors": DONORS, "needs": NEEDS, "words": SANKEY}),
    "small lines": Call(p.small_lines, TRENDS, {"moments": MOMENTS, "words": SMALL_LINES}),
    "world": Call(p.world_map, hosts(), {"topology": topology(), "classes": CLASSES, "words": MAP}),
    "horn": around(NEAR_SUDAN, "SDN", "Around the Horn", HORN, classes=CLASSES, name="horn"),
    "balkans": around(
        NEAR_BOSNIA,
        "BIH",
        "South-eastern Europe",
        BALKANS,
        classes=CLASSES[1::2] + CLASSES[4:],
        name="balkans",
    ),
}
DRAWINGS = sorted(set(ALL) - {"world", "horn", "balkans"})
MAPS = sorted(set(ALL) - set(DRAWINGS))
