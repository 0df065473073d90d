"""`asylon rulebook`: check, list, show, render or prove the rules themselves."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from asylon.cli import prove
from asylon.cli.arguments import Parser, add_rulebook_argument
from asylon.cli.situation_files import open_rulebook, today
from asylon.rulebook.contents import SECTIONS
from asylon.rulebook.faults import BadInput, Fault

KINDS = (*SECTIONS, "practice")


def add_arguments(parser: ArgumentParser) -> None:
    """The five actions, each with its own arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    check = actions.add_parser("check", help="look for faults; exit code 1 if there is one")
    listed = actions.add_parser("list", help="every rule, gate, right and so on, with source and signature")
    what = listed.add_mutually_exclusive_group()
    what.add_argument("--kind", choices=KINDS, help="only these entries")
    what.add_argument("--requirements", action="store_true", help="which requirement is served, and by what")
    show = actions.add_parser("show", help="everything about one entry")
    show.add_argument("id", metavar="ID", help="an id; rule:ID, gate:ID and so on where two share a name")
    render = actions.add_parser("render", help="write the rulebook as linked pages to read")
    render.add_argument("folder", metavar="DIR", type=Path, help="where to write the pages")
    proved = actions.add_parser(
        "prove", help="prove that no gate opens on an unknown, and more; exit code 1 if not"
    )
    prove.add_arguments(proved)
    for action in (check, listed, show, render, proved):
        add_rulebook_argument(action)
        action.set_defaults(parser=action)


def run(arguments: Namespace) -> int:
    """Do what was asked of the rulebook."""
    actions: dict[str, Callable[[Namespace], int]] = {
        "check": _check,
        "list": _list,
        "show": _show,
        "render": _render,
        "prove": prove.run,
    }
    return actions[arguments.action](arguments)


def _check(arguments: Namespace) -> int:
    from asylon.cli.console import show
    from asylon.cli.view_findings import findings_page
    from asylon.rulebook.check import check_rulebook
    from asylon.rulebook.examples import EXAMPLES_AS_OF

    rulebook = open_rulebook(arguments.rulebook)
    for jurisdiction in rulebook.jurisdictions:
        rulebook.resolve(
            jurisdiction, EXAMPLES_AS_OF
        )  # texts that no verb can use are bad input, not findings
    findings = check_rulebook(rulebook)
    show(findings_page(rulebook, findings))
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def _list(arguments: Namespace) -> int:
    from asylon.cli.console import show
    from asylon.cli.view_rulebook import coverage_page, list_page

    rulebook = open_rulebook(arguments.rulebook)
    if arguments.requirements:
        from asylon.responses.requirements import SERVED
        from asylon.rulebook.coverage import coverage

        show(coverage_page(coverage(rulebook, besides=SERVED)))
    else:
        show(list_page(rulebook, arguments.kind))
    return 0


def _show(arguments: Namespace) -> int:
    from asylon.cli.console import show
    from asylon.cli.view_entry import entry_page

    show(entry_page(open_rulebook(arguments.rulebook), arguments.id, as_of=today()))
    return 0


def _render(arguments: Namespace) -> int:
    from asylon.rulebook.render import render

    rulebook = open_rulebook(arguments.rulebook)
    try:
        pages = render(rulebook, arguments.folder)
    except OSError as problem:
        said = problem.strerror or str(problem)
        place = str(problem.filename or arguments.folder)
        raise BadInput([Fault("unwritable", place, {"problem": said})]) from problem
    print(f"{len(pages)} pages in {arguments.folder}")
    return 0
