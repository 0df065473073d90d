"""Recording answers: appended, never rewritten, and never over somebody else's newer answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from asylon.casework.facts.answers import Answer, BadAnswer, check
from asylon.casework.facts.items import UnknownItem, scopes_of
from asylon.casework.facts.models import Fact
from asylon.casework.facts.stored import seal_fact, slot_of
from asylon.casework.people.case import Case
from asylon.casework.spine import EditedMeanwhile, new_id
from asylon.rulebook import Rulebook
from asylon.rulebook.entries import FactEntry

__all__ = ["Answer", "BadAnswer", "UnknownItem", "record"]


def record(
    case: Case, answers: Sequence[Answer], *, rulebook: Rulebook, now: datetime | None = None
) -> list[UUID]:
    """Append answers to a person's record, all of them or none.

    `now` is when they were given, the database's clock if not given.
    Raises: BadAnswer if the rulebook does not take one; EditedMeanwhile if somebody answered the same
    question after the writer looked; UnknownItem if an item is not this person's or was withdrawn;
    ValueError if two answers are to one question.
    """
    scopes = scopes_of(case, {answer.item for answer in answers if answer.item is not None})
    entries = check(answers, scopes, rulebook=rulebook)
    slots = {slot_of(case, answer.item, answer.fact): answer for answer in answers}
    if len(slots) != len(answers):
        raise ValueError("one question was answered twice; keep one answer")
    rows = [_row(case, slot, answer, entries[answer.fact], now) for slot, answer in slots.items()]
    try:
        with transaction.atomic():
            latest = _latest(case, slots)
            if any(latest.get(slot) != answer.seen for slot, answer in slots.items()):
                raise EditedMeanwhile
            Fact.objects.bulk_create(rows)
    except IntegrityError as problem:  # the other officer was quicker between our look and our write
        raise EditedMeanwhile from problem
    return [row.id for row in rows]


def _latest(case: Case, slots: dict[bytes, Answer]) -> dict[bytes, UUID]:
    """The newest answer in each slot that has one."""
    rows = Fact.objects.filter(person_id=case.person, slot__in=list(slots), superseded_by=None)
    return {bytes(slot): id_ for slot, id_ in rows.values_list("slot", "id")}


def _row(case: Case, slot: bytes, answer: Answer, entry: FactEntry, now: datetime | None) -> Fact:
    id_ = new_id()
    when: dict[str, Any] = {} if now is None else {"at": now}
    return Fact(
        id=id_,
        person_id=case.person,
        item_id=answer.item,
        slot=slot,
        sealed=seal_fact(case, id_, _content(answer)),
        basis=answer.basis,
        sensitivity=Fact.Sensitivity.SENSITIVE if entry.sensitive else Fact.Sensitivity.ORDINARY,
        by_id=case.account,
        role=case.role,
        supersedes_id=answer.seen,
        **when,
    )


def _content(answer: Answer) -> dict[str, Any]:
    more = {"on": answer.on, "note": answer.note, "source": answer.source, "margin": answer.margin}
    said = {name: each for name, each in more.items() if each}
    return {"fact": answer.fact, "value": answer.value, **said}
