"""What can be wrong with a key or with something sealed.

Each fault carries its code and its place; no message and no attribute ever carries a key, what was
sealed, or a piece of either.
"""

from __future__ import annotations

from enum import StrEnum


class VaultFault(Exception):
    """Anything that the vault refuses."""


class Break(StrEnum):
    """What was found to be wrong with something sealed. Only `REFUSED` needs the key to be found."""

    TOO_SHORT = "it is too short to be whole"
    UNKNOWN_ALGORITHM = "its first byte names no algorithm that this version knows"
    REFUSED = "it was changed, belongs to another row, or was sealed with another key"
    NOT_JSON = "what was sealed here is no JSON"


class Broken(VaultFault):
    """Something sealed in a column does not open. Nothing of it may be used."""

    def __init__(self, *, table: str, column: str, fault: Break) -> None:
        self.table = table
        self.column = column
        self.fault = fault
        super().__init__(
            f"{table}.{column}: a sealed value does not open: {fault}. Compare the row with a backup, "
            "and check that the office keys in use are those of this database."
        )


class NotSealable(VaultFault, ValueError):
    """A value that JSON in UTF-8 cannot say, so that opening it would give something else."""

    def __init__(self, *, table: str, column: str) -> None:
        self.table = table
        self.column = column
        super().__init__(
            f"{table}.{column}: this value cannot be sealed as JSON. Give text without half characters, "
            "finite numbers, yes and no, nothing, lists, and mappings with text as keys."
        )


class BadKey(VaultFault, ValueError):
    """A key of another length than 32 bytes."""

    def __init__(self, length: int) -> None:
        self.length = length
        super().__init__(f"a key is 32 bytes long, and this one is {length}; make one with `new_data_key`")


class NoSuchOfficeKey(VaultFault):
    """A version of the office key that the keyring does not hold."""

    def __init__(self, version: int, *, held: tuple[int, ...]) -> None:
        self.version = version
        self.held = held
        super().__init__(
            f"version {version} of the office key is not in the keyring, which holds "
            f"{', '.join(map(str, held))}; add its line to the office keys again"
        )


class Erased(VaultFault):
    """The data key of this person was destroyed. What it sealed is gone for good, and that was the aim."""

    def __init__(self) -> None:
        super().__init__("the data key of this person was destroyed: nothing of theirs can be opened again")


class KeyFault(StrEnum):
    """What can be wrong with the text of the office keys."""

    FORM = "has not the form `version:key`"
    NAME = "begins with neither a version (a whole number from 1 to 999999999) nor `index`"
    BASE64 = "has a key that is not base64"
    LENGTH = "has a key that is not 32 bytes long"
    TWICE = "names a version or `index` that an earlier line has named"
    SAME_KEY = "has the key of an earlier line; every line needs its own"
    NO_OFFICE_KEY = "hold no version of the office key; add a line that begins with `1:`"
    NO_INDEX = "hold no index secret; add a line that begins with `index:`"


class BadKeyring(VaultFault, ValueError):
    """A text that is not a set of office keys. `line` is None where no line is to blame."""

    def __init__(self, fault: KeyFault, *, line: int | None = None) -> None:
        self.fault = fault
        self.line = line
        where = "the office keys" if line is None else f"the office keys: line {line}"
        super().__init__(f"{where} {fault}. See docs/security/keys.md.")


class BrokenBackup(VaultFault):
    """A sealed backup that does not open. `chunk` counts from 1; None is the head of the file."""

    def __init__(self, *, chunk: int | None) -> None:
        self.chunk = chunk
        problem = (
            "the file does not begin like a sealed backup of a version that is known here"
            if chunk is None
            else f"part {chunk} was changed, cut short or moved, or was sealed with other office keys"
        )
        super().__init__(f"the backup does not open: {problem}. Use nothing of it; try an earlier one.")
