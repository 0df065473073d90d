"""The arguments that several verbs share, and a parser whose messages name the nearest valid word."""

from __future__ import annotations

import argparse
import re
import unicodedata
from datetime import date
from difflib import get_close_matches
from typing import Any, NoReturn

from asylon.cli.console import printable


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong and what may have been meant."""

    def __init__(self, **settings: Any) -> None:
        """Abbreviations are refused: a later option could give them another meaning."""
        super().__init__(allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, **settings)

    def error(self, message: str) -> NoReturn:
        """Print the message with the way to the help, and end with 2."""
        self.exit(2, f"{self.prog}: {printable(message)} (see '{self.prog} --help')\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = [str(choice) for choice in action.choices]
        what = "/".join(action.option_strings) or str(action.metavar or "verb").lower()
        near = get_close_matches(str(value), known, n=1, cutoff=0.5)
        hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(known)}"
        raise argparse.ArgumentError(None, f"there is no {what} '{value}'; {hint}")

    def refuse(self, words: list[str]) -> NoReturn:
        """End because of words that no option or argument takes."""
        options = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", self.format_help()))
        near = get_close_matches(words[0].partition("=")[0], options, n=1, cutoff=0.5)
        sort = "option" if words[0].startswith("-") else "argument"
        self.error(f"unknown {sort} '{words[0]}'" + (f"; did you mean '{near[0]}'?" if near else ""))


def add_situation_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE and the options that say under which law it is read."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a situation as JSON; '-' reads standard input; a .jsonl file holds one on each line",
    )


def add_law_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that every verb takes that reasons about a situation."""
    parser.add_argument("--jurisdiction", metavar="CC", help="country code, instead of the situation's own")
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help="the law of this day, instead of the situation's own date; if there is neither, today",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text for people (default) or json for programs",
    )
    add_rulebook_argument(parser)


def add_rulebook_argument(parser: argparse.ArgumentParser) -> None:
    """The folder of texts to use."""
    parser.add_argument(
        "--rulebook", metavar="DIR", help="another folder of rulebook texts than the one that ships"
    )


def words(text: str) -> str:
    """Read words that are stored; ArgumentTypeError for signs that no text has."""
    if has_unprintable(text):
        raise argparse.ArgumentTypeError("these words hold a sign that cannot be printed; take it out")
    return text


def has_unprintable(text: str) -> bool:
    """Whether words hold controls or half characters, which no database takes; a new line is none."""
    return any(unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n" for sign in text)


def day(text: str) -> date:
    """Read a whole date of the command line; ArgumentTypeError where it is none."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass  # such as 30 February: the same sentence serves
    raise argparse.ArgumentTypeError(f"'{text}' is not a date; write it as 2026-11-22")
