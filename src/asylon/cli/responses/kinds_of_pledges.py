"""Who writes needs, pledges and what happens to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from asylon.cli.responses.entries import members_of
from asylon.cli.responses.kinds import Task, Writer, made, stands
from asylon.responses.pledges import services
from asylon.responses.pledges.records import NewMovement, NewNeed, NewPart, NewPledge, Terms


def _need(task: Task) -> str:
    return made(services.add_need(task.visitor, task.target, given=task.record(NewNeed), now=task.now).pk)


def _change_need(task: Task) -> str:
    row = services.edit_need(
        task.visitor, task.target, seen=task.said["seen"], given=task.record(NewNeed), now=task.now
    )
    return stands(row.pk, row.version)


def _pledge(task: Task) -> str:
    given = task.record(NewPledge, terms=task.record(Terms), donor_state=task.said["donor_state"] or "")
    row = services.announce(task.visitor, task.target, given=given, now=task.now)
    return f"{made(row.pk)}, announced; nothing of it counts as delivered"


def _terms(task: Task) -> str:
    row = services.edit_terms(
        task.visitor, task.target, seen=task.said["seen"], given=task.record(Terms), now=task.now
    )
    return stands(row.pk, row.version)


def _part(task: Task) -> str:
    row = services.add_part(
        task.visitor,
        task.target,
        seen=task.said["seen"],
        given=task.record(NewPart),
        on=task.said["on"],
        evidence=task.said["evidence"],
        now=task.now,
    )
    return f"{made(row.pk)}, announced; nothing of it counts as delivered"


def _movement(task: Task) -> str:
    given = task.record(NewMovement, tranche=task.said["part"])
    row = services.move(task.visitor, task.target, seen=task.said["seen"], given=given, now=task.now)
    return f"{made(row.pk)}, as movement {row.number}"


SEEN = (int, ...)
OF_PLEDGES: Mapping[str, Writer] = {
    "need": Writer(holds=members_of(NewNeed), write=_need),
    "change-need": Writer(holds=members_of(NewNeed, seen=SEEN), write=_change_need),
    "pledge": Writer(
        holds=members_of(NewPledge, Terms, without=("terms",), donor_state=(str | None, None)), write=_pledge
    ),
    "terms": Writer(holds=members_of(Terms, seen=SEEN), write=_terms),
    "part": Writer(holds=members_of(NewPart, on=(date, ...), evidence=(str, ...), seen=SEEN), write=_part),
    "movement": Writer(
        holds=members_of(NewMovement, without=("tranche",), part=(UUID, ...), seen=SEEN), write=_movement
    ),
}
