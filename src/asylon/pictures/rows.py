"""Rows under each other, each with a line of words above its bar: readable at the width of a telephone."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from asylon.pictures.drawing import Anchor, Text, Tone

NARROWEST = 288
"""The width in pixels that a picture gets on a telephone of 320: every line of words must fit there."""
PER_CHARACTER = 8
"""Pixels that one character of 14 pixels takes, on the careful side."""
CHARACTERS = NARROWEST // PER_CHARACTER
LEADING = 19
BAR = 16
"""Height of a bar, in pixels."""
SPACE = 0.02
"""Between two labels of an axis, as a share."""
GAP = 12
"""Free space under a bar, in pixels."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The words of one row, and where its bar starts."""

    shapes: tuple[Text, ...]
    bar: float


def lines(words: str, *, characters: int) -> list[str]:
    """Words broken into lines that fit; at least one line, perhaps empty."""
    return textwrap.wrap(words, max(characters, 8)) or [""]


def heading(label: str, *, value: str, y: float, tone: Tone = "ink", value_tone: Tone = "ink") -> Heading:
    """A label at the start edge and a value at the end edge; a long label takes more lines."""
    broken = lines(label, characters=CHARACTERS - len(value) - 2)
    shapes = [
        Text(0, y + LEADING * at + 14, part, tone=tone, halo=True) for at, part in enumerate(broken) if part
    ]
    if value:
        shapes.append(Text(1, y + 14, value, anchor="end", tone=value_tone, halo=True))
    return Heading(tuple(shapes), y + LEADING * len(broken) + 3)


def stacked(
    headings: Iterable[tuple[str, str]], *, y: float, marked: Iterable[bool], bar: float = BAR
) -> Iterator[Heading]:
    """One heading a row, each under the bar of the one before; `bar` is its height in pixels."""
    for (label, value), bold in zip(headings, marked, strict=True):
        one = heading(label, value=value, y=y, tone="strong" if bold else "ink")
        yield one
        y = one.bar + bar + GAP


def kept_inside(middle: float, label: str) -> tuple[float, Anchor]:
    """Where a label about a place stands, so that it does not leave the picture on a telephone."""
    half = len(label) * PER_CHARACTER / 2 / NARROWEST
    if middle < half:
        return 0, "start"
    return (1, "end") if middle > 1 - half else (middle, "middle")


def apart(
    labels: Sequence[tuple[float, str]], *, anchor: Anchor = "middle"
) -> list[tuple[float, Anchor, str]]:
    """Labels along a line: all, or every second, third and so on, so that none touch on a telephone.

    With the anchor `start` a label stands after its place, and is left out where it would leave the picture.
    """
    for step in range(1, len(labels) + 1):
        placed = [_placed(place, label, anchor) for place, label in labels[::step]]
        ends = [_ends(*one) for one in placed]
        if all(before[1] + SPACE <= after[0] for before, after in pairwise(ends)):
            return [one for one, end in zip(placed, ends, strict=True) if end[1] <= 1 + 1e-9]
    return []


def _placed(place: float, label: str, anchor: Anchor) -> tuple[float, Anchor, str]:
    return (*kept_inside(place, label), label) if anchor == "middle" else (place, anchor, label)


def _ends(place: float, anchor: Anchor, label: str) -> tuple[float, float]:
    """Where a label starts and ends on a telephone, as shares."""
    wide = len(label) * PER_CHARACTER / NARROWEST
    start = place - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return start, start + wide
