"""The office's keys: numbered versions of the office key, and one lasting secret beside them.

The office key wraps the data keys of people and is replaced from time to time. The lasting secret, in
the line `index`, is behind the blind indexes and the journal's seals, which must outlive such a change.
No secret is used itself: each use has a key of its own, derived from it by HKDF-SHA256.

Source: RFC 5869.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal, NoReturn, Protocol
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from asylon.vault.envelope import KEY_BYTES, Context, open_sealed, seal
from asylon.vault.faults import BadKey, BadKeyring, KeyFault, NoSuchOfficeKey

_INDEX = "index"
_NAME = re.compile(r"[1-9][0-9]{0,8}|index")


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key, sealed under one version of the office key. It may be stored; it opens nothing alone."""

    version: int
    sealed: bytes = field(repr=False)


class KeyHolder(Protocol):
    """Whatever holds the office's keys: `Keyring` in memory, or a hardware module that keeps them inside.

    Asylon itself ships `Keyring` only. With it the keys are in the memory of the process.
    """

    @property
    def current(self) -> int:
        """The version of the office key that wraps from now on."""
        ...

    @property
    def index_key(self) -> bytes:
        """The key of the office's blind indexes."""
        ...

    @property
    def journal_key(self) -> bytes:
        """The key that seals the journal's chain."""
        ...

    @property
    def ticket_keys(self) -> tuple[bytes, ...]:
        """The keys for short-lived tickets, newest first: make with the first, accept any."""
        ...

    def wrap(self, data_key: bytes, *, person: UUID) -> WrappedKey:
        """Wrap a person's data key under the current office key."""
        ...

    def unwrap(self, wrapped: WrappedKey, *, person: UUID) -> bytes:
        """Give back a person's data key."""
        ...

    def rewrap(self, wrapped: WrappedKey, *, person: UUID) -> WrappedKey:
        """Wrap the same data key under the current office key; a module can do so without showing it."""
        ...

    def backup_key(self, *, version: int, salt: bytes) -> bytes:
        """The key of one backup."""
        ...


class Keyring:
    """Keys held in memory. It shows none of them, and refuses to be copied or written down."""

    __slots__ = ("_backup", "_tickets", "_wrapping", "current", "index_key", "journal_key")

    current: int
    index_key: bytes
    journal_key: bytes

    def __init__(self, office_keys: Mapping[int, bytes], *, index: bytes) -> None:
        """Take the versions of the office key and the lasting secret, and derive what is used.

        Raises: BadKey; ValueError if there is no office key, or a version is out of bounds.
        """
        if not office_keys:
            raise ValueError("a keyring needs at least one version of the office key")
        for version in office_keys:
            _check_name(version)
        newest_first = sorted(office_keys.items(), reverse=True)
        self.current = newest_first[0][0]
        self.index_key = _derived(index, "blind index")
        self.journal_key = _derived(index, "journal")
        self._wrapping = {version: _derived(key, "wrapping") for version, key in newest_first}
        self._tickets = {version: _derived(key, "tickets") for version, key in newest_first}
        self._backup = {version: _derived(key, "backup") for version, key in newest_first}

    @classmethod
    def from_text(cls, text: str) -> Keyring:
        """Read office keys from the content of a variable or of a key file.

        Each entry is `version:base64key` or `index:base64key`, on a line of its own or after a blank;
        what follows `#` is a remark. The highest version is current.
        Raises: BadKeyring with the number of the line, never with its content.
        """
        found: dict[str, bytes] = {}
        for number, entry in _entries(text):
            name, key = _read_entry(entry, line=number)
            if name in found:
                raise BadKeyring(KeyFault.TWICE, line=number)
            if key in found.values():
                raise BadKeyring(KeyFault.SAME_KEY, line=number)
            found[name] = key
        index = found.pop(_INDEX, None)
        if not found:
            raise BadKeyring(KeyFault.NO_OFFICE_KEY)
        if index is None:
            raise BadKeyring(KeyFault.NO_INDEX)
        return cls({int(name): key for name, key in found.items()}, index=index)

    @property
    def versions(self) -> tuple[int, ...]:
        """The versions of the office key that are held, newest first."""
        return tuple(self._wrapping)

    @property
    def ticket_keys(self) -> tuple[bytes, ...]:
        """The keys for short-lived tickets, newest first: make with the first, accept any."""
        return tuple(self._tickets.values())

    def wrap(self, data_key: bytes, *, person: UUID) -> WrappedKey:
        """Wrap a person's data key under the current office key, for this person only.

        Raises: BadKey.
        """
        if len(data_key) != KEY_BYTES:
            raise BadKey(len(data_key))
        sealed = seal(self._wrapping[self.current], data_key, context=_place(person))
        return WrappedKey(self.current, sealed)

    def unwrap(self, wrapped: WrappedKey, *, person: UUID) -> bytes:
        """Give back the data key of this person.

        Raises: NoSuchOfficeKey; Broken if it was changed, or is another person's or office's.
        """
        wrapping = self._of(self._wrapping, wrapped.version)
        return open_sealed(wrapping, wrapped.sealed, context=_place(person))

    def rewrap(self, wrapped: WrappedKey, *, person: UUID) -> WrappedKey:
        """Wrap the same data key under the current office key; one that is there already stays as it is.

        What the data key sealed is not touched.
        Raises: NoSuchOfficeKey and Broken as `unwrap`.
        """
        if wrapped.version == self.current:
            return wrapped
        return self.wrap(self.unwrap(wrapped, person=person), person=person)

    def backup_key(self, *, version: int, salt: bytes) -> bytes:
        """The key of one backup: one version of the office key and the salt in the file's head decide it.

        Raises: NoSuchOfficeKey.
        """
        return _derived(self._of(self._backup, version), "one backup", salt=salt)

    def __repr__(self) -> str:
        return f"<Keyring: office keys {', '.join(map(str, self.versions))}; current {self.current}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a keyring is neither copied nor written down; read it again from the office keys")

    def _of(self, keys: Mapping[int, bytes], version: int) -> bytes:
        try:
            return keys[version]
        except KeyError:
            raise NoSuchOfficeKey(version, held=self.versions) from None


def generate(name: int | Literal["index"] = 1) -> str:
    """Make a new line for a key file, for a version of the office key or for the index.

    Raises: ValueError if the version is no whole number from 1 to 999999999.
    """
    _check_name(name)
    return f"{name}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"


def _check_name(name: int | str) -> None:
    if not _NAME.fullmatch(str(name)):
        raise ValueError("a version of the office key is a whole number from 1 to 999999999")


def _entries(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        for entry in line.partition("#")[0].split():
            yield number, entry


def _read_entry(entry: str, *, line: int) -> tuple[str, bytes]:
    name, colon, written = entry.partition(":")
    if not colon:
        raise BadKeyring(KeyFault.FORM, line=line)
    if not _NAME.fullmatch(name):
        raise BadKeyring(KeyFault.NAME, line=line)
    key = _from_base64(written)
    if key is None:
        raise BadKeyring(KeyFault.BASE64, line=line)
    if len(key) != KEY_BYTES:
        raise BadKeyring(KeyFault.LENGTH, line=line)
    return name, key


def _from_base64(written: str) -> bytes | None:
    with suppress(ValueError):
        return base64.b64decode(written, validate=True)
    return None


def _derived(secret: bytes, use: str, *, salt: bytes | None = None) -> bytes:
    if len(secret) != KEY_BYTES:
        raise BadKey(len(secret))
    return HKDF(SHA256(), KEY_BYTES, salt=salt, info=f"asylon vault 1: {use}".encode()).derive(secret)


def _place(person: UUID) -> Context:
    return Context("person key", "wrapped", person)
