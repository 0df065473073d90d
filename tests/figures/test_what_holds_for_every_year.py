"""What must hold whatever is asked of the shipped figures; and that asking costs little to begin with."""

import subprocess
import sys

import pyarrow.compute as pc
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.figures import Store
from asylon.figures.asylum import applications, decisions
from asylon.figures.counts import rows_of
from asylon.figures.people import hosted, origins, series
from asylon.figures.shapes import TABLES
from asylon.figures.solutions import solutions

UNHCR = Store().newest("unhcr")
measures = st.sampled_from(TABLES["population"].values)


@settings(max_examples=25)
@given(year=st.integers(1951, 2025), measure=measures)
def test_hosts_and_origins_are_the_same_people(year: int, measure: str) -> None:
    by_host, by_origin = hosted(UNHCR, year=year, measure=measure), origins(UNHCR, year=year, measure=measure)

    assert by_host.total == by_origin.total
    assert by_host.total.value == sum(count.value for count in by_host.by.values())


@settings(max_examples=25)
@given(year=st.integers(1951, 2025), measure=measures)
def test_every_count_lies_between_its_bounds(year: int, measure: str) -> None:
    for count in hosted(UNHCR, year=year, measure=measure).by.values():
        assert 0 <= count.low <= count.value <= count.high


@settings(max_examples=10)
@given(year=st.integers(2000, 2025), unit=st.sampled_from(["persons", "cases"]))
def test_every_decision_lies_between_its_bounds(year: int, unit: str) -> None:
    total = decisions(UNHCR, year=year, unit=unit).total

    for count in (total.recognised, total.other, total.rejected, total.closed, total.total):
        assert 0 <= count.low <= count.value <= count.high


@settings(max_examples=10)
@given(year=st.integers(2000, 2025))
def test_every_application_in_persons_is_counted_once_or_left_out_by_name(year: int) -> None:
    told = applications(UNHCR, year=year)
    rows = rows_of(UNHCR, "asylum_applications", year=year, app_pc="P")
    left_out = sum(count.value for count in told.not_first.values())

    assert told.total.value + left_out == pc.sum(rows.column("applied")).as_py()
    assert not set(told.by) - set(told.rule)


@settings(max_examples=15)
@given(host=st.sampled_from(["SRB", "DEU", "UGA", "TUR", "NAM"]), measure=measures)
def test_a_series_is_the_answer_of_each_year(host: str, measure: str) -> None:
    found = series(UNHCR, measure=measure, asylum=host)

    for year in list(found)[::12]:
        assert hosted(UNHCR, year=year, measure=measure).by[host] == found[year]


@settings(max_examples=10)
@given(year=st.integers(1990, 2025), measure=st.sampled_from(TABLES["solutions"].values))
def test_a_solution_by_origin_is_the_same_solution(year: int, measure: str) -> None:
    one, other = (solutions(UNHCR, year=year, measure=measure, by=by) for by in ("asylum", "origin"))

    assert one.total == other.total


def test_the_door_to_the_figures_loads_no_arrays_and_no_framework() -> None:
    code = (
        "import sys; from asylon.figures import Store; Store().newest('unhcr'); "
        "print({'pyarrow', 'numpy', 'pandas', 'django', 'rich'} & set(sys.modules))"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "set()"
