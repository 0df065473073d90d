"""Families, households and people who travel together: forming, joining, the part in them, leaving."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from asylon.casework.access import belonging
from asylon.casework.access.door import NotThere, OpenCase
from asylon.casework.access.family import Belonging, family_of, past_family_of
from asylon.casework.access.kinship import open_to_change
from asylon.web.kinship.forms import EndForm, GroupForm, JoinForm, PartForm, typed_day
from asylon.web.kinship.pages import Deed, has_ended, one_form, sent_to, several_forms
from asylon.web.people.shown.kin import GroupLine, group_line
from asylon.web.people.through import through_the_door
from asylon.web.visitors import visitor_of


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def form_group(request: HttpRequest, person: UUID) -> HttpResponse:
    """Form a group with the person as its first member."""
    visitor, now = visitor_of(request), timezone.localtime()
    case = open_to_change(visitor, person, now=now)
    first = {"part": "head", "since": typed_day(now.date())}
    form = GroupForm(sent_to(request), today=now.date(), initial=first)

    def save() -> None:
        told = form.cleaned_data
        belonging.form_around(
            visitor,
            person,
            kind=told["kind"],
            title=told["title"],
            part=told["part"],
            since=told["since"],
            now=now,
        )

    why = _("The group gets a number. With it others can be put into the same group.")
    return one_form(request, case, form, save, title=_("Form a group"), why=why)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def join_group(request: HttpRequest, person: UUID) -> HttpResponse:
    """Put the person into a group that is there."""
    visitor, now = visitor_of(request), timezone.localtime()
    case = open_to_change(visitor, person, now=now)
    form = JoinForm(sent_to(request), today=now.date(), initial={"since": typed_day(now.date())})

    def save() -> None:
        told = form.cleaned_data
        group = belonging.group_numbered(told["number"])
        belonging.join_group(visitor, person, group, part=told["part"], since=told["since"], now=now)

    why = _(
        "Somebody in the group must be open to you. Its number stands on the family page of everybody in it."
    )
    return one_form(request, case, form, save, title=_("Put into a group"), why=why)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def change_part(request: HttpRequest, person: UUID, membership: UUID) -> HttpResponse:
    """The person's part in a group, and leaving it."""
    visitor, now = visitor_of(request), timezone.localtime()
    case = open_to_change(visitor, person, now=now)
    if membership in {each.id for each in past_family_of(case).groups}:
        return has_ended(request, case)
    held = _belonging(case, membership)

    def stands() -> tuple[int, GroupLine]:
        by_now = _belonging(case, membership)
        return by_now.version, group_line(by_now)

    return several_forms(request, case, _deeds(request, case, held, now=now), stands, title=_("A group"))


def _deeds(request: HttpRequest, case: OpenCase, held: Belonging, *, now: datetime) -> dict[str, Deed]:
    visitor, person, today = case.visitor, case.person, now.date()
    seen = {"seen": held.version}
    part = PartForm(
        sent_to(request, "part"),
        today=today,
        auto_id="part_%s",
        initial={**seen, "part": held.part},
    )
    end = EndForm(
        sent_to(request, "end"),
        today=today,
        auto_id="end_%s",
        initial={**seen, "until": typed_day(today)},
    )

    def save_part() -> None:
        told = part.cleaned_data
        belonging.change_part(visitor, person, held.id, seen=told["seen"], part=told["part"], now=now)

    def save_end() -> None:
        told = end.cleaned_data
        belonging.leave_group(visitor, person, held.id, seen=told["seen"], until=told["until"], now=now)

    return {
        "part": Deed(part, save_part, _("The part in the group"), _("Save")),
        "end": Deed(end, save_end, _("Leave the group"), _("End it")),
    }


def _belonging(case: OpenCase, membership: UUID) -> Belonging:
    """A membership of the person.

    Raises: NotThere.
    """
    found = [each for each in family_of(case).groups if each.id == membership]
    if not found:
        raise NotThere
    return found[0]
