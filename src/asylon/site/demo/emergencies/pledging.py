"""Plays needs and pledges. Every donor is made up: no State or organization that exists promises anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from asylon.responses.money import in_minor
from asylon.responses.pledges.kinds import DonorKind, Kind, Sector, Step, UnitKind
from asylon.responses.pledges.models import Pledge
from asylon.responses.pledges.records import NewMovement, NewNeed, NewPart, NewPledge, Terms
from asylon.responses.pledges.services import add_need, announce, edit_terms, move
from asylon.site.demo.emergencies.acting import Desk, Json
from asylon.site.demo.emergencies.planning import Items

ESTIMATE = "Estimate, invented for the demonstration"
LETTER = "Letter of the donor, invented for the demonstration"


def need(desk: Desk, emergency: UUID, told: Sequence[Json], items: Items, *, on: date) -> None:
    """Write down what is needed; a need may be that of an item of the plan."""
    visitor, at = desk.on(on)
    for each in told:
        currency = each.get("currency", "")
        given = NewNeed(
            sector=Sector(each["sector"]),
            since=each["since"],
            until=each["until"],
            unit=UnitKind(each["unit"]),
            amount=_amount(each["amount"], currency),
            source=ESTIMATE,
            currency=currency,
            item=each.get("item", ""),
            district=each.get("district", ""),
            plan_item=items[each["of"]].pk if "of" in each else None,
            invented=True,
        )
        add_need(visitor, emergency, given=given, now=at)


def pledge(desk: Desk, emergency: UUID, told: Sequence[Json]) -> None:
    """Announce pledges and move their parts on, each on its day."""
    for each in told:
        visitor, at = desk.on(each["announced_on"])
        made = announce(visitor, emergency, given=_given(each), now=at)
        _move_on(desk, made, each)
        if "conditions_met_on" in each:
            terms = replace(_terms(each["terms"]), conditions_met_on=each["conditions_met_on"])
            visitor, at = desk.on(each["conditions_met_on"])
            edit_terms(visitor, made.pk, seen=made.version, given=terms, now=at)


def _given(told: Json) -> NewPledge:
    currency = told.get("currency", "")
    return NewPledge(
        donor_kind=DonorKind(told.get("donor_kind", "organisation")),
        donor_name=told["donor"],
        kind=Kind(told["kind"]),
        unit=UnitKind(told["unit"]),
        currency=currency,
        item=told.get("item", ""),
        parts=[
            NewPart(since=part["since"], until=part["until"], amount=_amount(part["amount"], currency))
            for part in told["parts"]
        ],
        announced_on=told["announced_on"],
        evidence=LETTER,
        terms=_terms(told.get("terms", {})),
        invented=True,
    )


def _move_on(desk: Desk, pledge: Pledge, told: Json) -> None:
    steps = [(place, step) for place, part in enumerate(told["parts"]) for step in part.get("moved", ())]
    steps.sort(key=lambda each: each[1]["on"])
    tranches = list(pledge.tranches.order_by("id"))
    for seen, (place, step) in enumerate(steps, start=len(tranches)):
        visitor, at = desk.on(step["on"])
        given = NewMovement(
            tranche=tranches[place].pk,
            step=Step(step["step"]),
            amount=_amount(step["amount"], pledge.currency),
            on=step["on"],
            evidence=LETTER,
        )
        move(visitor, pledge.pk, seen=seen, given=given, now=at)


def _terms(told: Json) -> Terms:
    return Terms(**{**told, "sectors": [Sector(each) for each in told.get("sectors", ())]})


def _amount(told: int, currency: str) -> int:
    """Money stands in the file in whole units, and in the ledger in minor ones."""
    return (in_minor(Decimal(told), currency=currency) or 0) if currency else told
