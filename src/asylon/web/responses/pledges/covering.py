"""What the page of coverage shows: tables by need, gaps and what cannot be used in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.pictures import Picture
from asylon.responses.pledges.covered import Coverages, coverages
from asylon.responses.pledges.reading import ReadNeed, ReadPledge
from asylon.sharing.coverage import EU_POOL_2026, Amount, Measure, Reason, Unit, by_measure, in_money
from asylon.sharing.coverage.covering import Coverage
from asylon.web.responses.pledges.amounts import plain, unit_name, written
from asylon.web.responses.pledges.pictures import flow_picture, need_labels
from asylon.web.responses.pledges.shown import donor_name, span, whom
from asylon.web.responses.reader import number

STATUSES: Mapping[str, str | Promise] = {
    "announced": _("Announced"),
    "committed": _("Committed"),
    "delivered": _("Delivered"),
}
REASONS: Mapping[Reason, str | Promise] = {
    Reason.CONDITION: _("its condition is not met yet"),
    Reason.UNIT: _("nothing is needed in this unit or currency"),
    Reason.SECTOR: _("nothing is needed in the sectors that it is for"),
    Reason.DISTRICT: _("nothing is needed in its district alone"),
    Reason.POPULATION: _("nothing is needed for the people that it is for alone"),
    Reason.PERIOD: _("it can be used only before or after there is need"),
    Reason.OVER_EARMARKED: _("the needs that it is for are covered, while others are not"),
    Reason.BEYOND_NEED: _("every need in this unit is covered"),
}


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One need, and what covers it at each status: three columns that are never added."""

    sector: str
    whom: str
    when: str
    needed: str
    announced: str
    committed: str
    delivered: str
    missing: str
    """What is missing even if all that was announced comes; empty if nothing is."""


@dataclass(frozen=True, slots=True)
class UnitSection:
    """Everything in one unit."""

    key: str
    unit: str
    lines: tuple[CoverLine, ...]
    picture: Picture | None
    gaps: tuple[str, ...]
    unused: tuple[str, ...]
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InMoney:
    """What places would be in money, with the parameter that says so."""

    places: str
    money: str
    one: str
    source: str
    checked: bool


def sections(needs: Sequence[ReadNeed], pledges: Sequence[ReadPledge], *, status: str) -> list[UnitSection]:
    """A section for each unit in which something is needed or stands at the status."""
    every = coverages(needs, pledges)
    coverage: Coverage[Amount] = getattr(every, status)
    measures = {need.amount.measure for need in needs} | {each.amount.measure for each in coverage.unused}
    return [
        _section(place, measure, every, coverage, needs, pledges, status)
        for place, measure in enumerate(sorted(measures), start=1)
    ]


def places_in_money(pledges: Sequence[ReadPledge]) -> InMoney | None:
    """What the announced places would be in money; None if there are none."""
    places = by_measure(pledge.announced for pledge in pledges).get(Measure(Unit.PLACES))
    if not places:
        return None
    found = in_money(places, by=EU_POOL_2026)
    money = Measure(Unit.MONEY, found.by.currency)
    return InMoney(
        written(places.value, places.measure),
        written(found.minor, money),
        written(found.by.minor, money),
        found.by.source,
        found.by.checked,
    )


def _section(
    place: int,
    measure: Measure,
    every: Coverages,
    coverage: Coverage[Amount],
    needs: Sequence[ReadNeed],
    pledges: Sequence[ReadPledge],
    status: str,
) -> UnitSection:
    wanted = [need for need in needs if need.amount.measure == measure]
    unused = list(_unused(coverage, measure, pledges))
    return UnitSection(
        key=f"u{place}",
        unit=unit_name(measure),
        lines=tuple(_lines(every, wanted)),
        picture=flow_picture(
            coverage,
            measure=measure,
            needs=needs,
            pledges=pledges,
            status=str(STATUSES[status]),
            name=f"flows-{place}",
        ),
        gaps=tuple(_gaps(coverage, wanted)),
        unused=tuple(said for said, reason in unused if reason is not Reason.OVER_EARMARKED),
        over=tuple(said for said, reason in unused if reason is Reason.OVER_EARMARKED),
    )


def _lines(every: Coverages, needs: Sequence[ReadNeed]) -> Iterator[CoverLine]:
    announced = {row.need.id: row for row in every.announced.needs}
    committed = {row.need.id: row.covered for row in every.committed.needs}
    delivered = {row.need.id: row.covered for row in every.delivered.needs}
    for need in needs:
        key, measure = str(need.id), need.amount.measure
        unmet = announced[key].unmet
        yield CoverLine(
            sector=str(need.sector.label),
            whom=whom(need.district, need.population),
            when=span(need.since, need.until),
            needed=plain(need.amount.value, measure),
            announced=plain(announced[key].covered.value, measure),
            committed=plain(committed[key].value, measure),
            delivered=plain(delivered[key].value, measure),
            missing=plain(unmet.value, measure) if unmet else "",
        )


def _gaps(coverage: Coverage[Amount], needs: Sequence[ReadNeed]) -> Iterator[str]:
    labels = need_labels(needs)
    rows = [row for row in coverage.needs if row.need.id in labels and row.unmet]
    for row in sorted(rows, key=lambda each: -each.unmet.value):
        share = number(round(100 * row.unmet.value / row.need.amount.value))
        yield gettext("%(need)s: %(amount)s missing, %(share)s %% of the need.") % {
            "need": labels[row.need.id],
            "amount": written(row.unmet.value, row.unmet.measure),
            "share": share,
        }


def _unused(
    coverage: Coverage[Amount], measure: Measure, pledges: Sequence[ReadPledge]
) -> Iterator[tuple[str, Reason]]:
    owners = {str(part.id): (pledge, part) for pledge in pledges for part in pledge.parts}
    for each in coverage.unused:
        if each.amount.measure != measure:
            continue
        pledge, part = owners[each.offer.id]
        said = gettext("%(donor)s, %(amount)s, usable %(when)s: %(reason)s.") % {
            "donor": donor_name(pledge.donor),
            "amount": written(each.amount.value, measure),
            "when": span(part.since, part.until),
            "reason": REASONS[each.reason],
        }
        yield said, each.reason
