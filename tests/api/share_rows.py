"""Who may call what about shares, by hand from the table of access; and how to call it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asylon.casework.staff.models import Role
from tests.api.emergency_rows import SEE

WORK = frozenset({Role.COORDINATOR, Role.ANALYST})
SHARES: dict[str, tuple[Any, Callable[[Any], Any] | None]] = {
    "list_scenarios": (SEE, None),
    "work_out_scenario": (
        WORK,
        lambda world: {"name": "By people", "total": 100, "states": ["DEU", "FRA"], "preset": "population"},
    ),
    "read_side_by_side": (SEE, None),
    "read_scenario": (SEE, None),
    "read_burdens": (SEE, None),
    "explain_share": (SEE, None),
}
