"""Rows are found by the marks of their ids, and ids that stood before are seen, whatever the order."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.caseload.marked_rows import MarkedRows
from asylon.caseload.seen_ids import Marks, SeenIds, marks

FEW_MARKS = st.lists(st.integers(0, (1 << 64) - 1) | st.integers(0, 20), max_size=300)
TABLES = st.lists(st.lists(st.text("ab1é", max_size=4), max_size=12), max_size=6)


def as_marks(values: list[int]) -> Marks:
    return np.array(values, dtype=np.uint64)


@given(FEW_MARKS, FEW_MARKS)
def test_the_first_row_with_a_mark_is_found_and_no_other(known: list[int], wanted: list[int]) -> None:
    found = MarkedRows(as_marks(known)).find(as_marks([*known, *wanted]))
    assert found.tolist() == [known.index(mark) if mark in known else -1 for mark in [*known, *wanted]]


def test_a_mark_that_all_rows_share_is_found_at_once() -> None:
    rows = MarkedRows(np.zeros(1 << 17, dtype=np.uint64))
    assert rows.find(as_marks([0, 1])).tolist() == [0, -1]


@pytest.mark.parametrize("texts", [["p01", "p02", "p03"], ["a", "bb", "", "a"], [], ["née", "nee"]])
def test_a_mark_is_the_same_wherever_the_text_stands(texts: list[str]) -> None:
    together = marks(pa.array(["stands before all", *texts], pa.string()))[1:]
    assert marks(pa.array(texts, pa.string())).tolist() == together.tolist()


@given(TABLES)
def test_ids_that_stood_in_an_earlier_table_are_seen(tables: list[list[str]]) -> None:
    seen, stood = SeenIds(), set[str]()
    for ids in tables:
        assert seen.before(pa.array(ids, pa.string())).tolist() == [id_ in stood for id_ in ids]
        seen.add(pa.array(ids, pa.string()))
        stood.update(ids)


def test_an_id_that_comes_back_after_many_in_order_is_seen() -> None:
    seen = SeenIds()
    for first in range(0, 900, 100):
        ids = pa.array([f"p{number:04}" for number in range(first, first + 100)])
        assert not seen.before(ids).any()
        seen.add(ids)
    assert seen.before(pa.array(["p0899", "p0900", "p0000"])).tolist() == [True, False, True]
