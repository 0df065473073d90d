"""`asylon responses`: a population's case from the command line, at the office of this machine."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from asylon.cli.acting import add_acting_arguments, at_work
from asylon.cli.arguments import Parser, day, words
from asylon.cli.console import show
from asylon.cli.influx import add_words_of_hxl, whole
from asylon.cli.opening import load_office
from asylon.cli.responses.kinds import KINDS, Kind, Sort
from asylon.cli.results import add_output_argument

ACTS = {
    "list": "see_responses",
    "show": "see_responses",
    "shares": "see_responses",
    "plan": "see_responses",
    "pledges": "see_responses",
    "reviews": "see_responses",
    "report": "see_responses",
    "open": "keep_plan",
    "arrivals": "record_figures",
    "targets": "see_responses",
}
"""What the door is asked for each action; what an action reads beside it is asked again."""
SHORT = ("need", "pledge")
"""Kinds of writing that are actions of their own too."""
HERE_NOT = """an emergency, like everything else, is named by its name, its id, or the beginning of its id.

Declaring a mass influx, ending the declaration and adopting a plan want a fresh second factor of the
person who answers for it: they stay on the pages and in the API. Nobody's admission or protection
waits for any of this."""


def add_arguments(parser: ArgumentParser) -> None:
    """The actions, each with its own arguments."""
    parser.epilog = HERE_NOT
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    _add_reading(actions)
    _add_opening(actions.add_parser("open", help="begin an emergency; nobody is declared anything by it"))
    _add_arrivals(actions.add_parser("arrivals", help="write down a table of arrivals, all of it or nothing"))
    for name in SHORT:
        _add_kind(actions.add_parser(name, help=f"write down {KINDS[name].about}"), KINDS[name])
    for name, action in actions.choices.items():
        add_acting_arguments(action)
        action.set_defaults(parser=action, act=ACTS.get(name) or KINDS[name].act)
    _add_writing(actions)
    about = "what there is to write about, with ids and the numbers that 'seen' gives"
    targets = actions.add_parser("targets", help=about)
    targets.add_argument("sort", metavar="SORT", choices=tuple(Sort), help=", ".join(Sort))
    _add_format(targets, "text", "json")
    add_acting_arguments(targets)
    targets.set_defaults(parser=targets, act=ACTS["targets"])


def run(arguments: Namespace) -> int:
    """Do what was asked, in the name of the account."""
    with at_work(arguments, act=arguments.act) as at:
        from asylon.cli.responses import reading, writing
        from asylon.cli.responses.acts import write
        from asylon.cli.responses.targets import listed

        actions = {
            "list": reading.listed,
            "show": reading.one,
            "shares": reading.shares,
            "plan": reading.plan,
            "pledges": reading.pledges,
            "reviews": reading.reviews,
            "report": reading.report,
            "open": writing.open_new,
            "arrivals": writing.arrivals,
            "need": write,
            "pledge": write,
            "write": write,
            "targets": listed,
        }
        return actions[arguments.action](at, arguments)


def _add_reading(actions: argparse._SubParsersAction[Parser]) -> None:
    _add_format(actions.add_parser("list", help="every emergency"), "text", "json")
    _add_reader(
        actions, "show", "declarations, the four characteristics, stages, plan, promises", "text", "json"
    )
    shares = _add_reader(actions, "shares", "who carries what against a fair share", "text", "json")
    shares.add_argument(
        "--scenario", metavar="NAME", help="this scenario only, by name or beginning of its id"
    )
    shares.add_argument(
        "--why",
        metavar="STATE",
        help="why the number of this State is so, under the scenario or the first one",
    )
    plan = _add_reader(actions, "plan", "the plan of action that counts", "text", "json", "pdf")
    plan.add_argument(
        "--number", metavar="N", type=whole, help="this version (default: the one in force, else the draft)"
    )
    pledges = _add_reader(actions, "pledges", "the ledger, and what it covers", "text", "csv", "json", "iati")
    _add_reader(actions, "reviews", "reviews, the next one, open proposals", "text", "json")
    report = _add_reader(actions, "report", "everything in one place", "text", "csv", "json", "pdf")
    for action in (plan, pledges, report):
        add_output_argument(action)


def _add_writing(actions: argparse._SubParsersAction[Parser]) -> None:
    action = actions.add_parser("write", help="write down anything else from a JSON file; see --list")
    action.add_argument("--list", action=_ListOfKinds, help="every kind with what its file holds")
    kinds = action.add_subparsers(dest="kind", metavar="KIND", required=True, parser_class=Parser)
    for name, kind in KINDS.items():
        under = kinds.add_parser(name, help=kind.about)
        _add_kind(under, kind)
        add_acting_arguments(under)
        under.set_defaults(parser=under, act=kind.act)


def _add_kind(action: ArgumentParser, kind: Kind) -> None:
    if kind.of:
        about = f"the {kind.of}: its name, its id, or the beginning of its id; see 'targets'"
        action.add_argument("target", metavar=kind.of.upper(), help=about)
    if kind.file:
        about = "one JSON object with the names of the API, '-' for standard input; money in minor units"
        action.add_argument("file", metavar="FILE", type=Path, help=about)
    action.set_defaults(kind=kind.name)


class _ListOfKinds(argparse.Action):
    """Shows the kinds of writing, and ends: nobody has to be named for that."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(nargs=0, **settings)

    def __call__(self, parser: ArgumentParser, *_given: object) -> None:
        """Show them.

        Raises: CannotOpen if the office is not set up.
        """
        load_office()
        from asylon.cli.responses.kinds import writers
        from asylon.cli.responses.view_kinds import kinds_page

        show(kinds_page(KINDS, writers()))
        parser.exit()


def _add_reader(
    actions: argparse._SubParsersAction[Parser], name: str, about: str, *forms: str
) -> ArgumentParser:
    action = actions.add_parser(name, help=about)
    _add_emergency(action)
    _add_format(action, *forms)
    return action


def _add_emergency(action: ArgumentParser) -> None:
    action.add_argument("emergency", metavar="EMERGENCY", help="its name, its id, or the beginning of its id")


def _add_format(action: ArgumentParser, *forms: str) -> None:
    action.add_argument("--format", choices=forms, default="text", help="text for people is the default")


def _add_opening(action: ArgumentParser) -> None:
    action.add_argument("name", metavar="NAME", type=words, help="of a time and a place, not of a people")
    action.add_argument("--began", metavar="DATE", type=day, required=True, help="when it began")
    action.add_argument("--closed", metavar="DATE", type=day, help="when it closed")
    for option, about, needed in (
        ("--host", "a country of asylum, ISO 3166-1 alpha-3; may be repeated", True),
        ("--origin", "a country of origin; may be repeated", False),
    ):
        action.add_argument(
            option, metavar="CCC", type=words, action="append", default=[], required=needed, help=about
        )
    action.add_argument("--summary", metavar="WORDS", type=words, default="", help="in a few sentences")
    _add_invented(action)


def _add_arrivals(action: ArgumentParser) -> None:
    _add_emergency(action)
    action.add_argument(
        "file", metavar="FILE", type=Path, help="a .csv or .parquet table, plain or with HXL tags"
    )
    # Not `choices`: whoever leaves it out or errs has to read why it is asked for.
    action.add_argument(
        "--codes", metavar="iso|unhcr", help="which country codes the table has; never guessed"
    )
    action.add_argument("--host", metavar="CCC", help="which host it is about, where there are several")
    add_words_of_hxl(action)
    action.add_argument(
        "--dry-run", action="store_true", help="show what would be written, and write nothing"
    )
    action.add_argument(
        "--added-up",
        action="store_true",
        help="what is unusual was read, and the rows may be added up although people might count twice",
    )
    _add_invented(action)


def _add_invented(action: ArgumentParser) -> None:
    action.add_argument("--invented", action="store_true", help="the figures are invented, for practice")
