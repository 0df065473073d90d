"""What the rulebook says of somebody today, why, what to ask next, and how it changed."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from asylon.api.bearer import acting
from asylon.api.history import history_out
from asylon.api.seen import Seen, assessment_json, explanation_json, see
from asylon.api.shapes.assessments import ExplanationOut, HistoryOut, MaskedOut, QuestionOut, QuestionsOut
from asylon.casework.access.door import NotThere, open_person
from asylon.casework.access.fields import field_of
from asylon.casework.access.kernel import Act
from asylon.rulebook import BadSituation, load, questions, words

router = Router()
MOST_STEPS = 20
MOST_QUESTIONS = 50
Goal = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9_.:-]+$")]


@router.get("/people/{uuid:person}/assessment", response=MaskedOut)
def read_assessment(request: HttpRequest, person: UUID) -> MaskedOut:
    """Everything that protects this person, from what the visitor may see of the record."""
    visitor, now = acting(request)
    case = open_person(visitor, person, act=Act.SEE_PAGE, now=now)
    return masked_out(see(case, rulebook=load(), now=now))


@router.get("/people/{uuid:person}/explanations/{goal}", response=ExplanationOut)
def read_explanation(request: HttpRequest, person: UUID, goal: Goal) -> ExplanationOut:
    """Why one conclusion, gate, right, track, alert or status is as it is, and what would change it."""
    visitor, now = acting(request)
    case = open_person(visitor, person, act=Act.SEE_PAGE, now=now)
    try:
        told = explanation_json(see(case, rulebook=load(), now=now), goal)
    except BadSituation as unknown:
        raise NotThere from unknown
    return ExplanationOut(explanation=told)


@router.get("/people/{uuid:person}/questions", response=QuestionsOut)
def list_questions(
    request: HttpRequest, person: UUID, limit: Annotated[int, Field(ge=1, le=MOST_QUESTIONS)] = 10
) -> QuestionsOut:
    """The next questions, the most useful first. Those of sealed fields are not among them."""
    visitor, now = acting(request)
    case = open_person(visitor, person, act=Act.SEE_PAGE, now=now)
    seen = see(case, rulebook=load(), now=now)
    said = words(seen.rulebook, visitor.language)
    found = []
    for each in questions(seen.masked.assessment):
        if not case.sees(field_of(each.fact)):
            continue
        asked = said.question(each.fact.id)
        found.append(
            QuestionOut(
                fact=each.fact.id,
                scope=each.fact.scope,
                item=each.item,
                question=asked.text,
                language=asked.language,
                state=each.state,
                decides=_weightiest(each.decides),
                helps=_weightiest(each.helps),
                stage=each.fact.stage,
                sensitive=each.fact.sensitive,
            )
        )
    return QuestionsOut(questions=found[:limit])


@router.get("/people/{uuid:person}/assessments", response=HistoryOut)
def list_assessments(
    request: HttpRequest, person: UUID, limit: Annotated[int, Field(ge=1, le=MOST_STEPS)] = 10
) -> HistoryOut:
    """How what the rulebook says changed, from one frozen assessment to the next."""
    visitor, now = acting(request)
    case = open_person(visitor, person, act=Act.SEE_PAGE, now=now)
    return history_out(case, rulebook=load(), most=limit)


def masked_out(seen: Seen) -> MaskedOut:
    """An assessment to send."""
    return MaskedOut(
        complete=seen.masked.complete,
        sealed_facts=seen.masked.sealed_facts,
        sealed_tracks=seen.masked.sealed_tracks,
        sealed_urgent=seen.masked.sealed_urgent,
        assessment=assessment_json(seen),
    )


def _weightiest(goals: dict[str, int]) -> list[str]:
    return sorted(goals, key=lambda name: -goals[name])
