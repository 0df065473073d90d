"""What a visitor could do, for the buttons of a page; the door decides again when it is done."""

from __future__ import annotations

from asylon.casework.access.kernel import Act, Asked
from asylon.casework.access.table import decide
from asylon.casework.access.visitors import Visitor


def could(visitor: Visitor, act: Act) -> bool:
    """Whether the visitor may do it, with a fresh second factor where the act wants one."""
    return decide(Asked(visitor.role, visitor.purpose, act, stepped_up=True)).allowed
