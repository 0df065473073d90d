"""The report in words: its sections, its measures, its codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.pictures import Reader
from asylon.responses.emergencies.kinds import (
    AgeBand,
    Characteristic,
    Indicator,
    Sector,
    Sex,
    Stage,
)
from asylon.responses.money import is_currency
from asylon.responses.plans.checklists import STANDARDS, SaidOf
from asylon.responses.plans.models import Consultation, Item, PartyKind, Progress, Version
from asylon.responses.plans.said import money_words
from asylon.responses.pledges.kinds import UnitKind
from asylon.responses.reviews.models import Figure, Proposal
from asylon.responses.reviews.report import NEVER, Row

Names = Callable[[str], str]
Words = Mapping[str, str | Promise]

SECTIONS: Words = {
    "emergency": _("The emergency"),
    "characteristics": _("The four characteristics"),
    "arrivals": _("Who arrived"),
    "declaration": _("What was declared"),
    "consultations": _("Consultations"),
    "plan": _("The plan"),
    "standards": _("Standards of treatment"),
    "shares": _("Who carries what"),
    "pledges": _("Promised and delivered"),
    "review": _("The review"),
    "predictability": _("How soon, how steady"),
}
MEASURES: Words = {
    "began_on": _("Began on"),
    "closed_on": _("Closed on"),
    "host": _("Country of asylum"),
    "origin": _("Country of origin"),
    "stage": _("Stage"),
    "kept_by": _("Kept by"),
    "arrived_in_all": _("People arrived"),
    "arrived_by_sex": _("By sex"),
    "arrived_by_age": _("By age"),
    "arrived_by_origin": _("By origin"),
    "declared": _("Mass influx declared on"),
    "ended": _("Declaration ended on"),
    "declared_by": _("By"),
    "reasons": _("Reasons"),
    "named": _("Characteristic that was named"),
    "look_again_on": _("Looked at again on"),
    "basis": _("Convened"),
    "asked_by": _("Asked for by"),
    "outcome": _("What came out"),
    "option_open": _("Examined, still open"),
    "option_taken": _("Examined, taken up"),
    "option_set_aside": _("Examined, set aside"),
    "plan": _("Plan"),
    "version": _("Version"),
    "version_state": _("How far the version is"),
    "adopted_on": _("Adopted on"),
    "adopted_because": _("Adopted because"),
    "member": _("Member of the review"),
    "item_state": _("How far"),
    "item_actor": _("Who answers for it"),
    "item_need": _("Need"),
    "item_reached": _("Met so far"),
    "item_cost_minor": _("Cost"),
    "standard": _("Answer"),
    "scenario": _("Scenario"),
    "key": _("Key"),
    "shared_in_all": _("Shared in all"),
    "fair_share": _("Fair share"),
    "carried_over_fair": _("Carried over fair share; 1 is fair"),
    "gini": _("Inequality (Gini); 0 is equal"),
    "needed": _("Needed"),
    "announced": _("Announced"),
    "committed": _("Committed"),
    "delivered": _("Delivered"),
    "reported": _("Reported"),
    "next_review_on": _("Next review"),
    "review_overdue": _("Overdue"),
    "last_review_on": _("Last review"),
    "conclusion": _("What came out"),
    "present": _("Was there"),
    "finding": _("Against the plan"),
    "decision": _("Decided"),
    "days_to_consultation": _("Days from the beginning to the first consultation"),
    "days_to_plan": _("Days from the beginning to an adopted plan"),
    "days_to_first_announced": _("Days to the first pledge"),
    "days_to_first_committed": _("Days to the first commitment"),
    "days_to_first_delivered": _("Days to the first delivery"),
    "days_from_pledge_to_delivery": _("Days from pledge to delivery, half came sooner"),
    "parts_delivered": _("Parts of pledges that came in full"),
    "parts_waiting": _("Parts of pledges that still wait"),
    "longest_waiting_days": _("Days that the longest one waits"),
    **{each.value: each.label for each in Indicator},
    **{f"party_{each.value}": each.label for each in PartyKind},
}
CODES: Mapping[str, Words] = {
    "stage": {each.value: each.label for each in Stage},
    "basis": {each.value: each.label for each in Consultation.Basis},
    "version_state": {each.value: each.label for each in Version.State},
    "item_state": {each.value: each.label for each in Progress.State},
    "standard": {each.value: each.label for each in SaidOf},
    "decision": {each.value: each.label for each in Proposal.Decision},
    "review_overdue": {"yes": _("Yes"), "no": _("No")},
    "named": {"yes": _("Yes")},
    "finding": {
        "within": _("within the mark"),
        "over": _("above the mark"),
        "under": _("under the mark"),
        "not_known": _("not yet known"),
    },
}
"""By measure, what its values are called."""
_OF: Words = {
    **{each.value: each.label for each in Sex},
    **{each.value: each.label for each in AgeBand},
    **{each.value: each.label for each in Sector},
    **{each.value: each.label for each in UnitKind},
    **{each.value: each.label for each in PartyKind},
    **{each.value: each.label for each in Characteristic},
}
_LINES: Words = {line.code: line.words for line in STANDARDS}
"""Apart from the others: a line may have the code of a sector."""
_UNITS: Words = {each.value: each.label for each in Item.Unit}
_STATES = frozenset({"fair_share", "carried_over_fair", "arrived_by_origin", "host", "origin", "asked_by"})
"""Measures whose subject or value is a country."""


def measure_words(row: Row) -> str:
    """What a row measures."""
    known = MEASURES.get(row.measure)
    if known is not None:
        return str(known)
    mark = MEASURES.get(row.measure.removesuffix("_mark"))
    return gettext("Mark: %(of)s") % {"of": mark} if mark is not None else row.measure


def of_words(row: Row, *, reader: Reader, names: Names) -> str:
    """What a row is about."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", row.of):
        return reader.day(date.fromisoformat(row.of))
    if row.measure in _STATES and row.of:
        return names(row.of)
    if row.measure == "standard":
        return str(_LINES.get(row.of, row.of))
    if row.of in _OF:
        return str(_OF[row.of])
    head, _space, rest = row.of.partition(" ")
    if head in Figure.Sort.values:
        return f"{Figure.Sort(head).label} {_OF.get(rest, rest)}".strip()
    return row.of


def value_words(row: Row, *, reader: Reader, names: Names) -> str:
    """The value of a row as it is read."""
    if row.hidden:
        return gettext("fewer than 11, or hidden with it")
    if row.value is None:
        return gettext("not yet known")
    if isinstance(row.value, str):
        return _text(row, row.value, reader, names)
    if is_currency(row.unit) and isinstance(row.value, int):
        return money_words(row.value, row.unit, reader=reader)
    unit = _UNITS.get(row.unit, "")
    return f"{reader.number(row.value)} {unit}".strip()


def _text(row: Row, value: str, reader: Reader, names: Names) -> str:
    if row.unit == "day":
        return reader.day(date.fromisoformat(value))
    if row.unit == "country":
        return names(value)
    if value == NEVER:
        return gettext("never, at this pace")
    return str(CODES.get(row.measure, {}).get(value, value))
