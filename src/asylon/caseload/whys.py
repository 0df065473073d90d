"""One line of reasons a person: why a conclusion or gate came out as it did."""

from __future__ import annotations

from asylon.caseload.bad_rows import BadTable
from asylon.caseload.persons import situation_at
from asylon.caseload.population import Chunk
from asylon.rulebook import Assessment
from asylon.rulebook.contract import gate_json
from asylon.rulebook.faults import Fault, nearest
from asylon.rulebook.program import Program
from asylon.rulebook.scopes import PERSON


def explained_key(program: Program, id_: str) -> str:
    """The id of a conclusion or gate that a column of reasons can be about.

    Raises: BadTable if there is no such conclusion or gate.
    """
    contents = program.contents
    rule = contents.rules.get(id_)
    if (rule is not None and rule.scope == PERSON) or id_ in contents.gates:
        return id_
    known = [*contents.gates, *(rule.id for rule in contents.rules.values() if rule.scope == PERSON)]
    raise BadTable([Fault("unknown_id", "--explain", {"id": id_}, nearest(id_, known))])


def reasons_of(program: Program, chunk: Chunk, id_: str) -> list[str]:
    """The reasons of every person, each as one line: what carries the answer, or what is missing."""
    return [
        _reason(Assessment(program, program.run(situation_at(chunk, row, program.jurisdiction))), id_)
        for row in range(chunk.rows)
    ]


def _reason(assessment: Assessment, id_: str) -> str:
    if id_ in assessment.program.contents.gates:
        answer = gate_json(assessment, assessment.gates[id_])
        because, missing, presumed = answer["because"], answer["missing"], []
    else:
        reasons = assessment.why(id_)
        because = [cited.path for cited in assessment.because.cited(reasons)]
        presumed = assessment.because.presumed(reasons)
        missing = [cited.path for cited in assessment.because.cited(assessment.because.missing(id_))]
    parts = [
        f"because: {', '.join(because)}" if because else "",
        f"presumed: {', '.join(presumed)}" if presumed else "",
        f"missing: {', '.join(missing)}" if missing else "",
    ]
    return "; ".join(part for part in parts if part)
