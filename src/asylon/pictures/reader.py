"""How numbers and days are written for one reader, and which way that reader reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The reader's way with numbers, days and direction. A page makes one for a request.

    Attributes:
        number: a count or an amount in full, e.g. `12,345`.
        signed: the same with its sign, e.g. `+750`.
        short: a number on an axis, e.g. `12k`; four characters at most fit everywhere.
        ratio: a quotient such as an index, e.g. `3.5`.
        day: a day in full, e.g. `9 November 2026`.
        day_short: a day on an axis, e.g. `9 Nov`.
        month: a month on an axis, e.g. `Nov 2026`.
        direction: `rtl` mirrors the picture: time and bars then run from the right.
    """

    number: Callable[[float], str]
    signed: Callable[[float], str]
    short: Callable[[float], str]
    ratio: Callable[[float], str]
    day: Callable[[date], str]
    day_short: Callable[[date], str]
    month: Callable[[date], str]
    direction: Direction = "ltr"


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _number(value: float) -> str:
    text = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text


def _signed(value: float) -> str:
    return f"+{_number(value)}" if value > 0 else _number(value)


def _short(value: float) -> str:
    for size, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}"


def english() -> Reader:
    """Plain English, for the command line, for documents and for tests."""
    return Reader(
        number=_number,
        signed=_signed,
        short=_short,
        ratio=lambda value: f"{value:.1f}" if value >= 0.1 or value == 0 else f"{value:.2g}",
        day=lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        day_short=lambda day: f"{day.day} {MONTHS[day.month - 1][:3]}",
        month=lambda day: f"{MONTHS[day.month - 1][:3]} {day.year}",
    )
