"""The four small lists as pages show them: what they are called, what stands in them, what can be said."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.casework.facts.selectors import Record
from asylon.casework.facts.stored import Listed
from asylon.web.facts.partial import shown_partial
from asylon.web.people.shown.days import day_of
from asylon.web.people.shown.said import Tongue

Text = str | Promise | SafeString


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a page says of a list."""

    title: Promise
    question: Promise
    add: Promise
    none: Promise
    """The button for: there was none."""


LISTS = {
    "nationality": ListWords(
        _("Nationalities"),
        _("Of which countries is the person a national?"),
        _("Add a nationality"),
        _("No nationality: no State sees the person as its own"),
    ),
    "episode": ListWords(
        _("Times when others used the person"),
        _("Were there times when others made the person work, kept the person, or took what was earned?"),
        _("Add a time"),
        _("There was none"),
    ),
    "leg": ListWords(
        _("Parts of the journey"),
        _("From where to where did the person travel?"),
        _("Add a part of the journey"),
        _("There was no journey"),
    ),
    "destination": ListWords(
        _("Countries that the person might be sent to"),
        _("Which country might the person be sent to, or wishes to go to?"),
        _("Add a country"),
        _("None"),
    ),
}
SAID_OF = {
    "none": _("Asked: there is none."),
    "unknown": _("Asked: not known."),
    "declined": _("Asked: the person does not want to say."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a list."""

    id: UUID
    name: Text
    more: Text
    note: str
    version: int
    withdrawn: str
    """When it was taken out; empty while it stands."""


@dataclass(frozen=True, slots=True)
class SmallList:
    """One of the lists of a person."""

    scope: str
    words: ListWords
    lines: tuple[Line, ...]
    withdrawn: tuple[Line, ...]
    said: Text


class Names:
    """What the items of a record are called in one language: by country, or by their turn."""

    def __init__(self, record: Record, tongue: Tongue) -> None:
        """Count the items of each list once."""
        self._turns: dict[UUID, int] = {}
        self._tongue = tongue
        for scope in LISTS:
            standing = [each.id for each in record.listed(scope)]
            self._turns |= {id_: turn for turn, id_ in enumerate(standing, start=1)}

    def of(self, item: Listed) -> SafeString:
        """The name of one item."""
        country = self._tongue.country
        details = {key: text for key, text in item.details.items() if key in ("country", "from", "to", "id")}
        if item.scope in ("nationality", "destination"):
            return country(details["id"])
        if item.scope == "leg" and "from" in details and "to" in details:
            ends = {"start": country(details["from"]), "end": country(details["to"])}
            return format_html(gettext("From {start} to {end}"), **ends)
        if item.scope == "leg" and "from" in details:
            return format_html(gettext("From {start}"), start=country(details["from"]))
        if item.scope == "leg" and "to" in details:
            return format_html(gettext("To {end}"), end=country(details["to"]))
        if item.scope == "episode" and "country" in details:
            return country(details["country"])
        turn = self._turns.get(item.id, 0)
        numbered = gettext("Time %(n)s") if item.scope == "episode" else gettext("Part %(n)s of the journey")
        return format_html("{}", numbered % {"n": turn})


def small_list(record: Record, scope: str, names: Names) -> SmallList:
    """What stands in a list, and what was said of it as a whole."""
    listed = [each for each in record.items if each.scope == scope]
    said = record.said.get(scope)
    return SmallList(
        scope=scope,
        words=LISTS[scope],
        lines=tuple(_line(each, names) for each in listed if not each.withdrawn),
        withdrawn=tuple(_line(each, names) for each in listed if each.withdrawn),
        said=SAID_OF[said.said] if said else "",
    )


def _line(item: Listed, names: Names) -> Line:
    details = item.details
    return Line(
        id=item.id,
        name=names.of(item),
        more=_when(details) if item.scope == "episode" else shown_partial(details.get("on", "")),
        note=details.get("note", ""),
        version=item.version,
        withdrawn=day_of(item.withdrawn_at) if item.withdrawn_at else "",
    )


def _when(details: dict[str, str]) -> str:
    first, last = shown_partial(details.get("from", "")), shown_partial(details.get("to", ""))
    if first and last:
        return gettext("%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return gettext("since %(first)s") % {"first": first}
    return gettext("until %(last)s") % {"last": last} if last else ""
