"""`asylon explain`: why one answer came out so, and what would change it."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from asylon.cli.arguments import add_law_arguments, add_situation_arguments
from asylon.cli.situation_files import assessments
from asylon.rulebook import explain


def add_arguments(parser: ArgumentParser) -> None:
    """FILE, ID and the options of the law."""
    add_situation_arguments(parser)
    parser.add_argument(
        "id",
        metavar="ID",
        help="a conclusion, gate, right, track, alert or status, as `assess` shows it in brackets; "
        "gate:ID, right:ID, track:ID, alert:ID or status:ID where two share a name",
    )
    add_law_arguments(parser)


def run(arguments: Namespace) -> int:
    """Print one explanation for each situation."""
    by_line = arguments.file.endswith(".jsonl")
    explained = [(each, explain(each, arguments.id)) for each in assessments(arguments)]
    for assessment, explanation in explained:
        if arguments.format == "json":
            program = assessment.program
            found = {
                "rulebook": {"version": program.version, "hash": program.hash},
                "jurisdiction": assessment.situation.jurisdiction,
                "as_of": assessment.situation.as_of.isoformat(),
                **explanation.as_json(),
            }
            print(json.dumps(found, ensure_ascii=False, indent=None if by_line else 2))
        else:
            from asylon.cli.console import show
            from asylon.cli.view_explanation import explanation_page

            show(explanation_page(assessment, explanation))
    return 0
