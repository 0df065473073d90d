"""The description of the interface: OpenAPI 3.1, with every refusal declared for every operation."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from asylon.api.bearer import FRESH_CODE
from asylon.api.problems import DECLARED, MEDIA_TYPE, Problem

PROBLEM = {"$ref": "#/components/schemas/Problem"}
RETRY_AFTER = {
    "description": "Seconds to wait.",
    "schema": {"type": "integer", "minimum": 1},
    "required": True,
}

FRESH: dict[str, Any] = {
    "parameters": [
        {
            "in": "header",
            "name": FRESH_CODE,
            "required": False,
            "description": "The six digits that the account's authenticator app shows now. Each counts once.",
            "schema": {"type": "string", "pattern": "^[0-9]{6}$"},
        }
    ]
}
"""For operations that want a fresh second factor."""


class Described(NinjaAPI):
    """The interface, described whole: the library leaves out what it refuses by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._described: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The description, with the refusals. It takes a second, so a process works it out once."""
        place = repr(sorted(kwargs.items()))
        if place not in self._described:
            self._described[place] = self._with_refusals(super().get_openapi_schema(**kwargs))
        return self._described[place]

    def _with_refusals(self, schema: OpenAPISchema) -> OpenAPISchema:
        components = schema["components"]
        components["schemas"]["Problem"] = Problem.model_json_schema(
            mode="validation", ref_template="#/components/schemas/{model}"
        )
        components["schemas"] |= components["schemas"]["Problem"].pop("$defs", {})
        components["responses"] = {_name(status): _refusal(status, said) for status, said in DECLARED.items()}
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status in DECLARED:
                    operation["responses"][str(status.value)] = {
                        "$ref": f"#/components/responses/{_name(status)}"
                    }
        return schema

    def get_openapi_operation_id(self, operation: Any) -> str:
        """The name of the function, which says what is done."""
        return str(operation.view_func.__name__)


def _name(status: HTTPStatus) -> str:
    return status.phrase.title().replace(" ", "").replace("-", "")


def _refusal(status: HTTPStatus, said: str) -> dict[str, Any]:
    told: dict[str, Any] = {"description": said, "content": {MEDIA_TYPE: {"schema": PROBLEM}}}
    if status is HTTPStatus.TOO_MANY_REQUESTS:
        told["headers"] = {"Retry-After": RETRY_AFTER}
    return told
