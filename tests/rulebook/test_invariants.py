"""The invariants of the law, over random situations in several States.

Each test is one promise. Where a promise holds only in a precise sense, its docstring says which.
"""

import copy

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from asylon.logic.frame import Frame
from asylon.logic.interpret import value_of as value_of_node
from asylon.rulebook import Assessment, differences
from asylon.rulebook.contract import conclusion_json
from asylon.rulebook.entries import LEVELS
from asylon.rulebook.reasons import path_of
from asylon.rulebook.rights import held_rights
from tests.cast import CAST, Json, grace, leyla, tomas
from tests.rulebook.situations import (
    DAY,
    FACTS,
    JURISDICTIONS,
    assessed,
    better_known,
    grounds_of,
    is_known,
    known_values,
    open_gates,
    rights_of,
    shipped,
    situations,
    values_of,
    with_facts,
)

often = settings(max_examples=60)

PROGRAM = shipped().resolve("INT", DAY)
REFUGEE_RULES = frozenset(
    id_
    for id_, rule in PROGRAM.contents.rules.items()
    if rule.forbidden_inputs or id_.startswith("refugee_") or id_ in ("inclusion_1951", "recognised_refugee")
)
FORBIDDEN = sorted(
    {
        str(name)
        for rule in PROGRAM.contents.rules.values()
        for name in PROGRAM.contents.listed(rule.forbidden_inputs)
    }
)
PROTECTION = REFUGEE_RULES | {
    "subsidiary_protection",
    "temporary_protection",
    "non_removable_absolute",
    "asylum_seeker",
    "stateless",
    "family_derivative",
}
ENTRY = ("entry_irregular", "false_documents", "no_documents")
TRISTATE = (True, False, "unknown", "declined", None)

TRAFFICKING_HOLDERS = frozenset({"presumed_victim", "identified_victim", "trafficked"})
VICTIM_GATES = frozenset({"reflection", "identification_pending", "victim_return", "non_punishment"})


def with_legs_of(written: Json, other: Json) -> Json:
    """The same situation with another journey."""
    changed = copy.deepcopy(written)
    for name in [name for name in changed["facts"] if FACTS[name].scope == "leg"]:
        del changed["facts"][name]
    changed.pop("legs", None)
    if "legs" in other:
        changed["legs"] = copy.deepcopy(other["legs"])
    return changed


def level_rank(level: str) -> int:
    return LEVELS.index(level)


def assert_no_right_is_lower(before: Assessment, after: Assessment) -> None:
    """Every right that was there is there, at no lower level."""
    old, new = rights_of(before), rights_of(after)
    assert old.keys() <= new.keys()
    assert {id_ for id_ in old if level_rank(new[id_]) > level_rank(old[id_])} == set()


def assert_nothing_yes_is_lost(before: Assessment, after: Assessment) -> None:
    """No conclusion, track, alert or due status that was there is gone."""
    was, now = values_of(before), values_of(after)
    assert {id_ for id_ in was if was[id_] is True and now[id_] is not True} == set()
    assert {t.id for t in before.tracks} <= {t.id for t in after.tracks}
    assert {a.id for a in before.alerts} <= {a.id for a in after.alerts}
    assert set(before.statuses.due) <= set(after.statuses.due)


# Forbidden inputs


def test_the_rulebook_names_every_forbidden_input_of_the_law() -> None:
    assert set(FORBIDDEN) >= {
        "entry_irregular",
        "false_documents",
        "smuggler_procured_entry",
        "smuggler_benefit",
        "economic_motive",
        "told_to_apply_asylum",
        "allocation_agreed",
    }


@often
@given(situations(), st.data())
def test_entry_papers_route_smuggler_motive_coaching_and_allocation_change_no_refugee_result(
    written: Json, data: st.DataObject
) -> None:
    other = with_legs_of(written, data.draw(situations(), label="another journey"))
    for name in (*FORBIDDEN, *ENTRY):
        if FACTS[name].scope == "person":
            value = data.draw(st.sampled_from(TRISTATE), label=name)
            other = with_facts(other, **{name: value})
    before, after = assessed(written), assessed(other)
    old, new = values_of(before), values_of(after)
    assert {id_ for id_ in PROTECTION if old[id_] is not new[id_]} == set()
    refugee_statuses = {"convention_refugee", "regional_refugee", "prima_facie_refugee"}
    assert refugee_statuses & set(before.statuses.due) == refugee_statuses & set(after.statuses.due)


@often
@given(situations(), st.sampled_from(("economic_motive", "entry_irregular", "allocation_agreed")), st.data())
def test_some_facts_are_recorded_and_change_nothing_at_all(
    written: Json, name: str, data: st.DataObject
) -> None:
    """An economic motive beside others, irregular entry and allocation: the whole answer stays the same."""
    other = with_facts(written, **{name: data.draw(st.sampled_from(TRISTATE))})
    assert assessed(other).as_json() == assessed(written).as_json()


@often
@given(situations())
def test_an_exclusive_economic_motive_changes_no_protection_result(written: Json) -> None:
    answers = [assessed(with_facts(written, economic_motive_exclusive=value)) for value in (True, False)]
    first, second = (values_of(answer) for answer in answers)
    assert {id_ for id_ in first if first[id_] is not second[id_]} <= {"economic_migrant_only"}
    assert grounds_of(answers[0]) == grounds_of(answers[1])
    assert open_gates(answers[0]) == open_gates(answers[1])


@often
@given(situations())
def test_irregular_entry_removes_no_right_and_opens_no_gate(written: Json) -> None:
    regular = assessed(with_facts(written, entry_irregular=False))
    irregular = assessed(with_facts(written, entry_irregular=True))
    assert grounds_of(irregular) == grounds_of(regular)
    assert open_gates(irregular) == open_gates(regular)


# Learning


def names_that_fell(before: Assessment, after: Assessment, id_: str) -> set[str]:
    """The names in the JSON `presumed` of a conclusion that are now shown to be otherwise."""
    support = before.because.support
    fell = set()
    for reason in before.because.why(id_):
        name = path_of(reason.name, reason.scope, reason.item)
        if reason.kind == "presumed":
            part, _ = support.presumptions[reason]
            shown = value_of_node(part, frame_of(after, reason.scope, reason.item)) is True
        elif reason.kind == "doubt":
            shown = frame_of(after, reason.scope, reason.item).values[reason.name] is False
        else:
            continue
        if shown:
            fell.add(name)
    said = conclusion_json(before, before.conclusions[id_])["presumed"]
    return fell & set(said)


def frame_of(assessment: Assessment, scope: str, item: str) -> Frame:
    """The frame of the person or of an item."""
    if not scope:
        return assessment.run.person
    return next(frame for frame in assessment.run.frames[scope] if frame.name == item)


@settings(max_examples=150)
@given(situations(), st.data())
def test_learning_changes_a_known_answer_only_where_a_presumption_that_it_names_falls(
    written: Json, data: st.DataObject
) -> None:
    """Corrections are no learning: `is_correction` and `may_learn_flat` say which they are."""
    before, after = assessed(written), assessed(data.draw(better_known(written)))
    now = values_of(after)
    for id_, value in values_of(before).items():
        if value is not None and now[id_] is not value:
            assert names_that_fell(before, after, id_), (id_, value, now[id_])


@settings(max_examples=150)
@given(situations(), st.data())
def test_an_open_gate_stays_open_however_much_more_is_known(written: Json, data: st.DataObject) -> None:
    """Nothing unknown was holding it open: so it was open on what is known alone."""
    before = assessed(written)
    assume(open_gates(before))
    after = assessed(data.draw(better_known(written)))
    assert open_gates(before) - open_gates(after) == set()


@often
@given(situations())
def test_no_presumption_and_no_benefit_of_the_doubt_opens_a_gate(written: Json) -> None:
    answer = assessed(written)
    for gate in answer.gates.values():
        for frame in gate.frames:
            if frame.values[f"gate:{gate.gate.id}"] is True:
                reasons = answer.because.why(f"gate:{gate.gate.id}", frame)
                assert {reason.kind for reason in reasons} <= {"fact", "none", "rule"}


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
def test_with_nothing_known_every_gate_is_shut_and_every_act_is_blocked(jurisdiction: str) -> None:
    answer = assessed(CAST["stranger"]() | {"jurisdiction": jurisdiction})
    assert open_gates(answer) == set()
    assert [act for act, shut in answer.acts.items() if not shut] == []


@often
@given(situations(), st.data())
def test_forgetting_everything_about_one_person_shuts_every_gate(written: Json, data: st.DataObject) -> None:
    """Unknown and declined answers are worth nothing to a gate, however many there are."""
    for name in written["facts"]:
        written["facts"][name] = data.draw(st.sampled_from(("unknown", "declined", None)))
    for members in ("nationalities", "episodes", "legs", "destinations"):
        written.pop(members, None)
    assert open_gates(assessed(written)) == set()


@often
@given(situations())
def test_nobody_is_refused_on_a_blank(written: Json) -> None:
    answer = assessed(written)
    decisive = (
        "refugee_1951",
        "refugee_oau",
        "refugee_cartagena",
        "subsidiary_protection",
        "non_removable_absolute",
    )
    unknown = [id_ for id_ in decisive if answer.conclusions[id_].value is None]
    if unknown:
        assert not answer.gates["unknown_never_refuses"].open
        assert "unknown_never_refuses" in answer.acts["negative_decision"]


@often
@given(situations())
def test_an_act_is_allowed_only_if_every_gate_that_blocks_it_is_open(written: Json) -> None:
    answer = assessed(written)
    for act, shut in answer.acts.items():
        blocking = [g.gate.id for g in answer.gates.values() if act in g.gate.blocks]
        assert set(shut) == {id_ for id_ in blocking if not answer.gates[id_].open}


@often
@given(situations())
def test_admission_never_depends_on_allocation_or_quota(written: Json) -> None:
    answer = assessed(with_facts(written, allocation_agreed=False))
    assert not answer.gates["no_quota_gate"].open
    assert answer.acts["refusal_for_lack_of_allocation"]


# Tracks do not read each other


NEGATIVE: dict[str, object] = {
    "formally_identified_trafficking": False,
    "reasonable_grounds_trafficking": False,
    "consents_identification": False,
    "cooperates_with_justice": False,
}


@often
@given(situations(), st.sampled_from(sorted(NEGATIVE)))
def test_a_negative_identification_or_screen_takes_nothing_that_was_there_without_it(
    written: Json, name: str
) -> None:
    """Whoever was not identified keeps all that follows from not yet being identified."""
    pending = assessed(with_facts(written, **{name: None}))
    refused = assessed(with_facts(written, **{name: NEGATIVE[name]}))
    assert grounds_of(refused) == grounds_of(pending)
    assert_nothing_yes_is_lost(pending, refused)
    opened = open_gates(refused) - open_gates(pending)
    assert {gate.partition("@")[0] for gate in opened} <= VICTIM_GATES


@often
@given(situations(), st.sampled_from(("formally_identified_trafficking", "reasonable_grounds_trafficking")))
def test_what_the_victim_track_finds_changes_no_result_of_the_asylum_track(written: Json, name: str) -> None:
    answers = [assessed(with_facts(written, **{name: value})) for value in (True, False, "unknown")]
    for id_ in (
        PROTECTION
        | {"lawfully_present", "excl_1F", "ceased_1C", "decision_final"} & values_of(answers[0]).keys()
    ):
        assert len({values_of(answer)[id_] for answer in answers}) == 1, id_


@often
@given(situations())
def test_being_identified_as_a_victim_only_adds(written: Json) -> None:
    pending = assessed(with_facts(written, formally_identified_trafficking=None))
    identified = assessed(with_facts(written, formally_identified_trafficking=True))
    assert_no_right_is_lower(pending, identified)
    assert grounds_of(pending).items() <= grounds_of(identified).items()
    assert open_gates(identified) <= open_gates(pending)


@often
@given(situations())
def test_saying_yes_or_no_to_identification_changes_nothing_else(written: Json) -> None:
    answers = [
        assessed(with_facts(written, consents_identification=value)) for value in (True, False, "declined")
    ]
    first = answers[0]
    for other in answers[1:]:
        assert grounds_of(other) == grounds_of(first)
        assert differences(first, other).found == ()


@often
@given(situations())
def test_a_final_refusal_of_asylum_closes_nothing(written: Json) -> None:
    """The outcome alone: `asylum_final_negative`. That applicants' rights end is said by `decision_final`."""
    pending = assessed(with_facts(written, asylum_final_negative=None))
    refused = assessed(with_facts(written, asylum_final_negative=True))
    assert grounds_of(refused) == grounds_of(pending)
    assert_nothing_yes_is_lost(pending, refused)
    opened = open_gates(refused) - open_gates(pending)
    assert opened <= {"negative_asylum_opens_screen", "no_contact_origin"}


ASYLUM_STEPS = (
    "procedure_stage",
    "decision_final",
    "asked_protection",
    "asylum_final_negative",
    "appeal_time_over",
    "remedy_suspensive_pending",
    "told_right_to_ask",
)


@often
@given(situations(), st.sampled_from(ASYLUM_STEPS), st.data())
def test_no_step_of_the_asylum_procedure_lowers_a_right_that_does_not_belong_to_applicants(
    written: Json, name: str, data: st.DataObject
) -> None:
    """Only grounds of `asylum_seeker` come and go; refugee rights that begin with lawful presence follow it.

    An applicant is lawfully present, so those rights of the 1951 Convention are at their written
    level during the procedure and `conditional` where presence is no longer shown. None is lost.
    """
    steps = [None, *data.draw(st.lists(known_values(FACTS[name]), min_size=1, max_size=2))]
    answers = [assessed(with_facts(written, **{name: step})) for step in steps]

    def other_grounds(answer: Assessment) -> dict[tuple[object, ...], str]:
        presence = {
            (right.id, str(s.holder), s.layer, (*s.cite, s.terms))
            for right in answer.program.contents.rights.values()
            for s in right.sources
            if s.begins == "lawfully_present"
        }
        return {
            key: "follows presence" if key in presence else level
            for key, level in grounds_of(answer).items()
            if key[1] != "asylum_seeker"
        }

    assert all(other_grounds(answer) == other_grounds(answers[0]) for answer in answers)


@often
@given(situations(), st.sampled_from(("statelessness", "group")), st.data())
def test_other_questions_take_no_right_of_a_victim(written: Json, question: str, data: st.DataObject) -> None:
    facts = {
        "statelessness": ("nationality_known_none", "unrwa_type_protection", "rights_of_national_elsewhere"),
        "group": ("mass_influx_declared", "member_of_designated_group", "tp_excluded"),
    }[question]
    other = with_facts(written, **{name: data.draw(st.sampled_from(TRISTATE)) for name in facts})

    def victims(answer: Assessment) -> dict[tuple[object, ...], str]:
        return {key: level for key, level in grounds_of(answer).items() if key[1] in TRAFFICKING_HOLDERS}

    assert victims(assessed(other)) == victims(assessed(written))


# Categories do not hide each other


CATEGORIES = sorted(
    id_ for id_, rule in PROGRAM.contents.rules.items() if rule.kind == "category" and rule.scope == "person"
)

ENDS_THE_APPLICATION = frozenset({"refugee_prima_facie", "combatant"})
"""Categories in which a person is no applicant any more: only what `asylum_seeker` alone gives goes."""


@often
@given(situations(), st.sampled_from(CATEGORIES))
def test_one_more_category_takes_no_right_away(written: Json, category: str) -> None:
    """Whatever the category, grounds of other holders stay.

    Two categories end the state of being an applicant by the words of that rule, so the grounds
    of `asylum_seeker` go with it; and a refugee does not hold the lesser subsidiary protection.
    """
    answer = assessed(written)
    run = answer.program.run(answer.situation, {(category, ""): True})
    after = {
        (held.right.id, str(g.source.holder), g.source.layer, (*g.source.cite, g.source.terms)): g.level
        for held in held_rights(answer.program, run, {})
        for g in held.grounds
    }
    lost = {key for key in grounds_of(answer) if key not in after}
    allowed = {"asylum_seeker"} if category in ENDS_THE_APPLICATION else set()
    assert {key[1] for key in lost} <= allowed
    if category not in ENDS_THE_APPLICATION:
        lower = {
            key for key, level in grounds_of(answer).items() if level_rank(after[key]) > level_rank(level)
        }
        assert lower == set()


@often
@given(situations(), st.sampled_from(CATEGORIES))
def test_one_more_category_opens_no_gate_but_its_own_exceptions(written: Json, category: str) -> None:
    """A child's best interests may allow sharing, a child is no combatant, and what is known is no blank."""
    answer = assessed(written)
    run = answer.program.run(answer.situation, {(category, ""): True})
    after = Assessment(answer.program, run)
    opened = {gate.partition("@")[0] for gate in open_gates(after) - open_gates(answer)}
    known_open = {
        "child": {"consent_share", "combatant_separation"},
        "refugee_1951": {"unknown_never_refuses"},
        "subsidiary_protection": {"unknown_never_refuses"},
        "non_removable_absolute": {"unknown_never_refuses"},
        "refugee_oau": {"unknown_never_refuses"},
        "refugee_cartagena": {"unknown_never_refuses"},
    }
    assert opened <= known_open.get(category, set())


def test_one_person_can_be_child_refugee_smuggled_trafficked_and_stateless() -> None:
    person = leyla()
    person["facts"] |= {"age_years": 15, "nationality_known_none": True}
    person["legs"] = [
        {
            "id": "sea",
            "facts": {
                "smuggler_procured_entry": True,
                "smuggler_benefit": True,
                "not_national_or_resident": True,
            },
        }
    ]
    person["episodes"] = grace()["episodes"]
    conclusions = values_of(assessed(person))
    together = ("child", "refugee_1951", "smuggled", "trafficked", "stateless", "refugee_any")
    assert {id_: conclusions[id_] for id_ in together} == dict.fromkeys(together, True)


def assert_recognition_adds_only(written: Json) -> bool:
    """Whether the person is a refugee without a permit; if so, the permit takes nothing of that away."""
    base = with_facts(written, cessation_decision_final=False)
    without = assessed(with_facts(base, lawful_stay_basis=None))
    if without.conclusions["refugee_rc51"].value is not True:
        return False
    recognised = assessed(with_facts(base, lawful_stay_basis=["convention_refugee"]))
    assert {key for key in grounds_of(without) if key[1] == "refugee_rc51"} <= set(grounds_of(recognised))
    assert_no_right_is_lower(without, recognised)
    return True


@pytest.mark.parametrize("name", ["leyla", "noor"])
def test_recognised_or_not_whoever_meets_the_definition_has_its_core_rights(name: str) -> None:
    assert assert_recognition_adds_only(CAST[name]())


@often
@given(situations(), st.sampled_from(("leyla", "noor")))
def test_recognition_only_adds_whatever_else_is_known(written: Json, name: str) -> None:
    """What being a refugee gives does not wait for a permit."""
    refugee = CAST[name]()
    refugee["jurisdiction"] = written["jurisdiction"]
    refugee["facts"] |= {
        key: value for key, value in written["facts"].items() if FACTS[key].scope == "person"
    }
    assert_recognition_adds_only(refugee)


@often
@given(situations())
def test_a_group_review_ends_no_status_and_no_right(written: Json) -> None:
    calm = assessed(with_facts(written, group_conditions_changed=True))
    before = assessed(with_facts(written, group_conditions_changed=False))
    assert grounds_of(calm) == grounds_of(before)
    assert calm.statuses == before.statuses
    assert (
        calm.gates["status_not_withdrawn_by_review"].open
        is before.gates["status_not_withdrawn_by_review"].open
    )
    assert values_of(calm) == values_of(before)


# Statuses and levels


@often
@given(situations())
def test_the_best_statuses_are_those_that_no_other_due_status_is_above(written: Json) -> None:
    answer = assessed(written)
    scores = {id_: entry.scores for id_, entry in answer.program.contents.statuses.items()}

    def above(one: str, other: str) -> bool:
        return (
            one != other
            and scores[one] != scores[other]
            and all(scores[one][dimension] >= scores[other][dimension] for dimension in scores[one])
        )

    due, best = answer.statuses.due, answer.statuses.best
    assert set(best) == {each for each in due if not any(above(other, each) for other in due)}
    assert bool(best) is bool(due)
    assert all(
        any(above(b, d) or b == d for b in best) or scores[d] in [scores[b] for b in best] for d in due
    )


@often
@given(situations())
def test_a_right_has_the_most_protective_level_among_its_grounds(written: Json) -> None:
    for held in assessed(written).rights:
        assert held.level == min((ground.level for ground in held.grounds), key=level_rank)
        assert held.level != "not_guaranteed"


@often
@given(situations())
def test_whoever_stands_before_us_has_the_rights_of_everyone(written: Json) -> None:
    answer = assessed(written)
    everyone = {
        right.id
        for right in answer.program.contents.rights.values()
        if any(s.holder == "everyone" and s.level != "not_guaranteed" for s in right.sources)
    }
    assert everyone
    assert everyone <= rights_of(answer).keys()


def test_a_person_whom_nothing_protects_specially_keeps_the_absolute_rights() -> None:
    assert {"non_refoulement", "emergency_health", "rescue_disembarkation"} <= rights_of(
        assessed(tomas())
    ).keys()


@often
@given(situations())
def test_known_facts_of_the_cast_stay_as_they_were_recorded(written: Json) -> None:
    before = copy.deepcopy(written)
    answer = assessed(written)
    answer.as_json()
    assert written == before
    recorded = {name for name, value in written["facts"].items() if is_known(value)}
    kept = {name for name, given in answer.situation.facts.items() if given.known}
    unnamed = {n for found in answer.situation.unnamed.values() for n, given in found.items() if given.known}
    assert kept | unnamed == recorded
