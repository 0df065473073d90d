"""Faults of the libraries in the reader's words: a code gives the sentence, the fault gives its values.

The libraries speak English on the command line; what they find is data. A code that nobody but a
programmer will see has one general sentence, which quotes the library.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from asylon.rulebook.faults import Fault

GENERAL = _("This cannot be used. In the words of the program: “%(says)s”.")
PERHAPS = _("Perhaps “%(meant)s” was meant.")
MOST_SIGNS = 120
"""So much of a value is enough to find it by."""
ISOLATE, END_ISOLATE = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one library by code, and the codes that are rare and technical."""

    by_code: Mapping[str, Promise | str]
    rare: Collection[str]

    def of(self, fault: Fault) -> str:
        """What is wrong and what to do, in the language of the moment, without the place."""
        if fault.code in self.rare:
            return str(GENERAL) % {"says": fault.problem()}
        said = filled(self.by_code[fault.code], fault.values)
        return f"{said} {PERHAPS % {'meant': fault.meant}}" if fault.meant else said


def filled(text: Promise | str, values: Mapping[str, object]) -> str:
    """A sentence with its values, each cut to what a page can hold."""
    return str(text) % {name: _quoted(value) for name, value in values.items()}


def _quoted(value: object) -> object:
    if isinstance(value, int):
        return value
    text = str(value)
    short = text if len(text) <= MOST_SIGNS else f"{text[: MOST_SIGNS - 1]}…"
    # In a sentence from right to left, -4 would read 4- otherwise.
    return f"{ISOLATE}{short}{END_ISOLATE}" if get_language_bidi() else short
