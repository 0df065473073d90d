"""Which codes a fact takes, whether they are listed beside it or named as a set."""

from __future__ import annotations

from collections.abc import Mapping

from asylon.rulebook.entries import FactEntry

NO_COUNTRY = "none"


def allowed_codes(
    fact: FactEntry, facts: Mapping[str, FactEntry], countries: Mapping[str, str]
) -> tuple[str, ...] | None:
    """The codes that a fact takes; None where any text will do."""
    match fact.codes:
        case "free":
            return None
        case "countries":
            return tuple(countries)
        case "countries_or_none":
            return (*countries, NO_COUNTRY)
        case "facts":
            return tuple(f.id for f in facts.values() if f.type == "tri" and f.scope == fact.of_scope)
    return tuple(fact.codes)
