"""`asylon rulebook prove`, as a user calls it."""

import json
import subprocess
import sys
from pathlib import Path

from tests.proofs.conftest import Spoil


def asylon(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "asylon", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def a_gate_that_opens_on_silence(spoiled: Spoil) -> Path:
    return spoiled(
        "core/gates/return.yaml",
        ("open_when: not presumed_victim or reflection_ended", "open_when: reflection_ended else yes"),
    )


def test_it_prints_each_proof_with_its_bound_and_ends_with_0() -> None:
    done = asylon("rulebook", "prove", "--jurisdiction", "RS", "--only", "unknown_opens_nothing")
    assert done.returncode == 0, done.stderr
    assert "holds unknown_opens_nothing" in done.stdout
    assert "RS 2" in done.stdout
    assert "lists of up to 2 items" in done.stdout
    assert "1 proof holds, none fails" in done.stdout


def test_a_failure_prints_a_situation_that_explain_accepts_and_ends_with_1(
    spoiled: Spoil, tmp_path: Path
) -> None:
    texts = a_gate_that_opens_on_silence(spoiled)
    words = ("--rulebook", str(texts), "--jurisdiction", "INT", "--only", "unknown_opens_nothing")
    done = asylon("rulebook", "prove", *words)
    assert done.returncode == 1, done.stderr
    assert "fails unknown_opens_nothing" in done.stdout
    printed = [line for line in done.stdout.splitlines() if line.startswith("{")]
    file = tmp_path / "situation.json"
    file.write_text(printed[0], encoding="utf-8")
    explained = asylon("explain", str(file), "gate:reflection", "--rulebook", str(texts), "--format", "json")
    assert explained.returncode == 0, explained.stderr
    assert json.loads(explained.stdout)["value"] == "open"


def test_counterexamples_can_go_into_a_folder(spoiled: Spoil, tmp_path: Path) -> None:
    texts = a_gate_that_opens_on_silence(spoiled)
    words = ("--rulebook", str(texts), "--jurisdiction", "INT", "--only", "unknown_opens_nothing")
    done = asylon("rulebook", "prove", *words, "--counterexamples", str(tmp_path / "found"))
    assert done.returncode == 1, done.stderr
    file, beside = (
        tmp_path / "found" / f"INT-unknown_opens_nothing-gate-reflection{end}.json" for end in ("", "-beside")
    )
    assert file.name in done.stdout.replace("\n    ", "")
    assert not [line for line in done.stdout.splitlines() if line.startswith("{")]
    for path, value in ((file, "open"), (beside, "shut")):
        explained = asylon(
            "explain", str(path), "gate:reflection", "--rulebook", str(texts), "--format", "json"
        )
        assert json.loads(explained.stdout)["value"] == value


def test_json_holds_every_proof() -> None:
    done = asylon(
        "rulebook", "prove", "--jurisdiction", "INT", "--only", "never_means_never", "--format", "json"
    )
    (proof,) = json.loads(done.stdout)
    assert proof["name"] == "never_means_never"
    assert proof["holds"] is True
    assert proof["items_a_list"] == 2


def test_a_wrong_name_is_refused_with_the_nearest() -> None:
    for words, meant in ((("--only", "absolute_bar"), "absolute_bars"), (("--jurisdiction", "XX"), "")):
        done = asylon("rulebook", "prove", *words)
        assert done.returncode == 2
        assert meant in done.stderr
        assert "Traceback" not in done.stderr


def test_the_rulebook_alone_loads_no_solver() -> None:
    code = "import sys, asylon.rulebook, asylon.cli.rulebook; print('z3' in sys.modules)"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


WITHOUT_SOLVER = """
import sys
sys.modules["z3"] = None
sys.argv = ["asylon", "rulebook", "prove"]
from asylon.cli.main import main
sys.exit(main())
"""


def test_without_the_solver_it_says_what_to_install() -> None:
    command = [sys.executable, "-P", "-c", WITHOUT_SOLVER]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "z3-solver" in done.stderr
    assert "Traceback" not in done.stderr
