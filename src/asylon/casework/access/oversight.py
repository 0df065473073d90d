"""The journal for those who watch over everybody else: references and codes, never a case."""

from __future__ import annotations

from datetime import datetime

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.selectors import Filters, Written, entries
from asylon.casework.journal.services import write
from asylon.casework.journal.verifying import Verdict, verify_journal

__all__ = ["Filters", "Verdict", "Written", "read_entries", "verify_for"]

PAGE = 50


def read_entries(
    visitor: Visitor, filters: Filters | None = None, *, now: datetime, limit: int = PAGE
) -> list[Written]:
    """Entries of the journal, the newest first. That somebody read them is itself an entry.

    Raises: Refused.
    """
    must(visitor, Act.READ_JOURNAL, now=now)
    asked = filters or Filters()
    found = entries(asked, limit=limit)
    write(act=Act.READ_JOURNAL, visitor=visitor, person=asked.person, detail={"entries": len(found)}, now=now)
    return found


def verify_for(visitor: Visitor, *, now: datetime) -> Verdict:
    """Walk over the whole journal for somebody who may read it.

    Raises: Refused.
    """
    must(visitor, Act.READ_JOURNAL, now=now)
    verdict = verify_journal()
    detail = {"verified": verdict.entries, "whole": verdict.whole}
    write(act=Act.READ_JOURNAL, visitor=visitor, detail=detail, now=now)
    return verdict
