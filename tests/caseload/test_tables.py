"""Tables that do not fit: what is refused, what is listed, and what can be left out."""

import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from asylon.caseload.bad_rows import BadTable
from tests.caseload.tables import Row, folder, lines, made, put, read, screened
from tests.cast import Json


def said(table: Path, **options: int) -> list[str]:
    """What a screening complains about; nothing may be written."""
    target = table.parent / "out.csv"
    before = sorted(table.parent.iterdir())
    with pytest.raises(BadTable) as problem:
        screened(table, target, **options)
    assert sorted(table.parent.iterdir()) == before
    return [fault.sentence() for fault in problem.value.faults]


def kept(table: Path, **options: int) -> tuple[list[str], list[str]]:
    """The persons that are left when bad rows are skipped, and what is said of the others."""
    rows, summary = screened(table, table.parent / "kept.csv", skip_bad_rows=True, force=True, **options)
    return [str(row["id"]) for row in rows], [bad.sentence() for bad in summary.bad]


def text(tmp_path: Path, content: str | bytes, name: str = "people.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def parquet(tmp_path: Path, **columns: pa.Array) -> Path:
    path = tmp_path / "people.parquet"
    pq.write_table(pa.table(columns), path)
    return path


# --- files and columns


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("id,disabilty\n1,true\n", "people.csv: unknown column 'disabilty'; did you mean 'disability'?"),
        ("id,disability,disability\n1,true,true\n", "people.csv: the column 'disability' stands here twice"),
        ("disability\ntrue\n", "people.csv: the column 'id' is missing"),
        ("id, disability\n1,true\n", "people.csv: unknown column ' disability'; did you mean 'disability'?"),
        ("id,nationalities\n1,x\n", "people.csv: unknown column 'nationalities'"),
        ("", "people.csv: there is nothing here to read"),
        ("\n\n", "people.csv: there is nothing here to read"),
        ('id,"a,b"\n1,2\n', "people.csv: unknown column 'a,b'"),
    ],
)
def test_columns_that_do_not_fit_are_named(tmp_path: Path, content: str, sentence: str) -> None:
    assert any(each.startswith(sentence) for each in said(text(tmp_path, content)))


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (sentence,) = said(text(tmp_path, b"id,disability\n1,\xff\n"))
    assert sentence.startswith("people.csv: cannot be read: ")
    (sentence,) = said(text(tmp_path, b'{"facts": {}}\n\xff\n', "people.jsonl"))
    assert "it is not UTF-8 text" in sentence


def test_every_wrong_column_of_parquet_is_named_at_once(tmp_path: Path) -> None:
    path = parquet(tmp_path, person=pa.array(["a"]), disabilty=pa.array([True]), agee=pa.array([1]))
    assert len(said(path)) == 4


@pytest.mark.parametrize("cut", [0, 3, 40, 0.5, 0.99])
def test_a_broken_parquet_file_is_refused(tmp_path: Path, cut: float) -> None:
    whole = parquet(tmp_path, id=pa.array(["a", "b"] * 500), disability=pa.array([True, None] * 500))
    content = whole.read_bytes()
    whole.write_bytes(content[: int(cut * len(content)) if 0 < cut < 1 else int(cut)])
    (sentence,) = said(whole)
    assert sentence.startswith("people.parquet: cannot be read: ")


def test_parquet_whose_pages_are_damaged_is_refused(tmp_path: Path) -> None:
    whole = parquet(tmp_path, id=pa.array([f"person {number}" for number in range(5000)]))
    content = bytearray(whole.read_bytes())
    content[100:2000] = bytes(1900)
    whole.write_bytes(content)
    assert said(whole)[0].startswith("people.parquet: ")


@pytest.mark.parametrize("name", ["nowhere.csv", "nowhere.jsonl", "nowhere", "people.xlsx"])
def test_a_caseload_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    text(tmp_path, "", "people.xlsx")
    (sentence,) = said(tmp_path / name)
    assert "there is no" in sentence


def test_a_folder_with_tables_of_two_formats_is_refused(tmp_path: Path) -> None:
    caseload = made(tmp_path / "people", 5)
    put(caseload / "legs.csv", [{"person": "p0000001", "id": "x"}])
    (sentence,) = said(caseload)
    assert sentence.endswith("this one is not that of 'persons.parquet'")


def test_a_table_with_nearly_the_right_name_is_not_left_unread(tmp_path: Path) -> None:
    caseload = folder(tmp_path / "people", [{"id": "a"}], ".csv")
    put(caseload / "nationality.csv", [{"person": "a", "id": "NG"}])
    assert said(caseload)[0].endswith(
        "no table of a caseload has this name; did you mean 'nationalities.csv'?"
    )


@pytest.mark.parametrize("content", ["id,disability\n", "id,disability", "\ufeffid,disability\r\n"])
def test_a_header_alone_gives_a_result_without_rows(tmp_path: Path, content: str) -> None:
    for ending in (".parquet", ".csv", ".jsonl"):
        rows, summary = screened(text(tmp_path, content), tmp_path / f"out{ending}")
        assert (rows, summary.persons) == ([], 0)
    assert (tmp_path / "out.csv").read_text().startswith('"id",')


def test_a_table_without_rows_gives_a_result_without_rows(tmp_path: Path) -> None:
    path = parquet(tmp_path, id=pa.array([], pa.string()), age_years=pa.array([], pa.int64()))
    assert screened(path, tmp_path / "out.parquet")[0] == []
    assert screened(text(tmp_path, "", "people.jsonl"), tmp_path / "out.jsonl")[0] == []


# --- rows


RAGGED = "id,disability,age_years\na,true,1\nb,true\nc,true,1\nd,true,1,2\n\ne,true,x\nf,,\n"


def test_rows_with_too_few_or_too_many_cells_are_listed(tmp_path: Path) -> None:
    assert said(text(tmp_path, RAGGED)) == [
        "people.csv: row 2: it has 2 cells and the header has 3",
        "people.csv: row 4: it has 4 cells and the header has 3",
        "people.csv: row 5, column age_years: 'x' does not fit; it takes a number from 0 to 130",
    ]


@pytest.mark.parametrize("rows", [1, 2, 100])
def test_rows_with_too_few_or_too_many_cells_can_be_left_out(tmp_path: Path, rows: int) -> None:
    persons, bad = kept(text(tmp_path, RAGGED), chunk_rows=rows)
    assert (persons, len(bad)) == (["a", "c", "f"], 3)


def test_a_file_that_was_cut_off_is_noticed(tmp_path: Path) -> None:
    assert said(text(tmp_path, RAGGED[: RAGGED.index("\nc")])) == [
        "people.csv: row 2: it has 2 cells and the header has 3"
    ]
    (sentence,) = said(text(tmp_path, 'id,disability\na,"tr\nb,true\nc,true\n'))
    assert "a quote may be missing" in sentence or "does not fit" in sentence


def test_quotes_commas_newlines_and_a_mark_at_the_start_are_read_as_csv_means_them(tmp_path: Path) -> None:
    content = '\ufeff"id","fear_reason_text","sex_gender"\r\n"a, ""b""\nc","x, y\nz","female"\r\n'
    rows, _ = screened(text(tmp_path, content), tmp_path / "out.jsonl")
    assert [row["id"] for row in rows] == ['a, "b"\nc']
    screened(text(tmp_path, content), tmp_path / "out.csv")
    assert [row["id"] for row in read(tmp_path / "out.csv")] == ['a, "b"\nc']


IDS = {"csv": "id\na\n\nb\na\n", "two columns": "id,disability\na,\n,true\nb,\na,\n"}


@pytest.mark.parametrize("rows", [1, 2, 100])
def test_an_empty_or_repeated_id_is_listed_however_far_apart(tmp_path: Path, rows: int) -> None:
    table = text(tmp_path, IDS["two columns"])
    assert said(table, chunk_rows=rows) == [
        "people.csv: row 2, column id: it is empty",
        "people.csv: row 4, column id: 'a' stands here twice",
    ]
    assert kept(table, chunk_rows=rows)[0] == ["a", "b"]


@pytest.mark.parametrize("rows", [1, 100])
def test_a_repeated_id_is_listed_in_lines_too(tmp_path: Path, rows: int) -> None:
    people: list[Json] = [{"id": "a"}, {"id": "b"}, {"id": "a"}]
    table = lines(tmp_path / "people.jsonl", people)
    assert said(table, chunk_rows=rows) == ["people.jsonl: row 3, column id: 'a' stands here twice"]
    assert kept(table, chunk_rows=rows)[0] == ["a", "b"]


def test_ids_may_be_whole_numbers(tmp_path: Path) -> None:
    table = tmp_path / "people"
    table.mkdir()
    pq.write_table(pa.table({"id": pa.array([7, 8])}), table / "persons.parquet")
    legs = pa.table({"person": pa.array([8], pa.int32()), "id": ["x"], "smuggler_benefit": [True]})
    pq.write_table(legs, table / "legs.parquet")
    assert [row["id"] for row in screened(table, tmp_path / "out.csv")[0]] == [7, 8]


# --- child tables


def with_legs(
    tmp_path: Path, *legs: tuple[str, str, str], persons: str = "abcd", ending: str = ".csv"
) -> Path:
    table = tmp_path / "people"
    table.mkdir()
    put(table / f"persons{ending}", [{"id": each, "age_years": 30} for each in persons])
    rows: list[Row] = [{"person": p, "id": i, "smuggler_benefit": value} for p, i, value in legs]
    put(table / f"legs{ending}", rows)
    return table


@pytest.mark.parametrize("rows", [1, 2, 100])
@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_an_item_of_an_unknown_person_is_listed(tmp_path: Path, rows: int, ending: str) -> None:
    legs = [("a", "1", "true"), ("x", "1", "true"), ("c", "1", "true"), ("", "1", "true"), ("y", "1", "true")]
    table = with_legs(tmp_path, *legs, ending=ending)
    assert said(table, chunk_rows=rows) == [
        f"legs{ending}: row 2, column person: there is no person 'x'",
        f"legs{ending}: row 4, column person: it is empty",
        f"legs{ending}: row 5, column person: there is no person 'y'",
    ]
    assert kept(table, chunk_rows=rows)[0] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("rows", [1, 2, 100])
def test_items_that_stand_out_of_order_are_refused_also_when_bad_rows_are_skipped(
    tmp_path: Path, rows: int
) -> None:
    table = with_legs(tmp_path, ("a", "1", "true"), ("c", "1", "true"), ("b", "1", "true"))
    (sentence,) = said(table, chunk_rows=rows)
    assert re.match(r"legs.csv: row [23]: person '[bc]' stands elsewhere", sentence)
    with pytest.raises(BadTable, match="stands elsewhere"):
        kept(table, chunk_rows=rows)


@pytest.mark.parametrize("rows", [1, 2, 100])
def test_a_person_with_a_bad_item_is_left_out_as_a_whole(tmp_path: Path, rows: int) -> None:
    legs = [
        ("a", "1", "true"),
        ("b", "1", "true"),
        ("b", "2", "perhaps"),
        ("c", "1", ""),
        ("d", "1", "false"),
    ]
    table = with_legs(tmp_path, *legs)
    persons, bad = kept(table, chunk_rows=rows)
    assert persons == ["a", "c", "d"]
    (sentence,) = bad
    assert sentence.startswith(
        "legs.csv: row 3, column smuggler_benefit: 'perhaps' does not fit; it takes true,"
    )
    assert len(said(table, chunk_rows=rows)) == 1


@pytest.mark.parametrize("id_", ["1", ""])
def test_an_item_that_stands_twice_or_has_no_name_is_listed(tmp_path: Path, id_: str) -> None:
    table = with_legs(tmp_path, ("a", "1", "true"), ("a", id_, "true"), ("b", "1", "true"))
    assert said(table) == ["legs.csv: row 2, column id: it is empty or stands twice for this person"]
    assert kept(table)[0] == ["b", "c", "d"]


def test_rows_that_are_left_out_leave_the_answers_of_the_others_as_they_were(tmp_path: Path) -> None:
    table = made(tmp_path / "people", 40, format="csv")
    whole, _ = screened(table, tmp_path / "whole.csv")
    persons = (table / "persons.csv").read_text().splitlines(keepends=True)
    persons[11] = persons[11].rsplit(",", 1)[0] + ",nonsense\n"
    (table / "persons.csv").write_text("".join(persons))
    results = set()
    for rows in (1, 7, 100):
        rest, summary = screened(table, tmp_path / f"{rows}.csv", skip_bad_rows=True, chunk_rows=rows)
        assert rest == whole[:10] + whole[11:]
        assert [bad.row for bad in summary.bad] == [11]
        results.add((tmp_path / f"{rows}.csv").read_bytes())
    assert len(results) == 1


# --- lines


def test_a_line_that_does_not_fit_is_named_by_its_number(tmp_path: Path) -> None:
    content = '{"id": "a", "facts": {}}\n\n{"id": "b", "facts": {"agee": 1}}\n{"id"\n{"id": "c"}\n[]\n'
    table = text(tmp_path, content, "people.jsonl")
    first, second, third = said(table, chunk_rows=2)
    assert first.startswith("people.jsonl: row 3, column facts.agee: unknown fact 'agee'")
    assert second.startswith("people.jsonl: row 4: this is not JSON")
    assert third.startswith("people.jsonl: row 6: a situation is a JSON object")
    assert kept(table)[0] == ["a", "c"]


# --- cells of the persons' own columns


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("jurisdiction", "rs", "'rs' is no country code; did you mean 'RS'?"),
        ("as_of", "2026-11", "'2026-11' is not a whole date; write it as 2026-11-22"),
        ("as_of", "22.11.2026", "'22.11.2026' is not a whole date; write it as 2026-11-22"),
        ("legs_given", "perhaps", "'perhaps' does not fit; it takes true or false"),
    ],
)
def test_a_wrong_frame_of_a_person_is_listed(tmp_path: Path, column: str, cell: str, sentence: str) -> None:
    table = put(tmp_path / "people.csv", [{"id": "a", column: ""}, {"id": "b", column: cell}])
    assert said(table) == [f"people.csv: row 2, column {column}: {sentence}"]
    assert kept(table)[0] == ["a"]


def test_a_wrong_date_of_an_episode_is_listed(tmp_path: Path) -> None:
    table = folder(tmp_path / "people", [{"id": "a"}, {"id": "b"}], ".csv")
    put(table / "episodes.csv", [{"person": "b", "id": "1", "from": "2020-13", "to": "2021"}])
    assert said(table)[0].startswith("episodes.csv: row 1, column from: '2020-13' is not a date")
    assert kept(table)[0] == ["a"]


WRONG_TYPES: dict[str, Callable[[], pa.Array]] = {
    "id": lambda: pa.array([1.5, 2.5]),
    "disability": lambda: pa.array([{"value": True}, None]),
    "age_years": lambda: pa.array([True, False]),
    "sex_gender": lambda: pa.array([1, 2]),
    "cessation_ground": lambda: pa.array([b"a", b"b"]),
    "fear_reason_text": lambda: pa.array([1, 2]).dictionary_encode(),
    "as_of": lambda: pa.array([{"day": 1}, None]),
    "jurisdiction": lambda: pa.array([[1], None]),
    "legs_given": lambda: pa.array([1.5, 0.0]),
}


@pytest.mark.parametrize("column", WRONG_TYPES)
def test_a_column_of_parquet_that_cannot_hold_what_it_should_is_refused(tmp_path: Path, column: str) -> None:
    columns = {"id": pa.array(["a", "b"]), column: WRONG_TYPES[column]()}
    (sentence,) = said(parquet(tmp_path, **columns))
    assert f"{column}" in sentence
    assert "takes" in sentence
