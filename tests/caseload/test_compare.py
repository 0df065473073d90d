"""`compare`: who gains, loses or becomes unknown, as one would count by hand; small cells kept back."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from asylon.caseload.bad_rows import BadTable
from asylon.caseload.compare import Comparison, Law, compare
from asylon.caseload.groups import SMALLEST, shown
from asylon.caseload.intake import Where
from asylon.rulebook import Assessment, Rulebook, assess, load, receive
from asylon.rulebook.entries import LEVELS
from tests.caseload.tables import DAY, folder, lines, made, named_vignettes, put, situations
from tests.cast import Json

PERSONS = 150
EVERYONES = "labour_protection"
Effects = Counter[tuple[str, str, str]]


def law(code: str | None = None, *, day: date | None = None, rulebook: Rulebook | None = None) -> Law:
    return Law(rulebook or load(), Where(day or DAY, code, fixed=day is not None), code or "own")


def effects(found: Comparison) -> Effects:
    return Counter({key: effect.persons for key, effect in found.effects.items()})


def by_hand(people: list[Json], before: Law, after: Law) -> tuple[Effects, int]:
    """The same count from single assessments, person by person."""
    total: Effects = Counter()
    affected = 0
    for person in people:
        changes = _changes(_alone(person, before), _alone(person, after))
        total.update(changes)
        affected += bool(changes)
    return total, affected


def _alone(person: Json, side: Law) -> Assessment:
    as_of = side.where.as_of if side.where.fixed or "as_of" not in person else None
    situation = receive(person, side.rulebook, jurisdiction=side.where.jurisdiction, as_of=as_of)
    return assess(situation, rulebook=side.rulebook)


def _changes(old: Assessment, new: Assessment) -> list[tuple[str, str, str]]:
    found = []
    for id_ in {**old.conclusions, **new.conclusions}:
        was = old.conclusions[id_].value if id_ in old.conclusions else False
        now = new.conclusions[id_].value if id_ in new.conclusions else False
        found += [("conclusion", id_, "gains")] if now is True and was is not True else []
        found += [("conclusion", id_, "loses")] if was is True and now is not True else []
        found += [("conclusion", id_, "becomes unknown")] if was is not None and now is None else []
    for id_ in {**old.gates, **new.gates}:
        was_open = old.gates[id_].open if id_ in old.gates else True
        now_open = new.gates[id_].open if id_ in new.gates else True
        if was_open is not now_open:
            found.append(("gate", id_, "opens" if now_open else "shuts"))
    had, has = ({right.right.id: right.level for right in each.rights} for each in (old, new))
    for id_ in {**had, **has}:
        if id_ not in had or id_ not in has:
            found.append(("right", id_, "gains" if id_ in has else "loses"))
        elif LEVELS.index(had[id_]) != LEVELS.index(has[id_]):
            raised = LEVELS.index(has[id_]) < LEVELS.index(had[id_])
            found.append(("right", id_, "is raised" if raised else "is lowered"))
    return found


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("people")
    made(here / "tables", PERSONS)
    made(here / "lines.jsonl", PERSONS)
    return here


@pytest.mark.parametrize(
    ("before", "after"),
    [(law("RS"), law("DE")), (law("INT"), law("UG")), (law("DE", day=date(2023, 1, 1)), law("DE", day=DAY))],
    ids=["two States", "no State and one", "two dates"],
)
def test_effects_are_those_that_one_would_count_by_hand(people: Path, before: Law, after: Law) -> None:
    wanted, affected = by_hand(situations(people / "lines.jsonl"), before, after)
    for table in ("tables", "lines.jsonl"):
        for rows in (40, 1000):
            found = compare(people / table, before, after, chunk_rows=rows)
            assert effects(found) == wanted
            assert (found.persons, found.affected) == (PERSONS, affected)


def test_nothing_changes_where_both_sides_are_the_same(people: Path) -> None:
    found = compare(people / "tables", law("RS"), law("RS"))
    assert (found.effects, found.affected, found.persons) == ({}, 0, PERSONS)


def test_what_a_side_leaves_open_is_what_the_rows_say(tmp_path: Path) -> None:
    people = [{**each, "as_of": "2024-05-01"} for each in named_vignettes()]
    table = lines(tmp_path / "people.jsonl", people)
    for before, after in ((law(), law("RS")), (law("RS"), law()), (law(), law(day=DAY))):
        wanted, affected = by_hand(people, before, after)
        found = compare(table, before, after)
        assert (effects(found), found.affected) == (wanted, affected)


# --- a changed copy of the rulebook


def changed(tmp_path: Path, *changes: tuple[str, str, str]) -> Rulebook:
    """A copy of the shipped texts in which something was replaced."""
    texts = tmp_path / "texts"
    shutil.copytree(load().folder, texts)
    for file, old, new in changes:
        path = texts / file
        written = path.read_text("utf-8")
        assert written.count(old) == 1, f"{old} stands {written.count(old)} times in {file}"
        path.write_text(written.replace(old, new), "utf-8")
    return load(texts)


def counted(people: Path, rulebook: Rulebook) -> Comparison:
    before, after = law("RS"), law("RS", rulebook=rulebook)
    found = compare(people / "tables", before, after)
    wanted, affected = by_hand(situations(people / "lines.jsonl"), before, after)
    assert (effects(found), found.affected) == (wanted, affected)
    return found


def without(rulebook: Rulebook, change: Callable[[Rulebook], None]) -> Rulebook:
    core = replace(rulebook.core)
    found = Rulebook(rulebook.folder, rulebook.head, core, rulebook.overlays)
    change(found)
    return found


def drop_right(rulebook: Rulebook, id_: str) -> None:
    rulebook.core.rights = {key: right for key, right in rulebook.core.rights.items() if key != id_}


def test_a_right_that_is_removed_is_lost_by_all_who_had_it(people: Path) -> None:
    found = counted(people, without(load(), lambda rulebook: drop_right(rulebook, "interpretation")))
    assert set(found.effects) == {("right", "interpretation", "loses")}


def test_a_gate_that_is_removed_is_reported_as_opened(people: Path) -> None:
    chosen = "detention_last_resort"

    def drop(rulebook: Rulebook) -> None:
        rulebook.core.gates = {k: v for k, v in rulebook.core.gates.items() if k != chosen}

    found = counted(people, without(load(), drop))
    assert ("gate", chosen, "opens") in found.effects


def test_a_rule_that_is_narrowed_is_lost_by_those_whom_it_leaves_out(people: Path) -> None:
    def narrow(rulebook: Rulebook) -> None:
        rules = dict(rulebook.core.rules)
        child, adult = rules["child"], rules["refugee_1951"]
        rules["refugee_1951"] = replace(adult, when=child.when)
        rulebook.core.rules = rules

    found = counted(people, without(load(), narrow))
    assert any(key[:2] == ("conclusion", "refugee_1951") for key in found.effects)


def test_a_new_category_is_gained_by_those_whom_it_covers(people: Path) -> None:
    def add(rulebook: Rulebook) -> None:
        child = rulebook.core.rules["child"]
        rulebook.core.rules = {**rulebook.core.rules, "young_person": replace(child, id="young_person")}

    found = counted(people, without(load(), add))
    assert {key[:2] for key in found.effects} == {("conclusion", "young_person")}
    sample = found.effects["conclusion", "young_person", "gains"].samples[0]
    assert (sample.before, sample.after) == ("not in this law", "yes")
    assert sample.facts_after


def test_a_new_text_alone_changes_nothing_for_anybody(people: Path, tmp_path: Path) -> None:
    texts = changed(tmp_path, ("rulebook.yaml", "rulebook:", "# a note\nrulebook:"))
    assert compare(people / "tables", law("RS"), law("RS", rulebook=texts)).effects == {}


# --- groups


@pytest.mark.parametrize(
    ("counts", "seen"),
    [
        ({"a": 10, "b": 20}, {"a": 10, "b": 20}),
        ({"a": 3, "b": 20, "c": 9}, {"a": None, "b": 20, "c": None}),
        ({"a": 3, "b": 2, "c": 9}, {"a": None, "b": None, "c": 9}),
        ({"a": 1, "b": 2, "c": 9, "d": 30}, {"a": None, "b": None, "c": None, "d": 30}),
        ({"a": 4, "b": 50}, {"a": None, "b": None}),
        ({"a": 2}, {"a": None}),
        ({}, {}),
    ],
)
def test_a_small_cell_is_kept_back_and_never_alone(
    counts: dict[str, int], seen: dict[str, int | None]
) -> None:
    assert shown(counts) == seen


def test_groups_add_up_and_small_ones_cannot_be_worked_out(people: Path) -> None:
    found = compare(people / "tables", law("RS"), law("DE"), chunk_rows=40)
    assert found.effects
    for effect in found.effects.values():
        for counts in effect.by.values():
            assert sum(counts.values()) == effect.persons
        for name, cells in effect.cells().items():
            kept = effect.persons - sum(n for n in cells.values() if n is not None)
            assert all(n is None or n >= SMALLEST for n in cells.values()), name
            assert kept == 0 or kept >= SMALLEST or effect.persons < SMALLEST


def test_groups_are_by_sex_age_band_and_first_nationality(tmp_path: Path) -> None:
    people: list[Json] = [
        {
            "id": f"{number}",
            "facts": {"sex_gender": sex, "age_years": age},
            "nationalities": [{"id": n}, {"id": "ZW"}],
        }
        for number, (sex, age, n) in enumerate(
            [("female", 4, "NG"), ("male", 5, "NG"), ("male", 60, "SY")] * 5
        )
    ]
    changed = without(load(), lambda rulebook: drop_right(rulebook, EVERYONES))
    table = folder(tmp_path / "people", people, ".csv")
    found = compare(table, law("INT"), law("INT", rulebook=changed))
    effect = found.effects["right", EVERYONES, "loses"]
    assert effect.by == {
        "sex": {"female": 5, "male": 10},
        "age": {"0-4": 5, "5-11": 5, "60+": 5},
        "origin": {"NG": 10, "SY": 5},
    }


def test_samples_name_facts_and_nobody(people: Path) -> None:
    ids = {each["id"] for each in situations(people / "lines.jsonl")}
    found = compare(people / "tables", law("INT"), law("UG"))
    samples = [sample for effect in found.effects.values() for sample in effect.samples]
    assert samples
    facts = load().all_facts
    for sample in samples:
        for name in (*sample.facts_before, *sample.facts_after, *sample.missing_after):
            assert name in facts
        assert not ids & {*sample.facts_before, *sample.facts_after, *sample.missing_after}


# --- bad rows


def test_an_effect_on_very_few_shows_no_reasons(people: Path) -> None:
    found = compare(people / "tables", law("RS"), law("UG"))
    few = [effect for effect in found.effects.values() if effect.persons < SMALLEST]
    assert few, "the caseload must hold a rare effect"
    assert not any(effect.samples for effect in few)


def test_bad_rows_stop_a_comparison_or_are_left_out(tmp_path: Path) -> None:
    rows = [{"id": f"{number}", "age_years": 30} for number in range(20)]
    table = put(tmp_path / "people.csv", [*rows, {"id": "x", "age_years": -1}, {"id": "0", "age_years": 3}])
    with pytest.raises(BadTable) as problem:
        compare(table, law("INT"), law("DE"), chunk_rows=7)
    assert len(problem.value.faults) == 2
    found = compare(table, law("INT"), law("DE"), chunk_rows=7, skip_bad_rows=True)
    assert (found.persons, [bad.row for bad in found.bad]) == (20, [21, 22])
