"""`asylon compare` as a user meets it: two sides, a page for people, JSON for programs."""

import json
import shutil
from pathlib import Path

import pytest

from asylon.caseload.groups import SMALLEST
from asylon.rulebook import load
from tests.caseload.tables import made
from tests.cli.conftest import Command


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("people") / "people", 150)


def test_the_page_says_who_gains_and_loses(asylon: Command, people: Path) -> None:
    ran = asylon("compare", people, "--from", "RS", "--to", "DE")
    assert (ran.code, ran.err) == (0, "")
    assert "FROM RS TO DE" in ran.out
    assert "of 150 persons are affected" in ran.flat
    assert "RIGHTS" in ran.out
    assert "by sex:" in ran.out
    assert f"* kept back: this number, or one that it would give away, is below {SMALLEST}" in ran.flat


def test_a_cell_that_is_kept_back_is_not_said_to_be_small(asylon: Command, people: Path) -> None:
    """A second cell is kept back to hide the first; it may be large."""
    assert f"<{SMALLEST}" not in asylon("compare", people, "--from", "RS", "--to", "DE").out


def test_json_holds_every_effect_and_no_small_number(asylon: Command, people: Path) -> None:
    ran = asylon("compare", people, "--from", "RS", "--to", "DE", "--format", "json")
    said = json.loads(ran.out)
    assert said["persons"] == 150
    assert said["smallest_count_shown"] == SMALLEST
    assert said["effects"]
    for effect in said["effects"]:
        numbers = [effect["persons"], *(n for cells in effect["by"].values() for n in cells.values())]
        assert all(number is None or number >= SMALLEST for number in numbers)
    assert not any(f"p{number:07}" in ran.out for number in range(1, 151))


@pytest.mark.parametrize(
    ("before", "after"), [("RS", "RS"), ("2026-11-22", "2026-11-22"), ("RS@2026-11-22", "RS@2026-11-22")]
)
def test_nothing_is_reported_where_nothing_changes(
    asylon: Command, people: Path, before: str, after: str
) -> None:
    ran = asylon("compare", people, "--from", before, "--to", after)
    assert (ran.code, "Nothing changes for anybody." in ran.out) == (0, True)
    said = json.loads(asylon("compare", people, "--from", before, "--to", after, "--format", "json").out)
    assert (said["affected"], said["effects"]) == (0, [])


def test_a_side_may_be_a_folder_with_state_and_date(asylon: Command, people: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    shutil.copytree(load().folder, texts)
    ran = asylon("compare", people, "--from", "RS@2026-11-22", "--to", f"{texts}:RS@2026-11-22")
    assert (ran.code, "Nothing changes for anybody." in ran.out) == (0, True)
    assert asylon("compare", people, "--from", str(texts), "--to", f"{texts}:RS").code == 0


def test_a_state_is_a_state_also_beside_a_folder_of_its_name(
    asylon: Command, people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "RS").mkdir()
    monkeypatch.chdir(tmp_path)
    assert asylon("compare", people, "--from", "RS", "--to", "RS").code == 0


@pytest.mark.parametrize("side", ["rs", "Atlantis", "", "2026-13-01", "RS@", "RS@soon", "/nowhere", "2026"])
def test_what_is_no_side_is_refused_in_one_line(asylon: Command, people: Path, side: str) -> None:
    for words in (("--from", side, "--to", "RS"), ("--from", "RS", "--to", side)):
        ran = asylon("compare", people, *words)
        assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
        assert f"'{side}' is no side of a comparison" in ran.err
        assert ("did you mean 'RS'?" in ran.err) is (side == "rs")


def test_a_broken_rulebook_or_table_is_refused(asylon: Command, people: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "rules.yaml").write_text("rules: [", "utf-8")
    assert asylon("compare", people, "--from", "RS", "--to", str(texts)).code == 2
    ran = asylon("compare", tmp_path / "nowhere.csv", "--from", "RS", "--to", "DE")
    assert (ran.code, len(ran.said)) == (2, 1)
