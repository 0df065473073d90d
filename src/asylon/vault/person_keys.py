"""The life of a person's data key: made, wrapped, unwrapped, wrapped anew, destroyed.

All that is sensitive about a person is sealed under this one key, and only the wrapped key is stored.
Forgetting it is the erasure: every copy of the sealed rows, in whatever backup, is noise from then on.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from uuid import UUID

from asylon.vault.envelope import KEY_BYTES
from asylon.vault.faults import Erased
from asylon.vault.keyring import KeyHolder, WrappedKey


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person and the wrapped data key, or None once it was destroyed."""

    person: UUID
    wrapped: WrappedKey | None


def new_data_key() -> bytes:
    """Make a data key of 32 random bytes."""
    return os.urandom(KEY_BYTES)


def made(person: UUID, *, holder: KeyHolder) -> PersonKey:
    """Make a data key for somebody and wrap it under the current office key."""
    return PersonKey(person, holder.wrap(new_data_key(), person=person))


def unwrapped(key: PersonKey, *, holder: KeyHolder) -> bytes:
    """Give the data key itself, for as long as the work on this person takes.

    Raises: Erased once it was destroyed; NoSuchOfficeKey; Broken if it was changed or is somebody else's.
    """
    if key.wrapped is None:
        raise Erased
    return holder.unwrap(key.wrapped, person=key.person)


def rewrapped(key: PersonKey, *, holder: KeyHolder) -> PersonKey:
    """Wrap the same data key under the current office key. A destroyed key stays destroyed.

    Raises: NoSuchOfficeKey and Broken as `unwrapped`.
    """
    if key.wrapped is None:
        return key
    return replace(key, wrapped=holder.rewrap(key.wrapped, person=key.person))


def destroyed(key: PersonKey) -> PersonKey:
    """Forget the wrapped key. Every stored copy of it has to go as well: see docs/security/keys.md."""
    return replace(key, wrapped=None)
