"""A result appears whole or not at all: killed, interrupted, or without room on the disk."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from asylon.caseload import output
from asylon.caseload.bad_rows import BadTable
from asylon.caseload.intake import Where
from asylon.caseload.results import result_schema
from asylon.caseload.screen import Summary, screen
from asylon.rulebook import load
from asylon.rulebook.scopes import LISTS
from tests.caseload.tables import DAY, made, put, read, screened
from tests.interrupts import heeded

PERSONS = 400
ENDINGS = (".parquet", ".csv", ".jsonl")

PARTS = {"GROUP_ROWS": 64, "GROUPS": 2, "PART_ROWS": 128}

DIE = f"""
import os, signal, sys
from datetime import date
from pathlib import Path
from asylon.caseload import output
vars(output).update({PARTS})
from asylon.caseload.intake import Where
from asylon.caseload.screen import screen
from asylon.rulebook import load
table, target, rulebook, dies_at = sys.argv[1:]
def progress(done):
    if done >= int(dies_at):
        os.kill(os.getpid(), signal.SIGKILL)
screen(
    Path(table), Path(target), rulebook=load(rulebook or None), where=Where(date(2026, 11, 22)),
    chunk_rows=100, progress=progress,
)
"""


def killed(table: Path, target: Path, dies_at: int, *, rulebook: Path | None = None) -> int | None:
    """Screen with small parts and die in the middle; tells which file the first part is."""
    words = [sys.executable, "-c", DIE, str(table), str(target), str(rulebook or ""), str(dies_at)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert not target.exists()
    return first_part(target)


def run(table: Path, target: Path, *, rulebook: Path | None = None) -> tuple[Summary, set[int | None]]:
    """Screen to the end with small parts; tells also which files were the first part meanwhile."""
    firsts: set[int | None] = set()
    with pytest.MonkeyPatch.context() as small:
        for name, rows in PARTS.items():
            small.setattr(output, name, rows)
        summary = screen(
            table,
            target,
            rulebook=load(rulebook),
            where=Where(DAY),
            chunk_rows=100,
            progress=lambda done: firsts.add(first_part(target)),
        )
    return summary, firsts


def unfinished(target: Path) -> Path:
    return target.with_name(f".{target.name}.unfinished")


def first_part(target: Path) -> int | None:
    part = unfinished(target) / f"000000{target.suffix}"
    return part.stat().st_ino if part.exists() else None


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("people") / "people", PERSONS)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_killed_run_goes_on_after_the_last_whole_part(people: Path, ending: str, tmp_path: Path) -> None:
    whole, target = tmp_path / f"whole{ending}", tmp_path / f"out{ending}"
    wanted, _ = run(people, whole)
    before = killed(people, target, 300)
    assert before is not None
    said, firsts = run(people, target)
    assert firsts == {before}, "a whole part was written anew"
    assert said == wanted
    assert said.persons == PERSONS
    assert target.read_bytes() == whole.read_bytes()
    assert sorted(tmp_path.iterdir()) == sorted([target, whole])


def test_a_run_can_be_killed_again_and_again(people: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    for dies_at in (100, 300):
        killed(people, target, dies_at)
    run(people, target)
    screened(people, tmp_path / "whole.csv")
    assert target.read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_a_changed_caseload_is_screened_anew(people: Path, tmp_path: Path) -> None:
    table, target = tmp_path / "people", tmp_path / "out.csv"
    shutil.copytree(people, table)
    before = killed(table, target, 300)
    persons = pq.read_table(table / "persons.parquet")
    pq.write_table(persons.slice(0, 350), table / "persons.parquet")
    for name in LISTS.values():
        (table / f"{name}.parquet").unlink()
    said, firsts = run(table, target)
    assert said.persons == len(read(target)) == 350
    assert before is not None
    assert None in firsts


def test_a_changed_rulebook_screens_anew(people: Path, tmp_path: Path) -> None:
    first, second, target = tmp_path / "first", tmp_path / "second", tmp_path / "out.csv"
    shutil.copytree(load().folder, first)
    shutil.copytree(load().folder, second)
    assert killed(people, target, 300, rulebook=first) is not None
    note = second / "rulebook.yaml"
    note.write_text(note.read_text("utf-8") + "# a note\n", "utf-8")
    _, firsts = run(people, target, rulebook=second)
    assert None in firsts, "the first part was kept"


def test_other_files_beside_the_tables_do_not_make_it_start_anew(people: Path, tmp_path: Path) -> None:
    table = tmp_path / "people"
    shutil.copytree(people, table)
    target = table / "result.csv"
    before = killed(table, target, 300)
    (table / "README").write_text("where this comes from", "utf-8")
    assert run(table, target)[1] == {before}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_size_of_parts_does_not_change_what_lines_say(people: Path, ending: str, tmp_path: Path) -> None:
    whole, parts = tmp_path / f"whole{ending}", tmp_path / f"parts{ending}"
    screened(people, whole)
    run(people, parts)
    assert read(whole) == read(parts)
    if ending != ".parquet":  # whose groups of rows are parts of the file
        assert whole.read_bytes() == parts.read_bytes()


# --- refused before any work


def test_a_result_that_exists_is_replaced_only_by_force(tmp_path: Path) -> None:
    table, target = put(tmp_path / "people.csv", [{"id": "a"}]), tmp_path / "out.csv"
    target.write_text("kept", "utf-8")
    with pytest.raises(BadTable, match="--force"):
        screened(table, target)
    assert target.read_text("utf-8") == "kept"
    assert len(screened(table, target, force=True)[0]) == 1


def test_a_caseload_is_never_replaced_by_its_result(tmp_path: Path) -> None:
    table = put(tmp_path / "people.csv", [{"id": "a"}])
    before = table.read_bytes()
    with pytest.raises(BadTable, match="a file of the caseload itself"):
        screened(table, table, force=True)
    assert table.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("out.xlsx", "a result ends in one of .parquet, .csv, .jsonl"),
        ("nowhere/out.csv", "there is no folder"),
        ("folder.csv", "it is a folder"),
    ],
)
def test_a_place_that_cannot_take_a_result_is_refused(tmp_path: Path, name: str, sentence: str) -> None:
    table = put(tmp_path / "people.csv", [{"id": "a"}])
    (tmp_path / "folder.csv").mkdir()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BadTable, match=sentence):
        screened(table, tmp_path / name, force=True)
    assert sorted(tmp_path.iterdir()) == before


def test_two_runs_do_not_write_the_same_result(tmp_path: Path) -> None:
    schema = result_schema(load().resolve("INT", DAY))
    busy = pytest.raises(BadTable, match="another run is writing this result")
    with output.ResultFile(tmp_path / "out.csv", schema, {}), busy:
        output.ResultFile(tmp_path / "out.csv", schema, {})
    assert (tmp_path / "out.csv").exists()


# --- a full disk, and somebody who stops it


def command(*words: object) -> list[str]:
    return [sys.executable, "-P", "-m", "asylon", *map(str, words)]


def few_bytes_a_file() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk_is_told_and_leaves_no_result(people: Path, ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"out{ending}"
    done = subprocess.run(
        command("screen", people, "-o", target),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=few_bytes_a_file,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"asylon: {target}: cannot be written: ")
    assert "File too large" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
    assert (
        subprocess.run(command("screen", people, "-o", target), capture_output=True, check=False).returncode
        == 0
    )


def test_an_interrupt_ends_with_130_and_leaves_no_result(tmp_path: Path) -> None:
    table, target = made(tmp_path / "people.jsonl", 3_000), tmp_path / "out.parquet"
    with subprocess.Popen(
        command("screen", table, "-o", target),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeded,  # noqa: PLW1509 - no threads here
    ) as process:
        while not unfinished(target).exists():
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in said
    assert sorted(tmp_path.iterdir()) == [table]
