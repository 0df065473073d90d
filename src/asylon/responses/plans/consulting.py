"""Writes consultations: who convened them and why, who sat at the table, what was examined, what came out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from asylon.casework.access.door import NotThere, must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.spine import write_edit
from asylon.responses.emergencies.kinds import Part
from asylon.responses.emergencies.models import Emergency
from asylon.responses.emergencies.opening import codes_of
from asylon.responses.plans import entries
from asylon.responses.plans.faults import Fault
from asylon.responses.plans.models import Consultation, Option, Party, PartyKind, Voice

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """Somebody at the table."""

    kind: str
    name: str
    iso3: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class OptionEntry:
    """Something examined, and what was made of it."""

    words: str
    finding: str = "open"
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class ConsultationEntry:
    """A consultation as somebody tells it."""

    basis: str
    convened_on: date
    asked_by: str = ""
    held_on: date | None = None
    place: str = ""
    outcome: str = ""
    parties: tuple[PartyEntry, ...] = ()
    options: tuple[OptionEntry, ...] = ()


def convene(visitor: Visitor, emergency: UUID, told: ConsultationEntry, *, now: datetime) -> Consultation:
    """Record a consultation on an emergency. Source: ExCom 100 (f) to (h).

    Raises: Refused, NotThere, BadEntry.
    """
    must(visitor, Act.CONSULT, now=now)
    about = Emergency.objects.filter(pk=emergency).first()
    if about is None:
        raise NotThere
    told = _trimmed(told)
    _check(told, about, today=now.date())
    with transaction.atomic():
        made = Consultation.objects.create(emergency=about, **_columns(told))
        _put_rows(made, told)
        write(act=Act.CONSULT, visitor=visitor, now=now, detail={"consultation": str(made.pk)})
    return made


def change_consultation(
    visitor: Visitor, consultation: UUID, told: ConsultationEntry, *, seen: int, now: datetime
) -> Consultation:
    """Write a consultation anew that was read at version `seen`.

    Raises: Refused, NotThere, BadEntry, EditedMeanwhile.
    """
    must(visitor, Act.CONSULT, now=now)
    row = Consultation.objects.select_related("emergency").filter(pk=consultation).first()
    if row is None:
        raise NotThere
    told = _trimmed(told)
    _check(told, row.emergency, today=now.date())
    with transaction.atomic():
        write_edit(row, seen=seen, **_columns(told))
        row.parties.all().delete()
        row.options.all().delete()
        _put_rows(row, told)
        write(act=Act.CONSULT, visitor=visitor, now=now, detail={"consultation": str(row.pk)})
    return row


def _trimmed(told: ConsultationEntry) -> ConsultationEntry:
    return replace(
        entries.trimmed(told),
        parties=tuple(map(entries.trimmed, told.parties)),
        options=tuple(map(entries.trimmed, told.options)),
    )


def _columns(told: ConsultationEntry) -> dict[str, Any]:
    return {
        "basis": told.basis,
        "asked_by": told.asked_by,
        "convened_on": told.convened_on,
        "held_on": told.held_on,
        "place": told.place,
        "outcome": told.outcome,
    }


def _put_rows(row: Consultation, told: ConsultationEntry) -> None:
    Party.objects.bulk_create(
        Party(consultation=row, kind=each.kind, iso3=each.iso3, name=each.name, voice=each.voice)
        for each in told.parties
    )
    Option.objects.bulk_create(
        Option(consultation=row, words=each.words, finding=each.finding, reasons=each.reasons)
        for each in told.options
    )


def _check(told: ConsultationEntry, about: Emergency, *, today: date) -> None:
    on_request = told.basis == Consultation.Basis.REQUEST
    entries.refuse(
        (
            entries.one_of("basis", told.basis, Consultation.Basis.values),
            Fault("asked_by", "asked_by") if on_request and not told.asked_by else None,
            Fault("asked_by", "nobody_asked") if not on_request and told.asked_by else None,
            entries.country("asked_by", told.asked_by) or _asked_elsewhere(told, about),
            Fault("convened_on", "future") if told.convened_on > today else None,
            entries.not_before("held_on", told.held_on, told.convened_on),
            entries.text("place", told.place, most=120, required=False),
            entries.text("outcome", told.outcome, most=4000, required=False),
            *(
                Fault(name, "many_rows", {"most": MOST_ROWS})
                for name in ("parties", "options")
                if len(getattr(told, name)) > MOST_ROWS
            ),
            *_in_rows("parties", (_party_faults(each) for each in told.parties[:MOST_ROWS])),
            *_twice(told.parties[:MOST_ROWS]),
            *_in_rows("options", (_option_faults(each) for each in told.options[:MOST_ROWS])),
        )
    )


def _asked_elsewhere(told: ConsultationEntry, about: Emergency) -> Fault | None:
    """A country that asked is exposed: a host of the emergency, or a State at the table that says so."""
    there = {
        *codes_of(about, Part.HOST),
        *(each.iso3 for each in told.parties if each.kind == PartyKind.STATE),
    }
    if not told.asked_by or told.asked_by in there:
        return None
    return Fault("asked_by", "asked_elsewhere", {"found": told.asked_by})


def _party_faults(told: PartyEntry) -> tuple[Fault | None, ...]:
    return (
        entries.one_of("kind", told.kind, PartyKind.values),
        entries.one_of("voice", told.voice, Voice.values, required=False),
        *entries.party(told.kind, told.iso3, told.name),
    )


def _option_faults(told: OptionEntry) -> tuple[Fault | None, ...]:
    return (
        entries.text("words", told.words, most=400),
        entries.one_of("finding", told.finding, Option.Finding.values),
        entries.text("reasons", told.reasons, most=1000, required=False),
    )


def _in_rows(of: str, rows: Iterable[tuple[Fault | None, ...]]) -> Iterable[Fault]:
    for place, faults in enumerate(rows):
        for fault in faults:
            if fault is not None:
                yield Fault(f"{of}[{place}].{fault.field}", fault.code, fault.values)


def _twice(parties: tuple[PartyEntry, ...]) -> Iterable[Fault]:
    seen: set[tuple[str, str]] = set()
    for place, each in enumerate(parties):
        if (each.kind, each.name) in seen:
            yield Fault(f"parties[{place}].name", "twice", {"found": each.name})
        seen.add((each.kind, each.name))
