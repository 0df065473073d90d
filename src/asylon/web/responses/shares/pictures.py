"""The pictures of a scenario: why a State has its number, and the map of who carries what."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from django.utils.translation import gettext

from asylon.figures import Store, places
from asylon.pictures import (
    Ground,
    Level,
    MapClass,
    MapCountry,
    MapWords,
    Picture,
    Step,
    WaterfallWords,
    ground_of,
    map_on,
    waterfall,
)
from asylon.responses.shares.carrying import WhoCarries
from asylon.responses.shares.records import ScenarioSeen
from asylon.sharing import Waterfall
from asylon.web.responses.countries import country_name
from asylon.web.responses.reader import number, page_reader
from asylon.web.responses.shares.step_words import step_title

BOUNDS = (0.5, 1.0, 2.0, 5.0)


def why_picture(found: Waterfall, *, name: str) -> Picture:
    """From nothing to a State's number, step by step. Steps that move nobody there are left out."""
    bars = [bar for bar in found.bars if bar.effect]
    said = {"state": name, "n": number(found.end)}
    return waterfall(
        [Step(label=step_title(bar.step), change=float(bar.effect)) for bar in bars],
        start=Level(label=gettext("Nothing"), value=float(found.start)),
        end=Level(label=gettext("People for %(state)s") % said, value=float(found.end)),
        words=WaterfallWords(
            title=gettext("Why %(state)s has this number") % said,
            description=gettext("Each step of the key adds people or takes some away, up to %(n)s.") % said,
            caption=gettext("The steps to the number of %(state)s") % said,
            step=gettext("Step"),
            change=gettext("Changes by"),
            then=gettext("Then"),
            level=gettext("where it begins and ends"),
            more=gettext("more people"),
            less=gettext("fewer people"),
        ),
        reader=page_reader(),
    )


def carry_map(scenario: ScenarioSeen, found: WhoCarries, *, hosts: tuple[str, ...]) -> Picture:
    """The ratio of what each State carries to its fair share, on the world."""
    ground, drawn = _world()
    known = drawn | places.countries(Store()).keys()
    countries = [
        MapCountry(
            iso3=row.state,
            name=country_name(row.state),
            value=None if row.ratio is None else round(float(row.ratio), 2),
            labelled=row.state in hosts,
            marked=row.state in hosts,
        )
        for row in found.rows
        if row.state in known
    ]
    ends = chain(BOUNDS, [None])
    names = (
        gettext("less than half of a fair share"),
        gettext("half to one"),
        gettext("one to two times"),
        gettext("two to five times"),
        gettext("five times or more"),
    )
    return map_on(
        ground,
        countries,
        classes=[MapClass(label=label, below=below) for label, below in zip(names, ends, strict=True)],
        words=MapWords(
            title=gettext("Who carries what"),
            description=gettext("People hosted, as a multiple of what would be a fair share."),
            caption=gettext("People hosted, as a multiple of a fair share, by State"),
            country=gettext("State"),
            value=gettext("Ratio"),
            class_=gettext("Class"),
            no_figure=gettext("no figure"),
            dot=gettext("too small for a shape"),
            marked=gettext("host of this emergency"),
            not_drawn=gettext("Not on the map: {names}."),
            disclaimer=gettext(
                "Boundaries and names shown do not imply endorsement or acceptance by anyone, and carry no "
                "opinion on the legal status of any territory."
            ),
        ),
        reader=page_reader(),
    )


@lru_cache(maxsize=1)
def _world() -> tuple[Ground, frozenset[str]]:
    """The shapes of the world and whose they are. They ship with the product: a process draws them once."""
    return ground_of(places.world_map(Store())), places.drawn(Store())
