"""What the first page of an emergency shows of its pledges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asylon.casework.access.visitors import Visitor
from asylon.responses.pledges.reading import promised
from asylon.responses.pledges.selectors import needs_of, pledges_of
from asylon.web.responses.pledges.pictures import PromisedTable, promised_table


@dataclass(frozen=True, slots=True)
class PledgePanel:
    """Promised and delivered, by unit; `invented` if any of it is."""

    emergency: UUID
    table: PromisedTable
    invented: bool


def panel(visitor: Visitor, emergency: UUID, *, now: datetime) -> PledgePanel:
    """What `responses/pledges/panel.html` wants, as `pledge_panel`.

    Raises: Refused; NotThere.
    """
    needs = needs_of(visitor, emergency, now=now)
    pledges = pledges_of(visitor, emergency, now=now)
    invented = any(need.invented for need in needs) or any(pledge.invented for pledge in pledges)
    return PledgePanel(emergency, promised_table(promised(needs, pledges)), invented)
