"""From a first number to a last one, step by step: why a State's share is what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asylon.pictures.picture import Picture, Words
from asylon.pictures.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A number that stands by itself: where the waterfall starts and where it ends."""

    label: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change, up or down, in the unit of the levels."""

    label: str
    change: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallWords(Words):
    """Words of a waterfall.

    Attributes:
        step, change, then: headings of the table: what happened, by how much, and the number after it.
        level, more, less: legend.
    """

    step: str
    change: str
    then: str
    level: str
    more: str
    less: str


def waterfall(
    steps: Sequence[Step],
    *,
    start: Level,
    end: Level,
    words: WaterfallWords,
    reader: Reader,
    name: str = "waterfall",
) -> Picture:
    """Start, steps up and down, end. Numbers are written by `reader.number` and `reader.signed`.

    Raises: BadPicture `does_not_add_up` if start and steps do not give the end.
    """
    raise NotImplementedError
