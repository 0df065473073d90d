"""What comes in and goes out: a scenario to work out, a line of the list, and one with all that it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asylon.sharing import Key, Sharing
from asylon.sharing.sensitivity import Sensitivity

LONGEST_NAME, LONGEST_REASONS = 120, 2_000
MEASURES = ("refugees", "asylum_seekers", "oip")
"""What can be carried, one at a time: the measures of UNHCR are not the same thing and are never added up."""


class NameTaken(Exception):
    """Another scenario of this emergency has the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewScenario:
    """A scenario to work out. `states` empty: every State that has the figures takes part."""

    name: str
    reasons: str = ""
    key: Key
    total: int
    states: tuple[str, ...] = ()
    measure: str = "refugees"
    invented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """Whom States host now, by code: one measure of one year. A State that is not in it is not known."""

    measure: str
    year: int | None
    source: str
    states: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioLine:
    """A scenario in a list."""

    id: UUID
    name: str
    reasons: str
    key_title: str
    total: int
    invented: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioSeen:
    """A scenario with everything that it rested on."""

    id: UUID
    emergency: UUID
    name: str
    reasons: str
    sharing: Sharing
    stored: Mapping[str, Any]
    """The sharing as it lies in the database, for programs."""
    sensitivity: Sensitivity
    carried: Carrying
    attributions: tuple[str, ...]
    fingerprint: str
    invented: bool
    by: str
    at: datetime
