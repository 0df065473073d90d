"""A drawing as data: shapes placed along the line of reading, before anybody decides how wide it is.

Along the line of reading a place is a share of the width, from the start edge (0) to the end edge (1), plus
pixels. Across it a place is in pixels from the top. So a drawing can fill any width while its text keeps its
size, and it can be mirrored without being drawn anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from asylon.pictures.inks import Ink
from asylon.pictures.reader import Direction

Anchor = Literal["start", "middle", "end"]
Tone = Literal["soft", "ink", "strong"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. `width` is a share; `px` moves it and `width_px` widens it, in pixels."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink
    px: float = 0
    width_px: float = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle; its size never changes with the width."""

    x: float
    y: float
    r: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words. `halo` keeps it readable above lines."""

    x: float
    y: float
    words: str
    anchor: Anchor = "start"
    tone: Tone = "soft"
    px: float = 0
    halo: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """A path of commands M, L, C and Z, each with its points; `x` of each point is a share."""

    commands: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    ink: Ink


@dataclass(frozen=True, slots=True)
class Land:
    """A shape of a map: path data in the units of the drawing's box, and the codes that it stands for."""

    d: str
    ink: Ink
    iso3: str = ""


Shape = Box | Line | Dot | Text | Curve | Land


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order in which they are painted.

    Attributes:
        name: begins the ids inside the drawing; unique on a page.
        height: in pixels; for a map, in thousandths of the width.
        shapes: see above.
        direction: `rtl` mirrors everything.
        is_map: then the height keeps its ratio to the width, and every `y` and `height` is in thousandths of
            the width.
    """

    name: str
    height: float
    shapes: tuple[Shape, ...]
    direction: Direction = "ltr"
    is_map: bool = False
