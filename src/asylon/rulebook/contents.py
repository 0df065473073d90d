"""What a folder of texts holds, section by section, before any date or State is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from asylon.rulebook.dates import PartialDate
from asylon.rulebook.entries import (
    ActEntry,
    AlertEntry,
    BundleEntry,
    DeadlineEntry,
    DimensionEntry,
    Entry,
    FactEntry,
    GateEntry,
    PracticeEntry,
    RightEntry,
    RuleEntry,
    StatesEntry,
    StatusEntry,
    TrackEntry,
)
from asylon.rulebook.kinds import Choice, Day, WordList, Words
from asylon.rulebook.places import Place, Text
from asylon.rulebook.shapes import key

SECTIONS: Mapping[str, type[Entry]] = {
    "facts": FactEntry,
    "rules": RuleEntry,
    "gates": GateEntry,
    "acts": ActEntry,
    "tracks": TrackEntry,
    "alerts": AlertEntry,
    "statuses": StatusEntry,
    "dimensions": DimensionEntry,
    "bundles": BundleEntry,
    "rights": RightEntry,
    "deadlines": DeadlineEntry,
    "states": StatesEntry,
}
"""Sections that are mappings from id to entry."""

PLAIN_SECTIONS = ("lists", "countries", "practice", "cautions", "rulebook")
OVERLAY_SECTIONS = ("overlay", "add", "narrow", "suspend", "replace", "practice")


@dataclass(slots=True)
class Contents:
    """The entries of a rulebook or of an overlay, by section and id."""

    facts: dict[str, FactEntry] = field(default_factory=dict)
    rules: dict[str, RuleEntry] = field(default_factory=dict)
    gates: dict[str, GateEntry] = field(default_factory=dict)
    acts: dict[str, ActEntry] = field(default_factory=dict)
    tracks: dict[str, TrackEntry] = field(default_factory=dict)
    alerts: dict[str, AlertEntry] = field(default_factory=dict)
    statuses: dict[str, StatusEntry] = field(default_factory=dict)
    dimensions: dict[str, DimensionEntry] = field(default_factory=dict)
    bundles: dict[str, BundleEntry] = field(default_factory=dict)
    rights: dict[str, RightEntry] = field(default_factory=dict)
    deadlines: dict[str, DeadlineEntry] = field(default_factory=dict)
    states: dict[str, StatesEntry] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    practice: list[PracticeEntry] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)

    def copy(self) -> Contents:
        """A copy whose sections can be changed without touching this one."""
        return Contents(**{each.name: getattr(self, each.name).copy() for each in fields(self)})

    def listed(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The names, with the members of a list (section `lists`) in place of its name."""
        return tuple(each for name in names for each in self.lists.get(name, (name,)))

    def section(self, name: str) -> dict[str, Any]:
        """The entries of a section of `SECTIONS`, by id."""
        found: dict[str, Any] = getattr(self, name)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookHead:
    """Name, version and licence of the whole, the two names that `doubt()` reads, and what to read first."""

    name: str = key(Words())
    version: str = key(Words())
    licence: str = key(Words())
    about: str = key(Words(), "")
    doubt_given: str = key(Words(), "")
    doubt_conditions: str = key(Words(), "")
    reading_order: tuple[str, ...] = key(WordList(), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayHead:
    """Where an overlay applies, on what authority, and since when."""

    id: str = key(Words())
    place: Place | None = None
    label: str = key(Words())
    applies_in: Text = key(Words())
    layer: str = key(Words())
    reason: str = key(Words())
    cite: tuple[str, ...] = key(WordList())
    since: PartialDate | None = key(Day(), None, "from")
    until: PartialDate | None = key(Day(), None)
    conf: str = key(Choice(("V", "V partly", "S", "M")), "M")
    note: str = key(Words(), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change that an overlay makes to an entry of the core."""

    place: Place | None = None
    reason: str = key(Words(), "")
    cite: tuple[str, ...] = key(WordList(), ())
    since: PartialDate | None = key(Day(), None, "from")
    until: PartialDate | None = key(Day(), None)
    conf: str = key(Choice(("V", "V partly", "S", "M")), "M")
    note: str = key(Words(), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing(Change):
    """One more condition, or a case in which the rule is silent."""

    also: Text | None = key(Words(), None, "and")
    suspend_if: Text | None = key(Words(), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension(Change):
    """The entry concludes nothing in this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement(Change):
    """Another expression in place of the one in the core."""

    when: Text = key(Words())


@dataclass(slots=True)
class Overlay:
    """What a region or a State changes."""

    head: OverlayHead
    added: Contents = field(default_factory=Contents)
    narrowed: dict[str, Narrowing] = field(default_factory=dict)
    suspended: dict[str, Suspension] = field(default_factory=dict)
    replaced: dict[str, Replacement] = field(default_factory=dict)

    def changes(self) -> list[tuple[str, Change]]:
        """Every change with the id that it is made to."""
        return [*self.narrowed.items(), *self.suspended.items(), *self.replaced.items()]
