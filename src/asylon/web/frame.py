"""What every page shows around its own content: places by role, languages, the rulebook in force."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.kernel import Act, Asked
from asylon.casework.access.table import decide
from asylon.casework.access.visitors import Purpose, Visitor, purposes_of
from asylon.casework.staff.models import Role
from asylon.rulebook import load

ADDRESSES = {
    "home": "",
    "cover": "cover/",
    "lock": "lock/",
    "language": "language/",
    "role": "role/",
    "mine": "accounts/",
    "leave": "accounts/logout/",
}
"""Where the frame itself leads. Addresses and not names: an error page needs them when all else is broken."""


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation, shown to whoever the table of access allows one of its acts."""

    key: str
    name: str | Promise
    ways: tuple[tuple[Act | None, str], ...]
    """What one may come for, and the address for it; the first that is allowed counts. None: everybody."""
    also: tuple[str, ...] = ()
    """Further beginnings of addresses that belong to this place."""

    def holds(self, path: str) -> bool:
        """Whether an address belongs here."""
        return path.startswith((*(address for _act, address in self.ways), *self.also))


PLACES = (
    Place("day", _("My day"), ((None, "day/"),)),
    Place("people", _("People"), ((Act.SEARCH, "people/"),)),
    Place("register", _("Register"), ((Act.REGISTER, "register/"),), also=("groups/",)),
    Place("responses", _("Responses"), ((Act.SEE_RESPONSES, "responses/"),)),
    Place("oversight", _("Oversight"), ((Act.READ_JOURNAL, "journal/"), (Act.SEE_NOTICES, "notices/"))),
    Place("counts", _("Counts"), ((Act.SEE_COUNTS, "counts/"),)),
    Place("administration", _("Administration"), ((Act.MANAGE_ACCOUNTS, "staff/"),)),
)


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the pages, by its own name."""

    code: str
    name: str
    dir: str
    current: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """Which rulebook is in force, short enough to read out on the telephone."""

    version: str
    mark: str


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame of a page reads. A view may set `place` itself."""
    visitor: Visitor | None = getattr(request, "visitor", None)
    prefix = get_script_prefix()
    path = request.path.removeprefix(prefix)
    return {
        "visitor": visitor,
        "purposes": purposes_of(visitor.role) if visitor else (),
        "places": [
            {"key": place.key, "name": place.name, "address": prefix + address}
            for place, address in (places_of(visitor.role, visitor.purpose) if visitor else ())
        ],
        "place": next((place.key for place in PLACES if place.holds(path)), ""),
        "addresses": {name: prefix + address for name, address in ADDRESSES.items()},
        "languages": languages(get_language() or settings.LANGUAGE_CODE),
        "rulebook": edition(),
        "demo": settings.DEMO,
        "idle_seconds": settings.IDLE_SECONDS,
    }


@cache
def places_of(role: Role, purpose: Purpose) -> tuple[tuple[Place, str], ...]:
    """Where somebody has anything to do, with the address. The door still decides each case."""
    found = []
    for place in PLACES:
        ways = (address for act, address in place.ways if act is None or _may(role, purpose, act))
        if address := next(ways, None):
            found.append((place, address))
    return tuple(found)


@cache
def languages(current: str) -> tuple[Language, ...]:
    """Every language of the pages; `current` is the code of the one in use."""
    found = [(code, get_language_info(code)) for code, _name in settings.LANGUAGES]
    return tuple(
        Language(code, info["name_local"], "rtl" if info["bidi"] else "ltr", current=code == current)
        for code, info in found
    )


@cache
def edition() -> Edition:
    """Version and first eight figures of the hash of the texts in force."""
    rulebook = load()
    figures = rulebook.fingerprint
    return Edition(str(rulebook.head.version), f"{figures[:4]} {figures[4:8]}")


def _may(role: Role, purpose: Purpose, act: Act) -> bool:
    # A fresh second factor is asked for at the act itself, not for seeing the way to it.
    return decide(Asked(role, purpose, act, stepped_up=True)).allowed
