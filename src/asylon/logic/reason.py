"""What an answer rests on, and what is missing for one: leaves of expressions, by name and item."""

from __future__ import annotations

from typing import NamedTuple

from asylon.logic.truth import Truth


class Reason(NamedTuple):
    """One reason of an answer, or one leaf that is missing for it.

    `kind`: `fact` (a known leaf), `presumed` (a part that is not shown), `doubt` (a leaf accepted
    with the benefit of the doubt), `rule` (a rule that stands silent), `none` (a list that is
    empty), `fixed` (a constant). `item` names the item that it is about; empty for the whole.
    """

    kind: str
    name: str
    scope: str = ""
    item: str = ""
    value: Truth = None


Reasons = frozenset[Reason]
NOTHING: Reasons = frozenset()
