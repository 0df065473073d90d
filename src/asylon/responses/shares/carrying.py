"""Who carries what against a fair share: the responsibility index of a scenario, a row for each State.

Pure. People hosted come with the scenario; money and places are handed in by whoever knows the pledges.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from asylon.responses.shares.records import ScenarioSeen
from asylon.sharing.index import Burden, Carried, combined_index, index_of, responsibility_index
from asylon.sharing.inequality import Change, change, lorenz


@dataclass(frozen=True, slots=True)
class Row:
    """One State: what it carries of one burden, its fair part, the ratio (1 is fair), and how firm that is.

    `low` and `high` are the ratio under nine draws of weights in ten. None is not known.
    """

    state: str
    carried: Fraction | None
    fair: Fraction
    ratio: Fraction | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class WhoCarries:
    """The rows of one burden, the highest ratio first, how unequal it is, and who is outside of the key."""

    burden: Burden
    rows: tuple[Row, ...]
    gini: Fraction | None
    outside: Mapping[str, int]


def who_carries(
    scenario: ScenarioSeen, *, burden: Burden = Burden.PEOPLE, amounts: Mapping[str, int] | None = None
) -> WhoCarries:
    """The index of one burden under a scenario.

    `amounts` by State, all in one unit: what is not in it is not known. Without it, the people whom
    States host as the scenario has them.
    """
    given = scenario.carried.states if amounts is None else amounts
    carried = _carried(scenario, given)
    firm = {line.state: line.firmness.shares for line in scenario.sensitivity.lines}
    whole = float(carried.whole)
    rows = []
    for place in responsibility_index(carried):
        interval = firm.get(place.state)
        known = place.carried is not None and interval is not None and whole > 0
        low, high = (
            (_over(place.carried, interval.high * whole), _over(place.carried, interval.low * whole))
            if known and interval is not None
            else (None, None)
        )
        rows.append(Row(place.state, place.carried, place.fair, place.ratio, low, high))
    rows.sort(key=lambda row: (row.ratio is None, -(row.ratio or 0), -row.fair, row.state))
    outside = {state: count for state, count in given.items() if state not in carried.fair and count}
    return WhoCarries(burden, tuple(rows), lorenz(carried).gini, outside)


def ratio_under(shares: Mapping[str, str], held: Mapping[str, int], *, state: str) -> Fraction | None:
    """The ratio of people hosted by one State, from the stored shares of a scenario and whom States host.

    None where the State has no part in the key or whom it hosts is not known.
    Raises: BadSharing.
    """
    fair = {each: Fraction(text) for each, text in shares.items()}
    found = index_of(Carried({each: held.get(each) for each in fair}, fair), state)
    return found.ratio if found else None


def combined(
    scenario: ScenarioSeen, amounts: Mapping[Burden, Mapping[str, int]], weights: Mapping[Burden, int]
) -> dict[str, Fraction | None]:
    """The ratios of several burdens as one number a State, with stated weights.

    Raises: BadSharing.
    """
    given = {Burden.PEOPLE: scenario.carried.states, **amounts}
    burdens = {burden: _carried(scenario, found) for burden, found in given.items()}
    return {each.state: each.ratio for each in combined_index(burdens, weights)}


def after_plan(scenario: ScenarioSeen, *, hosts: Iterable[str]) -> Change | None:
    """Inequality now, and once the scenario's people have moved from the hosts to where they would be taken.

    They leave the hosts in proportion to whom these host. None where the hosts do not host so many.
    """
    carried = _carried(scenario, scenario.carried.states)
    held = {host: Fraction(carried.amounts[host] or 0) for host in hosts if carried.amounts.get(host)}
    moving = Fraction(sum(scenario.sharing.persons.values()))
    whole = sum(held.values(), Fraction(0))
    if not whole or moving > whole:
        return None
    added = {state: Fraction(count) for state, count in scenario.sharing.persons.items()}
    for host, count in held.items():
        added[host] = added.get(host, Fraction(0)) - moving * count / whole
    return change(carried, added)


def _carried(scenario: ScenarioSeen, amounts: Mapping[str, int]) -> Carried:
    fair = dict(scenario.sharing.shares)
    return Carried({state: amounts.get(state) for state in fair}, fair)


def _over(carried: Fraction | None, fair: float) -> float | None:
    return None if carried is None or fair <= 0 else float(carried) / fair
