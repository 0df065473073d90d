"""The family of somebody with its days; links to people who are registered, and to people who are not."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from asylon.casework.access import kinship
from asylon.casework.access.door import NotThere, OpenCase, open_person
from asylon.casework.access.family import Relative, family_of, past_family_of
from asylon.casework.access.kernel import Act, Field
from asylon.casework.people.links import Absent
from asylon.vault import Erased
from asylon.web.kinship.forms import AbsentForm, EndForm, FoundForm, LinkForm, StateForm, typed_day
from asylon.web.kinship.pages import Deed, back, has_ended, one_form, sent_to, several_forms, stands_already
from asylon.web.people.shown.kin import KinLine, group_lines, kin, line_of_kin
from asylon.web.people.through import through_the_door
from asylon.web.people.views import called
from asylon.web.visitors import visitor_of


@require_safe
@through_the_door
def family(request: HttpRequest, person: UUID) -> HttpResponse:
    """Everybody around somebody, with days: what holds, and what has ended."""
    case = open_person(visitor_of(request), person, act=Act.SEE_PAGE, now=timezone.localtime())
    case.must_see(Field.FAMILY)
    if case.erased:
        raise Erased
    here, past = family_of(case), past_family_of(case)
    given = {
        "person": person,
        "called": called(case),
        "kin": kin(here),
        "groups": group_lines(here),
        "past": kin(past),
        "past_groups": group_lines(past),
        "may_change": case.may(Act.EDIT_PERSON) and case.adds_to(Field.FAMILY),
    }
    return render(request, "kinship/family.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def add_link(request: HttpRequest, person: UUID) -> HttpResponse:
    """Say what somebody who is registered is to the person."""
    visitor, now = visitor_of(request), timezone.localtime()
    case = kinship.open_to_change(visitor, person, now=now)
    form = LinkForm(sent_to(request), today=now.date(), initial={"state": "together"})

    def save() -> None:
        other = kinship.numbered(form.cleaned_data["number"])
        kinship.link_people(visitor, person, other, form.tie, now=now)

    why = _("Both must be open to you. The link is read from both pages.")
    return one_form(request, case, form, save, title=_("Link to somebody registered"), why=why)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def add_absent(request: HttpRequest, person: UUID) -> HttpResponse:
    """Say who of the family is not registered here, and may be looked for."""
    visitor, now = visitor_of(request), timezone.localtime()
    case = kinship.open_to_change(visitor, person, now=now)
    form = AbsentForm(sent_to(request), today=now.date(), initial={"state": "tracing"})
    said: list[kinship.LookedFor] = []

    def save() -> None:
        told = form.cleaned_data
        whom = Absent(told["name"], told["last_heard"], told["place"])
        said.append(kinship.look_for(visitor, person, whom, form.tie, now=now))

    if request.method == "POST" and form.saves(save):
        return stands_already(request, case) if said[0].again else back(request, case)
    why = _("As the person tells it. Only what is known: what is not chosen may stay empty.")
    return one_form(request, case, form, save, title=_("Somebody who is not registered here"), why=why)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def change_link(request: HttpRequest, person: UUID, link: UUID) -> HttpResponse:
    """Where the two are to each other, that somebody is found, that a link has ended."""
    visitor, now = visitor_of(request), timezone.localtime()
    case = kinship.open_to_change(visitor, person, now=now)
    if link in {each.link for each in past_family_of(case).relatives}:
        return has_ended(request, case)
    relative = _relative(case, link)

    def stands() -> tuple[int, KinLine]:
        by_now = _relative(case, link)
        return by_now.link_version, line_of_kin(by_now)

    deeds = _deeds(request, case, relative, link, now=now)
    return several_forms(request, case, deeds, stands, title=_("A link"))


def _deeds(
    request: HttpRequest, case: OpenCase, relative: Relative, link: UUID, *, now: datetime
) -> dict[str, Deed]:
    visitor, person, today = case.visitor, case.person, now.date()
    seen = {"seen": relative.link_version}
    state = StateForm(
        sent_to(request, "state"), today=today, auto_id="state_%s", initial={**seen, "state": relative.state}
    )
    found = FoundForm(sent_to(request, "found"), today=today, auto_id="found_%s", initial=seen)
    end = EndForm(
        sent_to(request, "end"), today=today, auto_id="end_%s", initial={**seen, "until": typed_day(today)}
    )

    def save_state() -> None:
        told = state.cleaned_data
        kinship.change_state(visitor, person, link, seen=told["seen"], state=told["state"], now=now)

    def save_found() -> None:
        told = found.cleaned_data
        other = kinship.numbered(told["number"])
        kinship.say_found(visitor, person, link, other, seen=told["seen"], now=now)

    def save_end() -> None:
        told = end.cleaned_data
        kinship.end_link(visitor, person, link, seen=told["seen"], until=told["until"], now=now)

    deeds = {"state": Deed(state, save_state, _("Where they are"), _("Save"))}
    if relative.absent is not None or found.is_bound:
        deeds["found"] = Deed(found, save_found, _("Found, and registered here"), _("Say who it is"))
    deeds["end"] = Deed(end, save_end, _("End the link"), _("End it"))
    return deeds


def _relative(case: OpenCase, link: UUID) -> Relative:
    """Somebody by the link to the person.

    Raises: NotThere, also if the visitor may not know of them.
    """
    found = [each for each in family_of(case).relatives if each.link == link]
    if not found:
        raise NotThere
    return found[0]
