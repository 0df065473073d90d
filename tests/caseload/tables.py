"""Caseloads on disk: situations as folders of tables or as lines, and screening them again."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from asylon.caseload.intake import Where
from asylon.caseload.made_up import Order, Target, write_caseload
from asylon.caseload.results import alert_ids, conclusion_ids, gate_ids, track_ids
from asylon.caseload.screen import Summary, screen
from asylon.logic.truth import word
from asylon.rulebook import Situation, assess, load, questions, receive
from asylon.rulebook.scopes import LISTS
from tests.cast import Json, vignettes

DAY = date(2026, 11, 22)
Row = dict[str, Any]


def made(path: Path, persons: int, *, seed: int = 1, format: str | None = None, **options: Any) -> Path:
    """A made-up caseload."""
    order = Order(persons=persons, seed=seed, as_of=DAY, **options)
    write_caseload(order, Target.chosen(path, format), load())
    return path


def situations(path: Path) -> list[Json]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def lines(path: Path, written: Iterable[object]) -> Path:
    """Write situations, or anything else, as JSONL."""
    path.write_text("".join(json.dumps(each) + "\n" for each in written), "utf-8")
    return path


def named_vignettes() -> list[Json]:
    """The situation of every vignette, with the vignette's name as id."""
    return [{**each["situation"], "id": name} for name, each in vignettes().items()]


def folder(path: Path, written: Sequence[Json], ending: str) -> Path:
    """Write situations as a folder of tables, a fact a column."""
    path.mkdir()
    tables: dict[str, list[Row]] = {"persons": [], **{name: [] for name in LISTS.values()}}
    for each in written:
        person: Row = {key: each[key] for key in ("id", "jurisdiction", "as_of") if key in each}
        given = {f"{name}_given": name in each for name in LISTS.values()}
        tables["persons"].append({**person, **given, **_cells(each.get("facts", {}))})
        for name in LISTS.values():
            for item in each.get(name, ()):
                rest = {key: value for key, value in item.items() if key != "facts"}
                tables[name].append({"person": each["id"], **rest, **_cells(item.get("facts", {}))})
    for name, rows in tables.items():
        if rows:
            put(path / f"{name}{ending}", rows)
    return path


def _cells(facts: Mapping[str, Any]) -> Row:
    found = {}
    for name, given in facts.items():
        value = given["value"] if isinstance(given, dict) else given
        if isinstance(value, bool):
            value = str(value).lower()
        elif isinstance(value, list):
            value = ";".join(value) or "[]"
        found[name] = "" if value is None else str(value)
    return found


def put(path: Path, rows: Sequence[Row]) -> Path:
    """Write rows as one table of texts; a column that a row does not name is empty there."""
    names = dict.fromkeys(name for row in rows for name in row)
    texts = {name: [_text(row.get(name)) for row in rows] for name in names}
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in texts.items()})
    if path.suffix == ".parquet":
        pq.write_table(table, path)
    else:
        pa_csv.write_csv(table, path)
    return path


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def read(path: Path) -> list[Row]:
    """The rows of a result, whatever its format, as one would read them in Parquet."""
    if path.suffix == ".parquet":
        found: list[Row] = pq.read_table(path).to_pylist()
        return found
    if path.suffix == ".jsonl":
        return situations(path)
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: _word(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


def _word(cell: str) -> Any:
    return {"true": True, "false": False}.get(cell, int(cell) if cell.isdigit() else cell)


def screened(table: Path, target: Path, **options: Any) -> tuple[list[Row], Summary]:
    """Screen a caseload with the shipped rulebook and read the result."""
    where = options.pop("where", Where(DAY))
    summary = screen(table, target, rulebook=load(), where=where, **options)
    return read(target), summary


def alone(written: Json | Situation, **options: Any) -> Row:
    """What a single assessment says of one person, as a row of a result."""
    situation = written if isinstance(written, Situation) else receive(written, load(), **options)
    found = assess(situation)
    program = found.program
    return {
        "id": situation.id,
        **{id_: word(found.conclusions[id_].value) for id_ in conclusion_ids(program)},
        **{f"blocked_{id_}": not found.gates[id_].open for id_ in gate_ids(program)},
        **{f"track_{id_}": id_ in {t.id for t in found.tracks} for id_ in track_ids(program)},
        **{f"alert_{id_}": id_ in {a.id for a in found.alerts} for id_ in alert_ids(program)},
        "open_questions": len(questions(found)),
    }
