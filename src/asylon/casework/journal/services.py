"""Writes the journal: one entry an act, chained to the one before, inside the caller's transaction.

Write it last in a transaction. From its first entry until the commit nobody else can write one, and who
waits for another row after that could wait for somebody who waits for the journal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db import connections, router, transaction

from asylon.casework.journal.chain import FIRST, Detail, Said, checked, seal_of
from asylon.casework.journal.heads import keep_head
from asylon.casework.journal.models import Entry
from asylon.vault import Keyring

LOCK = 0x4A4F55524E414C
"""The word JOURNAL: the advisory lock of PostgreSQL that whoever writes an entry holds."""


class Actor(Protocol):
    """Who acts: the visitor, as far as the journal wants to know."""

    @property
    def account(self) -> UUID:
        """The account."""
        ...

    @property
    def office(self) -> UUID:
        """The office that it works for."""
        ...

    @property
    def role(self) -> str:
        """The role acted in."""
        ...

    @property
    def purpose(self) -> str:
        """What for."""
        ...


@dataclass(frozen=True, slots=True)
class Deed:
    """One act to write down. `detail` holds codes, numbers and ids only."""

    act: str
    person: UUID | None = None
    outcome: str = "done"
    detail: Detail = field(default_factory=dict)


def write(
    *,
    act: str,
    visitor: Actor | None,
    now: datetime,
    person: UUID | None = None,
    outcome: str = "done",
    detail: Detail | None = None,
) -> int:
    """Write one entry; gives its number.

    `outcome` is "done" or "refused". Without a visitor the act is the system's own.
    Raises: NotACode if the detail holds anything that might be somebody's words.
    """
    return write_all([Deed(act, person, outcome, detail or {})], visitor=visitor, now=now)


def write_all(deeds: Iterable[Deed], *, visitor: Actor | None, now: datetime) -> int:
    """Write several entries in one go; gives the number of the last one, 0 if there was none.

    Raises: NotACode.
    """
    wanted = [(deed, checked(deed.detail)) for deed in deeds]
    if not wanted:
        return 0
    alias = router.db_for_write(Entry)
    # No savepoint: if the journal cannot be written, nothing else of the transaction may stand.
    with transaction.atomic(using=alias, savepoint=False):
        seq, before = _last(alias)
        rows = []
        for deed, detail in wanted:
            seq += 1
            said = Said(
                seq=seq,
                at=now,
                actor=visitor.account if visitor else None,
                office=visitor.office if visitor else None,
                role=str(visitor.role) if visitor else "",
                purpose=str(visitor.purpose) if visitor else "",
                act=deed.act,
                outcome=deed.outcome,
                person=deed.person,
                detail=detail,
                before=before,
            )
            before = seal_of(said, key=journal_key())
            rows.append(_row(said, before))
        Entry.objects.using(alias).bulk_create(rows)
        last = before
        transaction.on_commit(lambda: keep_head(heads_file(), seq, last), using=alias, robust=True)
    return seq


def journal_key() -> bytes:
    """The key that seals the chain.

    Raises: BadKeyring.
    """
    return _journal_key(settings.OFFICE_KEYS)


def heads_file() -> Path:
    """The file beside the database that remembers how far the journal was: setting JOURNAL_HEADS."""
    return Path(settings.JOURNAL_HEADS)


def _last(alias: str) -> tuple[int, bytes]:
    """The number and seal of the last entry, once nobody else can add one."""
    connection = connections[alias]
    if connection.vendor == "postgresql":  # SQLite has one writer at a time anyway
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = Entry.objects.using(alias).order_by("-seq").values_list("seq", "hash").first()
    return (last[0], bytes(last[1])) if last else (0, FIRST)


def _row(said: Said, seal: bytes) -> Entry:
    return Entry(
        seq=said.seq,
        at=said.at,
        actor=said.actor,
        office=said.office,
        role=said.role,
        purpose=said.purpose,
        act=said.act,
        outcome=said.outcome,
        person=said.person,
        detail=said.detail,
        before=said.before,
        hash=seal,
    )


@cache
def _journal_key(text: str) -> bytes:
    return Keyring.from_text(text).journal_key
