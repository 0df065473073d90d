"""Every way in which a situation can be wrong: one message each, with its place and the nearest name."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.rulebook import BadSituation, Fault, assess
from asylon.rulebook.faults import SENTENCES
from asylon.rulebook.intake import read_json, read_situation
from tests.cast import CAST, Json, leyla, situation
from tests.rulebook.situations import FACTS, shipped

COUNTRIES = shipped().core.countries


def faults(written: object, **choices: Any) -> tuple[Fault, ...]:
    """What is wrong with a situation; each fault can be said in a sentence."""
    with pytest.raises(BadSituation) as refused:
        read_situation(written, FACTS, COUNTRIES, **choices)
    found = refused.value.faults
    assert str(refused.value) == "\n".join(fault.sentence() for fault in found)
    return found


def only(written: object, **choices: Any) -> tuple[str, str, str | None]:
    """Code, place and nearest name of the one fault."""
    (fault,) = faults(written, **choices)
    return fault.code, fault.place, fault.meant


def sentence(written: object, **choices: Any) -> str:
    (fault,) = faults(written, **choices)
    return fault.sentence()


def with_fact(name: str, value: Any) -> Json:
    return situation(facts={name: value})


# The frame


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ([], "a list"),
        ("x", "the text 'x'"),
        (7, "the number 7"),
        (None, "null"),
        (True, "true"),
        ([situation()], "a list"),
    ],
)
def test_a_situation_is_an_object(written: object, found: str) -> None:
    assert sentence(written) == f"a situation is a JSON object; this is {found}"


def test_a_member_that_is_not_of_the_contract_is_named_with_the_nearest() -> None:
    assert only(situation(episode=[])) == ("unknown_member", "", "episodes")
    assert sentence(situation(episode=[])) == (
        "'episode' is not part of a situation; did you mean 'episodes'?"
    )


@pytest.mark.parametrize("version", [2, "1", None, True, 1.5, [], {}])
def test_only_version_1_is_read(version: Any) -> None:
    assert only(situation() | {"situation": version})[:2] == ("wrong_version", "situation")


def test_a_situation_needs_a_date_of_its_own_or_from_the_reader() -> None:
    undated = situation()
    del undated["as_of"]
    assert only(undated) == ("no_date", "", None)
    assert "--as-of" in sentence(undated)


@pytest.mark.parametrize(
    "text", ["22.11.2026", "2026-13-01", "2026-02-30", "0000-01-01", "", "2026-1-1", "tomorrow"]
)
def test_a_date_that_is_none_is_refused(text: str) -> None:
    assert only(situation(as_of=text)) == ("bad_date", "as_of", None)
    assert f"'{text}' is not a date; write it as 2026-11-22" in sentence(situation(as_of=text))


@pytest.mark.parametrize("value", [20261122, [], {}, True])
def test_a_date_is_a_text(value: Any) -> None:
    assert only(situation(as_of=value))[:2] == ("bad_date", "as_of")


@pytest.mark.parametrize("text", ["2026-11", "2026"])
def test_the_day_of_assessment_is_a_whole_date(text: str) -> None:
    assert only(situation(as_of=text)) == ("wrong_type", "as_of", None)


@pytest.mark.parametrize(
    ("code", "meant"), [("rs", "RS"), ("int", "INT"), ("ZZ", None), ("Serbia", None), ("", None)]
)
def test_an_unknown_jurisdiction_is_refused(code: str, meant: str | None) -> None:
    assert only(situation(code)) == ("unknown_jurisdiction", "jurisdiction", meant)


def test_a_jurisdiction_from_the_command_is_named_as_its_option() -> None:
    assert only(situation(), jurisdiction="rs") == ("unknown_jurisdiction", "--jurisdiction", "RS")


@pytest.mark.parametrize("code", [7, [], {}, True])
def test_a_jurisdiction_is_a_text(code: Any) -> None:
    codes = {fault.code for fault in faults(situation() | {"jurisdiction": code})}
    assert codes == {"wrong_type"}


def test_null_is_the_same_as_nothing_for_state_and_date() -> None:
    assert only(situation() | {"as_of": None}) == ("no_date", "", None)
    assert assess(situation() | {"jurisdiction": None}).situation.jurisdiction == "INT"


@pytest.mark.parametrize("id_", [7, True, []])
def test_an_id_is_a_text(id_: Any) -> None:
    assert only(situation(id=id_)) == ("wrong_type", "id", None)


# Facts


@pytest.mark.parametrize("facts", [[], "x", 3, None, True])
def test_facts_are_an_object(facts: Any) -> None:
    assert only(situation() | {"facts": facts}) == ("wrong_type", "facts", None)


def test_an_unknown_fact_is_named_with_the_nearest() -> None:
    assert only(with_fact("asked_protektion", True)) == (
        "unknown_fact",
        "facts.asked_protektion",
        "asked_protection",
    )
    assert only(with_fact("Asked-Protection", True))[2] == "asked_protection"
    assert only(with_fact("zzz", True)) == ("unknown_fact", "facts.zzz", None)


@pytest.mark.parametrize(
    ("value", "found", "meant"),
    [
        ("yes", "the text 'yes'", "true"),
        ("No", "the text 'No'", "false"),
        ("True", "the text 'True'", "true"),
        (1, "the number 1", None),
        (0, "the number 0", None),
        ([], "a list", None),
        ("", "the text ''", None),
    ],
)
def test_a_yes_or_no_fact_takes_nothing_else(value: Any, found: str, meant: str | None) -> None:
    (fault,) = faults(with_fact("asked_protection", value))
    assert (fault.code, fault.place, fault.meant) == ("wrong_type", "facts.asked_protection", meant)
    assert (
        f'asked_protection\' takes true, false, "unknown" or "declined"; this is {found}' in fault.sentence()
    )


@pytest.mark.parametrize("value", ["27", True, [27], "old"])
def test_an_age_is_a_number(value: Any) -> None:
    assert only(with_fact("age_years", value))[:2] == ("wrong_type", "facts.age_years")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_refused(value: float) -> None:
    assert only(with_fact("age_years", value))[:2] == ("wrong_type", "facts.age_years")


@pytest.mark.parametrize(
    "value", [-1, -0.5, 10**400, -(10**400), 1e308, pytest.param(10**5000, id="very long")]
)
def test_a_number_out_of_all_range_is_refused(value: float) -> None:
    code, place, _ = only(with_fact("age_years", value))
    assert code in ("out_of_range", "wrong_type")
    assert place == "facts.age_years"


def test_an_age_that_nobody_reaches_is_refused() -> None:
    for years in (151, 1e6, 10**14):
        assert only(with_fact("age_years", years))[:2] == ("out_of_range", "facts.age_years")


@pytest.mark.parametrize(
    ("name", "value", "place", "meant"),
    [
        ("procedure_stage", "lodgd", "facts.procedure_stage", "lodged"),
        ("lawful_stay_basis", ["visa", "visum"], "facts.lawful_stay_basis[1]", "visa"),
        ("former_habitual_residence", "mm", "facts.former_habitual_residence", "MM"),
        ("former_habitual_residence", "Burma", "facts.former_habitual_residence", None),
        ("benefit_of_doubt_given", ["nexsus"], "facts.benefit_of_doubt_given[0]", "nexus"),
        ("prior_recognition_country", "nobody", "facts.prior_recognition_country", None),
    ],
)
def test_an_unknown_code_is_named_with_the_nearest(
    name: str, value: Any, place: str, meant: str | None
) -> None:
    assert only(with_fact(name, value)) == ("unknown_code", place, meant)


@pytest.mark.parametrize("value", ["visa", True, 3])
def test_a_list_of_codes_is_a_list(value: Any) -> None:
    assert only(with_fact("lawful_stay_basis", value))[:2] == ("wrong_type", "facts.lawful_stay_basis")


@pytest.mark.parametrize("each", [7, None, ["visa"], {"code": "visa"}, True])
def test_a_list_of_codes_holds_texts(each: Any) -> None:
    assert only(with_fact("lawful_stay_basis", ["visa", each]))[:2] == (
        "wrong_type",
        "facts.lawful_stay_basis[1]",
    )


def test_the_nationalities_are_answered_by_their_list() -> None:
    written = with_fact("nationalities", ["SY"])
    assert only(written) == ("answered_by_items", "facts.nationalities", None)
    assert "answered by the list 'nationalities'" in sentence(written)


# Facts as objects


@pytest.mark.parametrize(
    ("value", "code", "place", "meant"),
    [
        ({}, "missing_member", "facts.asked_protection", None),
        ({"basis": "stated"}, "missing_member", "facts.asked_protection", None),
        ({"value": 3}, "wrong_type", "facts.asked_protection.value", None),
        ({"value": {"value": True}}, "wrong_type", "facts.asked_protection.value", None),
        ({"value": True, "bases": "stated"}, "unknown_member", "facts.asked_protection", "basis"),
        ({"value": True, "basis": "stted"}, "unknown_code", "facts.asked_protection.basis", "stated"),
        ({"value": True, "basis": 3}, "unknown_code", "facts.asked_protection.basis", None),
        ({"value": True, "on": "yesterday"}, "bad_date", "facts.asked_protection.on", None),
        ({"value": True, "on": 2026}, "bad_date", "facts.asked_protection.on", None),
        ({"value": True, "by": 3}, "wrong_type", "facts.asked_protection.by", None),
        ({"value": True, "note": ["x"]}, "wrong_type", "facts.asked_protection.note", None),
        ({"value": True, "margin": 2}, "wrong_type", "facts.asked_protection.margin", None),
    ],
)
def test_a_fact_with_its_basis_is_checked_too(value: Any, code: str, place: str, meant: str | None) -> None:
    assert only(with_fact("asked_protection", value)) == (code, place, meant)


@pytest.mark.parametrize("margin", [-1, "2", None, True, float("nan"), 10**400])
def test_the_margin_of_a_number_is_a_number_from_0(margin: Any) -> None:
    written = with_fact("age_years", {"value": 17, "margin": margin})
    assert only(written)[:2] == ("wrong_type", "facts.age_years.margin")


@pytest.mark.parametrize("basis", [["stated"], {"stated": 1}, True])
def test_a_basis_of_a_wrong_type_is_a_fault_and_no_crash(basis: Any) -> None:
    assert only(with_fact("asked_protection", {"value": True, "basis": basis}))[0] == "unknown_code"


# Items


@pytest.mark.parametrize("items", [{}, "SY", 3, True])
def test_items_come_in_a_list(items: Any) -> None:
    assert only(situation(nationalities=items)) == ("wrong_type", "nationalities", None)


@pytest.mark.parametrize("item", ["SY", 3, None, ["SY"]])
def test_an_item_is_an_object(item: Any) -> None:
    assert only(situation(nationalities=[{"id": "SY"}, item])) == ("wrong_type", "nationalities[1]", None)


@pytest.mark.parametrize("item", [{}, {"facts": {}}, {"id": ""}, {"id": 7}, {"id": None}, {"id": []}])
def test_an_item_needs_an_id(item: Any) -> None:
    assert only(situation(episodes=[item])) == ("missing_member", "episodes[0]", None)


def test_two_items_cannot_have_the_same_id() -> None:
    twice = situation(episodes=[{"id": "a"}, {"id": "b"}, {"id": "a"}, {"id": "a"}])
    assert only(twice) == ("duplicate_item", "episodes", None)
    assert sentence(twice) == "episodes: two items have the id 'a'; give each its own"


def test_items_of_different_lists_may_share_an_id() -> None:
    assess(situation(nationalities=[{"id": "SY"}], destinations=[{"id": "SY"}]))


@pytest.mark.parametrize("facts", [[], "x", 3, None])
def test_the_facts_of_an_item_are_an_object(facts: Any) -> None:
    assert only(situation(legs=[{"id": "sea", "facts": facts}])) == ("wrong_type", "legs[0].facts", None)


def test_a_fact_of_another_scope_is_sent_where_it_belongs() -> None:
    written = situation(episodes=[{"id": "a", "facts": {"fears_return": True}}])
    assert only(written) == ("wrong_scope", "episodes[0].facts.fears_return", None)
    assert sentence(written).endswith("is a fact of scope nationality; put it in an item of nationalities")
    personal = situation(episodes=[{"id": "a", "facts": {"age_years": 3}}])
    assert sentence(personal).endswith("is a fact of scope person; put it under the top-level facts")


def test_an_unknown_fact_of_an_item_is_named_with_its_place() -> None:
    written = situation(episodes=[{"id": "a"}, {"id": "b", "facts": {"act_recrute": True}}])
    assert only(written) == ("unknown_fact", "episodes[1].facts.act_recrute", "act_recruit")


@pytest.mark.parametrize(
    ("members", "key", "meant"),
    [("episodes", "form", "from"), ("nationalities", "country", None), ("legs", "fact", "facts")],
)
def test_a_member_that_no_such_item_has_is_refused(members: str, key: str, meant: str | None) -> None:
    assert only(situation() | {members: [{"id": "a", key: "x"}]}) == (
        "unknown_member",
        f"{members}[0]",
        meant,
    )


@pytest.mark.parametrize("text", ["March 2016", "2016/03", "2016-13"])
def test_dates_of_an_episode_are_dates(text: str) -> None:
    written = situation(episodes=[{"id": "a", "from": text}])
    assert only(written) == ("bad_date", "episodes[0].from", None)


@pytest.mark.parametrize(("members", "key"), [("episodes", "country"), ("episodes", "to"), ("legs", "from")])
def test_details_of_an_item_are_texts(members: str, key: str) -> None:
    written = situation() | {members: [{"id": "a", key: 3}]}
    assert only(written) == ("wrong_type", f"{members}[0].{key}", None)


# All at once, and the file's name


def test_every_fault_is_told_at_once() -> None:
    written = situation(
        "XX",
        facts={"zzz": 1, "age_years": "old", "asked_protection": {"basis": "heard"}},
        nationalities=[{"facts": {"fears_return": "maybe"}}],
        colour="blue",
    )
    assert {fault.code for fault in faults(written)} == {
        "unknown_member",
        "unknown_jurisdiction",
        "unknown_fact",
        "wrong_type",
        "missing_member",
    }


def test_the_file_stands_before_the_place() -> None:
    (fault,) = faults(with_fact("zzz", True), name="case.json")
    assert fault.sentence() == "case.json: facts.zzz: unknown fact 'zzz'"
    (fault,) = faults([], name="case.json")
    assert fault.sentence().startswith("case.json: a situation is a JSON object")


def test_every_sentence_can_be_said_with_its_values() -> None:
    for code, text in SENTENCES.items():
        assert text, code
        assert not text.endswith("."), code


# JSON itself


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "empty", "x.json"),
        (" \n\t ", "empty", "x.json"),
        ("{", "json_syntax", "x.json:1:2"),
        ('{"situation": 1,\n "facts": {"a" 3}}', "json_syntax", "x.json:2:16"),
        ("{'situation': 1}", "json_syntax", "x.json:1:2"),
        ('{"a": 1} {"b": 2}', "json_syntax", "x.json:1:10"),
        ('{"a": 1, "a": 2}', "json_duplicate", "x.json"),
        ('{"facts": {"a": 1, "b": {"c": 1, "c": 1}}}', "json_duplicate", "x.json"),
        ('{"a": NaN}', "json_number", "x.json"),
        ('{"a": -Infinity}', "json_number", "x.json"),
        ('{"a": ' + "9" * 5000 + "}", "json_number", "x.json"),
        ("[" * 100_000, "json_depth", "x.json"),
        ('{"a":' * 100_000, "json_depth", "x.json"),
        ("\ufeff{}", "json_syntax", "x.json:1:1"),
        ('{"a": "\x00"}', "json_syntax", "x.json:1:8"),
    ],
)
def test_text_that_is_not_json_is_refused_with_its_place(text: str, code: str, place: str) -> None:
    with pytest.raises(BadSituation) as refused:
        read_json(text, "x.json")
    (fault,) = refused.value.faults
    assert (fault.code, fault.place) == (code, place)
    assert len(fault.sentence()) < 400


def test_deep_nesting_inside_a_situation_is_a_fault_and_no_crash() -> None:
    deep: Any = True
    for _ in range(5000):
        deep = {"value": deep}
    assert only(with_fact("asked_protection", deep))[0] == "wrong_type"


# Large and strange, but quick


def test_ten_thousand_items_are_read_quickly() -> None:
    many = situation(episodes=[{"id": str(number), "facts": {}} for number in range(10_000)])
    began = time.process_time()
    answer = assess(many)
    assert answer.conclusions["trafficked"].value is None
    assert len(answer.situation.items["episode"] or ()) == 10_000
    assert time.process_time() - began < 20


def test_ten_thousand_items_with_the_same_id_are_refused_quickly() -> None:
    began = time.process_time()
    assert only(situation(episodes=[{"id": "same"}] * 10_000))[0] == "duplicate_item"
    assert time.process_time() - began < 20


def test_very_long_texts_make_no_very_long_messages() -> None:
    long = "x" * 1_000_000
    for written in (
        with_fact("asked_protection", long),
        situation(as_of=long),
        situation(long),
        with_fact(long, 1),
    ):
        assert len(sentence(written)) < 3_000_000


def test_names_in_any_script_are_read_and_kept() -> None:
    written = leyla()
    names = ["сарајево 🌊", "الخليج", "a.b/c\n", "episodes[0]", "x" * 300]
    written["episodes"] = [{"id": name, "facts": {"act_recruit": True}} for name in names]
    answer = assess(written)
    said = answer.as_json()["conclusions"]["trafficked"]
    assert list(said["items"]) == names
    assert json.loads(json.dumps(said)) == said


# Anything at all


def assert_read_or_refused(read: Callable[[], object]) -> None:
    """Nothing but BadSituation may come of it, and that says what is wrong."""
    try:
        read()
    except BadSituation as problem:
        refused: BadSituation | None = problem
    else:
        refused = None
    assert refused is None or (refused.faults and str(refused))


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
anything = st.recursive(
    scalars,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3),
    max_leaves=12,
)
members = st.sampled_from(
    ("situation", "id", "jurisdiction", "as_of", "facts", "nationalities", "episodes", "legs", "destinations")
)
names = st.sampled_from(sorted(map(str, FACTS))) | st.text(max_size=5)
near = st.fixed_dictionaries(
    {"facts": st.dictionaries(names, anything, max_size=4) | anything},
    optional={
        "situation": st.just(1) | anything,
        "as_of": st.sampled_from(("2026-11-22", "0001-01-01", "9999-12-31")) | anything,
        "jurisdiction": st.sampled_from(("RS", "INT")) | anything,
        **{
            list_: st.lists(
                st.fixed_dictionaries(
                    {"id": st.text(max_size=2) | anything},
                    optional={
                        "facts": st.dictionaries(names, anything, max_size=3) | anything,
                        "from": st.sampled_from(("0001", "9999-12", "2016-02-29")) | anything,
                    },
                )
                | anything,
                max_size=3,
            )
            | anything
            for list_ in ("nationalities", "episodes", "legs", "destinations")
        },
    },
)


@settings(max_examples=200)
@given(anything | st.dictionaries(members, anything) | near)
def test_any_json_at_all_is_assessed_or_refused_and_never_breaks(written: Any) -> None:
    assert_read_or_refused(lambda: json.dumps(assess(written, rulebook=shipped()).as_json(), allow_nan=False))


@settings(max_examples=200)
@given(st.text(max_size=60) | st.text(alphabet='{}[]",:0123456789eE+-.\\ ntfu', max_size=40))
def test_any_text_at_all_is_read_or_refused_and_never_breaks(text: str) -> None:
    assert_read_or_refused(lambda: read_json(text, "x"))


mutations = st.tuples(
    st.integers(0, 10_000), st.sampled_from(('"', "{", "}", "null", "1", ",", "", "é", "\\"))
)


@settings(max_examples=150)
@given(st.sampled_from(sorted(CAST)), st.lists(mutations, min_size=1, max_size=4))
def test_a_damaged_file_is_assessed_or_refused_and_never_breaks(
    name: str, changes: list[tuple[int, str]]
) -> None:
    text = json.dumps(CAST[name]())
    for number, piece in changes:
        at = number % len(text)
        text = text[:at] + piece + text[at + 1 :]
    assert_read_or_refused(lambda: assess(read_json(text, "x"), rulebook=shipped()))


@pytest.mark.parametrize("as_of", ["0001-01-01", "9999-12-31", "2024-02-29"])
@pytest.mark.parametrize("years", [0, 17, 120])
def test_the_ends_of_the_calendar_break_nothing(as_of: str, years: int) -> None:
    written = situation(as_of=as_of, facts={"age_years": {"value": years, "margin": 5}})
    written["episodes"] = [
        {"id": "first", "from": "0001", "facts": {"act_recruit": True}},
        {"id": "last", "from": "9999-12", "facts": {"act_recruit": True}},
    ]
    json.dumps(assess(written).as_json())
