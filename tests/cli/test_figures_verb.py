"""`asylon figures` as a user meets it: what is there, what a new file changes, keeping it as a release."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from asylon.figures import Store
from tests.cli.conftest import Command

HEADER = "year,coo_iso,coa_iso,refugees,idps\n"
SMALL = HEADER + "2025,SYR,SRB,10,0\n2026,SYR,SRB,30000,0\n"
ARRIVALS = (
    "day,place,origin,persons,basis,source\n2026-03-01,Invented Pass,SYR,120,counted,police (invented)\n"
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "population.csv"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def next_year(tmp_path: Path) -> Path:
    """The shipped table with one figure revised, and a year 2026 that is made up."""
    table = Store().newest("unhcr").table("population")
    newest = table.filter(pc.field("year") == 2025)
    made_up = newest.set_column(0, "year", pa.array([2026] * newest.num_rows, pa.int16()))
    place = table.column_names.index("refugees")
    values = table.column("refugees").to_pylist()
    values[next(at for at, value in enumerate(values) if value > 100_000)] += 7
    revised = table.set_column(place, "refugees", pa.array(values, pa.int32()))
    path = tmp_path / "next.parquet"
    pq.write_table(pa.concat_tables([revised, made_up], promote_options="permissive"), path)
    return path


def test_list_says_what_ships_and_under_which_licence(asylon: Command) -> None:
    ran = asylon("figures", "list")

    assert (ran.code, ran.err) == (0, "")
    assert (
        "unhcr/2025.12.1 UNHCR refugee statistics 1951-2025 (Global Trends 2025); CC BY 4.0; ships"
        in ran.flat
    )
    told = json.loads(asylon("figures", "list", "--format", "json").out)
    assert [each["source"] for each in told["releases"]] == ["factbook", "geo", "pwt", "unhcr", "worldbank"]
    assert all(each["attribution"] and each["ships"] for each in told["releases"])


def test_show_says_what_must_be_shown_and_what_was_changed(asylon: Command) -> None:
    ran = asylon("figures", "show", "unhcr")

    assert (ran.code, ran.err) == (0, "")
    assert "Must be shown with the figures: UNHCR Refugee Data Finder, CC BY 4.0" in ran.flat
    assert "population: 138,893 rows" in ran.flat
    assert "WHAT WAS CHANGED" in ran.out
    told = json.loads(asylon("figures", "show", "unhcr/2025.12.1", "--format", "json").out)
    assert told["files"]["population.parquet"]["rows"] == 138_893


def test_a_source_that_is_not_there_is_told_with_the_nearest(asylon: Command) -> None:
    ran = asylon("figures", "show", "unhrc")
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.said) == 1
    assert "there is no source 'unhrc' here; there are: factbook, geo, pwt, unhcr, worldbank" in ran.err
    assert "did you mean 'unhcr'?" in ran.err
    ran = asylon("figures", "show", "unhcr/1999")
    assert (ran.code, ran.said) == (
        2,
        ["asylon: there is no release '1999' of unhcr; there are: 2025.12.1"],
    )


def test_a_look_at_a_new_year_tells_what_changed_and_keeps_nothing(asylon: Command, next_year: Path) -> None:
    before = sorted(next_year.parent.rglob("*"))
    ran = asylon("figures", "look", next_year, "--codes", "iso", "--against", "unhcr/2025.12.1")

    assert (ran.code, ran.err) == (0, "")
    assert "Nothing was kept." in ran.out
    assert "rows that both have: 138,893 - changed cells: 1 (refugees 1)" in ran.flat
    assert "added rows: 6,290, for years that are new: 2026" in ran.flat
    assert "removed rows: 0" in ran.flat
    assert sorted(next_year.parent.rglob("*")) == before


def test_a_look_as_json(asylon: Command, small: Path) -> None:
    ran = asylon("figures", "look", small, "--codes", "iso", "--format", "json")
    (table,) = json.loads(ran.out)["tables"]

    assert (ran.code, ran.err) == (0, "")
    assert table["new_years"] == [2026]
    assert table["breaks"][0] == {
        "measure": "refugees",
        "asylum": "SRB",
        "year": 2026,
        "before": 10,
        "now": 30_000,
    }
    assert table["absent"][:2] == ["asylum_seekers", "returned_refugees"]
    assert table["removed"] == 6_289, "the other rows of 2025"
    assert table["years_left_out"] == list(range(1951, 2025))


def test_without_codes_nothing_is_read(asylon: Command, small: Path) -> None:
    for words in (
        ["look", small],
        ["import", small, "--source", "unhcr", "--release", "x", "-o", small.parent],
    ):
        ran = asylon("figures", *words)
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.said) == 1
        assert "population.csv: say which country codes the file has: iso or unhcr (--codes)" in ran.err
        assert "ARE, AUS, MAR" in ran.err


def test_import_keeps_a_release_and_the_second_time_adds_nothing(
    asylon: Command, small: Path, tmp_path: Path
) -> None:
    words = ["figures", "import", small, "--codes", "iso", "--source", "unhcr", "--release", "2026.6"]
    words += ["-o", tmp_path / "figures", "--published", "2027-06-20"]

    first, again = asylon(*words), asylon(*words)

    assert (first.code, first.err, again.code, again.err) == (0, "", 0, "")
    assert first.flat.startswith(f"kept as unhcr/2026.6 in {tmp_path}")
    assert "UNHCR Refugee Data Finder, CC BY 4.0; release 2026.6; converted" in first.flat
    assert again.out.startswith("unhcr/2026.6 has the same content already; nothing was added")
    store = Store(tmp_path / "figures")
    assert store.newest("unhcr").manifest.release == "2026.6"
    assert store.newest("unhcr", having="flows").manifest.release == "2025.12.1"
    assert store.newest("unhcr").manifest.retrieved is not None


def test_the_same_name_with_other_content_is_refused(asylon: Command, small: Path, tmp_path: Path) -> None:
    words = ["figures", "import", small, "--codes", "iso", "--source", "unhcr", "-o", tmp_path / "figures"]
    asylon(*words, "--release", "2026.6")
    small.write_text(SMALL.replace("30000", "30001"), encoding="utf-8")

    ran = asylon(*words, "--release", "2026.6")

    assert (ran.code, ran.out) == (2, "")
    assert len(ran.said) == 1
    assert "a release is never overwritten; nothing was written" in ran.err
    assert "--release 2026.6.r2" in ran.err
    assert asylon(*words, "--release", "2026.6.r2").code == 0
    small.write_text(SMALL.replace("30000", "30002"), encoding="utf-8")
    ran = asylon(*words, "--release", "2025.12.1")
    assert ran.code == 2
    assert "release '2025.12.1' of unhcr is there already" in ran.err


def test_nothing_is_written_when_a_row_is_bad(asylon: Command, small: Path, tmp_path: Path) -> None:
    small.write_text(SMALL + "2026,SYR,QQQ,5,0\n2026,AFG,SRB,x,0\n", encoding="utf-8")

    ran = asylon(
        "figures",
        "import",
        small,
        "--codes",
        "iso",
        "--source",
        "unhcr",
        "--release",
        "2026",
        "-o",
        tmp_path / "f",
    )

    assert (ran.code, ran.out) == (2, "")
    assert ran.said == [
        "asylon: population.csv: row 3, column coa_iso: 'QQQ' is no country code of ISO",
        "asylon: population.csv: row 4, column refugees: 'x' is no number; write digits only",
    ]
    assert not (tmp_path / "f").exists()


def test_codes_of_the_other_list_are_refused(asylon: Command, tmp_path: Path) -> None:
    path = tmp_path / "unhcr.csv"
    path.write_text("year,coo,coa,refugees,idps\n2025,SYR,GFR,10,0\n2025,SYR,AUS,10,0\n", encoding="utf-8")

    ran = asylon("figures", "look", path, "--codes", "iso")
    assert ran.code == 2
    assert "column coa: holds codes that only UNHCR has (GFR)" in ran.err
    told = json.loads(asylon("figures", "look", path, "--codes", "unhcr", "--format", "json").out)
    assert told["tables"][0]["same_rows"] == 2


def test_arrivals_need_their_own_words(asylon: Command, tmp_path: Path) -> None:
    path = tmp_path / "arrivals.csv"
    path.write_text(ARRIVALS, encoding="utf-8")
    words = ["figures", "import", path, "--codes", "iso", "--source", "invented", "--release", "1"]
    words += ["-o", tmp_path / "figures"]

    ran = asylon(*words)
    assert ran.code == 2
    assert "figures of another source than unhcr need --licence and --attribution" in ran.err
    assert asylon(*words, "--licence", "none", "--attribution", "Invented").code == 0
    ran = asylon("figures", "list", "--folder", tmp_path / "figures")
    assert "invented/1 invented; none; imported" in ran.flat


def test_the_folder_of_the_office_is_the_default(
    asylon: Command, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["figures", "import", small, "--codes", "iso", "--source", "unhcr", "--release", "2026"]
    monkeypatch.delenv("ASYLON_HOME", raising=False)
    ran = asylon(*words)
    assert ran.code == 2
    assert "say where the release is to be kept: -o FOLDER" in ran.err

    monkeypatch.setenv("ASYLON_HOME", str(tmp_path / "home"))
    assert asylon(*words).code == 0
    assert (tmp_path / "home" / "figures" / "unhcr" / "2026" / "manifest.json").is_file()
    assert "unhcr/2026" in asylon("figures", "list").flat


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"\xff\xfey\0"),
        ("a.csv", b"year,coo_iso,coa_iso,refugees,idps\n2025,S\0R,DEU,1,2\n"),
        ("a.csv", b"year,coo_iso,coa_iso,refugees,idps\n2025,=HYPERLINK(1),DEU,1,2\n"),
        ("a.csv", b"year,coo_iso,coa_iso,refugees,idps\n2025," + b"A" * 200_000 + b",DEU,1,2\n"),
        ("a.csv", b"year,coo_iso,coa_iso,refugees,idps\n2025,SYR,DEU,1,2\n2025,SYR,DEU,1,2\n"),
        ("a.csv", "year,coo_iso,coa_iso,refugees,idps\n2025,Côte,DEU,1,2\n".encode("latin-1")),
        ("a.csv", b"year,coo_iso,refugees,idps\n2025,SYR,1,2\n"),
        ("a.parquet", b"PAR1"),
        ("a.parquet", b"not a table at all"),
        ("a.csv", b"PAR1" + bytes(100)),
        ("a.txt", b"year\n"),
    ],
)
def test_a_broken_file_ends_with_one_line_and_code_2(
    asylon: Command, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    for words in (["look"], ["import", "--source", "unhcr", "--release", "2026", "-o", tmp_path / "kept"]):
        ran = asylon("figures", *words, path, "--codes", "iso")
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.said) == 1
        assert ran.err.startswith("asylon: ")
        assert name in ran.err
        assert "Traceback" not in ran.err
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["figures"], "ACTION"),
        (["figures", "lok"], "did you mean 'look'?"),
        (["figures", "look"], "FILE"),
        (["figures", "look", "a.csv", "--codes", "iso", "--factor", "1"], "'1' is no factor"),
        (["figures", "look", "a.csv", "--codes", "iso", "--factor", "nan"], "'nan' is no factor"),
        (["figures", "look", "a.csv", "--codes", "iso", "--at-least", "-5"], "at-least"),
        (["figures", "look", "a.csv", "--codes", "ISO"], "'ISO' is no list of country codes"),
        (
            ["figures", "look", "a.csv", "--codes", "iso", "--table", "populaton"],
            "did you mean 'population'?",
        ),
        (
            ["figures", "import", "a.csv", "--codes", "iso", "--source", "../x", "--release", "1", "-o", "f"],
            "'../x' cannot be the name of a source",
        ),
        (
            [
                "figures",
                "import",
                "a.csv",
                "--codes",
                "iso",
                "--source",
                "unhcr",
                "--release",
                "a/b",
                "-o",
                "f",
            ],
            "'a/b' cannot be the name of a release",
        ),
    ],
)
def test_words_that_do_not_fit_are_told(asylon: Command, words: list[str], said: str) -> None:
    ran = asylon(*words)

    assert ran.code == 2
    assert said in ran.err
    assert len(ran.said) == 1


def test_the_command_works_as_a_process(process: Command, small: Path) -> None:
    ran = process("figures", "look", small, "--codes", "iso")

    assert (ran.code, ran.err) == (0, "")
    assert "POPULATION" in ran.out
