"""Seal and open whole files in parts, so that a backup of any size needs little memory.

The head names the format, the version of the office key and a salt; together they decide a key that
serves this file alone. Each part is AES-256-GCM, its nonce made of its number and of whether it is the
last one: parts that were swapped, dropped, added or cut off do not open.

Source: the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (CRYPTO 2015).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from asylon.vault.faults import BrokenBackup
from asylon.vault.keyring import KeyHolder

PART = 1 << 20
"""Bytes of content in each part but the last."""

_MAGIC = b"ASYLONB\x01"
_SALT_BYTES = 32
_TAG_BYTES = 16
_HEAD = struct.Struct(f">8sI{_SALT_BYTES}s")
_NONCE = struct.Struct(">Q3x?")


def seal_backup(source: BinaryIO, target: BinaryIO, *, holder: KeyHolder) -> None:
    """Read everything from one open file and write it sealed to another."""
    version, salt = holder.current, os.urandom(_SALT_BYTES)
    head = _HEAD.pack(_MAGIC, version, salt)
    cipher = AESGCM(holder.backup_key(version=version, salt=salt))
    target.write(head)
    number, part = 1, _read(source, PART)
    while True:
        following = _read(source, PART)
        target.write(cipher.encrypt(_NONCE.pack(number, not following), part, head))
        if not following:
            return
        number, part = number + 1, following


def open_backup(source: BinaryIO, target: BinaryIO, *, holder: KeyHolder) -> None:
    """Read a sealed backup from one open file and write its content to another.

    When it raises, the target holds the parts before the broken one: throw it away, or use `open_file`.
    Raises: BrokenBackup; NoSuchOfficeKey if it was sealed under a version that is no longer held.
    """
    head = _read(source, _HEAD.size)
    if len(head) < _HEAD.size or not head.startswith(_MAGIC):
        raise BrokenBackup(chunk=None)
    _, version, salt = _HEAD.unpack(head)
    cipher = AESGCM(holder.backup_key(version=version, salt=salt))
    number, part = 1, _read(source, PART + _TAG_BYTES)
    while True:
        following = _read(source, PART + _TAG_BYTES)
        try:
            target.write(cipher.decrypt(_NONCE.pack(number, not following), part, head))
        except InvalidTag:
            raise BrokenBackup(chunk=number) from None
        if not following:
            return
        number, part = number + 1, following


def seal_file(source: Path, *, target: Path, holder: KeyHolder) -> None:
    """Seal a file. The target appears, or is replaced, only once all of it is on the disk.

    Raises: OSError.
    """
    _through(seal_backup, source, target, holder)


def open_file(source: Path, *, target: Path, holder: KeyHolder) -> None:
    """Open a sealed file. The target appears, or is replaced, only once every part was found whole.

    Its owner alone may read it.
    Raises: BrokenBackup; NoSuchOfficeKey; OSError.
    """
    _through(open_backup, source, target, holder)


def _through(work: Callable[..., None], source: Path, target: Path, holder: KeyHolder) -> None:
    with source.open("rb") as reader, NamedTemporaryFile(dir=target.parent, delete=False) as writer:
        unfinished = Path(writer.name)
        try:
            work(reader, writer, holder=holder)
            writer.flush()
            os.fsync(writer.fileno())
            unfinished.replace(target)
        except BaseException:
            unfinished.unlink()
            raise
    _keep_name(target.parent)


def _keep_name(folder: Path) -> None:
    # Without this a loss of power can take the new name away although the content is on the disk.
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _read(source: BinaryIO, wanted: int) -> bytes:
    # A pipe gives what it has; only an empty answer is the end.
    pieces = []
    while wanted and (piece := source.read(wanted)):
        pieces.append(piece)
        wanted -= len(piece)
    return b"".join(pieces)
