"""Reads the made-up people from their file. Dates in it count from today, so that nobody grows old there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

Json = Any

PEOPLE = Path(__file__).parent / "people.yaml"
_AGE = re.compile(r"\{(\d+)\}")
_AGO = re.compile(r"-(\d+) (days|months|years)")
_FACTS = ("facts", "of_nationality", "episodes", "legs", "destinations")


def read_stories(*, today: date) -> dict[str, list[dict[str, Json]]]:
    """The counted groups and the families, the ones registered first standing first."""
    written = yaml.safe_load(PEOPLE.read_text("utf-8"))
    for family in written["families"]:
        for person in family["people"]:
            person["born"] = _AGE.sub(lambda age: str(today.year - int(age[1])), person["born"])
            person.update({name: dated(person[name], today=today) for name in _FACTS if name in person})
    found: dict[str, list[dict[str, Json]]] = written
    return found


def dated(value: Json, *, today: date) -> Json:
    """The same with every "-4 days", "-4 months" or "-4 years" in it as a date of that precision."""
    if isinstance(value, Mapping):
        return {name: dated(part, today=today) for name, part in value.items()}
    if isinstance(value, list):
        return [dated(part, today=today) for part in value]
    ago = _AGO.fullmatch(value) if isinstance(value, str) else None
    return _back(int(ago[1]), ago[2], today) if ago else value


def _back(number: int, unit: str, today: date) -> str:
    if unit == "days":
        return (today - timedelta(days=number)).isoformat()
    if unit == "years":
        return str(today.year - number)
    months = today.year * 12 + today.month - 1 - number
    return f"{months // 12}-{months % 12 + 1:02}"
