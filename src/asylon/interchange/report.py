"""What a reader says about a file: faults by row and column, and notes. The sentences are made late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asylon.rulebook.faults import BadInput, Fault

if TYPE_CHECKING:
    import pyarrow as pa

FAULTS: Mapping[str, str] = {
    # files
    "unreadable": "cannot be read: {problem}",
    "too_large": "is larger than {most}; cut it into parts",
    "empty": "there is nothing here to read",
    "no_rows": "has a header and no rows",
    "other_format": "{found}; {wanted}",
    "not_utf8": "is not UTF-8 text (line {line}); save it as UTF-8",
    "nul": "there is a NUL byte in line {line}; save the file as plain UTF-8 text",
    "csv_syntax": "line {line} is not CSV: {problem}",
    "no_ending": "ends neither in .csv nor in .parquet, so it is not read",
    "semicolons": "its columns seem to be separated by '{sign}'; save it with commas",
    "no_header": "no line of the first {most} has the columns of a table known here: {known}",
    "which_table": "this may be {tables}; say which with --table",
    "other_table": "this is no table of {table}: it has no column {column}",
    "wrong_column": "holds {found}, which no table here has",
    "missing_column": "is missing",
    "duplicate_column": "stands here twice ({first} and {second}); keep one",
    "same_table_twice": "holds the table {table}, as {first} does; import them one after the other",
    # rows
    "ragged": "has {found} cells and the header has {wanted}",
    "duplicate_row": "says the same as row {first} ({key}); a key stands only once",
    # cells
    "not_number": "'{text}' is no number; write digits only",
    "fraction": "{text} is not whole; people and years are",
    "negative": "{text} is negative",
    "too_many": "{text} is more than a count of people can be",
    "bad_year": "'{text}' is no year from {first} to {last}",
    "bad_day": "'{text}' is no day; write it as 2026-11-22",
    "no_value": "is empty",
    "no_code": "is empty; a code is needed here. If it was NA: that is a code, and reading it as empty "
    "lost it",
    "bad_code": "'{text}' is no code; it takes {wanted}",
    "control": "has a sign that cannot be printed",
    "too_long": "has {length} signs; {most} are the most",
    "formula": "'{text}' looks like a formula of a spreadsheet; write the value",
    "bad_age": "'{text}' is no age; write 7, 0-17, 60+ or leave it empty",
    "bad_word": "'{text}' is none of {wanted}",
    # countries
    "no_scheme": "say which country codes the file has: iso or unhcr (--codes). Both lists have {both} "
    "and mean "
    "other countries by them, so it is not guessed",
    "unknown_scheme": "'{text}' is no list of country codes; there are: iso, unhcr",
    "wrong_scheme": "holds codes that only {other} has ({codes}), and the file was said to have {said} "
    "codes; "
    "if it has {other} codes, say --codes {word}",
    "header_says": "says by its name that it has {other} codes, and the file was said to have {said} codes",
    "names_disagree": "'{text}' stands for {name} here, and as a {said} code it is {meaning}; look which "
    "codes the file has",
    "codes_disagree": "{unhcr} (UNHCR) and {iso} (ISO) are not the same country",
    "unknown_country": "'{text}' is no country code of {said}",
    "all_in_one": "'-' stands for all countries together; download the file with each country by itself",
    "kosovo": "UNK stands for Kosovo here, and it is the code of unknown origin; write XKX, or SRB "
    "where it is "
    "counted with Serbia",
    "two_letters": "'{text}' is no two-letter country code",
    # HXL
    "no_figures_tag": "no column has a tag for figures: {known}",
    "missing_tag": "no column has the tag {tag}, which arrivals need",
    "unknown_tag": "{tag} is no tag that is read here",
    "no_arrivals_tag": "no column counts people who arrived; such a column has the tag #affected, "
    "#affected+refugees or #affected+asylumseekers",
    "no_basis": "a file with HXL tags does not say whether its figures are counted or estimated; say which",
    "no_source": "a file with HXL tags does not say where its figures are from; name the source",
    "other_host": "this row is of {found}, and the file was said to be of {host}; send each country by "
    "itself",
    "bad_tag": "'{text}' is no HXL tag",
}

NOTES: Mapping[str, str] = {
    "preamble": "lines before the header, left out: {count}",
    "unread_columns": "columns that are not read: {columns}",
    "absent_measures": "not in the file, so without a figure, which is not zero: {columns}",
    "no_figure": "cells without a figure, which is not zero: {count}",
    "hidden": "cells that the file keeps back ('*', 1 to 4 people), read as no figure: {count}",
    "small_numbers": "cells that are 0 or 5, and may stand for any number from 1 to 4: {count}",
    "hidden_values_shown": "cells from 1 to 4, which UNHCR never publishes, as they may give people away: "
    "{count}",
    "not_adding_up": "rows whose parts differ from their total, kept as they are: {count}",
    "cases": "rows that count cases (C) and not persons, never to be added to persons: {count}",
    "not_split": "rows without a split by sex: {count}; by age: {ages}; their zeros mean not known",
    "outside_iso": "rows of an origin that is no country: {codes}",
    "kosovo_in_serbia": "UNHCR counts Kosovo (S/RES/1244 (1999)) under SRB",
    "unknown_origin": "rows with an empty code and the name of unknown origin, read as UNK: {count}",
    "stock_breaks": "jumps by {factor} times or more and {least} persons or more: {count}, such as {example}",
    "rounded_years": "years whose figures are rounded, often to thousands: {years}",
    "undecided": "nothing in the file shows which codes it has: {codes} mean other countries in the other "
    "list, and you said {said}",
    "differs": "{table}: {what} are {one} in all, and {other} in the table of population; both are kept",
    "unverified_tags": "tags whose use was not verified with the HXL standard: {tags}",
    "unknown_tags": "tags that are not read: {tags}",
    "untagged": "columns without a tag, not read: {count}",
    "unlike": "figures of different tags are not added up: {tags}",
    "no_number": "rows that say that people arrived and not how many: {count}",
    "estimated": "rows that are estimates: {count}",
    "around_18": "rows of an age that may lie on either side of 18, so possibly children: {count}",
    "total_and_parts": "totals beside rows by sex or age of the same day, place, origin and source: {count}; "
    "adding all of them counts people twice",
    "two_sources": "days and places with figures of more than one source: {count}; adding them counts people "
    "twice",
    "no_origin": "no column says where people came from (#country+code+origin), so nobody's origin is known",
    "no_arrivals": "columns that count no arrivals and are left out: {tags}",
    "ages_in_words": "HXL gives ages in words and fixes no years; read as under 18: infants, children; as "
    "from 18: adults, elderly; as not known: adolescents. In the file: {ages}",
    "added_up": "columns of one sex and age that are added up: {tags}; whoever stands in two of them counts "
    "twice",
    "two_places": "days on which people of one origin were counted at more than one place: {count}; whoever "
    "crosses two borders counts once",
    "flags": "figures with a flag of the source: {count} ({flags})",
    "aggregates": "rows that are no country, left out: {codes}",
}


@dataclass(frozen=True, slots=True)
class RowFault(Fault):
    """One thing that is wrong with a file; `row` counts from 1 below the header, 0 is the whole file."""

    row: int = 0
    column: str = ""

    def problem(self) -> str:
        """Say in English what is wrong and what may have been meant, without the place."""
        hint = f"; did you mean '{self.meant}'?" if self.meant else ""
        return FAULTS[self.code].format_map(self.values) + hint


def fault(
    code: str, file: str, *, row: int = 0, column: str = "", meant: str | None = None, **values: object
) -> RowFault:
    """Make a fault with its place in words."""
    parts = [f"row {row}"] if row else []
    parts += [f"column {column}"] if column else []
    place = ": ".join([file, ", ".join(parts)] if parts else [file])
    return RowFault(code, place, values, meant, row, column)


class BadFile(BadInput):
    """A file that cannot be used, with every fault that was found."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something unusual that stays as it is; `count` says how often."""

    code: str
    count: int = 0
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self) -> str:
        """Say in English what was noticed."""
        return NOTES[self.code].format_map({"count": f"{self.count:,}", **self.values})


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one file."""

    file: str
    kind: str
    codes: str
    rows: int
    faults: tuple[RowFault, ...] = ()
    notes: tuple[Note, ...] = ()

    def note(self, code: str) -> Note | None:
        """The note of this code, if there is one."""
        return next((each for each in self.notes if each.code == code), None)


@dataclass(frozen=True, slots=True)
class Imported:
    """The table of one file, with ISO codes, and the report on it.

    With faults in the report, rows that do not fit are left out of the table: it is not to be used.
    """

    table: pa.Table
    report: Report

    def whole(self) -> Imported:
        """This, if every row fits.

        Raises: BadFile with the faults.
        """
        if self.report.faults:
            raise BadFile(self.report.faults)
        return self

    def rows(self) -> list[dict[str, object]]:
        """The rows as plain data."""
        found: list[dict[str, object]] = self.table.to_pylist()
        return found
