"""An interview as it stands: the next step, what is on record, how far each need is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asylon.casework.access.door import NotThere, OpenCase
from asylon.casework.access.fields import field_of, field_of_fact, field_of_list
from asylon.casework.access.masking import restrict
from asylon.casework.access.reading import Reading, read_case
from asylon.casework.assessments.asking import next_questions
from asylon.casework.assessments.services import Assessed
from asylon.casework.facts.items import NONE
from asylon.casework.facts.selectors import Record
from asylon.casework.facts.stored import Listed, Recorded
from asylon.casework.interviews.models import Interview
from asylon.casework.interviews.steps import AskFact, AskList, Deferred, Need, Step, decides_of, needs, steps
from asylon.rulebook import Assessment, Question, Rulebook, assess, words
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.scopes import LISTS
from asylon.rulebook.words import ENGLISH
from asylon.vault import Context, open_json, seal_json

LIST_TOPICS = {
    "nationality": "countries_and_fear",
    "episode": "exploitation",
    "leg": "journey",
    "destination": "return",
}
"""The topic under which each small list is asked for."""

Place = tuple[UUID | None, str]
"""An item's row, None for the person, and a fact."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What the interview page needs. `step` is None when nothing more would change what the person gets."""

    case: OpenCase
    interview: UUID
    version: int
    state: str
    started_at: datetime
    language: str
    interpreter: str
    alone: bool | None
    pauses: int
    step: Step | None
    before: Place | None
    """The answer to which Back leads."""
    needs: tuple[Need, ...]
    record: Record
    assessment: Assessment
    """What the rulebook says of what the visitor may see."""
    put_off: bool
    """Whether something was put off in this interview."""

    @property
    def paused(self) -> bool:
        """Whether somebody paused here."""
        return self.state == Interview.State.PAUSED

    @property
    def item(self) -> Listed | None:
        """The item that the step is about; None if it is about the person."""
        if not isinstance(self.step, AskFact) or not self.step.item:
            return None
        return self.record.item(self.record.named(self.step.fact.scope, self.step.item))

    @property
    def standing(self) -> Recorded | None:
        """The answer that is on record for the step, None if nobody answered it."""
        if not isinstance(self.step, AskFact):
            return None
        return self.record.current.get((self.item.id if self.item else None, self.step.fact.id))


def sitting_of(
    case: OpenCase, row: Interview, *, rulebook: Rulebook, now: datetime, chosen: Step | Place | None = None
) -> Sitting:
    """The interview from the record of this moment; `chosen` is a step picked by hand, to look back.

    Raises: NotThere if what was chosen is not on this record or not in the rulebook; Refused if the
    visitor may not see it.
    """
    reading = read_case(case, rulebook=rulebook, as_of=now.date())
    seen = _seen(reading, rulebook)
    answered = [place for place in answered_here(reading.record, row) if _seen_by(case, place)]
    late = put_off_here(case, row)
    asked = next_questions(seen)
    ahead = steps(
        asked,
        passed_over=_passed_over(reading.record, answered, late),
        lists_done=lists_done(reading.record, row) | {scope for scope, _, fact in late if not fact},
        may_ask=lambda fact: _may_ask(case, fact),
        may_list=lambda scope: case.adds_to(field_of_list(scope)),
    )
    step = _step(chosen, asked, reading.record, case, rulebook) or (ahead[0] if ahead else None)
    here = _place(step, reading.record)
    topic_of = words(rulebook, ENGLISH).topic_of
    return Sitting(
        case=case,
        interview=row.id,
        version=row.version,
        state=row.state,
        started_at=row.started_at,
        language=row.language,
        interpreter=row.interpreter,
        alone=row.alone,
        pauses=row.pauses,
        step=step,
        before=_before([place for place in answered if _stands(reading.record, place)], here),
        needs=needs(
            ahead,
            now=step,
            topics=words(rulebook, ENGLISH).topics,
            topic_of=lambda each: topic_of_step(each, topic_of),
            begun={topic_of(fact) for _, fact in answered},
        ),
        record=reading.record,
        assessment=seen.assessment,
        put_off=bool(late),
    )


def topic_of_step(step: Step, topic_of: Callable[[str], str]) -> str:
    """The need that a step belongs to."""
    return LIST_TOPICS[step.scope] if isinstance(step, AskList) else topic_of(step.fact.id)


def answered_here(record: Record, row: Interview) -> list[Place]:
    """The questions answered since the interview began, oldest first, each once at its last answer."""
    asked = [(each.item, each.fact) for each in record.facts if each.at >= row.started_at]
    return list(dict.fromkeys(reversed(asked)))[::-1]


def lists_done(record: Record, row: Interview) -> set[str]:
    """The lists in which something stands, that are empty, or of which nothing is known as was said here."""
    said = {scope for scope, said in record.said.items() if said.said == NONE or said.at >= row.started_at}
    return said | {scope for scope in LISTS if record.listed(scope)}


def put_off_here(case: OpenCase, row: Interview) -> set[Deferred]:
    """The questions, and the lists without a fact, that were put off in this interview."""
    if row.sealed_later is None:
        return set()
    found = open_json(case.key, bytes(row.sealed_later), context=_later(row.id))
    return {(scope, item, fact) for scope, item, fact in found}


def seal_put_off(case: OpenCase, row: UUID, put_off: Collection[Deferred]) -> bytes:
    """Seal what was put off."""
    return seal_json(case.key, [list(each) for each in sorted(put_off)], context=_later(row))


def chosen_fact(record: Record, case: OpenCase, place: Place, *, rulebook: Rulebook) -> FactEntry:
    """The fact that somebody picked, of the person or of one of her items.

    Raises: NotThere if there is no such fact or item; Refused if the visitor may not see it.
    """
    item, name = place
    fact = rulebook.all_facts.get(name)
    if fact is None or fact.answered_by:
        raise NotThere
    case.must_see_fact(name)
    if item is not None:
        listed = record.item(item)
        if listed is None or listed.withdrawn or listed.scope != fact.scope:
            raise NotThere
        case.must_see_list(listed.scope)
    return fact


def _seen(reading: Reading, rulebook: Rulebook) -> Assessed:
    """What the visitor sees of the situation, assessed: nothing that is asked may rest on the rest."""
    situation = reading.assessed.situation
    visible, _ = restrict(situation, sees=reading.case.sees)
    if visible == situation:
        return reading.assessed
    return Assessed(visible, assess(visible, rulebook=rulebook))


def _seen_by(case: OpenCase, place: Place) -> bool:
    return case.sees(field_of_fact(place[1]))


def _stands(record: Record, place: Place) -> bool:
    """Whether an answer is about the person, or about an item that was not withdrawn since."""
    listed = record.item(place[0])
    return place[0] is None or (listed is not None and not listed.withdrawn)


def _may_ask(case: OpenCase, fact: FactEntry) -> bool:
    field = field_of(fact)
    return case.sees(field) and case.adds_to(field)


def _passed_over(
    record: Record, answered: Collection[Place], late: Collection[Deferred]
) -> Callable[[Question], bool]:
    def passed_over(question: Question) -> bool:
        scope, name, fact = question.fact.scope, question.item, question.fact.id
        item = record.named(scope, name) if name else None
        return (item, fact) in answered or (scope, name, fact) in late

    return passed_over


def _step(
    chosen: Step | Place | None, asked: Iterable[Question], record: Record, case: OpenCase, rulebook: Rulebook
) -> Step | None:
    if not isinstance(chosen, tuple):
        return chosen
    fact = chosen_fact(record, case, chosen, rulebook=rulebook)
    listed = record.item(chosen[0])
    name = listed.details["id"] if listed else ""
    question = next((each for each in asked if (each.item, each.fact.id) == (name, fact.id)), None)
    state = "known" if chosen in record.current else "not_asked"
    return AskFact(fact, name, state, decides_of(question) if question else ())


def _place(step: Step | None, record: Record) -> Place | None:
    if not isinstance(step, AskFact):
        return None
    return (record.named(step.fact.scope, step.item) if step.item else None, step.fact.id)


def _before(answered: list[Place], here: Place | None) -> Place | None:
    """The answer before the one that is looked at, or the last one of all."""
    until = answered.index(here) if here in answered else len(answered)
    return answered[until - 1] if until else None


def _later(row: UUID) -> Context:
    return Context("interviews_interview", "sealed_later", row)
