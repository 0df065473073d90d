"""`asylon rulebook prove`: statements that hold for every situation, or a situation in which one fails."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asylon.cli.arguments import day
from asylon.cli.situation_files import open_rulebook, today
from asylon.rulebook.faults import BadInput, Fault, nearest

if TYPE_CHECKING:
    from asylon.cli.page import Page
    from asylon.rulebook import Rulebook
    from asylon.rulebook.proofs import Proof


def add_arguments(parser: ArgumentParser) -> None:
    """Which law, which statements, and where counterexamples go."""
    parser.add_argument(
        "--jurisdiction",
        metavar="CC",
        action="append",
        help="only this country, or INT for the baseline; may stand more than once; otherwise all that ship",
    )
    parser.add_argument(
        "--as-of", metavar="DATE", type=day, help="begin with the law of this day; default today"
    )
    parser.add_argument(
        "--only", metavar="NAME", action="append", help="only this statement; may stand more than once"
    )
    parser.add_argument(
        "--counterexamples",
        metavar="DIR",
        type=Path,
        help="write the situations in which a statement fails into this folder, instead of printing them",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text for people (default) or json for programs",
    )


def run(arguments: Namespace) -> int:
    """Prove, print each statement as it is decided, and return 1 if one fails."""
    rulebook = open_rulebook(arguments.rulebook)
    found = []
    for proof in _proofs(arguments, rulebook):
        found.append(proof)
        files = _write(proof, arguments.counterexamples) if arguments.counterexamples else []
        if arguments.format == "text":
            _tell(proof, files)
    failed = [proof for proof in found if not proof.holds]
    if arguments.format == "json":
        print(json.dumps([as_json(proof) for proof in found], ensure_ascii=False, indent=2))
    else:
        _sum_up(found)
    return 1 if failed else 0


def as_json(proof: Proof) -> dict[str, Any]:
    """A proof as plain data."""
    example = proof.counterexample
    return {
        "name": proof.name,
        "statement": proof.statement,
        "holds": proof.holds,
        "jurisdiction": proof.jurisdiction,
        "as_of": proof.as_of.isoformat(),
        "covers": list(proof.covers),
        "items_a_list": proof.bound,
        "seconds": round(proof.seconds, 3),
        "fails_for": proof.subject or None,
        "found": proof.found or None,
        "counterexample": None
        if example is None
        else {"situation": example.situation, "beside": example.beside, "explain": example.explain},
    }


def _proofs(arguments: Namespace, rulebook: Rulebook) -> Iterator[Proof]:
    try:
        from asylon.rulebook.proofs import NAMES, proofs
    except ModuleNotFoundError as missing:
        if missing.name != "z3":
            raise
        raise BadInput([Fault("no_solver", "rulebook prove")]) from missing
    for where in arguments.jurisdiction or ():
        if where != "INT" and where not in rulebook.core.countries:
            meant = nearest(where, [*rulebook.core.countries, "INT"])
            raise BadInput([Fault("unknown_jurisdiction", "--jurisdiction", {"code": where}, meant)])
    for name in arguments.only or ():
        if name not in NAMES:
            values = {"what": "statement", "name": name}
            raise BadInput([Fault("undefined", "--only", values, nearest(name, NAMES))])
    return proofs(
        rulebook,
        jurisdictions=arguments.jurisdiction,
        as_of=arguments.as_of or today(),
        only=arguments.only or NAMES,
    )


def _tell(proof: Proof, files: list[Path]) -> None:
    from asylon.cli.console import show

    show(_page(proof, files))
    if proof.counterexample is not None and not files:
        # Printed as it is: a line that is broken for the screen would no longer be a situation.
        for situation in _situations(proof):
            print(json.dumps(situation, ensure_ascii=False))


def _page(proof: Proof, files: list[Path]) -> Page:
    from asylon.cli.page import Page, few

    page = Page()
    said = ("holds ", "green") if proof.holds else ("fails ", "bold red")
    covers = few(proof.covers, 4, between=", ")
    page.item(said, (proof.name, "bold"), f": {proof.statement}", depth=0)
    page.say((f"{covers}; lists of up to {proof.bound} items; {proof.seconds:.1f} s", "dim"), depth=4)
    if not proof.holds:
        page.say((f"{proof.subject}: ", "bold"), proof.found, depth=4)
    if proof.counterexample is not None:
        where = str(files[0]) if files else "FILE"
        page.say(f"see: asylon explain {where} {proof.counterexample.explain}", depth=4)
        if proof.counterexample.beside is not None:
            page.say(f"and beside it: {files[1] if files else 'the second situation'}", depth=4)
    return page


def _sum_up(found: list[Proof]) -> None:
    from asylon.cli.console import show
    from asylon.cli.page import Page

    failed = sum(not proof.holds for proof in found)
    page = Page()
    page.blank()
    page.say(
        (_count(len(found) - failed, "proof holds", "proofs hold"), "bold"),
        f", {_count(failed, 'fails', 'fail')}" if failed else ", none fails",
        f"; {sum(proof.seconds for proof in found):.0f} s. Each is about all situations with lists of up to "
        f"{max((proof.bound for proof in found), default=0)} items.",
    )
    show(page)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _situations(proof: Proof) -> list[dict[str, Any]]:
    example = proof.counterexample
    if example is None:
        return []
    return [each for each in (example.situation, example.beside) if each is not None]


def _write(proof: Proof, folder: Path) -> list[Path]:
    files = []
    for situation, ending in zip(_situations(proof), ("", "-beside"), strict=False):
        name = re.sub(r"\W+", "-", f"{proof.jurisdiction}-{proof.name}-{proof.subject}")
        path = folder / f"{name}{ending}.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(situation, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        except OSError as problem:
            said = problem.strerror or str(problem)
            raise BadInput([Fault("unwritable", str(path), {"problem": said})]) from problem
        files.append(path)
    return files
