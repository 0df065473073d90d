"""What the file `run` promises, on a made-up checkout and without a network."""

import importlib.util
import os
import shutil
import subprocess
import threading
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Stands in for the environment's Python: repeats its arguments and its input, and ends with 7.
ECHO = '#!/bin/sh\nfor word in "$@"; do echo "<$word>"; done\ncat\nexit 7\n'


def load(path: Path) -> ModuleType:
    """The file `run` as a module; it has no suffix, so the loader must be named."""
    loader = SourceFileLoader("run_file", str(path))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with a space in its name that looks like a checkout whose environment is ready."""
    folder = tmp_path.resolve() / "my checkout"
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / "requirements").mkdir()
    shutil.copy(ROOT / "run", folder)
    (folder / "pyproject.toml").write_text("[project]\n", "utf-8")
    for name in ("uv", "run", "office", "dev"):
        (folder / "requirements" / f"{name}.txt").write_text(f"{name}==1\n", "utf-8")
    python = folder / ".venv" / "bin" / "python"
    python.write_text(ECHO, "utf-8")
    python.chmod(0o755)
    module = load(folder / "run")
    for level in ("uv", "run", "office", "dev"):
        module.put_stamp(str(folder), level)
    return folder


def call(
    folder: Path, *arguments: str, given: str = "", where: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(folder / "run"), *arguments],
        cwd=where or folder,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def ready(folder: Path, level: str) -> bool:
    return bool(load(folder / "run").is_ready(str(folder), level))


@pytest.mark.parametrize(
    ("wrong", "near"), [("tset", "test"), ("dmo", "demo"), ("benhc", "bench"), ("asilon", "asylon")]
)
def test_an_unknown_verb_is_refused_with_the_nearest_name(wrong: str, near: str) -> None:
    done = call(ROOT, wrong)
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"'{wrong}'" in done.stderr
    assert f"./run {near}" in done.stderr


def test_a_verb_like_no_other_is_answered_with_all_of_them() -> None:
    done = call(ROOT, "xyzzy")
    assert done.returncode == 2
    assert "demo, serve, asylon, bench, test, check, lock, help" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"], ["-h"]])
def test_help_lists_every_verb(arguments: list[str]) -> None:
    done = call(ROOT, *arguments)
    assert done.returncode == 0
    for verb in load(ROOT / "run").LEVEL_OF:
        assert f"./run {verb}" in done.stdout


def test_asylon_passes_words_input_and_exit_code_through_from_any_folder(
    checkout: Path, tmp_path: Path
) -> None:
    done = call(
        checkout, "asylon", "assess", "-", "--format", "two words", "", given="a situation\n", where=tmp_path
    )
    assert done.stdout == "<-P>\n<-m>\n<asylon>\n<assess>\n<->\n<--format>\n<two words>\n<>\na situation\n"
    assert done.returncode == 7
    assert done.stderr == ""


def test_asylon_may_be_asked_for_its_own_help(checkout: Path) -> None:
    assert call(checkout, "asylon", "--help").stdout.endswith("<asylon>\n<--help>\n")


@pytest.mark.parametrize("verb", ["demo", "serve"])
def test_demo_and_serve_are_words_of_the_command(checkout: Path, verb: str) -> None:
    assert call(checkout, verb, "--help").stdout == f"<-P>\n<-m>\n<asylon>\n<{verb}>\n<--help>\n"


def test_the_demonstration_keeps_its_things_in_the_checkout(checkout: Path, tmp_path: Path) -> None:
    (checkout / ".venv" / "bin" / "python").write_text('#!/bin/sh\necho "$ASYLON_DEMO_HOME"\n', "utf-8")
    assert call(checkout, "demo", where=tmp_path).stdout == f"{checkout}/var/demo\n"


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("assess x.json", "run"),
        ("rulebook show trafficked", "run"),
        ("demo --text", "run"),
        ("", "run"),
        ("demo", "office"),
        ("serve --migrate", "office"),
        ("office backup x", "office"),
        ("journal verify", "office"),
        ("keys new", "office"),
        ("screen people", "extras"),
        ("rulebook prove", "extras"),
    ],
)
def test_the_command_installs_only_what_its_verb_needs(words: str, level: str) -> None:
    assert load(ROOT / "run").level_of_words(words.split()) == level


def test_a_link_to_run_works(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(checkout / "run")
    done = subprocess.run([str(tmp_path / "elsewhere"), "demo"], capture_output=True, text=True, check=False)
    assert done.returncode == 7


@pytest.mark.parametrize("chosen", [["tests"], ["-n", "0"], ["--pdb"], ["-s"]])
def test_a_chosen_part_or_a_debugger_runs_in_one_process(checkout: Path, chosen: list[str]) -> None:
    (checkout / "tests").mkdir()
    expected = "".join(f"<{word}>\n" for word in ["-m", "pytest", *chosen])
    assert call(checkout, "test", *chosen).stdout == expected


def test_the_whole_suite_uses_the_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    module = load(ROOT / "run")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    together = ["--dist", "loadscope", "--no-loadscope-reorder"]
    assert module.parallel(["-x"]) == ["-n", "2", *together]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert module.parallel(["-x"]) == []


TESTER = """#!/bin/sh
echo "<$ASYLON_TEST_DATABASE>" "$@"
[ "$ASYLON_TEST_DATABASE" = "$FAILS" ] && exit 5
exit 0
"""


@pytest.mark.parametrize(("fails", "code"), [("neither", 0), ("sqlite", 5), ("postgresql", 5)])
def test_without_words_the_tests_run_on_both_databases_and_either_can_fail(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, fails: str, code: int
) -> None:
    (checkout / ".venv" / "bin" / "python").write_text(TESTER, "utf-8")
    monkeypatch.setenv("FAILS", fails)
    done = call(checkout, "test")
    first, on_sqlite, second, on_postgresql = done.stdout.splitlines()
    assert (first, second) == ("-- on SQLite", "-- on PostgreSQL")
    assert on_sqlite.startswith("<sqlite> -m pytest")
    assert "tests/" not in on_sqlite
    assert on_postgresql.startswith("<postgresql> -m pytest")
    assert on_postgresql.endswith(
        "-m django_db and not browser tests/casework tests/responses tests/web tests/api tests/site"
    )
    assert done.returncode == code


def test_check_refuses_what_it_does_not_know(checkout: Path) -> None:
    done = call(checkout, "check", "--fxi")
    assert done.returncode == 2
    assert "--fix" in done.stderr


def test_check_names_what_failed(checkout: Path) -> None:
    done = call(checkout, "check")
    assert done.returncode == 1
    assert done.stdout.endswith("check: format, lint, types, imports failed.\n")


def test_an_environment_is_ready_while_nothing_changes(checkout: Path) -> None:
    assert ready(checkout, "run")
    assert ready(checkout, "dev")


def test_a_changed_lock_asks_for_what_it_serves(checkout: Path) -> None:
    (checkout / "requirements" / "dev.txt").write_text("dev==2\n", "utf-8")
    assert ready(checkout, "run")
    assert not ready(checkout, "dev")
    (checkout / "requirements" / "run.txt").write_text("run==2\n", "utf-8")
    assert not ready(checkout, "run")


def test_a_changed_project_is_installed_again(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text("[project]\nname = 'other'\n", "utf-8")
    assert not ready(checkout, "run")
    assert ready(checkout, "uv")


def test_a_moved_checkout_is_not_ready(checkout: Path) -> None:
    moved = checkout.rename(checkout.with_name("moved"))
    assert not ready(moved, "run")
    assert not ready(moved, "uv")


def test_an_environment_without_its_python_is_not_ready(checkout: Path) -> None:
    (checkout / ".venv" / "bin" / "python").unlink()
    assert not ready(checkout, "run")


def test_a_set_up_that_was_cut_off_is_not_ready(checkout: Path) -> None:
    (checkout / ".venv" / "ready-run").unlink()
    assert not ready(checkout, "run")


def test_a_failed_installation_says_what_to_do_and_leaves_no_stamp(checkout: Path) -> None:
    (checkout / "requirements" / "run.txt").write_text("run==2\n", "utf-8")
    done = call(checkout, "demo")
    assert done.returncode == 3
    assert done.stdout == ""
    assert "Without a network" in done.stderr
    assert not (checkout / ".venv" / "ready-run").exists()
    assert not (checkout / ".venv" / "ready-dev").exists()


def test_two_at_once_take_turns(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (checkout / ".venv" / "ready-run").unlink()
    module = load(checkout / "run")
    steps: list[str] = []
    inside = threading.Event()

    def install(level: str) -> None:
        steps.append("begin")
        inside.set()
        threading.Event().wait(0.05)  # long enough for the other to come in if nothing held it
        module.put_stamp(str(checkout), level)
        steps.append("end")

    monkeypatch.setattr(module, "install", install)
    first = threading.Thread(target=module.set_up, args=["run"])
    second = threading.Thread(target=module.set_up, args=["run"])
    first.start()
    inside.wait()
    second.start()
    first.join()
    second.join()
    assert steps == ["begin", "end"]


def test_an_old_python_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.version_info", (3, 8, 1))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit) as ended:
        load(ROOT / "run")
    assert ended.value.code == 3
    assert "needs Python 3.11 or newer; this is 3.8." in capsys.readouterr().err
