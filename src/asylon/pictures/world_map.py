"""Who carries what, on a map. Small States are drawn as dots; whoever cannot be drawn is listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from asylon.pictures.picture import Picture, Words
from asylon.pictures.reader import Reader


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
        not_drawn: begins the note that lists States without a shape and without a known position,
            e.g. *Not on the map:*; the names follow.
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
    raise NotImplementedError
