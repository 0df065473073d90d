"""A distribution key as data: what is measured, how it is weighed, what is capped, who takes part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from asylon.sharing.race import Method, TieRule


class Form(StrEnum):
    """How the terms come together: weighted shares are added, or a base is multiplied by powers."""

    ADDITIVE = "additive"
    MULTIPLICATIVE = "multiplicative"


class Transform(StrEnum):
    """What an indicator becomes: a share of the sum, plain or inverse, of the value or of it per head."""

    SHARE = "share"
    INVERSE_SHARE = "inverse_share"
    PER_HEAD = "per_head"
    INVERSE_PER_HEAD = "inverse_per_head"


class CapKind(StrEnum):
    """What a term's part is held against."""

    NONE = "none"
    ABSOLUTE = "absolute"
    FRACTION = "fraction"


class ResidualRule(StrEnum):
    """What happens to the part that caps cut off."""

    RESCALE = "rescale"
    HAND_BACK = "hand_back"
    LEAVE_OPEN = "leave_open"


class OptOutRule(StrEnum):
    """What happens to the share of a State that has opted out."""

    HAND_ON = "hand_on"
    LEAVE_OPEN = "leave_open"


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that a term may give one State.

    Absolute: `value` is a part of the whole key, 0.02 for two per cent of everybody. Fraction: `value`
    times the State's parts from the terms in `of`, each times its coefficient.
    """

    kind: CapKind = CapKind.NONE
    value: Fraction = Fraction(0)
    of: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """One criterion: the sum of its indicators, perhaps divided by another, made a share, weighed.

    A term has a weight (additive keys, and the base of a multiplicative one) or an exponent.
    """

    id: str
    title: str
    indicators: tuple[str, ...]
    transform: Transform = Transform.SHARE
    per: str | None = None
    weight: Fraction | None = None
    exponent: Fraction | None = None
    cap: Cap = Cap()

    @property
    def reads(self) -> tuple[str, ...]:
        """The indicators that this term needs."""
        return (*self.indicators, self.per) if self.per else self.indicators


@dataclass(frozen=True, slots=True)
class Residual:
    """The rule for what caps cut off, and the terms in whose proportion it is handed back."""

    rule: ResidualRule = ResidualRule.RESCALE
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """How much of a contribution counts (1 is all of it), and the indicator that holds it, if one does."""

    count: Fraction = Fraction(1)
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """What lowers a State's number: persons whom it hosts already, and places it has pledged."""

    already_hosted: Correction = Correction()
    credits: Correction = Correction()


@dataclass(frozen=True, slots=True)
class Bound:
    """A number of persons for everybody, for single States, or from an indicator such as free places."""

    everyone: int | None = None
    states: Mapping[str, int] = field(default_factory=dict)
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A distribution key, complete with its source, its validity and what is unchecked about it.

    `base_year` is the year of the figures, `valid_from` and `valid_to` the days of application. Excluded
    States and beneficiaries (those whom the sharing relieves) are left out before shares are formed;
    those that opted out have a share, which `opt_out_rule` hands on or leaves open.
    `shipped_table` names a table of published figures inside this package, for keys made of those.
    """

    id: str
    title: str
    source: str
    form: Form
    terms: tuple[Term, ...]
    base_year: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    residual: Residual = Residual()
    exclusions: tuple[str, ...] = ()
    opt_outs: tuple[str, ...] = ()
    opt_out_rule: OptOutRule = OptOutRule.HAND_ON
    beneficiaries: tuple[str, ...] = ()
    corrections: Corrections = Corrections()
    least: Bound = Bound()
    most: Bound = Bound()
    method: Method = Method.LARGEST_REMAINDER
    tie_rule: TieRule = TieRule.LARGER_WEIGHT
    unchecked: tuple[str, ...] = ()
    shipped_table: str | None = None

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator that the key reads, each once, in the order of the terms."""
        named = [name for term in self.terms for name in term.reads]
        named += [
            part.indicator
            for part in (self.corrections.already_hosted, self.corrections.credits, self.least, self.most)
            if part.indicator
        ]
        return tuple(dict.fromkeys(named))

    def term(self, id_: str) -> Term:
        """The term of this id; KeyError if there is none."""
        for term in self.terms:
            if term.id == id_:
                return term
        raise KeyError(id_)

    def holds_on(self, day: date) -> bool:
        """Tell whether the key applies on this day, as far as its dates say."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)
