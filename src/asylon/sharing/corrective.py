"""The corrective allocation of the Dublin IV proposal, COM(2016) 270, Articles 34 to 37.

A State above 150 % of its reference number is relieved: families that apply there from then on are
allocated to States below 100 %, in proportion to the key. A State may opt out for twelve months against a
payment. The proposal never came into force, and its text was not compared article by article.

What this computes is where a claim would be examined under that proposal. It never says that a claim is
not examined.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from asylon.sharing.faults import bad, nearest
from asylon.sharing.race import Exact

TRIGGER = Fraction(150, 100)
FULL = Fraction(1)
MONTHS = 12

EUROS_A_PERSON = 250_000
"""Article 37 as reported. To be verified against the text."""


@dataclass(frozen=True, slots=True)
class Family:
    """People who stay together, and the State where they applied. `persons` is 1 for somebody alone."""

    id: str
    applied_in: str
    persons: int = 1


class Stays(StrEnum):
    """Why a family stays where it applied."""

    NOT_TRIGGERED = "not_triggered"
    NO_ROOM = "no_room"


@dataclass(frozen=True, slots=True)
class Payment:
    """What a State that opted out would pay, in whole euros; the amount a person is to be verified."""

    state: str
    persons: int
    euros: int
    verified: bool = False


@dataclass(frozen=True, slots=True)
class CorrectiveAllocation:
    """Where families would go, and why.

    `reference` is each State's number under the key, `load` what it counts over that; `receivers` are the
    States that may receive. `persons` counts who goes where.
    """

    reference: dict[str, Fraction]
    load: dict[str, Fraction]
    relieved: tuple[str, ...]
    receivers: tuple[str, ...]
    goes_to: dict[str, str]
    stays: dict[str, Stays]
    persons: dict[str, int]
    payments: tuple[Payment, ...] = field(default=())


def corrective_allocation(
    shares: Mapping[str, Exact],
    *,
    counted: Mapping[str, int],
    families: Sequence[Family] = (),
    opted_out: Mapping[str, date] | None = None,
    on: date | None = None,
) -> CorrectiveAllocation:
    """Allocate families that applied in States above the trigger to States below their reference number.

    `shares` is the key, `counted` the applications (persons) that each State is responsible for; the
    reference number is the share of their sum. Families are taken in the order given, and each goes whole
    to the receiver that is furthest behind its share of what was allocated. A State receives as long as
    it is below its reference number, so the last family may lift it above that. `opted_out` gives the day
    of each opt-out, which lasts twelve months; `on` is the day of the allocation.

    Raises: BadSharing for States that the key does not have, and numbers that cannot be used.
    """
    key = _key(shares)
    _check(key, counted, families, opted_out or {})
    every = sum(counted.values())
    reference = {state: share * every for state, share in key.items()}
    load = {state: _load(counted.get(state, 0), number) for state, number in reference.items()}
    relieved = tuple(state for state in key if load[state] > TRIGGER)
    below = tuple(state for state in key if load[state] < FULL) if relieved else ()
    out = tuple(state for state, since in (opted_out or {}).items() if on is None or _lasts(since, on))
    receivers = tuple(state for state in below if state not in out)
    moved = _allocate(families, relieved, receivers, reference, counted)
    return CorrectiveAllocation(
        reference,
        load,
        relieved,
        receivers,
        moved.goes_to,
        moved.stays,
        moved.persons,
        _payments(families, relieved, below, out, reference, counted),
    )


@dataclass(slots=True)
class _Moved:
    goes_to: dict[str, str]
    stays: dict[str, Stays]
    persons: dict[str, int]


def _allocate(
    families: Sequence[Family],
    relieved: Sequence[str],
    receivers: Sequence[str],
    reference: Mapping[str, Fraction],
    counted: Mapping[str, int],
) -> _Moved:
    moved = _Moved({}, {}, dict.fromkeys(receivers, 0))
    for family in families:
        if family.applied_in not in relieved:
            moved.stays[family.id] = Stays.NOT_TRIGGERED
            continue
        open_ = [
            state for state in receivers if counted.get(state, 0) + moved.persons[state] < reference[state]
        ]
        if not open_:
            moved.stays[family.id] = Stays.NO_ROOM
            continue
        # Half of the family, as in Webster's method: otherwise large shares would be served too early.
        behind = {
            state: (moved.persons[state] + Fraction(family.persons, 2)) / reference[state] for state in open_
        }
        chosen = min(open_, key=lambda state: (behind[state], -reference[state], state))
        moved.goes_to[family.id] = chosen
        moved.persons[chosen] += family.persons
    return moved


def _payments(
    families: Sequence[Family],
    relieved: Sequence[str],
    below: Sequence[str],
    out: Sequence[str],
    reference: Mapping[str, Fraction],
    counted: Mapping[str, int],
) -> tuple[Payment, ...]:
    """For each State that opted out: whom it would have received, had nobody opted out."""
    paying = [state for state in below if state in out]
    if not paying:
        return ()
    as_if = _allocate(families, relieved, below, reference, counted)
    return tuple(
        Payment(state, as_if.persons[state], as_if.persons[state] * EUROS_A_PERSON) for state in paying
    )


def _key(shares: Mapping[str, Exact]) -> dict[str, Fraction]:
    found = {}
    for state, share in shares.items():
        found[state] = Fraction(share)
        if found[state] < 0:
            raise bad("bad_weight", name=state, text=share)
    every = sum(found.values())
    if not every:
        raise bad("no_weight")
    return {state: share / every for state, share in found.items()}


def _check(
    key: Mapping[str, Fraction],
    counted: Mapping[str, int],
    families: Sequence[Family],
    opted_out: Mapping[str, date],
) -> None:
    for state in (*counted, *opted_out, *(family.applied_in for family in families)):
        if state not in key:
            raise bad("unknown_state", meant=nearest(state, key), name=state)
    for state, count in counted.items():
        if count < 0:
            raise bad("bad_bound", name=state, text=count)
    seen: set[str] = set()
    for family in families:
        if family.persons < 1:
            raise bad("bad_unit", name=family.id, text=family.persons)
        if family.id in seen:
            raise bad("duplicate_family", name=family.id)
        seen.add(family.id)


def _load(count: int, reference: Fraction) -> Fraction:
    """How full a State is. Without a share, nothing is full and one person is beyond every measure."""
    if reference:
        return count / reference
    return Fraction(10**9) if count else FULL


def _lasts(since: date, on: date) -> bool:
    """Tell whether an opt-out of that day still holds."""
    year, month = since.year + MONTHS // 12, since.month
    end = date(year, month, min(since.day, monthrange(year, month)[1]))
    return since <= on < end
