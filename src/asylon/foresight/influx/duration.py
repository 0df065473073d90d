"""Whether a situation lasts: paragraph (k) and preamble 8 speak of protracted situations without a number.

UNHCR's statistics count 25,000 people or more of one origin, for five years or more, in one host country.
Both numbers are parameters here. A person decides what stage is written down.
Source: UNHCR, Global Trends, definition of protracted refugee situations (text not verified by a lawyer).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

YEARS, PERSONS = 5.0, 25_000
DAYS_A_YEAR = 365.2425


class Lasting(StrEnum):
    """Whether both numbers are reached."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastingRule:
    """From when on a situation counts as protracted."""

    years: float = YEARS
    persons: float = PERSONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """How long a situation has lasted, and for how many."""

    years: float
    persons: int | None
    rule: LastingRule
    protracted: Lasting


def duration_of(
    *, began_on: date, as_of: date, persons: int | None, rule: LastingRule | None = None
) -> Duration:
    """How long it has lasted on a day. Too few years are a no, whatever the number of people."""
    applied = rule or LastingRule()
    years = (as_of - began_on).days / DAYS_A_YEAR
    # Five calendar years may be a few hours short of five mean years.
    long_enough = years >= applied.years - 1 / DAYS_A_YEAR
    if not long_enough:
        verdict = Lasting.NO
    elif persons is None:
        verdict = Lasting.NOT_KNOWN
    else:
        verdict = Lasting.YES if persons >= applied.persons else Lasting.NO
    return Duration(years=years, persons=persons, rule=applied, protracted=verdict)
