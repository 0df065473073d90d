"""From pledge to need: who pays for what, what nobody pays for, and what was earmarked beyond need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from asylon.pictures.drawing import Drawing
from asylon.pictures.inks import NOT_PLACED, OVER, RUN, UNMET
from asylon.pictures.picture import (
    BadPicture,
    Column,
    LegendEntry,
    Picture,
    Words,
    checked_amount,
    checked_name,
    picture,
)
from asylon.pictures.reader import Reader
from asylon.pictures.sankey_layout import (
    Flows,
    Node,
    donor_node,
    laid_out,
    need_node,
    over,
    shapes,
    unmet,
    words_of,
)
from asylon.pictures.svg import swatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Donor:
    """Who pledged, and how much, in the unit of the whole picture. `key` is what flows refer to."""

    key: str
    label: str
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What is needed, by sector, in the unit of the whole picture. `key` is what flows refer to."""

    key: str
    label: str
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """So much of a donor's pledge goes to one need. Several flows of one pair are added."""

    donor: str
    need: str
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SankeyWords(Words):
    """Words of the flows.

    Attributes:
        donor, need, amount: headings of the table, one row a flow.
        covered: legend of what is paid for.
        unmet: of a need that nobody pays for; legend, and in the table in place of a donor.
        over: of what was earmarked beyond the need; legend, and in the table in place of a donor.
        not_placed: of a pledge that goes to no need yet; legend, and in the table in place of a need.
    """

    donor: str
    need: str
    amount: str
    covered: str
    unmet: str
    over: str
    not_placed: str


def sankey(
    flows: Sequence[Flow],
    *,
    donors: Sequence[Donor],
    needs: Sequence[Need],
    words: SankeyWords,
    reader: Reader,
    name: str = "flows",
) -> Picture:
    """Donors at the start edge, needs at the end edge, both in the order given and in one scale.

    Raises: BadPicture `flow_from_unknown_donor`, `flow_to_unknown_need`, `more_than_pledged`,
        `key_twice`, `not_an_amount`.
    """
    checked_name(name)
    paid = _paid(flows, donors, needs)
    given = {one.key: sum(paid.get((one.key, need.key), 0) for need in needs) for one in donors}
    got = {one.key: sum(paid.get((donor.key, one.key), 0) for donor in donors) for one in needs}
    for at, one in enumerate(donors):
        if given[one.key] > one.amount * (1 + 1e-9):
            raise BadPicture(
                "more_than_pledged", place=f"donors[{at}].amount", found=one.amount, flows=given[one.key]
            )
    layout = laid_out(
        [_donor_node(one, given[one.key], reader) for one in donors],
        [_need_node(one, got[one.key], reader) for one in needs],
    )
    return picture(
        Drawing(name, layout.height, tuple(shapes(paid, layout)), reader.direction),
        words=words,
        columns=(Column(words.donor), Column(words.need), Column(words.amount, numeric=True)),
        rows=tuple(_rows(paid, donors, needs, words, reader)),
        legend=(
            LegendEntry(swatch(RUN, name=f"{name}-k1"), words.covered),
            LegendEntry(swatch(UNMET, name=f"{name}-k2"), words.unmet),
            LegendEntry(swatch(OVER, name=f"{name}-k3"), words.over),
            LegendEntry(swatch(NOT_PLACED, name=f"{name}-k4"), words.not_placed),
        ),
    )


def _paid(
    flows: Sequence[Flow], donors: Sequence[Donor], needs: Sequence[Need]
) -> dict[tuple[str, str], float]:
    """Amounts by donor and need, each pair once."""
    known_donors, known_needs = _keys(donors, place="donors"), _keys(needs, place="needs")
    found: dict[tuple[str, str], float] = {}
    for at, flow in enumerate(flows):
        if flow.donor not in known_donors:
            raise _unknown("flow_from_unknown_donor", f"flows[{at}].donor", flow.donor, known_donors)
        if flow.need not in known_needs:
            raise _unknown("flow_to_unknown_need", f"flows[{at}].need", flow.need, known_needs)
        pair = (flow.donor, flow.need)
        found[pair] = found.get(pair, 0) + checked_amount(flow.amount, place=f"flows[{at}].amount")
    return found


def _keys(ends: Sequence[Donor] | Sequence[Need], *, place: str) -> list[str]:
    for at, amount in enumerate([one.amount for one in ends]):
        checked_amount(amount, place=f"{place}[{at}].amount")
    keys = [one.key for one in ends]
    twice = next((key for at, key in enumerate(keys) if key in keys[:at]), None)
    if twice is not None:
        raise BadPicture("key_twice", place=place, found=twice)
    return keys


def _unknown(code: str, place: str, found: str, known: list[str]) -> BadPicture:
    near = get_close_matches(found, known, n=1)
    return BadPicture(code, place=place, found=found, nearest=near[0] if near else None)


def _donor_node(one: Donor, given: float, reader: Reader) -> Node:
    words = words_of(one.label, reader.number(one.amount))
    return donor_node(one.key, words, placed=given, free=max(one.amount - given, 0))


def _need_node(one: Need, got: float, reader: Reader) -> Node:
    beyond, missing = max(got - one.amount, 0), max(one.amount - got, 0)
    return need_node(
        one.key,
        words_of(one.label, reader.number(one.amount)),
        covered=min(got, one.amount),
        over=over(beyond, reader.signed(beyond)),
        unmet=unmet(missing, reader.signed(-missing)),
    )


def _rows(
    paid: Flows, donors: Sequence[Donor], needs: Sequence[Need], words: SankeyWords, reader: Reader
) -> Iterator[tuple[str, ...]]:
    for donor in donors:
        given = [(need, paid[donor.key, need.key]) for need in needs if (donor.key, need.key) in paid]
        yield from ((donor.label, need.label, reader.number(amount)) for need, amount in given)
        free = donor.amount - sum(amount for _, amount in given)
        if free > 0 or not given:
            yield donor.label, words.not_placed, reader.number(max(free, 0))
    for need in needs:
        got = [paid[donor.key, need.key] for donor in donors if (donor.key, need.key) in paid]
        missing = need.amount - sum(got)
        if missing > 0 or not got:
            yield words.unmet, need.label, reader.number(max(missing, 0))
        elif missing < 0:
            yield words.over, need.label, reader.number(-missing)
