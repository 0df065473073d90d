"""From indicators to shares: transforms, weights, caps and their residual, and powers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from asylon.sharing.exact import STEEPEST, power, settled, written
from asylon.sharing.faults import bad
from asylon.sharing.indicators import Indicators
from asylon.sharing.keys import CapKind, Key, ResidualRule, Term, Transform
from asylon.sharing.running import Running
from asylon.sharing.steps import Step, Unit, Word

Parts = Mapping[str, Mapping[str, Fraction]]
"""For each term what it makes of each State: shares, or plain figures for a term with an exponent."""

_INVERSE = (Transform.INVERSE_SHARE, Transform.INVERSE_PER_HEAD)


def transformed(running: Running, term: Term, indicators: Indicators) -> dict[str, Fraction]:
    """The figures of a term and, for a term with a weight, the shares that they become.

    Raises: BadSharing for a 0 that would have to be divided by, and where every figure is 0.
    """
    values = {state: _value(term, state, indicators) for state in running.states}
    named = " + ".join(term.indicators)
    words: dict[str, Word] = {"term": term.title, "indicators": named, "per": term.per or ""}
    sentence = "value_per" if term.per else "value"
    running.note(Step(f"value:{term.id}", "value", sentence, words, Unit.VALUE, values))
    if term.exponent is not None:
        return values
    inverse = term.transform in _INVERSE
    if inverse:
        for state, value in values.items():
            if not value:
                raise bad("no_inverse", name=state, indicator=named)
        values = {state: 1 / value for state, value in values.items()}
    if not any(values.values()):
        raise bad("all_zero", indicator=named)
    shares = settled(values, to=Fraction(1))
    sentence = "inverse_share" if inverse else "share"
    running.note(Step(f"transformed:{term.id}", "transformed", sentence, words, Unit.SHARE, shares))
    return shares


def added(running: Running, key: Key, parts: Parts) -> None:
    """Weigh the shares and add them; then the caps, and what becomes of the residual."""
    effects = _weigh(running, key, parts)
    if all(term.cap.kind is CapKind.NONE for term in key.terms):
        return
    after = {id_: dict(effect) for id_, effect in effects.items()}
    for term in key.terms:
        if term.cap.kind is CapKind.NONE:
            continue
        limits = {state: _limit(term, state, effects) for state in running.states}
        after[term.id] = {state: min(effects[term.id][state], limits[state]) for state in running.states}
        count = sum(effects[term.id][state] > limits[state] for state in running.states)
        cut = {
            state: running.shares[state] - effects[term.id][state] + after[term.id][state]
            for state in running.states
        }
        words: dict[str, Word] = {
            "term": term.title,
            "value": written(term.cap.value),
            "of": " + ".join(_scaled(key.term(id_).title, by) for id_, by in term.cap.of.items()),
            "count": count,
        }
        running.leave_open(1 - sum(cut.values(), Fraction(0)))
        running.to_shares(f"cap:{term.id}", f"cap_{term.cap.kind}", words, cut, shown=after[term.id])
    _residual(running, key, after)


def multiplied(running: Running, key: Key, parts: Parts) -> None:
    """Form the base from the weighed terms, then multiply by each figure to its power.

    Raises: BadSharing for a figure 0 under a negative exponent, and where every State comes to 0.
    """
    _weigh(running, key, parts)
    for term in key.terms:
        if term.exponent is None:
            continue
        if abs(term.exponent) > STEEPEST:
            raise bad("too_steep", text=written(term.exponent), most=STEEPEST)
        values = parts[term.id]
        largest = max(values.values())
        if not largest:
            raise bad("all_zero", indicator=" + ".join(term.indicators))
        raised = {}
        for state in running.states:
            if not values[state] and term.exponent < 0:
                raise bad("no_inverse", name=state, indicator=" + ".join(term.indicators))
            factor = power(values[state] / largest, term.exponent) if values[state] else Fraction(0)
            raised[state] = running.shares[state] * factor
        if not any(raised.values()):
            raise bad("all_zero", indicator=" + ".join(term.indicators))
        words: dict[str, Word] = {"term": term.title, "exponent": written(term.exponent)}
        running.to_shares(f"factor:{term.id}", "factor", words, settled(raised, to=Fraction(1)))


def _value(term: Term, state: str, indicators: Indicators) -> Fraction:
    row = indicators.figures[state]
    value = sum((row[name].value for name in term.indicators), Fraction(0))
    if term.per is None:
        return value
    if not row[term.per].value:
        raise bad("no_division", name=state, indicator=term.per)
    return value / row[term.per].value


def _weigh(running: Running, key: Key, parts: Parts) -> dict[str, dict[str, Fraction]]:
    weights = {term.id: term.weight for term in key.terms if term.weight is not None}
    every = sum(weights.values(), Fraction(0))
    effects = {}
    for id_, weight in weights.items():
        effects[id_] = {state: parts[id_][state] * weight / every for state in running.states}
        words: dict[str, Word] = {"term": key.term(id_).title, "weight": written(weight / every)}
        so_far = {state: running.shares[state] + effects[id_][state] for state in running.states}
        running.leave_open(1 - sum(so_far.values(), Fraction(0)))
        running.to_shares(f"effect:{id_}", "effect", words, so_far, shown=effects[id_])
    return effects


def _limit(term: Term, state: str, effects: Parts) -> Fraction:
    if term.cap.kind is CapKind.ABSOLUTE:
        return term.cap.value
    return term.cap.value * sum((by * effects[id_][state] for id_, by in term.cap.of.items()), Fraction(0))


def _scaled(title: str, by: Fraction) -> str:
    return title if by == 1 else f"{written(by)} x {title}"


def _residual(running: Running, key: Key, after: Parts) -> None:
    rule, shares = key.residual.rule, running.shares
    residual = 1 - sum(shares.values(), Fraction(0))
    words: dict[str, Word] = {"to": " + ".join(key.term(id_).title for id_ in key.residual.to)}
    if rule is ResidualRule.RESCALE:
        if not any(shares.values()):
            raise bad("all_zero", indicator="every capped term")
        shares = settled(shares, to=Fraction(1))
        residual = Fraction(0)
    elif rule is ResidualRule.HAND_BACK:
        named = {state: sum((after[id_][state] for id_ in key.residual.to), Fraction(0)) for state in shares}
        if residual and not any(named.values()):
            raise bad("all_zero", indicator=words["to"])
        back = settled(named, to=residual) if residual else dict.fromkeys(shares, Fraction(0))
        shares = {state: shares[state] + back[state] for state in shares}
        residual = Fraction(0)
    running.leave_open(residual)
    running.to_shares("residual", str(rule), words, shares)
