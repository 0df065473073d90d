"""What the pages of needs and pledges show, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from asylon.responses.pledges.kinds import DonorKind, Population, Sector, Step
from asylon.responses.pledges.reading import Donor, Part, ReadMovement, ReadNeed, ReadPledge
from asylon.responses.pledges.waiting import DeliveryTimes, First
from asylon.sharing.coverage import Measure, Unit, Waits
from asylon.web.people.shown.days import day, moment
from asylon.web.responses.countries import country_name
from asylon.web.responses.pledges.amounts import plain, unit_name, written
from asylon.web.responses.pledges.forms import part_name
from asylon.web.responses.reader import number

FIRST: Mapping[Step, str | Promise] = {
    Step.ANNOUNCED: _("First announcement"),
    Step.COMMITTED: _("First commitment"),
    Step.DELIVERED: _("First delivery"),
}
STATUS_NAMES: Mapping[str, str | Promise] = {
    "announced": _("Announced"),
    "committed": _("Committed"),
    "delivered": _("Delivered"),
    "reported": _("Reported"),
    "waiting": _("Not all delivered"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the ledger. Four amounts in one unit, in columns of their own."""

    id: UUID
    donor: str
    donor_kind: str
    what: str
    unit: str
    announced: str
    committed: str
    delivered: str
    reported: str
    condition_open: bool
    parts: str
    invented: bool


@dataclass(frozen=True, slots=True)
class PartLine:
    """One dated part of a pledge."""

    name: str
    announced: str
    committed: str
    delivered: str
    reported: str
    open: str


@dataclass(frozen=True, slots=True)
class MovementLine:
    """One step of a pledge."""

    number: int
    step: str
    amount: str
    on: str
    part: str
    evidence: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need."""

    id: UUID
    sector: str
    whom: str
    when: str
    amount: str
    source: str
    invented: bool


@dataclass(frozen=True, slots=True)
class WaitLine:
    """How long one donor, or all, took."""

    who: str
    middle: str
    came: str
    waiting: str
    longest: str


@dataclass(frozen=True, slots=True)
class FirstLine:
    """How soon something began."""

    what: str
    days: str
    waiting: bool


def donor_name(donor: Donor) -> str:
    """A State by its name in the reader's language, others as they are called."""
    return country_name(donor.state) if donor.kind is DonorKind.STATE else donor.name


def line(pledge: ReadPledge) -> Line:
    """A row of the ledger."""
    measure, many = pledge.measure, len(pledge.parts)
    return Line(
        id=pledge.id,
        donor=donor_name(pledge.donor),
        donor_kind="" if pledge.donor.kind is DonorKind.STATE else str(pledge.donor.kind.label),
        what=str(pledge.kind.label),
        unit=unit_name(measure),
        announced=plain(pledge.announced.value, measure),
        committed=plain(pledge.committed.value, measure),
        delivered=plain(pledge.delivered.value, measure),
        reported=plain(pledge.reported.value, measure),
        condition_open=not pledge.usable,
        parts=ngettext("%(n)s dated part", "%(n)s dated parts", many) % {"n": many} if many > 1 else "",
        invented=pledge.invented,
    )


def part_line(part: Part, measure: Measure) -> PartLine:
    """A part with what stands of it."""
    stands = part.stands
    return PartLine(
        part_name(part),
        *(
            plain(value, measure)
            for value in (
                stands.announced,
                stands.committed,
                stands.delivered,
                stands.reported,
                stands.undelivered,
            )
        ),
    )


def movement_line(movement: ReadMovement, pledge: ReadPledge) -> MovementLine:
    """A step in words."""
    part = next(each for each in pledge.parts if each.id == movement.part)
    return MovementLine(
        number=movement.number,
        step=str(movement.step.label),
        amount=written(movement.amount, pledge.measure),
        on=day(movement.on),
        part=part_name(part) if len(pledge.parts) > 1 else "",
        evidence=movement.evidence,
        by=movement.by,
        at=moment(movement.at),
    )


def need_line(need: ReadNeed) -> NeedLine:
    """A need in words."""
    return NeedLine(
        id=need.id,
        sector=str(need.sector.label),
        whom=whom(need.district, need.population),
        when=span(need.since, need.until),
        amount=written(need.amount.value, need.amount.measure),
        source=need.source,
        invented=need.invented,
    )


def whom(district: str, population: Population | None) -> str:
    """Where and for whom; empty for everybody in the whole country."""
    said = [district, str(population.label) if population else ""]
    return ", ".join(each for each in said if each)


def span(since: date, until: date) -> str:
    """From a day to a day."""
    return f"{day(since)} – {day(until)}"


def earmark(pledge: ReadPledge) -> list[tuple[str, str]]:
    """What a pledge is earmarked for; what is left open is said too."""
    mark, any_ = pledge.earmark, gettext("any")
    period = ""
    if mark.since and mark.until:
        period = span(mark.since, mark.until)
    elif mark.since:
        period = gettext("from %(day)s") % {"day": day(mark.since)}
    elif mark.until:
        period = gettext("until %(day)s") % {"day": day(mark.until)}
    return [
        (gettext("Sectors"), ", ".join(str(Sector(each).label) for each in mark.sectors) or any_),
        (gettext("District"), mark.district or any_),
        (gettext("For whom"), str(mark.population.label) if mark.population else gettext("everybody")),
        (gettext("For needs of"), period or gettext("any time")),
    ]


def wait_lines(times: DeliveryTimes) -> list[WaitLine]:
    """All donors together, then each."""
    lines = [_wait(gettext("All donors"), times.all)]
    return lines + [_wait(donor_name(donor), each) for donor, each in times.by_donor.items()]


def first_lines(times: DeliveryTimes) -> list[FirstLine]:
    """How soon the response began, or that it has not."""
    return [_first(each) for each in times.first]


def days(count: int) -> str:
    """So many days."""
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": number(count)}


def said_of_money(rows: Iterable[tuple[Measure, int, int]]) -> list[str]:
    """For each currency how much is needed and how much has come."""
    return [
        gettext("Of %(needed)s needed, %(came)s has come.")
        % {"needed": written(needed, measure), "came": written(came, measure)}
        for measure, needed, came in rows
        if measure.unit is Unit.MONEY and needed
    ]


def _first(each: First) -> FirstLine:
    if each.days is None:
        said = gettext("none yet, after %(days)s") % {"days": days(each.waiting_days)}
        return FirstLine(str(FIRST[each.step]), said, waiting=True)
    said = gettext("after %(days)s") % {"days": days(each.days)}
    return FirstLine(str(FIRST[each.step]), said, waiting=False)


def _wait(who: str, found: Waits) -> WaitLine:
    not_yet = gettext("not yet") if found.waiting else "–"
    middle = not_yet if found.middle is None else days(found.middle)
    longest = "–" if found.longest_waiting is None else days(found.longest_waiting)
    return WaitLine(who, middle, number(found.came), number(found.waiting), longest)
