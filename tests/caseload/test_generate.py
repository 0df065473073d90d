"""`asylon generate`: the same order writes the same people; nothing unfinished looks complete."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from asylon.caseload.made_up.block import BLOCK
from asylon.rulebook.scopes import LISTS
from tests.caseload.made_up_tables import (
    ROOT,
    TABLES,
    asylon,
    contents,
    here,
    made,
    records,
    whole,
)

# --- the same people each time


@pytest.mark.parametrize("name", ["people", "people.parquet", "people.csv", "people.jsonl"])
def test_the_same_order_writes_the_same_bytes(tmp_path: Path, name: str) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, command in ((first, asylon), (second, here)):  # two processes, whose hashes differ
        folder.mkdir()
        done = command("generate", "--persons", "300", "--seed", "5", "-o", name, cwd=folder)
        assert done.returncode == 0, done.stderr
    assert contents(first / name) == contents(second / name)


def test_another_seed_makes_other_people(tmp_path: Path) -> None:
    first, second = made(tmp_path / "a.jsonl", 50), made(tmp_path / "b.jsonl", 50, seed=2)
    assert first.read_bytes() != second.read_bytes()


def test_a_person_does_not_depend_on_how_many_there_are(tmp_path: Path) -> None:
    few, many = made(tmp_path / "few", 1_000), made(tmp_path / "many", 5_000)
    for table in TABLES:
        rows = whole(few, table)
        same = whole(many, table)
        assert rows.equals(same.slice(0, len(rows)))
        assert len(same) > len(rows) > 0
        assert table == "persons" or same["person"][len(rows)].as_py() > "p0001000"


def test_a_person_of_a_later_block_does_not_depend_on_how_many_there_are(tmp_path: Path) -> None:
    few, many = made(tmp_path / "few", BLOCK + 10), made(tmp_path / "many", BLOCK * 2)
    for table in TABLES:
        rows = whole(few, table)
        assert rows.equals(whole(many, table).slice(0, len(rows)))


def test_every_format_holds_the_same_people(tmp_path: Path) -> None:
    folder, lines = made(tmp_path / "people", 500), made(tmp_path / "people.jsonl", 500)
    in_lines = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    persons = {row["id"]: row for row in records(folder, "persons")}
    for each in in_lines:
        row = persons[each["id"]]
        known = {name: value for name, value in each["facts"].items() if value not in ("unknown", "declined")}
        assert known == {name: row[name] for name in row if name in known}
        assert {name for name in LISTS.values() if row[f"{name}_given"]} == each.keys() & set(LISTS.values())
    assert sum(len(each.get("legs", ())) for each in in_lines) == len(records(folder, "legs"))


# --- what is refused, and what is never left behind


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--persons", "-5", "--seed", "1", "-o", "p"], "write 1 or more"),
        (["--persons=-5", "--seed", "1", "-o", "p"], "'-5' is not a number of people; write 1 or more"),
        (["--persons", "0", "--seed", "1", "-o", "p"], "'0' is not a number of people"),
        (["--persons", "many", "--seed", "1", "-o", "p"], "'many' is not a number of people"),
        (["--persons", "9", "--seed", "x", "-o", "p"], "'x' is not a seed; write a whole number from 0"),
        (["--persons", "9", "-o", "p"], "--seed"),
        (["--persons", "9", "--seed", "1"], "-o"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--format", "parket"], "did you mean 'parquet'?"),
        (["--persons", "9", "--seed", "1", "-o", "p.xlsx"], "p.xlsx: cannot be written: a table ends in"),
        (["--persons", "9", "--seed", "1", "-o", "p.csv", "--format", "jsonl"], "its ending says csv"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--format", "jsonl"], "call it p.jsonl"),
        (["--persons", "9", "--seed", "1", "-o", "no/p"], "there is no folder 'no'; make it first"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--unknown", "30"], "write a number from 0 to 1"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--unknown", "nan"], "'nan' is not a share"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--as-of", "2026-02-30"], "is not a date"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--jurisdiction", "rs"], "did you mean 'RS'?"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--jurisdiction", "XX"], "unknown jurisdiction 'XX'"),
    ],
)
def test_bad_options_are_refused_with_one_message(tmp_path: Path, words: list[str], said: str) -> None:
    done = here("generate", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["people", "people.csv"])
def test_what_is_there_is_replaced_only_with_force(tmp_path: Path, name: str) -> None:
    order = ["generate", "--persons", "20", "-o", name]
    assert here(*order, "--seed", "1", cwd=tmp_path).returncode == 0
    before = contents(tmp_path / name)
    refused = here(*order, "--seed", "2", cwd=tmp_path)
    assert refused.returncode == 2
    assert "it is there already; choose another name, or replace it with --force" in refused.stderr
    assert contents(tmp_path / name) == before
    assert here(*order, "--seed", "2", "--force", cwd=tmp_path).returncode == 0
    assert contents(tmp_path / name) != before
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_force_never_deletes_a_folder_that_holds_anything_else(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work", encoding="utf-8")
    order = ["generate", "--persons", "20", "--seed", "1", "--force"]
    done = here(*order, "-o", "people", cwd=tmp_path)
    assert done.returncode == 2
    assert "the folder also holds other files" in done.stderr
    assert (folder / "thesis.txt").read_text("utf-8") == "years of work"
    folder.rename(tmp_path / "people.csv")
    assert "what is there is a folder" in here(*order, "-o", "people.csv", cwd=tmp_path).stderr
    (tmp_path / "people").write_text("a file", encoding="utf-8")
    assert "what is there is a file" in here(*order, "-o", "people", cwd=tmp_path).stderr


def test_a_full_disk_is_told_and_nothing_is_left_that_looks_complete(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from asylon.cli.main import main\n"
        "sys.exit(main())\n"
    )
    command = [sys.executable, "-P", "-c", script, "generate", "--persons", "6000", "--seed", "1", "-o"]
    for name in ("people", "people.jsonl", "people.csv"):
        done = subprocess.run([*command, name], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert done.stderr.startswith(f"asylon: {name}: cannot be written: ")
        assert "Traceback" not in done.stderr
        assert list(tmp_path.iterdir()) == []


def test_a_killed_run_leaves_nothing_under_the_name_that_was_asked_for(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-P",
        "-m",
        "asylon",
        "generate",
        "--persons=900000",
        "--seed=1",
        "-o",
        "people",
    ]
    with subprocess.Popen(command, cwd=tmp_path) as running:
        while not list(tmp_path.glob(".people.unfinished-*/people/persons.parquet")):
            assert running.poll() is None
        running.kill()
    assert [each.name.startswith(".people.unfinished-") for each in tmp_path.iterdir()] == [True]


def test_without_numpy_the_message_says_what_to_install(tmp_path: Path) -> None:
    bare = tmp_path / "packages"
    bare.mkdir()
    yaml = Path(sys.modules["yaml"].__file__ or "").parent
    (bare / "yaml").symlink_to(yaml)
    command = [
        sys.executable,
        "-S",
        "-P",
        "-m",
        "asylon",
        "generate",
        "--persons=9",
        "--seed=1",
        "-o",
        "people",
    ]
    paths = os.pathsep.join([str(ROOT / "src"), str(bare)])
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": paths}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert (
        "whole caseloads need numpy and pyarrow, not installed here; pip install 'asylon[tables]'"
        in done.stderr
    )
    assert not (tmp_path / "people").exists()


def test_assessing_one_person_imports_neither_numpy_nor_pyarrow() -> None:
    script = "import sys, asylon.rulebook, asylon.cli.assess; print({'numpy', 'pyarrow'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_long_work_shows_on_a_terminal_how_far_it_is(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-P",
        "-m",
        "asylon",
        "generate",
        "--persons=100000",
        "--seed=1",
        "-o",
        "people",
    ]
    done = subprocess.run(
        command, cwd=tmp_path, stderr=theirs, stdout=subprocess.PIPE, text=True, check=False
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert done.returncode == 0
    assert f"\r{BLOCK:,} of 100,000 people" in shown
    assert shown.endswith("\r100,000 of 100,000 people\r\n")
    assert done.stdout.startswith("people: 100,000 persons, ")


def test_short_or_piped_work_shows_no_progress(tmp_path: Path) -> None:
    done = asylon("generate", "--persons=100000", "--seed=1", "-o", "people", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
