"""Says on standard error what is wrong with the input: one line a fault, never a traceback."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from asylon.cli.console import printable
from asylon.rulebook.faults import BadInput, Fault

MOST = 20
"""A file with more faults than this has one cause; the rest of them would bury it."""


@dataclass(frozen=True, slots=True)
class SaidFault(Fault):
    """One thing that is wrong, in a sentence that was made elsewhere: `values` has it as `says`."""

    def problem(self) -> str:
        """The sentence as it stands."""
        return str(self.values["says"])


def said(place: str, code: str, says: str) -> SaidFault:
    """A fault at a place, with the words of whoever found it."""
    return SaidFault(code, place, {"says": says})


def complain(problem: BadInput) -> None:
    """Print the faults, the first ones in full and the others as a number."""
    for fault in problem.faults[:MOST]:
        print(f"asylon: {printable(fault.sentence())}", file=sys.stderr)
    left = len(problem.faults) - MOST
    if left > 0:
        print(f"asylon: and {left} more", file=sys.stderr)
