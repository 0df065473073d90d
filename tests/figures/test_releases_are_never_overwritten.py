"""A release is kept whole or not at all, and nothing takes its place."""

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.figures import BadFigures, Manifest, Release, Store
from asylon.figures.keeping import content_of, keep
from asylon.figures.manifest import FILE, as_json
from asylon.figures.store import SHIPPED, natural

INVENTED = pa.table({"iso3": ["AUT", "SRB"], "population": [9_000_000, 6_600_000]})


def manifest(release: str = "2026", source: str = "invented", **more: Any) -> Manifest:
    told: dict[str, Any] = {
        "title": "Invented figures",
        "licence": "none",
        "attribution": "Invented for a test",
        "retrieved": date(2026, 11, 22),
    }
    return Manifest(source=source, release=release, **(told | more))


@pytest.fixture
def office(tmp_path: Path) -> Store:
    return Store(tmp_path / "figures")


def test_every_shipped_file_is_the_one_of_its_manifest() -> None:
    for release in Store().releases():
        assert release.ships
        for name, kept in release.manifest.files.items():
            assert hashlib.sha256((release.folder / name).read_bytes()).hexdigest() == kept.sha256
        assert {path.name for path in release.folder.iterdir()} == {*release.manifest.files, FILE}


def test_the_content_of_every_shipped_table_is_the_one_of_its_manifest() -> None:
    for release in Store().releases():
        for name in release.tables:
            assert content_of(release.table(name)) == release.manifest.files[f"{name}.parquet"].content


def test_every_shipped_release_says_its_licence_and_what_must_be_shown() -> None:
    for release in Store().releases():
        told = release.manifest
        assert told.title
        assert told.licence
        assert told.attribution
        assert told.changes
        assert told.origin


def test_the_shipped_figures_are_small() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) < 4_500_000


def test_the_shipped_sources(store: Store) -> None:
    assert store.sources() == ("factbook", "geo", "pwt", "unhcr", "worldbank")
    assert store.newest("unhcr").name == "unhcr/2025.12.1"


def test_what_is_kept_can_be_read_back(office: Store) -> None:
    kept = keep(office, manifest=manifest(), tables={"indicators": INVENTED})

    assert kept.added
    assert office.release("invented", "2026").table("indicators").to_pylist() == INVENTED.to_pylist()
    assert office.newest("invented").source.attribution == "Invented for a test"
    assert not kept.release.ships


def test_the_same_content_again_adds_nothing(office: Store) -> None:
    first = keep(office, manifest=manifest(), tables={"indicators": INVENTED})
    before = {path: path.stat().st_mtime_ns for path in first.release.folder.rglob("*")}

    again = keep(office, manifest=manifest(), tables={"indicators": INVENTED.take([1, 0])})
    renamed = keep(office, manifest=manifest("2027"), tables={"indicators": INVENTED})

    assert not again.added
    assert not renamed.added
    assert renamed.release.name == "invented/2026"
    assert {path: path.stat().st_mtime_ns for path in first.release.folder.rglob("*")} == before
    assert len(office.of("invented")) == 1


def test_the_same_name_with_other_content_is_refused_and_a_later_name_offered(office: Store) -> None:
    first = keep(office, manifest=manifest(), tables={"indicators": INVENTED})
    other = INVENTED.set_column(1, "population", pa.array([9_000_001, 6_600_000]))

    with pytest.raises(BadFigures, match=r"never overwritten; nothing was written.*--release 2026\.r2"):
        keep(office, manifest=manifest(), tables={"indicators": other})

    assert first.release.table("indicators").to_pylist() == INVENTED.to_pylist()
    later = keep(office, manifest=manifest("2026.r2"), tables={"indicators": other})
    assert later.added
    assert office.newest("invented").name == "invented/2026.r2"
    with pytest.raises(BadFigures, match=r"2026\.r3"):
        keep(office, manifest=manifest(), tables={"indicators": other.slice(0, 1)})


def test_a_shipped_release_cannot_be_replaced_either(office: Store) -> None:
    shipped = office.newest("worldbank").table("indicators")

    again = keep(office, manifest=manifest("1960-2022", "worldbank"), tables={"indicators": shipped})
    assert not again.added
    with pytest.raises(BadFigures, match="never overwritten"):
        keep(
            office,
            manifest=manifest("1960-2022", "worldbank"),
            tables={"indicators": shipped.slice(1)},
        )
    assert office.folder is not None
    assert not list(office.folder.rglob("*.parquet"))


def test_nothing_is_left_where_writing_fails(office: Store, tmp_path: Path) -> None:
    (tmp_path / "figures").write_text("a file stands in the way")

    with pytest.raises(BadFigures, match="cannot be written"):
        keep(office, manifest=manifest(), tables={"indicators": INVENTED})

    assert [path.name for path in tmp_path.iterdir()] == ["figures"]


def test_work_that_was_stopped_is_no_release(office: Store) -> None:
    kept = keep(office, manifest=manifest(), tables={"indicators": INVENTED}).release
    shutil.copytree(kept.folder, kept.folder.parent / ".unfinished-abc")

    assert [release.name for release in office.of("invented")] == ["invented/2026"]


def test_a_file_that_was_changed_is_not_read(office: Store) -> None:
    kept = keep(office, manifest=manifest(), tables={"indicators": INVENTED}).release
    pq.write_table(INVENTED.slice(0, 1), kept.folder / "indicators.parquet")

    with pytest.raises(BadFigures, match="not the one that was kept"):
        office.release("invented", "2026").table("indicators")


def test_a_file_that_is_missing_is_told(office: Store) -> None:
    kept = keep(office, manifest=manifest(), tables={"indicators": INVENTED}).release
    (kept.folder / "indicators.parquet").unlink()

    with pytest.raises(BadFigures, match="is missing"):
        office.release("invented", "2026").table("indicators")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"manifest": 2}',
        b'{"manifest": 1}',
        b"\xff\xfe",
        b'{"manifest": 1, "source": "../..", "release": "x", "files": {}}',
        b"[" * 100_000,
    ],
)
def test_a_manifest_that_is_none_is_refused(office: Store, content: bytes) -> None:
    kept = keep(office, manifest=manifest(), tables={"indicators": INVENTED}).release
    (kept.folder / FILE).write_bytes(content)

    with pytest.raises(BadFigures):
        office.releases()


def test_a_manifest_cannot_point_out_of_its_folder(office: Store) -> None:
    kept = keep(office, manifest=manifest(), tables={"indicators": INVENTED}).release
    told = as_json(kept.manifest)
    told["files"] = {"../../secret": {"sha256": "0"}}
    (kept.folder / FILE).write_text(json.dumps(told))

    with pytest.raises(BadFigures, match="cannot be the name of a file"):
        office.releases()


def test_a_release_that_lies_elsewhere_than_it_says_is_refused(office: Store) -> None:
    kept = keep(office, manifest=manifest(), tables={"indicators": INVENTED}).release
    kept.folder.rename(kept.folder.with_name("2027"))

    with pytest.raises(BadFigures, match="lies in invented/2027"):
        office.releases()


@pytest.mark.parametrize("name", ["", "..", "a/b", "/etc", ".hidden", "x" * 65, "a\0b", "a b", "ä"])
def test_a_name_that_could_lead_out_of_the_folder_is_refused(office: Store, name: str) -> None:
    with pytest.raises(BadFigures, match="cannot be the name"):
        keep(office, manifest=manifest(name), tables={"indicators": INVENTED})
    with pytest.raises(BadFigures, match="cannot be the name"):
        keep(office, manifest=manifest(source=name), tables={"indicators": INVENTED})


def test_a_release_that_is_not_there_is_told_with_those_that_are(store: Store) -> None:
    with pytest.raises(BadFigures, match=r"there are: 2025\.12\.1"):
        store.release("unhcr", "2031")
    with pytest.raises(BadFigures, match="did you mean 'unhcr'"):
        store.newest("unhrc")
    with pytest.raises(BadFigures, match="it has: asylum_applications"):
        store.newest("unhcr").table("everything")


def test_the_newest_that_has_a_table(office: Store) -> None:
    keep(office, manifest=manifest(), tables={"indicators": INVENTED, "others": INVENTED})
    keep(office, manifest=manifest("2027"), tables={"indicators": INVENTED.slice(1)})

    assert office.newest("invented").manifest.release == "2027"
    assert office.newest("invented", having="others").manifest.release == "2026"
    with pytest.raises(BadFigures, match="no table 'flows'"):
        office.newest("invented", having="flows")


def test_the_newest_goes_by_the_day_and_then_by_the_number(office: Store) -> None:
    for number, release in enumerate(["2025.12", "2025.9", "2025.10"]):
        keep(office, manifest=manifest(release), tables={"indicators": INVENTED.slice(0, number)})
    assert [each.manifest.release for each in office.of("invented")] == ["2025.9", "2025.10", "2025.12"]

    late = manifest("1999", published=date(2026, 12, 1))
    keep(office, manifest=late, tables={"others": INVENTED})
    assert office.newest("invented").manifest.release == "1999"


def test_what_an_office_imported_stays_when_the_product_ships_the_same_name(
    office: Store, unhcr: Release
) -> None:
    assert office.folder is not None
    home = office.folder / "worldbank"
    shutil.copytree(Store().newest("worldbank").folder, home / "1960-2022")

    assert not office.release("worldbank", "1960-2022").ships
    assert office.release("unhcr", unhcr.manifest.release).ships


def test_two_at_once_keep_one_release(office: Store) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as threads:
        made = [
            threads.submit(keep, office, manifest=manifest(), tables={"indicators": INVENTED})
            for _ in range(4)
        ]
    kept = [each.result() for each in made]

    assert sum(each.added for each in kept) == 1
    assert office.folder is not None
    assert [path.name for path in (office.folder / "invented").iterdir()] == ["2026"]


@given(
    rows=st.lists(st.tuples(st.text(max_size=3), st.none() | st.integers(-9, 9)), max_size=6), data=st.data()
)
def test_the_hash_of_a_content_does_not_depend_on_order_width_or_encoding(
    rows: list[tuple[str, int | None]], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(rows))

    def table(of: list[tuple[str, int | None]], width: pa.DataType) -> pa.Table:
        return pa.table(
            {"a": pa.array([a for a, _ in of], pa.string()), "b": pa.array([b for _, b in of], width)}
        )

    plain, other = table(rows, pa.int64()), table(mixed, pa.int16())
    coded = other.set_column(0, "a", other.column("a").dictionary_encode())

    assert content_of(plain) == content_of(other) == content_of(coded.select(["b", "a"]))


@given(value=st.none() | st.integers(-5, 5), other=st.none() | st.integers(-5, 5))
def test_other_content_has_another_hash_and_null_is_not_zero(value: int | None, other: int | None) -> None:
    hashes = {content_of(pa.table({"a": pa.array([each], pa.int64())})) for each in (value, other)}

    assert len(hashes) == len({value, other})


def test_nothing_is_not_the_empty_text() -> None:
    assert content_of(pa.table({"a": pa.array([None], pa.string())})) != content_of(pa.table({"a": [""]}))


def test_names_are_ordered_by_their_numbers() -> None:
    assert sorted(["2025.12", "2025.9", "2025.9.1"], key=natural) == ["2025.9", "2025.9.1", "2025.12"]
