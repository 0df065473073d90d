"""What is wrong with a file of arrivals, and what is unusual about it, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.interchange.report import Note, RowFault
from asylon.responses.library_faults import Sentences, filled
from asylon.rulebook.faults import Fault
from asylon.web.responses.countries import country_name

SENTENCES: dict[str, str | Promise] = {
    "too_large": _("This is larger than %(most)s. Cut it into parts."),
    "empty": _("There is nothing in this file."),
    "no_rows": _("This file has a header and no rows."),
    "other_format": _("This is no CSV file, whatever its name says. Save the table as CSV in UTF-8."),
    "not_utf8": _("Line %(line)s is not UTF-8 text. Save the file as UTF-8."),
    "nul": _("There is a NUL byte in line %(line)s. Save the file as plain UTF-8 text."),
    "csv_syntax": _("Line %(line)s is not CSV. Look at its commas and quotation marks."),
    "no_ending": _("Only CSV is read here. Save the table as CSV in UTF-8."),
    "semicolons": _("The columns are not separated by commas. Save the file with commas."),
    "no_header": _("None of the first %(most)s lines has the columns that are known here: %(known)s."),
    "missing_column": _("This column is missing."),
    "duplicate_column": _("This column stands here twice (%(first)s, %(second)s). Keep one."),
    "ragged": _("This row has %(found)s cells and the header has %(wanted)s."),
    "duplicate_row": _("This says the same as row %(first)s (%(key)s). Keep one of the two."),
    "not_number": _("“%(text)s” is no number. Write digits only."),
    "fraction": _("“%(text)s” is not whole. There are no parts of people."),
    "negative": _("“%(text)s” is below zero."),
    "too_many": _("“%(text)s” is more than a number of people can be."),
    "bad_year": _("“%(text)s” is no year from %(first)s to %(last)s."),
    "bad_day": _("“%(text)s” is no day. Write it like 2026-11-22."),
    "no_value": _("This is empty, and something must stand here."),
    "no_code": _("This is empty, and a code must stand here. If it was NA: that is a code, write it again."),
    "control": _("This holds a sign that cannot be printed. Take it out."),
    "too_long": _("This has %(length)s signs; %(most)s are the most."),
    "formula": _("“%(text)s” looks like a formula of a spreadsheet. Write its value."),
    "bad_age": _("“%(text)s” is no age. Write 7, 0-17 or 60+, or leave it empty."),
    "bad_word": _("“%(text)s” is none of the words that can stand here: %(wanted)s."),
    "no_scheme": _("Say which country codes stand in the file. The same letters mean other countries."),
    "unknown_scheme": _("“%(text)s” is no list of country codes. There are ISO and UNHCR."),
    "wrong_scheme": _(
        "These codes are known to %(other)s only: %(codes)s. You said that the file has %(said)s codes. "
        "Look which ones it has; a file has codes of one list."
    ),
    "header_says": _(
        "By its name, this column has %(other)s codes. You said that the file has %(said)s codes."
    ),
    "names_disagree": _(
        "“%(text)s” stands for %(name)s here; as a %(said)s code it is %(meaning)s. "
        "Look which codes the file has."
    ),
    "codes_disagree": _("%(unhcr)s (UNHCR) and %(iso)s (ISO) are not the same country."),
    "unknown_country": _("“%(text)s” is no country code of %(said)s."),
    "all_in_one": _("“-” stands for all countries together. Take a file with each country by itself."),
    "kosovo": _(
        "UNK is the code of an origin that is not known, and it stands for Kosovo here. Write XKX, or SRB "
        "where it is counted with Serbia."
    ),
    "two_letters": _("“%(text)s” is no country code of two letters."),
    "no_figures_tag": _("No column has a tag for figures. There are: %(known)s."),
    "bad_tag": _("“%(text)s” is no HXL tag."),
    "missing_tag": _("No column has the tag %(tag)s, and arrivals need one."),
    "unknown_tag": _("%(tag)s is no tag that is read here, and its column would be lost."),
    "no_arrivals_tag": _(
        "No column counts people who arrived. Such a column has the tag #affected, #affected+refugees or "
        "#affected+asylumseekers."
    ),
    "no_basis": _(
        "A file with HXL tags does not say whether people were counted or estimated. Choose it below."
    ),
    "no_source": _("A file with HXL tags does not say where its figures are from. Name the source below."),
    "other_host": _(
        "This row is about %(found)s, and you said that the file is about %(host)s. "
        "Send each country by itself."
    ),
}
RARE = frozenset(
    (
        # of the disk, and of the tables of UNHCR and others, which no page takes
        *("unreadable", "which_table", "other_table", "wrong_column", "same_table_twice", "bad_code"),
    )
)
OF_FILES = Sentences(SENTENCES, RARE)
COUNTRIES = frozenset({"found", "host"})
"""Values of `other_host` that are codes of countries."""

NOTES: dict[str, str | Promise] = {
    "preamble": _("Lines before the header, left out: %(count)s."),
    "unread_columns": _("Columns that are not read: %(columns)s."),
    "no_figure": _("Cells without a figure, which is not zero: %(count)s."),
    "undecided": _(
        "Nothing in the file shows which codes it has. %(codes)s mean other countries in the other list, "
        "and you said %(said)s."
    ),
    "unverified_tags": _("Tags whose use was not verified with the HXL standard: %(tags)s."),
    "unknown_tags": _("Tags that are not read: %(tags)s."),
    "untagged": _("Columns without a tag, not read: %(count)s."),
    "no_number": _("Rows that say that people arrived and not how many: %(count)s."),
    "estimated": _("Rows that are estimates: %(count)s."),
    "around_18": _("Rows of an age that may lie on either side of 18, so possibly children: %(count)s."),
    "total_and_parts": _(
        "Totals beside rows by sex or age of the same day, place and origin: %(count)s. "
        "Adding all of them counts people twice."
    ),
    "two_sources": _(
        "Days and places with figures of more than one source: %(count)s. Adding them counts people twice."
    ),
    "two_places": _(
        "Days on which people of one origin were counted at more than one place: %(count)s. "
        "Whoever crosses two borders counts once."
    ),
    "no_origin": _(
        "No column says where people came from (#country+code+origin), so nobody's origin is known."
    ),
    "no_arrivals": _("Columns that count no arrivals and are left out: %(tags)s."),
    "ages_in_words": _(
        "HXL gives ages in words and fixes no years. Infants and children are read as under 18, adults and "
        "elderly as from 18, adolescents as not known. In the file: %(ages)s."
    ),
    "added_up": _(
        "Columns of one sex and age that are added up: %(tags)s. Whoever stands in two of them counts twice."
    ),
}
RARE_NOTES = frozenset(
    (
        # of the tables of UNHCR and others
        *("absent_measures", "hidden", "small_numbers", "hidden_values_shown", "not_adding_up", "cases"),
        *("not_split", "outside_iso", "kosovo_in_serbia", "unknown_origin", "stock_breaks", "rounded_years"),
        *("differs", "unlike", "flags", "aggregates"),
    )
)


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault of a file, as the page lists it."""

    row: str
    column: str
    says: str


def fault_line(fault: Fault) -> FaultLine:
    """A fault with its row and column; without a row it is about the whole file."""
    row, column = row_of(fault), fault.column if isinstance(fault, RowFault) else ""
    return FaultLine(str(row) if row else gettext("The file"), column, file_fault_says(fault))


def row_of(fault: Fault) -> int:
    """Which row a fault is in, counted from 1; 0 if it is about the whole file."""
    return fault.row if isinstance(fault, RowFault) else 0


def file_fault_says(fault: Fault) -> str:
    """What is wrong and what to do."""
    if fault.code != "other_host":
        return OF_FILES.of(fault)
    named = {key: country_name(str(code)) for key, code in fault.values.items() if key in COUNTRIES}
    return filled(SENTENCES["other_host"], named)


def note_says(note: Note) -> str:
    """What was noticed; notes that no table of arrivals can have come in the library's words."""
    if note.code in RARE_NOTES:
        return note.sentence()
    return filled(NOTES[note.code], {"count": f"{note.count:,}", **note.values})
