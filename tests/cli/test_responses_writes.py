"""`asylon responses write`: every kind that there is, on a real installation, with the bodies of the API."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from asylon.api.interface import api
from asylon.cli.responses.kinds import KINDS, Sort, writers
from tests.api.emergency_rows import EMERGENCIES
from tests.api.plan_rows import PLANS
from tests.api.pledge_rows import PLEDGES
from tests.api.share_rows import SHARES
from tests.cli.conftest import Json, Ran
from tests.cli.offices import Office, office_of_commands
from tests.cli.writing_rows import (
    ACTIONS_OF_THEIR_OWN,
    BASED_ON_WHAT_WAS_READ,
    GOOD,
    WANT_A_FRESH_CODE,
    WRONG,
)

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BY = ("--by", "jovan")


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
    file.write_text(f"{head}2026-10-02,shelter,persons,400,,,made up\n2099-10-02,water,persons,9,,,made up\n")
    assert "room.csv: 2099-10-02, water, day: This day has not come yet" in office(*words).err
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
        ('{"stage": ' + "9" * 5_000 + "}", "'99999999999999999999...' is not a number that can be used here"),
        ({"a\x1bb": 1}, "a name: these words hold a sign that cannot be printed"),
    ):
        ran = write(office, "stage", still["emergency"], content, tmp_path)
        assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
        assert said in ran.err


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
