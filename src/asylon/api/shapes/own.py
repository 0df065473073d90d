"""A token, a site, the facts of the rulebook."""

from __future__ import annotations

from uuid import UUID

from asylon.api.shapes.base import Out
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Purpose
from asylon.casework.staff.models import Role


class OwnOut(Out):
    """For whom a token acts, and how."""

    account: UUID
    name: str
    office: UUID
    office_name: str
    role: Role
    purpose: Purpose
    language: str
    may: list[Act]


class SiteOut(Out):
    """A place where the office receives people."""

    id: UUID
    name: str
    place: str


class FactOut(Out):
    """Something that can be answered of a person or of an item of a list.

    `codes` are the answers that a code or list takes; where `takes` says countries or facts, those.
    """

    id: str
    topic: str
    scope: str
    type: str
    codes: list[str]
    takes: str
    stage: str
    sensitive: bool
    label: str
    question: str


class RulebookOut(Out):
    """The law that is in use."""

    version: str
    fingerprint: str
    facts: list[FactOut]
