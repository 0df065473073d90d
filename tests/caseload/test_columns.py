"""Cells: what each type of fact takes, in each way that a column can hold it."""

import datetime
import decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from asylon.caseload.columns import BadCell, Column, read_column
from asylon.rulebook import load
from asylon.rulebook.entries import FactEntry
from tests.caseload.tables import put, screened

CODES = ("alpha", "beta", "none")


def fact(type_: str) -> FactEntry:
    """A shipped fact of this type."""
    return next(each for each in load().all_facts.values() if each.type == type_ and not each.answered_by)


def column(type_: str, cells: pa.Array, *, free: bool = False) -> tuple[Column, list[BadCell]]:
    return read_column(fact(type_), cells, lambda _: None if free else CODES)


def truths(found: Column) -> list[bool | None]:
    assert found.truth is not None
    return [
        bool(int(found.truth[row // 64]) >> (row % 64) & 1) if known else None
        for row, known in enumerate(found.known_rows)
    ]


TRI = [True, None, False, True, None] * 30


@pytest.mark.parametrize("offset", [0, 1, 7, 8, 63, 65])
def test_yes_and_no_are_read_wherever_an_array_starts(offset: int) -> None:
    found, bad = column("tri", pa.array(TRI).slice(offset))
    assert (truths(found), bad) == (TRI[offset:], [])


WORDS = ["true", "False", " TRUE ", "", None, "unknown", "declined"]
MEANT = [True, False, True, None, None, None, None]


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())], ids=str
)
def test_yes_and_no_may_be_words(kind: pa.DataType) -> None:
    found, bad = column(
        "tri", pa.array(WORDS).cast(kind) if kind != pa.string_view() else pa.array(WORDS, kind)
    )
    assert (truths(found), bad) == (MEANT, [])


@pytest.mark.parametrize("word", ["yes", "1", "NA", "treu", "[]"])
def test_any_other_word_for_yes_or_no_is_a_fault(word: str) -> None:
    found, bad = column("tri", pa.array(["true", word, word]))
    assert truths(found) == [True, None, None]
    assert [(cell.row, cell.found) for cell in bad] == [(1, word), (2, word)]
    assert bad[0].meant == ("true" if word == "treu" else None)


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        (pa.array([3, None, 0]), [3, None, 0]),
        (pa.array([3.5, None, float("nan")]), [3.5, None, None]),
        (pa.array([3, None, 0], pa.uint8()), [3, None, 0]),
        (pa.array([decimal.Decimal("3.50"), None]), [3.5, None]),
        (pa.array(["3", " 3.5", "", "unknown", None, "1e1"]), [3, 3.5, None, None, None, 10]),
        (pa.array([None, None], pa.null()), [None, None]),
    ],
)
def test_numbers_are_read(cells: pa.Array, meant: list[float | None]) -> None:
    found, bad = column("number", cells)
    said = [n if known else None for n, known in zip(found.numbers.tolist(), found.known_rows, strict=True)]
    assert (said, bad) == (meant, [])


@pytest.mark.parametrize(
    "cells",
    [
        pa.array([1, -1]),
        pa.array([1, 131]),
        pa.array([1, 2**62 + 1]),
        pa.array([1.0, float("inf")]),
        pa.array(["1", "-1"]),
        pa.array(["1", "inf"]),
        pa.array(["1", "nan"]),
        pa.array(["1", "1_0"]),
        pa.array(["1", "seven"]),
        pa.array(["1", "NA"]),
    ],
)
def test_a_number_out_of_range_or_that_is_none_is_a_fault(cells: pa.Array) -> None:
    _, bad = column("number", cells)
    assert [(cell.row, cell.wanted) for cell in bad] == [(1, "a number from 0 to 130")]


def test_codes_are_read_with_and_without_blanks_around_them() -> None:
    found, bad = column("code", pa.array(["alpha", " alpha", "", None, "unknown", "declined", "beta"]))
    assert bad == []
    assert found.among(("alpha",)).tolist() == [True, True, False, False, False, False, False]
    assert len(found.texts) == len(set(found.texts)), "the same word must not count as two"


def test_an_unknown_code_is_a_fault_with_the_nearest_name() -> None:
    _, bad = column("code", pa.array(["alpha", "alpa", "NA"]))
    assert [(cell.row, cell.found, cell.meant) for cell in bad] == [(1, "alpa", "alpha"), (2, "NA", None)]


LISTS: list[list[str] | None] = [["alpha"], ["alpha", "beta"], [], None, ["beta", "beta"]]


@pytest.mark.parametrize("kind", [pa.list_(pa.string()), pa.large_list(pa.large_string())], ids=str)
def test_lists_are_read_from_lists(kind: pa.DataType) -> None:
    found, bad = column("list", pa.array(LISTS, kind))
    assert (held(found), bad) == ([{"alpha"}, {"alpha", "beta"}, set(), None, {"beta"}], [])
    part, _ = column("list", pa.array(LISTS, kind).slice(1))
    assert held(part) == [{"alpha", "beta"}, set(), None, {"beta"}]


def test_lists_are_read_from_texts() -> None:
    found, bad = column("list", pa.array(["alpha", "alpha; beta", "[]", "", None, "unknown"]))
    assert (held(found), bad) == ([{"alpha"}, {"alpha", "beta"}, set(), None, None, None], [])


def held(found: Column) -> list[set[str] | None]:
    assert found.lists is not None
    return [
        {code for code, rows in found.lists.items() if row in rows} if known else None
        for row, known in enumerate(found.known_rows)
    ]


@pytest.mark.parametrize(
    ("cell", "wrong"), [("alpa;beta", "alpa"), ("alpha,beta", "alpha,beta"), (";", ""), ("alpha;;beta", "")]
)
def test_a_list_with_a_wrong_code_is_a_fault(cell: str, wrong: str) -> None:
    _, bad = column("list", pa.array(["alpha", cell]))
    assert [(each.row, each.found) for each in bad] == [(1, wrong)]


@pytest.mark.parametrize("wrong", ["alpa", "", None, "unknown"])
def test_a_wrong_code_inside_a_list_is_a_fault(wrong: str | None) -> None:
    _, bad = column("list", pa.array([["alpha"], None, ["beta", wrong]]))
    assert [(each.row, each.found) for each in bad] == [(2, wrong or "")]


def test_any_text_fits_a_fact_that_takes_any() -> None:
    found, bad = column("code", pa.array(["whatever", "NA", ""]), free=True)
    assert (found.known_rows.tolist(), bad) == ([True, True, False], [])


# --- in a table


def test_na_is_namibia(tmp_path: Path) -> None:
    rows = [{"id": "a", "former_habitual_residence": "NA", "receiving_country": "NA"}]
    caseload = tmp_path / "people"
    caseload.mkdir()
    put(caseload / "persons.csv", rows)
    put(caseload / "nationalities.csv", [{"person": "a", "id": "NA", "fears_return": "true"}])
    said, summary = screened(caseload, tmp_path / "out.jsonl", explain=("fear_each_nationality",)[:0])
    assert (len(said), summary.bad) == (1, [])


@pytest.mark.parametrize(
    "dates",
    [
        pa.array([datetime.date(2026, 11, 22)]),
        pa.array([datetime.datetime(2026, 11, 22)]),  # noqa: DTZ001 - as tables hold it
        pa.array(["2026-11-22"]),
    ],
    ids=["date", "time", "text"],
)
def test_a_date_may_be_a_date_or_a_text(tmp_path: Path, dates: pa.Array) -> None:
    pq.write_table(pa.table({"id": ["a"], "as_of": dates}), tmp_path / "people.parquet")
    said, _ = screened(tmp_path / "people.parquet", tmp_path / "out.jsonl")
    assert len(said) == 1


def test_every_wrong_cell_of_a_table_is_listed(tmp_path: Path) -> None:
    wrong: list[dict[str, Any]] = [
        {"id": "good", "age_years": "30", "disability": "true"},
        {"id": "b", "age_years": "-1"},
        {"id": "c", "disability": "ja"},
        {"id": "d", "sex_gender": "femal"},
        {"id": "e", "cessation_ground": "1;nonsense"},
        {"id": "f", "former_habitual_residence": "XX", "age_years": "old"},
    ]
    said, summary = screened(put(tmp_path / "p.csv", wrong), tmp_path / "out.csv", skip_bad_rows=True)
    assert [row["id"] for row in said] == ["good"]
    found = {(bad.row, bad.column) for bad in summary.bad}
    expected = {(2, "age_years"), (3, "disability"), (4, "sex_gender"), (5, "cessation_ground")}
    assert found == expected | {(6, "former_habitual_residence"), (6, "age_years")}
    assert any("did you mean 'female'?" in bad.problem for bad in summary.bad)
