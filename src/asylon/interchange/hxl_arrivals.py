"""Read arrivals from CSV with HXL tags, into the table that plain tables of arrivals give.

HXL says neither whether a figure was counted nor where it is from: whoever brings the file says both. Its
words of age are loose on purpose ("does adolescence end at 16 or 18?", HXL hashtag dictionary 1.0 of
18 March 2016, 2.1), so they become spans that are safe: under 18, from 18, or not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from asylon.interchange.cells import MOST_FAULTS, shown
from asylon.interchange.hxl import ISO2, ISO3, NOT_READ, PLACES, READ, Tag, Tagged, in_rows, tagged
from asylon.interchange.report import BadFile, Imported, Note, Report, RowFault, fault
from asylon.rulebook.dates import partial_date
from asylon.rulebook.faults import nearest

NO_ARRIVALS = frozenset({"displaced", "idps", "killed", "injured"})
"""Words after `#affected` for people of whom nobody can tell that they came over a border."""
AGES: Mapping[str | None, tuple[int | None, int | None]] = {
    None: (None, None),
    "infants": (0, 17),
    "children": (0, 17),
    "adolescents": (None, None),
    "adults": (18, None),
    "elderly": (18, None),
}
BASES = ("counted", "estimated")
SCHEMA = pa.schema(
    [
        ("day", pa.date32()),
        ("place", pa.string()),
        ("origin", pa.string()),
        ("sex", pa.string()),
        ("age", pa.string()),
        ("age_from", pa.int16()),
        ("age_to", pa.int16()),
        ("persons", pa.int64()),
        ("basis", pa.string()),
        ("source", pa.string()),
    ]
)


def read_hxl_arrivals(path: Path, *, codes: str | None, host: str, basis: str, source: str) -> Imported:
    """Read arrivals at one host. `codes` is `iso` or `unhcr`; `basis` is `counted` or `estimated`.

    `host` is an ISO code; a row of another country is a fault. The table has the columns of
    `asylon.interchange.arrivals`.

    Raises: BadFile if the file as a whole cannot be used.
    """
    given = tagged(path, codes=codes)
    _refuse_what_is_missing(given, basis=basis, source=source.strip())
    read = in_rows(given)
    report = read.report
    arrived = {str(tag) for tag in given.tags if _counts_arrivals(tag)}
    rows = [row for row in read.rows() if row["tag"] in arrived]
    faults = list(report.faults)
    _refuse_rows(rows, report.file, host, faults, dates=_tag_named(given, "#date"))
    notes = [*(note for note in report.notes if note.code != "unlike"), *_notes(given, rows)]
    made = [] if faults else [_arrivals(row, basis, source.strip()) for row in rows]
    table = pa.Table.from_pylist(made, SCHEMA)
    return Imported(table, Report(report.file, "hxl", report.codes, report.rows, tuple(faults), tuple(notes)))


def _refuse_what_is_missing(given: Tagged, *, basis: str, source: str) -> None:
    file, tags = given.grid.file, [tag for tag in given.tags if tag is not None]
    strange = {tag.name for tag in tags} - READ - NOT_READ
    # Passed over, a misspelt column of women would be women who never came.
    faults = [
        fault("unknown_tag", file, column=str(tag), meant=near, tag=str(tag))
        for tag in tags
        if tag.name in strange and (near := nearest(tag.name, ("#affected", "#country")))
    ]
    if not any(tag.name == "#date" for tag in tags):
        faults.append(fault("missing_tag", file, meant=nearest("#date", strange), tag="#date"))
    if not any(tag.name in PLACES for tag in tags):
        faults.append(fault("missing_tag", file, meant=nearest("#adm1", strange), tag="#adm1"))
    if not any(_counts_arrivals(given.tags[place]) for place in given.figures):
        faults.append(fault("no_arrivals_tag", file))
    dates = [place for place, tag in enumerate(given.tags) if tag is not None and tag.name == "#date"]
    if len(dates) > 1:
        first, second = (f"column {place + 1}" for place in dates[:2])
        faults.append(fault("duplicate_column", file, column="#date", first=first, second=second))
    faults += [] if basis in BASES else [fault("no_basis", file)]
    faults += [] if source else [fault("no_source", file)]
    if faults:
        raise BadFile(faults)


def _counts_arrivals(tag: Tag | None) -> bool:
    return tag is not None and tag.name == "#affected" and not tag.attributes & NO_ARRIVALS


def _refuse_rows(
    rows: Iterable[Mapping[str, Any]], file: str, host: str, faults: list[RowFault], *, dates: str
) -> None:
    told = {(each.row, each.column) for each in faults}
    no_place = {at for at, column in told if column.split("+")[0] in PLACES}
    seen: set[int] = set()
    for row in rows:
        number = row["row"]
        if number in seen or len(faults) >= MOST_FAULTS:
            continue
        seen.add(number)
        if row["date"] is None and (number, dates) not in told:
            faults.append(fault("no_value", file, row=number, column=dates))
        elif row["date"] is not None and _day(row["date"]) is None:
            faults.append(fault("bad_day", file, row=number, column=dates, text=shown(row["date"])))
        if row["place"] is None and number not in no_place:
            faults.append(fault("no_value", file, row=number, column="#adm1"))
        if row["country"] not in (None, host):
            faults.append(
                fault("other_host", file, row=number, column="#country", found=row["country"], host=host)
            )


def _day(text: str) -> date | None:
    """A whole day; a month or a year is none."""
    read = partial_date(text)
    return read.first if read is not None and read.first == read.last else None


def _tag_named(given: Tagged, name: str) -> str:
    return next(str(tag) for tag in given.tags if tag is not None and tag.name == name)


def _arrivals(row: Mapping[str, Any], basis: str, source: str) -> dict[str, Any]:
    first, last = AGES[row["age"]]
    return {
        "day": _day(row["date"]),
        "place": row["place"],
        "origin": row["origin"],
        "sex": row["sex"],
        "age": row["age"],
        "age_from": first,
        "age_to": last,
        "persons": row["value"],
        "basis": basis,
        "source": source,
    }


def _notes(given: Tagged, rows: Sequence[Mapping[str, Any]]) -> list[Note]:
    others = [str(given.tags[at]) for at in given.figures if not _counts_arrivals(given.tags[at])]
    ages = sorted({row["age"] for row in rows if row["age"] is not None})
    together: dict[tuple[Any, ...], dict[str, None]] = defaultdict(dict)
    splits: dict[tuple[Any, ...], set[tuple[bool, bool]]] = defaultdict(set)
    places: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for row in rows:
        together[row["sex"], AGES[row["age"]]][row["tag"]] = None
        about = (row["date"], row["place"], row["origin"])
        splits[about].add((row["sex"] is None, row["age"] is None))
        if row["origin"] is not None:
            places[row["date"], row["origin"]].add(row["place"])
    added = [tag for tags in together.values() if len(tags) > 1 for tag in tags]
    coded = {"code", *ISO2, *ISO3}
    by_origin = any(
        tag is not None
        and tag.name == "#country"
        and "origin" in tag.attributes
        and bool(tag.attributes & coded)
        for tag in given.tags
    )
    notes = [
        Note("no_arrivals", len(others), {"tags": ", ".join(others)}),
        Note("no_origin", int(not by_origin)),
        Note("ages_in_words", len(ages), {"ages": ", ".join(ages)}),
        Note("added_up", len(added), {"tags": ", ".join(added)}),
        Note("total_and_parts", sum(len(each) > 1 for each in splits.values())),
        Note("two_places", sum(len(each) > 1 for each in places.values())),
    ]
    return [note for note in notes if note.count]
