"""The keys of people: made before the person is, given out for the work on one case, destroyed to erase.

Keys are in their own database, which commits by itself. So the order of writing is the safeguard: a key
is stored before anything is sealed under it, and it is the first thing that goes when somebody is erased.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction

from asylon.casework.keys.models import PersonKey
from asylon.vault import Erased, Keyring, WrappedKey, new_data_key

DATABASE = "keys"


def ring() -> Keyring:
    """The keyring of this process, from the setting OFFICE_KEYS.

    Raises: BadKeyring.
    """
    return _ring(settings.OFFICE_KEYS)


def make_key(person: UUID) -> bytes:
    """Make and store the data key of somebody who is about to be registered; gives the key itself.

    If the registration then fails, a key remains that opens nothing; `forget_unused` takes it away.
    Raises: IntegrityError if this person has one.
    """
    return make_keys([person])[person]


def make_keys(people: Iterable[UUID]) -> dict[UUID, bytes]:
    """Make and store a data key for each, all of them or none."""
    keys = {person: new_data_key() for person in people}
    rows = []
    for person, key in keys.items():
        wrapped = ring().wrap(key, person=person)
        rows.append(PersonKey(person=person, wrapped=wrapped.sealed, office_key=wrapped.version))
    PersonKey.objects.bulk_create(rows)
    return keys


def data_key(person: UUID) -> bytes:
    """The data key of one person.

    Raises: Erased if there is none any more; NoSuchOfficeKey and Broken if it does not open.
    """
    found = data_keys([person])
    if person not in found:
        raise Erased
    return found[person]


def data_keys(people: Iterable[UUID]) -> dict[UUID, bytes]:
    """The data keys of those of these people who were not erased, in one query.

    Raises: NoSuchOfficeKey and Broken if one does not open.
    """
    held = ring()
    rows = PersonKey.objects.filter(person__in=list(people)).values_list("person", "wrapped", "office_key")
    return {
        person: held.unwrap(WrappedKey(version, bytes(wrapped)), person=person)
        for person, wrapped, version in rows
    }


def erase(person: UUID) -> bool:
    """Destroy the data key of a person: whatever it sealed is noise from now on. False if there was none."""
    deleted, _ = PersonKey.objects.filter(person=person).delete()
    if deleted:
        transaction.on_commit(empty_log, using=DATABASE)
    return bool(deleted)


def empty_log() -> bool:
    """Take SQLite's log into its file and empty it: what was deleted from the file still stood in the log.

    False if a reader held on to it for as long as the database waits; the daily round tries again. On
    PostgreSQL the operator decides how long its logs are kept, and there is nothing to do.
    """
    connection = connections[DATABASE]
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = cursor.fetchone()
    return not busy


@dataclass(frozen=True, slots=True)
class Rotated:
    """How far a rotation came: how many keys were wrapped anew, and how many still wait."""

    done: int
    left: int


def rotate(*, batch: int = 500, at_most: int | None = None) -> Rotated:
    """Wrap all keys under the current office key, in batches.

    It may be stopped at any time and started again; what is sealed under the keys is not touched.
    Raises: NoSuchOfficeKey if an older office key is missing from the ring; Broken.
    """
    current, done = ring().current, 0
    while at_most is None or done < at_most:
        size = batch if at_most is None else min(batch, at_most - done)
        changed = _rotate_batch(size)
        done += changed
        if not changed:
            break
    return Rotated(done, PersonKey.objects.exclude(office_key=current).count())


def forget_unused(used: Iterable[UUID], *, among: Iterable[UUID]) -> int:
    """Delete the keys of those of `among` who are not in `used`: registrations that never came about."""
    unused = set(among) - set(used)
    deleted, _ = PersonKey.objects.filter(person__in=unused).delete()
    return deleted


def keyed_people(*, after: UUID | None = None, limit: int = 1000) -> list[UUID]:
    """The people who have keys, in the order of their ids, a page at a time."""
    rows = PersonKey.objects.order_by("person")
    if after is not None:
        rows = rows.filter(person__gt=after)
    return list(rows.values_list("person", flat=True)[:limit])


def _rotate_batch(size: int) -> int:
    held = ring()
    with transaction.atomic(using=DATABASE):
        # Locked, so that an erasure that comes in between is not undone by our writing the key back.
        rows = PersonKey.objects.select_for_update().exclude(office_key=held.current).order_by("person")
        batch = list(rows[:size])
        for row in batch:
            key = held.unwrap(WrappedKey(row.office_key, bytes(row.wrapped)), person=row.person)
            anew = held.wrap(key, person=row.person)
            row.wrapped, row.office_key = anew.sealed, anew.version
        PersonKey.objects.bulk_update(batch, ["wrapped", "office_key"])
    return len(batch)


@cache
def _ring(text: str) -> Keyring:
    return Keyring.from_text(text)
