"""From a drawing to SVG: as wide as a page makes it, or at one width for paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import assert_never
from unicodedata import bidirectional

from asylon.pictures.drawing import Anchor, Box, Curve, Dot, Drawing, Land, Line, Shape, Text
from asylon.pictures.inks import DONE, PAPER, Ink, Pattern
from asylon.pictures.reader import Direction

FACES = "Noto Sans, Noto Sans Arabic, DejaVu Sans, sans-serif"
MARGIN = 2
"""Around a drawing on paper, in points."""
UNITS = 1000
"""Units along a curve or a map, so that its path needs no decimals."""
FROM_LEFT, FROM_RIGHT, END = "\u2066", "\u2067", "\u2069"
"""Isolates of the Unicode Bidirectional Algorithm (UAX 9)."""
FLIPPED: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide a drawing is (None: as wide as the page makes it) and what its ids begin with."""

    drawing: Drawing
    width: float | None

    @property
    def flipped(self) -> bool:
        """Whether the line of reading starts at the right."""
        return self.drawing.direction == "rtl"

    @property
    def height(self) -> float:
        """The height in pixels or points; of a map on a page, in units of its box."""
        drawing = self.drawing
        return drawing.height * self.width / UNITS if drawing.is_map and self.width else drawing.height

    def along(self, share: float, *, px: float = 0) -> tuple[float, float]:
        """A place as a share and pixels, from the left."""
        return (1 - share, -px) if self.flipped else (share, px)

    def x(self, share: float) -> str:
        """A place without pixels."""
        return self.length(self.along(share)[0])

    def y(self, y: float) -> str:
        """A place from the top."""
        if not self.drawing.is_map:
            return number(y)
        return number(y * self.width / UNITS) if self.width else f"{number(100 * y / self.drawing.height)}%"

    def length(self, share: float) -> str:
        """A share of the width, as it stands in an attribute."""
        return f"{number(100 * share, 3)}%" if self.width is None else number(share * self.width)


def on_page(drawing: Drawing, *, title: str, description: str) -> str:
    """For a page with the stylesheets: fills the width that it gets, text keeps its size."""
    name = drawing.name
    kind = f"p-fig p-map {map_form(drawing)}" if drawing.is_map else "p-fig"
    size = f'width="100%" height="{number(drawing.height)}" direction="{drawing.direction}"'
    return whole(Frame(drawing, None), f'class="{kind}" {size}', name, title, description)


def on_paper(drawing: Drawing, *, width: float, title: str, description: str) -> str:
    """For a document: one width, every colour said in place. A margin keeps the lines at the edges whole."""
    frame = Frame(drawing, width - 2 * MARGIN)
    high = number(frame.height + 2 * MARGIN)
    size = f'width="{number(width)}" height="{high}"'
    box = f'viewBox="{-MARGIN} {-MARGIN} {number(width)} {high}"'
    return whole(
        frame, f'class="p-fig" {size} {box} direction="ltr"', f"{drawing.name}-paper", title, description
    )


def cell(shapes: Iterable[Shape], *, height: float, direction: Direction, css: str = "p-fig") -> str:
    """A drawing without a name for a row of a table or a legend; screen readers pass it by."""
    frame = Frame(Drawing("cell", height, tuple(shapes), direction), None)
    opening = (
        f'<svg class="{css}" height="{number(height)}" direction="{direction}"'
        ' aria-hidden="true" focusable="false">'
    )
    return f"{opening}{''.join(body(frame, 'cell'))}</svg>"


FORMS = {
    "box": '<rect x="1" y="2" width="24" height="12"/>',
    "bar": '<rect x="1" y="5" width="24" height="6"/>',
    "line": '<path d="M1 8H26"/>',
    "rule": '<path d="M13 0V16"/>',
    "whisker": '<path d="M2 8H25M2 3V13M25 3V13"/>',
    "ended": '<rect x="4" y="4" width="18" height="8"/>{end}',
    "dot": '<circle cx="13" cy="8" r="5"/>',
}


def swatch(ink: Ink, *, name: str, form: str = "box", direction: Direction = "ltr") -> str:
    """The small drawing of a legend, 28 by 16 pixels, in one of the forms above."""
    patterns = "".join(pattern(ink.pattern, name)) if ink.pattern else ""
    end = f'<circle {DONE.attributes(name)} cx="{4 if direction == "rtl" else 22}" cy="8" r="4"/>'
    shape = FORMS[form].replace("{end}", end)
    return (
        '<svg width="28" height="16" viewBox="0 0 28 16" aria-hidden="true" focusable="false">'
        f"{patterns}<g {ink.attributes(name)}>{shape}</g></svg>"
    )


def whole(frame: Frame, attributes: str, name: str, title: str, description: str) -> str:
    """The root element with its title, its description and everything in it."""
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {attributes} role="img"',
            f' aria-labelledby="{name}-title" aria-describedby="{name}-desc"',
            f' font-family="{FACES}" font-size="14">',
            f'<title id="{name}-title">{clean(title)}</title>',
            f'<desc id="{name}-desc">{clean(description)}</desc>',
            *body(frame, name),
            "</svg>",
        ]
    )


def body(frame: Frame, name: str) -> Iterator[str]:
    """Patterns first, then the shapes, those of one ink in one group."""
    shapes = frame.drawing.shapes
    patterns = {ink.pattern.name: ink.pattern for ink in map(ink_of, shapes) if ink and ink.pattern}
    if patterns:
        yield "<defs>"
        for _, one in sorted(patterns.items()):
            yield from pattern(one, name)
        yield "</defs>"
    for key, group in groupby(shapes, key=lambda shape: group_key(shape, frame, name)):
        opening, closing = key
        yield opening
        for shape in group:
            yield element(shape, frame)
        yield closing


def pattern(one: Pattern, name: str) -> Iterator[str]:
    """The tile of a pattern."""
    turn = f' patternTransform="rotate({one.turn})"' if one.turn else ""
    yield (
        f'<pattern id="{name}-{one.name}" width="{one.size:g}" height="{one.size:g}"'
        f' patternUnits="userSpaceOnUse"{turn}>'
    )
    if one.ground:
        yield f'<path {one.ground.attributes(name)} d="M0 0h{one.size:g}v{one.size:g}h-{one.size:g}z"/>'
    yield f'<path {one.ink.attributes(name)} d="{one.d}"/></pattern>'


def ink_of(shape: Shape) -> Ink | None:
    """What a shape is painted with; text has no ink."""
    return None if isinstance(shape, Text) else shape.ink


def group_key(shape: Shape, frame: Frame, name: str) -> tuple[str, str]:
    """How the group of a shape opens and closes; neighbours with the same go into one group."""
    if isinstance(shape, Text):
        return f"<g {text_attributes(shape, frame)}>", "</g>"
    opening, closing = f"<g {shape.ink.attributes(name)}>", "</g>"
    if isinstance(shape, Land) or (isinstance(shape, Curve) and frame.width is None):
        # A box of its own: its units stretch with the page while strokes and text keep their size.
        height = number(frame.drawing.height)
        size = f'width="{number(frame.width or 100)}{"" if frame.width else "%"}" height="'
        size += f'{number(frame.height)}"' if frame.width or isinstance(shape, Curve) else '100%"'
        ratio = ' preserveAspectRatio="none"' if isinstance(shape, Curve) else ""
        return f'<svg {size} viewBox="0 0 {UNITS} {height}"{ratio}>{opening}', f"{closing}</svg>"
    return opening, closing


def text_attributes(shape: Text, frame: Frame) -> str:
    """What the lines of text of one group share."""
    anchor = shape.anchor
    if frame.width is not None and frame.flipped:
        anchor = FLIPPED[anchor]  # programs for paper read anchors as left and right
    css = {"soft": "", "ink": "p-ink", "strong": "strong"}[shape.tone] + (" p-halo" if shape.halo else "")
    said = [f'class="{css.strip()}"'] if css else []
    said.append(f'fill="{PAPER["ink-2" if shape.tone == "soft" else "ink"]}"')
    if anchor != "start":
        said.append(f'text-anchor="{anchor}"')
    if shape.tone == "strong":
        said.append('font-weight="700"')
    if shape.halo:
        said.append(f'paint-order="stroke" stroke="{PAPER["surface"]}" stroke-width="4"')
    return " ".join(said)


def element(shape: Shape, frame: Frame) -> str:
    """One shape as SVG."""
    match shape:
        case Box():
            return box(shape, frame)
        case Line():
            ends = f'x1="{frame.x(shape.x1)}" x2="{frame.x(shape.x2)}"'
            return f'<line {ends} y1="{frame.y(shape.y1)}" y2="{frame.y(shape.y2)}"/>'
        case Dot():
            return f'<circle cx="{frame.x(shape.x)}" cy="{frame.y(shape.y)}" r="{number(shape.r)}"/>'
        case Text():
            return text(shape, frame)
        case Curve():
            return f'<path d="{curve(shape, frame)}"{still(frame)}/>'
        case Land():
            code = f' data-iso3="{shape.iso3}"' if shape.iso3 else ""
            return f'<path{code} d="{shape.d}"/>'
        case _:
            assert_never(shape)


def box(shape: Box, frame: Frame) -> str:
    """A rectangle; what is in pixels becomes a shift, because attributes cannot add."""
    share, px = shape.x, shape.px
    if frame.flipped:
        share, px = 1 - shape.x - shape.width, -shape.px - shape.width_px
    height = number(shape.height)
    if frame.width is not None:
        x, width = share * frame.width + px, shape.width * frame.width + shape.width_px
        return f'<rect x="{number(x)}" y="{frame.y(shape.y)}" width="{number(width)}" height="{height}"/>'
    size = frame.length(shape.width) if shape.width else number(shape.width_px)
    shift = f' transform="translate({number(px)} 0)"' if px else ""
    return f'<rect x="{frame.length(share)}" y="{frame.y(shape.y)}" width="{size}" height="{height}"{shift}/>'


def text(shape: Text, frame: Frame) -> str:
    """A line of words, escaped."""
    share, px = frame.along(shape.x, px=shape.px)
    words = clean(isolated(shape.words) if frame.flipped else shape.words)
    if frame.width is not None:
        return f'<text x="{number(share * frame.width + px)}" y="{frame.y(shape.y)}">{words}</text>'
    shift = f' dx="{number(px)}"' if px else ""
    return f'<text x="{frame.length(share)}" y="{frame.y(shape.y)}"{shift}>{words}</text>'


def isolated(words: str) -> str:
    """Words for a reader from the right, with their own direction said by invisible marks.

    Numbers with a sign, and names in other scripts, keep theirs: +2,400 must not become 2,400+.
    """
    from_right = any(bidirectional(one) in ("R", "AL") for one in words)
    return f"{FROM_RIGHT if from_right else FROM_LEFT}{words}{END}"


def curve(shape: Curve, frame: Frame) -> str:
    """Path data, in units of the box on a page and in points on paper."""
    wide = frame.width or UNITS
    return "".join(
        command + " ".join(f"{number(frame.along(x)[0] * wide)} {number(y)}" for x, y in points)
        for command, points in shape.commands
    )


def still(frame: Frame) -> str:
    """Lines of a stretched box keep their thickness."""
    return ' vector-effect="non-scaling-stroke"' if frame.width is None else ""


def map_form(drawing: Drawing) -> str:
    """The class that holds a map's ratio of width to height."""
    return f"p-map-{number(drawing.height / 10)}"


def number(value: float, digits: int = 2) -> str:
    """A coordinate: no more digits than an eye can use, and never minus zero."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    return "0" if text == "-0" else text


NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(words: str) -> str:
    """Words that can stand in XML: escaped, and without characters that XML forbids."""
    return escape(NOT_XML.sub("\ufffd", words))
