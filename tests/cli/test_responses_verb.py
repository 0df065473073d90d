"""`asylon responses` as an office uses it: a real installation with its made-up people and emergencies."""

import csv
import io
import json
import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import Json
from tests.cli.offices import Office, office_of_commands

SUDAN = "People from Sudan in Chad"
SERBIA = "People from Croatia and from Bosnia and Herzegovina in Serbia"
COORDINATOR = ("--by", "jovan")
HEADER = "day,place,origin,sex,age,persons,basis,source"
POLICE = "border police (invented)"
TODAY = datetime.now(UTC).date()
BEGAN = TODAY - timedelta(days=20)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with office_of_commands() as opened:
        yield opened


@pytest.fixture
def begun(office: Office) -> str:
    """An emergency of this test alone, without any figures; gives its name."""
    name = f"Northern crossings {uuid4().hex[:8]}"
    ran = office(
        *("responses", "open", name, "--host", "tcd", "--origin", "SDN", "--began", BEGAN, *COORDINATOR)
    )
    assert (ran.code, ran.err) == (0, "")
    return name


def table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def on(days: int, persons: int | str, *, place: str = "Invented Pass", sex: str = "") -> str:
    return f"{BEGAN + timedelta(days=days)},{place},SDN,{sex},,{persons},counted,{POLICE}"


# who may


def test_help_says_what_stays_on_the_pages(office: Office) -> None:
    ran = office("responses", "--help")
    assert ran.code == 0
    assert (
        "Declaring a mass influx, ending the declaration and adopting a plan want a fresh second" in ran.flat
    )


@pytest.mark.parametrize("work_name", ["jovan", "nikola", "sofija", "amina", "ravi", "lena"])
def test_whoever_may_see_responses_sees_them(office: Office, work_name: str) -> None:
    ran = office("responses", "list", "--by", work_name.upper())
    assert (ran.code, ran.err) == (0, "")
    assert SUDAN in ran.flat


@pytest.mark.parametrize(
    ("work_name", "role"),
    [("olga", "auditor"), ("marko", "administrator"), ("teodor", "asylum_adjudicator")],
)
def test_whoever_may_not_is_refused_in_one_sentence_and_the_journal_has_it(
    office: Office, work_name: str, role: str
) -> None:
    ran = office("responses", "show", SUDAN, "--by", work_name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.said == [f"asylon: '{work_name}' may not do this as {role}; the refusal is in the journal"]
    assert office.journal() == [("see_responses", role, "refused", {"why": "not_for_the_role"})]


def test_seeing_is_not_writing(office: Office, tmp_path: Path) -> None:
    emergencies = office.rows("SELECT count(*) FROM emergencies_emergency")
    for work_name, role in (("nikola", "analyst"), ("ravi", "registration_officer")):
        ran = office(*("responses", "open", "Nowhere", "--host", "TCD", "--began", BEGAN, "--by", work_name))
        assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
        assert office.journal() == [("keep_plan", role, "refused", {"why": "not_for_the_role"})]
    file = table(tmp_path / "arrivals.csv", on(0, 12))
    ran = office("responses", "arrivals", SUDAN, file, "--codes", "iso", "--by", "nikola")
    assert ran.code == 2
    assert office.journal() == [("record_figures", "analyst", "refused", {"why": "not_for_the_role"})]
    assert office.rows("SELECT count(*) FROM emergencies_emergency") == emergencies


@pytest.mark.parametrize("work_name", ["nobody", "", "\udcff", "jovan\x00", "jovan' OR 1=1 --", "vesna"])
def test_an_account_that_is_not_there_or_locked_does_nothing(office: Office, work_name: str) -> None:
    office.rows("UPDATE staff_account SET is_active = 0 WHERE username = 'vesna'")
    ran = office("responses", "list", "--by", work_name)
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert "there is no account with the work name" in ran.err
    assert "or it is locked" in ran.err


def test_a_role_is_one_that_is_held(office: Office) -> None:
    ran = office("responses", "list", *COORDINATOR, "--role", "coordinater")
    assert (ran.code, ran.said) == (
        2,
        ["asylon: --role: 'jovan' does not hold the role 'coordinater'; it holds: coordinator"],
    )
    assert office("responses", "list", *COORDINATOR, "--role", "coordinator").code == 0


def test_of_several_roles_the_first_that_may_do_it_acts_unless_one_is_named(office: Office) -> None:
    office.rows(
        "INSERT INTO staff_roleheld (id, account_id, role, since) "
        "SELECT ?, id, 'coordinator', '2020-01-01 00:00:00' FROM staff_account WHERE username = 'sofija'",
        uuid4().hex,
    )
    words = ("responses", "open", f"Two roles {uuid4().hex[:6]}", "--host", "TCD", "--began", BEGAN)
    refused = office(*words, "--by", "sofija", "--role", "supervisor")
    assert (refused.code, refused.out) == (2, "")
    assert office.journal()[0][:3] == ("keep_plan", "supervisor", "refused")
    assert office(*words, "--by", "sofija").code == 0
    assert office.journal()[0][:3] == ("keep_plan", "coordinator", "done")
    office.rows(
        "UPDATE staff_roleheld SET until = since WHERE role = 'coordinator' AND until IS NULL "
        "AND account_id = (SELECT id FROM staff_account WHERE username = 'sofija')"
    )
    assert office(*words, "--by", "sofija").code == 2


# which emergency


def test_the_list_tells_where_how_far_and_who_declared(office: Office) -> None:
    ran = office("responses", "list", *COORDINATOR)
    assert f"{SUDAN} " in ran.flat
    assert "in Chad (TCD) from Sudan (SDN), since 15 April 2023" in ran.flat
    assert "Stabilised since 1 July 2024; a person has declared a mass influx; " in ran.flat
    assert "\x1b" not in ran.out
    told = {each["name"]: each for each in office.json("responses", "list", *COORDINATOR)["emergencies"]}
    assert (told[SUDAN]["declared"], told[SUDAN]["stage"], told[SUDAN]["hosts"]) == (
        True,
        "stabilised",
        ["TCD"],
    )
    assert told[SERBIA]["declared"] is False
    assert f"{told[SUDAN]['arrived']:,} people arrived" in ran.flat


def test_an_emergency_is_named_by_name_id_or_the_beginning_of_its_id(office: Office) -> None:
    id_ = next(
        each["id"]
        for each in office.json("responses", "list", *COORDINATOR)["emergencies"]
        if each["name"] == SUDAN
    )
    whole = office.json("responses", "show", SUDAN, *COORDINATOR)["emergency"]
    for written in (id_, id_.replace("-", ""), id_[:20], f" {SUDAN} "):
        assert office.json("responses", "show", written, *COORDINATOR)["emergency"] == whole


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("People from Sudan in Tchad", "there is no emergency 'People from Sudan in Tchad'; did you mean"),
        ("croatia", f"did you mean '{SERBIA}'"),
        ("", "there is no emergency ''; there are: "),
        ("\udcff\x1b[2J", "there is no emergency '��[2J'"),
        ("0", "more than one emergency has an id that begins with '0'"),
    ],
)
def test_a_name_that_is_none_is_told_with_the_nearest(office: Office, written: str, said: str) -> None:
    ran = office("responses", "show", written, *COORDINATOR)
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert said in ran.err


# reading


def test_one_emergency_is_shown_with_everything_that_stands_of_it(office: Office) -> None:
    ran = office("responses", "show", SUDAN, *COORDINATOR)
    assert (ran.code, ran.err) == (0, "")
    assert "Nobody is declared anything by these figures: a named person declares" in ran.flat
    for title in ("DECLARED BY A PERSON", "NUMBERS", "SPEED", "ROOM TO RECEIVE", "INDIVIDUAL PROCEDURES"):
        assert f"\n{title}" in ran.out
    for title in ("STAGES", "PLAN  Plan for the east (invented), version 3, adopted", "PROMISED"):
        assert f"\n{title}" in ran.out
    assert "Person B (invented), State secretary (invented office); named: Speed, Room to receive" in ran.flat
    assert re.search(r"people arrived since the beginning: [\d,]+; mark 50,000: passed", ran.flat)
    assert "starts it: Capacity used, per cent from 90; now 93.4 (shelter); mark passed" in ran.flat
    assert "needed USD 57,500,000; announced USD 44,000,000; committed USD 37,000,000" in ran.flat


def test_the_same_is_there_as_data(office: Office) -> None:
    told = office.json("responses", "show", SUDAN, *COORDINATOR)
    assert told["emergency"]["name"] == SUDAN
    assert {"numbers", "rate", "capacity", "procedures"} <= told["characteristics"].keys()
    verdicts = {each["id"]: each["verdict"] for each in told["characteristics"]["numbers"]}
    assert verdicts == {"arrived": "passed", "arrived_a_day": "passed", "per_1000": "no_mark"}
    assert [each["kind"] for each in told["declarations"]] == ["declared", "ended", "declared"]
    assert (told["plan"]["number"], told["triggers"][0]["standing"]) == (3, "passed")
    assert told["next_review"]["overdue"] is False
    money = told["promised"][0]
    assert (money["unit"], money["of"], money["needed"], money["delivered"]) == (
        *("money", "USD"),
        *(5_750_000_000, 2_650_000_000),
    )


def test_who_carries_what_is_told_and_why_one_number_is_so(office: Office) -> None:
    ran = office("responses", "shares", SUDAN, "--by", "nikola")
    assert (ran.code, ran.err) == (0, "")
    assert "access to asylum never waits for sharing" in ran.flat
    assert re.search(r"Chad \(TCD\): carries [\d,]+ against a fair [\d,]+, ratio 361\.9", ran.flat)
    scenario = ("--scenario", "Population and GDP, the neighbours")
    told = office.json("responses", "shares", SUDAN, *scenario, "--by", "nikola")["scenarios"]
    assert [len(each["rows"]) for each in told] == [4]
    persons = {row["state"]: row["persons"] for row in told[0]["rows"]}
    why = office.json("responses", "shares", SUDAN, *scenario, "--why", "tcd", "--by", "nikola")
    assert (why["state"], why["end"]) == ("TCD", persons["TCD"])
    page = office("responses", "shares", SUDAN, *scenario, "--why", "TCD", "--by", "nikola")
    assert f"WHY TCD TAKES {persons['TCD']:,} OF {told[0]['total']:,}" in page.flat


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--why", "TDC"), "did you mean 'TCD'?"),
        (("--scenario", "Population and GPD, the neighbours"), "did you mean 'Population and GDP, the neigh"),
    ],
)
def test_a_state_or_a_scenario_that_is_none_is_told_with_the_nearest(
    office: Office, words: tuple[str, str], said: str
) -> None:
    ran = office("responses", "shares", SUDAN, *words, *COORDINATOR)
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert said in ran.err


def test_the_plan_is_told_by_part_with_who_answers_and_how_far_it_is(office: Office) -> None:
    ran = office("responses", "plan", SUDAN, *COORDINATOR)
    assert (ran.code, ran.err) == (0, "")
    assert re.match(r"Plan for the east \(invented\) version 3, adopted on .* by Jovan Stanić", ran.flat)
    assert "Nobody's admission or protection waits for this plan" in ran.flat
    for title in ("IN THE EMERGENCY", "WHEN IT LASTS", "TOWARDS SOLUTIONS", "AT THE CAUSES", "AT THE REVIEW"):
        assert f"\n{title}" in ran.out
    assert "j5 Registration one by one (invented) running: 78 of 120 staff" in ran.flat
    assert "Registration service (invented); needs 120 staff; costs 3,500,000 USD" in ran.flat
    told = office.json("responses", "plan", SUDAN, *COORDINATOR)
    assert (told["number"], told["state"], len(told["versions"])) == (3, "adopted", 3)
    first = office.json("responses", "plan", SUDAN, "--number", "1", *COORDINATOR)
    assert (first["number"], first["state"]) == (1, "replaced")
    ran = office("responses", "plan", SUDAN, "--number", "9", *COORDINATOR)
    assert (ran.code, ran.said) == (
        2,
        ["asylon: --number: this plan has no version 9; it has: 1, 2, 3"],
    )


def test_papers_are_written_to_new_files_only(office: Office, tmp_path: Path) -> None:
    for action in ("plan", "report"):
        file = tmp_path / f"{action}.pdf"
        ran = office("responses", action, SUDAN, "--format", "pdf", "-o", file, *COORDINATOR)
        assert (ran.code, ran.out) == (0, "")
        written = file.read_bytes()
        assert written.startswith(b"%PDF-")
        again = office("responses", action, SUDAN, "--format", "pdf", "-o", file, *COORDINATOR)
        assert (again.code, again.said) == (
            2,
            [f"asylon: {file} exists and is left as it is; choose another name"],
        )
        assert file.read_bytes() == written
    office("responses", "plan", SUDAN, "--format", "pdf", *COORDINATOR)
    assert office.bytes.startswith(b"%PDF-")
    nowhere = office("responses", "plan", SUDAN, "-o", tmp_path / "no" / "plan.txt", *COORDINATOR)
    assert nowhere.code == 2
    assert "there is no folder" in nowhere.err
    text = tmp_path / "plan.txt"
    assert office("responses", "plan", SUDAN, "-o", text, *COORDINATOR).code == 0
    assert text.read_text("utf-8") == office("responses", "plan", SUDAN, *COORDINATOR).out


def test_nothing_is_journalled_as_taken_out_that_could_not_be_written(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "ledger.csv"
    file.touch()
    before = office.rows("SELECT count(*) FROM journal_entry")
    assert office("responses", "pledges", SUDAN, "--format", "csv", "-o", file, *COORDINATOR).code == 2
    assert office.rows("SELECT count(*) FROM journal_entry") == before


def test_the_four_statuses_stand_side_by_side_with_what_they_cover(office: Office) -> None:
    ran = office("responses", "pledges", SUDAN, *COORDINATOR)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"PLEDGES: {SUDAN}\n")
    assert "They are never added together." in ran.flat
    assert (
        "needed 5,000 places; announced 3,000 places; committed 2,400 places; delivered 1,900 places; "
        "reported 0 places"
    ) in ran.flat
    assert "School: needed USD 14,000,000; announced USD 12,000,000; committed USD 9,000,000" in ran.flat
    assert "USD 2,000,000 missing, 14 % of the need" in ran.flat


def test_the_ledger_is_a_file_too_and_the_journal_says_that_it_was_taken_out(office: Office) -> None:
    sheet = office("responses", "pledges", SUDAN, "--format", "csv", *COORDINATOR)
    rows = list(csv.DictReader(io.StringIO(sheet.out)))
    assert office.journal()[0][3]["form"] == "csv"
    told = office.json("responses", "pledges", SUDAN, *COORDINATOR)["movements"]
    assert [row["evidence"] for row in rows] == [row["evidence"] for row in told]
    iati = office("responses", "pledges", SUDAN, "--format", "iati", *COORDINATOR)
    assert ET.fromstring(iati.out.partition("\n")[2]).tag == "iati-activities"
    entries = office.journal(3)
    assert [entry[3].get("form") for entry in entries] == ["iati", "json", "csv"]
    assert {entry[:3] for entry in entries} == {("see_responses", "coordinator", "done")}


def test_reviews_tell_what_is_open_and_what_was_decided(office: Office) -> None:
    ran = office("responses", "reviews", SUDAN, "--by", "sofija")
    assert (ran.code, ran.err) == (0, "")
    assert "no review is called yet" in ran.flat
    assert "OPEN PROPOSALS what the rules would propose today" in ran.flat
    assert "Accepted: Invented. The eastern sites fill up again." in ran.flat
    told = office.json("responses", "reviews", SUDAN, "--by", "sofija")
    assert [each["state"] for each in told["reviews"]] == ["held", "held"]
    assert {each["decision"] for each in told["reviews"][0]["proposals"]} == {"accepted", "declined"}
    assert told["would_be_proposed"]


def test_the_report_holds_every_part_in_every_form(office: Office) -> None:
    told = office.json("responses", "report", SUDAN, *COORDINATOR)
    codes = [each["code"] for each in told["sections"]]
    assert {"emergency", "characteristics", "plan", "shares", "pledges", "review"} <= set(codes)
    assert office.journal() == [("see_responses", "coordinator", "done", {"report": told["emergency"]})]
    sheet = office("responses", "report", SUDAN, "--format", "csv", *COORDINATOR)
    found = {row["section"] for row in csv.DictReader(io.StringIO(sheet.out))}
    assert {each["code"] for each in told["sections"] if each["rows"]} <= found
    page = office("responses", "report", SUDAN, *COORDINATOR)
    assert page.out.startswith("Report on a response to a mass influx: ")
    assert "No figure here decides about admission, non-refoulement or the status of anybody." in page.flat


# writing


def test_an_emergency_is_opened_and_nobody_is_declared_anything(office: Office) -> None:
    name = f"Eastern crossings {uuid4().hex[:8]}"
    words = ("--host", "tcd", "--host", "CAF", "--origin", "sdn", "--summary", "Invented.", "--invented")
    ran = office("responses", "open", name, *words, "--began", BEGAN, *COORDINATOR)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"emergency: opened '{name}' as ")
    assert "nobody is declared anything by it" in ran.out
    told = office.json("responses", "show", name, *COORDINATOR)
    found = told["emergency"]
    assert (found["hosts"], found["origins"], found["declared"], found["invented"]) == (
        *(["CAF", "TCD"], ["SDN"]),
        *(False, True),
    )
    assert (told["plan"], told["promised"], told["stages"], told["declarations"]) == (None, [], [], [])
    act, role, outcome, detail = office.journal()[0]
    assert (act, role, outcome, detail["what"]) == ("keep_plan", "coordinator", "done", "emergency")
    again = office("responses", "open", name, *words, "--began", BEGAN, *COORDINATOR)
    assert again.code == 2
    assert "NAME: Another emergency is called so already" in again.err


def test_what_cannot_be_opened_is_said_by_option_all_at_once(office: Office) -> None:
    later = TODAY + timedelta(days=3)
    words = ("--host", "TDX", "--origin", "GER", "--began", later, *COORDINATOR)
    ran = office("responses", "open", "x" * 121, *words)
    assert (ran.code, ran.out) == (2, "")
    assert [line.split(":")[1].strip() for line in ran.said] == ["NAME", "--began", "--host", "--origin"]
    for name in ("\udcff", "a\x07b"):
        ran = office("responses", "open", name, "--host", "TCD", "--began", BEGAN, *COORDINATOR)
        assert (ran.code, ran.out) == (2, "")
        assert "cannot be printed" in ran.err


def test_arrivals_are_tried_first_and_then_written_once(office: Office, begun: str, tmp_path: Path) -> None:
    file = table(tmp_path / "arrivals.csv", on(0, 120), on(1, 140), on(2, 3, sex="f"), on(3, ""))
    words = ("responses", "arrivals", begun, file, "--codes", "iso", "--by", "ravi")
    before = office.rows("SELECT count(*) FROM journal_entry")
    tried = office(*words, "--dry-run")
    assert (tried.code, tried.err) == (0, "")
    assert f"arrivals.csv: 4 rows, 263 people, for {begun} Nothing was written." in tried.flat
    assert office.rows("SELECT count(*) FROM journal_entry") == before
    assert office.json("responses", "show", begun, *COORDINATOR)["characteristics"]["in_all"] is None
    ran = office(*words)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "arrivals: 4 rows are new, 0 replaced an older figure, which is kept, 0 stood on record already\n"
    )
    act, role, outcome, detail = office.journal()[0]
    assert (act, role, outcome) == ("record_figures", "registration_officer", "done")
    assert (detail["what"], detail["rows"]) == ("arrivals", 4)
    assert office.json("responses", "show", begun, *COORDINATOR)["characteristics"]["in_all"] == 263
    assert "0 rows are new, 0 replaced" in office(*words).out
    table(file, on(0, 125), on(1, 140))
    assert "0 rows are new, 1 replaced an older figure, which is kept, 1 stood" in office(*words).out
    assert office.json("responses", "show", begun, *COORDINATOR)["characteristics"]["in_all"] == 268


def test_rows_that_may_count_people_twice_wait_until_somebody_says_so(
    office: Office, begun: str, tmp_path: Path
) -> None:
    file = table(tmp_path / "arrivals.csv", on(0, 120), on(0, 80, place="Invented Bridge"))
    words = ("responses", "arrivals", begun, file, "--codes", "iso", *COORDINATOR)
    ran = office(*words)
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert "may count people twice, so nothing was written" in ran.err
    assert "--added-up" in office(*words, "--dry-run").out
    assert office(*words, "--added-up").code == 0
    assert office.json("responses", "show", begun, *COORDINATOR)["characteristics"]["in_all"] == 200


def test_of_several_hosts_one_is_named(office: Office, tmp_path: Path) -> None:
    name = f"Two hosts {uuid4().hex[:8]}"
    office("responses", "open", name, "--host", "TCD", "--host", "CAF", "--began", BEGAN, *COORDINATOR)
    file = table(tmp_path / "arrivals.csv", on(0, 120))
    words = ("responses", "arrivals", name, file, "--codes", "iso", *COORDINATOR)
    ran = office(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "this emergency has several hosts: CAF, TCD; say which one" in ran.err
    assert "'EGY' is no host of this emergency" in office(*words, "--host", "EGY").err
    assert office(*words, "--host", "caf").code == 0


def test_a_file_with_hxl_tags_is_taken_as_on_the_page(office: Office, begun: str, tmp_path: Path) -> None:
    file = tmp_path / "tagged.csv"
    file.write_text(
        "Day,Border,From,People\n#date,#adm1,#country+code+origin,#affected+refugees\n"
        f"{BEGAN},Invented Pass,SDN,120\n",
        encoding="utf-8",
    )
    words = ("responses", "arrivals", begun, file, "--codes", "iso", *COORDINATOR)
    ran = office(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "counted or estimated" in ran.err
    assert office(*words, "--basis", "counted", "--source", POLICE).code == 0


BAD_FILES = [
    (b"", "there is nothing here to read"),
    (b"\x7fELF\x02\x01\x01\x00\xff\xfe", "not UTF-8"),
    (b"PK\x03\x04 and so on", "save it as CSV"),
    (f"{HEADER}\n{on(0, 12)}\n{on(1, 12)[:14]}".encode(), "row 2"),
    (f"{HEADER}\n{on(0, 12)}\0\n".encode(), "NUL"),
    (f"{HEADER}\n{on(0, 12)}\n{on(1, -3)}\n".encode(), "row 2, column persons: -3 is negative"),
    (f"{HEADER}\n{on(0, '=1+1')}\n".encode(), "formula"),
    (f"{HEADER}\n{on(0, 12)}\n{on(0, 12)}\n".encode(), "row 2: says the same as row 1"),
    (f"{HEADER}\n{on(0, 12)}\n{on(400, 12)}\n".encode(), "This day has not come yet"),
]


@pytest.mark.parametrize(("content", "said"), BAD_FILES)
def test_a_bad_file_writes_nothing(office: Office, tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "arrivals.csv"
    file.write_bytes(content)
    before = office.rows("SELECT count(*) FROM emergencies_arrivals")
    for more in ((), ("--dry-run",)):
        ran = office("responses", "arrivals", SUDAN, file, "--codes", "iso", *more, *COORDINATOR)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
    assert office.rows("SELECT count(*) FROM emergencies_arrivals") == before


def test_which_codes_a_file_has_is_never_guessed(office: Office, tmp_path: Path) -> None:
    file = table(tmp_path / "arrivals.csv", on(0, 12))
    words = ("responses", "arrivals", SUDAN, file, *COORDINATOR)
    assert "say which country codes the file has: iso or unhcr" in office(*words).err
    assert "if it has ISO codes, say --codes iso" in office(*words, "--codes", "unhcr").err
    absent = office(*words[:3], tmp_path / "no.csv", "--codes", "iso", *COORDINATOR)
    assert (absent.code, absent.out) == (2, "")
    assert "there is no such file" in absent.err


def test_few_people_are_told_to_nobody(office: Office, begun: str, tmp_path: Path) -> None:
    file = table(tmp_path / "arrivals.csv", on(0, 4), on(1, 3))
    assert office("responses", "arrivals", begun, file, "--codes", "iso", "--by", "ravi").code == 0
    listed = office("responses", "list", *COORDINATOR).flat.split(begun)[1].split(" holds ")[0]
    assert "fewer than 11 people arrived" in listed
    shown = office("responses", "show", begun, *COORDINATOR)
    assert "Fewer than 11 people are known to have arrived" in shown.flat
    assert "people arrived since the beginning: not yet known" in shown.flat
    told = office.json("responses", "show", begun, *COORDINATOR)["characteristics"]
    assert (told["few"], told["in_all"], told["numbers"][0]["value"]) == (True, None, None)
    report = office.json("responses", "report", begun, *COORDINATOR)
    arrived = next(each for each in report["sections"] if each["code"] == "arrivals")["rows"]
    assert {(row["value"], row["hidden"]) for row in arrived} == {(None, True)}


NEED: Json = {
    "sector": "shelter",
    "since": "2026-11-01",
    "until": "2027-03-31",
    "unit": "places",
    "amount": 200,
    "source": "Invented",
}
PLEDGE: Json = {
    "donor_kind": "state",
    "donor_state": "FRA",
    "kind": "money",
    "unit": "money",
    "currency": "EUR",
    "parts": [{"since": "2026-11-01", "until": "2027-03-31", "amount": 1_250_050}],
    "announced_on": BEGAN.isoformat(),
    "evidence": "Invented",
    "sectors": ["shelter"],
}


def as_file(path: Path, content: object) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_needs_and_pledges_are_written_down_from_a_file(office: Office, begun: str, tmp_path: Path) -> None:
    need, pledge = as_file(tmp_path / "need.json", NEED), as_file(tmp_path / "pledge.json", PLEDGE)
    ran = office("responses", "need", begun, need, *COORDINATOR)
    assert (ran.code, ran.out[:27]) == (0, "need: written down as " + ran.out[22:27])
    assert office.journal()[0][3]["did"] == "need_added"
    ran = office("responses", "pledge", begun, pledge, *COORDINATOR)
    assert ran.code == 0
    assert "nothing of it counts as delivered" in ran.out
    assert office.journal()[0][3]["did"] == "announced"
    shown = office("responses", "pledges", begun, *COORDINATOR)
    assert (
        "needed EUR 0; announced EUR 12,500.50; committed EUR 0; delivered EUR 0; reported EUR 0"
        in shown.flat
    )
    assert "200 places missing, 100 % of the need" in shown.flat


@pytest.mark.parametrize(
    ("action", "content", "said"),
    [
        ("need", NEED | {"secto": "x"}, "need.json: secto: there is no 'secto' here; did you mean 'sector'?"),
        ("need", NEED | {"sector": "shelte"}, "sector: there is no 'shelte' here; did you mean 'shelter'?"),
        ("need", NEED | {"amount": "200"}, "need.json: amount: "),
        ("need", NEED | {"amount": 1.5}, "need.json: amount: "),
        ("need", NEED | {"amount": -1}, "need.json: amount: "),
        ("need", NEED | {"source": "a\0b"}, "need.json: source: these words hold a sign"),
        ("need", NEED | {"source": "\ud800"}, "need.json: source: these words hold a sign"),
        ("need", {}, "need.json: sector: Field required"),
        ("need", [], "need.json: 'need' takes one JSON object; write {...}"),
        ("need", "{", "need.json:1:2: this is not JSON"),
        ("need", "[" * 100_000, "need.json: the JSON is nested too deeply to be read"),
        ("need", "[" * 900 + "]" * 900, "need.json: "),
        ("need", {"sector": [[[]] * 3]}, "need.json: sector: "),
        (
            "pledge",
            PLEDGE | {"parts": [{"since": "2026-11-01"}]},
            "pledge.json: parts[0].until: Field required",
        ),
        ("pledge", PLEDGE | {"sectors": ["tents"]}, "pledge.json: sectors[0]: there is no 'tents' here"),
        ("pledge", PLEDGE | {"donor_state": "FRX"}, "pledge.json: donor_state: "),
        ("pledge", PLEDGE | {"terms": {}}, "pledge.json: terms: there is no 'terms' here"),
    ],
)
def test_a_bad_need_or_pledge_is_said_by_its_place(
    office: Office, tmp_path: Path, action: str, content: object, said: str
) -> None:
    before = office.rows("SELECT (SELECT count(*) FROM pledges_need), (SELECT count(*) FROM pledges_pledge)")
    file = as_file(tmp_path / f"{action}.json", content)
    ran = office("responses", action, SUDAN, file, *COORDINATOR)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    after = office.rows("SELECT (SELECT count(*) FROM pledges_need), (SELECT count(*) FROM pledges_pledge)")
    assert after == before


# streams, and the journal at the end


def test_a_reader_that_has_seen_enough_is_no_error(office: Office) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-P", "-m", "asylon", "responses", "pledges", SUDAN, *COORDINATOR]
    done = subprocess.run(
        command, env=office.server.environment, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_pdf_is_not_poured_into_a_terminal(office: Office) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-P", "-m", "asylon", "responses", "plan", SUDAN, "--format", "pdf"]
    done = subprocess.run(
        [*command, *COORDINATOR],
        env=office.server.environment,
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert b"a PDF is no text for a terminal; name a file with -o FILE" in done.stderr


def test_the_journal_of_all_this_is_whole(office: Office) -> None:
    ran = office("journal", "verify")
    assert (ran.code, ran.out[:15]) == (0, "journal: whole,")


# the page that tells all this

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "follow-an-emergency.md"


def told_by_the_page() -> Iterator[tuple[list[str], list[str]]]:
    """Each command that the page shows, and the parts of what it says that are shown."""
    for block in re.findall(r"```\n(\$ .*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        for step in block.split("$ ./run asylon ")[1:]:
            command, _, says = step.partition("\n")
            parts = (" ".join(part.split()) for part in f"\n{says}".split("\n...\n"))
            yield shlex.split(command), [part for part in parts if part]


def test_the_howto_shows_what_the_command_says(office: Office) -> None:
    text = PAGE.read_text("utf-8")
    for name, begins in (
        ("arrivals.csv", "day,place"),
        ("need.json", '{"sector"'),
        ("stage.json", '{"stage"'),
        ("more-places.json", '{"seen"'),
    ):
        content = re.search(rf"```\n({re.escape(begins)}.*?)```", text, re.DOTALL)
        assert content
        (office.server.home / name).write_text(content[1], encoding="utf-8")
    steps = list(told_by_the_page())
    assert len(steps) == 17
    for command, parts in steps:
        ran = office(*command)
        refused = "olga" in command or any(part.startswith("asylon: change-need: ") for part in parts)
        assert ran.code == (2 if refused else 0), ran.err
        said = f"{ran.flat} {' '.join(ran.err.split())}"
        assert [part for part in parts if part not in said] == []
