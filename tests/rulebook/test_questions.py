"""The next questions: only what is not known, in a kind order, and each one settles what it says."""

import copy
import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.logic import Truth
from asylon.rulebook import Assessment, Question, questions
from asylon.rulebook.scopes import LISTS, PERSON
from tests.cast import CAST, Json, grace, leyla, stranger
from tests.rulebook.situations import (
    FACTS,
    RECORDED,
    answer,
    assessed,
    is_known,
    situations,
    unnamed_counts,
    with_facts,
)

often = settings(max_examples=40)


def facts_at(written: Json, question: Question) -> Json:
    """The mapping in which the answer to a question stands."""
    if not question.item:
        found: Json = written["facts"]
        return found
    members = LISTS[question.fact.scope]
    item = next(each for each in written[members] if each["id"] == question.item)
    inside: Json = item.setdefault("facts", {})
    return inside


@often
@given(situations())
def test_nothing_is_asked_that_is_known(written: Json) -> None:
    for question in questions(assessed(written)):
        if question.fact.answered_by:
            assert written.get(LISTS[question.fact.answered_by]) is None
        else:
            assert not is_known(facts_at(written, question).get(question.fact.id)), question.fact.id


@often
@given(situations())
def test_each_question_is_asked_once_and_in_plain_words(written: Json) -> None:
    asked = questions(assessed(written))
    keys = [(question.fact.id, question.item) for question in asked]
    assert len(keys) == len(set(keys))
    for question in asked:
        assert "?" in question.fact.question
        assert question.decides or question.helps


@often
@given(situations())
def test_sensitive_questions_come_last_and_declined_ones_after_all(written: Json) -> None:
    asked = questions(assessed(written))
    order = [(question.state == "declined", question.fact.sensitive) for question in asked]
    assert order == sorted(order)
    for declined in (True, False):
        plain = [q for q in asked if (q.state == "declined") is declined and not q.fact.sensitive]
        needs = [question.fact.need for question in plain]
        assert needs == sorted(needs, reverse=True)


@often
@given(situations())
def test_a_question_says_whether_it_was_asked_before(written: Json) -> None:
    for question in questions(assessed(written)):
        if question.fact.answered_by:
            continue
        facts = facts_at(written, question)
        recorded = facts.get(question.fact.id, "nobody asked")
        value = recorded.get("value") if isinstance(recorded, dict) else recorded
        states = {"nobody asked": "not_asked", "declined": "declined", "unknown": "unknown", None: "unknown"}
        assert question.state == states[value]


@often
@given(situations())
def test_the_order_is_the_same_each_time(written: Json) -> None:
    first = [(q.fact.id, q.item, list(q.decides.items())) for q in questions(assessed(written))]
    assert [(q.fact.id, q.item, list(q.decides.items())) for q in questions(assessed(written))] == first


def known_under(assessment: Assessment, name: str) -> list[Truth]:
    """Every value that goes by a name in `decides`: a rule, gate, alert or track, by item."""
    run = assessment.run
    found = [run.person.values[key] for key in (name, f"alert:{name}") if key in run.person.values]
    gate = assessment.gates.get(name)
    if gate is not None:
        frames = (*gate.frames, *run.frames.get(gate.gate.scope, ()))
        found += [frame.values[f"gate:{name}"] for frame in frames]
    return found


@settings(max_examples=60)
@given(situations(), st.data())
def test_what_a_question_decides_is_settled_by_yes_or_by_no(written: Json, data: st.DataObject) -> None:
    before = assessed(written)
    asked = [
        q
        for q in questions(before)
        if q.fact.type == "tri" and not q.fact.derive and q.decides.keys() - by_tracks(before, q)
    ]
    if not asked:
        return
    for question in data.draw(st.lists(st.sampled_from(asked), min_size=1, max_size=8)):
        tried = []
        for value in (True, False):
            other = copy.deepcopy(written)
            facts_at(other, question)[question.fact.id] = value
            tried.append(assessed(other))
        for name in question.decides.keys() - by_tracks(before, question):
            was = known_under(before, name).count(None)
            now = [known_under(after, name).count(None) for after in tried]
            assert min(now) < was or None not in known_under(tried[0], name), (
                question.fact.id,
                question.item,
                name,
            )


def by_tracks(assessment: Assessment, question: Question) -> set[str]:
    """The tracks that ask for this fact because they were proposed, not because it decides them."""
    return {f"track:{track.id}" for track in assessment.tracks if question.fact.id in track.asks}


@often
@given(situations())
def test_an_open_track_asks_what_it_needs(written: Json) -> None:
    before = assessed(written)
    asked = {question.fact.id for question in questions(before)}
    for track in before.tracks:
        for name in track.asks:
            if FACTS[name].scope == PERSON and not is_known(written["facts"].get(name)):
                assert name in asked


def everything_known(written: Json, yes: bool) -> Json:
    """The situation with an answer for every fact of the person and of every item."""
    random = Random(7)
    full = copy.deepcopy(written)
    places = [(full["facts"], PERSON)]
    for scope, members in LISTS.items():
        full[members] = full.get(members) or [{"id": "NG", "facts": {}}]
        places += [(item.setdefault("facts", {}), scope) for item in full[members]]
        if unnamed_counts(full, scope):
            places.append((full["facts"], scope))
    for facts, scope in places:
        for fact in RECORDED[scope]:
            if not is_known(facts.get(fact.id)):
                facts[fact.id] = answer(fact, random, yes=float(yes))
    return full


@pytest.mark.parametrize("yes", [True, False])
@pytest.mark.parametrize("name", sorted(CAST))
def test_nothing_is_asked_once_everything_is_known(name: str, yes: bool) -> None:
    assert questions(assessed(everything_known(CAST[name](), yes))) == []


def test_of_a_stranger_one_asks_first_what_cannot_wait() -> None:
    asked = [question.fact for question in questions(assessed(stranger()))]
    assert asked[0].need
    assert asked[0].stage == "arrival"
    assert {"distress_at_sea", "immediate_danger", "needs_urgent_medical"} <= {fact.id for fact in asked[:8]}


def test_what_was_not_asked_of_an_item_is_asked_of_that_item() -> None:
    places = {(q.fact.id, q.item) for q in questions(assessed(leyla()))}
    assert ("first_country_danger", "TR") in places
    assert ("first_country_readmits", "TR") not in places


def test_the_form_of_indicators_is_asked_only_once_somebody_has_begun_it() -> None:
    forms = {q.fact.id for q in questions(assessed(grace())) if q.fact.form}
    assert forms == set()
    begun = grace()
    begun["episodes"][1]["facts"]["ilo_4_01"] = True
    asked = {(q.fact.form, q.item) for q in questions(assessed(begun)) if q.fact.form}
    assert {item for _, item in asked} <= {"farm"}
    assert asked


def test_a_declined_question_waits_and_is_still_there() -> None:
    declined = with_facts(stranger(), asked_protection="declined")
    asked = questions(assessed(declined))
    assert next(q.state for q in asked if q.fact.id == "asked_protection") == "declined"
    assert [q.fact.id for q in questions(assessed(stranger()))].index("asked_protection") < [
        q.fact.id for q in asked
    ].index("asked_protection")


def test_questions_are_plain_json_with_what_they_decide_first() -> None:
    said = assessed(leyla()).as_json()["ask"]
    assert json.loads(json.dumps(said)) == said
    for each in said:
        assert not set(each["decides"]) & set(each["helps"])
