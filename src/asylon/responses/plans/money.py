"""Amounts of money in whole minor units, such as cents, and as people write them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_WITHOUT = re.compile("BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|VND|VUV|XAF|XOF|XPF")
_THREE = re.compile("BHD|IQD|JOD|KWD|LYD|OMR|TND")
"""With `_WITHOUT`: currencies whose minor unit has not two decimal places. Source: ISO 4217 (facts)."""
_DECIMAL_COMMA = re.compile(r"(\d+),(\d{1,2})")
"""A comma with fewer than three digits behind it sets decimals apart, as French and Serbian write them."""
MONEY = "money"
"""The unit of a need that is counted in money: its amounts are in minor units of the item's currency."""
MOST = 2**53
"""The largest amount in minor units that every program can hold."""


def places_of(currency: str) -> int:
    """How many decimal places the minor unit of a currency has."""
    if _WITHOUT.fullmatch(currency):
        return 0
    return 3 if _THREE.fullmatch(currency) else 2


def is_currency(code: str) -> bool:
    """Whether something has the form of a currency's code."""
    return re.fullmatch(r"[A-Z]{3}", code) is not None


def in_major(minor: int, *, currency: str) -> str:
    """An amount with its decimals: 1250 of EUR is 12.50; whole amounts come without."""
    whole = Decimal(minor).scaleb(-places_of(currency))
    return f"{whole:,.0f}" if whole == whole.to_integral_value() else f"{whole:,.{places_of(currency)}f}"


def in_minor(typed: str, *, currency: str) -> int | None:
    """The amount that was typed in minor units; None if it is none, or finer than the currency."""
    plain = typed.replace(" ", "")
    found = _DECIMAL_COMMA.fullmatch(plain)
    plain = f"{found[1]}.{found[2]}" if found else plain.replace(",", "")
    try:
        minor = Decimal(plain).scaleb(places_of(currency))
    except InvalidOperation:
        return None
    if not minor.is_finite() or minor != minor.to_integral_value() or not 0 <= minor <= MOST:
        return None
    return int(minor)
