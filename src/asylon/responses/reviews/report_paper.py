"""The report as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import get_language, get_language_bidi, gettext

from asylon.pictures import Picture, Reader
from asylon.responses.plans.typeset import set_pdf
from asylon.responses.reviews.report import Report, Row
from asylon.responses.reviews.report_words import SECTIONS, Names, measure_words, of_words, value_words

PROGRAM = Path(__file__).with_name("report.typ")
WIDTH = 700
"""Of the picture as it is drawn, in points; it is set smaller, and so are its letters."""


def report_on_paper(report: Report, *, reader: Reader, names: Names, picture: Picture | None = None) -> bytes:
    """The report as a PDF. `names` gives a country's name by its code; `picture` is the plan in time."""
    return set_pdf(PROGRAM, told(report, reader=reader, names=names, picture=picture))


def told(report: Report, *, reader: Reader, names: Names, picture: Picture | None = None) -> dict[str, Any]:
    """Everything that stands in the document, in words."""
    return {
        "language": (get_language() or "en").partition("-")[0],
        "rtl": get_language_bidi(),
        "kind": gettext("Report on a response to a mass influx"),
        "title": report.name,
        "made": gettext("As of %(day)s.") % {"day": reader.day(report.made_on)},
        "invented": gettext("Holds invented figures; they are marked with *.") if report.invented else "",
        "sections": [
            {
                "title": str(SECTIONS[each.code]),
                "rows": [_row(row, reader, names) for row in each.rows],
                "nothing": gettext("Nothing is on record."),
                "picture": picture.on_paper(width=WIDTH) if picture and each.code == "plan" else "",
                "picture_says": picture.description if picture else "",
            }
            for each in report.sections
        ],
        "sources_word": gettext("Sources"),
        "sources": sources_of(report),
        "small": gettext("Numbers of people under 11 are left out, because they could point at somebody."),
        "floor": gettext("No figure here decides about admission, non-refoulement or the status of anybody."),
        "after": gettext("After ExCom Conclusion No. 100 (LV), 2004, paragraph (o)."),
    }


def sources_of(report: Report) -> list[str]:
    """Where the figures are from, and what must be shown with them, each once."""
    named = [
        row.source for each in report.sections if each.code not in _OWN for row in each.rows if row.source
    ]
    return list(dict.fromkeys([*named, *report.attributions]))


_OWN = frozenset({"standards", "review"})
"""Sections in which the column of sources holds citations and reasons."""


def _row(row: Row, reader: Reader, names: Names) -> dict[str, str]:
    return {
        "of": of_words(row, reader=reader, names=names),
        "measure": measure_words(row),
        "value": value_words(row, reader=reader, names=names) + ("*" if row.invented else ""),
        "as_of": reader.day_short(row.as_of) if row.as_of else "",
    }
