"""The review and its members, adopting, and what was changed since."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.spine import EditedMeanwhile
from asylon.responses.plans import keeping
from asylon.responses.plans.adopting import adopt
from asylon.responses.plans.faults import BadEntry, NotADraft, NotReady
from asylon.responses.plans.selectors import amendments, compare, see_plan
from asylon.web.people.shown.days import day
from asylon.web.people.through import through_the_door
from asylon.web.responses.countries import country_choices
from asylon.web.responses.plans import shown
from asylon.web.responses.plans.around import around_plan
from asylon.web.responses.plans.forms import AdoptForm, FrameForm, MemberForm, WhyForm
from asylon.web.responses.plans.words import amendment_line, difference_line, party_line
from asylon.web.visitors import visitor_of

LONGEST_NUMBER = 6
FRAME = ("review_on", "forecast_low", "forecast_high", "forecast_source")


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def plan_review(request: HttpRequest, plan: UUID) -> HttpResponse:
    """The day of the next review, who comes to it, and the forecast that the plan is made for."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLAN, now=now)
    seen = see_plan(visitor, plan, now=now)
    given = around_plan(visitor, seen, now=now)
    draft = given["draft"]
    if draft is None:
        return _settled(request, plan)
    logged = draft.number > 1
    do = request.POST.get("do", "") if request.method == "POST" else ""
    initial = {name: getattr(draft, name) for name in FRAME} | {"seen": draft.version}
    frame = FrameForm(request.POST if do == "frame" else None, initial=initial, logged=logged)
    member = MemberForm(request.POST if do == "member" else None, prefix="member", logged=logged)
    try:
        if do == "frame" and frame.is_valid():
            keeping.frame_version(
                visitor, draft.pk, frame.entry(), seen=frame.read, why=frame.because, now=now
            )
        elif do == "member" and member.is_valid():
            keeping.name_member(visitor, draft.pk, member.entry(), why=member.because, now=now)
        else:
            do = ""
    except BadEntry as bad:
        (frame if do == "frame" else member).refuse(bad)
    except EditedMeanwhile:
        stands = see_plan(visitor, plan, now=now, number=draft.number).version
        frame.reread(stands.version)
        given |= {"edited_meanwhile": True, "stored": {name: getattr(stands, name) for name in FRAME}}
    else:
        if do:
            messages.success(request, _("It is written down."))
            return redirect("plan_review", plan)
    whole = see_plan(visitor, plan, now=now, number=draft.number)
    given |= {
        "frame": frame,
        "member": member,
        "members": [(each.pk, party_line(each)) for each in whole.members],
        "strike": WhyForm(logged=logged, auto_id=False),
        "countries": country_choices(),
    }
    return render(request, "responses/plans/review.html", given)


@require_POST
@through_the_door
def strike_member(request: HttpRequest, plan: UUID, member: UUID) -> HttpResponse:
    """Take a body out of the review of a draft."""
    visitor, now = visitor_of(request), timezone.localtime()
    try:
        keeping.strike_member(visitor, member, why=request.POST.get("why", ""), now=now)
    except NotADraft:
        return _settled(request, plan)
    except BadEntry as bad:
        messages.error(request, bad.faults[0].says())
    else:
        messages.success(request, _("It is taken out of the review."))
    return redirect("plan_review", plan)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def adopt_plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """What is missing before the draft can be adopted; and adopting it, with reasons."""
    visitor, now = visitor_of(request), timezone.localtime()
    if request.method == "POST":
        must(visitor, Act.ADOPT_PLAN, now=now)
    seen = see_plan(visitor, plan, now=now)
    given = around_plan(visitor, seen, now=now)
    draft = given["draft"]
    if draft is None:
        return _settled(request, plan)
    form = AdoptForm(request.POST or None, initial={"seen": draft.version})
    if request.method == "POST" and form.is_valid():
        try:
            adopt(visitor, draft.pk, reasons=form.cleaned_data["reasons"], seen=form.read, now=now)
        except BadEntry as bad:
            form.refuse(bad)
        except NotReady:
            form.add_error(None, _("It cannot be adopted yet. What is missing stands below."))
        except EditedMeanwhile:
            form.reread(see_plan(visitor, plan, now=now, number=draft.number).version.version)
            form.add_error(None, _("Somebody changed the draft meanwhile. Look at it again, then decide."))
        else:
            messages.success(request, _("The plan is adopted."))
            return redirect("plan", plan)
    whole = see_plan(visitor, plan, now=now, number=draft.number)
    given |= {
        "form": form,
        "lacks": shown.lack_lines(each for each in whole.lacks if each.blocks),
        "hints": shown.lack_lines(each for each in whole.lacks if not each.blocks),
        "items": len(whole.items),
        "members": [party_line(each) for each in whole.members],
        "review_on": day(whole.version.review_on) if whole.version.review_on else "",
    }
    return render(request, "responses/plans/adopt.html", given)


@require_safe
@through_the_door
def plan_amendments(request: HttpRequest, plan: UUID) -> HttpResponse:
    """What was amended since the plan was first adopted: from what, to what, why, and by whom."""
    visitor, now = visitor_of(request), timezone.localtime()
    seen = see_plan(visitor, plan, now=now)
    lines = [amendment_line(each) for each in amendments(visitor, plan, now=now)]
    given = around_plan(visitor, seen, now=now) | {"lines": lines}
    return render(request, "responses/plans/amendments.html", given)


@require_safe
@through_the_door
def compare_plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Two versions of a plan: what is other in the later one."""
    visitor, now = visitor_of(request), timezone.localtime()
    seen = see_plan(visitor, plan, now=now)
    first, second = _asked(request, "first"), _asked(request, "second")
    one, other, found = compare(visitor, plan, first=first, second=second, now=now)
    given = around_plan(visitor, seen, now=now)
    given |= {"first": one, "second": other, "lines": [difference_line(each) for each in found]}
    return render(request, "responses/plans/compare.html", given)


def _asked(request: HttpRequest, name: str) -> int | None:
    typed = request.GET.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < LONGEST_NUMBER else None


def _settled(request: HttpRequest, plan: UUID) -> HttpResponse:
    messages.info(request, _("This version is adopted and stays as it is. Begin a new version to change it."))
    return redirect("plan", plan)
