"""`asylon assess`: everything that protects this person at once."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from asylon.cli.arguments import add_law_arguments, add_situation_arguments
from asylon.cli.situation_files import assessments


def add_arguments(parser: ArgumentParser) -> None:
    """FILE and the options of the law."""
    add_situation_arguments(parser)
    add_law_arguments(parser)


def run(arguments: Namespace) -> int:
    """Print one assessment for each situation."""
    by_line = arguments.file.endswith(".jsonl")
    for assessment in assessments(arguments):
        if arguments.format == "json":
            print(json.dumps(assessment.as_json(), ensure_ascii=False, indent=None if by_line else 2))
        else:
            from asylon.cli.console import show
            from asylon.cli.view_assessment import assessment_page

            show(assessment_page(assessment))
    return 0
