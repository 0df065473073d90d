"""An interview begins, goes on where it stopped, asks nothing twice, and nobody what is sealed to them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from asylon.casework.access.door import NotThere, Refused
from asylon.casework.access.fields import field_of
from asylon.casework.access.kernel import Field
from asylon.casework.access.visitors import Purpose, Visitor
from asylon.casework.assessments.models import FrozenAssessment
from asylon.casework.facts.answers import Answer, BadAnswer
from asylon.casework.interviews import services
from asylon.casework.interviews.models import Interview
from asylon.casework.interviews.recording import list_item, list_said, record_answers, unlist_item
from asylon.casework.interviews.services import NoInterview
from asylon.casework.interviews.sittings import Sitting
from asylon.casework.interviews.steps import AskFact, AskList, Progress
from asylon.casework.spine import EditedMeanwhile
from asylon.casework.staff.models import Role
from asylon.rulebook import load
from tests.office_cast import NOW, Cast, a_case, an_account, involved, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
RULEBOOK = load()
MOST = 400


def begun(cast: Cast, **given: object) -> tuple[Visitor, UUID]:
    """Amina, and the person whom she has begun to interview."""
    amina, person = visitor_of(cast.amina), a_case(cast)
    begin(amina, person)
    return amina, person


def begin(visitor: Visitor, person: UUID) -> UUID:
    return services.begin(visitor, person, language="ar", interpreter="woman", alone=True, now=NOW)


def sitting(visitor: Visitor, person: UUID, **chosen: object) -> Sitting:
    return services.sitting(visitor, person, rulebook=RULEBOOK, now=NOW, **chosen)  # type: ignore[arg-type] # handed on


def say(visitor: Visitor, person: UUID, value: object, fact: str = "", seen: UUID | None = None) -> str:
    """Answer the question that the interview is at, or a fact by name."""
    step = sitting(visitor, person).step
    assert isinstance(step, AskFact)
    item = sitting(visitor, person).item
    given = Answer(
        fact or step.fact.id, value, item=item.id if item is not None and not fact else None, seen=seen
    )
    services.answer(visitor, person, given, rulebook=RULEBOOK, now=NOW)
    return given.fact


def asks(visitor: Visitor, person: UUID) -> str:
    step = sitting(visitor, person).step
    assert step is not None
    return step.scope if isinstance(step, AskList) else step.fact.id


def test_without_an_interview_there_is_nothing_to_go_on_with(cast: Cast) -> None:
    amina, person = visitor_of(cast.amina), a_case(cast)
    with pytest.raises(NoInterview) as none:
        sitting(amina, person)
    assert none.value.case.person == person


def test_it_begins_with_danger_and_says_how_it_is_held(cast: Cast) -> None:
    amina, person = begun(cast)
    found = sitting(amina, person)
    assert asks(amina, person) == "immediate_danger"
    assert (found.language, found.interpreter, found.alone, found.pauses) == ("ar", "woman", True, 0)
    assert found.needs[0].progress is Progress.NOW
    assert found.before is None


def test_whoever_comes_back_finds_the_same_next_step(cast: Cast) -> None:
    amina, person = begun(cast)
    say(amina, person, False)
    assert asks(amina, person) == asks(amina, person)
    assert begin(amina, person) == sitting(amina, person).interview
    assert asks(amina, person) != "immediate_danger"


def test_nothing_is_asked_twice_in_one_interview_whatever_is_answered(cast: Cast) -> None:
    amina, person = begun(cast)
    first = say(amina, person, "unknown")
    second = say(amina, person, "declined")
    assert asks(amina, person) not in (first, second)
    services.end(amina, person, now=NOW)
    later = NOW + timedelta(days=1)
    services.begin(amina, person, language="ar", interpreter="", alone=None, now=later)
    again = services.sitting(amina, person, rulebook=RULEBOOK, now=later).step
    assert isinstance(again, AskFact)
    assert again.fact.id == first


def test_what_was_put_off_waits_until_it_is_taken_up(cast: Cast) -> None:
    amina, person = begun(cast)
    services.put_off(amina, person, (None, "immediate_danger"), rulebook=RULEBOOK, now=NOW)
    assert asks(amina, person) != "immediate_danger"
    assert sitting(amina, person).put_off
    services.take_up(amina, person, now=NOW)
    assert asks(amina, person) == "immediate_danger"


@pytest.mark.parametrize("what", ["pets", (None, "no_such_fact"), (None, "nationalities")])
def test_what_does_not_exist_cannot_be_put_off(cast: Cast, what: object) -> None:
    amina, person = begun(cast)
    with pytest.raises(NotThere):
        services.put_off(amina, person, what, rulebook=RULEBOOK, now=NOW)  # type: ignore[arg-type] # on purpose


def walk(visitor: Visitor, person: UUID, *, answer: object, lists: str) -> list[str]:
    """Every step to the end of the interview, each answered in the same way."""
    found: list[str] = []
    for _ in range(MOST):
        here = sitting(visitor, person)
        if here.step is None:
            return found
        if isinstance(here.step, AskList):
            found.append(here.step.scope)
            list_said(visitor, person, here.step.scope, lists, rulebook=RULEBOOK, now=NOW)
        else:
            found.append(f"{here.step.fact.id} {here.step.item}".strip())
            value = answer if here.step.fact.type == "tri" else "unknown"
            given = Answer(here.step.fact.id, value, item=here.item.id if here.item else None)
            services.answer(visitor, person, given, rulebook=RULEBOOK, now=NOW)
    raise AssertionError("the interview has no end")


def test_it_has_an_end_and_asks_each_thing_once_and_nothing_that_was_put_off(cast: Cast) -> None:
    amina, person = begun(cast)
    services.put_off(amina, person, "episode", rulebook=RULEBOOK, now=NOW)
    found = walk(amina, person, answer=False, lists="none")
    assert len(found) == len(set(found))
    assert {"nationality", "leg", "destination"} < set(found)
    assert "episode" not in found
    assert all(need.progress is Progress.DONE for need in sitting(amina, person).needs)


def test_a_colleague_goes_on_after_a_pause(cast: Cast) -> None:
    amina, person = begun(cast)
    first = say(amina, person, "unknown")
    services.pause(amina, person, now=NOW)
    assert sitting(amina, person).paused
    colleague = an_account(cast.reception, "Dunja", Role.PROTECTION_CASEWORKER)
    involved(person, colleague)
    services.go_on(visitor_of(colleague), person, now=NOW)
    found = sitting(visitor_of(colleague), person)
    assert (found.paused, found.pauses) == (False, 1)
    assert asks(visitor_of(colleague), person) != first


def test_an_answer_goes_on_by_itself(cast: Cast) -> None:
    amina, person = begun(cast)
    services.pause(amina, person, now=NOW)
    say(amina, person, False)
    assert not sitting(amina, person).paused


def test_back_leads_to_the_answer_before_and_changing_it_supersedes(cast: Cast) -> None:
    amina, person = begun(cast)
    first, second = say(amina, person, True), say(amina, person, False)
    assert sitting(amina, person).before == (None, second)
    back = sitting(amina, person, chosen=(None, second))
    assert back.before == (None, first)
    assert back.standing is not None
    assert back.standing.value is False
    say(amina, person, True, second, seen=back.standing.id)
    assert [each.value for each in sitting(amina, person).record.history(None, second)] == [True, False]


def test_two_officers_who_answer_the_same_question_are_both_told(cast: Cast) -> None:
    amina, person = begun(cast)
    say(amina, person, True)
    with pytest.raises(EditedMeanwhile):
        say(amina, person, False, "immediate_danger")
    standing = sitting(amina, person, chosen=(None, "immediate_danger")).standing
    assert standing is not None
    assert standing.value is True


def test_a_bad_answer_leaves_everything_as_it_was(cast: Cast) -> None:
    amina, person = begun(cast)
    before = FrozenAssessment.objects.count()
    with pytest.raises(BadAnswer):
        say(amina, person, "perhaps")
    assert asks(amina, person) == "immediate_danger"
    assert FrozenAssessment.objects.count() == before


def test_an_answer_that_changes_something_freezes_an_assessment(cast: Cast) -> None:
    amina, person = begun(cast)
    say(amina, person, True)
    (kept,) = FrozenAssessment.objects.filter(person_id=person)
    assert kept.cause == "facts"


def test_danger_is_recorded_once_whatever_was_said_before(cast: Cast) -> None:
    amina, person = begun(cast)
    say(amina, person, False)
    for _ in range(2):
        services.say_in_danger(amina, person, rulebook=RULEBOOK, now=NOW)
    history = sitting(amina, person).record.history(None, "immediate_danger")
    assert [(each.value, each.basis) for each in history] == [(True, "observed"), (False, "stated")]


def test_one_interview_runs_at_a_time(cast: Cast) -> None:
    amina, person = begun(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interview.objects.create(person_id=person, by=cast.amina, language="en", started_at=NOW)
    services.end(amina, person, now=NOW)
    with pytest.raises(NoInterview):
        sitting(amina, person)


def test_somebody_who_was_quicker_is_not_overwritten(cast: Cast) -> None:
    amina, person = begun(cast)
    Interview.objects.update(version=7)
    services.pause(amina, person, now=NOW)
    assert Interview.objects.get().version == 8


def test_bojan_is_not_asked_and_does_not_ask_what_he_may_not_see(cast: Cast) -> None:
    """Amina, in the same case, is asked about fear; Bojan is not, and may not pick the question by hand."""
    amina, person = begun(cast)
    bojan = visitor_of(cast.bojan)
    sees = sitting(bojan, person).case.sees
    hidden = {fact.id for fact in RULEBOOK.all_facts.values() if not sees(field_of(fact))}
    assert "harm_serious" in hidden
    asked = {step.split()[0] for step in walk(bojan, person, answer="unknown", lists="none")}
    assert not asked & hidden
    assert sitting(amina, person, chosen=(None, "exclusion_1Fa")).step is not None
    with pytest.raises(Refused):
        sitting(bojan, person, chosen=(None, "exclusion_1Fa"))
    with pytest.raises(Refused):
        services.answer(bojan, person, Answer("exclusion_1Fa", True), rulebook=RULEBOOK, now=NOW)


def test_what_bojan_is_told_that_an_answer_decides_rests_on_nothing_hidden(cast: Cast) -> None:
    amina, person = begun(cast)
    home = list_item(amina, person, "nationality", {"id": "AF"}, rulebook=RULEBOOK, now=NOW)
    record_answers(amina, person, [Answer("harm_serious", True, item=home)], rulebook=RULEBOOK, now=NOW)
    bojan = visitor_of(cast.bojan)
    whole, seen = sitting(amina, person).assessment, sitting(bojan, person).assessment
    assert "harm_serious" in whole.situation.items["nationality"][0].facts  # type: ignore[index] # it was listed
    assert "harm_serious" not in seen.situation.items["nationality"][0].facts  # type: ignore[index] # it was listed
    assert (home, "harm_serious") != sitting(bojan, person).before


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR, Role.SUPERVISOR])
def test_roles_without_interviews_hold_none(cast: Cast, role: Role) -> None:
    amina, person = begun(cast)
    assert sitting(amina, person)
    with pytest.raises((NotThere, Refused)):
        sitting(cast.visitor(role), person)
    with pytest.raises((NotThere, Refused)):
        say_by_name(cast.visitor(role), person)


def say_by_name(visitor: Visitor, person: UUID) -> None:
    given = Answer("immediate_danger", True)
    services.answer(visitor, person, given, rulebook=RULEBOOK, now=NOW)


def test_carla_learns_nothing_at_all(cast: Cast) -> None:
    _, person = begun(cast)
    carla = visitor_of(cast.carla)
    for act in (begin, sitting, say_by_name):
        with pytest.raises(NotThere):
            act(carla, person)


def test_at_the_desk_only_what_the_desk_sees_is_recorded(cast: Cast) -> None:
    person = a_case(cast)
    desk = visitor_of(cast.amina, purpose=Purpose.REGISTRATION)
    involved(person, cast.amina, Purpose.REGISTRATION)
    record_answers(desk, person, [Answer("pregnant", True)], rulebook=RULEBOOK, now=NOW)
    with pytest.raises(Refused):
        record_answers(desk, person, [Answer("exclusion_1Fa", True)], rulebook=RULEBOOK, now=NOW)


def test_lists_go_through_the_door_too(cast: Cast) -> None:
    amina, person = begun(cast)
    home = list_item(amina, person, "nationality", {"id": "AF"}, rulebook=RULEBOOK, now=NOW)
    assert "nationality" not in {
        step.scope for step in [sitting(amina, person).step] if isinstance(step, AskList)
    }
    unlist_item(amina, person, "nationality", home, seen=1, rulebook=RULEBOOK, now=NOW)
    adjudicator = cast.visitor(Role.ASYLUM_ADJUDICATOR)
    with pytest.raises((NotThere, Refused)):
        list_item(adjudicator, person, "nationality", {"id": "IR"}, rulebook=RULEBOOK, now=NOW)
    desk = visitor_of(cast.amina, purpose=Purpose.REGISTRATION)
    assert not sitting(amina, person).case.sees(Field.UNSORTED)
    with pytest.raises(Refused):
        list_item(desk, person, "episode", {"country": "AE"}, rulebook=RULEBOOK, now=NOW)
