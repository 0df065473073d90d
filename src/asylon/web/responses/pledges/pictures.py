"""The pictures of pledges: delivered against promised, and from pledge to need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from asylon.pictures import (
    LegendEntry,
    Picture,
    Promise,
    PromisedWords,
    SankeyWords,
    promised_cell,
    promised_legend,
    sankey,
)
from asylon.pictures.sankey import Donor as PictureDonor
from asylon.pictures.sankey import Flow as PictureFlow
from asylon.pictures.sankey import Need as PictureNeed
from asylon.responses.pledges.reading import Promised, ReadNeed, ReadPledge
from asylon.sharing.coverage import Measure, Reason
from asylon.sharing.coverage.amounts import A
from asylon.sharing.coverage.covering import Coverage, Unused
from asylon.sharing.coverage.offers import eligible
from asylon.web.responses.pledges.amounts import in_units, plain, unit_name
from asylon.web.responses.pledges.shown import donor_name, span, whom
from asylon.web.responses.reader import page_reader


@dataclass(frozen=True, slots=True)
class PromisedRow:
    """One unit: a picture, and its numbers in columns of their own."""

    what: str
    svg: str
    needed: str
    announced: str
    committed: str
    delivered: str


@dataclass(frozen=True, slots=True)
class PromisedTable:
    """A row for each unit, and what the bars mean."""

    rows: tuple[PromisedRow, ...]
    legend: tuple[LegendEntry, ...]


def promised_table(found: Iterable[Promised]) -> PromisedTable:
    """Delivered against promised. Each row has a scale of its own: units have nothing in common."""
    return PromisedTable(tuple(map(_row, found)), promised_legend(_promised_words(), name="promised"))


def _row(one: Promised) -> PromisedRow:
    measure = one.measure
    amounts = [each.value for each in (one.needed, one.announced, one.committed, one.delivered)]
    major = [float(in_units(value, measure)) for value in amounts]
    promise = Promise(
        what=unit_name(measure),
        need=major[0] or None,
        announced=major[1],
        committed=major[2],
        delivered=major[3],
    )
    needed = plain(amounts[0], measure) if amounts[0] else gettext("not known")
    return PromisedRow(
        unit_name(measure),
        promised_cell(promise, direction=page_reader().direction),
        needed,
        *(plain(value, measure) for value in amounts[1:]),
    )


def _promised_words() -> PromisedWords:
    return PromisedWords(
        title=gettext("Promised and delivered"),
        description=gettext("For each unit the need, and what was announced, committed and delivered."),
        caption=gettext("Promised and delivered, by unit"),
        what=gettext("What"),
        need=gettext("Need"),
        announced=gettext("Announced"),
        committed=gettext("Committed"),
        delivered=gettext("Delivered"),
        not_known=gettext("not known"),
    )


def flow_picture(
    coverage: Coverage[A],
    *,
    measure: Measure,
    needs: Sequence[ReadNeed],
    pledges: Sequence[ReadPledge],
    status: str,
    name: str,
) -> Picture | None:
    """From donors to needs in one unit at one status; None if nothing is needed or offered in it."""
    wanted = [need for need in needs if need.amount.measure == measure and need.amount]
    owners = {str(part.id): pledge.donor.key for pledge in pledges for part in pledge.parts}
    given = _given(coverage, measure, owners)
    if not wanted or not given:
        return None
    names = {pledge.donor.key: donor_name(pledge.donor) for pledge in pledges}
    labels = need_labels(wanted)
    flows = [
        PictureFlow(
            donor=owners[flow.offer], need=flow.need, amount=float(in_units(flow.amount.value, measure))
        )
        for flow in coverage.flows
        if flow.amount.measure == measure
    ]
    flows += _beyond(coverage, measure, owners)
    return sankey(
        flows,
        donors=[
            PictureDonor(key=key, label=names[key], amount=float(in_units(given[key], measure)))
            for key in sorted(given, key=lambda each: (-given[each], names[each]))
        ],
        needs=[
            PictureNeed(
                key=str(need.id),
                label=labels[str(need.id)],
                amount=float(in_units(need.amount.value, measure)),
            )
            for need in wanted
        ],
        words=_sankey_words(unit_name(measure), status),
        reader=page_reader(),
        name=name,
    )


def _given(coverage: Coverage[A], measure: Measure, owners: Mapping[str, str]) -> dict[str, int]:
    """What each donor gives in one unit at this status, used or not."""
    given: dict[str, int] = {}
    parts = [(flow.offer, flow.amount) for flow in coverage.flows]
    parts += [(each.offer.id, each.amount) for each in coverage.unused]
    for offer, amount in parts:
        if amount.measure == measure:
            given[owners[offer]] = given.get(owners[offer], 0) + amount.value
    return given


def _beyond(coverage: Coverage[A], measure: Measure, owners: Mapping[str, str]) -> list[PictureFlow]:
    """What is earmarked beyond its needs, drawn at the first need that it was meant for."""
    found = []
    for each in coverage.unused:
        meant = _meant_for(each, coverage)
        if each.amount.measure == measure and meant:
            amount = float(in_units(each.amount.value, measure))
            found.append(PictureFlow(donor=owners[each.offer.id], need=meant, amount=amount))
    return found


def _meant_for(each: Unused[A], coverage: Coverage[A]) -> str:
    if each.reason is not Reason.OVER_EARMARKED:
        return ""
    rows = (row.need for row in coverage.needs)
    return next((need.id for need in rows if need.amount and eligible(each.offer, need)), "")


def need_labels(needs: Sequence[ReadNeed]) -> dict[str, str]:
    """Names of needs, by id: the sector, with place, people and time as far as they tell it from others."""
    labels = {}
    for need in needs:
        said = [str(need.sector.label)]
        like = [each for each in needs if each.sector is need.sector]
        if where := whom(need.district, need.population):
            said.append(where)
        if len({(each.since, each.until) for each in like}) > 1:
            said.append(span(need.since, need.until))
        labels[str(need.id)] = ", ".join(said)
    return labels


def _sankey_words(unit: str, status: str) -> SankeyWords:
    values = {"unit": unit, "status": status}
    return SankeyWords(
        title=gettext("From pledge to need: %(unit)s, %(status)s") % values,
        description=gettext(
            "Donors at one side, needs at the other; what flows, what is missing, what is left."
        ),
        caption=gettext("From pledge to need: %(unit)s, %(status)s") % values,
        donor=gettext("Donor"),
        need=gettext("Need"),
        amount=unit,
        covered=gettext("covered"),
        unmet=gettext("missing"),
        over=gettext("earmarked beyond the need"),
        not_placed=gettext("goes to no need"),
    )
