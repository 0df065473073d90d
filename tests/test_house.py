"""The house keeps its own rules: layers, size, lightness, and nothing of one machine in the tree."""

import ast
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "asylon"
MODULES = sorted(SOURCES.rglob("*.py"))


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def tracked_files() -> list[Path]:
    """What git holds or would take in; in a copy without git, whatever is not made by a tool."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard") if has_git() else None
    if listed is not None and listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        tops = (path for path in ROOT.iterdir() if not path.name.startswith(".") or path.name == ".ci")
        found = [path for top in tops for path in ([top] if top.is_file() else top.rglob("*"))]
    return [path for path in found if path.is_file() and "__pycache__" not in path.parts]


def has_git() -> bool:
    return shutil.which("git") is not None and (ROOT / ".git").exists()


def test_imports_go_down_only() -> None:
    done = run(sys.executable, str(Path(sys.executable).with_name("lint-imports")))
    assert done.returncode == 0, done.stdout + done.stderr


def test_format_is_clean() -> None:
    done = run(sys.executable, "-m", "ruff", "format", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_lint_is_clean() -> None:
    done = run(sys.executable, "-m", "ruff", "check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_types_are_clean() -> None:
    done = run(sys.executable, "-m", "mypy")
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_is_longer_than_400_lines() -> None:
    # Django writes migrations; they are as long as the tables are.
    files = [*(path for path in MODULES if path.parent.name != "migrations"), ROOT / "run"]
    lengths = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {path: length for path, length in lengths.items() if length > 400} == {}


def test_every_room_says_what_it_is_for() -> None:
    folders = {path.parent for path in MODULES}
    silent = [
        folder.relative_to(ROOT)
        for folder in sorted(folders)
        if not (folder / "__init__.py").is_file()
        or not ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8")))
    ]
    assert silent == []


LOADED_BY_IMPORT = """
import sys
before = set(sys.modules)
import asylon.rulebook
new = {name: sys.modules[name] for name in set(sys.modules) - before}
names = {name.partition(".")[0] for name, module in new.items() if getattr(module, "__file__", None)}
print(" ".join(sorted(names - set(sys.stdlib_module_names) - {"asylon"})))
"""


def test_importing_the_rulebook_loads_nothing_but_yaml() -> None:
    done = run(sys.executable, "-P", "-c", LOADED_BY_IMPORT)
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) <= {"yaml", "_yaml"}


def test_the_tree_names_no_package_host() -> None:
    hosts = [
        ("pypi", "org"),
        ("python" + "hosted", "org"),
        ("anaconda", "org"),
        ("npmjs", "org"),
        ("crates", "io"),
    ]
    pattern = re.compile("|".join(re.escape(".".join(parts)) for parts in hosts))
    assert lines_that_match(pattern) == []


def test_the_tree_names_no_folder_of_one_machine() -> None:
    # The character before keeps addresses of web pages out; the group after it keeps this line out.
    pattern = re.compile(r"(?<![\w./-])(?:/(?:home|Users|root|work|mnt)/|[A-Z]:\\Users\\)\w")
    assert lines_that_match(pattern) == []


def lines_that_match(pattern: re.Pattern[str]) -> list[str]:
    hits = []
    for path in tracked_files():
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1):
            if pattern.search(line):
                hits.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    return hits


@pytest.mark.parametrize("name", ["run", "dev", "uv"])
def test_every_locked_package_carries_a_hash(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").replace("\\\n", " ")
    packages = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert packages
    assert [line for line in packages if "==" not in line or "--hash=sha256:" not in line] == []


def test_tests_run_on_the_versions_that_users_get() -> None:
    def versions(name: str) -> set[str]:
        return set(
            re.findall(r"^[\w.-]+==\S+", (ROOT / "requirements" / name).read_text("utf-8"), re.MULTILINE)
        )

    assert versions("run.txt") - versions("dev.txt") == set()


def test_everything_in_the_package_ships(tmp_path: Path) -> None:
    done = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        shipped = set(wheel.namelist())
    ours = {str(path.relative_to(ROOT / "src")) for path in tracked_files() if path.is_relative_to(SOURCES)}
    assert ours - shipped == set()


def test_every_decision_is_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for page in (path for path in tracked_files() if path.suffix == ".md"):
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []
