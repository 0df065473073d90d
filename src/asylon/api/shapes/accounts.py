"""Accounts of those who work here."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from asylon.api.shapes.base import Id, In, Out, Seen
from asylon.casework.staff.models import Role


class Language(StrEnum):
    """Languages that the pages come in."""

    ENGLISH = "en"
    FRENCH = "fr"
    ARABIC = "ar"
    SERBIAN = "sr"
    SERBIAN_LATIN = "sr-latn"


class NewAccountIn(In):
    """Somebody who starts to work here."""

    username: Annotated[
        str, Field(min_length=3, max_length=60, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]+[A-Za-z0-9]$")
    ]
    name: Annotated[str, Field(min_length=1, max_length=80)]
    office: Id
    roles: Annotated[list[Annotated[Role, Field(strict=False)]], Field(min_length=1, max_length=len(Role))]
    language: Annotated[Language, Field(strict=False)] = Language.ENGLISH


class StaffIn(In):
    """What stands about an account from now on."""

    seen: Seen
    name: Annotated[str, Field(min_length=1, max_length=80)]
    office: Id
    language: Annotated[Language, Field(strict=False)]


class RoleIn(In):
    """One role to give or to end."""

    role: Annotated[Role, Field(strict=False)]


class AccountVersionIn(In):
    """The version of the account that was read."""

    seen: Seen


class GivenOut(Out):
    """A password for one time. It is shown once and stored nowhere."""

    id: UUID
    password: str


class AccountLineOut(Out):
    """One account in the list."""

    id: UUID
    username: str
    name: str
    office_name: str
    roles: list[Role]
    active: bool
    second_factor: bool


class AccountLinesOut(Out):
    """Every account, by name."""

    accounts: list[AccountLineOut]


class RoleHeldOut(Out):
    """A role that is or was held."""

    role: Role
    since: datetime
    until: datetime | None
    given_by: UUID | None


class StaffOut(Out):
    """One account."""

    id: UUID
    username: str
    name: str
    office: UUID
    office_name: str
    language: str
    active: bool
    second_factor: bool
    waits_until: datetime | None
    version: int
    roles: list[RoleHeldOut]
