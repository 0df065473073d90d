"""Findings and proposals of a review in words, for pages and for paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.pictures import Reader
from asylon.responses.emergencies.kinds import Sector
from asylon.responses.plans.models import Item
from asylon.responses.plans.said import money_words
from asylon.responses.pledges.kinds import UnitKind
from asylon.responses.reviews.models import Figure, Proposal
from asylon.responses.reviews.proposals import Finding, Verdict

SORTS = Figure.Sort.choices
ICONS = {"within": "met", "over": "urgent", "under": "urgent", "not_known": "may"}
PROPOSALS: Mapping[str, str | Promise] = {
    "capacity_over": _("Find %(amount)s more: %(of)s is over the mark."),
    "delivery_under": _("Bring %(amount)s more: %(of)s is behind."),
    "arrivals_above": _("%(amount)s people a day more arrive than the plan is made for. Update it."),
    "arrivals_below": _("%(amount)s people a day fewer arrive than the plan is made for. Update it."),
}


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One figure against the plan."""

    icon: str
    words: str
    verdict: str
    planned: str
    actual: str
    source: str
    invented: bool


def found_line(figure: Figure, finding: Finding, *, reader: Reader) -> FoundLine:
    """A finding in words."""
    return FoundLine(
        icon=ICONS[finding.verdict],
        words=f"{figure.get_sort_display()}: {of_words(figure)}" if figure.of else figure.get_sort_display(),
        verdict=verdict_words(finding, reader=reader),
        planned=_band(figure, reader)
        if figure.sort == Figure.Sort.ARRIVALS
        else _amount(figure, figure.planned, reader),
        actual=_amount(figure, figure.actual, reader),
        source=gettext("%(source)s, %(day)s") % {"source": figure.source, "day": reader.day(figure.as_of)},
        invented=figure.invented,
    )


def verdict_words(finding: Finding, *, reader: Reader) -> str:
    """How a figure stands to its mark."""
    if finding.verdict is Verdict.NOT_KNOWN:
        return gettext("not yet known")
    if finding.mark is None:
        return {
            Verdict.WITHIN: gettext("inside the forecast"),
            Verdict.OVER: gettext("above the forecast"),
            Verdict.UNDER: gettext("below the forecast"),
        }[finding.verdict]
    said = {
        "percent": reader.number(finding.percent) if finding.percent is not None else "–",
        "mark": reader.number(finding.mark),
    }
    if finding.verdict is Verdict.OVER:
        return gettext("%(percent)s %%, over the mark of %(mark)s %%") % said
    if finding.verdict is Verdict.UNDER:
        return gettext("%(percent)s %%, under the mark of %(mark)s %%") % said
    return gettext("%(percent)s %%, within the mark of %(mark)s %%") % said


def proposal_words(proposal: Proposal, *, reader: Reader) -> str:
    """What a proposal says."""
    figure = proposal.figure
    return str(PROPOSALS[proposal.code]) % {
        "amount": reader.number(proposal.amount)
        if figure.sort == Figure.Sort.ARRIVALS
        else _amount(figure, proposal.amount, reader),
        "of": of_words(figure) or str(figure.get_sort_display()),
    }


def of_words(figure: Figure) -> str:
    """What a figure is about."""
    sector, _colon, district = figure.of.partition(": ")
    named = _SECTORS.get(sector) or _UNITS.get(sector)
    if named is None:
        return figure.of
    return f"{named}: {district}" if district else str(named)


def currency_of(of: str, *, unit: str) -> str | None:
    """The currency of a figure in money, whose amounts are in minor units; None if it counts other things."""
    if of == UnitKind.MONEY or unit.startswith("money "):
        return unit.removeprefix("money ")
    return None


def _band(figure: Figure, reader: Reader) -> str:
    if figure.least is None or figure.planned is None:
        return gettext("not yet known")
    return gettext("%(low)s to %(high)s a day") % {
        "low": reader.number(figure.least),
        "high": reader.number(figure.planned),
    }


def _amount(figure: Figure, amount: int | None, reader: Reader) -> str:
    if amount is None:
        return gettext("not yet known")
    currency = currency_of(figure.of, unit=figure.unit)
    if currency is not None:
        return money_words(amount, currency, reader=reader)
    named = _UNITS.get(figure.unit, figure.unit)
    return f"{reader.number(amount)} {named}".strip()


_SECTORS: Mapping[str, str | Promise] = {each.value: each.label for each in Sector}
_UNITS: Mapping[str, str | Promise] = {
    **{each.value: each.label for each in Item.Unit},
    "persons_a_day": _("people a day"),
    UnitKind.MONEY.value: UnitKind.MONEY.label,
    UnitKind.PLACES.value: UnitKind.PLACES.label,
}
