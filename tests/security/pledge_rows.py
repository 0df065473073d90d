"""What the pages and operations of needs and pledges need. Both are about a population: nobody is opened."""

from __future__ import annotations

from typing import Any

from asylon.casework.access.kernel import Act
from tests.security.rules import Row, nobody

SEE, KEEP = nobody(Act.SEE_RESPONSES), nobody(Act.KEEP_PLEDGES)
E, N, P = {"emergency": "$emergency"}, {"need": "$need"}, {"pledge": "$pledge"}
DAY, LATER = "2024-03-01", "2027-09-30"
SPAN: dict[str, Any] = {"since": DAY, "until": LATER}
NEED = {**SPAN, "sector": "shelter", "unit": "places", "source": "Assessment, made up"}
WHO = {"donor_kind": "state", "donor_state": "NOR", "kind": "resettlement", "unit": "places"}
TOLD = {"evidence": "Statement, made up"}
STEP = {**TOLD, "step": "delivered", "on": DAY}

PAGES = (
    Row("pledges", "GET", SEE, E),
    Row("new_pledge", "GET", KEEP, E),
    Row(
        "new_pledge",
        "POST",
        KEEP,
        E,
        send={**WHO, **TOLD, "since_1": DAY, "until_1": LATER, "amount_1": "40", "announced_on": DAY},
    ),
    Row("pledges_file", "GET", SEE, {**E, "form": "csv"}),
    Row("needs", "GET", SEE, E),
    Row("new_need", "GET", KEEP, E),
    Row("new_need", "POST", KEEP, E, send={**NEED, "amount": "40"}),
    Row("coverage", "GET", SEE, E),
    Row("edit_need", "GET", KEEP, N),
    Row("edit_need", "POST", KEEP, N, send={**NEED, "amount": "40", "seen": "1"}),
    Row("pledge", "GET", SEE, P),
    Row("move_pledge", "GET", KEEP, P),
    Row("move_pledge", "POST", KEEP, P, send={**STEP, "tranche": "$part", "amount": "1", "seen": "2"}),
    Row("pledge_part", "GET", KEEP, P),
    Row("pledge_part", "POST", KEEP, P, send={**SPAN, **TOLD, "amount": "1", "on": DAY, "seen": "2"}),
    Row("pledge_terms", "GET", KEEP, P),
    Row("pledge_terms", "POST", KEEP, P, send={"district": "North", "seen": "1"}),
)
OPERATIONS = (
    Row("list_needs", "GET", SEE, E),
    Row("add_need", "POST", KEEP, E, send={**NEED, "amount": 40}),
    Row("edit_need", "PUT", KEEP, N, send={**NEED, "amount": 40, "seen": 1}),
    Row("list_pledges", "GET", SEE, E),
    Row(
        "announce_pledge",
        "POST",
        KEEP,
        E,
        send={**WHO, **TOLD, "parts": [{**SPAN, "amount": 40}], "announced_on": DAY},
    ),
    Row("read_pledge", "GET", SEE, P),
    Row("edit_pledge_terms", "PUT", KEEP, P, send={"district": "North", "seen": 1}),
    Row("add_pledge_part", "POST", KEEP, P, send={**SPAN, **TOLD, "amount": 1, "on": DAY, "seen": 2}),
    Row("move_pledge", "POST", KEEP, P, send={**STEP, "part": "$part", "amount": 1, "seen": 2}),
    Row("read_coverage", "GET", SEE, E),
    Row("read_delivery_times", "GET", SEE, E),
    Row("read_ledger_file", "GET", SEE, E),
)
