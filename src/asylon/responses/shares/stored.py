"""How a scenario lies in the database, and how it is read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from asylon.responses.shares.models import Scenario
from asylon.responses.shares.records import Carrying, ScenarioSeen
from asylon.sharing import Method, sharing_from_json
from asylon.sharing.sensitivity import Driver, Firmness, Interval, Line, Sensitivity

Json = dict[str, Any]


def fingerprint_of(sharing: Mapping[str, object]) -> str:
    """The SHA-256 of a stored sharing, whatever the order of its parts."""
    text = json.dumps(sharing, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def sensitivity_json(found: Sensitivity) -> Json:
    """As plain data."""
    return {
        **asdict(found),
        "lines": [
            {**asdict(line), "by_method": {str(method): n for method, n in line.by_method.items()}}
            for line in found.lines
        ],
    }


def sensitivity_from_json(data: Json) -> Sensitivity:
    """The sensitivity that was stored."""
    return Sensitivity(
        lines=tuple(_line(each) for each in data["lines"]),
        draws=data["draws"],
        seed=data["seed"],
        concentration=data["concentration"],
        years=tuple(data["years"]),
        left_out=tuple(data["left_out"]),
    )


def _line(data: Json) -> Line:
    firm = data["firmness"]
    return Line(
        state=data["state"],
        share=data["share"],
        firmness=Firmness(
            shares=Interval(**firm["shares"]),
            rank=firm["rank"],
            ranks=(firm["ranks"][0], firm["ranks"][1]),
            keeps_rank=firm["keeps_rank"],
            drivers=tuple(Driver(**each) for each in firm["drivers"]),
        ),
        by_method={Method(name): persons for name, persons in data["by_method"].items()},
        by_year=data["by_year"],
    )


def carrying_json(found: Carrying) -> Json:
    """As plain data."""
    return {**asdict(found), "states": dict(found.states)}


def seen(row: Scenario) -> ScenarioSeen:
    """A scenario as it was worked out."""
    return ScenarioSeen(
        id=row.pk,
        emergency=row.emergency_id,
        name=row.name,
        reasons=row.reasons,
        sharing=sharing_from_json(row.sharing),
        stored=row.sharing,
        sensitivity=sensitivity_from_json(row.sensitivity),
        carried=Carrying(**row.carried),
        attributions=tuple(row.attributions),
        fingerprint=row.fingerprint,
        invented=row.invented,
        by=row.by.name,
        at=row.at,
    )
