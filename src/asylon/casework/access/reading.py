"""Reading a case whole: the record, the assessment of today, and freezing it after a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asylon.casework.access.door import OpenCase
from asylon.casework.assessments.services import Assessed, assess_record, freeze
from asylon.casework.facts.selectors import Record, record_of
from asylon.casework.people.identity import known_facts
from asylon.rulebook import Assessment, Rulebook


@dataclass(frozen=True, slots=True)
class Reading:
    """A case opened and assessed. What the visitor may not see of it is masked by whoever shows it."""

    case: OpenCase
    record: Record
    assessed: Assessed

    @property
    def assessment(self) -> Assessment:
        """What the rulebook says of the person today."""
        return self.assessed.assessment


def read_case(case: OpenCase, *, rulebook: Rulebook, as_of: date) -> Reading:
    """Open the record and assess it."""
    record = record_of(case.case)
    known = known_facts(case.identity, as_of=as_of)
    assessed = assess_record(case.case, record, as_of=as_of, rulebook=rulebook, known=known)
    return Reading(case, record, assessed)


def refreeze(case: OpenCase, *, cause: str, rulebook: Rulebook, as_of: date) -> UUID | None:
    """Assess again and keep the result if it says anything new."""
    return freeze(case.case, read_case(case, rulebook=rulebook, as_of=as_of).assessed, cause=cause)
