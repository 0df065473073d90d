"""What a sharing leaves behind: each step with its table, the shares, the persons, what stays open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from asylon.sharing.indicators import Indicators
from asylon.sharing.keys import Key
from asylon.sharing.race import Tie


class Unit(StrEnum):
    """What the values of a step are: of the indicator itself, parts of the whole, or persons."""

    VALUE = "value"
    SHARE = "share"
    PERSONS = "persons"


TITLES: Mapping[str, str] = {
    "pool": "Who takes part",
    "value": "{term}: the figures",
    "transformed": "{term}: as shares",
    "effect": "{term}",
    "cap": "{term}: the cap",
    "factor": "{term}: the correction",
    "residual": "What the caps cut off",
    "opt_outs": "Opted out",
    "already_hosted": "Already hosted",
    "credits": "Credit for pledges",
    "bounds": "Least and most",
    "whole": "Whole persons",
}
"""The title of a step by its sort. They are texts to translate, with the names in brackets to fill in."""

SENTENCES: Mapping[str, str] = {
    "pool": "{count} States take part; {left_out} are left out.",
    "value": "The figures of {indicators}.",
    "value_per": "The figures of {indicators}, divided by {per}.",
    "share": "Each figure as a part of the sum of all.",
    "inverse_share": "The inverse of each figure as a part of the sum of all inverses: less counts more.",
    "effect": "Each share times the weight {weight}.",
    "cap_absolute": "No State gets more than {value} of the whole from this; {count} States would.",
    "cap_fraction": "No State gets more than {value} times its part from {of}; {count} States would.",
    "factor": "The shares so far times the figure to the power {exponent}, made to add up again.",
    "rescale": "All shares are raised alike until they add up.",
    "hand_back": "It is handed back in proportion to {to}.",
    "leave_open": "It stays open: nobody is asked to take it.",
    "opt_outs_hand_on": "{states} opted out; the others take their part in proportion to their shares.",
    "opt_outs_leave_open": "{states} opted out; their part stays open.",
    "already_hosted": "Who hosts people already takes fewer, until all are level with their shares.",
    "credits": "Who has pledged places takes fewer, until all are level with their shares.",
    "bounds": "{low} States are lifted to their least, {high} are held at their most.",
    "bounds_full": "Every State is at its most; the rest stays open.",
    "whole": "Rounded by {method}.",
}
"""What a step did, by its sentence; translated like the titles."""

Word = str | int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a sharing.

    `values` is its table; `effects` how many persons it moved to or from each State (None for steps that
    only prepare); `open` how many persons are unassigned after it. `sort`, `sentence` and `words` are
    what `title` and `said` are made of, for a page in another language.
    """

    id: str
    sort: str
    sentence: str
    words: Mapping[str, Word]
    unit: Unit
    values: Mapping[str, Fraction]
    effects: Mapping[str, Fraction] | None = None
    open: Fraction = Fraction(0)

    @property
    def title(self) -> str:
        """The step in plain words."""
        return TITLES[self.sort].format_map(self.words)

    @property
    def said(self) -> str:
        """What the step did, as a sentence."""
        return SENTENCES[self.sentence].format_map(self.words)


@dataclass(frozen=True, slots=True)
class Sharing:
    """A total shared by a key: everything that is needed to show it, store it and ask why.

    `shares` are the fair shares under the key, before corrections and bounds; with `open_share` they add
    up to 1. `persons` and `open` add up to `total`. `left_out` says why a State takes no part:
    `excluded`, `beneficiary` or `missing`.
    """

    key: Key
    total: int
    indicators: Indicators
    steps: tuple[Step, ...]
    shares: Mapping[str, Fraction]
    open_share: Fraction
    persons: Mapping[str, int]
    open: int
    remainders: tuple[str, ...]
    ties: tuple[Tie, ...]
    left_out: Mapping[str, str]
    carried: Mapping[str, int]
    credits: Mapping[str, int]

    def step(self, id_: str) -> Step:
        """The step of this id; KeyError if there is none."""
        for step in self.steps:
            if step.id == id_:
                return step
        raise KeyError(id_)

    def as_json(self) -> dict[str, object]:
        """The whole as plain data that `sharing_from_json` reads again; exact numbers are texts."""
        from asylon.sharing.stored import sharing_json  # stored reads steps: it cannot come first

        return sharing_json(self)
