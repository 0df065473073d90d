"""Who carries what, on a map. Small States are drawn as dots; whoever cannot be drawn is listed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from asylon.pictures.drawing import Dot, Drawing, Land, Shape, Text
from asylon.pictures.inks import APART, BASE, CLASSES, MARKED, NO_FIGURE, NO_PLACE, PLACE, Ink
from asylon.pictures.outlines import WIDTH, MapFrame, Outline, border, frame_of, outline
from asylon.pictures.picture import BadPicture, Column, LegendEntry, Picture, Words, checked_name, picture
from asylon.pictures.reader import Reader
from asylon.pictures.rows import LEADING, NARROWEST, PER_CHARACTER, kept_inside
from asylon.pictures.small_places import PLACES
from asylon.pictures.svg import isolated, swatch
from asylon.pictures.topology import Country, shapes_of

SOUTHERNMOST, NORTHERNMOST = -57, 84
"""What of the world is drawn, in degrees."""
NOBODY_LIVES_THERE = frozenset({"ATA"})
TOO_SMALL = 24
"""A shape of fewer square units gets a dot as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCountry:
    """One State with its figure.

    Attributes:
        iso3: ISO 3166-1 alpha-3, or XKX.
        name: the United Nations' name in the reader's language.
        value: the figure; None is no figure, which differs from 0.
        labelled: writes the name on the map where there is room, in the order given.
        marked: a heavy outline, e.g. for the country that people fled.
    """

    iso3: str
    name: str
    value: float | None
    labelled: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MapClass:
    """One class of figures: all below `below` that no earlier class took; the last has None."""

    label: str
    below: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRegion:
    """A part of the world in degrees; west is smaller than east."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWords(Words):
    """Words of the map.

    Attributes:
        country, value, class_: headings of the table.
        no_figure: legend, and in the table.
        dot: legend of a State that is too small for a shape.
        marked: legend of the heavy outline.
        not_drawn: the note about those whom no map can show, e.g. *Not on the map: {names}.*
        comma: stands between these names.
        disclaimer: stands under every map.
    """

    country: str
    value: str
    class_: str
    no_figure: str
    dot: str
    marked: str
    not_drawn: str
    disclaimer: str
    comma: str = ", "


@dataclass(frozen=True, slots=True)
class Ground:
    """A map before any figure is on it: shapes in their frame, and borders that are drawn apart.

    It says nothing about anybody and changes with its topology alone, so that it can be kept.
    """

    frame: MapFrame
    lands: tuple[tuple[Country, Outline], ...]
    apart: tuple[str, ...]
    codes: frozenset[str]
    whole: bool


def ground_of(topology: Mapping[str, Any], *, region: MapRegion | None = None) -> Ground:
    """The ground of the world, or of a region of it, for `map_on`.

    Raises: BadPicture `bad_region`.
    """
    frame, world = _frame(region), shapes_of(topology)
    outlines = ((country, outline(country.rings, frame)) for country in world.countries)
    return Ground(
        frame=frame,
        lands=tuple((country, found) for country, found in outlines if found),
        apart=tuple(d for line in world.apart if (d := border(line, frame))),
        codes=frozenset(code for one in world.countries for code in (one.iso3, one.counted_under)),
        whole=region is None,
    )


def world_map(
    countries: Sequence[MapCountry],
    *,
    topology: Mapping[str, Any],
    classes: Sequence[MapClass],
    words: MapWords,
    reader: Reader,
    region: MapRegion | None = None,
    name: str = "map",
) -> Picture:
    """The world, or a region of it, in at most five classes, Equal Earth projection.

    `topology` is the parsed TopoJSON: object `countries`, properties `iso3` and `stat_iso3`. Figures are
    written by `reader.number`. A map does not mirror for readers from the right: the east stays in the east.

    Raises: BadPicture `bad_classes`, `country_twice`, `bad_region`.
    """
    _check(countries, classes)
    ground = ground_of(topology, region=region)
    return map_on(ground, countries, classes=classes, words=words, reader=reader, name=name)


def map_on(
    ground: Ground,
    countries: Sequence[MapCountry],
    *,
    classes: Sequence[MapClass],
    words: MapWords,
    reader: Reader,
    name: str = "map",
) -> Picture:
    """The same on a ground that was made before: many maps of one ground cost its outlines once.

    Raises: BadPicture `bad_classes`, `country_twice`.
    """
    checked_name(name)
    _check(countries, classes)
    frame = ground.frame
    figures = {one.iso3: one for one in countries}
    lands = _lands(ground, figures)
    places = _places(countries, lands, frame, classes)
    shown = _middles(lands) | {place.code: place.at for place in places}
    shapes: list[Shape] = [
        *_painted(lands, figures, classes),
        *([] if ground.whole else [Land(frame.edge, BASE)]),
        *(Land(d, APART) for d in ground.apart),
        *(Land(land.outline.d, MARKED) for land in lands if _marked(figures, land.code)),
        *(Dot(place.at[0] / WIDTH, place.at[1], place.r, place.ink) for place in places),
        *labels(
            [(one.name, shown[one.iso3]) for one in countries if one.labelled and one.iso3 in shown],
            frame,
            reader,
        ),
    ]
    drawable = PLACES.keys() | ground.codes
    left_out = [one.name for one in countries if one.iso3 not in drawable]
    return picture(
        Drawing(name, frame.height, tuple(shapes), is_map=True),
        words=words,
        columns=(Column(words.country), Column(words.value, numeric=True), Column(words.class_)),
        rows=tuple(_row(one, classes, words, reader) for one in countries),
        legend=tuple(
            _legend(classes, words, name, dots=bool(places), marked=any(one.marked for one in countries))
        ),
        notes=(*([_not_drawn(left_out, words)] if left_out else []), words.disclaimer),
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """A shape in the frame, and the code under which its figure stands."""

    code: str
    outline: Outline


@dataclass(frozen=True, slots=True)
class Place:
    """A dot: the larger, the higher its class."""

    code: str
    at: tuple[float, float]
    r: float
    ink: Ink


def _check(countries: Sequence[MapCountry], classes: Sequence[MapClass]) -> None:
    ends = [one.below for one in classes]
    inner = [end for end in ends[:-1] if end is not None]
    whole = 1 <= len(classes) <= len(CLASSES) and ends[-1] is None and len(inner) == len(ends) - 1
    if not whole or inner != sorted(set(inner)):
        accepted = f"1 to {len(CLASSES)} classes, each below a larger number, the last below None"
        raise BadPicture("bad_classes", place="classes", found=ends, accepted=accepted)
    seen: set[str] = set()
    for at, one in enumerate(countries):
        if one.iso3 in seen:
            raise BadPicture("country_twice", place=f"countries[{at}].iso3", found=one.iso3)
        if one.value is not None and not math.isfinite(one.value):
            raise BadPicture("not_a_number", place=f"countries[{at}].value", found=one.value)
        seen.add(one.iso3)


def _frame(region: MapRegion | None) -> MapFrame:
    if region is None:
        return frame_of(-180, SOUTHERNMOST, 180, NORTHERNMOST)
    if not (-180 <= region.west < region.east <= 180 and -90 <= region.south < region.north <= 90):
        raise BadPicture("bad_region", place="region", found=region, accepted="west < east, south < north")
    return frame_of(region.west, region.south, region.east, region.north)


def _lands(ground: Ground, figures: Mapping[str, MapCountry]) -> list[Seen]:
    found = []
    for country, shape in ground.lands:
        own = country.iso3 in figures or not country.counted_under
        code = country.iso3 if own else country.counted_under
        if code not in NOBODY_LIVES_THERE:
            found.append(Seen(code, shape))
    return found


def _middles(lands: Sequence[Seen]) -> dict[str, tuple[float, float]]:
    """Where the largest shape of each code lies."""
    by_size = sorted(lands, key=lambda land: land.outline.area)
    return {land.code: land.outline.middle for land in by_size}


def _class_of(value: float, classes: Sequence[MapClass]) -> int:
    return next(at for at, one in enumerate(classes) if one.below is None or value < one.below)


def _painted(
    lands: Sequence[Seen], figures: Mapping[str, MapCountry], classes: Sequence[MapClass]
) -> Iterator[Land]:
    """Class by class, the empty ones first, so that borders of the full ones stay on top."""
    inks: list[tuple[int, Seen]] = []
    for land in (one for one in lands if one.outline.d):
        value = figures[land.code].value if land.code in figures else None
        inks.append((-1 if value is None else _class_of(value, classes), land))
    for at, land in sorted(inks, key=lambda pair: pair[0]):
        yield Land(land.outline.d, NO_FIGURE if at < 0 else ink_of(at, classes), land.code)


def ink_of(at: int, classes: Sequence[MapClass]) -> Ink:
    """The ink of a class; with few classes they lie farther apart."""
    last = len(classes) - 1
    return CLASSES[round(at * (len(CLASSES) - 1) / last) if last else len(CLASSES) - 1]


def _marked(figures: Mapping[str, MapCountry], code: str) -> bool:
    return code in figures and figures[code].marked


def _places(
    countries: Sequence[MapCountry], lands: Sequence[Seen], frame: MapFrame, classes: Sequence[MapClass]
) -> list[Place]:
    """Dots for States without a shape, and for those whose shape is too small to be seen."""
    areas: dict[str, float] = {}
    for land in lands:
        areas[land.code] = areas.get(land.code, 0) + land.outline.area
    middles = _middles(lands)
    found = []
    for one in countries:
        if areas.get(one.iso3, 0) >= TOO_SMALL:
            continue
        at = middles.get(one.iso3) or (frame.at(*PLACES[one.iso3]) if one.iso3 in PLACES else None)
        if at and frame.holds(at):
            r = 2 if one.value is None else 2 + 0.75 * _class_of(one.value, classes)
            found.append(Place(one.iso3, at, r, NO_PLACE if one.value is None else PLACE))
    return found


def labels(
    wanted: Sequence[tuple[str, tuple[float, float]]], frame: MapFrame, reader: Reader
) -> Iterator[Text]:
    """Names in the order given, as long as they touch neither each other nor the edge on a telephone."""
    taken: list[tuple[float, float, float, float]] = []
    for name, (x, y) in wanted:
        place, anchor = kept_inside(x / WIDTH, name)
        wide = len(name) * PER_CHARACTER
        start = place * NARROWEST - {"start": 0.0, "middle": wide / 2, "end": float(wide)}[anchor]
        base = y * NARROWEST / WIDTH
        room = (start, base - LEADING / 2, start + wide, base + LEADING / 2)
        fits = room[1] >= 0 and room[3] <= frame.height * NARROWEST / WIDTH and wide <= NARROWEST
        if fits and not any(_touch(room, other) for other in taken):
            taken.append(room)
            words = isolated(name) if reader.direction == "rtl" else name
            yield Text(place, y + 5, words, anchor=anchor, tone="ink", halo=True)


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _row(one: MapCountry, classes: Sequence[MapClass], words: MapWords, reader: Reader) -> tuple[str, ...]:
    if one.value is None:
        return one.name, words.no_figure, words.no_figure
    return one.name, reader.number(one.value), classes[_class_of(one.value, classes)].label


def _legend(
    classes: Sequence[MapClass], words: MapWords, name: str, *, dots: bool, marked: bool
) -> Iterator[LegendEntry]:
    for at, one in enumerate(classes):
        yield LegendEntry(swatch(ink_of(at, classes), name=f"{name}-k{at}"), one.label)
    yield LegendEntry(swatch(NO_FIGURE, name=f"{name}-k5"), words.no_figure)
    if dots:
        yield LegendEntry(swatch(PLACE, name=f"{name}-k6", form="dot"), words.dot)
    if marked:
        yield LegendEntry(swatch(MARKED, name=f"{name}-k7"), words.marked)


def _not_drawn(names: Sequence[str], words: MapWords) -> str:
    return words.not_drawn.replace("{names}", words.comma.join(names))
