"""The kinds of writing on a page: what each is about, and what its file holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

from asylon.cli.page import Page
from asylon.cli.responses.entries import members_of, record_in
from asylon.cli.responses.kinds import Kind, Members, Writer

WORDS: Mapping[Any, str] = {
    str: "words",
    int: "whole number",
    float: "number",
    Decimal: "number",
    bool: "true or false",
    date: "day",
    UUID: "id",
    NoneType: "null",
}


def kinds_page(kinds: Mapping[str, Kind], writers: Mapping[str, Writer]) -> Page:
    """Every kind with TARGET, what it is, and the members of its file; those in brackets may be left out."""
    page = Page()
    page.say("asylon responses write KIND TARGET FILE --by WORKNAME")
    page.say("Members in [brackets] may be left out. Money is in minor units, such as cents.")
    for name, kind in kinds.items():
        page.blank()
        wanted = " ".join(filter(None, (kind.of and kind.of.upper(), "FILE" if kind.file else "")))
        page.say((name, "bold"), f" {wanted}: {kind.about}")
        if kind.file:
            page.say(_members(writers[name].holds), depth=2)
    page.blank()
    return page


def _members(members: Members) -> str:
    told = (
        f"{name}: {_of(type_)}" if default is ... else f"[{name}: {_of(type_)}]"
        for name, (type_, default) in members.items()
    )
    return "; ".join(told)


def _of(type_: Any) -> str:
    if type_ in WORDS:
        return WORDS[type_]
    if isinstance(type_, type) and issubclass(type_, Enum):
        return " | ".join(str(each.value) for each in type_)
    record = record_in(type_)
    if record is not None:
        many = "a list of " if type_ is not record and NoneType not in get_args(type_) else ""
        return f"{many}{{{_members(members_of(record))}}}"
    parts = get_args(type_)
    if get_origin(type_) is Literal:
        return " | ".join(parts)
    if hasattr(type_, "__metadata__"):
        return _of(parts[0])
    if NoneType in parts:
        return " or ".join(_of(each) for each in parts)
    return f"a list of {_of(parts[0])}"
