"""Who writes an emergency, what is decided and counted about it, and shares of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from asylon.cli.complaints import said
from asylon.cli.responses.entries import members_of
from asylon.cli.responses.kinds import Task, Writer, made, stands
from asylon.interchange.capacities import read_capacities
from asylon.responses.emergencies import kinds, recording, services
from asylon.responses.emergencies.records import (
    NewCapacity,
    NewCause,
    NewEmergency,
    NewProcedures,
    NewStage,
    NewThreshold,
)
from asylon.responses.shares.records import LONGEST_NAME, LONGEST_REASONS, NewScenario
from asylon.responses.shares.services import work_out
from asylon.rulebook.faults import BadInput
from asylon.sharing import Key, preset, read_key

SHEET: Mapping[str, tuple[Any, Any]] = {"source": (str, ...), "invented": (bool, False)}
Measure = Literal["refugees", "asylum_seekers", "oip"]
MOST_PERSONS = 100_000_000


def _change(task: Task) -> str:
    given = task.record(NewEmergency)
    version = services.edit_emergency(task.visitor, task.target, given, seen=task.said["seen"], now=task.now)
    return stands(task.target, version)


def _stage(task: Task) -> str:
    return made(services.reach_stage(task.visitor, task.target, task.record(NewStage), now=task.now))


def _mark(task: Task) -> str:
    mark = task.said["mark"]
    given = task.record(NewThreshold, mark=None if mark is None else Decimal(str(mark)))
    return made(services.set_threshold(task.visitor, task.target, given, now=task.now))


def _cause(task: Task) -> str:
    given = task.record(NewCause, country=task.said["country"] or "")
    return made(services.note_cause(task.visitor, task.target, given, now=task.now))


def _capacities(task: Task) -> str:
    rows = recording.record_capacity(
        task.visitor,
        task.target,
        task.said["rows"],
        source=task.said["source"],
        invented=task.said["invented"],
        now=task.now,
    )
    return f"{rows} rows are written down; the newest of a sector, district and unit counts"


def _procedures(task: Task) -> str:
    id_ = recording.record_procedures(
        task.visitor,
        task.target,
        task.record(NewProcedures),
        source=task.said["source"],
        invented=task.said["invented"],
        now=task.now,
    )
    return made(id_)


def _scenario(task: Task) -> str:
    states = tuple(dict.fromkeys(task.said["states"]))
    given = task.record(NewScenario, key=_key(task.said), states=states)
    id_ = work_out(task.visitor, task.target, given, now=task.now)
    return f"worked out and kept as {id_}; it decides nothing about anybody"


def _key(given: Mapping[str, Any]) -> Key:
    if bool(given["preset"]) == bool(given["key"]):
        says = "name a key that ships in 'preset', or write the text of one in 'key'; one of the two"
        raise BadInput([said("preset", "one_key", says)])
    if given["key"]:
        return read_key(given["key"], where="key")
    try:
        return preset(given["preset"])
    except BadInput as unknown:
        raise BadInput(said("preset", each.code, each.problem()) for each in unknown.faults) from unknown


def _table_of_capacities(path: Path) -> dict[str, Any]:
    reports = read_capacities(path)
    sources = {each.source for each in reports}
    if len(sources) > 1 or "" in sources:
        says = "every row says who counted, and all of a file say the same; make a file for each source"
        raise BadInput([said(f"{path.name}: column source", "one_source", says)])
    rows = [
        NewCapacity(
            on=each.on,
            sector=kinds.Sector(each.sector),
            unit=kinds.Unit(each.unit),
            capacity=each.capacity,
            in_use=each.in_use,
            district=each.district,
        )
        for each in reports
    ]
    return {"source": sources.pop(), "rows": rows, "invented": False}


OF_EMERGENCIES: Mapping[str, Writer] = {
    "change-emergency": Writer(holds=members_of(NewEmergency, seen=(int, ...)), write=_change),
    "stage": Writer(holds=members_of(NewStage), write=_stage),
    "mark": Writer(holds=members_of(NewThreshold, mark=(float | None, ...)), write=_mark),
    "cause": Writer(holds=members_of(NewCause, country=(str | None, None)), write=_cause),
    "capacities": Writer(
        holds={"rows": (list[NewCapacity], ...), **SHEET}, write=_capacities, table=_table_of_capacities
    ),
    "procedures": Writer(holds=members_of(NewProcedures, **SHEET), write=_procedures),
    "scenario": Writer(
        holds=members_of(
            NewScenario,
            name=(Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)], ...),
            reasons=(Annotated[str, Field(max_length=LONGEST_REASONS)], ""),
            preset=(str, ""),
            key=(str, ""),
            total=(Annotated[int, Field(ge=1, le=MOST_PERSONS)], ...),
            measure=(Measure, "refugees"),
        ),
        write=_scenario,
    ),
}
