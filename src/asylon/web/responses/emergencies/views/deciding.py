"""What persons decide and write down: marks, declarations, stages, causes; and what the law says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.responses.emergencies import services
from asylon.responses.emergencies.characteristics import seen_of
from asylon.responses.emergencies.faults import BadRecord, DeclaredAlready, NothingDeclared
from asylon.responses.emergencies.kinds import DeclarationKind
from asylon.responses.emergencies.selectors import (
    Situation,
    causes_of,
    declarations_of,
    marks_of,
    stages_of,
    the_emergency,
)
from asylon.web.people.through import through_the_door
from asylon.web.responses.allowed import could
from asylon.web.responses.countries import country_choices
from asylon.web.responses.emergencies import decided, indicators, shown
from asylon.web.responses.emergencies.authorities import AUTHORITIES
from asylon.web.responses.emergencies.fields import say_faults
from asylon.web.responses.emergencies.forms import CauseForm, DeclareForm, EndForm, StageForm, ThresholdForm
from asylon.web.responses.frame import response_frame
from asylon.web.visitors import visitor_of


@require_safe
@through_the_door
def characteristics(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """The four characteristics in full: every indicator and mark, what was declared, what stage it is in."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = the_emergency(visitor, emergency, now=now)
    seen = seen_of(visitor, emergency, now=now)
    declared = declarations_of(visitor, emergency, now=now)
    given = {
        **response_frame(found, part="characteristics"),
        "cards": indicators.cards(seen.panel, few=seen.few),
        "surges": decided.surges(seen.panel.surges),
        "marks": decided.marks(marks_of(visitor, emergency, now=now)),
        "declarations": [shown.declaration(each) for each in declared],
        "running": bool(declared) and declared[0].kind is DeclarationKind.DECLARED,
        "stages": decided.stages(stages_of(visitor, emergency, now=now)),
        "duration": shown.duration(seen.duration),
        "may": {"declare": could(visitor, Act.DECLARE_INFLUX), "keep": could(visitor, services.KEEP)},
    }
    return render(request, "responses/emergencies/characteristics.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def set_mark(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Set a mark, or take it away."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, services.KEEP, now=now)
    found = the_emergency(visitor, emergency, now=now)
    form = ThresholdForm(request.POST or None)
    page = {
        "title": _("Set a mark"),
        "lead": _("A mark says when people look more closely. Passing it decides nothing."),
        "done": _("The mark is set. Older ones are kept."),
    }
    return _written(
        request,
        found,
        form,
        lambda: services.set_threshold(visitor, emergency, form.record(), now=now),
        page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def reach_stage(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Say that the situation reached a stage."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, services.KEEP, now=now)
    found = the_emergency(visitor, emergency, now=now)
    form = StageForm(request.POST or None)
    page = {
        "title": _("Reach a stage"),
        "lead": shown.duration(seen_of(visitor, emergency, now=now).duration),
        "done": _("The stage is written down."),
    }
    return _written(
        request,
        found,
        form,
        lambda: services.reach_stage(visitor, emergency, form.record(), now=now),
        page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def declare(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Write down that a named person declares a mass influx."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.DECLARE_INFLUX, now=now)
    found = the_emergency(visitor, emergency, now=now)
    seen = seen_of(visitor, emergency, now=now)
    form = DeclareForm(request.POST or None)
    page = {
        "title": _("Declare a mass influx"),
        "lead": _("A person declares, with reasons. Nothing here does it by itself."),
        "done": _("It is written down who declared what, and why."),
        "cards": indicators.cards(seen.panel, few=seen.few),
        "declares": True,
    }
    return _written(
        request, found, form, lambda: services.declare(visitor, emergency, form.record(), now=now), page
    )


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def end_declaration(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Write down that a named person ends the declaration that runs."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.DECLARE_INFLUX, now=now)
    found = the_emergency(visitor, emergency, now=now)
    form = EndForm(request.POST or None)
    page = {
        "title": _("End the declaration"),
        "lead": _("It ends for the future. Nobody who was recognised loses anything by it."),
        "done": _("It is written down who ended it, and why."),
        "declares": True,
    }
    return _written(
        request,
        found,
        form,
        lambda: services.end_declaration(visitor, emergency, form.record(), now=now),
        page,
    )


@require_safe
@through_the_door
def causes(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Root causes, warnings, and what is done about them."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = the_emergency(visitor, emergency, now=now)
    given = {
        **response_frame(found, part="causes"),
        "groups": decided.causes(causes_of(visitor, emergency, now=now)),
        "may_keep": could(visitor, services.KEEP),
    }
    return render(request, "responses/emergencies/causes.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def note_cause(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Write down a cause, a warning, or what is done about it."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, services.KEEP, now=now)
    found = the_emergency(visitor, emergency, now=now)
    form = CauseForm(request.POST or None)
    page = {
        "title": _("Write down a cause or a warning"),
        "lead": _("Of a time and a place, from a source that can be read. No person is named."),
        "done": _("It is written down."),
        "part": "causes",
        "countries": country_choices(),
    }
    return _written(
        request, found, form, lambda: services.note_cause(visitor, emergency, form.record(), now=now), page
    )


@require_safe
@through_the_door
def authorities(request: HttpRequest) -> HttpResponse:
    """What these pages rest on: conclusions and resolutions, and what each is used for."""
    must(visitor_of(request), Act.SEE_RESPONSES, now=timezone.localtime())
    return render(request, "responses/emergencies/authorities.html", {"authorities": AUTHORITIES})


def _written(
    request: HttpRequest, found: Situation, form: BaseForm, save: Callable[[], object], page: dict[str, Any]
) -> HttpResponse:
    """Show a form, or save what it holds and go back to the part that it belongs to."""
    part = page.get("part", "characteristics")
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except BadRecord as bad:
            say_faults(form, bad)
        except DeclaredAlready:
            form.add_error(None, _("A declaration runs already. End it first, or leave it as it is."))
        except NothingDeclared:
            form.add_error(None, _("No declaration runs, so there is none to end."))
        else:
            messages.success(request, page["done"])
            return redirect(part, found.id)
    given = {**response_frame(found, part=part), "form": form, "back": part, **page}
    return render(request, "responses/emergencies/form.html", given)
