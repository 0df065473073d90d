"""What the pages of a plan show: items, checklists and lacks in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.responses.plans import said
from asylon.responses.plans.arrangements import ARRANGEMENTS, PARTS, Part
from asylon.responses.plans.checklists import LINES, Sort
from asylon.responses.plans.faults import Lack
from asylon.responses.plans.selectors import Checked, ItemSeen, PlanSeen
from asylon.web.people.shown.days import moment
from asylon.web.responses.countries import country_name
from asylon.web.responses.reader import page_reader

ICONS = {"planned": "later", "running": "now", "done": "met", "stopped": "not"}
SAID_ICONS = {"yes": "met", "no": "not", "unknown": "may"}
LACKS: dict[str, str | Promise] = {
    "no_review_date": _("Set the day of the next review."),
    "review_date_passed": _("The day of the review has passed. Set one that has not come yet."),
    "no_members": _("Name at least two bodies that come to the review."),
    "no_items": _("Put at least one item into the plan."),
    "floor": _("Answer this with yes, or change the plan until it is so: %(line)s"),
    "children_not_known": _("Find out whether children are among those who move: %(item)s."),
    "children": _("Not yet met for the children of “%(item)s”: %(line)s"),
    "no_actor": _("Nobody answers for “%(item)s” yet."),
    "no_dates": _("“%(item)s” has no first day yet."),
    "no_need": _("It is not said what “%(item)s” needs."),
    "sex_and_age": _("Sex and age, not yet answered for “%(item)s”: %(line)s"),
}
SORTS = {"floor": Sort.STANDARD, "children": Sort.CHILDREN, "sex_and_age": Sort.STAGE}
FIELDS: dict[str, str | Promise] = {
    "item": _("Item"),
    "what": _("What is done"),
    "actor": _("Who answers for it"),
    "sector": _("Sector"),
    "need": _("What is needed"),
    "need_amount": _("How much is needed"),
    "need_unit": _("Counted in"),
    "cost_minor": _("Cost, in minor units"),
    "currency": _("Currency"),
    "from_on": _("From"),
    "until_on": _("Until"),
    "movement": _("How people move on"),
    "moves_children": _("Children among them"),
    "receiving": _("Countries that receive"),
    "review_on": _("Next review"),
    "forecast_low": _("People a day, at least"),
    "forecast_high": _("People a day, at most"),
    "forecast_source": _("Source of the forecast"),
    "member": _("Member of the review"),
}


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item in the list."""

    id: UUID
    code: str
    arrangement: str | Promise
    what: str
    state: str
    icon: str
    how_far: str
    actor: str
    need: str
    cost: str
    when: str
    movement: str
    children_open: int


@dataclass(frozen=True, slots=True)
class Group:
    """One part of a plan with its items."""

    part: str
    name: str | Promise
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of a checklist with its answer."""

    code: str
    words: str | Promise
    cites: str
    floor: bool
    stage: str
    said: str
    said_word: str
    icon: str
    answered: str
    note: str


@dataclass(frozen=True, slots=True)
class LackLine:
    """Something missing, in words."""

    blocks: bool
    words: str


def groups(seen: PlanSeen) -> tuple[Group, ...]:
    """The items by part of the plan; a part without items is shown too, for it could have some."""
    lines = [item_line(each) for each in seen.items]
    return tuple(
        Group(part.value, name, tuple(each for each in lines if each.code[0] == part.value))
        for part, name in PARTS.items()
        if part is not Part.CAUSES or any(each.code[0] == part.value for each in lines)
    )


def item_line(seen: ItemSeen) -> ItemLine:
    """An item in words."""
    row, reader = seen.row, page_reader()
    return ItemLine(
        id=row.pk,
        code=row.code,
        arrangement=seen.arrangement.name,
        what=row.what,
        state=said.state_word(seen.state),
        icon=ICONS[seen.state],
        how_far=said.how_far(seen, reader=reader),
        actor=row.actor,
        need=said.need_words(row, reader=reader),
        cost=said.money_words(row.cost_minor, row.currency, reader=reader),
        when=said.span(row.from_on, row.until_on, reader=reader),
        movement=str(row.get_movement_display()) if row.movement else "",
        children_open=sum(each.said != "yes" for each in seen.children) if row.moves_children != "no" else 0,
    )


def check_line(checked: Checked) -> CheckLine:
    """A line of a checklist in words."""
    answer = checked.answer
    by = {"name": answer.by_name, "when": moment(answer.at)} if answer else {}
    return CheckLine(
        code=checked.line.code,
        words=checked.line.words,
        cites=checked.line.cites,
        floor=checked.line.floor,
        stage=checked.line.stage,
        said=checked.said,
        said_word=said_word(checked.said),
        icon=SAID_ICONS[checked.said],
        answered=gettext("%(name)s, %(when)s") % by if answer else gettext("nobody has answered yet"),
        note=answer.words if answer else "",
    )


def said_word(said: str) -> str:
    """An answer in words."""
    return {"yes": gettext("Yes"), "no": gettext("No"), "unknown": gettext("Not known")}[said]


def lack_lines(lacks: Iterable[Lack]) -> tuple[LackLine, ...]:
    """What is missing, in words."""
    return tuple(LackLine(lack.blocks, _lack(lack)) for lack in lacks)


def _lack(lack: Lack) -> str:
    sort = SORTS.get(lack.code)
    line = LINES[sort][lack.asked].words if sort and lack.asked else ""
    return str(LACKS[lack.code]) % {"item": lack.of, "line": line}


def field_word(field: str) -> str:
    """What a column of an amendment is called."""
    return str(FIELDS.get(field, field))


def arrangement_word(code: str) -> str:
    """What an arrangement is called; empty for none."""
    found = ARRANGEMENTS.get(code)
    return str(found.name) if found else ""


def countries(codes: str) -> str:
    """Countries of a list of codes with commas, by name."""
    return ", ".join(country_name(each.strip()) for each in codes.split(",") if each.strip())
