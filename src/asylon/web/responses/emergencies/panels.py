"""What the other rooms of responses show on the first page of an emergency."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from asylon.casework.access.visitors import Visitor


def panels_of(visitor: Visitor, emergency: UUID, *, now: datetime) -> dict[str, Any]:
    """The context of the panels of plans, pledges, shares and reviews."""
    return {}
