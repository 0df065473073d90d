"""Which country codes there are: ISO 3166-1 alpha-3, with the few that the tables of UNHCR add."""

from __future__ import annotations

from functools import cache

WITHOUT_COUNTRY = frozenset({"UNK", "XXA", "TIB"})
"""Codes of origin that stand for no country: not known, stateless, Tibetan."""
ENOUGH = 2


@cache
def country_codes() -> frozenset[str]:
    """Every country or territory that can be a host or an origin."""
    from asylon.figures import Store, places  # reads tables: only where codes are checked

    return frozenset(places.countries(Store())) - WITHOUT_COUNTRY


def nearest_code(found: str) -> str:
    """The code that somebody may have meant: two of its letters stand in the same place; empty if none does.

    A code of UNHCR is no hint: it may be another country's ISO code.
    """
    typed = found.strip().upper()

    def same(code: str) -> int:
        return sum(one == other for one, other in zip(code, typed, strict=False))

    best = max(sorted(country_codes()), key=same)
    return best if same(best) >= ENOUGH else ""
