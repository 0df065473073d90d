"""What one visitor sees of an open case: the record without sealed fields, and the assessment of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asylon.api.shapes.records import RecordOut, listed_out, recorded_out, said_out
from asylon.casework.access.door import OpenCase
from asylon.casework.access.fields import field_of_fact, field_of_list
from asylon.casework.access.masking import Masked, mask
from asylon.casework.access.reading import read_case
from asylon.casework.facts.selectors import Record, record_of
from asylon.casework.facts.stored import Recorded
from asylon.rulebook import Explanation, Rulebook, explain

Json = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """An open case, and what the rulebook says of what the visitor may see of it."""

    case: OpenCase
    masked: Masked
    rulebook: Rulebook


def see(case: OpenCase, *, rulebook: Rulebook, now: datetime) -> Seen:
    """Assess and mask a case.

    Raises: Erased.
    """
    reading = read_case(case, rulebook=rulebook, as_of=now.date())
    masked = mask(reading.assessment, reading.assessed.situation, sees=case.sees, rulebook=rulebook)
    return Seen(case, masked, rulebook)


def record_out(case: OpenCase, *, past: bool) -> RecordOut:
    """The record without what the visitor may not see; with `past` also what was superseded or withdrawn.

    Raises: Erased.
    """
    record = record_of(case.case)
    standing = [each for each in record.facts if past or each.current]
    facts = [each for each in standing if sees_answer(case, record, each)]
    items = [each for each in record.items if past or not each.withdrawn]
    return RecordOut(
        facts=[recorded_out(each) for each in facts],
        items=[listed_out(each) for each in items if case.sees(field_of_list(each.scope))],
        lists_said=[said_out(each) for each in record.said.values() if case.sees(field_of_list(each.scope))],
        sealed=len(standing) - len(facts),
    )


def sees_answer(case: OpenCase, record: Record, answer: Recorded) -> bool:
    """Whether the visitor may see an answer: its fact, and the list that its item stands in."""
    listed = record.item(answer.item)
    return case.sees(field_of_fact(answer.fact)) and (
        listed is None or case.sees(field_of_list(listed.scope))
    )


def assessment_json(seen: Seen) -> Json:
    """The assessment as the public contract has it, masked.

    A gate is told open only if it is open on the whole record too; a question of a sealed field is left out.
    """
    told = seen.masked.assessment.as_json()
    for id_, gate in told["gates"].items():
        _shut_unless_open(seen.masked, id_, gate)
    for act, answer in told["acts"].items():
        answer["blocked_by"] = [
            id_ for id_, gate in told["gates"].items() if act in gate["blocks"] and not gate["open"]
        ]
        answer["allowed"] = not answer["blocked_by"]
    told["ask"] = [each for each in told["ask"] if seen.case.sees(field_of_fact(each["fact"]))]
    return told


def explanation_json(seen: Seen, goal: str) -> Json:
    """Why one conclusion, gate, right, track, alert or status is as it is, from what the visitor may see.

    Raises: BadSituation if there is no such id.
    """
    explanation = explain(seen.masked.assessment, goal)
    told = explanation.as_json()
    if explanation.kind == "gate":
        _seal_open(seen.masked, explanation, told)
    return told


def _shut_unless_open(masked: Masked, id_: str, gate: Json) -> None:
    if "items" in gate:
        gate["items"] = {item: masked.is_open(id_, item) for item in gate["items"]}
    if gate["open"] and not masked.is_open(id_):
        gate |= {"open": False, "because": [], "missing": [], "sealed": True}


def _seal_open(masked: Masked, explanation: Explanation, told: Json) -> None:
    for part, said in zip(explanation.parts, told["parts"], strict=True):
        _seal_open(masked, part, said)
    if told["value"] == "open" and not masked.is_open(explanation.id, explanation.item):
        told |= {"value": "shut", "because": [], "missing": [], "would_change": [], "silent": "sealed"}
