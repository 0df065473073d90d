"""Made-up caseloads for the benchmarks, generated once and kept under the folder for temporary files."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from asylon.caseload import made_up
from asylon.caseload.intake import Where, take_caseload
from asylon.caseload.population import NumpyPopulation
from asylon.caseload.screen import CHUNK_ROWS
from asylon.rulebook import Rulebook, load
from asylon.rulebook.program import Program

AS_OF = date(2026, 11, 22)
JURISDICTION = "RS"


def made_up_caseload(persons: int) -> Path:
    """A folder of tables with child tables and 30 % unknown, the same for the same rulebook and generator."""
    made = hashlib.sha256(load().fingerprint.encode())
    for source in sorted(Path(made_up.__file__).parent.glob("*.py")):
        made.update(source.read_bytes())
    home = Path(tempfile.gettempdir()) / "asylon-benchmarks"
    folder = home / f"{persons}-{made.hexdigest()[:12]}"
    if not folder.is_dir():
        print(f"  making up {persons:,} persons in {folder} ...", flush=True)
        home.mkdir(exist_ok=True)
        # Under another name until it is whole: an interrupted run must not leave half a caseload.
        with tempfile.TemporaryDirectory(dir=home) as unfinished:
            target = Path(unfinished) / "caseload"
            wanted = ["--persons", str(persons), "--seed", "1", "-o", str(target)]
            command = [sys.executable, "-m", "asylon", "generate", *wanted]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            target.rename(folder)
    return folder


def program_of(rulebook: Rulebook) -> Program:
    """The law that is measured."""
    return rulebook.resolve(JURISDICTION, AS_OF)


def populations(table: Path, rulebook: Rulebook) -> Iterator[NumpyPopulation]:
    """A caseload as `screen` cuts it."""
    program = program_of(rulebook)
    for taken in take_caseload(table, rulebook, Where(AS_OF, JURISDICTION), CHUNK_ROWS):
        for piece in taken.pieces:
            yield NumpyPopulation(program, piece.chunk)
