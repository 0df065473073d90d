"""The people around somebody: family, guardians, those who are separated or being looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.family import Belonging, Family, Relative
from asylon.casework.access.mine import Line
from asylon.web.people.shown.days import day
from asylon.web.people.shown.heads import ShownName, shown_names

WHAT_THE_OTHER_IS: Mapping[tuple[str, bool], str | Promise] = {
    ("parent", True): _("daughter or son"),
    ("parent", False): _("mother or father"),
    ("spouse", True): _("wife, husband or partner"),
    ("spouse", False): _("wife, husband or partner"),
    ("sibling", True): _("sister or brother"),
    ("sibling", False): _("sister or brother"),
    ("guardian", True): _("under this person’s guardianship"),
    ("guardian", False): _("guardian"),
    ("caregiver", True): _("looked after by this person"),
    ("caregiver", False): _("looks after this person"),
    ("relative", True): _("relative"),
    ("relative", False): _("relative"),
}
"""By the kind of link, and whether it says what this person is to the other."""

PARTS: Mapping[str, str | Promise] = {
    "head": _("head of the family"),
    "spouse": _("wife or husband in the family"),
    "partner": _("partner in the family"),
    "child": _("daughter or son in the family"),
    "parent": _("mother or father in the family"),
    "sibling": _("sister or brother in the family"),
    "grandparent": _("grandmother or grandfather in the family"),
    "other_relative": _("another relative"),
    "not_related": _("not related"),
    "member": _("of the same group"),
}
STATES: Mapping[str, str | Promise] = {
    "together": _("together"),
    "separated": _("separated"),
    "tracing": _("being looked for"),
    "found": _("found"),
    "died": _("has died"),
    "unknown": _("not known where"),
}
GROUPS: Mapping[str, str | Promise] = {
    "family": _("Family"),
    "household": _("Household"),
    "travel": _("Travelling together"),
    "prima_facie": _("Group recognised as such"),
    "rescue": _("People rescued together"),
}
SETTLED = frozenset({"", "together", "found"})


@dataclass(frozen=True, slots=True)
class KinLine:
    """Somebody around the person: who, what they are to each other, and where."""

    person: UUID | None
    name: ShownName | None
    called: str
    age: str
    child: bool
    relation: str
    state: str
    settled: bool
    last_heard: str
    link: UUID | None
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of the person: what it is, the part in it, from when to when."""

    id: UUID
    kind: str
    number: str
    title: str
    part: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Kin:
    """The people around the person; `hidden` more are none of the visitor's business."""

    people: tuple[KinLine, ...]
    group: str
    hidden: int


def kin(family: Family) -> Kin:
    """The people around a person: those of the family first, then those who are far."""
    lines = sorted((line_of_kin(each) for each in family.relatives), key=lambda line: not line.settled)
    group = next((each.number for each in family.groups if each.kind == "family"), "")
    return Kin(tuple(lines), group, family.hidden)


def line_of_kin(relative: Relative) -> KinLine:
    """One of the people around a person."""
    line, absent = relative.line, relative.absent
    name, known_as = called(line) if line else (None, absent.name if absent else "")
    span = line.age if line else None
    kind = WHAT_THE_OTHER_IS.get((relative.kind, relative.forward)) or PARTS.get(relative.part, "")
    return KinLine(
        person=line.person if line else None,
        name=name,
        called=known_as or gettext("Somebody whose name is not known"),
        age=years(span),
        child=span is not None and span[0] < 18,
        relation=str(kind),
        state=str(STATES.get(relative.state, "")),
        settled=relative.state in SETTLED,
        last_heard=", ".join(filter(None, (absent.place, absent.last_heard))) if absent else "",
        link=relative.link,
        since=day(relative.since) if relative.since else "",
        until=day(relative.until) if relative.until else "",
    )


def group_lines(family: Family) -> tuple[GroupLine, ...]:
    """The groups of a person."""
    return tuple(group_line(each) for each in family.groups)


def group_line(held: Belonging) -> GroupLine:
    """One group of a person."""
    return GroupLine(
        id=held.id,
        kind=str(GROUPS.get(held.kind, "")),
        number=held.number,
        title=held.title,
        part=str(PARTS.get(held.part, "")),
        since=day(held.since),
        until=day(held.until) if held.until else "",
    )


def years(span: tuple[int, int] | None) -> str:
    """An age in whole years, as far as it is known."""
    if span is None:
        return ""
    fewest, most = span
    if fewest == most:
        return ngettext("%(n)s year", "%(n)s years", most) % {"n": most}
    return gettext("between %(fewest)s and %(most)s years") % {"fewest": fewest, "most": most}


def called(line: Line) -> tuple[ShownName | None, str]:
    """What somebody is called in a list where names may be read: the name, or initials, or the number."""
    names = shown_names(line.names)
    return (names[0] if names else None), line.initials or line.number
