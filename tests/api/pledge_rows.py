"""Who may call what about needs and pledges, by hand from the table of access; and how to call it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.api.emergency_rows import KEEP, SEE
from tests.security.pledge_rows import DAY, NEED, SPAN, STEP, TOLD, WHO

PLEDGES: dict[str, tuple[Any, Callable[[Any], Any] | None]] = {
    "list_needs": (SEE, None),
    "add_need": (KEEP, lambda world: {**NEED, "amount": 40}),
    "edit_need": (KEEP, lambda world: {**NEED, "amount": 40, "seen": 1}),
    "list_pledges": (SEE, None),
    "announce_pledge": (
        KEEP,
        lambda world: {**WHO, **TOLD, "parts": [{**SPAN, "amount": 40}], "announced_on": DAY},
    ),
    "read_pledge": (SEE, None),
    "edit_pledge_terms": (KEEP, lambda world: {"district": "North", "seen": 1}),
    "add_pledge_part": (KEEP, lambda world: {**SPAN, **TOLD, "amount": 1, "on": DAY, "seen": 2}),
    "move_pledge": (
        KEEP,
        lambda world: {**STEP, "part": world.pledged["part"], "amount": 1, "seen": 2},
    ),
    "read_coverage": (SEE, None),
    "read_delivery_times": (SEE, None),
    "read_ledger_file": (SEE, None),
}
