"""The report on an emergency as data: everything that paragraph (o) wants in one place, row by row.

The same rows make the page, the PDF, the JSON and the CSV. Numbers of people under eleven are left out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.access.small_numbers import SMALLEST_TOLD
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.responses.pledges.exports import harmless

Value = int | float | str | None

PEOPLE = "persons"
"""The unit of rows in which a small number is left out."""
NEVER = "never"
"""The value of what does not come at all, where there would be no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure or statement.

    Attributes:
        of: what it is about: a code or a name; empty for the whole.
        measure: a code that stays, such as `arrived`.
        value: None is not known; where `hidden`, the number is too small to be told.
        unit: a code or a currency; amounts of money are in minor units.
    """

    of: str = ""
    measure: str
    value: Value
    unit: str = ""
    as_of: date | None = None
    source: str = ""
    invented: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report."""

    code: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole report."""

    emergency: UUID
    name: str
    made_on: date
    invented: bool
    sections: tuple[Section, ...]
    attributions: tuple[str, ...] = field(default=())

    def section(self, code: str) -> Section:
        """One part; KeyError if there is none."""
        for each in self.sections:
            if each.code == code:
                return each
        raise KeyError(code)


COLUMNS = ("section", "of", "measure", "value", "unit", "as_of", "source", "invented", "hidden")


def report_on(visitor: Visitor, emergency: UUID, *, now: datetime) -> Report:
    """The report on an emergency as it stands, journalled.

    Raises: Refused, NotThere.
    """
    from asylon.responses.reviews.reported import sections_of  # it reads every room; most pages need none

    must(visitor, Act.SEE_RESPONSES, now=now)
    name, sections, attributions = sections_of(visitor, emergency, now=now)
    told = tuple(Section(each.code, small_left_out(each.rows)) for each in sections)
    made = Report(
        emergency=emergency,
        name=name,
        made_on=now.date(),
        invented=any(row.invented for each in told for row in each.rows),
        sections=told,
        attributions=attributions,
    )
    write(act=Act.SEE_RESPONSES, visitor=visitor, now=now, detail={"report": str(emergency)})
    return made


def small_left_out(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows without numbers of people that could point at somebody. Nobody (0) is told."""
    return tuple(
        Row(**{**asdict(row), "value": None, "hidden": True}) if _is_small(row) else row for row in rows
    )


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "emergency": str(report.emergency),
        "name": report.name,
        "made_on": report.made_on.isoformat(),
        "invented": report.invented,
        "smallest_told": SMALLEST_TOLD,
        "sections": [
            {"code": each.code, "rows": [_plain(row) for row in each.rows]} for each in report.sections
        ],
        "attributions": list(report.attributions),
    }


def as_csv(report: Report) -> str:
    """The report as one table with a head, in UTF-8; nothing in it begins a formula of a spreadsheet."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for section in report.sections:
        for row in section.rows:
            plain = {"section": section.code, **_plain(row)}
            table.writerow([_cell(plain[name]) for name in COLUMNS])
    for each in report.attributions:
        table.writerow(["attributions", "", "attribution", _cell(each), "", "", "", False, False])
    return written.getvalue()


def _is_small(row: Row) -> bool:
    return row.unit == PEOPLE and isinstance(row.value, int | float) and 0 < row.value < SMALLEST_TOLD


def _plain(row: Row) -> dict[str, Any]:
    return {**asdict(row), "as_of": row.as_of.isoformat() if row.as_of else ""}


def _cell(value: Any) -> Any:
    return harmless(value) if isinstance(value, str) else "" if value is None else value
