"""Which numbers of a table are left out so that nobody can be pointed at. Pure; knows no framework."""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST_TOLD = 11
"""People: a smaller number could point at somebody."""
FEWEST_HIDDEN = 2


def is_small(size: int) -> bool:
    """Whether a number of people could point at somebody: a cell, or a whole with nothing beside it.

    Where a whole is small, all of its table is hidden, and the whole has to be hidden too.
    """
    return 0 < size < SMALLEST_TOLD


def hidden_places(sizes: Sequence[int]) -> frozenset[int]:
    """The places of the cells that are not told beside a whole that is told.

    Every number from 1 to 10 is hidden. Then the next smallest are, until at least two cells are hidden and
    they hold at least eleven people together: the whole without the other cells would tell a smaller sum, and
    two cells of a sum of two are one each. Nobody (0) is told. Where the table holds nothing else that could
    be hidden, all of it is; if `is_small` holds for the whole as well, whoever shows it hides the whole.
    """
    people = sorted((place for place, size in enumerate(sizes) if size > 0), key=sizes.__getitem__)
    hidden = {place for place in people if is_small(sizes[place])}
    if not hidden:
        return frozenset()
    for place in people:
        if len(hidden) >= FEWEST_HIDDEN and sum(sizes[each] for each in hidden) >= SMALLEST_TOLD:
            break
        hidden.add(place)
    return frozenset(hidden)
