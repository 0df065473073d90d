"""The public figures of a situation: people newly displaced, hosted, returned and naturalised, by year.

Source: UNHCR tables `flows`, `population` and `solutions` of the newest release that ships. Years without
a figure are left out: that is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from asylon.figures import Release, Store, people, places
from asylon.responses.emergencies.kinds import Sector, Unit
from asylon.responses.emergencies.records import NewArrivals, NewCapacity

NEWLY = "People newly displaced in the year, refugees"
HOSTED = "Refugees at the end of the year"


@lru_cache(maxsize=1)
def release() -> Release:
    """The newest release of the UNHCR tables that ships."""
    return Store().newest("unhcr", having="population")


def source(what: str) -> str:
    """What a record says about where its figure is from: what is counted, and the attribution."""
    return f"{what}. {release().source.words()}"


def flows(*, host: str, origin: str) -> Mapping[int, int]:
    """People newly displaced, by year."""
    return _by_year("flows", "refugees", host, origin)


def stocks(*, host: str, origin: str) -> Mapping[int, int]:
    """Refugees hosted at the end of each year."""
    return _by_year("population", "refugees", host, origin)


def returned(*, host: str, origin: str) -> Mapping[int, int]:
    """Refugees who went back from the host to the country of origin, by year."""
    return _by_year("solutions", "returned_refugees", host, origin)


def naturalised(*, host: str, origin: str) -> Mapping[int, int]:
    """Refugees who became citizens of the host, by year."""
    return _by_year("solutions", "naturalisation", host, origin)


def name_of(iso3: str) -> str:
    """What UNHCR calls a country."""
    return places.name_of(Store(), iso3)


def year_rows(*, host: str, origins: Iterable[str], since: int, until: int) -> list[NewArrivals]:
    """The flow of each year as a row of its own, at its last day.

    A year is no day, and the same people stand in the rows by day: so these are kept and not added up.
    """
    return [
        NewArrivals(
            on=date(year, 12, 31),
            place=f"{name_of(host)}, all of {year}",
            host=host,
            origin=origin,
            persons=persons,
            first_crossing=False,
        )
        for origin in origins
        for year, persons in flows(host=host, origin=origin).items()
        if since <= year <= until
    ]


def stock_rows(*, hosts: Iterable[str], origins: Iterable[str], since: int, until: int) -> list[NewCapacity]:
    """Refugees at the end of each year. Nobody says how many a country could take: that stays not known."""
    return [
        NewCapacity(
            on=date(year, 12, 31),
            sector=Sector.OTHER,
            unit=Unit.PERSONS,
            capacity=None,
            in_use=persons,
            district=f"{name_of(host)}: refugees from {name_of(origin)}",
        )
        for host in hosts
        for origin in origins
        for year, persons in stocks(host=host, origin=origin).items()
        if since <= year <= until
    ]


@lru_cache(maxsize=64)
def _by_year(table: str, measure: str, host: str, origin: str) -> Mapping[int, int]:
    told = people.series(release(), table=table, measure=measure, asylum=host, origin=origin)
    return {year: count.value for year, count in sorted(told.items())}
