"""`asylon figures`: which public figures there are, what a new file changes, and keeping it as a release."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asylon.cli.arguments import Parser, day
from asylon.cli.tables import missing_extra

if TYPE_CHECKING:
    from asylon.cli.page import Page
    from asylon.figures import Release, Store

UNHCR = "unhcr"
UNHCR_WORDS = "UNHCR Refugee Data Finder, CC BY 4.0"
READ_AS = {
    "iso": "country codes read as ISO 3166-1 alpha-3",
    "unhcr": "country codes of UNHCR turned into ISO 3166-1 alpha-3",
}
TABLES = (
    "population",
    "flows",
    "asylum_applications",
    "asylum_decisions",
    "solutions",
    "demographics",
    "arrivals",
    "hxl",
    "indicators",
)


def add_arguments(parser: ArgumentParser) -> None:
    """The four actions, each with its own arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    listed = actions.add_parser("list", help="every release that is at hand")
    show = actions.add_parser("show", help="everything about one source: licence, tables, what was changed")
    show.add_argument("source", metavar="SOURCE", help="a source, such as unhcr, or SOURCE/RELEASE")
    look = actions.add_parser("look", help="what a new file changes against a release; keeps nothing")
    _add_files(look)
    look.add_argument(
        "--against", metavar="RELEASE", default=UNHCR, help="SOURCE/RELEASE, or SOURCE for its newest"
    )
    look.add_argument("--factor", type=_factor, default=3.0, help="how many times is a jump (default 3)")
    look.add_argument(
        "--at-least", type=_persons, default=10_000, metavar="N", help="smaller jumps are not told"
    )
    kept = actions.add_parser("import", help="keep files as a release that is never overwritten")
    _add_files(kept)
    _add_about(kept)
    for action in (listed, show, look):
        action.add_argument(
            "--folder", metavar="DIR", type=Path, help="imported releases; by default ASYLON_HOME/figures"
        )
    for action in (listed, show, look, kept):
        action.add_argument(
            "--format", choices=("text", "json"), default="text", help="text for people (default) or json"
        )
        action.set_defaults(parser=action)


def _add_files(action: ArgumentParser) -> None:
    action.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a .csv or .parquet file")
    # Not `choices`: whoever leaves it out or errs has to read why it is asked for.
    action.add_argument(
        "--codes", metavar="iso|unhcr", help="which country codes the files have; never guessed"
    )
    action.add_argument("--table", choices=TABLES, help="needed only where a file could be of several kinds")


def _add_about(action: ArgumentParser) -> None:
    action.add_argument("--source", required=True, metavar="ID", help="whose figures, such as unhcr")
    action.add_argument("--release", required=True, metavar="NAME", help="the name of this release")
    action.add_argument("-o", "--output", metavar="FOLDER", type=Path, help="by default ASYLON_HOME/figures")
    action.add_argument("--title", default="", help="what the figures are")
    action.add_argument("--licence", default="", help="under which licence; known for unhcr")
    action.add_argument("--attribution", default="", help="the words that must be shown; known for unhcr")
    action.add_argument("--published", metavar="DATE", type=day, help="the day the source published them")
    action.add_argument(
        "--retrieved", metavar="DATE", type=day, help="the day they were fetched; today if not given"
    )


def run(arguments: Namespace) -> int:
    """Do what was asked."""
    if missing_extra():
        return 2
    actions: dict[str, Callable[[Namespace], int]] = {
        "list": _list,
        "show": _show,
        "look": _look,
        "import": _import,
    }
    return actions[arguments.action](arguments)


def _list(arguments: Namespace) -> int:
    from asylon.cli.view_figures import list_page, release_json

    releases = _store(arguments).releases()
    return _print(
        arguments, lambda: list_page(releases), {"releases": [release_json(each) for each in releases]}
    )


def _show(arguments: Namespace) -> int:
    from asylon.cli.view_figures import release_json, release_page

    store = _store(arguments)
    release = _release(store, arguments.source)
    others = [each for each in store.of(release.manifest.source) if each.name != release.name]
    told = release_json(release) | {"other_releases": [each.manifest.release for each in others]}
    return _print(arguments, lambda: release_page(release, others), told)


def _look(arguments: Namespace) -> int:
    from asylon.cli.view_figures import look_json, look_page
    from asylon.figures.looking import look
    from asylon.interchange import read_files

    against = _release(_store(arguments), arguments.against)
    files, notes = read_files(arguments.files, codes=arguments.codes, table=arguments.table)
    found = look(
        {kind: each.table for kind, each in files.items()},
        against=against,
        factor=arguments.factor,
        at_least=arguments.at_least,
    )
    reports = [each.report for each in files.values()]
    return _print(arguments, lambda: look_page(found, reports, notes), look_json(found, reports, notes))


def _import(arguments: Namespace) -> int:
    from asylon.cli.situation_files import today
    from asylon.cli.view_figures import kept_page, release_json, report_json
    from asylon.figures import Manifest, Store
    from asylon.figures.keeping import keep
    from asylon.figures.manifest import check_name
    from asylon.interchange import read_files

    check_name(arguments.source, what="source")
    check_name(arguments.release, what="release")
    is_unhcr = arguments.source == UNHCR
    if not is_unhcr and not (arguments.licence and arguments.attribution):
        arguments.parser.error("figures of another source than unhcr need --licence and --attribution")
    folder = arguments.output or _home()
    if folder is None:
        arguments.parser.error("say where the release is to be kept: -o FOLDER")
    files, notes = read_files(arguments.files, codes=arguments.codes, table=arguments.table)
    reports = [each.report for each in files.values()]
    manifest = Manifest(
        source=arguments.source,
        release=arguments.release,
        title=arguments.title or ("UNHCR refugee statistics" if is_unhcr else arguments.source),
        licence=arguments.licence or "CC BY 4.0",
        attribution=arguments.attribution or UNHCR_WORDS,
        retrieved=arguments.retrieved or today(),
        published=arguments.published,
        origin=", ".join(report.file for report in reports),
        changes=("converted to Parquet", READ_AS[arguments.codes]),
        notes=tuple(note.sentence() for note in [*(n for report in reports for n in report.notes), *notes]),
    )
    tables = {kind: each.table for kind, each in files.items()}
    kept = keep(Store(folder), manifest=manifest, tables=tables)
    told = {
        "added": kept.added,
        "release": release_json(kept.release),
        "reports": [report_json(report) for report in reports],
    }
    return _print(arguments, lambda: kept_page(kept, reports, notes), told)


def _print(arguments: Namespace, page: Callable[[], Page], told: dict[str, Any]) -> int:
    if arguments.format == "json":
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        from asylon.cli.console import show

        show(page())
    return 0


def _store(arguments: Namespace) -> Store:
    from asylon.figures import Store

    return Store(arguments.folder or _home())


def _home() -> Path | None:
    home = os.environ.get("ASYLON_HOME")
    return Path(home) / "figures" if home else None


def _release(store: Store, written: str) -> Release:
    source, slash, name = written.partition("/")
    return store.release(source, name) if slash else store.newest(source)


def _factor(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 1 < number < float("inf"):
        raise ArgumentTypeError(f"'{text}' is no factor; write a number above 1")
    return number


def _persons(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ArgumentTypeError(f"'{text}' is no number of persons; write 0 or more")
    return int(text)
