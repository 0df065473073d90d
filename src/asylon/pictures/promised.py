"""Announced, committed and delivered against need. Three different things, never added together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asylon.pictures.picture import LegendEntry, Picture, Words
from asylon.pictures.reader import Direction, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One need and what came of it, all in the unit that `what` names.

    Each amount counts the pledges that got at least so far: what is delivered was announced too.
    None is not known.
    """

    what: str
    need: float | None
    announced: float | None
    committed: float | None
    delivered: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedWords(Words):
    """Words of the picture: headings of the table, which are the legend too, and *not yet known*."""

    what: str
    need: str
    announced: str
    committed: str
    delivered: str
    not_known: str


def promised(
    promises: Sequence[Promise], *, words: PromisedWords, reader: Reader, name: str = "promised"
) -> Picture:
    """A row each, with its own scale: one row's length says nothing about another's.

    Raises: BadPicture if an amount is below zero.
    """
    raise NotImplementedError


def promised_cell(promise: Promise, *, direction: Direction = "ltr") -> str:
    """The bars of one row of a table, hidden from screen readers because the row has the numbers."""
    raise NotImplementedError


def promised_legend(words: PromisedWords) -> tuple[LegendEntry, ...]:
    """What the bars of `promised_cell` mean, to stand under the table."""
    raise NotImplementedError
