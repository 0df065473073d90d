"""The description of the interface holds, stays of this house, and every operation is in the reference."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel

import asylon.api.shapes
from asylon.api.body import MOST_BYTES
from asylon.api.pace import A_MINUTE
from asylon.casework.staff.models import Role
from tests.api.calling import call
from tests.api.world import World, schema

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "api.md"
SHAPES = Path(inspect.getfile(asylon.api.shapes)).parent


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method.upper(), path, operation)
        for path, methods in schema()["paths"].items()
        for method, operation in methods.items()
    ]


def modules() -> list[ModuleType]:
    names = (path.stem for path in sorted(SHAPES.glob("*.py")) if path.stem != "__init__")
    return [__import__(f"asylon.api.shapes.{name}", fromlist=[name]) for name in names]


@pytest.mark.django_db(databases=["default", "keys"])
def test_it_is_served_as_openapi_3_1(world: World) -> None:
    served = call(world.token(Role.ANALYST), "GET", "/openapi.json")
    assert served.status == 200
    assert served.json["openapi"].startswith("3.1")
    assert served.json["paths"].keys() == schema()["paths"].keys()


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does() -> None:
    names = [operation["operationId"] for _, _, operation in operations()]
    assert len(set(names)) == len(names)
    assert all(operation["description"].endswith(".") for _, _, operation in operations())
    assert all(operation["security"] == [{"Bearer": []}] for _, _, operation in operations())


def test_no_two_shapes_share_a_name() -> None:
    # The library would let one stand for both.
    shapes = [
        each
        for module in modules()
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, BaseModel) and each.__module__ == module.__name__
    ]
    names = [shape.__name__ for shape in shapes]
    assert sorted(set(names)) == sorted(names)


def test_it_leads_to_no_other_host() -> None:
    assert not re.search(r"https?://", json.dumps(schema()))


def test_every_text_and_list_that_is_taken_has_an_end() -> None:
    described = schema()["components"]["schemas"]
    endless = [
        f"{name}.{place}"
        for name, shape in described.items()
        if name.endswith("In")
        for place, part in _parts(shape.get("properties", {}))
        if _is_endless(part)
    ]
    assert endless == []


def test_the_reference_names_every_operation_and_no_other() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    told = set(re.findall(r"`(GET|POST|PUT|DELETE|PATCH) (/[^`?]*)`", text))
    assert told == {(method, path.removeprefix("/api/v1")) for method, path, _ in operations()}
    assert f"{A_MINUTE} requests" in text
    assert f"{MOST_BYTES // 1024} KiB" in text


def _parts(properties: dict[str, Any]) -> list[tuple[str, Any]]:
    found = []
    for name, shape in properties.items():
        found += [(name, part) for part in (shape, *shape.get("anyOf", ()))]
    return found


def _is_endless(part: dict[str, Any]) -> bool:
    if part.get("type") == "array":
        return "maxItems" not in part
    bounded = {"maxLength", "pattern", "format", "enum", "const"} & part.keys()
    return part.get("type") == "string" and not bounded
