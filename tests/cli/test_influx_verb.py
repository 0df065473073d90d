"""`asylon influx`: the four characteristics from files alone, without an office."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Command

BEGAN = date(2026, 3, 1)
HEADER = "day,place,origin,persons,basis,source"
POLICE = "border police (invented)"
STEADY = (40, 42, 39, 41, 38, 40, 43, 40, 41, 39, 42, 40)
RISING = tuple(round(45 * 1.2**day) for day in range(14))
CHAD = ("--host", "TCD", "--codes", "iso")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Twelve quiet days and two weeks in which arrivals grow by a fifth each day, all invented."""
    return written(tmp_path / "arrivals.csv", *STEADY, *RISING)


def written(path: Path, *numbers: int | str) -> Path:
    rows = [
        f"{BEGAN + timedelta(days=at)},Invented Pass,SDN,{number},counted,{POLICE}"
        for at, number in enumerate(numbers)
    ]
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def test_the_four_stand_side_by_side_and_nobody_is_declared_anything(asylon: Command, table: Path) -> None:
    ran = asylon("influx", table, *CHAD)
    assert (ran.code, ran.err) == (0, "")
    assert "SIGNS OF A MASS INFLUX: Chad (TCD) as of 26 March 2026, since 1 March 2026" in ran.flat
    assert "Nobody is declared anything by these figures: a named person declares" in ran.flat
    for title in ("NUMBERS", "SPEED", "ROOM TO RECEIVE", "INDIVIDUAL PROCEDURES"):
        assert f"\n{title}\n" in ran.out
    assert f"people arrived since the beginning: {sum(STEADY) + sum(RISING):,}; no mark is set" in ran.flat
    assert "days in which arrivals double: 3.8 (95 %: 3.8 to 3.8)" in ran.flat
    assert "out of the ordinary since 15 March 2026" in ran.flat
    assert "room to receive: not yet known" in ran.flat


def test_where_fewer_come_each_day_they_never_double_and_no_band_is_told(
    asylon: Command, tmp_path: Path
) -> None:
    ran = asylon("influx", written(tmp_path / "fewer.csv", *reversed(RISING)), *CHAD)
    assert "days in which arrivals double: never at this pace; no mark is set" in ran.flat


def test_a_mark_is_passed_or_not_only_where_somebody_sets_one(asylon: Command, table: Path) -> None:
    marks = ("--mark", "arrived=1000", "--mark", "doubling_days=2", "--mark", "backlog_weeks=26")
    ran = asylon("influx", table, *CHAD, *marks)
    assert "mark 1,000: passed" in ran.flat
    assert "mark 2: not passed" in ran.flat
    assert "mark 26: not known whether it is passed" in ran.flat
    told = json.loads(asylon("influx", table, *CHAD, *marks, "--format", "json").out)
    verdicts = {each["id"]: each["verdict"] for each in [*told["numbers"], *told["rate"]]}
    assert verdicts == {
        "arrived": "passed",
        "arrived_a_day": "no_mark",
        "per_1000": "no_mark",
        "growth_a_week": "no_mark",
        "doubling_days": "not_passed",
    }


def test_capacities_and_procedures_are_told_where_they_are_given(
    asylon: Command, table: Path, tmp_path: Path
) -> None:
    capacity = tmp_path / "capacity.csv"
    capacity.write_text(
        "day,sector,unit,capacity,in_use\n2026-03-16,shelter,persons,4000,2000\n"
        "2026-03-26,shelter,persons,4000,3000\n",
        encoding="utf-8",
    )
    procedures = ("--waiting", "1200", "--new-a-week", "300", "--decisions-a-week", "60")
    marks = ("--mark", "days_left:shelter=21")
    words = ("influx", table, *CHAD, "--capacity", capacity, *procedures, *marks)
    ran = asylon(*words)
    assert (ran.code, ran.err) == (0, "")
    assert "capacity in use, shelter: 75 %; no mark is set" in ran.flat
    assert "days until it runs out, shelter: 10; mark 21: passed" in ran.flat
    assert "runs out on 5 April 2026 at this pace" in ran.flat
    assert "chance that 14 more days like these take more places than are left: more than 99 %" in ran.flat
    assert "weeks to decide all who wait now: 20" in ran.flat
    told = json.loads(asylon(*words, "--format", "json").out)
    assert [(each["sector"], each["capacity"]) for each in told["rooms"]] == [("shelter", 4000)]
    assert [each["value"] for each in told["procedures"]] == [20, 20]


def test_inhabitants_are_the_public_figure_unless_another_is_given(asylon: Command, table: Path) -> None:
    shipped = json.loads(asylon("influx", table, *CHAD, "--format", "json").out)
    assert shipped["inhabitants"] > 10_000_000
    given = json.loads(asylon("influx", table, *CHAD, "--population", "1000", "--format", "json").out)
    per_1000 = next(each for each in given["numbers"] if each["id"] == "per_1000")
    assert per_1000["value"] == sum(STEADY) + sum(RISING)


def test_the_day_and_the_beginning_can_be_others_than_those_of_the_table(
    asylon: Command, table: Path
) -> None:
    words = ("--began", "2026-03-06", "--day", "2026-03-10", "--format", "json")
    told = json.loads(asylon("influx", table, *CHAD, *words).out)
    assert (told["began_on"], told["as_of"]) == ("2026-03-06", "2026-03-10")
    assert told["in_all"] == sum(STEADY[5:10])
    ran = asylon("influx", table, *CHAD, "--day", "2026-02-01")
    assert (ran.code, ran.out) == (2, "")
    assert "the day 2026-02-01 lies before the beginning, 2026-03-01" in ran.err


def test_a_day_that_is_not_known_is_not_zero(asylon: Command, tmp_path: Path) -> None:
    path = written(tmp_path / "arrivals.csv", 40, "", 60)
    ran = asylon("influx", path, *CHAD)
    assert "of 1 day nothing is known" in ran.flat
    assert "rows that say that people arrived and not how many: 1" in ran.flat
    told = json.loads(asylon("influx", path, *CHAD, "--format", "json").out)
    assert (told["in_all"], told["known_days"], told["not_known_days"]) == (100, 2, 1)
    assert told["growth"] is None


def test_few_people_are_not_told(asylon: Command, tmp_path: Path) -> None:
    path = written(tmp_path / "arrivals.csv", 2, 3, 1, 2)
    ran = asylon("influx", path, *CHAD)
    assert "Fewer than 11 people are known to have arrived" in ran.flat
    assert "people arrived since the beginning: not yet known" in ran.flat
    told = json.loads(asylon("influx", path, *CHAD, "--format", "json").out)
    assert (told["few"], told["in_all"], told["numbers"][1]["value"]) == (True, None, None)
    enough = json.loads(asylon("influx", written(path, 2, 3, 1, 5), *CHAD, "--format", "json").out)
    assert (enough["few"], enough["in_all"]) == (False, 11)


def test_a_file_with_hxl_tags_is_read_once_it_is_said_what_it_does_not_say(
    asylon: Command, tmp_path: Path
) -> None:
    path = tmp_path / "tagged.csv"
    path.write_text(
        "Day,Border,From,People\n#date,#adm1,#country+code+origin,#affected+refugees\n"
        "2026-03-01,Invented Pass,SDN,120\n2026-03-02,Invented Pass,SDN,80\n",
        encoding="utf-8",
    )
    ran = asylon("influx", path, *CHAD)
    assert (ran.code, ran.out) == (2, "")
    assert "counted or estimated" in ran.err
    ran = asylon("influx", path, *CHAD, "--basis", "estimated", "--source", POLICE)
    assert (ran.code, ran.err) == (0, "")
    assert "people arrived since the beginning: 200" in ran.flat


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--host", "TCD"), "say which country codes the file has: iso or unhcr"),
        (("--host", "TCD", "--codes", "unhcr"), "if it has ISO codes, say --codes iso"),
        (("--host", "TCX", "--codes", "iso"), "'TCX' is no country code of ISO 3166-1 alpha-3; did you mean"),
        ((*CHAD, "--mark", "arived=3"), "there is no indicator 'arived'; did you mean 'arrived'?"),
        ((*CHAD, "--mark", "days_left:shelte=3"), "did you mean 'shelter'?"),
        ((*CHAD, "--mark", "arrived:shelter=3"), "only capacity_used and days_left have one"),
        ((*CHAD, "--mark", "arrived=nan"), "sets no mark"),
        ((*CHAD, "--population", "-1"), "is no number"),
        (
            (*CHAD, "--began", "0001-01-01"),
            "look at the year of 0001-01-01 again; it is none from 1900 to 2100",
        ),
        ((*CHAD, "--day", "9999-12-31"), "look at the year of 9999-12-31 again"),
        ((*CHAD, "--capacity", "nowhere.csv"), "nowhere.csv: cannot be read: there is no such file"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    asylon: Command, table: Path, words: tuple[str, ...], said: str
) -> None:
    ran = asylon("influx", table, *words)
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert said in ran.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "there is nothing here to read"),
        (b"PK\x03\x04 and so on", "save it as CSV"),
        (b"day,place,origin,persons,basis,source\n2026-03-01,A,SDN,1\0,counted,x\n", "NUL"),
        (b"day,place,origin,persons,basis,source\n2026-03-01,\xff,SDN,1,counted,x\n", "not UTF-8"),
        (b"day,place,origin,persons,basis,source\n2026-03-01,A,SDN,1,cou", "row 1"),
        (b'day,place,origin,persons,basis,source\n2026-03-01,"A,SDN,1,counted,x\n', "CSV"),
        (f"{HEADER}\n2026-03-01,A,SDN,=1+1,counted,x\n".encode(), "formula"),
        (f"{HEADER}\n0001-01-01,A,SDN,40,counted,x\n".encode(), "'0001-01-01' is no year from 1900 to 2100"),
        (f"{HEADER}\n9999-12-31,A,SDN,40,counted,x\n".encode(), "row 1, column day: '9999-12-31' is no year"),
    ],
)
def test_no_file_is_too_bad_to_be_answered(
    asylon: Command, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "arrivals.csv"
    path.write_bytes(content)
    ran = asylon("influx", path, *CHAD)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_no_office_and_no_framework_is_needed(table: Path) -> None:
    program = (
        "import sys; from asylon.cli.main import main; code = main(); "
        "print(code, 'django' in sys.modules, file=sys.stderr)"
    )
    words = [sys.executable, "-P", "-c", program, "influx", str(table), *CHAD]
    ran = subprocess.run(words, capture_output=True, text=True, check=True)
    assert ran.stderr == "0 False\n"
