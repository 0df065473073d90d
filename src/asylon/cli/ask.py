"""`asylon ask`: the next questions, the most useful first."""

from __future__ import annotations

import argparse
import json
from argparse import ArgumentParser, Namespace

from asylon.cli.arguments import add_law_arguments, add_situation_arguments
from asylon.cli.situation_files import assessments
from asylon.rulebook import questions
from asylon.rulebook.contract import question_json

USUAL = 10


def add_arguments(parser: ArgumentParser) -> None:
    """FILE, how many, and the options of the law."""
    add_situation_arguments(parser)
    how_many = parser.add_mutually_exclusive_group()
    how_many.add_argument(
        "--number", metavar="N", type=_count, default=USUAL, help=f"how many (default {USUAL})"
    )
    how_many.add_argument("--all", action="store_true", help="every question that still matters")
    add_law_arguments(parser)


def run(arguments: Namespace) -> int:
    """Print the questions for each situation."""
    by_line = arguments.file.endswith(".jsonl")
    for assessment in assessments(arguments):
        found = questions(assessment)
        shown = found if arguments.all else found[: arguments.number]
        left = len(found) - len(shown)
        if arguments.format == "json":
            said = {"ask": [question_json(each) for each in shown], "further": left}
            print(json.dumps(said, ensure_ascii=False, indent=None if by_line else 2))
        else:
            from asylon.cli.console import show
            from asylon.cli.view_questions import questions_page

            show(questions_page(assessment, shown, left=left))
    return 0


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < 10:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is not a number of questions; write 1 or more")
