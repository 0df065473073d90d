"""By which clock an office works: names of the IANA time zone database, and the office's own day.

Moments are stored in UTC. Pages show them in the zone that is active, which is that of the visitor's office.
"""

from __future__ import annotations

import zoneinfo
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from functools import cache
from importlib import resources

from django.utils import timezone

UTC = "UTC"
"""The zone of an office that has said none, and whose law does not say it either."""

OF_NO_PLACE = frozenset({"localtime", "Factory"})
"""Names in the tables of a machine that say what this machine has, and nothing of an office."""


class UnknownZone(ValueError):
    """No time zone has this name."""


def is_zone(name: str) -> bool:
    """Whether a time zone has this name, capitals included."""
    return name in _known()


def zone_names() -> tuple[str, ...]:
    """The zones to choose from: UTC, and those where people live, by name."""
    return (UTC, *sorted(zone for zones in _by_country().values() for zone in zones))


def zone_under(jurisdiction: str) -> str:
    """The zone of a State that has one alone, by its ISO 3166-1 code of two letters; otherwise UTC."""
    zones = _by_country().get(jurisdiction.upper(), ())
    return zones[0] if len(zones) == 1 else UTC


def clock_of(name: str) -> tzinfo:
    """The zone itself; UTC for a name that the tables of this machine do not know, so that pages open."""
    return zoneinfo.ZoneInfo(name if is_zone(name) else UTC)


def day_of(moment: datetime) -> date:
    """On which day a moment lies by the clock that is active: the office's own day, not that of UTC."""
    return timezone.localtime(moment).date()


@cache
def _known() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones() - OF_NO_PLACE)


@cache
def _by_country() -> Mapping[str, tuple[str, ...]]:
    """Zones by ISO 3166-1 alpha-2, as `zone.tab` of the IANA database has them."""
    found: dict[str, list[str]] = defaultdict(list)
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _place, zone = line.split("\t")[:3]
            found[country].append(zone)
    return {country: tuple(zones) for country, zones in found.items()}
