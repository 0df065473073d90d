"""What the person is entitled to: withheld in practice first, then by what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asylon.rulebook.entries import RightEntry
from asylon.rulebook.rights import HeldRight
from asylon.web.people.shown.codes import code_of
from asylon.web.people.shown.said import Source, in_line
from asylon.web.people.shown.seen import Seen

HEADINGS: dict[str, str | Promise] = {
    "protection": _("Safety, and not being sent away"),
    "health_and_living": _("Health, and a place to live"),
    "family_and_children": _("Family and children"),
    "justice": _("Being heard, and help with the law"),
    "status_and_papers": _("Papers, and staying"),
    "work_and_education": _("School and work"),
    "": _("Everything else"),
}
"""By the file of the rulebook in which a right stands, needs first."""

LEVELS: dict[str, str | Promise] = {
    "full": _("full"),
    "additional": _("extra"),
    "minimum": _("at least a minimum"),
    "conditional": _("on a condition"),
    "discretionary": _("may be given"),
    "not_guaranteed": _("not guaranteed"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One right at its best level, with the sides that it comes from."""

    goal: str
    code: str
    name: str
    term: str
    means: str
    level: str
    sides: str
    source: Source
    withheld: tuple[Withheld, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a State does against a right, and who says so."""

    happens: str
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """The rights of one subject."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Rights:
    """All rights that the person holds."""

    withheld: tuple[Row, ...]
    groups: tuple[Group, ...]
    count: int


def rights(seen: Seen) -> Rights:
    """The union of rights over everything that the visitor may see of the person."""
    rows = [(_about(held.right), _row(seen, held)) for held in seen.assessment.rights]
    groups = [
        Group(str(heading), tuple(row for about, row in rows if about == stem and not row.withheld))
        for stem, heading in HEADINGS.items()
    ]
    return Rights(
        withheld=tuple(row for _about_, row in rows if row.withheld),
        groups=tuple(group for group in groups if group.rows),
        count=len(rows),
    )


def _about(right: RightEntry) -> str:
    stem = PurePosixPath(right.place.source.name).stem if right.place else ""
    return stem if stem in HEADINGS else ""


def _row(seen: Seen, held: HeldRight) -> Row:
    tongue, right = seen.tongue, held.right
    holders = dict.fromkeys(str(ground.source.holder) for ground in held.grounds)
    cites = dict.fromkeys(cite for ground in held.grounds for cite in ground.source.cite)
    name, term = tongue.heading("rights", right.id), tongue.label("rights", right.id)
    return Row(
        goal=f"right:{right.id}",
        code=code_of(seen.rulebook, "rights", right.id),
        name=name,
        term="" if term.casefold() == name.casefold() else term,
        means=tongue.said(tongue.words.means(right.id)),
        level=str(LEVELS[held.level]),
        sides=in_line(tongue.holder(holder) for holder in holders),
        source=Source("; ".join(list(cites)[:3]), held.grounds[0].source.verified),
        withheld=tuple(
            Withheld(tongue.english(str(each.happens)), str(each.source)) for each in held.practice
        ),
    )
