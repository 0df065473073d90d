"""Who writes reviews of a plan: calls them, writes figures, decides on proposals, holds them."""

from __future__ import annotations

from collections.abc import Mapping

from asylon.cli.responses.entries import members_of
from asylon.cli.responses.kinds import Task, Writer, made, stands
from asylon.responses.reviews import services
from asylon.responses.reviews.actuals import FigureEntry
from asylon.responses.reviews.changes import ChangeEntry
from asylon.responses.reviews.services import CallEntry, HoldEntry


def _review(task: Task) -> str:
    row = services.call_review(task.visitor, task.target, task.record(CallEntry), now=task.now)
    return f"called as {row.pk}; its figures are gathered, and the rules proposed {row.proposals.count()}"


def _figure(task: Task) -> str:
    return made(services.write_figure(task.visitor, task.target, task.record(FigureEntry), now=task.now).pk)


def _gather(task: Task) -> str:
    row = services.gather_again(task.visitor, task.target, now=task.now)
    return stands(row.pk, row.version)


def _decision(task: Task) -> str:
    row = services.decide(task.visitor, task.target, **task.said, now=task.now)
    return f"{stands(row.pk, row.version)}, {row.decision}"


def _hold(task: Task) -> str:
    row = services.hold_review(
        task.visitor, task.target, task.record(HoldEntry), seen=task.said["seen"], now=task.now
    )
    led_to = f"; what was accepted is in draft {row.led_to.number}, {row.led_to_id}" if row.led_to else ""
    return f"{stands(row.pk, row.version)}, held{led_to}"


SEEN = (int, ...)
NOT_KNOWN = (int | None, None)
OF_REVIEWS: Mapping[str, Writer] = {
    "review": Writer(holds=members_of(CallEntry), write=_review),
    "figure": Writer(
        holds=members_of(FigureEntry, of=(str, ""), unit=(str, ""), planned=NOT_KNOWN, actual=NOT_KNOWN),
        write=_figure,
    ),
    "gather": Writer(holds={}, write=_gather),
    "decision": Writer(
        holds={
            "seen": SEEN,
            "accept": (bool, ...),
            "reasons": (str, ...),
            "change": (ChangeEntry | None, None),
        },
        write=_decision,
        inside="change",
    ),
    "hold": Writer(holds=members_of(HoldEntry, seen=SEEN), write=_hold),
}
