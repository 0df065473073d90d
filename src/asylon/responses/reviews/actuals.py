"""What is known of an emergency today, to be held against its plan. Each figure says from where it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from asylon.casework.access.small_numbers import is_small
from asylon.casework.offices.zones import day_of
from asylon.responses.emergencies.models import Arrivals, Capacity, Emergency
from asylon.responses.plans.models import Progress, Version
from asylon.responses.pledges.models import Movement, Need

WINDOW = timedelta(days=7)
"""Over how many days arrivals are averaged, so that one busy day proposes nothing."""


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """One figure beside what the plan counts on. None is not known; money is in minor units."""

    sort: str
    of: str
    unit: str
    planned: int | None
    actual: int | None
    as_of: date
    source: str
    least: int | None = None
    invented: bool = False


def gather(version: Version, *, today: date) -> tuple[FigureEntry, ...]:
    """Every figure that is on record for the emergency of a version, and how far its items are."""
    emergency = version.plan.emergency
    found: list[FigureEntry] = []
    if emergency is not None:
        found += [*_capacities(emergency, today), *_arrivals(emergency, version, today)]
        found += _delivered(emergency, today)
    return (*found, *_items(version, today))


def _capacities(emergency: Emergency, today: date) -> Iterator[FigureEntry]:
    newest: dict[tuple[str, str, str], Capacity] = {}
    rows = Capacity.objects.filter(emergency=emergency, on__lte=today).order_by("on", "at", "id")
    for row in rows:
        newest[row.sector, row.district, row.unit] = row
    for (sector, district, unit), row in sorted(newest.items()):
        of = f"{sector}: {district}"[:80] if district else sector
        yield FigureEntry(
            "capacity", of, unit, row.capacity, row.in_use, row.on, row.source, invented=row.invented
        )


def _arrivals(emergency: Emergency, version: Version, today: date) -> Iterator[FigureEntry]:
    standing = Arrivals.objects.filter(
        emergency=emergency, on__lte=today, first_crossing=True, superseded_by=None
    )
    # A day is not known as soon as one of its rows is not: the sum of the others would be too small.
    rows = standing.exclude(on__in=standing.filter(persons=None).values("on"))
    last = rows.order_by("-on").values_list("on", flat=True).first()
    if last is None:
        return
    days: dict[date, int] = defaultdict(int)
    sources, invented = set(), False
    for row in rows.filter(on__gt=last - WINDOW):
        days[row.on] += row.persons or 0
        sources.add(row.source)
        invented = invented or row.invented
    yield FigureEntry(
        sort="arrivals",
        of="",
        unit="persons_a_day",
        planned=version.forecast_high,
        actual=None if is_small(sum(days.values())) else round(sum(days.values()) / len(days)),
        as_of=last,
        source="; ".join(sorted(sources))[:200],
        least=version.forecast_low,
        invented=invented,
    )


def _delivered(emergency: Emergency, today: date) -> Iterator[FigureEntry]:
    needed: dict[tuple[str, str], int] = defaultdict(int)
    invented: set[tuple[str, str]] = set()
    for need in Need.objects.filter(emergency=emergency):
        key = need.unit, need.currency or need.item
        needed[key] += need.amount
        if need.invented:
            invented.add(key)
    came: dict[tuple[str, str], int] = defaultdict(int)
    standing: dict[object, Movement] = {}
    moved = Movement.objects.filter(pledge__emergency=emergency, on__lte=today).select_related("pledge")
    for movement in moved.order_by("number"):
        standing[movement.tranche_id] = movement
    for movement in standing.values():
        key = movement.pledge.unit, movement.pledge.currency or movement.pledge.item
        came[key] += movement.delivered
    # Amounts of different units are never added up: each has a figure of its own.
    for key, amount in sorted(needed.items()):
        of, unit = key
        yield FigureEntry(
            "delivery", of, unit, amount, came[key], today, "Pledge ledger", invented=key in invented
        )


def _items(version: Version, today: date) -> Iterator[FigureEntry]:
    reached = {
        row.thread: row
        for row in Progress.objects.filter(plan=version.plan_id, at__date__lte=today).order_by("id")
    }
    for item in version.items.filter(need_amount__isnull=False).order_by("code", "id"):
        report = reached.get(item.thread)
        began = item.from_on is None or item.from_on <= today
        if began:
            yield FigureEntry(
                sort="delivery",
                of=f"{item.code} {item.what}"[:80],
                unit=f"{item.need_unit} {item.currency}".strip()
                if item.need_unit == "money"
                else item.need_unit,
                planned=item.need_amount,
                actual=report.reached if report else None,
                as_of=day_of(report.at) if report else today,
                source="Progress of the plan",
                invented=version.plan.invented,
            )
