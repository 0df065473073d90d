"""`asylon screen` as a user meets it: one command, one page, one message for each thing that is wrong."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.caseload.tables import made
from tests.cli.conftest import Command


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("people") / "people", 60)


def test_a_caseload_is_screened_and_summed_up(asylon: Command, people: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.parquet"
    ran = asylon("screen", people, "-o", target, "--jurisdiction", "RS")
    assert (ran.code, ran.err) == (0, "")
    assert "60 persons screened" in ran.flat
    assert "UNVERIFIED" in ran.out
    assert "PROCEDURES TO OPEN" in ran.out
    assert pq.read_metadata(target).num_rows == 60


def test_a_small_number_on_the_page_cannot_be_worked_out(asylon: Command, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    ages = [3] * 3 + [30] * 40
    table.write_text("id,age_years\n" + "".join(f"{n},{age}\n" for n, age in enumerate(ages)), "utf-8")
    ran = asylon("screen", table, "-o", tmp_path / "out.csv")
    assert "- child: * · 0 · * [child]" in ran.flat


def test_the_command_works_as_a_process_and_says_nothing_on_standard_error(
    process: Command, people: Path, tmp_path: Path
) -> None:
    ran = process("screen", people, "-o", tmp_path / "out.jsonl", "--explain", "trafficked")
    assert (ran.code, ran.err) == (0, "")
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 60
    assert "why_trafficked" in json.loads(lines[0])


def test_the_order_of_sets_does_not_change_the_result(process: Command, people: Path, tmp_path: Path) -> None:
    contents = set()
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.csv"
        process("screen", people, "-o", target, "--explain", "non_refoulement", PYTHONHASHSEED=seed)
        contents.add(target.read_bytes())
    assert len(contents) == 1


def test_an_option_for_the_day_comes_before_the_rows(asylon: Command, tmp_path: Path) -> None:
    """A person of 30 today was a child in 2010; a person of 30 in 2012 was not, and means must be shown."""
    facts = {"act_recruit": True, "purpose_labour": True}
    person = {
        "id": "a",
        "as_of": "2026-11-22",
        "facts": {"age_years": 30},
        "episodes": [{"id": "mine", "from": "2010-01", "to": "2011", "facts": facts}],
    }
    table = tmp_path / "people.jsonl"
    table.write_text(json.dumps(person), "utf-8")
    for words, answer in (((), "yes"), (("--as-of", "2012-01-01"), "unknown")):
        ran = asylon("screen", table, "-o", tmp_path / "out.jsonl", "--force", *words)
        assert ran.code == 0
        assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["trafficked"] == answer


BAD = "id,age_years,disability\na,30,true\nb,-1,true\nc,30,ja\n"


def test_bad_rows_stop_the_work_and_nothing_is_written(asylon: Command, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text(BAD, "utf-8")
    ran = asylon("screen", table, "-o", tmp_path / "out.csv")
    assert (ran.code, ran.out) == (2, "")
    age, disability = ran.said
    assert (
        age
        == "asylon: people.csv: row 2, column age_years: '-1' does not fit; it takes a number from 0 to 130"
    )
    assert disability.startswith(
        "asylon: people.csv: row 3, column disability: 'ja' does not fit; it takes true,"
    )
    assert list(tmp_path.iterdir()) == [table]


def test_every_bad_row_that_is_left_out_is_listed(asylon: Command, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    rows = "".join(f"{number},-1,true\n" for number in range(200))
    table.write_text(BAD + rows, "utf-8")
    ran = asylon("screen", table, "-o", tmp_path / "out.csv", "--skip-bad-rows")
    assert ran.code == 0
    assert len(ran.said) == 202
    assert all(line.startswith("asylon: left out: people.csv: row ") for line in ran.said)
    assert "1 persons screened" in ran.flat
    assert "202 faults in rows that were left out" in ran.flat


WRONG = {
    "an unknown column": ("id,disabilty\na,true\n", [], "did you mean 'disability'?"),
    "an unknown answer": ("id\na\n", ["--explain", "traficked"], "did you mean 'trafficked'?"),
    "an unknown State": ("id\na\n", ["--jurisdiction", "rs"], "did you mean 'RS'?"),
    "an unknown option": ("id\na\n", ["--skip-bad-row"], "did you mean '--skip-bad-rows'?"),
    "no rulebook": ("id\na\n", ["--rulebook", "/nowhere"], "there is no rulebook here"),
    "an empty file": ("", [], "there is nothing here to read"),
}


@pytest.mark.parametrize(("content", "words", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_in_one_line(
    asylon: Command, tmp_path: Path, content: str, words: list[str], sentence: str
) -> None:
    table = tmp_path / "people.csv"
    table.write_text(content, "utf-8")
    ran = asylon("screen", table, "-o", tmp_path / "out.csv", *words)
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert sentence in ran.err
    assert list(tmp_path.iterdir()) == [table]


def test_a_result_that_exists_stays_without_force(asylon: Command, people: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("kept", "utf-8")
    ran = asylon("screen", people, "-o", target)
    assert (ran.code, target.read_text("utf-8")) == (2, "kept")
    assert "--force" in ran.err
    assert asylon("screen", people, "-o", target, "--force").code == 0
    assert target.read_text("utf-8") != "kept"
