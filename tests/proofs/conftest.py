"""The shipped texts, copies of them that a test may spoil, and the proofs of a copy."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from asylon.rulebook import load
from asylon.rulebook.library import SHIPPED
from asylon.rulebook.proofs import Proof, prove

TODAY = date(2026, 11, 22)

Spoil = Callable[..., Path]
Failures = Callable[..., dict[tuple[str, str], Proof]]


@pytest.fixture
def spoiled(tmp_path: Path) -> Spoil:
    """Copy the texts and replace, in one file, each of some passages by another."""

    def copy(file: str, *changes: tuple[str, str]) -> Path:
        folder = tmp_path / "texts"
        if not folder.exists():
            shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("sources", "schema"))
        path = folder / file
        text = path.read_text("utf-8") if path.exists() else ""
        for old, new in changes:
            assert text.count(old) == 1 or not old, f"{old!r} does not stand once in {file}"
            text = text.replace(old, new) if old else text + new
        path.write_text(text, encoding="utf-8")
        return folder

    return copy


@pytest.fixture
def failures() -> Failures:
    """The proofs that fail for a folder of texts, by name and by what they fail for."""

    def of(folder: Path, jurisdiction: str = "INT") -> dict[tuple[str, str], Proof]:
        proofs = prove(load(folder), jurisdictions=[jurisdiction], as_of=TODAY)
        return {(proof.name, proof.subject): proof for proof in proofs if not proof.holds}

    return of
