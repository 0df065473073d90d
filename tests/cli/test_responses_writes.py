"""`asylon responses write`: every kind that there is, on a real installation, with the bodies of the API."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from asylon.api.interface import api
from asylon.cli.response_kinds import KINDS, Sort, writers
from tests.api.emergency_rows import EMERGENCIES
from tests.api.emergency_rows import FRESH as FRESH_OF_EMERGENCIES
from tests.api.plan_rows import FRESH as FRESH_OF_PLANS
from tests.api.plan_rows import PLANS
from tests.api.pledge_rows import PLEDGES
from tests.api.share_rows import SHARES
from tests.cli.conftest import Json, Ran
from tests.cli.offices import Office, office_of_commands

WANT_A_FRESH_CODE = FRESH_OF_EMERGENCIES | FRESH_OF_PLANS
"""Operations that stay on the pages and in the API: a declaration, its end, an adoption."""
ACTIONS_OF_THEIR_OWN = {"begin_emergency": "open", "record_arrivals": "arrivals"}
"""Operations that the verb has actions for, with options or a table instead of a file of JSON."""
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BY = ("--by", "jovan")


@dataclass(frozen=True)
class Good:
    """A writing that is good: the operation of the API whose body it takes, about what, and where it lies.

    `alone` stands for those after which others could not be done: they get a scene of their own.
    """

    operation: str
    about: str
    table: str
    columns: tuple[str, ...] = ()
    alone: bool = False


GOOD: Mapping[str, Good] = {
    "change-emergency": Good(
        "edit_emergency", "emergency", "emergencies_emergency", ("name", "began_on"), alone=True
    ),
    "stage": Good("reach_stage", "emergency", "emergencies_stagereached", ("stage", "since", "reasons")),
    "mark": Good("set_mark", "emergency", "emergencies_threshold", ("indicator", "mark", "reasons")),
    "cause": Good("note_cause", "emergency", "emergencies_cause", ("kind", "on", "said", "source")),
    "capacities": Good("record_capacities", "emergency", "emergencies_capacity"),
    "procedures": Good(
        "record_procedures", "emergency", "emergencies_procedures", ("on", "host", "waiting", "source")
    ),
    "scenario": Good("work_out_scenario", "emergency", "shares_scenario", ("name",)),
    "need": Good("add_need", "emergency", "pledges_need", ("sector", "since", "until", "amount", "source")),
    "change-need": Good("edit_need", "need", "pledges_need", ("sector", "unit", "amount")),
    "pledge": Good("announce_pledge", "emergency", "pledges_pledge", ("donor_state", "kind", "unit")),
    "terms": Good("edit_pledge_terms", "pledge", "pledges_pledge", ("district",)),
    "part": Good("add_pledge_part", "pledge", "pledges_tranche", ("since", "until"), alone=True),
    "movement": Good("move_pledge", "pledge", "pledges_movement", ("step", "amount", "on", "evidence")),
    "consultation": Good("add_consultation", "emergency", "plans_consultation", ("basis", "convened_on")),
    "change-consultation": Good(
        "edit_consultation", "consultation", "plans_consultation", ("basis", "convened_on")
    ),
    "plan": Good("add_plan", "emergency", "plans_plan", ("name", "scenario", "host")),
    "prepared-plan": Good("add_plan", "", "plans_plan", ("name", "scenario", "host")),
    "change-plan": Good("edit_plan", "plan", "plans_plan", ("name",), alone=True),
    "trigger": Good("set_plan_trigger", "ready", "plans_trigger", ("measure", "at_least", "then")),
    "standby": Good("keep_plan_standby", "ready", "plans_standby", ("what", "held_by", "amount", "unit")),
    "standard": Good("answer_plan_standard", "plan", "plans_answered", ("asked", "said")),
    "version": Good("begin_plan_version", "unreviewed", "plans_version"),
    "review-and-forecast": Good("frame_plan_version", "plan_draft", "plans_version", ("review_on",)),
    "member": Good("name_plan_member", "plan_draft", "plans_member", ("kind", "name")),
    "strike-member": Good("strike_plan_member", "member", "plans_member"),
    "item": Good("add_plan_item", "plan_draft", "plans_item", ("code", "what")),
    "change-item": Good("edit_plan_item", "draft_item", "plans_item", ("code", "what"), alone=True),
    "take-out-item": Good("take_out_plan_item", "draft_item", "plans_item"),
    "progress": Good("report_plan_item", "plan_item", "plans_progress", ("state",)),
    "answer": Good("answer_plan_item", "plan_item", "plans_answered", ("asked", "said", "sort")),
    "review": Good("call_plan_review", "unreviewed", "reviews_review", ("on", "called_by"), alone=True),
    "figure": Good("write_review_figure", "review", "reviews_figure", ("sort", "of", "unit", "source")),
    "gather": Good("gather_review_figures", "quiet_review", "reviews_review"),
    "decision": Good("decide_proposal", "proposal", "reviews_proposal", ("reasons",), alone=True),
    "hold": Good("hold_plan_review", "quiet_review", "reviews_review", ("conclusion", "next_on"), alone=True),
}
GONE = ("strike-member", "take-out-item")
WITH_FILES = [name for name, kind in KINDS.items() if kind.file]
Scene = dict[str, str]


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with office_of_commands() as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(office: Office) -> Scene:
    """An emergency with a plan, reviews and pledges, for what does not stand in the way of other tests."""
    return office.scene("Crossings that tests share")


@pytest.fixture(scope="module")
def still(office: Office) -> Scene:
    """The same for tests that write nothing."""
    return office.scene("Crossings that stay as they are")


@pytest.fixture
def own(office: Office) -> Scene:
    """The same for one test alone."""
    return office.scene(f"Crossings {uuid4().hex[:8]}")


def body(kind: str, scene: Scene) -> Any:
    """What the tests of the API send for the same act; None where nothing is sent."""
    operation = GOOD[kind].operation
    if operation in EMERGENCIES:
        return EMERGENCIES[operation][1]
    world = SimpleNamespace(emergency=scene["emergency"], pledged=scene)
    told = {**PLANS, **PLEDGES, **SHARES}[operation][1]
    assert told
    return told(world)


def write(office: Office, kind: str, about: str, content: Any, folder: Path, *more: str) -> Ran:
    """Write down what `content` says, about what has this name or id."""
    words: list[object] = [about] if about else []
    if KINDS[kind].file:
        file = folder / f"{kind}.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        words.append(file)
    return office("responses", "write", kind, *words, *(more or BY))


def stored(office: Office, table: str, id_: str) -> Json | None:
    """The row of an id."""
    names = [str(row[1]) for row in office.rows(f"PRAGMA table_info({table})")]
    found = office.rows(f"SELECT * FROM {table} WHERE id = ?", UUID(id_).hex)
    return dict(zip(names, found[0], strict=True)) if found else None


def how_much(office: Office) -> list[tuple[object, ...]]:
    """How many acts are done so far, refusals not counted: each writing journals one."""
    return office.rows("SELECT count(*) FROM journal_entry WHERE outcome = 'done'")


def test_every_operation_that_writes_has_a_kind_or_wants_a_fresh_code() -> None:
    paths = api.get_openapi_schema()["paths"]
    writing = {
        operation["operationId"]
        for methods in paths.values()
        for method, operation in methods.items()
        if method != "get" and "responses" in operation["tags"]
    }
    named = {each.operation for each in GOOD.values()}
    assert writing == named | WANT_A_FRESH_CODE | set(ACTIONS_OF_THEIR_OWN)
    assert not named & (WANT_A_FRESH_CODE | set(ACTIONS_OF_THEIR_OWN))


def test_every_kind_has_a_writer_and_a_good_example() -> None:
    assert list(GOOD) == list(KINDS)
    assert set(writers()) == set(KINDS)
    assert {name for name, writer in writers().items() if writer.holds} == set(WITH_FILES)


@pytest.mark.parametrize("kind", [each for each in WITH_FILES if each not in ("plan", "prepared-plan")])
def test_a_file_has_the_members_that_the_api_has(kind: str) -> None:
    schema = api.get_openapi_schema()
    operations = {op["operationId"]: op for ops in schema["paths"].values() for op in ops.values()}
    sent = operations[GOOD[kind].operation]["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    shape = schema["components"]["schemas"][sent.rpartition("/")[2]]
    holds = writers()[kind].holds
    assert set(holds) == set(shape["properties"])
    assert {name for name, (_, default) in holds.items() if default is ...} == set(shape.get("required", ()))


@pytest.mark.parametrize("kind", GOOD)
def test_what_a_file_says_is_written_down(
    office: Office, request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    good = GOOD[kind]
    scene: Scene = request.getfixturevalue("own" if good.alone else "shared")
    content = {"name": "For this emergency"} if kind == "plan" else body(kind, scene)
    before = how_much(office)
    ran = write(office, kind, scene.get(good.about, ""), content, tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{kind}: ")
    assert len(ran.out.splitlines()) == 1
    assert how_much(office) == [(int(str(before[0][0])) + 1,)]
    act, role, outcome, _ = office.journal()[0]
    assert (act, role, outcome) == (KINDS[kind].act, "coordinator", "done")
    if kind == "capacities":
        assert "1 rows are written down" in ran.out
        assert office.rows(
            "SELECT sector, capacity FROM emergencies_capacity WHERE emergency_id = ?",
            UUID(scene["emergency"]).hex,
        ) == [("shelter", 40)]
        return
    found = ID.search(ran.out)
    assert found
    row = stored(office, good.table, found[0])
    if kind in GONE:
        assert row is None
        return
    assert row
    assert {name: row[name] for name in good.columns} == {
        name: content.get(name, "") for name in good.columns
    }


def test_what_is_written_is_what_the_verb_shows(office: Office, own: Scene, tmp_path: Path) -> None:
    e = own["emergency"]
    write(office, "stage", e, body("stage", own), tmp_path)
    write(office, "progress", own["plan_item"], {"state": "running", "reached": 1_200}, tmp_path)
    write(office, "item", own["plan_draft"], body("item", own), tmp_path)
    write(office, "decision", own["proposal"], body("decision", own), tmp_path)
    write(office, "scenario", e, body("scenario", own), tmp_path)
    write(office, "movement", own["pledge"], body("movement", own), tmp_path)
    assert office.json("responses", "show", e, *BY)["stages"][0]["stage"] == "stabilised"
    (item,) = office.json("responses", "plan", e, *BY)["items"]
    assert (item["id"], item["state"], item["reached"]) == (own["plan_item"], "running", 1_200)
    draft = office.json("responses", "plan", e, "--number", "2", *BY)
    assert next(each["what"] for each in draft["items"]) == "Funds at once"
    assert {each["id"] for each in draft["versions"]} >= {own["plan_draft"]}
    (review,) = office.json("responses", "reviews", e, *BY)["reviews"]
    told = {each["id"]: (each["decision"], each["version"]) for each in review["proposals"]}
    assert told[own["proposal"]] == ("declined", 2)
    (scenario,) = office.json("responses", "shares", e, *BY)["scenarios"]
    assert scenario["name"] == "By people"
    assert "delivered EUR 0.01" in office("responses", "pledges", e, *BY).flat


def test_a_table_of_capacities_is_taken_too(office: Office, own: Scene, tmp_path: Path) -> None:
    file = tmp_path / "room.csv"
    head, row = (
        "day,sector,unit,capacity,in_use,district,source\n",
        "2026-10-02,shelter,persons,400,390,North,",
    )
    file.write_text(f"{head}{row}site office (invented)\n2026-10-02,water,persons,900,,,\n", encoding="utf-8")
    words = ("responses", "write", "capacities", own["emergency"], file, *BY)
    assert "room.csv: column source: every row says who counted" in office(*words).err
    file.write_text(f"{head}2026-10-02,shelter,persons,400,,,made up\n2926-10-02,water,persons,9,,,made up\n")
    assert "room.csv: 2926-10-02, water, day: This day has not come yet" in office(*words).err
    file.write_text(f"{head}2026-10-02,shelter,persons,4x0,,,made up\n", encoding="utf-8")
    assert "row 1, column capacity" in office(*words).err
    file.write_text(f"{head}{row}site office (invented)\n", encoding="utf-8")
    ran = office(*words)
    assert (ran.code, ran.err) == (0, "")
    asked = (
        "SELECT capacity, in_use, district, source, invented FROM emergencies_capacity WHERE emergency_id = ?"
    )
    stands = [(400, 390, "North", "site office (invented)", 1)]  # an invented emergency has invented figures
    assert office.rows(asked, UUID(own["emergency"]).hex) == stands


# what can be named


@pytest.mark.parametrize("sort", Sort)
def test_what_can_be_written_about_is_listed_with_its_numbers(
    office: Office, still: Scene, sort: Sort
) -> None:
    key = {"version": "plan_draft", "item": "plan_item"}.get(sort, sort.value)
    told = office.json("responses", "targets", sort, *BY)["targets"]
    found = next(each for each in told if each["id"] == still[key])
    assert set(found) == {"id", "name", "version", "last"}
    assert (found["version"] is None) == (sort in (Sort.MEMBER, Sort.PART))
    assert (found["last"] is None) == (sort not in (Sort.PLEDGE, Sort.PART))
    page = office("responses", "targets", sort, *BY)
    assert still[key] in page.flat


def test_a_target_goes_by_its_name_or_the_beginning_of_its_id(
    office: Office, own: Scene, tmp_path: Path
) -> None:
    content = {"state": "running"}
    for about in (own["plan_item"].upper(), own["plan_item"].replace("-", "")[:30]):
        assert write(office, "progress", about, content, tmp_path).code == 0
    plans = office.json("responses", "targets", "plan", *BY)["targets"]
    name = next(each["name"] for each in plans if "east" in each["name"])
    assert write(office, "standard", name, body("standard", own), tmp_path).code == 0
    ran = write(office, "standard", "Plan for the crossings", body("standard", own), tmp_path)
    assert (ran.code, len(ran.said)) == (2, 1)
    assert "more than one plan is called 'Plan for the crossings'" in ran.err
    assert (
        "more than one item has an id that begins with '0'"
        in write(office, "progress", "0", content, tmp_path).err
    )


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.of])
def test_what_is_not_there_is_said_with_what_is(
    office: Office, still: Scene, tmp_path: Path, kind: str
) -> None:
    before = how_much(office)
    ran = write(office, kind, str(uuid4()), body(kind, still), tmp_path)
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert ran.err.startswith(f"asylon: there is no {KINDS[kind].of} '")
    assert "there are: " in ran.err
    assert how_much(office) == before


def test_a_kind_that_there_is_none_of_is_said_with_the_nearest(office: Office, tmp_path: Path) -> None:
    ran = office("responses", "write", "progres", "x", tmp_path / "x.json", *BY)
    assert (ran.code, ran.out) == (2, "")
    assert "there is no kind 'progres'; did you mean 'progress'?" in ran.err
    ran = office("responses", "targets", "plegde", *BY)
    assert (ran.code, ran.out) == (2, "")
    assert "there is no sort 'plegde'; did you mean 'pledge'?" in ran.err
    assert "FILE" in office("responses", "write", "stage", "x", *BY).err


def test_the_list_of_kinds_says_what_each_file_holds(office: Office) -> None:
    ran = office("responses", "write", "--list")
    assert (ran.code, ran.err) == (0, "")
    for name, kind in KINDS.items():
        assert (
            f"{name} {f'{kind.of.upper()} ' if kind.of else ''}{'FILE' if kind.file else ''}".rstrip()
            in ran.flat
        )
    assert "stage: first_arrivals | stabilised | protracted; since: day; reasons: words" in ran.flat
    assert "[parties: a list of {kind: words; name: words; [iso3: words]; [voice: words]}]" in ran.flat
    assert "[change: {[thread: id or null]; [code: words];" in ran.flat


# who may


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_not_is_refused_before_anything_is_read(office: Office, tmp_path: Path, kind: str) -> None:
    who, role = ("ravi", "registration_officer") if kind == "scenario" else ("nikola", "analyst")
    before = how_much(office)
    ran = write(office, kind, "x" if KINDS[kind].of else "", "{", tmp_path, "--by", who)
    assert (ran.code, ran.out) == (2, "")
    assert ran.said == [f"asylon: '{who}' may not do this as {role}; the refusal is in the journal"]
    assert office.journal() == [(KINDS[kind].act, role, "refused", {"why": "not_for_the_role"})]
    assert how_much(office) == before


def test_others_than_the_coordinator_write_what_is_theirs(office: Office, own: Scene, tmp_path: Path) -> None:
    for kind, who in (("procedures", "ravi"), ("capacities", "ravi"), ("scenario", "nikola")):
        ran = write(office, kind, own["emergency"], body(kind, own), tmp_path, "--by", who)
        assert (ran.code, ran.err) == (0, "")


# what is wrong with a file


@pytest.mark.parametrize("kind", WITH_FILES)
def test_every_file_is_read_strictly(office: Office, still: Scene, tmp_path: Path, kind: str) -> None:
    before = how_much(office)
    about = still.get(GOOD[kind].about, "")
    content = {"name": "For this emergency"} if kind == "plan" else body(kind, still)
    name = next(iter(content))
    ran = write(office, kind, about, {**content, f"{name}x": 1, name: {}}, tmp_path)
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 2)
    assert ran.said[0].startswith(f"asylon: {kind}.json: {name}: ")
    nearest = f"{name}x: there is no '{name}x' here; did you mean '{name}'?"
    assert ran.said[1] == f"asylon: {kind}.json: {nearest}"
    ran = write(office, kind, about, {**content, name: "a\0b"}, tmp_path)
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert f"asylon: {kind}.json: {name}: these words hold a sign" in ran.err
    assert how_much(office) == before


def test_what_is_no_json_object_is_no_file_to_write_from(
    office: Office, still: Scene, tmp_path: Path
) -> None:
    absent = office("responses", "write", "stage", still["emergency"], tmp_path / "no.json", *BY)
    assert (absent.code, absent.out) == (2, "")
    assert "no.json: cannot be read: No such file or directory" in absent.err
    for content, said in (
        ([], "'stage' takes one JSON object; write {...}"),
        ("{", "this is not JSON"),
        ('{"stage": "stabilised", "stage": "protracted"}', "the key 'stage' stands here twice; keep one"),
        ("[" * 100_000, "the JSON is nested too deeply to be read"),
        ({"stage": [[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]}, "the JSON is nested too deeply to be read"),
        ({"a\x1bb": 1}, "a name: these words hold a sign that cannot be printed"),
    ):
        ran = write(office, "stage", still["emergency"], content, tmp_path)
        assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
        assert said in ran.err


WRONG: list[tuple[str, str, Any, str]] = [
    ("stage", "emergency", {"stage": "stabilized"}, "stage: there is no 'stabilized' here; did you mean"),
    ("stage", "emergency", {"since": "2926-01-01"}, "since: This day has not come yet"),
    ("stage", "emergency", {"since": 20_000}, "since: "),
    ("mark", "emergency", {"mark": 0.001}, "mark: Write a number from 0 up"),
    ("mark", "emergency", {"mark": "9"}, "mark: Input should be a valid number"),
    ("cause", "emergency", {"country": "SUD"}, "country: “SUD” is no country code"),
    ("capacities", "emergency", {"rows": [{"on": "2026-10-01"}]}, "rows[0].sector: Field required"),
    (
        *("capacities", "emergency"),
        {"rows": [{"on": "2026-10-01", "sector": "shelter", "unit": "persons", "capacity": -1}]},
        "rows[0].capacity: Write a whole number from 0",
    ),
    ("procedures", "emergency", {"host": "TCD"}, "host: TCD is no host of this emergency"),
    ("scenario", "emergency", {"preset": ""}, "preset: name a key that ships"),
    ("scenario", "emergency", {"key": "key: 1"}, "preset: name a key that ships"),
    (
        "scenario",
        "emergency",
        {"preset": "populaton"},
        "preset: there is no preset 'populaton'; did you mean",
    ),
    ("scenario", "emergency", {"preset": "", "key": "key: ["}, "scenario.json: key"),
    ("scenario", "emergency", {"measure": "refugee"}, "measure: there is no 'refugee' here; did you mean"),
    ("scenario", "emergency", {"total": 0}, "total: Input should be greater than or equal to 1"),
    ("scenario", "emergency", {"states": ["DEU", "ZZZ"]}, "'ZZZ'"),
    ("part", "pledge", {"amount": 0}, "amount: Write a whole number from 1"),
    ("movement", "pledge", {"part": str(uuid4())}, "part: This part belongs to another pledge"),
    ("movement", "pledge", {"amount": 501}, "amount: More would be delivered than was committed"),
    (
        *("consultation", "emergency"),
        {"parties": [{"kind": "state", "name": "Chad", "iso": "TCD"}]},
        "parties[0].iso: there is no 'iso' here; did you mean 'iso3'?",
    ),
    (
        *("consultation", "emergency"),
        {"parties": [{"kind": "stat", "name": "Chad", "iso3": "TCD"}]},
        "parties[0].kind: there is no 'stat' here; did you mean 'state'?",
    ),
    ("prepared-plan", "", {"host": ""}, "host: Without an emergency, say which country"),
    ("trigger", "ready", {"measure": "arrivals"}, "measure: there is no 'arrivals' here; "),
    ("trigger", "ready", {"at_least": 10**30}, "at_least: Write the mark as a whole number"),
    ("standby", "ready", {"amount": 10**30}, "amount: Write a whole number"),
    (
        "standard",
        "plan",
        {"asked": "document"},
        "asked: there is no 'document' here; did you mean 'documents'?",
    ),
    (
        "review-and-forecast",
        "plan_draft",
        {"review_on": "2026-01-01"},
        "review_on: Choose a day that has not",
    ),
    ("review-and-forecast", "plan_draft", {"why": ""}, "why: Say why it is changed"),
    ("member", "plan_draft", {"name": "UNHCR", "kind": "un"}, "name: “UNHCR” stands there already"),
    ("item", "plan_draft", {"code": "z9"}, "code: No arrangement has the code “z9”"),
    ("item", "plan_draft", {"receiving": "LBN, " * 60}, "receiving: This is too long"),
    (
        "progress",
        "plan_item",
        {"state": "runing"},
        "state: there is no 'runing' here; did you mean 'running'?",
    ),
    ("progress", "plan_item", {"reached": 2**63}, "reached: Write a whole number"),
    ("answer", "plan_item", {"sort": "children"}, "sort: Only humanitarian transfer"),
    ("figure", "review", {"as_of": "2926-01-01"}, "as_of: This day has not come yet"),
    ("decision", "proposal", {"accept": True}, "change: Say what is to change in the plan"),
    (
        *("decision", "proposal"),
        {"accept": True, "change": {"code": "j1", "what": "Funds", "cost_minor": 5}},
        "change.currency: Write the currency",
    ),
    ("hold", "quiet_review", {"present": []}, "present: Write who was present"),
    (
        *("hold", "quiet_review"),
        {"present": [{"kind": "un", "name": "UNHCR"}, {"kind": "nog", "name": "NGO forum"}]},
        "present[1].kind: there is no 'nog' here; did you mean 'ngo'?",
    ),
]


@pytest.mark.parametrize(("kind", "about", "wrong", "said"), WRONG)
def test_what_the_rules_refuse_is_said_by_its_place(
    office: Office, still: Scene, tmp_path: Path, kind: str, about: str, wrong: Json, said: str
) -> None:
    before = how_much(office)
    content = {**body(kind, still), **wrong}
    ran = write(office, kind, still.get(about, ""), content, tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert all(line.startswith(f"asylon: {kind}.json: ") for line in ran.said)
    assert how_much(office) == before


# what does not fit what stands

BASED_ON_WHAT_WAS_READ = {
    "change-emergency": 1,
    "change-need": 1,
    "terms": 1,
    "part": 2,
    "movement": 2,
    "change-consultation": 1,
    "change-plan": 1,
    "review-and-forecast": 2,
    "change-item": 1,
    "take-out-item": 1,
    "decision": 1,
    "hold": 1,
}
"""Kinds whose file says in `seen` what was read, and what stands in a new scene."""


def test_every_file_that_says_what_was_read_is_tried() -> None:
    assert [name for name in WITH_FILES if "seen" in writers()[name].holds] == list(BASED_ON_WHAT_WAS_READ)


def test_whoever_read_an_older_state_writes_nothing(office: Office, own: Scene, tmp_path: Path) -> None:
    before = how_much(office)
    for kind, stands in BASED_ON_WHAT_WAS_READ.items():
        seen = {"terms": 0, "part": 2**70, "change-item": 2**70}.get(kind, stands + 5)
        ran = write(office, kind, own[GOOD[kind].about], {**body(kind, own), "seen": seen}, tmp_path)
        assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
        number = f"{'movement' if KINDS[kind].steps else 'version'} {stands}"
        assert ran.err.startswith(f"asylon: {kind}: it stands at {number} by now, and 'seen' says")
    assert how_much(office) == before


def test_what_does_not_fit_what_stands_is_said_in_one_sentence(
    office: Office, own: Scene, tmp_path: Path
) -> None:
    """An adopted version, a second draft or review, one before an adoption, one that is over."""
    versions = office.json("responses", "plan", own["emergency"], *BY)["versions"]
    adopted = next(each["id"] for each in versions if each["state"] == "adopted")
    reviews = office.json("responses", "targets", "review", *BY)["targets"]
    held = next(each["id"] for each in reviews if ", held, " in each["name"])
    assert write(office, "scenario", own["emergency"], body("scenario", own), tmp_path).code == 0
    nowhere = {"seen": 1, "name": "Put elsewhere", "emergency": str(uuid4())}
    before = how_much(office)
    for kind, about, content, said in (
        ("item", adopted, body("item", own), "this version is adopted and stays as it is"),
        ("version", own["plan"], None, "there is a draft of this plan already; go on with it"),
        ("review", own["ready"], body("review", own), "no version of this plan is adopted"),
        ("review", own["plan"], body("review", own), "a review of this plan is called already"),
        ("gather", held, None, "this review is over"),
        ("figure", held, body("figure", own), "this review is over"),
        (
            "scenario",
            own["emergency"],
            body("scenario", own),
            "another scenario of this emergency is called so",
        ),
        (
            "change-plan",
            own["plan"],
            nowhere,
            "an emergency or a consultation that the file names is not there",
        ),
    ):
        ran = write(office, kind, about, content, tmp_path)
        assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
        assert ran.err.startswith(f"asylon: {kind}: {said}")
        assert "nothing was written" in ran.err
    assert how_much(office) == before


def test_a_review_leads_to_a_draft_that_is_named(office: Office, own: Scene, tmp_path: Path) -> None:
    change = {"code": "j1", "what": "Funds at once"}
    accepted = {"seen": 1, "accept": True, "reasons": "Agreed.", "change": change}
    told = office.json("responses", "reviews", own["emergency"], *BY)["reviews"][0]
    for proposal in told["proposals"]:
        ran = write(office, "decision", proposal["id"], accepted, tmp_path)
        assert (ran.code, ran.err) == (0, "")
    ran = write(office, "hold", own["review"], body("hold", own), tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert f"held; what was accepted is in draft 2, {own['plan_draft']}" in ran.out
    draft = office.json("responses", "plan", own["emergency"], "--number", "2", *BY)
    assert "Funds at once" in [each["what"] for each in draft["items"]]


def test_standard_input_is_called_so(office: Office, still: Scene) -> None:
    command = [
        sys.executable,
        "-P",
        "-m",
        "asylon",
        "responses",
        "write",
        "stage",
        still["emergency"],
        "-",
        *BY,
    ]
    done = subprocess.run(
        command,
        env=office.server.environment,
        input='{"stage": "stabilised", "since": "2026-10-02"}',
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "asylon: standard input: reasons: Field required\n"


def test_the_journal_of_all_this_is_whole(office: Office) -> None:
    ran = office("journal", "verify")
    assert (ran.code, ran.out[:15]) == (0, "journal: whole,")
