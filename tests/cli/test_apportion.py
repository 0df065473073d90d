"""`asylon apportion`: shares from a key and a table, as text, CSV and JSON; bad input in one line each."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from asylon.sharing import sharing_from_json
from asylon.sharing.presets import TABLES
from tests.cli.conftest import Command

Write = Callable[..., Path]

KEY = """key: 1
id: half
title: Half population, half GDP
source: made up
form: additive
terms:
  - {id: population, title: Population, indicator: population, weight: 0.5}
  - {id: gdp, title: GDP, indicator: gdp, weight: 0.5}
"""
TABLE = """state,name,population,population_year,gdp
VEL,Velmara,50,2025,20
OST,Ostrya,30,2025,60
TAR,Tarn,20,2025,20
"""


@pytest.fixture
def key(write: Write) -> Path:
    return write(KEY, "key.yaml")


@pytest.fixture
def table(write: Write) -> Path:
    return write(TABLE, "table.csv")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_key_and_a_table_give_persons_that_add_up(asylon: Command, key: Path, table: Path) -> None:
    ran = asylon("apportion", key, "--indicators", table, "--total", 101)
    assert (ran.code, ran.err) == (0, "")
    assert "101 persons among 3 States, by largest_remainder" in ran.flat
    assert "OST 45.0000% 46 Ostrya + remainder" in ran.flat
    assert "VEL 35.0000% 35 Velmara" in ran.flat
    assert "access to asylum never waits for sharing" in ran.flat
    assert "population: 2025; no source given" in ran.flat


def test_csv_has_a_row_for_each_state(asylon: Command, key: Path, table: Path) -> None:
    ran = asylon(
        "apportion", key, "--indicators", table, "--total", 100, "--exclude", "TAR", "--format", "csv"
    )
    assert rows(ran.out) == [
        {"state": "VEL", "share": "0.4375", "persons": "44", "got_remainder": "1", "left_out": ""},
        {"state": "OST", "share": "0.5625", "persons": "56", "got_remainder": "0", "left_out": ""},
        {"state": "TAR", "share": "0", "persons": "0", "got_remainder": "0", "left_out": "excluded"},
    ]


def test_json_holds_every_step_and_is_read_again(asylon: Command, key: Path, table: Path) -> None:
    ran = asylon("apportion", key, "--indicators", table, "--total", 100, "--format", "json")
    found = sharing_from_json(json.loads(ran.out))
    assert found.persons == {"VEL": 35, "OST": 45, "TAR": 20}
    assert [step.id for step in found.steps][-1] == "whole"


def test_why_goes_from_nothing_to_the_number(asylon: Command, key: Path, table: Path) -> None:
    ran = asylon("apportion", key, "--indicators", table, "--total", 101, "--why", "OST")
    assert "WHY OST Ostrya TAKES 46 OF 101" in ran.flat
    assert "Population +15.15 15.15" in ran.flat
    assert "GDP +30.30 45.45" in ran.flat
    assert "Whole persons +0.55 46.00" in ran.flat


def test_why_as_json_and_csv_adds_up(asylon: Command, key: Path, table: Path) -> None:
    words = ("apportion", key, "--indicators", table, "--total", 101, "--why", "OST", "--format")
    why = json.loads(asylon(*words, "json").out)["why"]
    assert (why["start"], why["end"], why["bars"][-1]["effect"]) == ("0", 46, "0.55")
    effects = [float(row["effect_persons"]) for row in rows(asylon(*words, "csv").out)]
    assert sum(effects) == pytest.approx(46)


def test_why_of_a_state_that_takes_no_part(asylon: Command, key: Path, table: Path) -> None:
    words = ("apportion", key, "--indicators", table, "--total", 101, "--exclude", "OST", "--why", "OST")
    assert "It takes no part: excluded." in asylon(*words).flat


@pytest.mark.parametrize(
    ("method", "westphalia"),
    [("largest_remainder", "2114"), ("webster", "2115"), ("huntington_hill", "2115")],
)
def test_a_preset_brings_its_own_table(asylon: Command, method: str, westphalia: str) -> None:
    words = ("--preset", "koenigstein_2017", "--total", 10_000, "--method", method, "--format", "csv")
    found = {row["state"]: row["persons"] for row in rows(asylon("apportion", *words).out)}
    assert found["DE-NW"] == westphalia
    assert sum(map(int, found.values())) == 10_000


def test_24000_from_italy_add_up_and_name_the_remainders(asylon: Command) -> None:
    ran = asylon("apportion", "--preset", "eu_relocation_24000_italy", "--total", 24_000)
    assert "ESP, NLD, SWE, CZE, HUN, HRV, LUX, LVA, SVN, DEU." in ran.flat
    assert "Equal claims of DEU, ROU, BEL, SVK, LTU: DEU came first by the rule larger_weight." in ran.flat
    assert "Unchecked:" in ran.flat


def test_a_preset_takes_the_users_table_too(asylon: Command) -> None:
    of_user = asylon(
        *("apportion", "--preset", "eu_may_2015", "--total", 20_000, "--format", "csv"),
        *("--indicators", TABLES / "eu_may2015_inputs.csv"),
    )
    shipped = asylon("apportion", "--preset", "eu_may_2015", "--total", 20_000, "--format", "csv")
    assert (of_user.code, of_user.out) == (0, shipped.out)


def test_the_flaw_of_an_additive_key_is_shown_and_a_multiplicative_key_has_none(asylon: Command) -> None:
    additive, multiplicative = (
        (asylon("apportion", *words).flat, json.loads(asylon("apportion", *words, "--format", "json").out))
        for words in (
            ("--preset", "eu_may_2015", "--total", 20_000),
            ("--preset", "multiplicative_2015", "--total", 20_000),
        )
    )
    assert "A FLAW OF THIS KEY" in additive[0]
    assert additive[1]["order"]["flaws"]
    assert "A FLAW OF THIS KEY" not in multiplicative[0]
    assert multiplicative[1]["order"]["flaws"] == []
    assert multiplicative[1]["order"]["compared"] > 0


def test_the_list_names_every_preset_with_its_source(asylon: Command) -> None:
    listed = json.loads(asylon("apportion", "--list", "--format", "json").out)["presets"]
    text, table = (
        asylon("apportion", "--list").flat,
        rows(asylon("apportion", "--list", "--format", "csv").out),
    )
    assert len(listed) == len(table) == 11
    assert all(each["id"] in text and each["source"] for each in listed)


def test_standard_input_is_read(asylon: Command, key: Path, table: Path) -> None:
    from_key = asylon("apportion", "-", "--indicators", table, "--total", 10, "--format", "csv", stdin=KEY)
    from_table = asylon("apportion", key, "--indicators", "-", "--total", 10, "--format", "csv", stdin=TABLE)
    assert from_key.out == from_table.out != ""


def test_a_missing_figure_is_refused_or_left_out_and_said(asylon: Command, key: Path, write: Write) -> None:
    table = write(TABLE.replace("TAR,Tarn,20,2025,20", "TAR,Tarn,20,2025,"), "table.csv")
    words = ("apportion", key, "--indicators", table, "--total", 100)
    refused = asylon(*words)
    assert (refused.code, refused.out) == (2, "")
    assert refused.said[0].startswith(f"asylon: {table}: 'TAR' has no value of 'gdp'")
    assert "a figure is missing: TAR" in asylon(*words, "--missing", "exclude").flat


BAD_TABLES = {
    "empty": (b"", "there is nothing here to read"),
    "NUL bytes": (TABLE.replace("30", "3\0").encode(), ":3: there is a NUL byte here"),
    "latin 1": (b"state,name,population,gdp\nAAA,Jos\xe9,1,1\n", "it is not UTF-8 text (byte 34)"),
    "utf 16": (TABLE.encode("utf-16"), "it is not UTF-8 text (byte 1)"),
    "not a number": (TABLE.replace("30", "NaN").encode(), "row 2, column population: 'NaN' is not a number"),
    "endless": (TABLE.replace("30", "inf").encode(), "'inf' is not a number"),
    "a huge number": (TABLE.replace("30", "9" * 5000).encode(), "is not a number"),
    "a huge exponent": (TABLE.replace("30", "1e999999999").encode(), "is not a number"),
    "below 0": (TABLE.replace("30", "-30").encode(), "row 2, column population: '-30' is negative"),
    "a State twice": (
        TABLE.replace("TAR", "VEL").encode(),
        "row 3, column state: 'VEL' stands here a second",
    ),
    "a column too few": (
        TABLE.replace("gdp", "gpd").encode(),
        "the column 'gdp' is missing; did you mean 'gpd'?",
    ),
    "one cell too many": (TABLE.replace("60", "60,1").encode(), "row 2: this row has 6 cells"),
    "an open quote": (TABLE.replace("Tarn", '"Tarn').encode(), "this is not a table"),
    "only zeros": (b"state,population,gdp\nAAA,0,1\n", "'population' is 0 for every State"),
    "an image": (b"\x89PNG\r\n\x1a\n\0\0\0", "it is not UTF-8 text"),
}


@pytest.mark.parametrize(("content", "sentence"), BAD_TABLES.values(), ids=BAD_TABLES.keys())
@pytest.mark.parametrize("form", ["text", "csv", "json"])
def test_a_bad_table_prints_nothing_and_says_file_and_reason(
    asylon: Command, key: Path, write: Write, content: bytes, sentence: str, form: str
) -> None:
    table = write(content, "table.csv")
    ran = asylon("apportion", key, "--indicators", table, "--total", 10, "--format", form)
    assert (ran.code, ran.out) == (2, "")
    assert all(line.startswith(f"asylon: {table}") for line in ran.said)
    assert sentence in ran.err


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + TABLE.encode(),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(",", ";").encode(),
    ],
    ids=["byte order mark", "CRLF", "semicolons"],
)
def test_a_table_in_other_clothes_is_the_same_table(
    asylon: Command, key: Path, table: Path, write: Write, content: bytes
) -> None:
    words = ("--total", 100, "--format", "csv")
    plain = asylon("apportion", key, "--indicators", table, *words)
    other = asylon("apportion", key, "--indicators", write(content, "other.csv"), *words)
    assert (other.code, other.out) == (0, plain.out)


BAD_KEYS = {
    "empty": (b"", "there is nothing here to read"),
    "a misspelt word": (KEY.replace("weight", "wieght", 1).encode(), "did you mean 'weight'?"),
    "weights that do not add up": (KEY.replace("0.5", "0.6", 1).encode(), "the weights add up to 1.1"),
    "ten thousand brackets": (b"[" * 10_000, "nested too deeply"),
    "an anchor": (b"key: &a 1\n", ":1:6: anchors and aliases are not used in keys"),
    "a tag": (b"key: !!python/name:os.system 1\n", "tags such as"),
    "a NUL byte": (b"key: 1\0", "there is a NUL byte here"),
    "no text": (b"\xff\xfe", "it is not UTF-8 text"),
}


@pytest.mark.parametrize(("content", "sentence"), BAD_KEYS.values(), ids=BAD_KEYS.keys())
def test_a_bad_key_prints_nothing_and_says_file_place_and_reason(
    asylon: Command, table: Path, write: Write, content: bytes, sentence: str
) -> None:
    key = write(content, "key.yaml")
    ran = asylon("apportion", key, "--indicators", table, "--total", 10)
    assert (ran.code, ran.out) == (2, "")
    assert all(line.startswith(f"asylon: {key}") for line in ran.said)
    assert sentence in ran.err


ARGUMENTS = {
    "no total": (["KEY", "--indicators", "TABLE"], "say how many persons are shared: --total N"),
    "a total below 0": (["KEY", "--indicators", "TABLE", "--total", "-1"], "'-1' is no number of persons"),
    "a total with a point": (
        ["KEY", "--indicators", "TABLE", "--total", "1.5"],
        "'1.5' is no number of persons",
    ),
    "a total without end": (
        ["KEY", "--indicators", "TABLE", "--total", "9" * 5000],
        "is no number of persons",
    ),
    "no key": (["--total", "1"], "name a key file, or a preset with --preset"),
    "two keys": (["KEY", "--preset", "gdp", "--total", "1"], "a key file and --preset exclude each other"),
    "no table": (["--preset", "gdp", "--total", "1"], "this key needs a table; give --indicators TABLE"),
    "a preset that is not there": (
        ["--preset", "eu_may_2016", "--total", "1"],
        "did you mean 'eu_may_2015'?",
    ),
    "a method that is not there": (
        ["KEY", "--indicators", "TABLE", "--total", "1", "--method", "webstr"],
        "did you mean 'webster'?",
    ),
    "a State that is not there": (
        ["KEY", "--indicators", "TABLE", "--total", "1", "--exclude", "VLE"],
        "--exclude: there is no State 'VLE' among the indicators; did you mean 'VEL'?",
    ),
    "why of nobody": (
        ["KEY", "--indicators", "TABLE", "--total", "1", "--why", "OTS"],
        "--why: there is no State 'OTS' among the indicators; did you mean 'OST'?",
    ),
    "a file that is not there": (
        ["/nowhere.yaml", "--total", "1"],
        "/nowhere.yaml: cannot be read: No such file or directory",
    ),
    "a folder": (["/", "--total", "1"], "/: cannot be read: Is a directory"),
    "too many persons for the quota method": (
        ["KEY", "--indicators", "TABLE", "--total", "9999999999", "--method", "quota"],
        "write a whole number from 0 to 20000000",
    ),
}


@pytest.mark.parametrize(("words", "sentence"), ARGUMENTS.values(), ids=ARGUMENTS.keys())
def test_a_wrong_word_on_the_command_line_gets_one_line(
    asylon: Command, key: Path, table: Path, words: list[str], sentence: str
) -> None:
    files = {"KEY": key, "TABLE": table}
    ran = asylon("apportion", *(files.get(word, word) for word in words))
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert sentence in ran.err


def test_as_a_process_it_answers_and_ends_with_the_right_code(process: Command) -> None:
    good = process("apportion", "--preset", "koenigstein_2016", "--total", 16, "--format", "csv")
    assert (good.code, good.err, len(rows(good.out))) == (0, "", 16)
    bad = process("apportion", "--preset", "koenigstein", "--total", 16)
    assert (bad.code, bad.out, len(bad.said)) == (2, "", 1)
