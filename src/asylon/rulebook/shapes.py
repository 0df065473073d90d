"""Classes that say how they are written: each field names its key, its kind and its default.

One declaration serves the loader, which reads and checks an entry, and the JSON Schema.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, TypeVar

from asylon.rulebook.faults import BadRulebook, Fault, nearest
from asylon.rulebook.kinds import Kind, Schema, refuse
from asylon.rulebook.places import Row, Table

T = TypeVar("T")


def key(kind: Kind, default: Any = MISSING, written: str = "", *, shown: bool = True) -> Any:
    """A field that is read from a text; without a default the key must be there.

    `shown` false keeps it out of the entry's representation, and so out of the rulebook's hash.
    """
    metadata = {"kind": kind, "written": written}
    if default is MISSING:
        return field(metadata=metadata, repr=shown)
    return field(default=default, metadata=metadata, repr=shown)


def keys_of(shape: type[Any]) -> dict[str, Field[Any]]:
    """The keys of a class as they are written, with the fields that they fill."""
    if shape not in _KEYS:
        _KEYS[shape] = _keys(shape)
    return _KEYS[shape]


_KEYS: dict[type[Any], dict[str, Field[Any]]] = {}


def _keys(shape: type[Any]) -> dict[str, Field[Any]]:
    return {each.metadata["written"] or each.name: each for each in fields(shape) if "kind" in each.metadata}


def read_shape(shape: type[T], value: object, owner: str, **given: Any) -> T:
    """Read a written mapping into its class; `given` fills fields that are not written.

    Raises: BadRulebook with every key that is unknown, missing or of the wrong shape.
    """
    if not isinstance(value, Table):
        raise refuse(owner, value, "a mapping")
    known = keys_of(shape)
    faults: list[Fault] = []
    for name, written in value.items():
        each = known.get(name)
        if each is None:
            values = {"owner": owner, "key": name}
            faults.append(Fault("unknown_key", str(name.place), values, nearest(name, known)))
            continue
        try:
            given[each.name] = each.metadata["kind"].read(name, written)
        except BadRulebook as problem:
            faults += problem.faults
    for wanted, each in known.items():
        if wanted not in value and each.default is MISSING:
            faults.append(Fault("missing_key", str(value.place), {"owner": owner, "key": wanted}))
    if faults:
        raise BadRulebook(faults)
    return shape(**given)


@dataclass(frozen=True, slots=True)
class Nested:
    """A key that holds one mapping with keys of its own."""

    shape: type[Any]

    def read(self, key: str, value: object) -> Any:
        """Read the mapping into its class."""
        return read_shape(self.shape, value, key)

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        return shape_schema(self.shape)


@dataclass(frozen=True, slots=True)
class Several:
    """A key that holds a list of mappings of one class."""

    shape: type[Any]

    def read(self, key: str, value: object) -> Any:
        """Read each mapping into its class."""
        if not isinstance(value, Row):
            raise refuse(key, value, "a list of mappings")
        return tuple(read_shape(self.shape, each, key) for each in value)

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        return {"type": "array", "items": shape_schema(self.shape)}


@dataclass(frozen=True, slots=True)
class ByName:
    """A key that holds mappings of one class, by name."""

    shape: type[Any]

    def read(self, key: str, value: object) -> Any:
        """Read each mapping into its class, and keep the names."""
        if not isinstance(value, Table):
            raise refuse(key, value, "a mapping by name")
        return {name: read_shape(self.shape, each, f"{key}.{name}") for name, each in value.items()}

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        return {"type": "object", "additionalProperties": shape_schema(self.shape)}


def shape_schema(shape: type[Any]) -> Schema:
    """Say in JSON Schema what a mapping of this class may hold."""
    known = keys_of(shape)
    return {
        "type": "object",
        "description": (shape.__doc__ or "").strip(),
        "additionalProperties": False,
        "required": [name for name, each in known.items() if each.default is MISSING],
        "properties": {name: each.metadata["kind"].schema() for name, each in known.items()},
    }
