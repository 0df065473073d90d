"""People, money and places together: the responsibility index of a scenario beside what pledges delivered.

Each burden has a ratio of its own; they become one number only with weights that somebody states. What was
delivered counts, never what was announced. The ledger is all that is known of an emergency's pledges, so
a State that is not in it has delivered nothing here. Currencies are never added up: the one in which most
pledges of States stand counts, and the others are named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from asylon.casework.access.visitors import Visitor
from asylon.responses.pledges.kinds import DonorKind
from asylon.responses.pledges.reading import ReadPledge
from asylon.responses.pledges.selectors import pledges_of
from asylon.responses.shares.carrying import combined, who_carries
from asylon.responses.shares.selectors import the_scenario
from asylon.sharing.coverage import Unit
from asylon.sharing.index import Burden

EQUAL: Mapping[Burden, int] = dict.fromkeys(Burden, 1)
MOST_WEIGHT = 100


@dataclass(frozen=True, slots=True)
class StateBurdens:
    """One State: its ratio for each burden, 1 being fair, and the combined one. None is not known."""

    state: str
    ratios: Mapping[Burden, Fraction | None]
    combined: Fraction | None


@dataclass(frozen=True, slots=True)
class Burdens:
    """Every State of a scenario, the highest combined ratio first, with the weights that were stated.

    `currency` is the one that counts, empty where no State has delivered money; `other_currencies` are
    left out.
    """

    rows: tuple[StateBurdens, ...]
    weights: Mapping[Burden, int]
    currency: str
    other_currencies: tuple[str, ...]


def burdens_of(
    visitor: Visitor, emergency: UUID, scenario: UUID, *, weights: Mapping[Burden, int], now: datetime
) -> Burdens:
    """The burdens of States under a scenario, combined with stated weights.

    Raises: Refused; NotThere; BadSharing for weights that say nothing.
    """
    seen = the_scenario(visitor, emergency, scenario, now=now)
    pledges = [each for each in pledges_of(visitor, emergency, now=now) if each.donor.kind is DonorKind.STATE]
    currencies = [name for name, _ in _currencies(pledges).most_common()]
    amounts = {
        Burden.MONEY: _delivered(pledges, Unit.MONEY, currencies[0] if currencies else ""),
        Burden.PLACES: _delivered(pledges, Unit.PLACES, ""),
    }
    whole = {
        burden: {state: found.get(state, 0) for state in seen.sharing.shares}
        for burden, found in amounts.items()
    }
    together = combined(seen, whole, weights)
    ratios = {
        burden: {
            row.state: row.ratio for row in who_carries(seen, burden=burden, amounts=whole.get(burden)).rows
        }
        for burden in Burden
    }
    rows = [
        StateBurdens(state, {burden: ratios[burden][state] for burden in Burden}, together[state])
        for state in seen.sharing.shares
    ]
    rows.sort(key=lambda row: (row.combined is None, -(row.combined or 0), -(row.ratios[Burden.PEOPLE] or 0)))
    return Burdens(tuple(rows), weights, currencies[0] if currencies else "", tuple(currencies[1:]))


def _currencies(pledges: Iterable[ReadPledge]) -> Counter[str]:
    return Counter(
        each.measure.of for each in pledges if each.measure.unit is Unit.MONEY and each.delivered.value
    )


def _delivered(pledges: Iterable[ReadPledge], unit: Unit, of: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in pledges:
        if (each.measure.unit, each.measure.of) == (unit, of):
            found[each.donor.state] = found.get(each.donor.state, 0) + each.delivered.value
    return found
