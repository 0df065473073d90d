"""Triggers of a plan as they are sent from here, beside the figures of its emergency."""

from __future__ import annotations

from datetime import date

from asylon.api.shapes.base import Out
from asylon.responses.plans.triggers import TriggerSeen


class TriggerOut(Out):
    """What makes a prepared plan start, and how it stands to the figures of the plan's emergency.

    `standing` is `passed`, `not_passed`, `not_known` or `read_by_people`; a named person decides. `value` is
    null where it is not known or where people read it; `sector` says of which sector the largest value is.
    """

    measure: str
    at_least: int | None
    then: str
    standing: str
    value: float | None
    sector: str
    as_of: date | None


def trigger_out(seen: TriggerSeen) -> TriggerOut:
    """A trigger to send."""
    figure = seen.figure
    return TriggerOut(
        measure=seen.row.measure,
        at_least=seen.row.at_least,
        then=seen.row.then,
        standing=seen.standing.value,
        value=figure.value if figure else None,
        sector=figure.sector if figure else "",
        as_of=figure.as_of if figure else None,
    )
