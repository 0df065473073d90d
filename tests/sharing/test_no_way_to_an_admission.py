"""Access to asylum never waits for sharing: what decides about a person cannot see what is shared."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import asylon

ROOT = Path(asylon.__file__).parent
SHARING = ("asylon.sharing", "asylon.responses", "asylon.figures", "asylon.pictures")
FRAMEWORKS = (
    "django",
    "ninja",
    "allauth",
    "datetime.datetime",
    "time",
    "random",
    "socket",
    "urllib",
    "requests",
)


def imported(path: Path) -> set[str]:
    """Every module or name that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def named(found: set[str], rooms: tuple[str, ...]) -> set[str]:
    return {name for name in found if any(name == room or name.startswith(f"{room}.") for room in rooms)}


@pytest.mark.parametrize("room", ["rulebook", "logic", "casework", "vault", "caseload"])
def test_what_decides_about_a_person_imports_nothing_of_sharing(room: str) -> None:
    files = list((ROOT / room).rglob("*.py"))
    assert files
    assert {path.name: names for path in files if (names := named(imported(path), SHARING))} == {}


def test_the_check_would_see_such_an_import() -> None:
    assert named(imported(ROOT / "cli" / "apportion.py"), SHARING)


def test_sharing_knows_no_framework_no_clock_no_chance_and_no_network() -> None:
    files = list((ROOT / "sharing").rglob("*.py"))
    assert {path.name: names for path in files if (names := named(imported(path), FRAMEWORKS))} == {}
