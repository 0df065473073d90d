"""How numbers and days are written for whoever reads the page now, for pictures and for sentences."""

from __future__ import annotations

from datetime import date

from django.utils import numberformat
from django.utils.formats import date_format, get_format, number_format
from django.utils.translation import get_language, get_language_bidi, gettext

from asylon.pictures import Direction, Reader
from asylon.web.people.shown.days import day

_STEPS = ((1e9, "bn"), (1e6, "m"), (1e3, "k"))


def page_reader() -> Reader:
    """The reader of this request, by the language in use."""
    direction: Direction = "rtl" if get_language_bidi() else "ltr"
    return Reader(
        number=number,
        signed=signed,
        short=short,
        ratio=lambda value: number_format(value, decimal_pos=1 if value >= 1 or value == 0 else 2),
        day=day,
        day_short=day_short,
        month=lambda when: date_format(when, "M Y" if _english() else "YEAR_MONTH_FORMAT"),
        direction=direction,
    )


def number(value: float) -> str:
    """A count or an amount in full, with at most two decimals: 12,345."""
    whole = float(value) == round(value)
    # Django groups no figures in some languages; long numbers of people are hard to read without.
    text = numberformat.format(
        abs(value),
        get_format("DECIMAL_SEPARATOR"),
        decimal_pos=0 if whole else 2,
        grouping=3,
        thousand_sep=get_format("THOUSAND_SEPARATOR"),
        force_grouping=True,
    )
    return f"−{text}" if value < 0 and text != "0" else text


def rounded(value: float) -> str:
    """A number nobody needs the decimals of: from 10 up none, below one."""
    return number(round(value) if abs(value) >= _NO_DECIMALS else round(value, 1))


def signed(value: float) -> str:
    """The same with its sign: +750."""
    return f"+{number(value)}" if value > 0 else number(value)


def percent(value: float) -> str:
    """A percentage without decimals: 91 %."""
    return gettext("%(n)s %%") % {"n": number(round(value))}


def short(value: float) -> str:
    """A number on an axis, four characters or so."""
    for size, letter in _STEPS:
        if abs(value) >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}"


def day_short(when: date) -> str:
    """A day on an axis: 9 Nov."""
    return date_format(when, "j M" if _english() else "MONTH_DAY_FORMAT")


_NO_DECIMALS = 10


def _english() -> bool:
    return (get_language() or "en").startswith("en")
