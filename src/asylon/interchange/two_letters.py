"""Two-letter country codes, where a source has no others. NA is Namibia, not nothing."""

from __future__ import annotations

from functools import lru_cache

from asylon.figures import Store
from asylon.interchange.cells import BadCell, as_text, shown

OF_EUROSTAT = {"EL": "GRC", "UK": "GBR", "XK": "XKX"}
"""Codes of the European Union that ISO 3166-1 does not have."""

MORE = {"TW": "TWN", "VA": "VAT", "EH": "ESH"}
"""ISO codes that the table of the World Bank, which gives the others, leaves out."""


@lru_cache(maxsize=1)
def two_letter_codes() -> dict[str, str]:
    """Two letters -> ISO alpha-3."""
    table = Store().release("worldbank", "1960-2022").table("indicators")
    pairs = zip(table.column("iso2").to_pylist(), table.column("iso3").to_pylist(), strict=True)
    return dict(pairs) | OF_EUROSTAT | MORE


def as_two_letters(cell: object) -> str:
    """The ISO alpha-3 code of a two-letter code.

    Raises: BadCell for an empty cell, which a lost NA would be, and for any other code.
    """
    said = as_text(cell)
    if not said:
        raise BadCell("no_code")
    if said not in two_letter_codes():
        raise BadCell("two_letters", text=shown(said))
    return two_letter_codes()[said]
