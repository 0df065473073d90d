"""After the shares: States that opted out, people already hosted, credit for pledges, least and most."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from asylon.sharing.exact import settled
from asylon.sharing.faults import bad, nearest
from asylon.sharing.indicators import Indicators
from asylon.sharing.keys import Bound, Key, OptOutRule
from asylon.sharing.race import fill
from asylon.sharing.running import Running
from asylon.sharing.steps import Word

Limits = Mapping[str, tuple[int, int]]
"""The least and the most persons of each State."""


def opted_out(running: Running, key: Key, indicators: Indicators) -> None:
    """Take the share of States that opted out away; hand it on or leave it open.

    Raises: BadSharing for an unknown State, or where nobody is left to receive.
    """
    for state in key.opt_outs:
        indicators.must_know(state)
    gone = [state for state in key.opt_outs if state in running.shares]
    if not gone:
        return
    stay = {state: Fraction(0) if state in gone else share for state, share in running.shares.items()}
    if not any(stay.values()):
        raise bad("nobody_receives")
    words: dict[str, Word] = {"states": ", ".join(gone)}
    if key.opt_out_rule is OptOutRule.HAND_ON:
        stay = settled(stay, to=1 - running.open_share)
    else:
        running.leave_open(1 - sum(stay.values(), Fraction(0)))
    running.to_shares("opt_outs", f"opt_outs_{key.opt_out_rule}", words, stay)


def corrected(
    running: Running, key: Key, shares: Mapping[str, Fraction], given: Mapping[str, Mapping[str, int]]
) -> None:
    """Let who carries or has pledged something take fewer, until all are level with their shares.

    Nobody gives persons back: a State that carries more than its level takes nobody, and the others
    share what is left.
    """
    counts = {
        "already_hosted": key.corrections.already_hosted.count,
        "credits": key.corrections.credits.count,
    }
    done = dict.fromkeys(running.states, Fraction(0))
    for id_, mapping in given.items():
        if not mapping:
            continue
        for state in running.states:
            done[state] += counts[id_] * mapping.get(state, 0)
        running.to_amounts(id_, id_, {}, _levelled(running, shares, done))


def bounded(running: Running, key: Key, indicators: Indicators) -> Limits:
    """Keep every State between its least and its most; what nobody can take stays open.

    Raises: BadSharing for bounds that cannot be used or that ask for more than there is.
    """
    lows, highs = _bound(key.least, indicators), _bound(key.most, indicators)
    if not lows and not highs:
        return {}
    limits = {state: (lows.get(state, 0), highs.get(state, running.total)) for state in running.states}
    for state in set(key.opt_outs).intersection(limits):
        limits[state] = (0, 0)
    for state, (low, high) in limits.items():
        if low > high:
            raise bad("bounds_turned", name=state, least=low, most=high)
    _keep(running, limits)
    return limits


def _keep(running: Running, limits: Limits) -> None:
    before = running.amounts
    whole = sum(before.values(), Fraction(0))
    least = sum(low for low, _ in limits.values())
    if least > whole:
        raise bad("too_little", least=least, total=int(whole))
    reach = {state: high if before[state] else low for state, (low, high) in limits.items()}
    if sum(reach.values()) <= whole:
        running.open += whole - sum(reach.values())
        running.to_amounts(
            "bounds", "bounds_full", {}, {state: Fraction(count) for state, count in reach.items()}
        )
        return
    level = fill(
        [(before[state], Fraction(low), Fraction(high)) for state, (low, high) in limits.items()], whole
    )
    kept = {
        state: min(max(level * before[state], Fraction(low)), Fraction(high))
        for state, (low, high) in limits.items()
    }
    words: dict[str, Word] = {
        "low": sum(kept[state] == low and before[state] < low for state, (low, _) in limits.items()),
        "high": sum(kept[state] == high and before[state] > high for state, (_, high) in limits.items()),
    }
    running.to_amounts("bounds", "bounds", words, kept)


def _levelled(
    running: Running, shares: Mapping[str, Fraction], done: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    amount = sum(running.amounts.values(), Fraction(0))
    if not amount:
        return dict(running.amounts)
    most = amount + sum(done.values(), Fraction(0))
    taking = [state for state in running.states if shares[state]]
    level = fill(
        [(shares[state], done[state], most) for state in taking],
        amount + sum((done[state] for state in taking), Fraction(0)),
    )
    still = {
        state: max(level * shares[state] - done[state], Fraction(0)) if shares[state] else Fraction(0)
        for state in running.states
    }
    return settled(still, to=amount)


def _bound(bound: Bound, indicators: Indicators) -> dict[str, int]:
    found = {} if bound.everyone is None else dict.fromkeys(indicators.states, bound.everyone)
    if bound.indicator is not None:
        for state, row in indicators.figures.items():
            if bound.indicator in row:
                found[state] = persons_of(state, row[bound.indicator].value)
    for state in bound.states:
        if state not in indicators.figures:
            raise bad("unknown_bound", meant=nearest(state, indicators.figures), name=state)
    return found | dict(bound.states)


def persons_of(state: str, value: Fraction) -> int:
    """A figure that counts persons.

    Raises: BadSharing for a part of a person.
    """
    if value.denominator != 1:
        raise bad("not_whole_figure", name=state, text=f"{float(value):g}")
    return int(value)
