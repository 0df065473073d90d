"""What the page on importing figures shows is what the command says."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "import-figures.md"
ROW = '{year},"Syrian Arab Rep.",SYR,"Serbia and Kosovo: S/RES/1244 (1999)",SRB,{refugees},{asylum},0\n'
HEADER = (
    'Year,"Country of origin","Country of origin (ISO)","Country of asylum","Country of asylum (ISO)",'
    '"Refugees under UNHCR\'s mandate",Asylum-seekers,"Stateless persons"\n'
)


@pytest.fixture
def shown() -> str:
    return " ".join(PAGE.read_text("utf-8").split())


@pytest.fixture
def download(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up download of the page, in the folder that the commands run in."""
    monkeypatch.chdir(tmp_path)
    path = Path("population.csv")
    rows = [{"year": 2025, "refugees": 250, "asylum": 60}, {"year": 2026, "refugees": 31_000, "asylum": 90}]
    path.write_text(HEADER + "".join(ROW.format(**row) for row in rows), encoding="utf-8")
    return path


def test_the_refusals_are_those_of_the_page(asylon: Command, download: Path, shown: str) -> None:
    for words in ([], ["--codes", "unhcr"]):
        ran = asylon("figures", "look", download, *words)
        assert ran.code == 2
        assert ran.err.strip() in shown


def test_the_first_look_is_that_of_the_page(asylon: Command, download: Path, shown: str) -> None:
    ran = asylon("figures", "look", download, "--codes", "iso", "--against", "unhcr/2025.12.1")

    until_added, after = (
        ran.flat.split(" - removed rows")[0],
        ran.flat.split(" - jumps by")[1].split(" WHAT")[0],
    )
    assert until_added in shown or until_added.split(" - years that")[0] in shown
    assert after in shown


def test_the_import_is_that_of_the_page(asylon: Command, download: Path, shown: str) -> None:
    words = ["figures", "import", download, "--codes", "iso", "--source", "unhcr", "--release", "2026.6"]
    words += ["--published", "2027-06-18", "-o", "figures"]
    ran = asylon(*words)
    assert ran.flat.split(" WHAT")[0] in shown
    download.write_text(download.read_text("utf-8").replace("31000", "31005"), encoding="utf-8")

    again = asylon(*words)

    assert again.code == 2
    assert again.err.strip() in shown


def test_the_arrivals_are_those_of_the_page(asylon: Command, download: Path, shown: str) -> None:
    table = PAGE.read_text("utf-8").split("## Arrivals\n```\n")[1].split("```")[0]
    Path("arrivals.csv").write_text(table, encoding="utf-8")

    ran = asylon(
        *[
            "figures",
            "import",
            "arrivals.csv",
            "--codes",
            "iso",
            "--source",
            "invented",
            "--release",
            "2026-03",
        ],
        *["--licence", "none", "--attribution", "Invented figures", "-o", "figures"],
    )

    assert (ran.code, ran.err) == (0, "")
    assert ran.flat in shown
