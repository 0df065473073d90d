"""What a screening says, as a table: one row a person, in the order of the caseload."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from asylon.caseload.kernel import PERSONS, Kernel, Pair
from asylon.caseload.planes import Words, unpacked
from asylon.caseload.population import NumpyPopulation
from asylon.logic.tree import WHOLE
from asylon.rulebook.program import Program
from asylon.rulebook.scopes import PERSON

ANSWERS = pa.array(["yes", "no", "unknown"])
ANSWER = pa.dictionary(pa.int8(), pa.string())


def conclusion_ids(program: Program) -> list[str]:
    """The rules about the person, in the order of the rulebook."""
    return [id_ for id_, rule in program.contents.rules.items() if rule.scope == PERSON]


def gate_ids(program: Program) -> list[str]:
    """The gates in the order of evaluation."""
    return sorted(program.contents.gates, key=lambda id_: program.contents.gates[id_].order)


def track_ids(program: Program) -> list[str]:
    """The tracks in the order of the rulebook."""
    return list(program.contents.tracks)


def alert_ids(program: Program) -> list[str]:
    """The alerts that facts can raise."""
    return [id_ for id_, alert in program.contents.alerts.items() if alert.when is not None]


def result_schema(program: Program) -> pa.Schema:
    """The columns of a result; the same for every jurisdiction of a rulebook."""
    return pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            *(pa.field(id_, ANSWER, nullable=False) for id_ in conclusion_ids(program)),
            *(pa.field(f"blocked_{id_}", pa.bool_(), nullable=False) for id_ in gate_ids(program)),
            *(pa.field(f"track_{id_}", pa.bool_(), nullable=False) for id_ in track_ids(program)),
            *(pa.field(f"alert_{id_}", pa.bool_(), nullable=False) for id_ in alert_ids(program)),
            pa.field("open_questions", pa.int32(), nullable=False),
        ]
    )


def result_batch(
    kernel: Kernel, population: NumpyPopulation, ids: pa.Array, open_questions: Any
) -> pa.RecordBatch:
    """The results of one chunk; `open_questions` counts them by person."""
    program, rows = population.program, population.chunk.rows
    arrays: list[pa.Array] = [ids]
    arrays += [answers(kernel.rule(id_, PERSONS), rows) for id_ in conclusion_ids(program)]
    arrays += [flags(population.ones(PERSONS) ^ open_gate(kernel, id_), rows) for id_ in gate_ids(program)]
    arrays += [flags(kernel.rule(f"track:{id_}", PERSONS).yes, rows) for id_ in track_ids(program)]
    arrays += [flags(kernel.rule(f"alert:{id_}", PERSONS).yes, rows) for id_ in alert_ids(program)]
    arrays.append(pa.array(open_questions, pa.int32()))
    return pa.RecordBatch.from_arrays(arrays, schema=result_schema(program))


def open_gate(kernel: Kernel, id_: str) -> Words:
    """The persons for whom a gate is known to be open, for every destination and at least one."""
    key = f"gate:{id_}"
    if kernel.bodies[key].scope == WHOLE:
        found: Words = kernel.rule(key, PERSONS).yes
    else:
        found = kernel.everywhere(key)
    return found


def answers(pair: Pair, rows: int) -> pa.Array:
    """A conclusion as words."""
    codes = 2 - 2 * unpacked(pair.yes, rows).view(np.int8) - unpacked(pair.no, rows).view(np.int8)
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), ANSWERS)


def flags(plane: Words, rows: int) -> pa.Array:
    """A plane as booleans, without copying."""
    return pa.Array.from_buffers(pa.bool_(), rows, [None, pa.py_buffer(plane)])
