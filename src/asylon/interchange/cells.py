"""What a cell may say: counts, years, days, codes, texts. Each reader gives a value or says what is wrong."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from asylon.interchange.grid import Grid
from asylon.interchange.report import RowFault, fault

Value = TypeVar("Value")

MOST_PEOPLE = 2_000_000_000
FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_SIGNS = 300
NO_FIGURE = ("", "-", "..", ":")
"""How UNHCR, the World Bank and Eurostat write that there is no figure."""

KEPT_BACK = "*"
NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?", re.ASCII)
CODE = re.compile(r"[A-Z]{1,3}", re.ASCII)
UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
JOINERS = "\u200c\u200d"
"""Names of places in several scripts need them."""

FORMULA = ("=", "+", "@")
MOST_FAULTS = 1000
"""More faults than this have one cause; the rest of them would only fill the memory."""


class BadCell(Exception):
    """A cell that does not fit: a code of a fault and its values."""

    def __init__(self, code: str, *, meant: str | None = None, **values: object) -> None:
        super().__init__(code)
        self.code, self.meant, self.values = code, meant, values


def converted(
    grid: Grid, name: str, cells: Sequence[Any], reader: Callable[[Any], Value], faults: list[RowFault]
) -> list[Value | None]:
    """Read a column; each distinct cell once. What does not fit becomes None and a fault."""
    known: dict[Any, Value | None] = {}
    bad: dict[Any, BadCell] = {}
    for cell in set(cells):
        try:
            known[cell] = reader(cell)
        except BadCell as problem:
            known[cell], bad[cell] = None, problem
    if bad:
        for place, cell in enumerate(cells):
            if cell in bad and len(faults) < MOST_FAULTS:
                told = bad[cell]
                row = grid.numbers[place]
                faults.append(
                    fault(told.code, grid.file, row=row, column=name, meant=told.meant, **told.values)
                )
    return [known[cell] for cell in cells]


def shown(text: object) -> str:
    """A cell for a message: short, on one line."""
    said = "".join(sign if sign.isprintable() else "�" for sign in str(text))
    return said if len(said) <= 40 else f"{said[:37]}..."


def as_text(cell: object) -> str:
    """A text, without blanks around it; empty for no text.

    Raises: BadCell for signs that cannot be printed, too many signs, and formulas.
    """
    if cell is None:
        return ""
    said = str(cell).strip()
    if len(said) > MOST_SIGNS:
        raise BadCell("too_long", length=f"{len(said):,}", most=MOST_SIGNS)
    if any(unicodedata.category(sign) in UNPRINTABLE and sign not in JOINERS for sign in said):
        raise BadCell("control")
    if said.startswith(FORMULA) or (said.startswith("-") and len(said) > 1 and not NUMBER.fullmatch(said)):
        raise BadCell("formula", text=shown(said))
    return said


def as_count(cell: object) -> int | None:
    """A number of people; None for no figure.

    Raises: BadCell for what is no whole number from 0.
    """
    number = as_number(cell)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise BadCell("fraction", text=shown(cell))
    if number < 0:
        raise BadCell("negative", text=shown(cell))
    if number > MOST_PEOPLE:
        raise BadCell("too_many", text=shown(cell))
    return int(number)


def as_number(cell: object) -> Decimal | None:
    """A number, exact; None for no figure.

    Raises: BadCell for what is none.
    """
    if cell is None:
        return None
    if isinstance(cell, float):
        if not math.isfinite(cell):
            raise BadCell("not_number", text=cell)
        return Decimal(repr(cell))
    if isinstance(cell, int | Decimal):
        return Decimal(cell)
    said = str(cell).strip()
    if said in NO_FIGURE or said == KEPT_BACK:
        return None
    if len(said) > 40 or not NUMBER.fullmatch(said):
        raise BadCell("formula" if said.startswith(FORMULA) else "not_number", text=shown(said))
    return Decimal(said)


def as_year(cell: object) -> int:
    """A whole year.

    Raises: BadCell for a fraction or anything else.
    """
    said = shown(cell)
    number = as_number(cell)
    if number is None:
        raise BadCell("no_value")
    if number != number.to_integral_value():
        raise BadCell("fraction", text=said)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise BadCell("bad_year", text=said, first=FIRST_YEAR, last=LAST_YEAR)
    return int(number)


def as_day(cell: object) -> date:
    """A whole day, of a year that a record can be of.

    Raises: BadCell for anything else.
    """
    if isinstance(cell, datetime):
        return in_the_years(cell.date())
    if isinstance(cell, date):
        return in_the_years(cell)
    said = as_text(cell)
    if not said:
        raise BadCell("no_value")
    try:
        found = date.fromisoformat(said) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", said, re.ASCII) else None
    except ValueError:
        found = None  # such as 30 February: the same sentence serves
    if found is None:
        raise BadCell("bad_day", text=shown(said))
    return in_the_years(found)


def in_the_years(day: date) -> date:
    """The day, if its year is one that a record can be of; beside those the calendar ends in both directions.

    Raises: BadCell.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadCell("bad_year", text=day.isoformat(), first=FIRST_YEAR, last=LAST_YEAR)
    return day


def as_code(cell: object) -> str:
    """A short code in capitals, `NA` among them.

    Raises: BadCell for an empty cell, which a lost NA would be, and for anything longer.
    """
    said = as_text(cell)
    if not said:
        raise BadCell("no_code")
    if not CODE.fullmatch(said):
        raise BadCell("bad_code", text=shown(said), wanted="one to three capital letters")
    return said


def one_of(*words: str) -> Callable[[object], str]:
    """A reader of a closed list of codes."""

    def read(cell: object) -> str:
        said = as_text(cell)
        if not said:
            raise BadCell("no_code")
        if said not in words:
            raise BadCell("bad_word", text=shown(said), wanted=", ".join(words))
        return said

    return read
