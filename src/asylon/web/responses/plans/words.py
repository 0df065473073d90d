"""Consultations, amendments and differences in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from asylon.responses.plans.comparing import Difference
from asylon.responses.plans.selectors import ConsultationSeen
from asylon.responses.plans.words import SET_BY_REVIEW
from asylon.web.people.shown.days import day, moment
from asylon.web.responses.countries import country_name
from asylon.web.responses.plans.shown import arrangement_word, field_word

FINDING_ICONS = {"taken": "met", "set_aside": "not", "open": "may"}


@dataclass(frozen=True, slots=True)
class PartyLine:
    """Somebody at a table."""

    kind: str
    name: str
    country: str
    voice: str


@dataclass(frozen=True, slots=True)
class OptionLine:
    """Something examined."""

    words: str
    icon: str
    finding: str
    reasons: str


@dataclass(frozen=True, slots=True)
class ConsultationLine:
    """A consultation."""

    id: UUID
    basis: str
    convened: str
    held: str
    place: str
    outcome: str
    parties: tuple[PartyLine, ...]
    options: tuple[OptionLine, ...]
    plans: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: of an amendment, or between two versions."""

    code: str
    arrangement: str
    what: str
    field: str
    before: str
    after: str
    why: str = ""
    who: str = ""
    version: int | None = None
    by_review: bool = False


def party_line(row: Any) -> PartyLine:
    """A party, a member or somebody present."""
    named = country_name(row.iso3) if row.iso3 else ""
    return PartyLine(
        kind=str(row.get_kind_display()),
        name=row.name,
        country=named if named != row.name else "",
        voice=str(row.get_voice_display()) if row.voice else "",
    )


def consultation_line(seen: ConsultationSeen) -> ConsultationLine:
    """A consultation in words."""
    row = seen.row
    asked = country_name(row.asked_by) if row.asked_by else ""
    return ConsultationLine(
        id=row.pk,
        basis=gettext("Convened by the High Commissioner on request of %(country)s") % {"country": asked}
        if asked
        else gettext("Convened by the High Commissioner of their own motion"),
        convened=day(row.convened_on),
        held=day(row.held_on) if row.held_on else "",
        place=row.place,
        outcome=row.outcome,
        parties=tuple(party_line(each) for each in seen.parties),
        options=tuple(
            OptionLine(each.words, FINDING_ICONS[each.finding], str(each.get_finding_display()), each.reasons)
            for each in seen.options
        ),
        plans=tuple((each.pk, each.name) for each in seen.plans),
    )


def amendment_line(row: Any) -> ChangeLine:
    """An amendment in words."""
    return ChangeLine(
        code=row.code,
        arrangement=arrangement_word(row.code),
        what="",
        field=field_word(row.field),
        before=_value(row.field, row.before),
        after=_value(row.field, row.after),
        why=gettext("Set by the review.") if row.why == SET_BY_REVIEW else row.why,
        who=gettext("%(name)s, %(when)s") % {"name": row.by.name, "when": moment(row.at)},
        version=row.into.number,
        by_review=row.proposal is not None or row.why == SET_BY_REVIEW,
    )


def difference_line(found: Difference) -> ChangeLine:
    """A difference between two versions in words."""
    return ChangeLine(
        code=found.code,
        arrangement=arrangement_word(found.code),
        what=found.what,
        field=field_word(found.field),
        before=_value(found.field, found.before),
        after=_value(found.field, found.after),
    )


def _value(field: str, text: str) -> str:
    if field.endswith("_on") and text:
        return day(date.fromisoformat(text))
    return text
