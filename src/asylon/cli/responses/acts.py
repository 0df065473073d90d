"""Writes what a file says, by the table of kinds. Where anything is wrong, nothing is written."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from asylon.casework.access.door import NotThere
from asylon.casework.spine import EditedMeanwhile
from asylon.cli.acting import AtWork
from asylon.cli.complaints import said
from asylon.cli.opening import CannotOpen
from asylon.cli.responses.entries import meant, read_entry, short_name
from asylon.cli.responses.kinds import KINDS, Kind, Sort, Task, Writer, writers
from asylon.cli.responses.naming import the_emergency, the_one
from asylon.cli.responses.targets import Target, targets
from asylon.responses.emergencies.faults import BadRecord, RecordFault
from asylon.responses.plans import faults as of_plans
from asylon.responses.pledges.faults import BadPledge, PledgeFault
from asylon.responses.reviews.services import NotAdopted, ReviewCalled, ReviewHeld
from asylon.responses.shares.records import NameTaken
from asylon.rulebook.faults import BadInput, Fault

NOBODY = UUID(int=0)
CONFLICTS: Mapping[type[Exception], str] = {
    of_plans.NotADraft: "this version is adopted and stays as it is; begin a new one with 'write version'",
    of_plans.DraftAlready: "there is a draft of this plan already; go on with it",
    NotAdopted: "no version of this plan is adopted, so there is nothing to review yet",
    ReviewCalled: "a review of this plan is called already; hold that one first",
    ReviewHeld: "this review is over; what it found and decided is kept as it was",
    NameTaken: "another scenario of this emergency is called so already; choose another name",
    NotThere: "an emergency or a consultation that the file names is not there; look at the ids",
}
"""What does not fit what stands by now."""


def write(at: AtWork, arguments: Namespace) -> int:
    """Write what the file of a kind says about what is named, and say what came of it."""
    kind = KINDS[arguments.kind]
    writer = writers()[kind.name]
    about = _target(at, kind, arguments.target) if kind.of else None
    file: Path | None = arguments.file if kind.file else None
    given = _given(file, kind, writer) if file else {}
    with _told(kind, writer, file, given):
        try:
            done = writer.write(Task(at.visitor, at.now, about.id if about else NOBODY, given))
        except EditedMeanwhile as slower:
            raise CannotOpen(_slower(at, kind, about)) from slower
    print(f"{kind.name}: {done}")
    return 0


def _target(at: AtWork, kind: Kind, written: str) -> Target:
    if kind.of is Sort.EMERGENCY:
        found = the_emergency(at, written)
        return Target(id=found.id, name=found.name, version=found.version)
    assert kind.of
    every = targets(at, kind.of)
    if not every:
        raise CannotOpen(f"there is no {kind.of} here yet")
    return the_one(every, written, what=kind.of.value)


def _given(file: Path, kind: Kind, writer: Writer) -> dict[str, Any]:
    if writer.table is not None and file.suffix.lower() == ".csv":
        return writer.table(file)
    return read_entry(file, writer.holds, kind=kind.name)


@contextmanager
def _told(kind: Kind, writer: Writer, file: Path | None, given: Mapping[str, Any]) -> Iterator[None]:
    """Say what the rules found by its place in the file, and what does not fit in one sentence.

    Raises: BadInput, CannotOpen.
    """
    name = short_name(file) if file else kind.name
    try:
        yield
    except BadRecord as bad:
        rows = given.get("rows", ()) if file and file.suffix.lower() == ".csv" else ()
        raise BadInput(
            said(f"{name}: {_record_place(each, rows)}", each.code, each.says()) for each in bad.faults
        ) from bad
    except BadPledge as bad:
        raise BadInput(
            said(f"{name}: {_pledge_place(each)}", each.code, each.says()) for each in bad.faults
        ) from bad
    except of_plans.BadEntry as bad:
        raise BadInput(
            said(f"{name}: {_entry_place(each, writer)}", each.code, _entry_says(each)) for each in bad.faults
        ) from bad
    except BadInput as bad:  # of the libraries: keys, figures
        raise BadInput(_in_file(each, name) for each in bad.faults) from bad
    except tuple(CONFLICTS) as other:
        raise CannotOpen(f"{kind.name}: {CONFLICTS[type(other)]}; nothing was written") from other


def _record_place(fault: RecordFault, rows: Any) -> str:
    if fault.row is None:
        return fault.field
    if not rows:
        return f"rows[{fault.row}].{fault.field}"
    row, column = rows[fault.row], {"on": "day"}.get(fault.field, fault.field)
    return ", ".join(filter(None, (row.on.isoformat(), row.sector.value, row.district, column)))


def _pledge_place(fault: PledgeFault) -> str:
    place = {"tranche": "part"}.get(fault.field, fault.field)
    return place if fault.row is None else f"parts[{fault.row}].{place}"


def _entry_place(fault: of_plans.Fault, writer: Writer) -> str:
    of_the_file = fault.field.partition("[")[0] in writer.holds
    return fault.field if of_the_file or not writer.inside else f"{writer.inside}.{fault.field}"


def _entry_says(fault: of_plans.Fault) -> str:
    choices = fault.values.get("choices")
    return meant(fault.values["found"], choices) if choices else fault.says()


def _in_file(fault: Fault, name: str) -> Fault:
    place = f"{name}: {fault.place}" if fault.place else name
    return said(place, fault.code, fault.problem())


def _slower(at: AtWork, kind: Kind, about: Target | None) -> str:
    by_now = None
    if about and kind.of:
        by_now = next((each for each in targets(at, kind.of) if each.id == about.id), None)
    if by_now is None:
        return f"{kind.name}: somebody else changed it meanwhile; nothing was written"
    number = f"movement {by_now.last}" if kind.steps else f"version {by_now.version}"
    return (
        f"{kind.name}: it stands at {number} by now, and 'seen' says something else: somebody changed it "
        "after it was read. Nothing was written; read it again and decide"
    )
