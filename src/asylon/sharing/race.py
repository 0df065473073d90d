"""What every method of apportionment starts from: whole weights, bounds, ranks, claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import gcd, lcm

from asylon.sharing.faults import bad, nearest

Exact = Fraction | int | Decimal
"""A number without rounding. Floats are left out: 0.1 as a float is not a tenth."""

MOST_PERSONS = 10**10
"""More than all people: a larger total is a slip of the keyboard."""


class Method(StrEnum):
    """How quotas become whole persons."""

    LARGEST_REMAINDER = "largest_remainder"
    WEBSTER = "webster"
    HUNTINGTON_HILL = "huntington_hill"
    ADAMS = "adams"
    JEFFERSON = "jefferson"
    QUOTA = "quota"


class TieRule(StrEnum):
    """Who goes first where two States have exactly the same claim; the alphabet settles what is left."""

    LARGER_WEIGHT = "larger_weight"
    SMALLER_WEIGHT = "smaller_weight"
    ALPHABET = "alphabet"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Tie:
    """States with exactly the same claim to the last person, and those whom the rule preferred."""

    states: tuple[str, ...]
    preferred: tuple[str, ...]
    rule: TieRule


@dataclass(frozen=True, slots=True)
class Runner:
    """A State that can still receive: whole weight, bounds, and its place where claims are equal."""

    state: str
    weight: int
    least: int
    most: int
    rank: int


@dataclass(frozen=True, slots=True)
class Race:
    """Everything that a method needs.

    A State's quota, its bounds kept, is its claim over `unit`; the claims add up to the total.
    `idle` holds the States of weight 0, which take no part.
    """

    runners: tuple[Runner, ...]
    total: int
    claims: tuple[int, ...]
    unit: int
    rule: TieRule
    idle: dict[str, int]


@dataclass(frozen=True, slots=True)
class Given:
    """Persons for each runner, in their order; who got the remainder; ties."""

    persons: list[int]
    ties: tuple[Tie, ...]
    order: tuple[str, ...] = ()


def tie_between(race: Race, winners: list[int], others: list[int]) -> tuple[Tie, ...]:
    """A tie, where some got what others with the same claim did not."""
    if not winners or not others:
        return ()
    runners = sorted((race.runners[place] for place in {*winners, *others}), key=lambda each: each.rank)
    won = {race.runners[place].state for place in winners}
    states = tuple(runner.state for runner in runners)
    return (Tie(states, tuple(state for state in states if state in won), race.rule),)


def race_of(
    weights: Mapping[str, Exact],
    total: int,
    least: Mapping[str, int] | int,
    most: Mapping[str, int] | None,
    rule: TieRule,
) -> Race:
    """Check what was given and make it ready for every method.

    Raises: BadSharing for a weight or bound that cannot be used, and where the bounds leave no solution.
    """
    whole = _whole_weights(weights)
    lows, highs = _bounds(whole, total, least, most)
    active = [state for state, weight in whole.items() if weight]
    idle = {state: lows[state] for state, weight in whole.items() if not weight}
    left = total - sum(idle.values())
    places = {state: place for place, state in enumerate(active)}
    orders = {
        TieRule.LARGER_WEIGHT: lambda state: (-whole[state], state),
        TieRule.SMALLER_WEIGHT: lambda state: (whole[state], state),
        TieRule.ALPHABET: lambda state: (0, state),
        TieRule.LISTED: lambda state: (places[state], state),
    }
    ranks = {state: rank for rank, state in enumerate(sorted(active, key=orders[rule]))}
    runners = tuple(Runner(s, whole[s], lows[s], min(highs[s], left), ranks[s]) for s in active)
    _refuse_impossible(runners, left, total, sum(idle.values()))
    level = _level(runners, left)
    unit = level.denominator
    claims = tuple(
        min(max(level.numerator * each.weight, each.least * unit), each.most * unit) for each in runners
    )
    return Race(runners, left, claims, unit, rule, idle)


def _refuse_impossible(runners: tuple[Runner, ...], left: int, total: int, idle: int) -> None:
    low = sum(runner.least for runner in runners)
    if low > left:
        raise bad("too_little", least=low + idle, total=total)
    if left and not runners:
        raise bad("no_weight")
    high = sum(runner.most for runner in runners)
    if high < left:
        raise bad("too_much", most=high + idle, total=total)


def _level(runners: tuple[Runner, ...], total: int) -> Fraction:
    """The level at which the bounded quotas add up to the total."""
    weight = sum(runner.weight for runner in runners)
    if not weight:
        return Fraction(0)
    if all(each.least * weight <= each.weight * total <= each.most * weight for each in runners):
        return Fraction(total, weight)
    return fill(
        [(Fraction(each.weight), Fraction(each.least), Fraction(each.most)) for each in runners],
        Fraction(total),
    )


def fill(vessels: list[tuple[Fraction, Fraction, Fraction]], amount: Fraction) -> Fraction:
    """The level at which vessels (width, least, most) hold an amount together.

    A vessel holds width times level, yet never less than its least nor more than its most. The amount
    must lie between the sums of both.
    """
    turns = sorted(
        turn
        for width, low, high in vessels
        if width
        for turn in ((low / width, 0, width, low), (high / width, 1, width, high))
    )
    still, rising, level = sum((low for _, low, _ in vessels), Fraction(0)), Fraction(0), Fraction(0)
    for level, stops, width, bound in turns:
        if still + rising * level >= amount:
            return (amount - still) / rising if rising else level
        rising += -width if stops else width
        still += bound if stops else -bound
    return level


def _whole_weights(weights: Mapping[str, Exact]) -> dict[str, int]:
    exact = {state: _exact_weight(state, weight) for state, weight in weights.items()}
    scale = lcm(*(weight.denominator for weight in exact.values()))
    whole = {state: weight.numerator * (scale // weight.denominator) for state, weight in exact.items()}
    shared = gcd(*whole.values()) or 1
    return {state: weight // shared for state, weight in whole.items()}


def _exact_weight(state: str, weight: object) -> Fraction:
    if isinstance(weight, Fraction | int | Decimal) and not isinstance(weight, bool):
        try:
            exact = Fraction(weight)
        except (ValueError, OverflowError):  # a Decimal that is no number, or endless
            exact = Fraction(-1)
        if exact >= 0:
            return exact
    raise bad("bad_weight", name=state, text=weight)


def _bounds(
    whole: Mapping[str, int], total: int, least: Mapping[str, int] | int, most: Mapping[str, int] | None
) -> tuple[dict[str, int], dict[str, int]]:
    given = least if isinstance(least, Mapping) else dict.fromkeys(whole, least)
    caps = most or {}
    for state in (*given, *caps):
        if state not in whole:
            raise bad("unknown_bound", meant=nearest(state, whole), name=state)
    lows = {state: _bound(state, given.get(state, 0)) for state in whole}
    highs = {
        state: _bound(state, caps[state]) if state in caps else max(total, lows[state]) for state in whole
    }
    for state in whole:
        if lows[state] > highs[state]:
            raise bad("bounds_turned", name=state, least=lows[state], most=highs[state])
    return lows, highs


def _bound(state: str, bound: object) -> int:
    if isinstance(bound, int) and not isinstance(bound, bool) and bound >= 0:
        return bound
    raise bad("bad_bound", name=state, text=bound)


def total_of(total: object) -> int:
    """The total, if it is one.

    Raises: BadSharing.
    """
    if isinstance(total, int) and not isinstance(total, bool) and 0 <= total <= MOST_PERSONS:
        return total
    raise bad("bad_total", text=str(total)[:40] if not isinstance(total, int) else total, most=MOST_PERSONS)


def rule_named(name: TieRule | str) -> TieRule:
    """The tie rule of this name.

    Raises: BadSharing with the nearest name.
    """
    try:
        return TieRule(name)
    except ValueError:
        raise bad(
            "unknown_word", meant=nearest(name, list(TieRule)), name=name, known=", ".join(TieRule)
        ) from None


def method_named(name: Method | str) -> Method:
    """The method of this name.

    Raises: BadSharing with the nearest name.
    """
    try:
        return Method(name)
    except ValueError:
        raise bad("unknown_method", meant=nearest(name, list(Method)), name=name) from None
