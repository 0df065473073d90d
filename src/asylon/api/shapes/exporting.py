"""Somebody's record as it leaves the office."""

from __future__ import annotations

from datetime import datetime

from asylon.api.shapes.assessments import HistoryOut, MaskedOut
from asylon.api.shapes.base import Out
from asylon.api.shapes.families import FamilyOut
from asylon.api.shapes.people import PersonOut
from asylon.api.shapes.records import RecordOut


class ExportOut(Out):
    """Who somebody is, her family, her record with what was superseded, and what the rulebook says."""

    at: datetime
    person: PersonOut
    family: FamilyOut
    record: RecordOut
    assessment: MaskedOut
    assessments: HistoryOut
