"""`asylon generate`: the same order makes the same people, they make sense, and every fact occurs."""

import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from asylon.caseload.made_up import Order, Target, write_caseload
from asylon.caseload.made_up.block import BLOCK, LOST, can_be_made_up
from asylon.caseload.made_up.places import COUNTRIES, ORIGINS, ROUTES
from asylon.caseload.made_up.sheet import NOT_ASKED
from asylon.rulebook import Rulebook, assess, load, receive
from asylon.rulebook.dates import partial_date
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.scopes import LISTS, PERSON

Json = dict[str, Any]
Columns = dict[str, list[Any]]

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 22)
TABLES = ("persons", *LISTS.values())
DERIVED_BY_COUNT = 18


def asylon(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "asylon", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def made(path: Path, persons: int, *, seed: int = 1, **options: Any) -> Path:
    order = Order(persons=persons, seed=seed, as_of=DAY, **options)
    write_caseload(order, Target.chosen(path), load())
    return path


def columns(folder: Path, table: str) -> Columns:
    found: Columns = pq.read_table(folder / f"{table}.parquet").to_pydict()
    return found


def records(folder: Path, table: str, *names: str) -> list[Json]:
    """The rows of a table; with the few columns that a test reads it is much quicker."""
    found: list[Json] = pq.read_table(folder / f"{table}.parquet", columns=list(names) or None).to_pylist()
    return found


def contents(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in ([path] if path.is_file() else sorted(path.iterdir()))}


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
    path = made(tmp_path_factory.mktemp("lines") / "people.jsonl", 400, jurisdiction="RS")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


# --- the same people each time


@pytest.mark.parametrize("name", ["people", "people.parquet", "people.csv", "people.jsonl"])
def test_the_same_order_writes_the_same_bytes(tmp_path: Path, name: str) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        done = asylon("generate", "--persons", "300", "--seed", "5", "-o", name, cwd=folder)
        assert done.returncode == 0, done.stderr
    assert contents(first / name) == contents(second / name)


def test_another_seed_makes_other_people(tmp_path: Path) -> None:
    first, second = made(tmp_path / "a.jsonl", 50), made(tmp_path / "b.jsonl", 50, seed=2)
    assert first.read_bytes() != second.read_bytes()


def test_a_person_does_not_depend_on_how_many_there_are(tmp_path: Path) -> None:
    few, many = made(tmp_path / "few", 1_000), made(tmp_path / "many", 5_000)
    wanted = {f"p{number:07}" for number in range(1, 1_001)}
    for table in TABLES:
        key = "id" if table == "persons" else "person"
        assert records(few, table) == [row for row in records(many, table) if row[key] in wanted]


def test_a_person_of_a_later_block_does_not_depend_on_how_many_there_are(tmp_path: Path) -> None:
    few, many = made(tmp_path / "few", BLOCK + 10), made(tmp_path / "many", BLOCK * 2)
    for table in TABLES:
        rows = records(few, table)
        assert rows == records(many, table)[: len(rows)]


def test_every_format_holds_the_same_people(tmp_path: Path) -> None:
    folder, lines = made(tmp_path / "people", 500), made(tmp_path / "people.jsonl", 500)
    in_lines = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    persons = {row["id"]: row for row in records(folder, "persons")}
    for each in in_lines:
        row = persons[each["id"]]
        known = {name: value for name, value in each["facts"].items() if value not in ("unknown", "declined")}
        assert known == {name: row[name] for name in row if name in known}
        assert {name for name in LISTS.values() if row[f"{name}_given"]} == each.keys() & set(LISTS.values())
    assert sum(len(each.get("legs", ())) for each in in_lines) == len(records(folder, "legs"))


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


def test_a_fact_that_the_shares_do_not_know_occurs_all_the_same(tmp_path: Path) -> None:
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
    done = asylon("generate", "--persons=900", "--seed=1", "-o", "p", "--rulebook", str(copy), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    persons = columns(tmp_path / "p", "persons")
    assert set(persons["more_tri"]) == {True, False, None}
    assert set(persons["more_number"]) == {0, 1, 2, 3, None}
    assert set(persons["more_code"]) == {"red", "blue", None}
    assert {code for row in persons["more_facts"] for code in row or ()} >= {"smuggler_benefit"}
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


def kept(values: pa.ChunkedArray, rows: list[int]) -> list[Any]:
    found: list[Any] = values.take(pa.array(rows)).to_pylist()
    return found


def lost_shares(complete: Path, usual: Path) -> Iterator[tuple[str, float, int]]:
    """By fact: the share of answers that were taken away, of those that there were."""
    for scope in (PERSON, *LISTS):
        key = ("id",) if scope == PERSON else ("person", "id")
        before, after = (
            pq.read_table(each / f"{LISTS.get(scope, 'persons')}.parquet") for each in (complete, usual)
        )
        names = [tuple(row.values()) for row in before.select(key).to_pylist()]
        places = {name: place for place, name in enumerate(names)}
        rows = [places[tuple(row.values())] for row in after.select(key).to_pylist()]
        for name in set(after.column_names) & load().all_facts.keys():
            pairs = list(zip(kept(before[name], rows), after[name].to_pylist(), strict=True))
            known = [(old, new) for old, new in pairs if old is not None]
            assert all(new in (old, None) for old, new in known), name
            assert all(new is None for old, new in pairs if old is None), name
            yield name, sum(new is None for _, new in known) / max(len(known), 1), len(known)


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


# --- people who make sense


def test_facts_hang_together(complete: Path) -> None:
    for row in records(complete, "persons"):
        child = row["age_years"] < DERIVED_BY_COUNT
        assert not row["pregnant"] or (row["sex_gender"] == "female" and 14 <= row["age_years"] <= 49)
        assert not (row["unaccompanied"] or row["separated"] or row["guardian_present"]) or child
        assert not (row["unaccompanied"] and row["separated"])
        assert row["age_lt_18"] in (None, child)
        assert not row["age_proven_adult"] or not child
        assert not (row["combatant_active"] or row["exclusion_1Fa"] or row["serious_crime"]) or not child
        assert row["renounced_genuinely_permanently"] is None or row["combatant_former"]
        assert row["sharing_in_best_interests"] is None or child
        assert (row["debt_amount"] > 0) <= (row["debt_to_smuggler"] or row["entry_irregular"] is not None)


def test_the_procedure_hangs_together(complete: Path) -> None:
    for row in records(complete, "persons"):
        stage, stay = row["procedure_stage"], set(row["lawful_stay_basis"])
        assert (stage != "none") == row["asked_protection"]
        assert row["decision_final"] == (stage == "final")
        assert not row["asylum_final_negative"] or stage == "final"
        assert not (row["asylum_final_negative"] and stay & {"convention_refugee", "subsidiary_protection"})
        assert ("asylum_applicant" in stay) == (row["asked_protection"] and stage != "final")
        assert ("none" in stay) == (stay == {"none"}) == row["no_regular_status"]
        assert not row["formally_identified_trafficking"] or row["consents_identification"] is not None
        assert ("temporary_protection" in stay) <= ("temporary_protection" in row["group_designation"])
        assert bool(row["group_designation"]) == row["member_of_designated_group"]
        assert (row["prior_recognition_country"] == "none") == (row["prior_recognition_basis"] is None)


def test_items_fit_their_person(complete: Path) -> None:
    persons = {row["id"]: row for row in records(complete, "persons")}
    own: dict[str, list[str]] = {id_: [] for id_ in persons}
    for row in records(complete, "nationalities"):
        own[row["person"]].append(row["id"])
    for id_, person in persons.items():
        assert person["single_or_no_nationality"] in (None, len(own[id_]) < 2)
        assert (person["former_habitual_residence"] is None) == bool(own[id_])
        assert not person["nationality_known_none"] or not own[id_]
    for row in records(complete, "destinations"):
        person = persons[row["person"]]
        at_home = row["id"] in (own[row["person"]] or [person["former_habitual_residence"]])
        assert row["destination_is_origin"] in (None, at_home)
        assert row["destination_is_prior_country"] in (None, row["id"] == person["prior_recognition_country"])
        assert row["receiving_country"] in (None, row["id"])


def test_a_journey_is_one_way_without_gaps(complete: Path) -> None:
    last: dict[str, str] = {}
    for row in records(complete, "legs"):
        assert row["from"] != row["to"]
        assert row["id"] == "l1" or last[row["person"]] == row["from"]
        last[row["person"]] = row["to"]
    assert all(each.code not in ROUTES[route] for each in ORIGINS for route in each.routes)


def test_episodes_lie_in_the_past_with_dates_of_every_exactness(complete: Path) -> None:
    rows = records(complete, "episodes")
    for row in rows:
        dates = [partial_date(row[name]) for name in ("from", "to") if row[name] is not None]
        assert all(each is not None and each.first <= DAY for each in dates)
        if len(dates) == 2:
            assert dates[0] is not None
            assert dates[1] is not None
            assert dates[0].first <= dates[1].last
    assert {len(row["from"]) for row in rows if row["from"]} == {4, 7, 10}
    assert any(row["from"] is None for row in rows)


def test_being_a_child_then_never_contradicts_age_and_dates(complete: Path, rulebook: Rulebook) -> None:
    persons = {row["id"]: row for row in records(complete, "persons")}
    rows = [row for row in records(complete, "episodes") if row["under_18_at_episode"] is not None]
    compared = set()
    for row in rows[:400]:
        item = {name: row[name] for name in ("id", "from", "to") if row[name] is not None}
        facts = {"age_years": persons[row["person"]]["age_years"]}
        written = {"as_of": DAY.isoformat(), "facts": facts, "episodes": [item]}
        derived = assess(receive(written, rulebook), rulebook=rulebook).run.frames["episode"][0].values
        answer = derived["under_18_at_episode"]
        assert answer in (None, row["under_18_at_episode"])
        compared.add(answer)
    assert compared == {True, False, None}


def test_shares_depend_on_what_happened_to_people(complete: Path) -> None:
    nationalities = columns(complete, "nationalities")
    nexus = np.array(nationalities["nexus"])
    serious = np.array(nationalities["harm_serious"])
    assert nexus[serious].mean() > 5 * nexus[~serious].mean()
    episodes = columns(complete, "episodes")
    bound = np.array(episodes["work_situation_cannot_leave"])
    held = np.array(episodes["papers_held_by_other"])
    assert held[bound].mean() > 2 * held[~bound].mean()
    persons = columns(complete, "persons")
    assert 0.25 < np.mean(np.array(persons["age_years"]) < DERIVED_BY_COUNT) < 0.35
    assert 0 < np.mean(persons["exclusion_1Fa"]) < 0.01


# --- situations that the rest of the product takes


def test_situations_are_received_and_assessed(situations: list[Json], rulebook: Rulebook) -> None:
    assert len(situations) == 400
    values = set()
    for each in situations:
        answered = assess(receive(each, rulebook), rulebook=rulebook).as_json()
        assert answered["jurisdiction"] == "RS"
        assert answered["as_of"] == "2026-11-22"
        values |= {found["value"] for found in answered["conclusions"].values()}
    assert values == {"yes", "no", "unknown"}


def test_the_command_assesses_what_it_made(tmp_path: Path) -> None:
    asylon(
        "generate", "--persons", "3", "--seed", "9", "-o", "p.jsonl", "--as-of", "2025-01-31", cwd=tmp_path
    )
    done = asylon("assess", "p.jsonl", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["as_of"] for line in done.stdout.splitlines()] == ["2025-01-31"] * 3


# --- what is refused, and what is never left behind


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--persons", "-5", "--seed", "1", "-o", "p"], "write 1 or more"),
        (["--persons=-5", "--seed", "1", "-o", "p"], "'-5' is not a number of people; write 1 or more"),
        (["--persons", "0", "--seed", "1", "-o", "p"], "'0' is not a number of people"),
        (["--persons", "many", "--seed", "1", "-o", "p"], "'many' is not a number of people"),
        (["--persons", "9", "--seed", "x", "-o", "p"], "'x' is not a seed; write a whole number from 0"),
        (["--persons", "9", "-o", "p"], "--seed"),
        (["--persons", "9", "--seed", "1"], "-o"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--format", "parket"], "did you mean 'parquet'?"),
        (["--persons", "9", "--seed", "1", "-o", "p.xlsx"], "p.xlsx: cannot be written: a table ends in"),
        (["--persons", "9", "--seed", "1", "-o", "p.csv", "--format", "jsonl"], "its ending says csv"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--format", "jsonl"], "call it p.jsonl"),
        (["--persons", "9", "--seed", "1", "-o", "no/p"], "there is no folder 'no'; make it first"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--unknown", "30"], "write a number from 0 to 1"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--unknown", "nan"], "'nan' is not a share"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--as-of", "2026-02-30"], "is not a date"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--jurisdiction", "rs"], "did you mean 'RS'?"),
        (["--persons", "9", "--seed", "1", "-o", "p", "--jurisdiction", "XX"], "unknown jurisdiction 'XX'"),
    ],
)
def test_bad_options_are_refused_with_one_message(tmp_path: Path, words: list[str], said: str) -> None:
    done = asylon("generate", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["people", "people.csv"])
def test_what_is_there_is_replaced_only_with_force(tmp_path: Path, name: str) -> None:
    order = ["generate", "--persons", "20", "-o", name]
    assert asylon(*order, "--seed", "1", cwd=tmp_path).returncode == 0
    before = contents(tmp_path / name)
    refused = asylon(*order, "--seed", "2", cwd=tmp_path)
    assert refused.returncode == 2
    assert "it is there already; choose another name, or replace it with --force" in refused.stderr
    assert contents(tmp_path / name) == before
    assert asylon(*order, "--seed", "2", "--force", cwd=tmp_path).returncode == 0
    assert contents(tmp_path / name) != before
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_force_never_deletes_a_folder_that_holds_anything_else(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work", encoding="utf-8")
    order = ["generate", "--persons", "20", "--seed", "1", "--force"]
    done = asylon(*order, "-o", "people", cwd=tmp_path)
    assert done.returncode == 2
    assert "the folder also holds other files" in done.stderr
    assert (folder / "thesis.txt").read_text("utf-8") == "years of work"
    folder.rename(tmp_path / "people.csv")
    assert "what is there is a folder" in asylon(*order, "-o", "people.csv", cwd=tmp_path).stderr
    (tmp_path / "people").write_text("a file", encoding="utf-8")
    assert "what is there is a file" in asylon(*order, "-o", "people", cwd=tmp_path).stderr


def test_a_full_disk_is_told_and_nothing_is_left_that_looks_complete(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from asylon.cli.main import main\n"
        "sys.exit(main())\n"
    )
    command = [sys.executable, "-P", "-c", script, "generate", "--persons", "20000", "--seed", "1", "-o"]
    for name in ("people", "people.jsonl", "people.csv"):
        done = subprocess.run([*command, name], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert done.stderr.startswith(f"asylon: {name}: cannot be written: ")
        assert "Traceback" not in done.stderr
        assert list(tmp_path.iterdir()) == []


def test_a_killed_run_leaves_nothing_under_the_name_that_was_asked_for(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-P",
        "-m",
        "asylon",
        "generate",
        "--persons=900000",
        "--seed=1",
        "-o",
        "people",
    ]
    with subprocess.Popen(command, cwd=tmp_path) as running:
        while not list(tmp_path.glob(".people.unfinished-*/people/persons.parquet")):
            assert running.poll() is None
        running.kill()
    assert [each.name.startswith(".people.unfinished-") for each in tmp_path.iterdir()] == [True]


def test_without_numpy_the_message_says_what_to_install(tmp_path: Path) -> None:
    bare = tmp_path / "packages"
    bare.mkdir()
    yaml = Path(sys.modules["yaml"].__file__ or "").parent
    (bare / "yaml").symlink_to(yaml)
    command = [
        sys.executable,
        "-S",
        "-P",
        "-m",
        "asylon",
        "generate",
        "--persons=9",
        "--seed=1",
        "-o",
        "people",
    ]
    paths = os.pathsep.join([str(ROOT / "src"), str(bare)])
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": paths}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert (
        "whole caseloads need numpy and pyarrow, not installed here; pip install 'asylon[tables]'"
        in done.stderr
    )
    assert not (tmp_path / "people").exists()


def test_assessing_one_person_imports_neither_numpy_nor_pyarrow() -> None:
    script = "import sys, asylon.rulebook, asylon.cli.assess; print({'numpy', 'pyarrow'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_long_work_shows_on_a_terminal_how_far_it_is(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-P",
        "-m",
        "asylon",
        "generate",
        "--persons=100000",
        "--seed=1",
        "-o",
        "people",
    ]
    done = subprocess.run(
        command, cwd=tmp_path, stderr=theirs, stdout=subprocess.PIPE, text=True, check=False
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert done.returncode == 0
    assert f"\r{BLOCK:,} of 100,000 people" in shown
    assert shown.endswith("\r100,000 of 100,000 people\r\n")
    assert done.stdout.startswith("people: 100,000 persons, ")


def test_short_or_piped_work_shows_no_progress(tmp_path: Path) -> None:
    done = asylon("generate", "--persons=100000", "--seed=1", "-o", "people", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
