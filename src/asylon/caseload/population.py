"""A chunk of a caseload as a population of numpy planes.

Persons come as a table with a column a fact; items as child tables whose rows name their person.
Scoped facts that stand in the persons' table belong to the person's unnamed item, as in a
situation. Leaves are made when the kernel first asks for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

import numpy as np

from asylon.caseload.columns import Column
from asylon.caseload.kernel import PERSONS, Pair, Part
from asylon.caseload.leaves import derived_leaf
from asylon.caseload.planes import Flags, Rows, Words, all_set, none_set, packed, unpacked
from asylon.rulebook.frames import RESIDENCE_STANDS_FOR
from asylon.rulebook.program import Program


@dataclass(slots=True)
class Items:
    """The listed items of one scope: the person of each (sorted), its id and details, its columns."""

    owner: Rows
    ids: tuple[str, ...]
    id_index: Rows
    columns: Mapping[str, Column]
    details: Mapping[str, tuple[Rows, tuple[str, ...]]] = field(default_factory=dict)


@dataclass(slots=True)
class Chunk:
    """Persons and their items, column by column; `given` says whose list was asked for at all."""

    rows: int
    as_of: date
    columns: Mapping[str, Column]
    unnamed: Mapping[str, Mapping[str, Column]]
    items: Mapping[str, Items]
    given: Mapping[str, Flags]


class NumpyPopulation:
    """The population of a chunk for one program."""

    def __init__(self, program: Program, chunk: Chunk) -> None:
        """Nothing is filled before the kernel asks for it."""
        self.program = program
        self.chunk = chunk
        self._leaves: dict[tuple[str, Part], Pair] = {}
        self._planes: dict[tuple[str, str], Words] = {}
        # Handed out again and again: nothing may write into a plane.
        self._ones: dict[Part, Words] = {}
        self._zeros: dict[Part, Words] = {}
        self._links: dict[tuple[Part, str], tuple[Rows, Rows]] = {}

    def size(self, part: Part) -> int:
        """How many rows a part has."""
        return len(self.chunk.items[part.scope].owner) if part.listed else self.chunk.rows

    def parts(self, scope: str) -> tuple[Part, ...]:
        """The parts of a scope that have rows."""
        items = self.chunk.items.get(scope)
        listed = (Part(scope, listed=True),) if items is not None and len(items.owner) else ()
        return (Part(scope), *listed)

    def ones(self, part: Part) -> Words:
        """A plane with every row set."""
        if part not in self._ones:
            self._ones[part] = all_set(self.size(part))
        return self._ones[part]

    def zeros(self, part: Part) -> Words:
        """A plane with no row set."""
        if part not in self._zeros:
            self._zeros[part] = none_set(self.size(part))
        return self._zeros[part]

    def columns(self, part: Part) -> Mapping[str, Column]:
        """The columns of a part."""
        if part == PERSONS:
            return self.chunk.columns
        return self.chunk.items[part.scope].columns if part.listed else self.chunk.unnamed[part.scope]

    def leaf(self, name: str, part: Part) -> Pair:
        """The values of a leaf."""
        if (name, part) not in self._leaves:
            self._leaves[name, part] = self._fill(name, part)
        return self._leaves[name, part]

    def _fill(self, name: str, part: Part) -> Pair:
        test = self.program.vocabulary.code_tests.get(name)
        column = self.columns(part).get(test.fact if test else name)
        if test is not None:
            if column is None:
                return Pair(self.zeros(part), self.zeros(part))
            hit = column.among(test.codes)
            inside = packed(hit)
            return Pair(inside, column.known & ~inside)
        pair = Pair(self.zeros(part), self.zeros(part))
        if column is not None and column.truth is not None:
            pair = Pair(column.truth, column.known & ~column.truth)
        derive = self.program.contents.facts[name].derive
        if derive is None or derive.rule:
            return pair
        computed = derived_leaf(derive, self, part)
        if derive.ids_decide:
            pair = Pair(pair.yes | computed.yes, pair.no & ~computed.yes)
        open_ = self.ones(part) ^ (pair.yes | pair.no)
        return Pair(pair.yes | (computed.yes & open_), pair.no | (computed.no & open_))

    def counted(self, scope: str) -> Words:
        """The persons whose unnamed item counts: at least one of its facts is known."""
        key = ("counted", scope)
        if key not in self._planes:
            known = [column.known for column in self.chunk.unnamed[scope].values()]
            self._planes[key] = reduce(or_, known, none_set(self.chunk.rows))
        return self._planes[key]

    def blank(self, scope: str) -> Words:
        """The persons of whose list nothing is known."""
        key = ("blank", scope)
        if key not in self._planes:
            unasked = ~self.chunk.given[scope]
            if scope == RESIDENCE_STANDS_FOR:
                unasked = unasked | (self.listed_count(scope) == 0)
            elif scope in self.chunk.items:
                unasked = unasked & (self.listed_count(scope) == 0)
            self._planes[key] = packed(unasked) & ~self.counted(scope)
        return self._planes[key]

    def listed_count(self, scope: str) -> Rows:
        """How many items each person lists."""
        if scope not in self.chunk.items:
            return np.zeros(self.chunk.rows, dtype=np.int64)
        return np.bincount(self.chunk.items[scope].owner, minlength=self.chunk.rows)

    def down(self, plane: Words, part: Part) -> Words:
        """Carry bits from persons to items."""
        if not part.listed:
            return plane
        if not plane.any():
            return self.zeros(part)
        return packed(unpacked(plane, self.chunk.rows)[self.chunk.items[part.scope].owner])

    def up(self, plane: Words, part: Part) -> Words:
        """The persons with at least one item set."""
        if not plane.any():
            return none_set(self.chunk.rows)
        owner = self.chunk.items[part.scope].owner
        found = np.zeros(self.chunk.rows, dtype=np.bool_)
        # Row numbers first: many planes are nearly empty, and a mask would be walked whole.
        found[owner[np.flatnonzero(unpacked(plane, len(owner)))]] = True
        return packed(found)

    def across(self, plane: Words, part: Part, scope: str) -> Words:
        """The items of `part` that stand for the same thing as a listed item of `scope` that is set."""
        mine, other = self.links(part, scope)
        found = np.zeros(self.size(part), dtype=np.bool_)
        flags = unpacked(plane, self.size(Part(scope, listed=True)))
        found[mine[np.flatnonzero(flags[other])]] = True
        return packed(found)

    def back_across(self, plane: Words, part: Part, scope: str) -> Words:
        """The listed items of a scope that stand for the same thing as an item of `part` that is set."""
        mine, other = self.links(part, scope)
        found = np.zeros(self.size(Part(scope, listed=True)), dtype=np.bool_)
        found[other[np.flatnonzero(unpacked(plane, self.size(part))[mine])]] = True
        return packed(found)

    def flag_plane(self, flags: Flags) -> Words:
        """Flags as a plane."""
        return packed(flags)

    def any_of(self, planes: list[Words], part: Part) -> Words:
        """The rows in which one of several planes is set."""
        return reduce(or_, planes, self.zeros(part))

    def links(self, part: Part, scope: str) -> tuple[Rows, Rows]:
        """Pairs of rows, of a part and of listed items of a scope, that are one place of one person."""
        if (part, scope) not in self._links:
            other = self.chunk.items[scope]
            texts, index, owner = self.places(part)
            codes = {text: code for code, text in enumerate(other.ids)}
            code = np.array([*(codes.get(text, -1) for text in texts), -1], dtype=np.int64)[index]
            wide = len(other.ids) + 1
            theirs = other.owner * wide + other.id_index
            order = np.argsort(theirs, kind="stable")
            mine = np.where(code >= 0, owner * wide + code, -1)
            at = np.searchsorted(theirs[order], mine)
            met = (at < len(order)) & (theirs[order][np.minimum(at, len(order) - 1)] == mine)
            rows, others = np.flatnonzero(met), order[at[met]]
            if not part.listed:
                # An unnamed item whose place is not told may be any of them.
                anywhere = np.flatnonzero((index < 0)[other.owner])
                rows, others = (
                    np.concatenate([rows, other.owner[anywhere]]),
                    np.concatenate([others, anywhere]),
                )
            self._links[part, scope] = (rows, others)
        return self._links[part, scope]

    def places(self, part: Part) -> tuple[tuple[str, ...], Rows, Rows]:
        """The place that each row is about: distinct texts, an index into them, and the person."""
        if part.listed:
            items = self.chunk.items[part.scope]
            return items.ids, items.id_index, items.owner
        column = self.chunk.unnamed[part.scope].get(UNNAMED_PLACE.get(part.scope, ""))
        persons = np.arange(self.chunk.rows)
        if column is None or column.index is None:
            return (), np.full(self.chunk.rows, -1), persons
        return column.texts, np.where(column.known_rows, column.index, -1), persons


UNNAMED_PLACE = {"destination": "receiving_country"}
"""The fact that names the place of an unnamed item."""
