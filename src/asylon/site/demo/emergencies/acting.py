"""The coordinator of the demonstration at work on a day, and the file that says what was done when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from asylon.casework.access.visitors import Visitor

Json = Any
_FROM_TODAY = re.compile(r"([+-]\d+) days")
FRESH = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who acts, and when it is now."""

    visitor: Visitor
    now: datetime

    def on(self, day: date) -> tuple[Visitor, datetime]:
        """The coordinator at nine on that day, with a fresh second factor; never later than now."""
        at = min(self.now, datetime.combine(day, time(9), UTC))
        return replace(self.visitor, stepped_up_until=at + FRESH), at

    def day(self, ago: int) -> date:
        """So many days before today."""
        return self.now.date() - timedelta(days=ago)


def read(name: str, *, today: date) -> Json:
    """A file of made-up words and numbers. "-4 days" and "+4 days" in it count from today."""
    text = (Path(__file__).parent / name).read_text("utf-8")
    return _dated(yaml.safe_load(text), today)


def _dated(value: Json, today: date) -> Json:
    if isinstance(value, dict):
        return {name: _dated(part, today) for name, part in value.items()}
    if isinstance(value, list):
        return [_dated(part, today) for part in value]
    found = _FROM_TODAY.fullmatch(value) if isinstance(value, str) else None
    return today + timedelta(days=int(found[1])) if found else value
