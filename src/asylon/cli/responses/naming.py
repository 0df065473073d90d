"""Finds what somebody names on the command line: an emergency, a plan and so on, by name or by its id."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol, TypeVar
from uuid import UUID

from asylon.cli.acting import AtWork
from asylon.cli.console import printable
from asylon.cli.opening import CannotOpen
from asylon.cli.page import few

if TYPE_CHECKING:
    from asylon.responses.emergencies.selectors import Situation

MOST_NAMED = 4
LONGEST = 80
"""Signs of what was typed that a message repeats."""


class Named(Protocol):
    """Something with an id and a name."""

    @property
    def id(self) -> UUID:
        """The id."""
        ...

    @property
    def name(self) -> str:
        """The name."""
        ...


Found = TypeVar("Found", bound=Named)


def the_emergency(at: AtWork, written: str) -> Situation:
    """The emergency of this name, or whose id begins so.

    Raises: Refused; CannotOpen if there is none, or more than one.
    """
    from asylon.responses.emergencies.selectors import all_emergencies

    every = all_emergencies(at.visitor, now=at.now)
    if not every:
        raise CannotOpen("there is no emergency here yet; 'asylon responses open' begins one")
    return the_one(every, written, what="emergency")


def the_one(every: Sequence[Found], written: str, *, what: str) -> Found:
    """Of several the one that is meant: by its name, or by the beginning of its id.

    Raises: CannotOpen with the nearest ones.
    """
    said = written.strip()
    by_name = [each for each in every if each.name == said]
    beginning = said.casefold().replace("-", "")
    by_id = [each for each in every if beginning and each.id.hex.startswith(beginning)]
    found = by_name or by_id
    if len(found) == 1:
        return found[0]
    if found:
        named = _listed(found)
        if by_name:
            raise CannotOpen(f"more than one {what} is called '{printable(said)}': {named}; write the id")
        raise CannotOpen(
            f"more than one {what} has an id that begins with '{said}': {named}; write more of it"
        )
    raise CannotOpen(f"there is no {what} '{printable(said[:LONGEST])}'; {_meant(every, said)}")


def _meant(every: Sequence[Found], said: str) -> str:
    by_plain = {each.name.casefold(): each for each in every}
    near = [by_plain[name] for name in get_close_matches(said.casefold(), by_plain, n=2, cutoff=0.5)]
    near = near or [each for each in every if said and said.casefold() in each.name.casefold()]
    return f"did you mean {_listed(near)}?" if near else f"there are: {_listed(every)}"


def _listed(found: Sequence[Found]) -> str:
    return few((f"'{printable(each.name)}' ({each.id})" for each in found), MOST_NAMED)
