"""From shares to whole persons: six methods, in exact arithmetic.

Largest remainder is Hamilton's method; the five others and their properties are in Balinski and
Young, Fair Representation (1982). Bounds follow the same book: a bound replaces the rounded quota.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from asylon.sharing.divisors import by_divisor
from asylon.sharing.largest_remainder import largest_remainder
from asylon.sharing.quota_method import quota_method
from asylon.sharing.race import Exact, Method, Tie, TieRule, method_named, race_of, rule_named, total_of


@dataclass(frozen=True, slots=True)
class Apportionment:
    """Whole persons by State, adding up to `total`, and how they came about.

    `quotas` are the exact numbers before rounding, bounds kept. `remainders` names the States that got
    more than the whole part of their quota; under largest remainder the largest remainder comes first.
    """

    method: Method
    total: int
    persons: dict[str, int]
    quotas: dict[str, Fraction]
    remainders: tuple[str, ...]
    ties: tuple[Tie, ...]


def apportion(
    weights: Mapping[str, Exact],
    total: int,
    *,
    method: Method | str,
    least: Mapping[str, int] | int = 0,
    most: Mapping[str, int] | None = None,
    tie_rule: TieRule | str = TieRule.LARGER_WEIGHT,
) -> Apportionment:
    """Divide whole persons in proportion to weights, so that they add up exactly.

    A State of weight 0 gets its `least` and no more. Under Adams and Huntington-Hill, with fewer persons
    than States, the States of larger weight come first.

    Raises: BadSharing for a weight, bound, method or total that cannot be used, and where the bounds
    leave no solution.
    """
    method, rule = method_named(method), rule_named(tie_rule)
    race = race_of(weights, total_of(total), least, most, rule)
    if method is Method.LARGEST_REMAINDER:
        given = largest_remainder(race)
    elif method is Method.QUOTA:
        given = quota_method(race)
    else:
        given = by_divisor(race, method)
    persons = {state: race.idle.get(state, 0) for state in weights}
    quotas = {state: Fraction(count) for state, count in persons.items()}
    ahead = []
    for runner, claim, count in zip(race.runners, race.claims, given.persons, strict=True):
        persons[runner.state] = count
        quotas[runner.state] = Fraction(claim, race.unit)
        if count * race.unit > claim:
            ahead.append(runner.state)
    return Apportionment(method, total, persons, quotas, given.order or tuple(ahead), given.ties)
