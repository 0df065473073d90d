"""The closed lists of plans as choices, for whoever shows them and may not know the tables."""

from __future__ import annotations

from asylon.responses.plans.checklists import SaidOf, Stage
from asylon.responses.plans.models import (
    Consultation,
    Item,
    Option,
    PartyKind,
    Progress,
    Trigger,
    Voice,
)

BASES = Consultation.Basis.choices
FINDINGS = Option.Finding.choices
MEASURES = Trigger.Measure.choices
MOVEMENTS = Item.Movement.choices
PARTY_KINDS = PartyKind.choices
SECTORS = Item.Sector.choices
STAGES = Stage.choices
STATES = Progress.State.choices
UNITS = Item.Unit.choices
MONEY: str = Item.Unit.MONEY.value
"""The unit of a need that is counted in money: its amounts are in minor units of the item's currency."""
VOICES = Voice.choices
SAID = SaidOf.choices
SET_BY_REVIEW = "set_by_review"
"""Why the next date of a plan changed, where no person wrote why: the review set it."""
