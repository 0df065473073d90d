"""Reads situations from a file, from standard input, or line by line; and opens the rulebook."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from asylon.rulebook import Assessment, Rulebook, Situation, assess, load, receive
from asylon.rulebook.faults import BadSituation, Fault
from asylon.rulebook.intake import read_json


def assessments(arguments: Namespace) -> Iterator[Assessment]:
    """Assess every situation of FILE. All of it is checked before the first answer.

    Raises: BadSituation with the faults of every situation; BadRulebook for wrong texts.
    """
    rulebook = open_rulebook(arguments.rulebook)
    situations = received(arguments, rulebook)
    for where, when in dict.fromkeys((each.jurisdiction, each.as_of) for each in situations):
        rulebook.resolve(where, when)  # a fault in an overlay must not show after half of the output
    return (assess(situation, rulebook=rulebook) for situation in situations)


def open_rulebook(folder: str | None) -> Rulebook:
    """Load the texts. They live as long as the command, so the collector need not look at them."""
    gc.disable()
    try:
        return load(folder)
    finally:
        gc.freeze()
        gc.enable()


def received(arguments: Namespace, rulebook: Rulebook) -> list[Situation]:
    """Read and check every situation of FILE.

    Raises: BadSituation with the faults of all of them.
    """
    situations, faults = [], []
    for text, name in _texts(arguments.file):
        try:
            situations.append(_situation(text, name, arguments, rulebook))
        except BadSituation as problem:
            faults += [_without_line_in_line(fault, name) for fault in problem.faults]
    if faults:
        raise BadSituation(faults)
    return situations


def read_one(path: Path) -> dict[str, object]:
    """The JSON of one file, or of standard input; such as a situation that ships with the product."""
    found: dict[str, object] = read_json(_read(str(path), name_of(path)), name_of(path))
    return found


def name_of(path: Path) -> str:
    """What messages call a file: '-' is standard input."""
    return "standard input" if str(path) == "-" else str(path)


def today() -> date:
    """The day where the user is: what an assessment is of, if nobody says otherwise."""
    return datetime.now().astimezone().date()


def _situation(text: str, name: str, arguments: Namespace, rulebook: Rulebook) -> Situation:
    written = read_json(text, name)
    as_of = arguments.as_of
    if isinstance(written, dict):
        if isinstance(written.get("situation"), dict):
            raise BadSituation([Fault("vignette", name)])
        if as_of is None and written.get("as_of") is None:
            as_of = today()
    return receive(written, rulebook, jurisdiction=arguments.jurisdiction, as_of=as_of, name=name)


def _texts(file: str) -> Iterator[tuple[str, str]]:
    name = "standard input" if file == "-" else file
    text = _read(file, name)
    if not file.endswith(".jsonl"):
        yield text, name
        return
    if not text.strip():
        raise BadSituation([Fault("empty", name)])
    # Not splitlines(): a JSON text may hold U+2028 and its kin.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield line, f"{name}:{number}"


def _read(file: str, name: str) -> str:
    try:
        written = _standard_input() if file == "-" else Path(file).read_bytes()
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        said = f"it is not UTF-8 text (byte {problem.start + 1})"
    except OSError as problem:
        said = problem.strerror or str(problem)
    raise BadSituation([Fault("unreadable", name, {"problem": said})])


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise OSError("it is closed")
    return sys.stdin.buffer.read()


def _without_line_in_line(fault: Fault, name: str) -> Fault:
    """In a .jsonl file `people.jsonl:3:1:17` means line 3, column 17."""
    if fault.code != "json_syntax" or not name.endswith(tuple("0123456789")):
        return fault
    return replace(fault, place=fault.place.replace(f"{name}:1:", f"{name}:", 1))
