"""Read CSV with HXL tags: a row such as `#country+code,#affected+refugees+f` below or instead of a header.

Each figure becomes a row of its own with its tag, so that unlike figures stay apart. Tags that are not
known are named and not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from asylon.interchange.cells import BadCell, as_count, as_text, converted, in_the_years, shown
from asylon.interchange.countries import SCHEMES, as_country, check_scheme, weigh
from asylon.interchange.grid import HEADER_WITHIN, Grid, read_grid
from asylon.interchange.report import BadFile, Imported, Note, Report, RowFault, fault
from asylon.interchange.two_letters import as_two_letters
from asylon.rulebook.dates import partial_date
from asylon.rulebook.faults import nearest

FIGURES = ("#affected", "#population", "#inneed", "#targeted", "#reached")
PLACES = ("#adm1", "#adm2", "#adm3", "#adm4", "#adm5", "#loc")
READ = frozenset({*FIGURES, *PLACES, "#country", "#date"})
NOT_READ = frozenset(
    (
        "#indicator",
        "#value",
        "#org",
        "#sector",
        "#subsector",
        "#status",
        "#beneficiary",
        "#access",
        "#service",
        "#modality",
        "#severity",
        "#group",
        "#contact",
        "#item",
    )
)
"""Tags of the standard whose columns hold no number of people."""

SEXES: Mapping[str, str] = {"f": "f", "m": "m", "i": "x"}
AGES = ("infants", "children", "adolescents", "adults", "elderly")
PEOPLE = ("displaced", "idps", "killed", "injured", "refugees", "asylumseekers")
NOT_VERIFIED = ("refugees", "asylumseekers", "origin", "code", "iso3", "pcode", "num")
"""Attributes in use that were not verified with the standard."""

TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+[a-z][a-z0-9_]*)*", re.ASCII | re.IGNORECASE)
ISO3, ISO2 = frozenset({"iso3", "v_iso3"}), frozenset({"iso2", "v_iso2"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and its attributes."""

    name: str
    attributes: frozenset[str]

    def __str__(self) -> str:
        return "+".join([self.name, *sorted(self.attributes)])


def is_tag_row(cells: Sequence[str]) -> bool:
    """Whether a line is a row of tags: every cell that is not empty begins with # and one is a tag."""
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and all(cell.startswith("#") for cell in said) and any(map(TAG.fullmatch, said))


@dataclass(frozen=True, slots=True)
class Tagged:
    """A file with the tag of each column; `scheme` is the list of country codes that it was said to have."""

    grid: Grid
    tags: Sequence[Tag | None]
    scheme: str

    @property
    def figures(self) -> list[int]:
        """The columns with figures."""
        return [place for place, tag in enumerate(self.tags) if tag is not None and tag.name in FIGURES]


def read_hxl(path: Path, *, codes: str | None) -> Imported:
    """Read a file with HXL tags. `codes` says which country codes it has: `iso` or `unhcr`.

    The table has row (of the file), date, country and origin (ISO), place, tag, sex, age, people and value;
    a cell without a figure is no row.

    Raises: BadFile if the file as a whole cannot be used.
    """
    return in_rows(tagged(path, codes=codes))


def tagged(path: Path, *, codes: str | None) -> Tagged:
    """Read the cells and the tags of a file, and nothing of what they mean.

    Raises: BadFile.
    """
    scheme = check_scheme(codes, path.name)
    grid = read_grid(path, is_header=is_tag_row, known="HXL tags, such as #country+code, #affected")
    return Tagged(grid, _tags(grid), scheme)


def in_rows(given: Tagged) -> Imported:
    """Each figure of a tagged file as a row.

    Raises: BadFile if the file as a whole cannot be used.
    """
    grid, tags, scheme, figures = given.grid, given.tags, given.scheme, given.figures
    notes = _tag_notes(grid, tags)
    if not figures:
        raise BadFile([fault("no_figures_tag", grid.file, known=", ".join(FIGURES))])
    _refuse_double(grid, tags, figures)
    faults: list[RowFault] = list(grid.faults)
    beside = {
        "date": _dates(grid, tags, faults),
        "country": _countries(grid, tags, scheme, faults, notes, origin=False),
        "origin": _countries(grid, tags, scheme, faults, notes, origin=True),
        "place": _places(grid, tags, faults),
    }
    table = _long(grid, tags, figures, beside, faults)
    empty = len(figures) * grid.rows - table.num_rows
    notes += [Note("preamble", grid.preamble - 1)] if grid.preamble > 1 else []
    notes += [Note("no_figure", empty)] if empty else []
    if len(figures) > 1:
        notes.append(Note("unlike", len(figures), {"tags": ", ".join(str(tags[place]) for place in figures)}))
    return Imported(table, Report(grid.file, "hxl", scheme, grid.rows, tuple(faults), tuple(notes)))


def _tags(grid: Grid) -> list[Tag | None]:
    """The tag of each column.

    Raises: BadFile for what begins with # and is no tag.
    """
    found: list[Tag | None] = []
    for cell in grid.names:
        if cell and not TAG.fullmatch(cell):
            raise BadFile([fault("bad_tag", grid.file, text=shown(cell))])
        parts = [part.strip() for part in cell.casefold().split("+")] if cell else []
        found.append(Tag(parts[0], frozenset(parts[1:])) if parts else None)
    return found


def _tag_notes(grid: Grid, tags: Sequence[Tag | None]) -> list[Note]:
    known = {*READ, *NOT_READ}
    unknown = []
    for tag in tags:
        if tag is not None and (tag.name not in known or tag.name in NOT_READ):
            near = None if tag.name in known else nearest(tag.name, known)
            unknown.append(f"{tag} (did you mean {near}?)" if near else str(tag))
    odd = [str(tag) for tag in tags if tag is not None and tag.attributes & set(NOT_VERIFIED)]
    untagged = sum(tag is None for tag in tags)
    notes = [
        Note("unknown_tags", len(unknown), {"tags": ", ".join(unknown)}),
        Note("unverified_tags", len(odd), {"tags": ", ".join(odd)}),
        Note("untagged", untagged),
    ]
    return [note for note in notes if note.count]


def _refuse_double(grid: Grid, tags: Sequence[Tag | None], figures: Sequence[int]) -> None:
    first: dict[str, int] = {}
    for place in figures:
        tag = str(tags[place])
        if tag in first:
            told: dict[str, Any] = {"first": f"column {first[tag] + 1}", "second": f"column {place + 1}"}
            raise BadFile([fault("duplicate_column", grid.file, column=tag, **told)])
        first[tag] = place


def _columns(tags: Sequence[Tag | None], name: str, *, without: frozenset[str] = frozenset()) -> list[int]:
    return [
        place
        for place, tag in enumerate(tags)
        if tag is not None and tag.name == name and not tag.attributes & without
    ]


def _dates(grid: Grid, tags: Sequence[Tag | None], faults: list[RowFault]) -> Sequence[str | None]:
    places = _columns(tags, "#date")
    if not places:
        return [None] * grid.rows
    return converted(grid, str(tags[places[0]]), grid.columns[places[0]], _as_date, faults)


def _as_date(cell: object) -> str | None:
    said = as_text(cell)
    if not said:
        return None
    read = partial_date(said)
    if read is None:
        raise BadCell("bad_day", text=shown(said))
    in_the_years(read.first)
    return said


def _countries(
    grid: Grid,
    tags: Sequence[Tag | None],
    scheme: str,
    faults: list[RowFault],
    notes: list[Note],
    *,
    origin: bool,
) -> Sequence[str | None]:
    """The codes of one end as ISO codes; without such a column, nothing is known.

    Raises: BadFile if the codes are those of the other list.
    """
    coded = {"code", *ISO3, *ISO2}
    ours = [
        (place, tag)
        for place, tag in enumerate(tags)
        if tag is not None and tag.name == "#country" and ("origin" in tag.attributes) == origin
    ]
    with_code = [(place, tag) for place, tag in ours if tag.attributes & coded]
    if not with_code:
        return [None] * grid.rows
    place, tag = with_code[0]
    if tag.attributes & ISO2:
        return converted(grid, str(tag), grid.columns[place], as_two_letters, faults)
    if tag.attributes & ISO3 and scheme != "iso":
        said: dict[str, Any] = {"other": "ISO", "said": SCHEMES[scheme]}
        raise BadFile([fault("header_says", grid.file, column=str(tag), **said)])
    named = next((grid.columns[at] for at, each in ours if not each.attributes & coded), None)
    pairs = (
        (str(code).strip(), None if named is None else str(named[at]), grid.numbers[at])
        for at, code in enumerate(grid.columns[place])
    )
    found = weigh(grid.file, str(tag), scheme, pairs)
    if found.faults:
        raise BadFile(found.faults)
    if found.undecided:
        told = {"said": SCHEMES[scheme], "codes": ", ".join(found.undecided)}
        notes.append(Note("undecided", len(found.undecided), told))
    return converted(grid, str(tag), grid.columns[place], as_country(scheme, may_be_empty=True), faults)


def _places(grid: Grid, tags: Sequence[Tag | None], faults: list[RowFault]) -> Sequence[str | None]:
    codes = frozenset({"code", "pcode", "v_pcode"})
    columns = [
        converted(grid, str(tags[at]), grid.columns[at], as_text, faults)
        for name in PLACES
        for at in _columns(tags, name, without=codes)[:1]
    ]
    if not columns:
        return [None] * grid.rows
    return [" / ".join(part for part in parts if part) or None for parts in zip(*columns, strict=True)]


def _long(
    grid: Grid,
    tags: Sequence[Tag | None],
    figures: Sequence[int],
    beside: Mapping[str, Sequence[str | None]],
    faults: list[RowFault],
) -> pa.Table:
    rows: list[dict[str, Any]] = []
    for place in figures:
        tag = tags[place]
        if tag is None:
            continue
        values = converted(grid, str(tag), grid.columns[place], as_count, faults)
        told = {
            "tag": str(tag),
            "sex": next((SEXES[each] for each in SEXES if each in tag.attributes), None),
            "age": next((each for each in AGES if each in tag.attributes), None),
            "people": next((each for each in PEOPLE if each in tag.attributes), None),
        }
        first: dict[tuple[str | None, ...], int] = {}
        for at, value in enumerate(values):
            if value is None:
                continue
            here = {name: cells[at] for name, cells in beside.items()}
            key = tuple(here.values())
            if key in first:
                said = ", ".join(each or "(empty)" for each in key)
                where: dict[str, Any] = {"row": grid.numbers[at], "column": str(tag)}
                faults.append(fault("duplicate_row", grid.file, **where, first=first[key], key=said))
                continue
            first[key] = grid.numbers[at]
            rows.append({"row": grid.numbers[at], **here, **told, "value": value})
    text = ("date", "country", "origin", "place", "tag", "sex", "age", "people")
    fields = [("row", pa.int32()), *((name, pa.string()) for name in text), ("value", pa.int64())]
    schema = pa.schema(fields)
    return pa.Table.from_pylist(rows, schema)


__all__ = ["FIGURES", "HEADER_WITHIN", "Tag", "Tagged", "in_rows", "is_tag_row", "read_hxl", "tagged"]
