"""`asylon assess` as a caseworker reads it."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Command

ORDER = [
    "UNVERIFIED: no lawyer has signed these rules",
    "IN SHORT",
    "URGENT",
    "WHO THIS PERSON IS IN LAW",
    "MUST NOT BE DONE NOW",
    "STATUS",
    "ENTITLED TO",
    "PROCEDURES TO OPEN, SIDE BY SIDE",
    "TIME LIMITS",
    "ASK NEXT",
]


def test_the_page_says_who_this_is_before_what_must_not_be_done(asylon: Command, worker: Path) -> None:
    ran = asylon("assess", worker)
    assert (ran.code, ran.err) == (0, "")
    places = [ran.out.index(title) for title in ORDER]
    assert places == sorted(places)


def test_the_head_names_state_date_and_rulebook(asylon: Command, worker: Path) -> None:
    head = asylon("assess", worker).out.splitlines()[0]
    assert head.startswith("ASSESSMENT · Serbia (RS) · law of 2026-11-22 · rulebook 2026.1 (")


def test_somebody_is_several_things_at_once(asylon: Command, worker: Path) -> None:
    said = asylon("assess", worker).flat
    for label in (
        "asylum seeker [asylum_seeker]",
        "trafficked person [trafficked]",
        "smuggled person [smuggled]",
    ):
        assert f"* {label}" in said


def test_an_urgent_need_stands_first_with_its_reason(asylon: Command, worker: Path) -> None:
    urgent = asylon("assess", worker).flat.split(" URGENT ")[1].split(" WHO THIS PERSON IS IN LAW ")[0]
    assert urgent.startswith("! urgent protection: open this first [urgent_protection]")
    assert "needs a doctor now: yes, observed 2026-11-18" in urgent


def test_what_is_not_known_of_danger_is_not_called_absent(asylon: Command, officer: Path) -> None:
    assert "Nothing urgent is known. ? Not yet ruled out:" in asylon("assess", officer).flat


def test_a_shut_gate_says_what_not_to_do_and_why(asylon: Command, officer: Path) -> None:
    said = asylon("assess", officer).flat
    gate = said[said.index("X no return to danger [non_refoulement]") :]
    assert "Do not: turning a person away at a border; forced departure to any country" in gate
    assert "(SY): yes, documented 2026-10-02" in gate[:900]
    assert "By destination: Syria (SY) shut" in gate[:900]


def test_a_gate_that_waits_says_what_is_not_yet_known(asylon: Command, worker: Path) -> None:
    said = asylon("assess", worker).flat
    gate = said[said.index("? the recovery and reflection period [reflection]") :]
    assert "waits for: the recovery and reflection period has ended" in gate[:200]


def test_a_presumption_is_said_in_words(asylon: Command, worker: Path) -> None:
    assert (
        "Taken as not shown: active combatant; the asylum decision is final" in asylon("assess", worker).flat
    )


def test_practice_against_the_law_shows_the_right_and_what_to_cite(asylon: Command, worker: Path) -> None:
    said = asylon("assess", worker).flat
    assert "! identity papers" in said
    practice = said[said.index("! identity papers") :][:700]
    assert "In practice given in part in Serbia (RS):" in practice
    assert "AIDA Serbia" in practice
    assert "Insist on: CoE-THB 13(1)" in practice


def test_exclusion_is_said_beside_what_still_protects(asylon: Command, officer: Path) -> None:
    short = asylon("assess", officer).flat.split("IN SHORT")[1].split(" URGENT ")[0]
    assert "person who may never be removed to that danger" in short
    assert "excluded for grave crimes (Article 1F)" in short


def test_tracks_stand_side_by_side_with_reasons(asylon: Command, boy: Path) -> None:
    tracks = asylon("assess", boy).flat.split("PROCEDURES TO OPEN, SIDE BY SIDE")[1]
    for id_ in (
        "[asylum]",
        "[trafficking_referral]",
        "[best_interests]",
        "[guardianship]",
        "[family_tracing]",
    ):
        assert id_ in tracks


def test_the_next_three_questions_close_the_page(asylon: Command, boy: Path) -> None:
    last = asylon("assess", boy).out.split("ASK NEXT")[1]
    assert "\n3. " in last
    assert "\n4. " not in last


def test_another_state_and_day_can_be_chosen(asylon: Command, worker: Path) -> None:
    head = asylon("assess", worker, "--jurisdiction", "INT", "--as-of", "2020-02-29").out.splitlines()[0]
    assert "international baseline (INT) · law of 2020-02-29" in head


def test_each_line_of_a_jsonl_file_gets_its_own_page(asylon: Command, write: Callable[..., Path]) -> None:
    lines = '{"situation": 1, "id": "one", "facts": {}}\n\n{"situation": 1, "id": "two", "facts": {}}\n'
    ran = asylon("assess", write(lines, "people.jsonl"))
    assert [line.split(" · ")[1] for line in ran.out.splitlines() if line.startswith("ASSESSMENT")] == [
        "one",
        "two",
    ]


def test_no_line_is_wider_than_the_window(process: Command, worker: Path) -> None:
    ran = process("assess", worker, COLUMNS="60")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 60


def test_a_name_cannot_steer_the_terminal(asylon: Command, write: Callable[..., Path]) -> None:
    evil = {"situation": 1, "id": "\x1b[2Jx\u202ey", "facts": {}}
    out = asylon("assess", write(evil)).out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_no_line_ends_in_blanks(asylon: Command, worker: Path) -> None:
    assert [line for line in asylon("assess", worker).out.splitlines() if line != line.rstrip()] == []
