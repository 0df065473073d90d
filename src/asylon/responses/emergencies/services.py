"""Writes emergencies: opens and corrects them, and adds stages, marks, declarations and causes.

Each asks the door, checks, writes and journals in one transaction. The journal holds codes and ids only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.chain import Detail
from asylon.casework.journal.services import write
from asylon.casework.spine import write_edit
from asylon.responses.emergencies import checks
from asylon.responses.emergencies.checks import check
from asylon.responses.emergencies.faults import BadRecord, DeclaredAlready, NothingDeclared, RecordFault
from asylon.responses.emergencies.kinds import DeclarationKind, Part
from asylon.responses.emergencies.models import (
    Cause,
    Country,
    Declaration,
    Emergency,
    StageReached,
    Threshold,
)
from asylon.responses.emergencies.opening import codes_of, open_emergency, with_figures
from asylon.responses.emergencies.records import (
    EndOfDeclaration,
    NewCause,
    NewDeclaration,
    NewEmergency,
    NewStage,
    NewThreshold,
)

KEEP = Act.KEEP_PLAN
"""Whoever keeps the plan keeps the emergency that it is for: its frame, stages, marks and causes."""


def begin_emergency(visitor: Visitor, given: NewEmergency, *, now: datetime) -> UUID:
    """Open an emergency; gives its id. Nothing is declared by it.

    Raises: Refused; BadRecord.
    """
    must(visitor, KEEP, now=now)
    check(checks.of_emergency(given, today=now.date()))
    with transaction.atomic():
        row = Emergency(
            name=given.name.strip(),
            summary=given.summary.strip(),
            began_on=given.began_on,
            closed_on=given.closed_on,
            kept_by_id=visitor.office,
            invented=given.invented,
        )
        _named_once(lambda: row.save(force_insert=True))
        _write_countries(row, given)
        _journal(visitor, KEEP, row.pk, "emergency", now=now)
    return row.pk


def edit_emergency(
    visitor: Visitor, emergency: UUID, given: NewEmergency, *, seen: int, now: datetime
) -> int:
    """Correct an emergency that was read at version `seen`; gives the new version.

    A host with figures on record stays one: what was counted there would be about no country of it.
    Raises: Refused; NotThere; BadRecord; EditedMeanwhile.
    """
    row = open_emergency(visitor, emergency, act=KEEP, now=now)
    check(checks.of_emergency(given, today=now.date()))
    with transaction.atomic():
        gone = set(codes_of(row, Part.HOST)) - set(given.hosts)
        check(
            RecordFault("hosts", "host_has_figures", values={"found": code})
            for code in with_figures(row, gone)
        )
        changes = {
            "name": given.name.strip(),
            "summary": given.summary.strip(),
            "began_on": given.began_on,
            "closed_on": given.closed_on,
            "invented": given.invented,
        }
        _named_once(lambda: write_edit(row, seen=seen, **changes))
        row.countries.all().delete()
        _write_countries(row, given)
        _journal(visitor, KEEP, row.pk, "emergency_edit", now=now)
    return row.version


def reach_stage(visitor: Visitor, emergency: UUID, given: NewStage, *, now: datetime) -> UUID:
    """Say that a situation reached a stage; gives the id.

    Raises: Refused; NotThere; BadRecord.
    """
    row = open_emergency(visitor, emergency, act=KEEP, now=now)
    check(checks.of_stage(given, today=now.date()))
    with transaction.atomic():
        made = StageReached.objects.create(
            emergency=row,
            stage=given.stage,
            since=given.since,
            reasons=given.reasons.strip(),
            by_id=visitor.account,
            at=now,
        )
        _journal(visitor, KEEP, row.pk, "stage", now=now, stage=given.stage.value)
    return made.pk


def set_threshold(visitor: Visitor, emergency: UUID, given: NewThreshold, *, now: datetime) -> UUID:
    """Set the mark of an indicator, or take it away; gives the id. Older marks stay on record.

    Raises: Refused; NotThere; BadRecord.
    """
    row = open_emergency(visitor, emergency, act=KEEP, now=now)
    check(checks.of_threshold(given))
    with transaction.atomic():
        made = Threshold.objects.create(
            emergency=row,
            indicator=given.indicator,
            sector=given.sector or "",
            mark=given.mark,
            reasons=given.reasons.strip(),
            by_id=visitor.account,
            at=now,
        )
        _journal(visitor, KEEP, row.pk, "threshold", now=now, indicator=given.indicator.value)
    return made.pk


def declare(visitor: Visitor, emergency: UUID, given: NewDeclaration, *, now: datetime) -> UUID:
    """Write down that a named person declares a mass influx; gives the id. Wants a fresh second factor.

    It may open recognition as a group. It ends no claim and no status, and nobody's admission or
    protection waits for it: nothing in casework reads this table.
    Raises: Refused; NotThere; BadRecord; DeclaredAlready.
    """
    row = open_emergency(visitor, emergency, act=Act.DECLARE_INFLUX, now=now)
    check(checks.of_declaration(given, today=now.date()))
    with transaction.atomic():
        if _running(row) is not None:
            raise DeclaredAlready
        made = Declaration.objects.create(
            emergency=row,
            kind=DeclarationKind.DECLARED,
            on=given.on,
            declared_by=given.declared_by.strip(),
            function=given.function.strip(),
            reasons=given.reasons.strip(),
            look_again_on=given.look_again_on,
            group_recognition=given.group_recognition,
            by_id=visitor.account,
            at=now,
            **{each.value: True for each in given.characteristics},
        )
        _journal(visitor, Act.DECLARE_INFLUX, row.pk, "declared", now=now)
    return made.pk


def end_declaration(visitor: Visitor, emergency: UUID, given: EndOfDeclaration, *, now: datetime) -> UUID:
    """Write down that a named person ends the declaration that runs; gives the id.

    Raises: Refused; NotThere; BadRecord; NothingDeclared.
    """
    row = open_emergency(visitor, emergency, act=Act.DECLARE_INFLUX, now=now)
    with transaction.atomic():
        running = _running(row)
        if running is None:
            raise NothingDeclared
        check(checks.of_end(given, declared_on=running.on, today=now.date()))
        made = Declaration.objects.create(
            emergency=row,
            kind=DeclarationKind.ENDED,
            on=given.on,
            declared_by=given.declared_by.strip(),
            function=given.function.strip(),
            reasons=given.reasons.strip(),
            by_id=visitor.account,
            at=now,
        )
        _journal(visitor, Act.DECLARE_INFLUX, row.pk, "ended", now=now)
    return made.pk


def note_cause(visitor: Visitor, emergency: UUID, given: NewCause, *, now: datetime) -> UUID:
    """Write down a root cause, a warning, or what is done about it; gives the id.

    Raises: Refused; NotThere; BadRecord.
    """
    row = open_emergency(visitor, emergency, act=KEEP, now=now)
    check(checks.of_cause(given, today=now.date()))
    with transaction.atomic():
        made = Cause.objects.create(
            emergency=row,
            kind=given.kind,
            on=given.on,
            country=given.country,
            said=given.said.strip(),
            source=given.source.strip(),
            invented=row.invented,
            by_id=visitor.account,
            at=now,
        )
        _journal(visitor, KEEP, row.pk, "cause", now=now, kind=given.kind.value)
    return made.pk


def _running(row: Emergency) -> Declaration | None:
    # Locked, so that two people cannot declare the same emergency at once.
    Emergency.objects.select_for_update().get(pk=row.pk)
    last = row.declarations.order_by("-at", "-id").first()
    return last if last is not None and last.kind == DeclarationKind.DECLARED else None


def _write_countries(row: Emergency, given: NewEmergency) -> None:
    named: Iterable[tuple[Part, str]] = [
        *((Part.HOST, code) for code in given.hosts),
        *((Part.ORIGIN, code) for code in given.origins),
    ]
    Country.objects.bulk_create([Country(emergency=row, iso3=code, part=part) for part, code in named])


def _named_once(save: Callable[[], object]) -> None:
    try:
        with transaction.atomic():
            save()
    except IntegrityError as taken:
        raise BadRecord([RecordFault("name", "name_taken")]) from taken


def _journal(visitor: Visitor, act: Act, emergency: UUID, what: str, *, now: datetime, **more: str) -> None:
    detail: Detail = {"emergency": str(emergency), "what": what, **more}
    write(act=act, visitor=visitor, now=now, detail=detail)
