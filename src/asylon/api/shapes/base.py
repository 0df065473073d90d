"""What all shapes share: nothing passes that is not named, and nothing is taken for something else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ONE = 1
MOST_VERSION = 2**31 - 2
"""The version after it must fit into its column as well."""


class In(BaseModel):
    """Something that is sent here. A key that is not named is refused, and 1 is neither true nor "1"."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


class Out(BaseModel):
    """Something that is sent from here. Moments are sent in UTC, whatever the clock of the office."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*")
    @classmethod
    def _in_utc(cls, value: Any) -> Any:
        return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else value


def _read_id(given: Any) -> Any:
    if isinstance(given, str):
        if not _UUID.fullmatch(given):
            raise ValueError("write the id as 8-4-4-4-12 hexadecimal digits")
        return UUID(given)
    return given


def _read_day(given: Any) -> Any:
    if isinstance(given, str):
        if not _DAY.fullmatch(given):
            raise ValueError("write the day as year-month-day, for example 2027-03-31")
        return date.fromisoformat(given)
    return given


Id = Annotated[UUID, BeforeValidator(_read_id)]
Day = Annotated[date, BeforeValidator(_read_day)]
Seen = Annotated[int, Field(ge=ONE, le=MOST_VERSION, description="The version that was read before.")]
Code = Annotated[str, Field(min_length=1, max_length=80)]
Short = Annotated[str, Field(max_length=80)]
Line = Annotated[str, Field(max_length=200)]
_TAG = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
Language = Annotated[str, Field(max_length=12, pattern=f"^{_TAG}$", description="A language tag, BCP 47.")]
Tag = Annotated[
    str, Field(max_length=12, pattern=f"^({_TAG})?$", description="A language tag, BCP 47, or empty.")
]
Country = Annotated[str, Field(min_length=2, max_length=2, description="ISO 3166-1, two letters.")]


class Done(Out):
    """It is done. `version` is the new version where there is one."""

    version: int | None = None


class Made(Out):
    """Something was made."""

    id: UUID
