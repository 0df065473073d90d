"""Spark in local mode, over real Parquet folders, says what a screening without Spark says."""

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from asylon.caseload.intake import Where
from asylon.caseload.made_up import Order, Target, write_caseload
from asylon.caseload.screen import screen
from asylon.rulebook import load
from tests.caseload.spark_job import AS_OF

pytestmark = pytest.mark.spark

ROOT = Path(__file__).parents[2]
PERSONS = 2000


def put(folder: Path, **tables: dict[str, list[object]]) -> Path:
    """Write a caseload folder."""
    folder.mkdir()
    for name, columns in tables.items():
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    return folder


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A large made-up caseload, and small ones that each have one thing wrong."""
    here = tmp_path_factory.mktemp("caseloads")
    write_caseload(Order(persons=PERSONS, seed=7, as_of=AS_OF), Target.chosen(here / "made_up"), load())
    amina: dict[str, list[object]] = {"id": ["amina", "bojan"], "age_years": [27, 15]}
    return {
        "made_up": here / "made_up",
        "alone": put(here / "alone", persons=amina | {"jurisdiction": ["RS", "DE"]}),
        "column": put(here / "column", persons=amina | {"disabilty": [True, None]}),
        "twice": put(here / "twice", persons={"id": ["amina", "amina"]}),
        "stranger": put(here / "stranger", persons=amina, legs={"person": ["carla"], "id": ["sea"]}),
        "cell": put(
            here / "cell",
            persons=amina,
            legs={"person": ["bojan"], "id": ["sea"], "smuggler_benefit": ["si"]},
        ),
    }


@pytest.fixture(scope="module")
def refused(folders: dict[str, Path]) -> dict[str, str | None]:
    """Why each folder was refused by Spark; the results lie beside the folders."""
    pairs = [str(path) for folder in folders.values() for path in (folder, folder.with_suffix(".out"))]
    command = [sys.executable, "-m", "tests.caseload.spark_job", *pairs]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return dict(zip(folders, map(json.loads, done.stdout.splitlines()), strict=True))


def rows(path: Path) -> list[dict[str, object]]:
    """The rows of a result in the order of the ids."""
    table = pq.read_table(path).sort_by("id")
    found: list[dict[str, object]] = table.to_pylist()
    return found


@pytest.mark.parametrize("name", ["made_up", "alone"])
def test_spark_says_of_everybody_what_a_screening_says(
    name: str, folders: dict[str, Path], refused: dict[str, str | None], tmp_path: Path
) -> None:
    screen(folders[name], tmp_path / "plain.parquet", rulebook=load(), where=Where(AS_OF))
    wanted = rows(tmp_path / "plain.parquet")
    assert refused[name] is None
    assert rows(folders[name].with_suffix(".out")) == wanted
    assert len(wanted) == (PERSONS if name == "made_up" else 2)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("column", "did you mean 'disability'?"),
        ("twice", "person 'amina' stands here 2 times"),
        ("stranger", "legs: there is no person 'carla'"),
        ("cell", "legs: person 'bojan', column smuggler_benefit: 'si' does not fit"),
    ],
)
def test_spark_refuses_what_does_not_fit_and_says_where(
    name: str, said: str, folders: dict[str, Path], refused: dict[str, str | None]
) -> None:
    assert said in (refused[name] or "")
    assert not (folders[name].with_suffix(".out") / "_SUCCESS").exists()
