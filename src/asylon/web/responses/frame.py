"""What every page about an emergency shows around its own content: its head, and the way to its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asylon.responses.emergencies.selectors import Situation
from asylon.web.people.shown.days import day
from asylon.web.responses.countries import country_names

PARTS: tuple[tuple[str, str | Promise], ...] = (
    ("emergency", _("Overview")),
    ("characteristics", _("Characteristics")),
    ("arrivals", _("Arrivals")),
    ("capacity", _("Capacity")),
    ("plans", _("Plan")),
    ("pledges", _("Pledges")),
    ("shares", _("Shares")),
    ("reviews", _("Reviews")),
    ("causes", _("Causes")),
)
"""The parts of an emergency: the name of an address that takes `emergency`, and what it is called."""


@dataclass(frozen=True, slots=True)
class Link:
    """The way to one part."""

    key: str
    name: str | Promise
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class ResponseFrame:
    """The head of a page about an emergency."""

    id: UUID
    name: str
    address: str
    hosts: str
    origins: str
    began: str
    closed: str
    stage: str
    stage_since: str
    declared: bool
    invented: bool
    parts: tuple[Link, ...]


def response_frame(found: Situation, *, part: str) -> dict[str, Any]:
    """The context that `responses/frame.html` wants: merge it into the page's own.

    `part` is one of the keys of `PARTS`: the part that the page belongs to.
    """
    known = {key for key, _name in PARTS}
    if part not in known:
        raise KeyError(f"{part} is no part of an emergency; there are: {', '.join(sorted(known))}")
    frame = ResponseFrame(
        id=found.id,
        name=found.name,
        address=reverse("emergency", args=[found.id]),
        hosts=country_names(found.hosts),
        origins=country_names(found.origins),
        began=day(found.began_on),
        closed=day(found.closed_on) if found.closed_on else "",
        stage=str(found.stage.label) if found.stage else "",
        stage_since=day(found.stage_since) if found.stage_since else "",
        declared=found.declared,
        invented=found.invented,
        parts=tuple(_links(found.id, part)),
    )
    return {"response": frame}


def _links(emergency: UUID, part: str) -> list[Link]:
    links = []
    for key, name in PARTS:
        try:
            address = reverse(key, args=[emergency])
        except NoReverseMatch:
            continue
        links.append(Link(key, name, address, key == part))
    return links
