"""`screen`: each person of a table gets exactly what a single assessment says, whatever the format."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from asylon.caseload.bad_rows import BadTable
from asylon.caseload.intake import Piece, Taken, Where
from asylon.caseload.results import result_schema
from asylon.caseload.screen import Summary
from asylon.caseload.screen import screened as screen_taken
from asylon.caseload.situations import chunk_of
from asylon.rulebook import Assessment, assess, load, receive
from asylon.rulebook.scopes import LISTS
from tests.caseload.random_persons import random_persons
from tests.caseload.tables import (
    DAY,
    Row,
    alone,
    folder,
    lines,
    made,
    named_vignettes,
    put,
    read,
    screened,
    situations,
)
from tests.cast import Json

STATES = ("INT", "RS", "DE", "UG", "BR")
PERSONS = 60


def differences(said: list[Row], wanted: list[Row]) -> list[str]:
    """Where two results differ, in few words."""
    assert [row["id"] for row in said] == [row["id"] for row in wanted]
    return [
        f"{mine['id']}: {name} is {mine[name]}, alone {theirs[name]}"
        for mine, theirs in zip(said, wanted, strict=True)
        for name in theirs
        if mine[name] != theirs[name]
    ]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same made-up people in every form."""
    here = tmp_path_factory.mktemp("people")
    made(here / "parquet", PERSONS)
    made(here / "csv", PERSONS, format="csv")
    made(here / "lines.jsonl", PERSONS)
    made(here / "flat.parquet", PERSONS)
    made(here / "flat.csv", PERSONS)
    return here


@pytest.mark.parametrize("state", STATES)
def test_made_up_travellersget_what_each_would_get_alone(people: Path, state: str, tmp_path: Path) -> None:
    wanted = [alone(each, jurisdiction=state) for each in situations(people / "lines.jsonl")]
    for name in ("parquet", "csv", "lines.jsonl"):
        said, _ = screened(people / name, tmp_path / f"{name}.parquet", where=Where(DAY, state))
        assert differences(said, wanted) == []


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_the_vignettes_as_tables_get_what_each_would_get_alone(ending: str, tmp_path: Path) -> None:
    people = [each for each in named_vignettes() if not has_margin(each)]  # no column holds a margin
    assert len(people) > 25
    caseload = folder(tmp_path / "caseload", people, ending)
    said, _ = screened(caseload, tmp_path / "out.jsonl")
    assert differences(said, [alone(each) for each in people]) == []


def has_margin(person: Json) -> bool:
    return any(isinstance(given, dict) and "margin" in given for given in person.get("facts", {}).values())


def test_the_vignettes_as_lines_get_what_each_would_get_alone(tmp_path: Path) -> None:
    people = named_vignettes()
    said, _ = screened(lines(tmp_path / "people.jsonl", people), tmp_path / "out.jsonl")
    assert differences(said, [alone(each) for each in people]) == []


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_a_flat_table_gives_what_the_unnamed_items_give(people: Path, ending: str, tmp_path: Path) -> None:
    flat = people / f"flat{ending}"
    said, _ = screened(flat, tmp_path / "out.parquet", where=Where(DAY, "RS"))
    unnamed = [flat_situation(row) for row in read(people / "flat.parquet")]
    assert differences(said, [alone(each) for each in unnamed]) == []


def flat_situation(row: Row) -> Json:
    facts = {name: value for name, value in row.items() if name in load().all_facts and value is not None}
    truths = {"true": True, "false": False}
    found = {
        name: truths.get(value, value) if isinstance(value, str) else value for name, value in facts.items()
    }
    lists: Json = {name: [] for name in LISTS.values() if row.get(f"{name}_given")}
    return {"id": row["id"], "jurisdiction": "RS", "as_of": "2026-11-22", "facts": found, **lists}


def test_states_and_dates_may_be_mixed_in_one_table(people: Path, tmp_path: Path) -> None:
    travellers = situations(people / "lines.jsonl")[:30]
    for number, each in enumerate(travellers):
        each["jurisdiction"] = STATES[number % len(STATES)]
        each["as_of"] = ("2026-11-22", "2024-05-01")[number % 2]
    wanted = [alone(each) for each in travellers]
    caseload = folder(tmp_path / "caseload", travellers, ".csv")
    jsonl = lines(tmp_path / "people.jsonl", travellers)
    for name, table in (("tables", caseload), ("lines", jsonl)):
        for rows in (13, 1000):
            said, _ = screened(table, tmp_path / f"{name}-{rows}.jsonl", chunk_rows=rows)
            assert differences(said, wanted) == []


def test_the_options_come_before_what_the_rows_say(tmp_path: Path) -> None:
    people = named_vignettes()[:6]
    table = lines(tmp_path / "people.jsonl", people)
    caseload = folder(tmp_path / "caseload", people, ".csv")
    fixed = Where(DAY.replace(year=2024), "UG", fixed=True)
    wanted = [alone({**each, "as_of": "2024-11-22", "jurisdiction": "UG"}) for each in people]
    for source in (table, caseload):
        said, _ = screened(source, tmp_path / f"{source.stem}.csv", where=fixed)
        assert differences(said, wanted) == []


def test_a_person_without_date_gets_that_of_the_command(tmp_path: Path) -> None:
    people: list[Json] = [{"id": "a", "facts": {}}, {"id": "b", "as_of": None, "jurisdiction": None}]
    said, _ = screened(lines(tmp_path / "people.jsonl", people), tmp_path / "out.jsonl")
    assert differences(said, [alone(each, as_of=DAY) for each in ({"id": "a"}, {"id": "b"})]) == []


def test_a_state_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    table = put(tmp_path / "people.csv", [{"id": "a"}])
    with pytest.raises(BadTable, match=r"unknown jurisdiction 'rs'.*did you mean 'RS'"):
        screened(table, tmp_path / "out.csv", where=Where(DAY, "rs"))


def test_random_persons_of_every_kind_of_fact_get_what_each_would_get_alone(tmp_path: Path) -> None:
    for state in ("RS", "UG"):
        people = random_persons(state, 60)
        program = load().resolve(state, people[0].as_of)
        ids = pa.array([each.id for each in people])
        piece = Piece(np.arange(len(people)), ids, chunk_of(people, load().all_facts), state)
        batch = screen_taken(Taken(len(people), [piece], []), load(), result_schema(program), Summary())
        assert differences(batch.to_pylist(), [alone(each) for each in people]) == []


# --- the same bytes


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".jsonl"])
def test_the_result_does_not_depend_on_the_size_of_a_slice_or_the_format(
    people: Path, ending: str, tmp_path: Path
) -> None:
    found = set()
    for name in ("parquet", "csv", "lines.jsonl"):
        for rows in (7, 64, 1000, None) if name == "parquet" else (7, None):
            options: dict[str, Any] = {} if rows is None else {"chunk_rows": rows}
            target = tmp_path / f"{name}-{rows}{ending}"
            screened(people / name, target, **options)
            found.add(target.read_bytes())
    assert len(found) == 1


def test_every_format_of_the_result_says_the_same(people: Path, tmp_path: Path) -> None:
    results = [
        screened(people / "parquet", tmp_path / f"out{end}")[0] for end in (".parquet", ".csv", ".jsonl")
    ]
    assert results[0] == results[1] == results[2]


def test_the_summary_counts_what_the_rows_say(people: Path, tmp_path: Path) -> None:
    rows, summary = screened(people / "parquet", tmp_path / "out.parquet", chunk_rows=7)
    assert summary.persons == len(rows) == PERSONS
    for (id_, word), number in summary.conclusions.items():
        assert number == sum(row[id_] == word for row in rows), id_
    for kind, counts in (("blocked", summary.blocked), ("track", summary.tracks), ("alert", summary.alerts)):
        for id_, number in counts.items():
            assert number == sum(row[f"{kind}_{id_}"] for row in rows), id_


# --- reasons


def reason(assessment: Assessment, id_: str) -> str:
    said = assessment.as_json()
    answer = said["conclusions"].get(id_) or said["gates"][id_]
    parts = [
        f"{key}: {', '.join(answer[key])}" for key in ("because", "presumed", "missing") if answer.get(key)
    ]
    return "; ".join(parts)


@pytest.mark.parametrize("id_", ["refugee_1951", "trafficked", "non_refoulement"])
def test_a_column_of_reasons_holds_what_a_single_assessment_gives(
    id_: str, people: Path, tmp_path: Path
) -> None:
    travellers = situations(people / "lines.jsonl")[:25] + named_vignettes()
    table = lines(tmp_path / "people.jsonl", travellers)
    said, _ = screened(table, tmp_path / "out.jsonl", explain=(id_, id_))
    wanted = [reason(assess(receive(each, load())), id_) for each in travellers]
    assert [row[f"why_{id_}"] for row in said] == wanted


def test_reasons_are_asked_for_by_a_name_that_exists(people: Path, tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="did you mean 'trafficked'"):
        screened(people / "parquet", tmp_path / "out.csv", explain=("traficked",))
    assert list(tmp_path.iterdir()) == []


# --- memory

PEAK = """
import resource, sys
from datetime import date
from pathlib import Path
from asylon.caseload.intake import Where
from asylon.caseload.screen import screen
from asylon.rulebook import load
where = Where(date(2026, 11, 22))
screen(Path(sys.argv[1]), Path(sys.argv[2]), rulebook=load(), where=where, chunk_rows=2048)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_caseload(tmp_path: Path) -> None:
    unit = 1024 * (1 if sys.platform != "darwin" else 1024)
    peaks = []
    for persons in (6_000, 24_000):
        table = made(tmp_path / f"people{persons}", persons)
        words = [sys.executable, "-c", PEAK, str(table), str(tmp_path / f"{persons}.parquet")]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        peaks.append(int(done.stdout) / unit)
    assert peaks[1] < 1.5 * peaks[0], peaks
