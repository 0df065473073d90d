"""Who writes consultations and plans: what they are for, their drafts, how far their items are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from asylon.cli.responses.entries import members_of
from asylon.cli.responses.kinds import Task, Writer, made, stands
from asylon.responses.plans import consulting, items, keeping
from asylon.responses.plans.consulting import ConsultationEntry
from asylon.responses.plans.items import ItemEntry, Reply
from asylon.responses.plans.keeping import FrameEntry, MemberEntry, PlanEntry, StandbyEntry


def _consultation(task: Task) -> str:
    told = task.record(ConsultationEntry)
    return made(consulting.convene(task.visitor, task.target, told, now=task.now).pk)


def _change_consultation(task: Task) -> str:
    told = task.record(ConsultationEntry)
    row = consulting.change_consultation(
        task.visitor, task.target, told, seen=task.said["seen"], now=task.now
    )
    return stands(row.pk, row.version)


def _plan(task: Task) -> str:
    told = task.record(PlanEntry, emergency=task.target)
    return _begun(task, told)


def _prepared_plan(task: Task) -> str:
    return _begun(task, task.record(PlanEntry))


def _begun(task: Task, told: PlanEntry) -> str:
    row = keeping.begin_plan(task.visitor, told, now=task.now)
    draft = row.versions.get()
    return f"{made(row.pk)}; its first draft is version {draft.pk}"


def _change_plan(task: Task) -> str:
    row = keeping.change_plan(
        task.visitor, task.target, task.record(PlanEntry), seen=task.said["seen"], now=task.now
    )
    return stands(row.pk, row.version)


def _trigger(task: Task) -> str:
    row = keeping.set_trigger(task.visitor, task.target, **task.said, now=task.now)
    return f"{made(row.pk)}; nothing starts by itself"


def _standby(task: Task) -> str:
    return made(keeping.keep_ready(task.visitor, task.target, task.record(StandbyEntry), now=task.now).pk)


def _standard(task: Task) -> str:
    return made(items.answer_standard(task.visitor, task.target, task.record(Reply), now=task.now).pk)


def _version(task: Task) -> str:
    row = keeping.begin_version(task.visitor, task.target, now=task.now)
    return f"draft {row.number} is begun as {row.pk}; a named person adopts it on the pages or in the API"


def _frame(task: Task) -> str:
    told = task.record(FrameEntry)
    row = keeping.frame_version(
        task.visitor, task.target, told, seen=task.said["seen"], why=task.said["why"], now=task.now
    )
    return stands(row.pk, row.version)


def _member(task: Task) -> str:
    told = task.record(MemberEntry)
    return made(keeping.name_member(task.visitor, task.target, told, why=task.said["why"], now=task.now).pk)


def _strike_member(task: Task) -> str:
    keeping.strike_member(task.visitor, task.target, why=task.said["why"], now=task.now)
    return f"{task.target} is struck out of the draft"


def _item(task: Task) -> str:
    told = task.record(ItemEntry)
    return made(items.put_item(task.visitor, task.target, told, why=task.said["why"], now=task.now).pk)


def _change_item(task: Task) -> str:
    told = task.record(ItemEntry)
    row = items.change_item(
        task.visitor, task.target, told, seen=task.said["seen"], why=task.said["why"], now=task.now
    )
    return stands(row.pk, row.version)


def _take_out_item(task: Task) -> str:
    items.take_out_item(task.visitor, task.target, **task.said, now=task.now)
    return f"{task.target} is taken out of the draft; the versions before keep it"


def _progress(task: Task) -> str:
    return made(items.report_progress(task.visitor, task.target, **task.said, now=task.now).pk)


def _answer(task: Task) -> str:
    reply = task.record(Reply)
    return made(items.answer_of_item(task.visitor, task.target, task.said["sort"], reply, now=task.now).pk)


SEEN = (int, ...)
WHY = (str, "")
OF_PLANS: Mapping[str, Writer] = {
    "consultation": Writer(holds=members_of(ConsultationEntry), write=_consultation),
    "change-consultation": Writer(holds=members_of(ConsultationEntry, seen=SEEN), write=_change_consultation),
    "plan": Writer(holds=members_of(PlanEntry, without=("emergency",)), write=_plan),
    "prepared-plan": Writer(
        holds=members_of(PlanEntry, without=("emergency", "consultation")), write=_prepared_plan
    ),
    "change-plan": Writer(holds=members_of(PlanEntry, seen=SEEN), write=_change_plan),
    "trigger": Writer(
        holds={"measure": (str, ...), "at_least": (int | None, None), "then": (str, ...)}, write=_trigger
    ),
    "standby": Writer(holds=members_of(StandbyEntry), write=_standby),
    "standard": Writer(holds=members_of(Reply), write=_standard),
    "version": Writer(holds={}, write=_version),
    "review-and-forecast": Writer(
        holds=members_of(FrameEntry, review_on=(date | None, None), seen=SEEN, why=WHY), write=_frame
    ),
    "member": Writer(holds=members_of(MemberEntry, why=WHY), write=_member),
    "strike-member": Writer(holds={"why": WHY}, write=_strike_member),
    "item": Writer(holds=members_of(ItemEntry, why=WHY), write=_item),
    "change-item": Writer(holds=members_of(ItemEntry, seen=SEEN, why=WHY), write=_change_item),
    "take-out-item": Writer(holds={"seen": SEEN, "why": WHY}, write=_take_out_item),
    "progress": Writer(
        holds={"state": (str, ...), "reached": (int | None, None), "words": (str, "")}, write=_progress
    ),
    "answer": Writer(holds=members_of(Reply, sort=(str, ...)), write=_answer),
}
