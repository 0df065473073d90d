"""Exact numbers: read from text, written to text, and kept short enough to store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, localcontext
from fractions import Fraction
from math import lcm

LONGEST = 40
"""No figure of a State needs more signs; a longer one is an attack or a slip."""

SHORT = 10**40
GRID = 10**24
"""A share is kept to 24 decimal places where its exact fraction would fill a page."""

DIGITS = 60
"""Decimal digits of a power that is no whole one, such as a fifth root."""

STEEPEST = 9
"""No key raises a figure to a higher power, up or down."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?\Z", re.ASCII)
_RATIO = re.compile(r"(-?\d+)/(\d+)\Z", re.ASCII)


def number(text: str) -> Fraction | None:
    """Read `12`, `0.4`, `4.66e12` or `2/5`; None if the text is no such number."""
    if len(text) > LONGEST:
        return None
    if _NUMBER.match(text):
        return Fraction(text)
    ratio = _RATIO.match(text)
    if ratio is None or not int(ratio[2]):
        return None
    return Fraction(int(ratio[1]), int(ratio[2]))


def written(value: Fraction) -> str:
    """The number as text that loses nothing: a decimal where that is short, a ratio otherwise."""
    for digits in range(13):
        if 10**digits % value.denominator == 0:
            whole = value.numerator * (10**digits // value.denominator)
            sign, figures = ("-" if whole < 0 else ""), str(abs(whole)).rjust(digits + 1, "0")
            return f"{sign}{figures[:-digits]}.{figures[-digits:]}" if digits else f"{sign}{figures}"
    return f"{value.numerator}/{value.denominator}"


def settled(values: Mapping[str, Fraction], *, to: Fraction) -> dict[str, Fraction]:
    """Scale values so that they add up to `to` exactly, and keep their fractions short.

    Equal values stay equal: each is rounded alone, and the sum is made right by scaling.
    """
    whole = sum(values.values(), Fraction(0))
    if not whole:
        return dict(values)
    scaled = {state: value * to / whole for state, value in values.items()}
    if lcm(*(value.denominator for value in scaled.values())) <= SHORT:
        return scaled
    marks = {state: round(value * GRID / whole) for state, value in values.items()}
    every = sum(marks.values())
    return {state: to * Fraction(mark, every) for state, mark in marks.items()}


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """Raise a number above 0: exactly for a whole exponent, otherwise to 60 digits, alike everywhere."""
    if exponent.denominator == 1 and abs(exponent) <= STEEPEST:
        return base ** int(exponent)
    with localcontext() as context:
        context.prec = DIGITS
        low = Decimal(base.numerator) / Decimal(base.denominator)
        return Fraction(low ** (Decimal(exponent.numerator) / Decimal(exponent.denominator)))
