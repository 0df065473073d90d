"""`asylon apportion`: share a number of persons among States by a key, and say why each number is so."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import asdict, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asylon.sharing.race import MOST_PERSONS, Method, TieRule

if TYPE_CHECKING:
    from asylon.sharing import Indicators, Key, Sharing, Waterfall

LARGEST = 20_000_000
"""Bytes that are read of a file; what it may hold is checked later."""


def add_arguments(parser: ArgumentParser) -> None:
    """The key, the table, how many persons, and how to show it."""
    parser.add_argument("key", metavar="KEYFILE", nargs="?", help="a key as YAML; '-' reads standard input")
    parser.add_argument("--preset", metavar="ID", help="a key that ships, instead of KEYFILE; see --list")
    parser.add_argument("--list", action="store_true", dest="listing", help="the keys that ship")
    parser.add_argument(
        "--indicators",
        metavar="TABLE",
        help="a CSV table of the figures; keys made of published figures bring their own",
    )
    parser.add_argument("--total", metavar="N", type=_people, help="how many persons are shared")
    parser.add_argument("--method", choices=list(Method), help="how to round, instead of the key's method")
    parser.add_argument(
        "--tie-rule",
        choices=list(TieRule),
        help="who goes first where claims are equal, instead of the key's",
    )
    parser.add_argument(
        "--exclude", metavar="STATE", action="append", default=[], help="leave a State out; may be repeated"
    )
    parser.add_argument(
        "--missing",
        choices=("refuse", "exclude"),
        default="refuse",
        help="a State that lacks a figure: refuse the table (default), or leave the State out and say so",
    )
    parser.add_argument("--why", metavar="STATE", help="how the number of this State came about")
    parser.add_argument(
        "--format",
        choices=("text", "csv", "json"),
        default="text",
        help="text for people (default), csv for tables, json with every step for programs",
    )


def run(arguments: Namespace) -> int:
    """Print the keys that ship, or share and print."""
    if arguments.listing:
        return _list(arguments.format)
    if arguments.total is None:
        arguments.parser.error("say how many persons are shared: --total N")
    key, table = _key(arguments), arguments.indicators
    indicators, table_name = _indicators(key, table)
    sharing = _shared(key, indicators, arguments, table_name)
    why = why_of(sharing, arguments.why)
    if arguments.format == "json":
        _print_json(sharing, why)
    elif arguments.format == "csv":
        _print_csv(sharing, why)
    else:
        from asylon.cli.console import show
        from asylon.cli.view_apportion import sharing_page, why_page

        show(why_page(sharing, why) if why else sharing_page(sharing))
    return 0


def why_of(sharing: Sharing, state: str | None) -> Waterfall | None:
    """How the number of a State came about; None where nobody asks.

    Raises: BadSharing for a State that has no part in it, with the nearest one.
    """
    from asylon.sharing import waterfall
    from asylon.sharing.faults import bad, nearest

    if state is None:
        return None
    known = (*sharing.persons, *sharing.left_out)
    if state not in known:
        raise bad("unknown_state", "--why", meant=nearest(state, known), name=state)
    return waterfall(sharing, state)


def why_json(why: Waterfall) -> dict[str, Any]:
    """How a number came about, as plain data."""
    from asylon.sharing.exact import written

    return {
        "state": why.state,
        "start": written(why.start),
        "bars": [
            {
                "id": bar.id,
                "title": bar.title,
                "said": bar.step.said,
                "effect": written(bar.effect),
                "after": written(bar.after),
            }
            for bar in why.bars
        ],
        "end": why.end,
        "left_out": why.left_out,
    }


def _list(form: str) -> int:
    from asylon.sharing import presets

    rows = [asdict(each) for each in presets()]
    if form == "json":
        print(json.dumps({"presets": rows}, ensure_ascii=False, indent=2))
    elif form == "csv":
        _write_csv(list(rows[0]), ([_cell(value) for value in row.values()] for row in rows))
    else:
        from asylon.cli.console import show
        from asylon.cli.view_apportion import presets_page

        show(presets_page(presets()))
    return 0


def _key(arguments: Namespace) -> Key:
    from asylon.sharing import preset, read_key
    from asylon.sharing.faults import bad

    if arguments.preset is not None and arguments.key is not None:
        raise bad("two_keys", "--preset")
    if arguments.preset is not None:
        key = preset(arguments.preset)
    elif arguments.key is not None:
        key = read_key(_text(arguments.key), where=_name(arguments.key))
    else:
        raise bad("no_key", "KEYFILE")
    if arguments.method:
        key = replace(key, method=Method(arguments.method))
    if arguments.tie_rule:
        key = replace(key, tie_rule=TieRule(arguments.tie_rule))
    return replace(key, exclusions=tuple(dict.fromkeys((*key.exclusions, *arguments.exclude))))


def _indicators(key: Key, table: str | None) -> tuple[Indicators, str]:
    from asylon.sharing import read_indicators, shipped_table
    from asylon.sharing.faults import bad

    if table is not None:
        return read_indicators(_text(table), where=_name(table), wanted=key.indicators), _name(table)
    if key.shipped_table is None:
        raise bad("no_table", "--indicators")
    return shipped_table(key.shipped_table), key.shipped_table


def _shared(key: Key, indicators: Indicators, arguments: Namespace, table: str) -> Sharing:
    from asylon.sharing import BadSharing, share
    from asylon.sharing.faults import bad, nearest

    for state in arguments.exclude:
        if state not in indicators.figures:
            raise bad("unknown_state", "--exclude", meant=nearest(state, indicators.states), name=state)
    try:
        return share(key, indicators, total=arguments.total, missing=arguments.missing)
    except BadSharing as problem:
        raise BadSharing(replace(fault, place=fault.place or table) for fault in problem.faults) from problem


def _print_json(sharing: Sharing, why: Waterfall | None) -> None:
    from asylon.sharing.monotonicity import order_of

    said, order = sharing.as_json(), order_of(sharing)
    said["order"] = {
        "compared": order.compared,
        "flaws": [
            {
                "lighter": flaw.lighter,
                "heavier": flaw.heavier,
                "lighter_part": float(flaw.lighter_part),
                "heavier_part": float(flaw.heavier_part),
            }
            for flaw in order.flaws
        ],
    }
    if why is not None:
        said["why"] = why_json(why)
    print(json.dumps(said, ensure_ascii=False, indent=2))


def _print_csv(sharing: Sharing, why: Waterfall | None) -> None:
    if why is not None:
        rows = ([bar.id, bar.title, _decimal(bar.effect), _decimal(bar.after)] for bar in why.bars)
        _write_csv(["step", "title", "effect_persons", "after_persons"], rows)
        return
    _write_csv(
        ["state", "share", "persons", "got_remainder", "left_out"],
        [
            [state, _decimal(share), str(sharing.persons[state]), str(int(state in sharing.remainders)), ""]
            for state, share in sharing.shares.items()
        ]
        + [[state, "0", "0", "0", reason] for state, reason in sharing.left_out.items()]
        + ([["", _decimal(sharing.open_share), str(sharing.open), "0", "open"]] if sharing.open else []),
    )


def _write_csv(header: list[str], rows: Iterable[list[str]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


def _decimal(value: Fraction) -> str:
    return f"{float(value):.12g}"


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def _name(file: str) -> str:
    return "standard input" if file == "-" else file


def _text(file: str) -> str:
    from asylon.sharing.faults import bad

    try:
        if file == "-":
            if sys.stdin is None:
                raise OSError("it is closed")
            written = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(file).open("rb") as opened:
                written = opened.read(LARGEST + 1)
        if len(written) > LARGEST:
            raise bad("too_long", _name(file), most=LARGEST, what="key and no table")
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        said = f"it is not UTF-8 text (byte {problem.start + 1})"
    except (OSError, ValueError) as problem:
        said = getattr(problem, "strerror", None) or str(problem)
    raise bad("unreadable", _name(file), problem=said)


def _people(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 19 and int(text) <= MOST_PERSONS:
        return int(text)
    raise argparse.ArgumentTypeError(
        f"'{text[:40]}' is no number of persons; write digits alone, from 0 to {MOST_PERSONS}"
    )
