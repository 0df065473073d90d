"""Plans: of an emergency or prepared, a new one, one of them, what it is for, and when it starts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.spine import EditedMeanwhile
from asylon.responses.plans import keeping
from asylon.responses.plans.faults import BadEntry, DraftAlready
from asylon.responses.plans.picture import timeline_of
from asylon.responses.plans.selectors import PlanSeen, consultations, plans_of, see_plan
from asylon.responses.plans.triggers import triggers_seen
from asylon.responses.reviews.selectors import Next, next_review, reviews_of_plan
from asylon.web.people.shown.days import day, day_of
from asylon.web.people.through import through_the_door
from asylon.web.responses.countries import country_choices, country_name
from asylon.web.responses.plans import shown
from asylon.web.responses.plans.around import around, around_plan
from asylon.web.responses.plans.forms import PlanForm, StandbyForm, TriggerForm
from asylon.web.responses.plans.triggers import trigger_lines
from asylon.web.responses.plans.words import party_line
from asylon.web.responses.reader import page_reader
from asylon.web.visitors import visitor_of


@require_safe
@through_the_door
def plans(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """The plans of an emergency and the consultations that they come from."""
    visitor, now = visitor_of(request), timezone.localtime()
    given = around(visitor, emergency, part="plans", now=now)
    given |= {
        "emergency": emergency,
        "lines": [plan_line(each) for each in plans_of(visitor, emergency, now=now)],
        "consultations": len(consultations(visitor, emergency, now=now)),
    }
    return render(request, "responses/plans/plans.html", given)


@require_safe
@through_the_door
def prepared_plans(request: HttpRequest) -> HttpResponse:
    """The plans that stand ready before anybody has arrived."""
    visitor, now = visitor_of(request), timezone.localtime()
    given = around(visitor, None, part="plans", now=now)
    given["lines"] = [plan_line(each) for each in plans_of(visitor, None, now=now)]
    return render(request, "responses/plans/plans.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def new_plan(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Begin a plan of action for an emergency."""
    return _new_plan(request, emergency)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def new_prepared_plan(request: HttpRequest) -> HttpResponse:
    """Begin a plan that prepares for an emergency."""
    return _new_plan(request, None)


def _new_plan(request: HttpRequest, emergency: UUID | None) -> HttpResponse:
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLAN, now=now)
    given = around(visitor, emergency, part="plans", now=now)
    choices = _consulted(visitor, emergency, now)
    form = PlanForm(request.POST or None, consultations=choices, prepares=emergency is None)
    if request.method == "POST" and form.is_valid():
        try:
            made = keeping.begin_plan(visitor, form.entry(emergency), now=now)
        except BadEntry as bad:
            form.refuse(bad)
        else:
            messages.success(request, _("The plan has begun, as a draft."))
            return redirect("plan", made.pk)
    given |= {"form": form, "title": _("A new plan"), "countries": country_choices(), "emergency": emergency}
    return render(request, "responses/plans/form.html", given)


@require_safe
@through_the_door
def plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """A plan at one of its versions."""
    visitor, now = visitor_of(request), timezone.localtime()
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else None
    seen = see_plan(visitor, plan, now=now, number=number)
    following = next_review(seen.plan, today=now.date())
    held = reviews_of_plan(visitor, plan, now=now)
    given = around_plan(visitor, seen, now=now)
    standards = [shown.check_line(each) for each in seen.standards]
    given |= {
        "groups": shown.groups(seen),
        "lacks": shown.lack_lines(each for each in seen.lacks if each.blocks),
        "hints": shown.lack_lines(each for each in seen.lacks if not each.blocks),
        "members": [party_line(each) for each in seen.members],
        "triggers": trigger_lines(triggers_seen(visitor, seen, now=now)),
        "open_standards": [
            each for each in standards if each.said == "no" or (each.floor and each.said != "yes")
        ],
        "unknown": sum(each.said == "unknown" and not each.floor for each in standards),
        "answered": sum(each.said == "yes" for each in standards),
        "picture": timeline_of(
            seen,
            today=now.date(),
            reader=page_reader(),
            reviews=[(each.on, each.state == "held") for each in held],
        ),
        "review_on": _review_day(seen, following),
        "overdue": bool(following and following.overdue),
        "host": country_name(seen.plan.host) if seen.plan.host else "",
        "reviews": [(each.pk, day(each.on), each.get_state_display()) for each in held],
        "called": next((each for each in held if each.state == "called"), None),
        "versions": [(each, day_of(each.adopted_at) if each.adopted_at else "") for each in seen.versions],
    }
    return render(request, "responses/plans/plan.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def edit_plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Change what a plan is for."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLAN, now=now)
    seen = see_plan(visitor, plan, now=now)
    row = seen.plan
    choices = _consulted(visitor, row.emergency_id, now)
    initial = {
        "name": row.name,
        "scenario": row.scenario,
        "host": country_name(row.host) if row.host else "",
        "consultation": str(row.consultation_id or ""),
        "invented": row.invented,
        "seen": row.version,
    }
    prepares = row.emergency_id is None
    form = PlanForm(request.POST or None, initial=initial, consultations=choices, prepares=prepares)
    given = around_plan(visitor, seen, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.change_plan(visitor, plan, form.entry(row.emergency_id), seen=form.read, now=now)
        except BadEntry as bad:
            form.refuse(bad)
        except EditedMeanwhile:
            stands = see_plan(visitor, plan, now=now).plan
            form.reread(stands.version)
            given |= {"edited_meanwhile": True, "stored": {"name": stands.name, "scenario": stands.scenario}}
        else:
            messages.success(request, _("It is changed."))
            return redirect("plan", plan)
    given |= {"form": form, "title": _("What the plan is for"), "countries": country_choices()}
    return render(request, "responses/plans/form.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def plan_ready(request: HttpRequest, plan: UUID) -> HttpResponse:
    """What makes a prepared plan start, and what stands ready."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLAN, now=now)
    seen = see_plan(visitor, plan, now=now)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    trigger = TriggerForm(request.POST if do == "trigger" else None, prefix="trigger")
    standby = StandbyForm(request.POST if do == "standby" else None, prefix="standby")
    form = {"trigger": trigger, "standby": standby}.get(do)
    if form is not None and form.is_valid():
        said = form.cleaned_data
        try:
            if form is trigger:
                keeping.set_trigger(
                    visitor,
                    plan,
                    measure=said["measure"],
                    at_least=said["at_least"],
                    then=said["then"],
                    now=now,
                )
            else:
                keeping.keep_ready(visitor, plan, standby.entry(), now=now)
        except BadEntry as bad:
            form.refuse(bad)
        else:
            messages.success(request, _("It is written down."))
            return redirect("plan_ready", plan)
    given = around_plan(visitor, seen, now=now) | {
        "trigger": trigger,
        "standby": standby,
        "triggers": trigger_lines(triggers_seen(visitor, seen, now=now)),
    }
    return render(request, "responses/plans/ready.html", given)


@require_POST
@through_the_door
def begin_version(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Begin the next version of an adopted plan."""
    visitor, now = visitor_of(request), timezone.localtime()
    try:
        made = keeping.begin_version(visitor, plan, now=now)
    except DraftAlready:
        messages.info(request, _("There is a draft already. Go on with it."))
        return redirect("plan", plan)
    messages.success(request, _("A new version has begun, as a draft. The one in force stays in force."))
    return redirect(f"{reverse('plan', args=[plan])}?version={made.number}")


def plan_line(row: Any) -> dict[str, Any]:
    """A plan in a list."""
    versions = sorted(row.versions.all(), key=lambda each: -each.number)
    current = next((each for each in versions if each.state == "adopted"), versions[0] if versions else None)
    return {
        "id": row.pk,
        "name": row.name,
        "state": current.get_state_display() if current else "",
        "adopted": bool(current and current.state == "adopted"),
        "number": current.number if current else 0,
        "invented": row.invented,
        "host": country_name(row.host) if row.host else "",
        "review_on": day(current.review_on) if current and current.review_on else "",
    }


def _consulted(visitor: Visitor, emergency: UUID | None, now: Any) -> list[tuple[str, str]]:
    if emergency is None:
        return []
    found = consultations(visitor, emergency, now=now)
    return [(str(each.row.pk), day(each.row.convened_on)) for each in found]


def _review_day(seen: PlanSeen, following: Next | None) -> str:
    on = following.on if following and not seen.draft else seen.version.review_on
    return day(on) if on else ""
