"""Money in whole minor units, such as cents, and amounts as people write them.

The currencies and how many decimal places their minor unit has: ISO 4217, active codes (facts).
"""

from __future__ import annotations

import re
from decimal import Decimal

_LISTED = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD
KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO
NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE
SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV
WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
_NO_PLACES = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND"
CODES = frozenset(_LISTED.split())
_PLACES = {**dict.fromkeys(_NO_PLACES.split(), 0), **dict.fromkeys(_THOUSANDTHS.split(), 3)}


MOST = 2**53
"""The largest amount in minor units that every program can hold."""

_FIRST = r"(?![0٠۰])\d{1,3}"
"""Figures before the first group of thousands: no number of thousands begins with 0."""
_WHOLE = re.compile(rf"\d+|{_FIRST}(?:,\d{{3}})+|{_FIRST}(?:\.\d{{3}})+")
_POINT = re.compile(rf"(\d+|{_FIRST}(?:,\d{{3}})+)\.(\d+)")
_COMMA = re.compile(rf"(\d+|{_FIRST}(?:\.\d{{3}})+),(\d+)")
_THOUSANDTHS_POINT = re.compile(r"(\d{1,3})\.(\d{3})")
_SEPARATORS = str.maketrans({"٬": ",", "٫": ".", "’": "'", "\u202f": " ", "\u00a0": " "})


def is_currency(code: str) -> bool:
    """Whether something is the code of a currency that is in use."""
    return code in CODES


def places_of(currency: str) -> int:
    """How many decimal places an amount in a currency has: 2 for most."""
    return _PLACES.get(currency, 2)


def in_major(minor: int, *, currency: str) -> Decimal:
    """An amount as people say it: 1234 of EUR is 12.34."""
    return Decimal(minor).scaleb(-places_of(currency))


def in_minor(major: Decimal, *, currency: str) -> int | None:
    """An amount in minor units, None if it has more decimal places than the currency."""
    minor = major.scaleb(places_of(currency))
    return int(minor) if minor == minor.to_integral_value() else None


def written_major(minor: int, *, currency: str) -> str:
    """An amount with its decimals, as it can be typed again: 125050 of EUR is 1,250.50; whole without."""
    whole = in_major(minor, currency=currency)
    return f"{whole:,.0f}" if whole == whole.to_integral_value() else f"{whole:,.{places_of(currency)}f}"


def typed_number(typed: str, *, places: int = 2) -> Decimal | None:
    """A number as somebody typed it, from 0 up; None if it is none.

    Thousands may be set apart by spaces, points, commas or apostrophes. A sign that stands once with three
    digits behind it sets thousands apart; a point does not where amounts have three decimal `places`.
    """
    said = typed.translate(_SEPARATORS).replace(" ", "").replace("'", "")
    if places == _THREE and (found := _THOUSANDTHS_POINT.fullmatch(said)):
        return Decimal(f"{found[1]}.{found[2]}")
    if _WHOLE.fullmatch(said):
        return Decimal(said.replace(",", "").replace(".", ""))
    for form, between in ((_POINT, ","), (_COMMA, ".")):
        if found := form.fullmatch(said):
            return Decimal(f"{found[1].replace(between, '')}.{found[2]}")
    return None


def typed_minor(typed: str, *, currency: str) -> int | None:
    """Money as somebody typed it, in minor units; None if it is none, too fine for it, or too large."""
    found = typed_number(typed, places=places_of(currency))
    minor = None if found is None else in_minor(found, currency=currency)
    return minor if minor is not None and minor <= MOST else None


_THREE = 3
