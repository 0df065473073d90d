"""What the pages and operations of shares need. They are about States: nobody is opened."""

from __future__ import annotations

from asylon.casework.access.kernel import Act
from tests.security.rules import Row, nobody

SEE, WORK = nobody(Act.SEE_RESPONSES), nobody(Act.WORK_OUT_SHARES)
E = {"emergency": "$emergency"}
S = {**E, "scenario": "$scenario"}
OUT = {"name": "By people", "total": "100", "states": "DEU FRA", "measure": "refugees"}

PAGES = (
    Row("shares", "GET", SEE, E),
    Row("share_new", "GET", WORK, E),
    Row("share_new", "POST", WORK, E, send={**OUT, "key": "population"}),
    Row("share_scenario", "GET", SEE, S),
    Row("share_map", "GET", SEE, S),
    Row("share_burdens", "GET", SEE, S),
    Row("share_why", "GET", SEE, {**S, "state": "DEU"}),
    Row("share_table", "GET", SEE, S),
    Row("share_data", "GET", SEE, S),
)
OPERATIONS = (
    Row("list_scenarios", "GET", SEE, E),
    Row(
        "work_out_scenario",
        "POST",
        WORK,
        E,
        send={**OUT, "total": 100, "states": ["DEU", "FRA"], "preset": "population"},
    ),
    Row("read_side_by_side", "GET", SEE, E),
    Row("read_scenario", "GET", SEE, S),
    Row("read_burdens", "GET", SEE, S),
    Row("explain_share", "GET", SEE, {**S, "state": "DEU"}),
)
