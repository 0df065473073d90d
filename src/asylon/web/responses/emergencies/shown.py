"""Sentences of an emergency's pages: the short of it, what was declared, how long it lasts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from asylon.casework.access.small_numbers import SMALLEST_TOLD
from asylon.foresight.influx import Duration, Lasting
from asylon.responses.emergencies.characteristics import Seen
from asylon.responses.emergencies.kinds import AgeBand, DeclarationKind, Sex
from asylon.responses.emergencies.selectors import Declared, Situation
from asylon.responses.emergencies.splits import Cell, Splits
from asylon.web.people.shown.days import day, day_of
from asylon.web.responses.countries import country_name
from asylon.web.responses.emergencies.urgent import shortfall
from asylon.web.responses.reader import number, rounded


@dataclass(frozen=True, slots=True)
class DeclarationShown:
    """What a person declared, in words."""

    ended: bool
    who: str
    function: str
    on: str
    signs: str
    reasons: str
    look_again: str
    group_recognition: bool
    written: str


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One row of a split; `number` is empty where it is too small to tell."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Split:
    """People split in one way."""

    key: str
    title: str
    of: str
    rows: tuple[SplitRow, ...]


def short_sentences(found: Situation, seen: Seen) -> tuple[str, ...]:
    """What matters most; the first one is the heaviest."""
    said = []
    missing = shortfall(seen)
    arrived = seen.panel.arrived
    if missing is not None and missing > 0:
        said.append(
            gettext("About %(n)s people a day more than can be registered.") % {"n": rounded(missing)}
        )
    elif seen.few:
        said.append(few_words())
    elif arrived.a_day is not None:
        said.append(gettext("About %(n)s people arrive a day.") % {"n": rounded(arrived.a_day)})
    else:
        said.append(gettext("How many people arrive is not yet known."))
    if arrived.in_all is not None:
        said.append(
            gettext("%(n)s people since %(day)s.") % {"n": number(arrived.in_all), "day": day(found.began_on)}
        )
    if found.declared:
        said.append(gettext("A person has declared a mass influx."))
    return tuple(said)


def few_words() -> str:
    """That people arrived, and so few that no number of them is told."""
    return gettext(
        "Fewer than %(n)s people are known to have arrived. Their number is not told by day or in all, "
        "because it could point at somebody."
    ) % {"n": SMALLEST_TOLD}


def declaration(declared: Declared) -> DeclarationShown:
    """A declaration in words."""
    named = ", ".join(str(each.label) for each in declared.characteristics)
    return DeclarationShown(
        ended=declared.kind is DeclarationKind.ENDED,
        who=declared.declared_by,
        function=declared.function,
        on=day(declared.on),
        signs=gettext("all four characteristics") if declared.all_four else named,
        reasons=declared.reasons,
        look_again=day(declared.look_again_on) if declared.look_again_on else "",
        group_recognition=declared.group_recognition,
        written=gettext("written down by %(name)s on %(day)s")
        % {"name": declared.by, "day": day_of(declared.at)},
    )


def duration(found: Duration) -> str:
    """How long it has lasted, and whether that is protracted by the numbers in force."""
    years = int(found.years)
    lasted = (
        ngettext("It has lasted %(n)s year.", "It has lasted %(n)s years.", years) % {"n": number(years)}
        if years
        else gettext("It has lasted less than a year.")
    )
    rule = {"years": rounded(found.rule.years), "persons": number(found.rule.persons)}
    says = {
        Lasting.YES: gettext("By its numbers it is protracted: %(years)s years and %(persons)s people."),
        Lasting.NO: gettext(
            "By its numbers it is not protracted: that begins at %(years)s years and %(persons)s people."
        ),
        Lasting.NOT_KNOWN: gettext(
            "Whether it is protracted is not known: that begins at %(years)s years and %(persons)s people."
        ),
    }
    return f"{lasted} {says[found.protracted] % rule}"


def arrivals_foot(seen: Seen) -> str:
    """From where arrivals are, and how they are counted."""
    rule = gettext("Who crosses two borders counts once: only first crossings are added up.")
    source = seen.panel.arrived.source
    return gettext("Source: %(source)s. %(rule)s") % {"source": source, "rule": rule} if source else rule


def splits(found: Splits) -> tuple[Split, ...]:
    """Who arrived, split one way at a time."""
    return (
        _split("sex", gettext("By sex"), gettext("Sex"), found.by_sex, lambda of: str(Sex(of).label)),
        _split("age", gettext("By age"), gettext("Age"), found.by_age, lambda of: str(AgeBand(of).label)),
        _split("origin", gettext("By country of origin"), gettext("From"), found.by_origin, country_name),
        _split("place", gettext("By place"), gettext("Place"), found.by_place, str),
    )


def _split(key: str, title: str, of: str, cells: tuple[Cell, ...], name: Callable[[str], str]) -> Split:
    few = gettext("fewer than %(n)s, or hidden with it") % {"n": SMALLEST_TOLD}
    rows = (SplitRow(name(each.of), few if each.persons is None else number(each.persons)) for each in cells)
    return Split(key, title, of, tuple(rows))
