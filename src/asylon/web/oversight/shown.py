"""What oversight shows: notices, entries of the journal and counts, in the reader's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.counts import Cell, Counts
from asylon.casework.access.notices import Told
from asylon.casework.access.oversight import Verdict, Written
from asylon.casework.access.visitors import Purpose
from asylon.casework.journal.verifying import Tampering
from asylon.casework.staff.models import Role
from asylon.web.oversight.acts import act_name
from asylon.web.people.shown.days import clock, day, moment

REFERENCE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The id of something; its end is enough to tell it from others."""

KINDS: dict[str, str | Promise] = {
    "individual": _("One person"),
    "family": _("A family"),
    "group_count": _("A group, counted"),
    "from_group": _("One by one, out of a counted group"),
    "rescue": _("People rescued"),
}
FOUND: dict[Tampering, str | Promise] = {
    Tampering.CHANGED: _("This entry was changed, moved or put in."),
    Tampering.MISSING: _("Entries before this one were taken out."),
    Tampering.UNCHAINED: _("The entry before this one is not the one that it was chained to."),
    Tampering.CUT_OFF: _("The journal was cut off here."),
    Tampering.OTHER_HEAD: _("The journal was written anew: this entry is not the one that was remembered."),
}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice."""

    id: UUID
    emergency: bool
    when: str
    person: UUID
    number: str
    who: str
    office: str
    role: str
    reason: str
    until: str
    seen: str
    seen_by: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of the journal: references and codes."""

    seq: int
    when: str
    act: str
    refused: bool
    role: str
    purpose: str
    actor: UUID | None
    person: UUID | None
    detail: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a walk over the journal found."""

    whole: bool
    entries: int
    heads: int
    findings: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of counts."""

    name: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of counts."""

    caption: str
    of: str
    rows: tuple[Row, ...]


def notice_line(told: Told) -> NoticeLine:
    """A notice in words."""
    return NoticeLine(
        id=told.id,
        emergency=told.kind == "emergency_opening",
        when=moment(told.at),
        person=told.person,
        number=told.number,
        who=told.about_name,
        office=told.about_office,
        role=str(Role(told.role).label) if told.role else "",
        reason=told.reason,
        until=clock(told.until) if told.until else "",
        seen=moment(told.seen_at) if told.seen_at else "",
        seen_by=told.seen_by_name,
    )


def entry_line(written: Written) -> EntryLine:
    """An entry in words; what has none stands as its code."""
    return EntryLine(
        seq=written.seq,
        when=moment(written.at),
        act=act_name(written.act),
        refused=written.outcome == "refused",
        role=str(Role(written.role).label) if written.role in Role.values else written.role,
        purpose=str(Purpose(written.purpose).label) if written.purpose in Purpose.values else written.purpose,
        actor=written.actor,
        person=written.person,
        detail=" · ".join(_detail(key, value) for key, value in written.detail.items()),
    )


def checked(verdict: Verdict) -> Checked:
    """A verdict in words."""
    return Checked(
        whole=verdict.whole,
        entries=verdict.entries,
        heads=verdict.heads,
        findings=tuple((each.seq, str(FOUND[each.what])) for each in verdict.findings),
    )


def tables(found: Counts) -> tuple[Table, ...]:
    """The counts as tables."""
    return (
        Table(gettext("By day"), gettext("Day"), tuple(map(_row, found.by_day))),
        Table(gettext("By site"), gettext("Site"), tuple(map(_row, found.by_site))),
        Table(gettext("By kind of registration"), gettext("Kind"), tuple(map(_row, found.by_kind))),
    )


def _row(cell: Cell) -> Row:
    name = day(cell.day) if cell.day else str(KINDS.get(cell.of, cell.of)) or gettext("Not at a site")
    return Row(name, cell.number)


def _detail(key: str, value: object) -> str:
    if isinstance(value, str) and REFERENCE.fullmatch(value):
        return f"{key}: {value[-6:]}"
    if isinstance(value, list):
        return f"{key}: {len(value)}" if len(value) > 1 else f"{key}: {' '.join(map(str, value))}"
    return f"{key}: {value}"
