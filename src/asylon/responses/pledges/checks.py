"""What must be true of a need or a pledge before it is written. Pure, but for the list of countries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from asylon.responses.emergencies.countries import country_codes, nearest_code
from asylon.responses.money import CODES, is_currency
from asylon.responses.pledges.faults import BadPledge, PledgeFault
from asylon.responses.pledges.kinds import SECTOR_OF, UNITS_OF, DonorKind, UnitKind
from asylon.responses.pledges.records import NewMovement, NewNeed, NewPart, NewPledge, Terms
from asylon.sharing.coverage.amounts import MOST

FIRST_DAY, LAST_DAY = date(1951, 1, 1), date(2100, 12, 31)
MOST_PARTS = 12
LENGTHS = {
    "item": 60,
    "district": 80,
    "donor_name": 120,
    "source": 200,
    "evidence": 300,
    "conditions": 1000,
    "note": 1000,
}
"""The longest text of each field, in characters."""


def check_need(given: NewNeed) -> None:
    """Every fault of a need at once.

    Raises: BadPledge.
    """
    faults = list(_need(given))
    if faults:
        raise BadPledge(faults)


def check_pledge(given: NewPledge, *, today: date) -> None:
    """Every fault of a pledge at once.

    Raises: BadPledge.
    """
    faults = [*_pledge(given, today), *_terms(given.terms, given, today)]
    if faults:
        raise BadPledge(faults)


def check_terms(given: Terms, *, of: NewPledge, today: date) -> None:
    """Every fault of changed terms at once; `of` is the pledge as it stands.

    Raises: BadPledge.
    """
    faults = list(_terms(given, of, today))
    if faults:
        raise BadPledge(faults)


def check_movement(given: NewMovement, *, first_announced: date, today: date) -> None:
    """Faults of a movement that its amounts do not show.

    Raises: BadPledge.
    """
    faults = [*_text("evidence", given.evidence, required=True), *_past("on", given.on, today)]
    if given.on < first_announced:
        faults.append(PledgeFault("on", "before_announced", values={"first": first_announced.isoformat()}))
    if faults:
        raise BadPledge(faults)


def check_part(given: NewPart, *, on: date, evidence: str, today: date) -> None:
    """Faults of a part that is added to a pledge later.

    Raises: BadPledge.
    """
    faults = [*_text("evidence", evidence, required=True), *_past("on", on, today), *_part(given, None)]
    if faults:
        raise BadPledge(faults)


def _need(given: NewNeed) -> Iterator[PledgeFault]:
    yield from _span("since", "until", given.since, given.until)
    yield from _measure(given.unit, given.currency, given.item)
    if not 0 <= given.amount <= MOST:
        yield PledgeFault("amount", "need_amount", values={"most": MOST})
    yield from _text("source", given.source, required=True)
    yield from _text("district", given.district)


def _pledge(given: NewPledge, today: date) -> Iterator[PledgeFault]:
    yield from _donor(given)
    yield from _measure(given.unit, given.currency, given.item)
    units = UNITS_OF[given.kind]
    if given.unit not in units:
        told = ", ".join(str(unit.label) for unit in units)
        yield PledgeFault("unit", "unit_of_kind", values={"kind": given.kind.label, "units": told})
    yield from _past("announced_on", given.announced_on, today)
    yield from _text("evidence", given.evidence, required=True)
    if not given.parts:
        yield PledgeFault("parts", "no_parts")
    if len(given.parts) > MOST_PARTS:
        yield PledgeFault("parts", "many_parts", values={"most": MOST_PARTS})
    for row, part in enumerate(given.parts[:MOST_PARTS]):
        yield from _part(part, row)


def _terms(given: Terms, of: NewPledge, today: date) -> Iterator[PledgeFault]:
    for name in ("conditions", "district", "note"):
        yield from _text(name, getattr(given, name))
    if given.conditions_met_on is not None:
        if not given.conditions.strip():
            yield PledgeFault("conditions_met_on", "no_condition")
        yield from _past("conditions_met_on", given.conditions_met_on, today)
    only = SECTOR_OF.get(of.kind)
    if only is not None and set(given.sectors) - {only}:
        yield PledgeFault("sectors", "sector_of_kind", values={"kind": of.kind.label, "sector": only.label})
    if given.for_since is not None or given.for_until is not None:
        yield from _span("for_since", "for_until", given.for_since or FIRST_DAY, given.for_until or LAST_DAY)


def _donor(given: NewPledge) -> Iterator[PledgeFault]:
    if given.donor_kind is not DonorKind.STATE:
        if given.donor_state:
            yield PledgeFault("donor_state", "name_or_state")
        if not given.donor_name.strip():
            yield PledgeFault("donor_name", "donor_name")
        yield from _text("donor_name", given.donor_name)
        return
    if given.donor_name.strip():
        yield PledgeFault("donor_name", "state_or_name")
    if given.donor_state not in country_codes():
        near, found = nearest_code(given.donor_state), given.donor_state[:12]
        code = "country_near" if near else "country"
        yield PledgeFault("donor_state", code, values={"found": found, "near": near})


def _measure(unit: UnitKind, currency: str, item: str) -> Iterator[PledgeFault]:
    if unit is not UnitKind.MONEY and currency:
        yield PledgeFault("currency", "no_currency")
    if unit is UnitKind.MONEY and not is_currency(currency):
        near = get_close_matches(currency.strip().upper(), sorted(CODES), n=1)
        values = {"found": currency, "near": near[0] if near else ""}
        yield PledgeFault("currency", "currency_near" if near else "currency", values=values)
    if unit is not UnitKind.UNITS and item.strip():
        yield PledgeFault("item", "no_item")
    if unit is UnitKind.UNITS and not item.strip():
        yield PledgeFault("item", "item")
    yield from _text("item", item)


def _part(part: NewPart, row: int | None) -> Iterator[PledgeFault]:
    yield from _span("since", "until", part.since, part.until, row=row)
    if not 1 <= part.amount <= MOST:
        yield PledgeFault("amount", "amount", row=row, values={"most": MOST})


def _span(
    first: str, last: str, since: date, until: date, *, row: int | None = None
) -> Iterator[PledgeFault]:
    for name, day in ((first, since), (last, until)):
        if not FIRST_DAY <= day <= LAST_DAY:
            values = {"first": FIRST_DAY.isoformat(), "last": LAST_DAY.isoformat()}
            yield PledgeFault(name, "far", row=row, values=values)
    if until < since:
        yield PledgeFault(last, "turned", row=row)


def _past(name: str, day: date, today: date) -> Iterator[PledgeFault]:
    if day > today:
        yield PledgeFault(name, "future")
    elif day < FIRST_DAY:
        values = {"first": FIRST_DAY.isoformat(), "last": today.isoformat()}
        yield PledgeFault(name, "far", values=values)


def _text(name: str, said: str, *, required: bool = False) -> Iterator[PledgeFault]:
    if required and not said.strip():
        yield PledgeFault(name, "required")
    if len(said) > LENGTHS[name]:
        yield PledgeFault(name, "long", values={"most": LENGTHS[name]})
