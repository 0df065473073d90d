"""The vault: seals what is sensitive, holds the office's keys, and erases a person by forgetting one key.

A library without a framework and without a database. It needs `cryptography`, from the extra `office`.
What may enter: sealing, keys, and look-up without reading. Who may open what is decided elsewhere.
"""

from asylon.vault.backup import open_backup, open_file, seal_backup, seal_file
from asylon.vault.blind_index import blind, reblind
from asylon.vault.envelope import Context, Sealable, open_json, open_sealed, seal, seal_json
from asylon.vault.faults import (
    BadKey,
    BadKeyring,
    Break,
    Broken,
    BrokenBackup,
    Erased,
    KeyFault,
    NoSuchOfficeKey,
    NotSealable,
    VaultFault,
)
from asylon.vault.keyring import KeyHolder, Keyring, WrappedKey, generate
from asylon.vault.person_keys import PersonKey, destroyed, made, new_data_key, rewrapped, unwrapped

__all__ = [
    "BadKey",
    "BadKeyring",
    "Break",
    "Broken",
    "BrokenBackup",
    "Context",
    "Erased",
    "KeyFault",
    "KeyHolder",
    "Keyring",
    "NoSuchOfficeKey",
    "NotSealable",
    "PersonKey",
    "Sealable",
    "VaultFault",
    "WrappedKey",
    "blind",
    "destroyed",
    "generate",
    "made",
    "new_data_key",
    "open_backup",
    "open_file",
    "open_json",
    "open_sealed",
    "reblind",
    "rewrapped",
    "seal",
    "seal_backup",
    "seal_file",
    "seal_json",
    "unwrapped",
]
