"""Read the words of the CIA World Factbook: "$89.084 billion (2024 est.)" is a number and a year."""

from __future__ import annotations

import html
import re
from decimal import Decimal

from asylon.figures import Store

TIMES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
AMOUNT = re.compile(
    r"\$?(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<times>thousand|million|billion|trillion)?\s*%?"
    r"[^()]*(?:\((?P<note>[^()]*)\))?.*",
    re.ASCII | re.DOTALL,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b", re.ASCII)


def amount(text: str) -> tuple[Decimal, int | None] | None:
    """The number and the year of a value of the Factbook; None where it begins with no number.

    The year is that in the first brackets; None where there is none, which has to be shown too.
    """
    found = AMOUNT.fullmatch(name(text))
    if found is None:
        return None
    number = Decimal(found["number"].replace(",", "")) * TIMES.get(found["times"] or "", 1)
    years = YEAR.findall(found["note"] or "")
    return number, int(years[-1]) if years else None


def name(text: str) -> str:
    """A country's name without HTML entities."""
    return " ".join(html.unescape(text).split())


def country(code: str) -> str | None:
    """The ISO code of a code of the Factbook, which has its own: `wa` is Namibia and `gm` Germany."""
    table = Store().newest("factbook").table("indicators")
    pairs = zip(table.column("factbook_code").to_pylist(), table.column("iso3").to_pylist(), strict=True)
    return dict(pairs).get(code)
