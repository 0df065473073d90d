"""The entries of a rulebook: facts, rules, gates, tracks, alerts, statuses, rights, deadlines.

Each class says which keys its entry has in a text; the loader and the JSON Schema follow it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from asylon.rulebook.dates import PartialDate
from asylon.rulebook.kinds import Choice, Codes, Day, Flag, Mappings, Numbers, Reasons, Whole, WordList, Words
from asylon.rulebook.places import Place, Table, Text
from asylon.rulebook.scopes import PERSON, SCOPES
from asylon.rulebook.shapes import ByName, Nested, Several, key

CONFIDENCE = ("V", "V partly", "S", "M")
STAGES = ("arrival", "screening", "interview", "procedure", "return", "solution")
GROUPS = ("rescue", "urgent", "access", "non_refoulement", "status", "criminal", "standing")
LEVELS = ("full", "additional", "minimum", "conditional", "discretionary", "not_guaranteed")
ATTACHMENTS = (
    "jurisdiction",
    "physically_present",
    "lawfully_present",
    "lawfully_staying",
    "habitually_resident",
    "durably_resident",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry may carry: words, authority, who checked it, when it is in force."""

    id: str
    place: Place | None = field(default=None, repr=False)
    overlay: str = ""
    label: str = key(Words(), "")
    cite: tuple[str, ...] = key(WordList(), ())
    conf: str = key(Choice(CONFIDENCE), "M")
    checked_against: str = key(Words(), "")
    checked_by: tuple[str, ...] = key(WordList(), ())
    checked_on: PartialDate | None = key(Day(), None)
    note: str = key(Words(), "")
    serves: tuple[str, ...] = key(WordList(), ())
    since: PartialDate | None = key(Day(), None, "from")
    until: PartialDate | None = key(Day(), None)
    tests: tuple[Table, ...] = key(Mappings(), (), shown=False)

    @property
    def verified(self) -> bool:
        """Whether a named lawyer has signed this entry."""
        return bool(self.checked_by) and self.checked_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """How a fact is filled in from others where it was not given; see `asylon.rulebook.derive`."""

    how: str = key(
        Choice(
            ("below", "younger_than_at_item", "one_of", "fewer_items", "same_as_item", "same_as_fact", "rule")
        )
    )
    of: str = key(Words())
    limit: int = key(Whole(), 0)
    than: int = key(Whole(), 0)
    codes: tuple[str, ...] = key(WordList(), ())
    no_if: str = key(Words(), "")
    yes_if: str = key(Words(), "")
    unnamed: str = key(Words(), "")
    if_none: str = key(Words(), "")

    @property
    def ids_decide(self) -> bool:
        """Whether a computed yes stands against a given no: two items with one id are one place."""
        return self.how == "same_as_item"

    @property
    def rule(self) -> str:
        """The rule that completes the fact, if it is one."""
        return self.of if self.how == "rule" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEntry(Entry):
    """Something that can be asked or recorded of a person or an item."""

    scope: str = key(Choice(SCOPES), PERSON)
    type: str = key(Choice(("tri", "number", "code", "list", "text")), "tri")
    codes: Any = key(Codes(("countries", "countries_or_none", "free", "facts")), "free")
    of_scope: str = key(Choice(SCOPES), "")
    at_most: int = key(Whole(), 0)
    stage: str = key(Choice(STAGES), "procedure")
    sensitive: bool = key(Flag(), False)
    need: bool = key(Flag(), False)
    question: str = key(Words(), "")
    purpose: str = key(Words(), "")
    form: str = key(Words(), "")
    answered_by: str = key(Choice(SCOPES), "")
    derive: Derivation | None = key(Nested(Derivation), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionEntry:
    """A case in which a rule concludes something else."""

    if_: Text = key(Words(), written="if")
    when: Text = key(Words())
    cite: tuple[str, ...] = key(WordList(), ())
    note: str = key(Words(), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndependenceEntry:
    """Facts that never make a difference to an entry, or not where `where` is yes; it is proved."""

    facts: tuple[str, ...] = key(WordList())
    where: Text | None = key(Words(), None)
    cite: tuple[str, ...] = key(WordList(), ())
    note: str = key(Words(), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonedEntry(Entry):
    """An entry with an expression, and what `asylon rulebook prove` holds it to."""

    redundant_on_purpose: dict[str, Text] | None = key(Reasons(), None, shown=False)
    independent_of: tuple[IndependenceEntry, ...] = key(Several(IndependenceEntry), (), shown=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry(ReasonedEntry):
    """A category or one of its elements, an exclusion, a flag or a risk."""

    when: Text = key(Words())
    kind: str = key(Choice(("category", "element", "exclusion", "flag", "risk")))
    scope: str = key(Choice(SCOPES), PERSON)
    standard: str = key(Words(), "")
    declaratory: bool = key(Flag(), False)
    forbidden_inputs: tuple[str, ...] = key(WordList(), ())
    recognised_by: Text | None = key(Words(), None)
    in_force: str = key(Words(), "")
    suspend_if: Text | None = key(Words(), None)
    exceptions: dict[str, ExceptionEntry] | None = key(ByName(ExceptionEntry), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateEntry(ReasonedEntry):
    """Acts that must not be done until what the gate needs is known."""

    open_when: Text = key(Words())
    order: int = key(Whole())
    group: str = key(Choice(GROUPS))
    scope: str = key(Choice((PERSON, "destination")), PERSON)
    blocks: tuple[str, ...] = key(WordList())
    protected: bool = key(Flag(), False)
    open_only_if: Text | None = key(Words(), None, shown=False)
    consulted_when: Text | None = key(Words(), None)
    duration: str = key(Words(), "")
    limits: str = key(Words(), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActEntry(Entry):
    """An act that a gate can block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackEntry(ReasonedEntry):
    """A procedure to propose; no track reads another's outcome.

    `outcomes` record how the track went: facts, or single codes written as `is(fact, code)`. It
    `concludes` rules and `guards` gates; no outcome of another track touches these, unless it
    `heeds` that outcome, which then may only add protection, or `follows` that track: it begins or
    ends with it.
    """

    when: Text = key(Words())
    order: int = key(Whole())
    asks: tuple[str, ...] = key(WordList(), ())
    outcomes: tuple[str, ...] = key(WordList(), (), shown=False)
    concludes: tuple[str, ...] = key(WordList(), (), shown=False)
    guards: tuple[str, ...] = key(WordList(), (), shown=False)
    follows: tuple[str, ...] = key(WordList(), (), shown=False)
    heeds: dict[str, Text] | None = key(Reasons(), None, shown=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertEntry(ReasonedEntry):
    """Something that somebody must see now, from facts or from an event in the record."""

    severity: str = key(Choice(("urgent", "info")))
    when: Text | None = key(Words(), None)
    event: bool = key(Flag(), False)
    says: str = key(Words(), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEntry(ReasonedEntry):
    """A residence or protection status, with its place in the partial order of protectiveness."""

    order: int = key(Whole())
    scores: dict[str, int] = key(Numbers())
    due_when: Text | None = key(Words(), None)
    discretionary: Text | None = key(Words(), None)
    basis: tuple[str, ...] = key(WordList(), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleEntry(Entry):
    """A set of rights that comes on top of any status, and the rule that carries it."""

    holder: Text = key(Words())


@dataclass(frozen=True, slots=True, kw_only=True)
class RightSource(Entry):
    """Where a right comes from: who holds it, how far it goes, and the text."""

    id: str = ""
    holder: Text = key(Words())
    level: str = key(Choice(LEVELS))
    terms: str = key(Words(), "")
    begins: str = key(Choice(ATTACHMENTS), "")
    layer: str = "INT"


@dataclass(frozen=True, slots=True, kw_only=True)
class RightEntry(Entry):
    """A right, with every source that gives it."""

    means: str = key(Words(), "")
    sources: tuple[RightSource, ...] = key(Several(RightSource), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineEntry(Entry):
    """A time limit and what it belongs to."""

    applies_to: Text = key(Words())
    kind: str = key(
        Choice(("at_once", "at_least", "at_most", "at_latest_after", "lasts", "date", "set_nationally"))
    )
    says: str = key(Words())
    limit: str = key(Words(), "")
    counts_from: str = key(Words(), "")
    missed: str = key(Words(), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeEntry(Entry):
    """Where what a State does falls short of a right or a gate."""

    id: str = ""
    state: str = key(Words())
    subject: Text = key(Words())
    practice: str = key(Choice(("denied", "suspended", "delayed", "partial", "conditional")))
    happens: str = key(Words())
    since: PartialDate | None = key(Day(), None)
    source: str = key(Words())
    year: str = key(Words(), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatesEntry(Entry):
    """A set of States."""

    codes: tuple[str, ...] = key(WordList())


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionEntry(Entry):
    """One of the ways in which a status can protect more or less."""
