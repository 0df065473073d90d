"""An assessment in the shape of the public contract (JSON)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asylon.logic.truth import word
from asylon.rulebook.entries import Entry, PracticeEntry
from asylon.rulebook.questions import Question, questions
from asylon.rulebook.rights import HeldRight
from asylon.rulebook.scopes import LISTS

if TYPE_CHECKING:
    from asylon.rulebook.assessment import Assessment, Conclusion, GateAnswer

Json = dict[str, Any]


def assessment_json(assessment: Assessment) -> Json:
    """Everything that an assessment says, in the order of the contract."""
    program = assessment.program
    statuses = assessment.statuses
    return {
        "rulebook": {"version": program.version, "hash": program.hash},
        "jurisdiction": assessment.situation.jurisdiction,
        "as_of": assessment.situation.as_of.isoformat(),
        **({"id": assessment.situation.id} if assessment.situation.id else {}),
        "unverified": not all(rule.verified for rule in program.contents.rules.values()),
        "conclusions": {id_: conclusion_json(assessment, c) for id_, c in assessment.conclusions.items()},
        "gates": {id_: gate_json(assessment, answer) for id_, answer in assessment.gates.items()},
        "acts": {act: {"allowed": not by, "blocked_by": by} for act, by in assessment.acts.items()},
        "tracks": [
            {"id": t.id, "order": t.order, "why": paths(assessment, f"track:{t.id}"), **authority(t)}
            for t in assessment.tracks
        ],
        "status": {
            "best": list(statuses.best),
            "held": list(statuses.held),
            "open": list(statuses.open),
            "due": list(statuses.due),
            "discretionary": list(statuses.discretionary),
        },
        "rights": [right_json(right) for right in assessment.rights],
        "deadlines": [
            {
                "id": d.id,
                "limit": d.limit or None,
                "says": d.says,
                "kind": d.kind,
                "counts_from": d.counts_from,
                "applies_to": d.applies_to,
                "if_missed": d.missed or None,
                **authority(d),
            }
            for d in assessment.deadlines
        ],
        "alerts": [
            {
                "id": a.id,
                "severity": a.severity,
                "why": paths(assessment, f"alert:{a.id}"),
                "says": a.says,
                **authority(a),
            }
            for a in assessment.alerts
        ],
        "ask": [question_json(question) for question in questions(assessment)],
    }


def authority(entry: Entry) -> Json:
    """The citations of an entry and how far they were checked; unverified until a lawyer signs."""
    return {
        "cites": list(entry.cite),
        "confidence": entry.conf,
        "checked_by": list(entry.checked_by),
        "checked_on": entry.checked_on.text if entry.checked_on else None,
    }


def paths(assessment: Assessment, key: str) -> list[str]:
    """The facts that carry a yes or no."""
    return [cited.path for cited in assessment.because.cited(assessment.because.why(key))]


def conclusion_json(assessment: Assessment, conclusion: Conclusion) -> Json:
    """One conclusion with its reasons, or with what is missing."""
    because, rule = assessment.because, conclusion.rule
    reasons = because.why(rule.id)
    found: Json = {
        "value": word(conclusion.value),
        "kind": rule.kind,
        "because": [cited.path for cited in because.cited(reasons)],
        "presumed": because.presumed(reasons),
        **authority(rule),
    }
    doubted = because.doubted(reasons)
    if doubted:
        found["accepted_in_doubt"] = doubted
    if conclusion.silent:
        found["silent"] = conclusion.silent
    if rule.standard:
        found["standard"] = rule.standard
    if conclusion.items:
        found["items"] = {item: word(value) for item, value in conclusion.items.items()}
    if conclusion.value is None:
        found["missing"] = [cited.path for cited in because.cited(because.missing(rule.id))]
    if rule.declaratory and conclusion.value is True:
        found |= since(assessment, conclusion)
    return found


def since(assessment: Assessment, conclusion: Conclusion) -> Json:
    """The two dates of a category that recognition only declares."""
    cited = assessment.because.cited(assessment.because.why(conclusion.rule.id))
    dates = [each.given.on for each in cited if each.given is not None and each.given.on is not None]
    found: Json = {
        "meets_since": max(dates, key=lambda day: day.last).text if dates else None,
        "recognised_on": None,
    }
    key = f"recognised:{conclusion.rule.id}"
    if key in assessment.program.plain and assessment.run.value(key) is True:
        basis = assessment.because.cited(assessment.because.why(key))
        days = [each.given.on for each in basis if each.given is not None and each.given.on is not None]
        found["recognised_on"] = days[0].text if days else None
    return found


def gate_json(assessment: Assessment, answer: GateAnswer) -> Json:
    """One gate: shut or open, what it blocks, why, and what is missing."""
    because, gate = assessment.because, answer.gate
    key = f"gate:{gate.id}"
    reasons = frozenset().union(*(because.why(key, frame) for frame in answer.frames))
    if not answer.open:
        shut = [frame for frame in answer.frames if frame.values[key] is False]
        reasons = frozenset().union(*(because.why(key, frame) for frame in shut))
    missing = frozenset().union(*(because.missing(key, frame) for frame in answer.frames))
    found: Json = {
        "open": answer.open,
        "blocks": list(gate.blocks),
        "because": [cited.path for cited in because.cited(reasons)],
        "missing": [] if answer.open else [cited.path for cited in because.cited(missing)],
        "group": gate.group,
        "order": gate.order,
        **authority(gate),
    }
    if gate.scope in LISTS:
        found["items"] = dict(answer.items)
    if gate.consulted_when is not None:
        found["consulted"] = word(answer.consulted)
    if gate.open_when == "never":
        found["never_opens"] = True
    if gate.id in assessment.practice:
        found["in_practice"] = [practice_json(each) for each in assessment.practice[gate.id]]
    return found


def right_json(held: HeldRight) -> Json:
    """One right with its level, its holders and texts, and what practice withholds."""
    cites = dict.fromkeys(cite for ground in held.grounds for cite in ground.source.cite)
    best = held.grounds[0].source
    return {
        "id": held.right.id,
        "level": held.level,
        "from": list(dict.fromkeys(str(ground.source.holder) for ground in held.grounds)),
        "cites": list(cites),
        "confidence": best.conf,
        "checked_by": list(best.checked_by),
        "checked_on": best.checked_on.text if best.checked_on else None,
        "denied_in_practice": [practice_json(each) for each in held.practice] or None,
        "grounds": [
            {
                "holder": str(ground.source.holder),
                "level": ground.level,
                "layer": ground.source.layer,
                "cites": list(ground.source.cite),
                "terms": ground.source.terms or None,
                **(
                    {"begins": ground.source.begins, "begun": word(ground.begun)}
                    if ground.source.begins
                    else {}
                ),
            }
            for ground in held.grounds
        ],
    }


def practice_json(practice: PracticeEntry) -> Json:
    """What a State does against the law, with source and year."""
    return {
        "practice": practice.practice,
        "happens": practice.happens,
        "since": practice.since.text if practice.since else None,
        "until": practice.until.text if practice.until else None,
        "source": practice.source,
        "year": practice.year or None,
        "confidence": practice.conf,
    }


def question_json(question: Question) -> Json:
    """One question, with what its answer would settle and what it would only help with."""
    return {
        "fact": question.fact.id,
        "scope": question.fact.scope,
        "item": question.item or None,
        "question": question.fact.question,
        "decides": sorted(question.decides, key=lambda name: -question.decides[name]),
        "helps": sorted(question.helps, key=lambda name: -question.helps[name]),
        "stage": question.fact.stage,
        "sensitive": question.fact.sensitive,
        "state": question.state,
    }
