"""Planes made of Python integers: slow to fill, without any dependency, and the yardstick.

Each person goes through the same frames as a single assessment; only then are the values packed,
one bit a row. What numpy, SQL and Spark answer is compared with this.
"""

from __future__ import annotations

from collections.abc import Sequence

from asylon.caseload.kernel import PERSONS, Pair, Part, Plane
from asylon.logic.frame import Frame
from asylon.rulebook.frames import build_frames
from asylon.rulebook.program import Program
from asylon.rulebook.scopes import LISTS
from asylon.rulebook.situation import Situation


class IntegerPopulation:
    """A population whose planes are integers; bit k is row k."""

    def __init__(self, program: Program, situations: Sequence[Situation]) -> None:
        """Build the frames of every person and pack their leaves."""
        frames = [build_frames(situation, program.leaves) for situation in situations]
        self.rows: dict[Part, list[Frame]] = {PERSONS: frames}
        self.owner: dict[Part, list[int]] = {}
        self._blank: dict[str, int] = {}
        self._counted: dict[str, int] = {}
        for scope in LISTS:
            self.take_items(scope, frames, program)
        self._leaves: dict[tuple[str, Part], Pair] = {}

    def take_items(self, scope: str, frames: list[Frame], program: Program) -> None:
        """Sort the items of a scope into unnamed ones, beside their persons, and listed ones."""
        unnamed, listed, owner = [], [], []
        counted = blank = 0
        nothing = Frame(dict(program.leaves.template[scope]), scope=scope)
        for row, person in enumerate(frames):
            items = person.items[scope]
            blank |= (items is None) << row
            own = [each for each in items or () if not each.name]
            counted |= bool(own) << row
            unnamed.append(own[0] if own else person.blank.get(scope, nothing))
            for each in items or ():
                if each.name:
                    listed.append(each)
                    owner.append(row)
        self.rows[Part(scope)] = unnamed
        self._blank[scope] = blank
        self._counted[scope] = counted
        if listed:
            self.rows[Part(scope, listed=True)] = listed
            self.owner[Part(scope, listed=True)] = owner

    def parts(self, scope: str) -> tuple[Part, ...]:
        """The parts of a scope that have rows."""
        return tuple(part for part in (Part(scope), Part(scope, listed=True)) if part in self.rows)

    def ones(self, part: Part) -> Plane:
        """A plane with every row set."""
        return (1 << len(self.rows[part])) - 1

    def zeros(self, part: Part) -> Plane:
        """A plane with no row set."""
        return 0

    def leaf(self, name: str, part: Part) -> Pair:
        """The values of a leaf, packed when first asked for."""
        if (name, part) not in self._leaves:
            values = [frame.values[name] for frame in self.rows[part]]
            yes = sum(1 << row for row, value in enumerate(values) if value is True)
            no = sum(1 << row for row, value in enumerate(values) if value is False)
            self._leaves[name, part] = Pair(yes, no)
        return self._leaves[name, part]

    def blank(self, scope: str) -> Plane:
        """The persons of whose list nothing is known."""
        return self._blank[scope]

    def counted(self, scope: str) -> Plane:
        """The persons whose unnamed item counts."""
        return self._counted[scope]

    def down(self, plane: Plane, part: Part) -> Plane:
        """Carry bits from persons to items."""
        if not part.listed:
            return plane
        return sum(1 << row for row, person in enumerate(self.owner[part]) if plane >> person & 1)

    def up(self, plane: Plane, part: Part) -> Plane:
        """The persons with at least one item set."""
        found = 0
        for row, person in enumerate(self.owner[part]):
            if plane >> row & 1:
                found |= 1 << person
        return found

    def across(self, plane: Plane, part: Part, scope: str) -> Plane:
        """The items that stand for the same thing as a listed item that is set."""
        set_frames = {id(f) for row, f in enumerate(self.rows[Part(scope, listed=True)]) if plane >> row & 1}
        found = 0
        for row, frame in enumerate(self.rows[part]):
            if any(id(other) in set_frames for other in frame.same.get(scope, ())):
                found |= 1 << row
        return found
