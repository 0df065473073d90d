"""The key engine on arrays: the shares of all States for thousands of weightings at once.

The engine of `share` says what is right; a test holds this one to it. Shares only: persons already
hosted, credits, bounds and rounding come after the shares.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from asylon.sharing.keys import CapKind, Form, Key, OptOutRule, ResidualRule, Term
from asylon.sharing.steps import Sharing

Array = NDArray[np.float64]
Effects = Mapping[str, Array]
"""For each term with a weight, draws by States."""


def many_shares(sharing: Sharing, weights: Array, exponents: Array) -> Array:
    """Shares, draws by States in the order of `sharing.shares`.

    `weights` are draws by the terms that have a weight, in the key's order, each row adding up to 1;
    `exponents` draws by the terms that have an exponent. The indicators are those of `sharing`.
    """
    key, states = sharing.key, list(sharing.shares)
    weighed = [term for term in key.terms if term.weight is not None]
    powered = [term for term in key.terms if term.exponent is not None]
    effects = {
        term.id: weights[:, [place]] * _row(sharing, f"transformed:{term.id}", states)
        for place, term in enumerate(weighed)
    }
    shares = sum(effects.values(), np.zeros((len(weights), len(states))))
    if key.form is Form.MULTIPLICATIVE:
        for place, term in enumerate(powered):
            values = _row(sharing, f"value:{term.id}", states)
            shares = shares * np.power(values / values.max(), exponents[:, [place]])
        shares = shares / shares.sum(axis=1, keepdims=True)
    elif any(term.cap.kind is not CapKind.NONE for term in key.terms):
        shares = _capped(key, weighed, effects)
    return _opted_out(key, states, shares)


def _row(sharing: Sharing, step: str, states: list[str]) -> Array:
    values = sharing.step(step).values
    return np.array([[float(values[state]) for state in states]])


def _capped(key: Key, weighed: list[Term], effects: Effects) -> Array:
    after = {term.id: _cut(term, effects) for term in weighed}
    shares: Array = sum(after.values(), np.zeros_like(next(iter(after.values()))))
    residual = 1 - shares.sum(axis=1, keepdims=True)
    if key.residual.rule is ResidualRule.RESCALE:
        return np.asarray(shares / shares.sum(axis=1, keepdims=True))
    if key.residual.rule is ResidualRule.HAND_BACK:
        named = sum((after[id_] for id_ in key.residual.to), np.zeros_like(shares))
        whole = named.sum(axis=1, keepdims=True)
        # Where nothing is named there is nothing to hand back in proportion to: it stays open.
        part = np.divide(named, whole, out=np.zeros_like(named), where=whole > 0)
        return np.asarray(shares + residual * part)
    return shares


def _cut(term: Term, effects: Effects) -> Array:
    cap, effect = term.cap, effects[term.id]
    if cap.kind is CapKind.NONE:
        return effect
    if cap.kind is CapKind.ABSOLUTE:
        return np.minimum(effect, float(cap.value))
    limit = sum((float(by) * effects[id_] for id_, by in cap.of.items()), np.zeros_like(effect))
    return np.minimum(effect, float(cap.value) * limit)


def _opted_out(key: Key, states: list[str], shares: Array) -> Array:
    gone = np.array([state in key.opt_outs for state in states])
    if not gone.any():
        return shares
    stay = np.where(gone, 0.0, shares)
    if key.opt_out_rule is OptOutRule.LEAVE_OPEN:
        return stay
    whole = stay.sum(axis=1, keepdims=True)
    return np.asarray(stay * np.divide(shares.sum(axis=1, keepdims=True), whole))
