"""Tables of made-up people: the shape of the reference, every fact, the wanted share unknown."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from asylon.caseload.made_up.block import LOST, can_be_made_up
from asylon.caseload.made_up.places import COUNTRIES
from asylon.caseload.made_up.sheet import NOT_ASKED
from asylon.rulebook import Rulebook, load
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.scopes import LISTS, PERSON
from tests.caseload.made_up_tables import (
    ROOT,
    Json,
    asylon,
    columns,
    made,
    records,
    whole,
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty thousand people of whom everything is known that was asked."""
    return made(tmp_path_factory.mktemp("complete") / "people", 20_000, unknown=0.0)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same people with the usual share of unknown answers."""
    return made(tmp_path_factory.mktemp("usual") / "people", 20_000)


@pytest.fixture(scope="module")
def situations(tmp_path_factory: pytest.TempPathFactory) -> list[Json]:
    path = made(tmp_path_factory.mktemp("lines") / "people.jsonl", 150, jurisdiction="RS")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


# --- tables in the shape that the reference describes


def test_ids_have_no_repeats_and_name_nobody(usual: Path) -> None:
    assert columns(usual, "persons")["id"] == [f"p{number:07}" for number in range(1, 20_001)]


@pytest.mark.parametrize("scope", LISTS)
def test_items_stand_in_the_order_of_the_persons_with_ids_of_their_own(usual: Path, scope: str) -> None:
    rows = records(usual, LISTS[scope])
    owners = [row["person"] for row in rows]
    assert owners == sorted(owners)
    assert set(owners) <= set(columns(usual, "persons")["id"])
    named = [(row["person"], row["id"]) for row in rows]
    assert None not in {id_ for _, id_ in named}
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("scope", LISTS)
def test_only_people_whose_list_was_asked_for_have_items_and_some_of_them_have_none(
    usual: Path, scope: str
) -> None:
    persons = columns(usual, "persons")
    given = {id_ for id_, asked in zip(persons["id"], persons[f"{LISTS[scope]}_given"], strict=True) if asked}
    with_items = set(columns(usual, LISTS[scope])["person"])
    assert with_items < given
    assert 0.65 < len(given) / 20_000 < 0.75


def test_people_have_as_many_items_as_people_have(complete: Path) -> None:
    most = {"nationalities": 2, "episodes": 2, "legs": 3, "destinations": 2}
    for table, highest in most.items():
        owners = columns(complete, table)["person"]
        counts = np.unique(owners, return_counts=True)[1]
        assert set(counts.tolist()) == set(range(1, highest + 1))
        assert len(counts) < 20_000


def codes_of(fact: FactEntry, rulebook: Rulebook) -> set[str]:
    facts, countries = rulebook.all_facts.values(), set(rulebook.core.countries)
    if fact.codes == "facts":
        return {each.id for each in facts if each.type == "tri" and each.scope == fact.of_scope}
    if fact.codes in ("countries", "countries_or_none"):
        return countries | ({"none"} if fact.codes.endswith("none") else set())
    return set(fact.codes)


def fits(fact: FactEntry, value: Any, codes: set[str]) -> bool:
    match fact.type, value:
        case "tri", bool():
            return True
        case "number", int() if not isinstance(value, bool):
            return value >= 0
        case "code", str():
            return value in codes
        case "list", list():
            return set(value) <= codes and len(set(value)) == len(value)
    return False


def cells(folder: Path, rulebook: Rulebook) -> Iterator[tuple[FactEntry, list[Any]]]:
    for scope in (PERSON, *LISTS):
        for name, values in columns(folder, LISTS.get(scope, "persons")).items():
            fact = rulebook.all_facts.get(name)
            if fact is not None:
                assert fact.scope == scope
                yield fact, [value for value in values if value is not None]


def test_every_cell_fits_its_fact(usual: Path, rulebook: Rulebook) -> None:
    for fact, values in cells(usual, rulebook):
        codes = codes_of(fact, rulebook)
        wrong = {str(value) for value in values if not fits(fact, value, codes)}
        assert wrong == set(), fact.id


def test_every_fact_occurs_with_every_answer(usual: Path, rulebook: Rulebook) -> None:
    occurring = {}
    for fact, values in cells(usual, rulebook):
        flat = [each for value in values for each in (value if isinstance(value, list) else [value])]
        occurring[fact.id] = set(flat)
    wanted = {fact.id for fact in rulebook.all_facts.values() if can_be_made_up(fact)}
    assert wanted == occurring.keys()
    for id_ in wanted:
        fact = rulebook.all_facts[id_]
        if fact.type == "tri":
            assert occurring[id_] == {True, False}, id_
        elif isinstance(fact.codes, tuple):
            assert occurring[id_] == set(fact.codes), id_
        else:
            assert len(occurring[id_]) > 1, id_


def test_only_free_text_and_what_the_lists_answer_is_left_out(rulebook: Rulebook) -> None:
    left_out = {fact.id for fact in rulebook.all_facts.values() if not can_be_made_up(fact)}
    assert left_out == {"family_members", "skills", "fear_reason_text", "nationalities"}


def test_a_fact_that_the_shares_do_not_know_or_know_otherwise_occurs_all_the_same(tmp_path: Path) -> None:
    texts = ROOT / "src" / "asylon" / "rulebook" / "texts"
    copy = tmp_path / "texts"
    shutil.copytree(texts, copy)
    (copy / "more.yaml").write_text(
        """facts:
  more_tri: {label: is so, question: Is it so?}
  more_number: {type: number, at_most: 3, label: number, question: How many?}
  more_code: {type: code, codes: [red, blue], label: colour, question: Which?}
  more_list: {scope: leg, type: list, codes: countries, label: countries, question: Which?}
  more_facts: {type: list, codes: facts, of_scope: leg, label: facts, question: Which?}
""",
        encoding="utf-8",
    )
    conflict = copy / "facts" / "countries_and_fear.yaml"
    text = conflict.read_text("utf-8")
    assert "codes: [armed_conflict, change_of_power," in text
    conflict.write_text(text.replace("[armed_conflict, change_of_power,", "[coup,"), encoding="utf-8")
    done = asylon("generate", "--persons=900", "--seed=1", "-o", "p", "--rulebook", str(copy), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    persons = columns(tmp_path / "p", "persons")
    assert set(persons["more_tri"]) == {True, False, None}
    assert set(persons["more_number"]) == {0, 1, 2, 3, None}
    assert set(persons["more_code"]) == {"red", "blue", None}
    assert {code for row in persons["more_facts"] for code in row or ()} >= {"smuggler_benefit"}
    events = columns(tmp_path / "p", "nationalities")["country_event_since_departure"]
    held = {code for row in events for code in row or ()}
    assert held == {"coup", "attacks_on_group", "new_persecuting_law", "other"}
    codes = {code for row in columns(tmp_path / "p", "legs")["more_list"] for code in row or ()}
    assert codes <= set(COUNTRIES)
    assert codes


def test_one_file_holds_the_first_items_as_unnamed_ones(tmp_path: Path) -> None:
    folder, file = made(tmp_path / "people", 2_000), made(tmp_path / "people.parquet", 2_000)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people", "people.parquet"]
    persons = pq.read_table(file).to_pylist()
    first: dict[str, Json] = {}
    for row in records(folder, "destinations"):
        first.setdefault(row["person"], row)
    facts = [
        name
        for name in first["p0000002" if "p0000002" in first else next(iter(first))]
        if name not in ("person", "id")
    ]
    for person, row in zip(records(folder, "persons"), persons, strict=True):
        item = first.get(person["id"], {})
        assert {name: row[name] for name in facts} == {name: item.get(name) for name in facts}
        assert row["destinations_given"] == (person["destinations_given"] and not item)


def test_csv_keeps_the_words_that_parquet_has_no_room_for(tmp_path: Path) -> None:
    made(tmp_path / "people.csv", 1_000)
    text = pa_csv.ConvertOptions(
        column_types={"asked_protection": pa.string(), "cessation_ground": pa.string()}
    )
    table = pa_csv.read_csv(tmp_path / "people.csv", convert_options=text)
    assert set(table["asked_protection"].to_pylist()) == {"true", "false", "unknown", "declined", ""}
    assert {"[]", "", "unknown"} <= set(table["cessation_ground"].to_pylist())
    assert set(table["procedure_stage"].to_pylist()) >= {"none", "final", "unknown", ""}
    assert table["age_years"].type == pa.int64()


# --- what stays unknown


def lost_shares(complete: Path, usual: Path) -> Iterator[tuple[str, float, int]]:
    """By fact: the share of answers that were taken away, of those that there were."""
    for scope in (PERSON, *LISTS):
        table = LISTS.get(scope, "persons")
        key = ["id"] if scope == PERSON else ["person", "id"]
        before, after = whole(complete, table), whole(usual, table)
        places = {tuple(row.values()): place for place, row in enumerate(before.select(key).to_pylist())}
        before = before.take([places[tuple(row.values())] for row in after.select(key).to_pylist()])
        for name in set(after.column_names) & load().all_facts.keys():
            asked, kept = (np.asarray(each[name].is_valid()) for each in (before, after))
            assert before[name].filter(pa.array(kept)).equals(after[name].filter(pa.array(kept))), name
            assert not (kept & ~asked).any(), name
            yield name, 1 - kept.sum() / max(asked.sum(), 1), int(asked.sum())


def test_the_wanted_share_of_answers_stays_unknown_and_the_rest_is_as_it_was(
    complete: Path, usual: Path
) -> None:
    for name, lost, asked in lost_shares(complete, usual):
        assert abs(lost - 0.3) < 4 * np.sqrt(0.21 / max(asked, 1)) + 0.005, name


@pytest.mark.parametrize(("share", "least", "most"), [(0.0, 0.0, 0.0), (0.7, 0.67, 0.73), (1.0, 1.0, 1.0)])
def test_the_share_of_unknown_answers_can_be_chosen(
    tmp_path: Path, share: float, least: float, most: float
) -> None:
    ages = columns(made(tmp_path / "people", 3_000, unknown=share), "persons")["age_years"]
    assert least <= ages.count(None) / len(ages) <= most


def test_what_is_unknown_was_mostly_not_asked_and_seldom_declined(situations: list[Json]) -> None:
    told = [each["facts"].get("outside_country", "not asked") for each in situations]
    answers = {word: told.count(word) for word in ("not asked", "unknown", "declined")}
    assert answers["not asked"] > answers["unknown"] > answers["declined"] > 0
    assert sum(LOST.values()) == pytest.approx(1)
    assert LOST[NOT_ASKED] > 0.5
