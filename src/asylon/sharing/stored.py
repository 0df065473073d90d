"""A sharing as plain data that can be stored and read again without losing anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from asylon.sharing.exact import written
from asylon.sharing.faults import bad
from asylon.sharing.indicators import Figure, Indicators
from asylon.sharing.key_texts import read_key
from asylon.sharing.keys import Bound, Cap, CapKind, Correction, Key, Residual, ResidualRule, Term
from asylon.sharing.race import Tie, TieRule
from asylon.sharing.steps import Sharing, Step, Unit

VERSION = 1


def key_json(key: Key) -> dict[str, object]:
    """The key in the shape of its file, so that `read_key` reads it again."""
    found: dict[str, object] = {
        "key": "1",
        "id": key.id,
        "title": key.title,
        "source": key.source,
        "base_year": str(key.base_year or ""),
        "valid_from": key.valid_from.isoformat() if key.valid_from else "",
        "valid_to": key.valid_to.isoformat() if key.valid_to else "",
        "form": str(key.form),
        "terms": [_term_json(term) for term in key.terms],
        "residual": _residual_json(key.residual),
        "exclusions": list(key.exclusions),
        "opt_outs": list(key.opt_outs),
        "opt_out_rule": str(key.opt_out_rule),
        "beneficiaries": list(key.beneficiaries),
        "corrections": {
            "already_hosted": _correction_json(key.corrections.already_hosted),
            "credits": _correction_json(key.corrections.credits),
        },
        "bounds": {"least": _bound_json(key.least), "most": _bound_json(key.most)},
        "method": str(key.method),
        "tie_rule": str(key.tie_rule),
        "unchecked": list(key.unchecked),
        "shipped_table": key.shipped_table or "",
    }
    return {name: value for name, value in found.items() if value not in ("", [])}


def sharing_json(sharing: Sharing) -> dict[str, object]:
    """Everything of a sharing; exact numbers are texts such as `0.25` or `1/3`."""
    return {
        "sharing": VERSION,
        "key": key_json(sharing.key),
        "total": sharing.total,
        "persons": dict(sharing.persons),
        "open": sharing.open,
        "shares": _texts(sharing.shares),
        "open_share": written(sharing.open_share),
        "remainders": list(sharing.remainders),
        "ties": [
            {"states": list(tie.states), "preferred": list(tie.preferred), "rule": str(tie.rule)}
            for tie in sharing.ties
        ],
        "left_out": dict(sharing.left_out),
        "carried": dict(sharing.carried),
        "credits": dict(sharing.credits),
        "steps": [_step_json(step) for step in sharing.steps],
        "names": dict(sharing.indicators.names),
        "indicators": {
            state: {
                name: {"value": written(figure.value), "year": figure.year, "source": figure.source}
                for name, figure in row.items()
            }
            for state, row in sharing.indicators.figures.items()
        },
    }


def sharing_from_json(data: Mapping[str, Any]) -> Sharing:
    """Read a stored sharing again.

    Raises: BadSharing for data that `as_json` did not make.
    """
    if data.get("sharing") != VERSION:
        raise bad("not_sharing", problem=f"its version is {str(data.get('sharing'))[:20]}, not {VERSION}")
    try:
        return _sharing(data)
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as problem:
        raise bad("not_sharing", problem=f"{type(problem).__name__}: {problem}") from problem


def _sharing(data: Mapping[str, Any]) -> Sharing:
    return Sharing(
        key=_key(json.dumps(data["key"], ensure_ascii=False)),
        total=int(data["total"]),
        indicators=Indicators(
            {
                state: {
                    name: Figure(Fraction(cell["value"]), cell["year"], cell["source"])
                    for name, cell in row.items()
                }
                for state, row in data["indicators"].items()
            },
            dict(data["names"]),
        ),
        steps=tuple(_step(each) for each in data["steps"]),
        shares=_numbers(data["shares"]),
        open_share=Fraction(data["open_share"]),
        persons={state: int(count) for state, count in data["persons"].items()},
        open=int(data["open"]),
        remainders=tuple(data["remainders"]),
        ties=tuple(
            Tie(tuple(each["states"]), tuple(each["preferred"]), TieRule(each["rule"]))
            for each in data["ties"]
        ),
        left_out=dict(data["left_out"]),
        carried=dict(data["carried"]),
        credits=dict(data["credits"]),
    )


@lru_cache(maxsize=64)
def _key(text: str) -> Key:
    """A stored key. Few keys stand behind many sharings, and reading one costs more than its sharing."""
    return read_key(text, where="stored key")


def _step_json(step: Step) -> dict[str, object]:
    return {
        "id": step.id,
        "title": step.title,
        "said": step.said,
        "sort": step.sort,
        "sentence": step.sentence,
        "words": dict(step.words),
        "unit": str(step.unit),
        "values": _texts(step.values),
        "effects": None if step.effects is None else _texts(step.effects),
        "open": written(step.open),
    }


def _step(data: Mapping[str, Any]) -> Step:
    return Step(
        id=data["id"],
        sort=data["sort"],
        sentence=data["sentence"],
        words=dict(data["words"]),
        unit=Unit(data["unit"]),
        values=_numbers(data["values"]),
        effects=None if data["effects"] is None else _numbers(data["effects"]),
        open=Fraction(data["open"]),
    )


def _texts(values: Mapping[str, Fraction]) -> dict[str, str]:
    return {state: written(value) for state, value in values.items()}


def _numbers(texts: Mapping[str, str]) -> dict[str, Fraction]:
    return {state: Fraction(text) for state, text in texts.items()}


def _term_json(term: Term) -> dict[str, object]:
    found: dict[str, object] = {
        "id": term.id,
        "title": term.title,
        "indicator": list(term.indicators),
        "transform": str(term.transform),
        "per": term.per or "",
        "weight": "" if term.weight is None else written(term.weight),
        "exponent": "" if term.exponent is None else written(term.exponent),
        "cap": _cap_json(term.cap),
    }
    return {name: value for name, value in found.items() if value != ""}


def _cap_json(cap: Cap) -> object:
    if cap.kind is CapKind.NONE:
        return "none"
    if cap.kind is CapKind.ABSOLUTE:
        return {"absolute": written(cap.value)}
    return {"fraction": written(cap.value), "of": _texts(cap.of)}


def _residual_json(residual: Residual) -> object:
    if residual.rule is ResidualRule.HAND_BACK:
        return {"hand_back": list(residual.to)}
    return str(residual.rule)


def _correction_json(correction: Correction) -> dict[str, str]:
    found = {"count": written(correction.count), "indicator": correction.indicator or ""}
    return {name: value for name, value in found.items() if value}


def _bound_json(bound: Bound) -> dict[str, object]:
    found: dict[str, object] = {
        "everyone": "" if bound.everyone is None else str(bound.everyone),
        "states": {state: str(count) for state, count in bound.states.items()},
        "indicator": bound.indicator or "",
    }
    return {name: value for name, value in found.items() if value not in ("", {})}
