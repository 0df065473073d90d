"""The entry of the command: choose the verb, run it, and turn what went wrong into an exit code.

Codes: 0 done; 1 a check found something wrong; 2 bad input; 130 interrupted.
"""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from pathlib import Path

VERBS = {
    "assess": "everything that protects this person, with reasons",
    "explain": "why one conclusion, gate or right came out so, and what would change it",
    "ask": "the next questions, the most useful first",
    "demo": "an office with made-up people in the browser; --text: three of them here",
    "screen": "a whole caseload: what the law gives to each person of a table",
    "compare": "who is affected when the law, the practice or the rulebook changes",
    "generate": "a made-up caseload with realistic shares, for trials and benchmarks",
    "apportion": "share a number of persons among States by a key, and say why each number is so",
    "influx": "the signs of a mass influx, from a table of arrivals alone",
    "figures": "the public figures that ship: list them, look at a new file, keep it as a release",
    "rulebook": "check, list, show, render or prove the rules themselves",
    "serve": "the office: pages, sign-in and API for the people who work in it",
    "office": "set an office up, back it up and restore it",
    "responses": "a population's case: emergencies, arrivals, plan, pledges, reviews, report",
    "journal": "verify that nobody rewrote what was done here",
    "keys": "make and change the office's keys",
}

ABOUT = """Every protection that the law gives one person, side by side, with reasons and citations.
Unknown stays unknown: it never counts as a no, and it never opens a gate."""

MORE = """examples:
  asylon demo
  asylon demo --text
  asylon assess situation.json
  asylon explain situation.json non_refoulement
  asylon ask situation.json --number 5
  asylon assess people.jsonl --format json
  asylon rulebook show trafficked
  asylon influx arrivals.csv --host TCD --codes iso
  asylon responses list --by WORKNAME

exit codes: 0 done, 1 a check found something wrong, 2 bad input.
No lawyer has signed the shipped rules yet: what they say is unverified and no legal advice."""


def main() -> int:
    """Run the command with the arguments of this process and return its exit code."""
    try:
        _prepare_output()
        code = _run(sys.argv[1:])
        sys.stdout.flush()  # here, where a closed pipe or a full disk can still be told
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _abandon_output()
        return 0  # whoever read the output has seen enough
    except OSError as problem:  # of the output: every input is read under its own name
        _abandon_output()
        print(f"asylon: the output cannot be written: {problem.strerror}", file=sys.stderr)
        return 2


def _run(words: list[str]) -> int:
    from asylon.cli.arguments import Parser
    from asylon.cli.complaints import complain
    from asylon.cli.opening import CannotOpen
    from asylon.rulebook.faults import BadInput

    parser = Parser(prog="asylon", description=ABOUT, epilog=MORE)
    parser.add_argument("--version", action="store_true", help="print the version and end")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    chosen = next((word for word in words if not word.startswith("-")), "")
    for verb, about in VERBS.items():
        under = verbs.add_parser(verb, help=about, description=about[0].upper() + about[1:] + ".")
        under.set_defaults(parser=under)
        if verb == chosen:  # the others are named in the help; importing them would only cost time
            import_module(f"asylon.cli.{verb}").add_arguments(under)
    try:
        arguments, unknown = parser.parse_known_args(words)
        if unknown:
            getattr(arguments, "parser", parser).refuse(unknown)
        if arguments.version:
            return _version()
        if not arguments.verb:
            parser.print_help(sys.stderr)
            return 2
        code: int = import_module(f"asylon.cli.{arguments.verb}").run(arguments)
        return code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    except BadInput as problem:
        complain(problem)
        return 2
    except CannotOpen as problem:
        print(f"asylon: {problem}", file=sys.stderr)
        return 2


def _version() -> int:
    from asylon import __version__

    print(f"asylon {__version__}")
    return 0


def _prepare_output() -> None:
    """Make sure that there is a stream to write to, and that no sign of a text can break it."""
    if sys.stdout is None:  # closed by the caller
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - lives until the end
    raw = getattr(sys.stdout, "buffer", None)
    if isinstance(raw, io.RawIOBase):  # PYTHONUNBUFFERED: a full disk would cut the text off in silence
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(raw), encoding=sys.stdout.encoding)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _abandon_output() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not complain at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
