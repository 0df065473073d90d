"""Currencies and how many decimal places their minor unit has. Source: ISO 4217, active codes (facts)."""

from __future__ import annotations

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
_WHOLE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND"
CODES = frozenset(_LISTED.split())
_PLACES = {**dict.fromkeys(_WHOLE.split(), 0), **dict.fromkeys(_THOUSANDTHS.split(), 3)}


def places_of(currency: str) -> int:
    """How many decimal places an amount in a currency has: 2 for most."""
    return _PLACES.get(currency, 2)


def in_major(minor: int, *, currency: str) -> Decimal:
    """An amount as people write it: 1234 of EUR is 12.34."""
    return Decimal(minor).scaleb(-places_of(currency))


def in_minor(major: Decimal, *, currency: str) -> int | None:
    """An amount in minor units, None if it has more decimal places than the currency."""
    minor = major.scaleb(places_of(currency))
    return int(minor) if minor == minor.to_integral_value() else None
