"""A scenario as a file for others: every State with its share, its persons and what it carries."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from asylon.responses.shares.carrying import WhoCarries
from asylon.responses.shares.records import ScenarioSeen
from asylon.web.responses.shares.shown import state_name

HEAD = (
    *("state", "name", "takes_part", "fair_share_percent", "persons", "got_remainder"),
    *("carried", "carried_year", "fair_part", "ratio"),
)


def csv_of(scenario: ScenarioSeen, found: WhoCarries) -> str:
    """The table as CSV, a State a line; what is not known is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(_rows(scenario, found))
    return out.getvalue()


def _rows(scenario: ScenarioSeen, found: WhoCarries) -> Iterator[list[object]]:
    sharing = scenario.sharing
    for row in sorted(found.rows, key=lambda each: each.state):
        yield [
            row.state,
            _plain(state_name(sharing, row.state)),
            "yes",
            f"{100 * float(sharing.shares[row.state]):.5f}",
            sharing.persons.get(row.state, 0),
            "yes" if row.state in sharing.remainders else "",
            "" if row.carried is None else round(row.carried),
            scenario.carried.year or "",
            round(row.fair),
            "" if row.ratio is None else f"{float(row.ratio):.4f}",
        ]
    for state, why in sorted(sharing.left_out.items()):
        yield [state, _plain(state_name(sharing, state)), f"no: {why}", *[""] * (len(HEAD) - 3)]


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
