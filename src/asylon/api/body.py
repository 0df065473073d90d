"""Reads bodies: JSON as the standard has it, no larger than needed, and nothing that cannot be stored."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

MOST_BYTES = 1_048_576
"""The largest body: the longest account that is kept, in any script, fits with every letter escaped."""


class StrictJson(Parser):
    """JSON without doubled keys, endless numbers, half characters and zero bytes."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as data.

        Raises: ValueError; RecursionError if it is nested too deeply.
        """
        read: dict[str, Any] = json.loads(
            request.body, object_pairs_hook=_object, parse_constant=_no_number, parse_float=_finite
        )
        _readable(read)
        return read


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")


def _finite(text: str) -> float:
    found = float(text)
    if not math.isfinite(found):
        raise ValueError("a number is too large")
    return found


def _readable(read: Any) -> None:
    waiting = [read]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            if "\0" in each or any("\ud800" <= sign <= "\udfff" for sign in each):
                raise ValueError("a text holds characters that cannot be stored")
        elif isinstance(each, dict):
            waiting += [*each, *each.values()]
        elif isinstance(each, list):
            waiting += each
