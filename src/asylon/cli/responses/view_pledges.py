"""Needs and pledges on a page: four statuses side by side, what is covered, and what nobody covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from asylon.cli.page import Page
from asylon.cli.view_influx import READER
from asylon.figures import Store
from asylon.figures.places import name_of
from asylon.responses.money import written_major
from asylon.responses.pledges.covered import Coverages, coverages
from asylon.responses.pledges.kinds import DonorKind
from asylon.responses.pledges.reading import Donor, Promised, ReadNeed, ReadPledge
from asylon.sharing.coverage import Amount, Measure, Reason, Unit

STATUSES = ("announced", "committed", "delivered", "reported")
COVERING = ("announced", "committed", "delivered")
NO_SUM = (
    "Announced, committed, delivered and reported are four different things. They are never added together."
)
REASONS = {
    Reason.CONDITION: "its condition is not met yet",
    Reason.UNIT: "nothing is needed in this unit or currency",
    Reason.SECTOR: "nothing is needed in the sectors that it is for",
    Reason.DISTRICT: "nothing is needed in its district alone",
    Reason.POPULATION: "nothing is needed for the people that it is for alone",
    Reason.PERIOD: "it can be used only before or after there is need",
    Reason.OVER_EARMARKED: "the needs that it is for are covered, while others are not",
    Reason.BEYOND_NEED: "every need in this unit is covered",
}


def amount(value: int, measure: Measure) -> str:
    """A number with its unit: USD 12,500; 40 places; 2,500 tents."""
    if measure.unit is Unit.MONEY:
        return f"{measure.of} {written_major(value, currency=measure.of)}"
    noun = measure.of or measure.unit.value
    return f"{value:,} {noun}"


def promised_line(row: Promised) -> str:
    """One unit: what is needed, and what stands at each status."""
    said = [f"{name} {amount(getattr(row, name).value, row.measure)}" for name in ("needed", *STATUSES)]
    return "; ".join(said)


def promised_json(row: Promised) -> dict[str, Any]:
    """The same as plain data; money in minor units of the currency."""
    told = {name: getattr(row, name).value for name in ("needed", *STATUSES)}
    return {"unit": row.measure.unit.value, "of": row.measure.of} | told


def ledger_page(
    name: str, rows: Sequence[Promised], needs: Sequence[ReadNeed], pledges: Sequence[ReadPledge]
) -> Page:
    """The ledger: sums by unit, every pledge, coverage by sector, gaps, and what cannot be used."""
    page = Page()
    page.say((f"PLEDGES: {name}", "bold"))
    page.say((NO_SUM, "dim"))
    page.heading("BY UNIT", "" if rows else "nothing is needed or pledged yet")
    for row in rows:
        page.item(promised_line(row))
    page.heading("THE LEDGER", f"{len(pledges)} pledges")
    for pledge in pledges:
        _say_pledge(page, pledge)
    covered = coverages(needs, pledges)
    _say_sectors(page, covered, needs)
    _say_gaps(page, covered, needs)
    _say_unused(page, covered, pledges)
    page.blank()
    return page


def donor_name(donor: Donor) -> str:
    """A State by its name, others as they are called."""
    return name_of(Store(), donor.state) if donor.kind is DonorKind.STATE else donor.name


def _say_pledge(page: Page, pledge: ReadPledge) -> None:
    stands = "; ".join(
        f"{status} {amount(getattr(pledge, status).value, pledge.measure)}" for status in STATUSES
    )
    page.item((f"{donor_name(pledge.donor)}, {pledge.kind.label}", "bold"), f": {stands}")
    mark = pledge.earmark
    said = [str(each.label) for each in mark.sectors] + [mark.district]
    said += [str(mark.population.label)] if mark.population else []
    notes = ["for " + ", ".join(filter(None, said))] if any(said) else []
    notes += [] if pledge.usable else [f"its condition is not met yet: {pledge.conditions}"]
    notes += [f"{len(pledge.parts)} dated parts"] if len(pledge.parts) > 1 else []
    notes += ["invented"] if pledge.invented else []
    if notes:
        page.say(("; ".join(notes), "dim"), depth=4)


def _say_sectors(page: Page, covered: Coverages, needs: Sequence[ReadNeed]) -> None:
    page.heading("COVERED BY SECTOR", "at each status apart")
    for sector, measure in dict.fromkeys((need.sector, need.amount.measure) for need in needs):
        ids = {str(each.id) for each in needs if (each.sector, each.amount.measure) == (sector, measure)}
        needed = sum(each.amount.value for each in needs if str(each.id) in ids)
        said = [f"needed {amount(needed, measure)}"]
        for status in COVERING:
            rows = [row for row in getattr(covered, status).needs if row.need.id in ids]
            said.append(f"{status} {amount(sum(row.covered.value for row in rows), measure)}")
        page.item((f"{sector.label}", "bold"), f": {'; '.join(said)}")


def _say_gaps(page: Page, covered: Coverages, needs: Sequence[ReadNeed]) -> None:
    gaps = list(_gaps(covered, needs))
    page.heading("GAPS", "what is missing even if all comes that was announced" if gaps else "none")
    for line in gaps:
        page.item(line)


def _gaps(covered: Coverages, needs: Sequence[ReadNeed]) -> Iterator[str]:
    by_id = {str(need.id): need for need in needs}
    for row in covered.announced.needs:
        need = by_id[row.need.id]
        if not row.unmet:
            continue
        whom = [need.district] + ([str(need.population.label)] if need.population else [])
        part = round(100 * row.unmet.value / need.amount.value)
        yield (
            f"{', '.join(filter(None, [str(need.sector.label), *whom]))}, "
            f"{READER.day(need.since)} to {READER.day(need.until)}: "
            f"{amount(row.unmet.value, row.unmet.measure)} missing, {part} % of the need"
        )


def _say_unused(page: Page, covered: Coverages, pledges: Sequence[ReadPledge]) -> None:
    owners = {str(part.id): pledge for pledge in pledges for part in pledge.parts}
    unused = covered.announced.unused
    if not unused:
        return
    page.heading("WHAT CANNOT BE USED")
    for each in unused:
        given: Amount = each.amount
        donor = donor_name(owners[each.offer.id].donor)
        page.item(f"{donor}, {amount(given.value, given.measure)}: {REASONS[each.reason]}")
