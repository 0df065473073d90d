"""The key engine: indicators, shares, weights, caps, residual, opt-outs, corrections, bounds, whole persons.

Every step leaves its table. Numbers are exact; a share whose fraction would be too long to store is
kept to 24 decimal places.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from asylon.sharing.corrections import bounded, corrected, opted_out, persons_of
from asylon.sharing.faults import BadSharing, SharingFault, bad, nearest
from asylon.sharing.indicators import Indicators
from asylon.sharing.keys import Form, Key
from asylon.sharing.race import total_of
from asylon.sharing.running import Running
from asylon.sharing.steps import Sharing, Step, Unit
from asylon.sharing.terms import added, multiplied, transformed
from asylon.sharing.whole import whole_persons


class Missing(StrEnum):
    """What to do with a State that lacks a figure the key needs."""

    REFUSE = "refuse"
    EXCLUDE = "exclude"


def share(
    key: Key,
    indicators: Indicators,
    *,
    total: int,
    carried: Mapping[str, int] | None = None,
    credits: Mapping[str, int] | None = None,
    missing: Missing | str = Missing.REFUSE,
) -> Sharing:
    """Share a total of persons among States by a key, keeping every step.

    `carried` are persons whom States host already, `credits` places they have pledged; both lower what a
    State still takes, as far as the key counts them. Where the key names an indicator for one of them,
    a mapping given here comes before it.

    Raises: BadSharing where a figure is missing or cannot be used, a State is unknown, or bounds leave
    no solution.
    """
    total_of(total)
    indicators.must_have(key.indicators)
    left_out = _left_out(key, indicators, _missing_named(missing))
    states = tuple(state for state in indicators.states if state not in left_out)
    if not states:
        raise bad("nobody")
    running = Running(total, states)
    words = {"count": len(states), "left_out": len(left_out)}
    pool = {state: Fraction(state not in left_out) for state in indicators.states}
    running.note(Step("pool", "pool", "pool", words, Unit.VALUE, pool))
    parts = {term.id: transformed(running, term, indicators) for term in key.terms}
    (added if key.form is Form.ADDITIVE else multiplied)(running, key, parts)
    opted_out(running, key, indicators)
    shares, open_share = dict(running.shares), running.open_share
    given = {
        "already_hosted": _given(carried, key.corrections.already_hosted.indicator, indicators),
        "credits": _given(credits, key.corrections.credits.indicator, indicators),
    }
    corrected(running, key, shares, given)
    limits = bounded(running, key, indicators)
    whole = whole_persons(running, key, limits)
    return Sharing(
        key=key,
        total=total,
        indicators=indicators.only(indicators.states, key.indicators),
        steps=tuple(running.steps),
        shares=shares,
        open_share=open_share,
        persons=whole.persons,
        open=total - whole.total,
        remainders=whole.remainders,
        ties=whole.ties,
        left_out=left_out,
        carried=given["already_hosted"],
        credits=given["credits"],
    )


def _missing_named(name: Missing | str) -> Missing:
    try:
        return Missing(name)
    except ValueError:
        known = list(Missing)
        raise bad("unknown_word", meant=nearest(name, known), name=name, known=", ".join(known)) from None


def _left_out(key: Key, indicators: Indicators, missing: Missing) -> dict[str, str]:
    for state in key.exclusions:
        indicators.must_know(state)
    found = dict.fromkeys(key.exclusions, "excluded")
    found |= {state: "beneficiary" for state in key.beneficiaries if state in indicators.figures}
    faults = []
    for state, row in indicators.figures.items():
        lacks = [name for name in key.indicators if name not in row]
        if not lacks or state in found:
            continue
        faults += [SharingFault("missing_value", "", {"name": state, "indicator": each}) for each in lacks]
        found[state] = "missing"
    if faults and missing is Missing.REFUSE:
        raise BadSharing(faults)
    return found


def _given(
    mapping: Mapping[str, int] | None, indicator: str | None, indicators: Indicators
) -> dict[str, int]:
    if mapping is None:
        if indicator is None:
            return {}
        rows = indicators.figures.items()
        mapping = {state: persons_of(state, row[indicator].value) for state, row in rows if indicator in row}
    for state, persons in mapping.items():
        indicators.must_know(state)
        if persons < 0:
            raise bad("bad_bound", name=state, text=persons)
    return dict(mapping)
