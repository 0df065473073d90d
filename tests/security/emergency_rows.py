"""Pages and operations about emergencies, and what each needs: one row an address and method.

Emergencies are about nobody in particular, so what may not be done is refused with 403.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from asylon.casework.access.kernel import Act
from tests.security.rules import Row, nobody

SEE, RECORD = nobody(Act.SEE_RESPONSES), nobody(Act.RECORD_FIGURES)
KEEP, DECLARE = nobody(Act.KEEP_PLAN), nobody(Act.DECLARE_INFLUX)
E = {"emergency": "$emergency"}
TODAY = datetime.now(UTC).date()
DAY, LATER = f"{TODAY:%Y-%m-%d}", f"{TODAY + timedelta(days=28):%Y-%m-%d}"
SHEET = {"source": "Counts at the gate, made up"}
NO_ROWS = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}
WHO = {"on": DAY, "declared_by": "Irena Dol", "function": "State secretary", "reasons": "The gates are full."}
NEW: dict[str, Any] = {"name": "Southern crossings", "began_on": DAY, "hosts": ["SRB"]}
DECLARATION: dict[str, Any] = {
    **WHO,
    "look_again_on": LATER,
    "characteristics": ["numbers"],
    "group_recognition": True,
}

PAGES = (
    Row("emergencies", "GET", SEE),
    Row("authorities", "GET", SEE),
    Row("new_emergency", "GET", KEEP),
    Row(
        "new_emergency",
        "POST",
        KEEP,
        send={"name": "Southern crossings", "began_on": DAY, "host_1": "SRB"},
    ),
    Row("emergency", "GET", SEE, E),
    Row("change_emergency", "GET", KEEP, E),
    Row(
        "change_emergency", "POST", KEEP, E, send={"seen": "1", "name": "X", "began_on": DAY, "host_1": "SRB"}
    ),
    Row("arrivals", "GET", SEE, E),
    Row("record_arrivals", "GET", RECORD, E),
    Row(
        "record_arrivals",
        "POST",
        RECORD,
        E,
        send={
            **SHEET,
            **NO_ROWS,
            "host": "SRB",
            "form-0-on": DAY,
            "form-0-place": "Gate",
            "form-0-persons": "40",
        },
    ),
    Row("import_arrivals", "GET", RECORD, E),
    Row("import_arrivals", "POST", RECORD, E, send={"codes": "iso", "host": "SRB"}),
    Row("capacity", "GET", SEE, E),
    Row("record_capacity", "GET", RECORD, E),
    Row(
        "record_capacity",
        "POST",
        RECORD,
        E,
        send={**SHEET, **NO_ROWS, "form-0-on": DAY, "form-0-sector": "shelter", "form-0-capacity": "40"},
    ),
    Row("record_procedures", "GET", RECORD, E),
    Row(
        "record_procedures",
        "POST",
        RECORD,
        E,
        send={**SHEET, "on": DAY, "host": "SRB", "waiting": "40"},
    ),
    Row("characteristics", "GET", SEE, E),
    Row("set_mark", "GET", KEEP, E),
    Row(
        "set_mark", "POST", KEEP, E, send={"indicator": "arrived", "mark": "9", "reasons": "To look closer."}
    ),
    Row("reach_stage", "GET", KEEP, E),
    Row("reach_stage", "POST", KEEP, E, send={"stage": "stabilised", "since": DAY, "reasons": "Fewer come."}),
    Row("declare", "GET", DECLARE, E),
    Row(
        "declare",
        "POST",
        DECLARE,
        E,
        send={**WHO, "look_again_on": LATER, "characteristics": "numbers", "group_recognition": "yes"},
    ),
    Row("end_declaration", "GET", DECLARE, E),
    Row("end_declaration", "POST", DECLARE, E, send=WHO),
    Row("causes", "GET", SEE, E),
    Row("note_cause", "GET", KEEP, E),
    Row(
        "note_cause",
        "POST",
        KEEP,
        E,
        send={"kind": "root_cause", "on": DAY, "said": "Fighting.", "source": "Report, made up"},
    ),
)
OPERATIONS = (
    Row("list_emergencies", "GET", SEE),
    Row("begin_emergency", "POST", KEEP, send=NEW),
    Row("read_emergency", "GET", SEE, E),
    Row("edit_emergency", "PUT", KEEP, E, send={**NEW, "seen": 1}),
    Row("list_decisions", "GET", SEE, E),
    Row(
        "reach_stage",
        "POST",
        KEEP,
        E,
        send={"stage": "stabilised", "since": DAY, "reasons": "Fewer come."},
    ),
    Row("set_mark", "POST", KEEP, E, send={"indicator": "arrived", "mark": 9, "reasons": "To look closer."}),
    Row("declare_influx", "POST", DECLARE, E, send=DECLARATION),
    Row("end_declaration", "POST", DECLARE, {"emergency": "$declared"}, send=WHO),
    Row("list_causes", "GET", SEE, E),
    Row(
        "note_cause",
        "POST",
        KEEP,
        E,
        send={"kind": "root_cause", "on": DAY, "said": "Fighting.", "source": "Report, made up"},
    ),
    Row("read_panel", "GET", SEE, E),
    Row("list_arrivals", "GET", RECORD, E),
    Row(
        "record_arrivals",
        "POST",
        RECORD,
        E,
        send={**SHEET, "rows": [{"on": DAY, "place": "Gate", "host": "SRB", "persons": 40}]},
    ),
    Row("list_capacities", "GET", SEE, E),
    Row(
        "record_capacities",
        "POST",
        RECORD,
        E,
        send={**SHEET, "rows": [{"on": DAY, "sector": "shelter", "unit": "persons", "capacity": 40}]},
    ),
    Row("record_procedures", "POST", RECORD, E, send={**SHEET, "on": DAY, "host": "SRB", "waiting": 40}),
)
