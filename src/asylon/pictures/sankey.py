"""From pledge to need: who pays for what, what nobody pays for, and what was earmarked beyond need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asylon.pictures.picture import Picture, Words
from asylon.pictures.reader import Reader


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

    Raises: BadPicture `flow_from_unknown_donor`, `flow_to_unknown_need`, `more_than_pledged`.
    """
    raise NotImplementedError
