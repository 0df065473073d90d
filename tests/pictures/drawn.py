"""Reads a drawing back: every shape with its place in pixels, whatever mixture of shares it was said in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

PAINTED = ("rect", "line", "circle", "text", "path")
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Drawn:
    """One shape: what it is, the class it is painted with, and its bounds in pixels."""

    tag: str
    css: str
    x1: float
    y1: float
    x2: float
    y2: float
    words: str = ""
    anchor: str = ""

    @property
    def width(self) -> float:
        return self.x2 - self.x1

    @property
    def height(self) -> float:
        return self.y2 - self.y1

    def mirrored(self, width: float) -> Drawn:
        return Drawn(
            self.tag, self.css, width - self.x2, self.y1, width - self.x1, self.y2, self.words, self.anchor
        )


@dataclass(frozen=True)
class Box:
    """A coordinate system: where it starts, how large a unit is, and what 100 % means."""

    x: float
    y: float
    across: float
    down: float
    width: float
    height: float

    def length(self, said: str, *, upright: bool = False) -> float:
        if said.endswith("%"):
            return float(said[:-1]) / 100 * (self.height if upright else self.width)
        return float(said)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def size(svg: str, *, width: float = 1000) -> tuple[float, float]:
    """How wide and high a drawing is on a page of that width, or on paper."""
    root = parsed(svg)
    if "viewBox" in root.attrib:
        _, _, wide, high = map(float, root.attrib["viewBox"].split())
        return wide, high
    form = re.search(r"p-map-(\d+)", root.attrib["class"])
    high = float(root.attrib["height"])
    return width, width * int(form[1]) / 100 if form else high


def shapes(svg: str, *, width: float = 1000) -> list[Drawn]:
    """Every shape of a drawing on a page of that width, in the order of painting; patterns left out."""
    root = parsed(svg)
    wide, high = size(svg, width=width)
    return list(_inside(root, Box(0, 0, 1, 1, wide, high), ""))


def _inside(parent: ET.Element, box: Box, css: str, anchor: str = "start") -> Iterator[Drawn]:
    for one in parent:
        tag = one.tag.removeprefix(SVG)
        known = one.attrib.get("class", css)
        side = one.attrib.get("text-anchor", anchor)
        if tag == "svg":
            yield from _inside(one, _nested(one, box), known, side)
        elif tag == "g":
            yield from _inside(one, box, known, side)
        elif tag in PAINTED:
            yield _drawn(one, tag, box, known, side)


def _nested(one: ET.Element, box: Box) -> Box:
    wide = box.length(one.attrib["width"])
    high = box.length(one.attrib["height"], upright=True)
    _, _, units, down = map(float, one.attrib["viewBox"].split())
    return Box(box.x, box.y, wide / units, high / down, units, down)


def _drawn(one: ET.Element, tag: str, box: Box, css: str, anchor: str) -> Drawn:
    got = one.attrib
    moved = re.fullmatch(r"translate\((\S+) (\S+)\)", got.get("transform", "translate(0 0)"))
    assert moved
    xs, ys = _bounds(tag, got, box)
    shift_x, shift_y = float(moved[1]), float(moved[2])
    return Drawn(
        tag,
        css,
        box.x + box.across * (min(xs) + shift_x),
        box.y + box.down * (min(ys) + shift_y),
        box.x + box.across * (max(xs) + shift_x),
        box.y + box.down * (max(ys) + shift_y),
        "".join(one.itertext()) if tag == "text" else got.get("data-iso3", ""),
        anchor if tag == "text" else "",
    )


def _bounds(tag: str, got: dict[str, str], box: Box) -> tuple[list[float], list[float]]:
    across = {key: box.length(got[key]) for key in ("x", "x1", "x2", "cx", "width", "dx") if key in got}
    down = {
        key: box.length(got[key], upright=True) for key in ("y", "y1", "y2", "cy", "height") if key in got
    }
    if tag == "rect":
        return [across["x"], across["x"] + across["width"]], [down["y"], down["y"] + down["height"]]
    if tag == "line":
        return [across["x1"], across["x2"]], [down["y1"], down["y2"]]
    if tag == "circle":
        r = float(got["r"])
        return [across["cx"] - r, across["cx"] + r], [down["cy"] - r, down["cy"] + r]
    if tag == "text":
        return [across["x"] + across.get("dx", 0)], [down["y"]]
    points = list(_points(got["d"]))
    return [x for x, _ in points], [y for _, y in points]


def _points(d: str) -> Iterator[tuple[float, float]]:
    """The points of path data of the commands that the product writes."""
    x = y = 0.0
    for command, rest in re.findall(r"([MLClhvz])([^A-Za-z]*)", d, re.IGNORECASE):
        numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", rest)]
        if command in "hv":
            x, y = (x + numbers[0], y) if command == "h" else (x, y + numbers[0])
            yield x, y
            continue
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = (x + across, y + down) if command == "l" else (across, down)
            yield x, y


def of(drawn: list[Drawn], css: str, tag: str = "rect") -> list[Drawn]:
    """Those of one class."""
    return [one for one in drawn if one.tag == tag and css in one.css.split()]
