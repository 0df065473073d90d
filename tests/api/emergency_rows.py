"""Who may call what about emergencies, by hand from the table of access; and how to call it."""

from __future__ import annotations

from typing import Any

from asylon.casework.staff.models import Role
from tests.security.emergency_rows import DAY, DECLARATION, NEW, SHEET, WHO

SEE = frozenset(Role) - {Role.ASYLUM_ADJUDICATOR, Role.AUDITOR, Role.ADMINISTRATOR}
RECORD = frozenset({Role.COORDINATOR, Role.REGISTRATION_OFFICER})
"""A protection caseworker counts too, for registration; her first purpose is assistance."""
KEEP = frozenset({Role.COORDINATOR})

EMERGENCIES: dict[str, tuple[frozenset[Role], Any]] = {
    "list_emergencies": (SEE, None),
    "begin_emergency": (KEEP, NEW),
    "read_emergency": (SEE, None),
    "edit_emergency": (KEEP, {**NEW, "seen": 1}),
    "list_decisions": (SEE, None),
    "reach_stage": (KEEP, {"stage": "stabilised", "since": DAY, "reasons": "Fewer come."}),
    "set_mark": (KEEP, {"indicator": "arrived", "mark": 9, "reasons": "To look closer."}),
    "declare_influx": (KEEP, DECLARATION),
    "end_declaration": (KEEP, WHO),
    "list_causes": (SEE, None),
    "note_cause": (
        KEEP,
        {"kind": "root_cause", "on": DAY, "said": "Fighting.", "source": "Report, made up"},
    ),
    "read_panel": (SEE, None),
    "list_arrivals": (RECORD, None),
    "record_arrivals": (
        RECORD,
        {**SHEET, "rows": [{"on": DAY, "place": "Gate", "host": "SRB", "persons": 40}]},
    ),
    "list_capacities": (SEE, None),
    "record_capacities": (
        RECORD,
        {**SHEET, "rows": [{"on": DAY, "sector": "shelter", "unit": "persons", "capacity": 40}]},
    ),
    "record_procedures": (RECORD, {**SHEET, "on": DAY, "host": "SRB", "waiting": 40}),
}
FRESH = frozenset({"declare_influx", "end_declaration"})
"""Those that want a fresh code."""
DECLARED = frozenset({"end_declaration"})
"""Those about an emergency in which a declaration runs."""
