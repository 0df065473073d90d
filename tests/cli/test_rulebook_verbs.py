"""`asylon rulebook check|list|show|render`."""

import shutil
from pathlib import Path

import pytest

from asylon.rulebook.library import SHIPPED
from tests.cli.conftest import Command


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A copy of the shipped texts that a test may spoil."""
    folder = tmp_path / "texts"
    shutil.copytree(SHIPPED, folder)
    return folder


def spoil(texts: Path, file: str, before: str, after: str) -> None:
    path = texts / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_the_list_names_id_kind_label_source_and_signature(asylon: Command) -> None:
    ran = asylon("rulebook", "list")
    assert (ran.code, ran.err) == (0, "")
    for section in ("RULES", "GATES", "TRACKS", "ALERTS", "STATUSES", "RIGHTS", "DEADLINES", "PRACTICE"):
        assert f"\n{section}  " in ran.out
    assert "- trafficked category: trafficked person PP 3; CoE-THB 4 · V · unsigned" in ran.flat


def test_the_list_can_be_one_kind_only(asylon: Command) -> None:
    out = asylon("rulebook", "list", "--kind", "gates").out
    assert "non_refoulement" in out
    assert "RULES" not in out


def test_the_requirements_are_shown_served_and_not_yet_served(asylon: Command) -> None:
    served, _, left = asylon("rulebook", "list", "--requirements").out.partition("NOT YET SERVED")
    assert "gate:access" in served
    assert "\n  - M-03c  " in served
    assert "\n  - " in left


def test_an_entry_is_shown_with_text_place_authority_and_relations(asylon: Command) -> None:
    said = asylon("rulebook", "show", "gate:access").flat
    assert "Stands in core/gates/access.yaml:" in said
    assert "Open when told_right_to_ask and ( not asked_protection or is(procedure_stage, " in said
    assert "Blocks: refusal_of_entry, removal, closing_case" in said
    assert "Confidence: V partly" in said
    assert "Checked by: nobody yet Checked on: nobody yet" in said
    assert "Serves: M-03c" in said
    assert "Reads: asked_protection, procedure_stage, told_right_to_ask" in said
    assert "- told of the right and did not ask: given told_right_to_ask yes" in said


def test_an_entry_says_who_reads_it(asylon: Command) -> None:
    said = asylon("rulebook", "show", "rule:presumed_victim").flat.split("Read by: ")[1]
    for reader in ("gate:reflection", "track:asylum", "right:recovery_reflection", "deadline:coe_recovery"):
        assert reader in said


def test_the_overlays_that_add_to_a_right_are_shown_with_it(asylon: Command) -> None:
    out = asylon("rulebook", "show", "right:guardian").out
    assert "added by overlay eu" in out
    assert "added by overlay rs" in out


@pytest.mark.parametrize(
    "id_", ["fact:age_lt_18", "act:removal", "status:convention_refugee", "states:eu", "alert:see_alone"]
)
def test_every_sort_of_entry_can_be_shown(asylon: Command, id_: str) -> None:
    ran = asylon("rulebook", "show", id_)
    assert (ran.code, ran.err) == (0, "")
    assert f"[{id_.partition(':')[2]}]" in ran.out


def test_a_change_by_an_overlay_is_shown_with_the_entry(asylon: Command, texts: Path) -> None:
    path = texts / "overlays" / "rs.yaml"
    narrow = "narrow:\n  trafficked: {and: outside_country, reason: a trial, cite: [RS LATP 1]}\n"
    path.write_text(path.read_text("utf-8") + narrow, encoding="utf-8")
    said = asylon("rulebook", "show", "trafficked", "--rulebook", texts).flat
    assert (
        "Changed by overlay rs: narrowing; also outside_country; a trial; stands in overlays/rs.yaml:" in said
    )


def test_the_shipped_rulebook_passes_its_check(asylon: Command) -> None:
    ran = asylon("rulebook", "check")
    assert ran.code == 0, ran.out
    assert "0 errors" in ran.out


def test_a_rule_without_a_citation_is_an_error_of_the_check(asylon: Command, texts: Path) -> None:
    spoil(texts, "core/trafficking.yaml", "    when: any_episode(trafficked_episode)\n", "    when: yes\n")
    ran = asylon("rulebook", "check", "--rulebook", texts)
    assert ran.code == 1
    assert "error" in ran.out
    assert "core/trafficking.yaml:" in ran.out


def test_a_typo_in_a_text_is_bad_input_with_its_place(asylon: Command, texts: Path, worker: Path) -> None:
    spoil(texts, "core/trafficking.yaml", "any_episode(trafficked_episode)", "any_episode(traficked_episode)")
    for words in (["assess", worker], ["rulebook", "check"], ["rulebook", "show", "trafficked"]):
        ran = asylon(*words, "--rulebook", texts)
        assert (ran.code, ran.out) == (2, "")
        assert "core/trafficking.yaml:" in ran.err
        assert "did you mean 'trafficked_episode'?" in ran.err


def test_the_pages_are_written_where_they_are_wanted(asylon: Command, tmp_path: Path) -> None:
    ran = asylon("rulebook", "render", tmp_path / "pages")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(f" pages in {tmp_path / 'pages'}\n")
    assert any((tmp_path / "pages").iterdir())


def test_a_file_in_the_way_of_the_pages_is_said_and_kept(asylon: Command, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    ran = asylon("rulebook", "render", file)
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert ran.err.startswith(f"asylon: {file}: ")
    assert file.read_text() == "in the way"


def test_a_place_that_cannot_be_written_is_said(asylon: Command, tmp_path: Path) -> None:
    ran = asylon("rulebook", "render", tmp_path / ("x" * 300))
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert "cannot be written: File name too long" in ran.err
