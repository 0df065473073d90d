"""Keys as texts: YAML for people, the same shape as JSON for what is stored."""

from __future__ import annotations

import re
from fractions import Fraction

from asylon.rulebook.places import Table
from asylon.sharing.exact import STEEPEST
from asylon.sharing.faults import BadSharing, SharingFault, nearest
from asylon.sharing.keys import (
    Bound,
    Cap,
    CapKind,
    Correction,
    Corrections,
    Form,
    Key,
    OptOutRule,
    Residual,
    ResidualRule,
    Term,
    Transform,
)
from asylon.sharing.plain_yaml import read_plain_yaml
from asylon.sharing.race import Method, TieRule
from asylon.sharing.sections import Section

_NEEDED = ("key", "id", "title", "source", "form", "terms")
_KNOWN = (
    *_NEEDED,
    *("base_year", "valid_from", "valid_to", "residual", "exclusions", "opt_outs", "opt_out_rule"),
    *("beneficiaries", "corrections", "bounds", "method", "tie_rule", "unchecked", "shipped_table"),
)
_TERM = ("id", "title", "indicator", "transform", "per", "weight", "exponent", "cap")
_ID = re.compile(r"[A-Za-z0-9][\w-]{0,59}\Z")


def read_key(text: str, *, where: str = "key") -> Key:
    """Read a key from its text; `where` names the file in messages.

    Raises: BadSharing with every fault: file, line and column, path, what is wrong, the nearest name.
    """
    faults: list[SharingFault] = []
    top = Section(read_plain_yaml(text, where), "", faults)
    top.only(_KNOWN, needed=_NEEDED, owner="a key")
    if top.text("key") not in ("", "1"):
        top.blame("wrong_version", "key", found=top.text("key"))
    form = top.word("form", Form, Form.ADDITIVE)
    terms = _terms(top, form)
    least, most = _bounds(top)
    key = Key(
        id=_id(top),
        title=top.text("title"),
        source=top.text("source"),
        form=form,
        terms=terms,
        base_year=_year(top),
        valid_from=top.day("valid_from"),
        valid_to=top.day("valid_to"),
        residual=_residual(top, terms),
        exclusions=top.names("exclusions"),
        opt_outs=top.names("opt_outs"),
        opt_out_rule=top.word("opt_out_rule", OptOutRule, OptOutRule.HAND_ON),
        beneficiaries=top.names("beneficiaries"),
        corrections=_corrections(top),
        least=least,
        most=most,
        method=top.word("method", Method, Method.LARGEST_REMAINDER),
        tie_rule=top.word("tie_rule", TieRule, TieRule.LARGER_WEIGHT),
        unchecked=top.names("unchecked"),
        shipped_table=top.text("shipped_table") or None,
    )
    if key.valid_from and key.valid_to and key.valid_to < key.valid_from:
        top.blame("dates_turned", "valid_to")
    if faults:
        raise BadSharing(faults)
    return key


def _id(section: Section) -> str:
    found = section.text("id")
    if found and not _ID.match(found):
        section.blame("wrong_shape", "id", key="id", wanted="a short word of letters, digits, _ and -")
    return found


def _year(top: Section) -> int | None:
    found = top.text("base_year")
    if not found:
        return None
    if re.fullmatch(r"\d{4}", found, re.ASCII):
        return int(found)
    top.blame("bad_year", "base_year", text=found[:60])
    return None


def _terms(top: Section, form: Form) -> tuple[Term, ...]:
    rows = top.rows("terms")
    if top.parts.get("terms") == []:
        top.blame("wrong_shape", "terms", key="terms", wanted="a list with at least one term")
    terms = [_term(row, form) for row in rows]
    seen: set[str] = set()
    for row, term in zip(rows, terms, strict=True):
        if term.id in seen:
            row.blame("duplicate_term", "id", id=term.id)
        seen.add(term.id)
        _check_cap(row, term, terms)
    weights = [term.weight for term in terms if term.weight is not None]
    if rows and not weights and form is Form.MULTIPLICATIVE:
        top.blame("no_base", "terms")
    if weights and sum(weights) not in (1, 100):
        top.blame("weights_sum", "terms", found=f"{float(sum(weights)):g}")
    return tuple(terms)


def _term(row: Section, form: Form) -> Term:
    row.only(_TERM, needed=("id", "indicator"), owner="a term")
    weight, exponent = row.number("weight"), row.number("exponent")
    if exponent is not None and abs(exponent) > STEEPEST:
        row.blame("too_steep", "exponent", text=row.text("exponent"), most=STEEPEST)
    has = {name for name in ("weight", "exponent") if name in row.parts}
    if form is Form.ADDITIVE and has != {"weight"}:
        row.blame("weight_or_exponent", "", form="an additive", wanted="a weight, no exponent")
    elif len(has) != 1:
        row.blame("weight_or_exponent", "", form="a multiplicative", wanted="a weight or an exponent")
    transform = row.word("transform", Transform, Transform.SHARE)
    per_head = transform in (Transform.PER_HEAD, Transform.INVERSE_PER_HEAD)
    if per_head and not row.text("per"):
        row.blame("missing_key", "", owner=f"the transform {transform}", key="per")
    indicators = row.names("indicator")
    if "indicator" in row.parts and not indicators:
        row.blame("wrong_shape", "indicator", key="indicator", wanted="the name of an indicator, or several")
    return Term(
        id=_id(row),
        title=row.text("title") or row.text("id"),
        indicators=indicators,
        transform=transform,
        per=row.text("per") or None,
        weight=weight,
        exponent=exponent,
        cap=_cap(row),
    )


def _cap(row: Section) -> Cap:
    if row.parts.get("cap") in (None, "none"):
        return Cap()
    cap = row.section("cap")
    if cap is None:
        return Cap()
    cap.only(("absolute", "fraction", "of"), owner="a cap")
    absolute, fraction = cap.number("absolute"), cap.number("fraction")
    if ("absolute" in cap.parts) == ("fraction" in cap.parts) or ("of" in cap.parts) != (
        "fraction" in cap.parts
    ):
        cap.blame("wrong_shape", "", key="cap", wanted="{absolute: 0.02}, or {fraction: 0.3, of: [...]}")
    if "exponent" in row.parts:
        row.blame("unknown_key", "cap", owner="a term with an exponent", key="cap")
    if fraction is None:
        return Cap(CapKind.ABSOLUTE, absolute or Fraction(0))
    return Cap(CapKind.FRACTION, fraction, _combination(cap))


def _combination(cap: Section) -> dict[str, Fraction]:
    if not isinstance(cap.parts.get("of"), Table):
        return dict.fromkeys(cap.names("of"), Fraction(1))
    of = cap.section("of")
    assert of is not None  # it was a mapping a line ago
    return {str(name): of.number(name) or Fraction(0) for name in of.table}


def _check_cap(row: Section, term: Term, terms: list[Term]) -> None:
    by_id = {each.id: each for each in terms}
    for name in term.cap.of:
        other = by_id.get(name)
        if other is None or other.weight is None:
            weighed = [each.id for each in terms if each.weight is not None]
            row.blame("unknown_term", "cap.of", at=row.table, name=name, meant=nearest(name, weighed))
        elif other.cap.kind is not CapKind.NONE:
            row.blame("capped_by_capped", "cap.of", at=row.table, name=name)


def _residual(top: Section, terms: tuple[Term, ...]) -> Residual:
    if not isinstance(top.parts.get("residual"), Table):
        rule = top.word("residual", ResidualRule, ResidualRule.RESCALE)
        if rule is ResidualRule.HAND_BACK:
            top.blame(
                "wrong_shape",
                "residual",
                key="residual",
                wanted="hand_back with its terms: {hand_back: [...]}",
            )
        return Residual(rule)
    part = top.section("residual")
    assert part is not None  # it was a mapping a line ago
    part.only(("hand_back",), needed=("hand_back",), owner="residual")
    to = part.names("hand_back")
    known = [term.id for term in terms if term.weight is not None]
    for name in to:
        if name not in known:
            part.blame("unknown_term", "hand_back", name=name, meant=nearest(name, known))
    return Residual(ResidualRule.HAND_BACK, to)


def _corrections(top: Section) -> Corrections:
    part = top.section("corrections")
    if part is None:
        return Corrections()
    part.only(("already_hosted", "credits"), owner="corrections")
    return Corrections(_correction(part, "already_hosted"), _correction(part, "credits"))


def _correction(part: Section, key: str) -> Correction:
    found = part.section(key)
    if found is None:
        return Correction()
    found.only(("count", "indicator"), owner=key)
    count = found.number("count")
    return Correction(Fraction(1) if count is None else count, found.text("indicator") or None)


def _bounds(top: Section) -> tuple[Bound, Bound]:
    bounds = top.section("bounds")
    if bounds is None:
        return Bound(), Bound()
    bounds.only(("least", "most"), owner="bounds")
    return _bound(bounds, "least"), _bound(bounds, "most")


def _bound(bounds: Section, key: str) -> Bound:
    if not isinstance(bounds.parts.get(key), Table):
        return Bound(bounds.persons(key))
    found = bounds.section(key)
    assert found is not None  # it was a mapping a line ago
    found.only(("everyone", "states", "indicator"), owner=key)
    states = found.section("states")
    named = {} if states is None else {str(name): states.persons(name) or 0 for name in states.table}
    return Bound(found.persons("everyone"), named, found.text("indicator") or None)
