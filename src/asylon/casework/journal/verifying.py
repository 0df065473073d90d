"""Walks the whole chain and says where it was tampered with: changed, taken out, put in, moved, cut off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from asylon.casework.journal.chain import FIRST, Said, seal_of
from asylon.casework.journal.heads import kept_heads
from asylon.casework.journal.models import Entry
from asylon.casework.journal.services import heads_file, journal_key

MOST_FAULTS = 100


class Tampering(StrEnum):
    """What was done to the journal."""

    CHANGED = "changed"
    """The seal does not fit what the entry says: it was changed, moved, or put in from outside."""
    MISSING = "missing"
    """Entries were taken out before this one."""
    UNCHAINED = "unchained"
    """The entry is whole, but the one before it is not the one that it was chained to."""
    CUT_OFF = "cut_off"
    """The journal ends before a head that was kept beside it."""
    OTHER_HEAD = "other_head"
    """The entry has another seal than the head that was kept of it: the journal was written anew."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One trace of tampering and the number of the entry where it shows."""

    seq: int
    what: Tampering


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk over the journal found, at most `MOST_FAULTS` findings."""

    entries: int
    head: int
    """The number of the last entry."""
    heads: int
    """How many kept heads it was compared with."""
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def verify_journal(*, heads: Path | None = None) -> Verdict:
    """Walk over every entry, in constant memory for the entries, and compare with the kept heads.

    Whoever has the journal's key could still write a new one from the start: keep a copy of the heads
    where they cannot reach it.
    """
    kept: dict[int, bytes] = {}
    findings: list[Finding] = []
    for seq, seal in kept_heads(heads or heads_file()):
        if kept.setdefault(seq, seal) != seal:
            findings.append(Finding(seq, Tampering.OTHER_HEAD))
    entries = last = 0
    for entry, found in _walk(Entry.objects.order_by("seq").iterator(2000)):
        entries, last = entries + 1, entry.seq
        if kept.get(entry.seq, bytes(entry.hash)) != bytes(entry.hash):
            found.append(Tampering.OTHER_HEAD)
        findings += [Finding(entry.seq, what) for what in found]
        if len(findings) >= MOST_FAULTS:
            break
    newest = max(kept, default=0)
    if newest > last and len(findings) < MOST_FAULTS:
        findings.append(Finding(last + 1, Tampering.CUT_OFF))
    return Verdict(entries, last, len(kept), tuple(findings[:MOST_FAULTS]))


def _walk(entries: Iterable[Entry]) -> Iterator[tuple[Entry, list[Tampering]]]:
    key, seq, before = journal_key(), 0, FIRST
    for entry in entries:
        found = []
        if entry.seq != seq + 1:
            found.append(Tampering.MISSING)
        elif bytes(entry.before) != before:
            found.append(Tampering.UNCHAINED)
        if seal_of(_said(entry), key=key) != bytes(entry.hash):
            found.append(Tampering.CHANGED)
        yield entry, found
        seq, before = entry.seq, bytes(entry.hash)


def _said(entry: Entry) -> Said:
    return Said(
        seq=entry.seq,
        at=entry.at,
        actor=entry.actor,
        office=entry.office,
        role=entry.role,
        purpose=entry.purpose,
        act=entry.act,
        outcome=entry.outcome,
        person=entry.person,
        detail=entry.detail,
        before=bytes(entry.before),
    )
