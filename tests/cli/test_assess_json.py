"""`asylon assess --format json` as another program reads it."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from asylon.rulebook import assess
from tests.cli.conftest import Command

VIGNETTES = sorted((Path(__file__).parents[1] / "vignettes").glob("V*.json"))


def test_the_json_is_the_assessment_of_the_contract(asylon: Command, worker: Path) -> None:
    ran = asylon("assess", worker, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == assess(json.loads(worker.read_text())).as_json()


def test_a_jsonl_file_gives_one_assessment_a_line_in_its_order(
    asylon: Command, write: Callable[..., Path]
) -> None:
    situations = [json.loads(path.read_text("utf-8"))["situation"] for path in VIGNETTES]
    people = write("\n".join(map(json.dumps, situations)), "people.jsonl")
    answers = [json.loads(line) for line in asylon("assess", people, "--format", "json").out.splitlines()]
    assert answers == [assess(situation).as_json() for situation in situations]


def test_standard_input_is_read_for_a_dash(asylon: Command, worker: Path) -> None:
    ran = asylon("assess", "-", "--format", "json", stdin=worker.read_text())
    assert json.loads(ran.out)["jurisdiction"] == "RS"


def test_a_situation_without_a_date_is_assessed_as_of_today(asylon: Command) -> None:
    before = datetime.now().astimezone().date().isoformat()
    ran = asylon("assess", "-", "--format", "json", stdin='{"situation": 1, "facts": {}}')
    after = datetime.now().astimezone().date().isoformat()
    assert json.loads(ran.out)["as_of"] in (before, after)


def test_the_options_stand_in_for_state_and_date(asylon: Command, worker: Path) -> None:
    ran = asylon("assess", worker, "--format", "json", "--jurisdiction", "AT", "--as-of", "2025-01-31")
    found = json.loads(ran.out)
    assert (found["jurisdiction"], found["as_of"]) == ("AT", "2025-01-31")


def test_a_byte_order_mark_is_no_fault(asylon: Command, write: Callable[..., Path]) -> None:
    path = write(b'\xef\xbb\xbf{"situation": 1, "facts": {}}')
    assert asylon("assess", path, "--format", "json").code == 0


def test_half_a_character_in_an_id_still_gives_json(asylon: Command) -> None:
    ran = asylon("assess", "-", "--format", "json", stdin='{"situation": 1, "id": "\\ud800", "facts": {}}')
    assert json.loads(ran.out)["id"] == "\ud800"


def test_the_json_path_loads_nothing_but_yaml(worker: Path) -> None:
    script = (
        "import sys; before = set(sys.modules); from asylon.cli.main import main; code = main();"
        "new = [n for n, m in sys.modules.items() if n not in before and hasattr(m, '__file__')];"
        "new = {n.partition('.')[0] for n in new};"
        "print(*sorted(new - sys.stdlib_module_names), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, "assess", str(worker), "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert set(done.stderr.split()) <= {"asylon", "yaml", "_yaml"}
