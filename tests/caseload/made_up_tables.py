"""Made-up caseloads for tests, and how their tables are read back."""

import io
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from asylon.caseload.made_up import Order, Target, write_caseload
from asylon.cli.main import main
from asylon.rulebook import load
from asylon.rulebook.scopes import LISTS

Json = dict[str, Any]
Columns = dict[str, list[Any]]

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 22)
TABLES = ("persons", *LISTS.values())


def asylon(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "asylon", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def here(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The same in this process, for what does not depend on being one of its own: it is much quicker."""
    said, complained = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(complained):
        patch.chdir(cwd)
        patch.setattr(sys, "argv", ["asylon", *words])
        code = main()
    return subprocess.CompletedProcess(words, code, said.getvalue(), complained.getvalue())


def made(path: Path, persons: int, *, seed: int = 1, **options: Any) -> Path:
    order = Order(persons=persons, seed=seed, as_of=DAY, **options)
    write_caseload(order, Target.chosen(path), load())
    return path


def columns(folder: Path, table: str) -> Columns:
    found: Columns = pq.read_table(folder / f"{table}.parquet").to_pydict()
    return found


def records(folder: Path, table: str, *names: str) -> list[Json]:
    """The rows of a table; with the few columns that a test reads it is much quicker."""
    found: list[Json] = pq.read_table(folder / f"{table}.parquet", columns=list(names) or None).to_pylist()
    return found


def whole(folder: Path, table: str) -> pa.Table:
    return pq.read_table(folder / f"{table}.parquet")


def contents(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in ([path] if path.is_file() else sorted(path.iterdir()))}
