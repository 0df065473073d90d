"""Items: a new one, one of them, how far it is, its checks; and the standards of the whole plan."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.spine import EditedMeanwhile
from asylon.responses.plans import items
from asylon.responses.plans.arrangements import ARRANGEMENTS
from asylon.responses.plans.faults import BadEntry, NotADraft
from asylon.responses.plans.selectors import ItemSeen, PlanSeen, see_item, see_plan
from asylon.web.people.shown.days import moment
from asylon.web.people.through import through_the_door
from asylon.web.responses.plans import shown
from asylon.web.responses.plans.around import around_plan
from asylon.web.responses.plans.forms import AnswerForm, ItemForm, ProgressForm, WhyForm, typed_amount
from asylon.web.visitors import visitor_of


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def new_item(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Put an item into the draft of a plan."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLAN, now=now)
    seen = see_plan(visitor, plan, now=now)
    given = around_plan(visitor, seen, now=now)
    draft = given["draft"]
    if draft is None:
        return _no_draft(request, plan)
    asked = request.GET.get("code", "")
    code = asked if asked in ARRANGEMENTS else ""
    form = ItemForm(request.POST or None, code=code, logged=draft.number > 1)
    if request.method == "POST" and form.is_valid():
        try:
            made = items.put_item(visitor, draft.pk, form.entry(), why=form.because, now=now)
        except BadEntry as bad:
            form.refuse(bad)
        else:
            messages.success(request, _("The item is in the draft."))
            return redirect("plan_item", made.pk)
    given |= {"form": form, "title": _("A new item"), "arrangement": ARRANGEMENTS.get(code)}
    return render(request, "responses/plans/item_form.html", given)


@require_safe
@through_the_door
def plan_item(request: HttpRequest, item: UUID) -> HttpResponse:
    """One item: what it is, how far it is, and what was asked about it."""
    visitor, now = visitor_of(request), timezone.localtime()
    seen, found = see_item(visitor, item, now=now)
    return render(request, "responses/plans/item.html", _about(visitor, seen, found, now=now))


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def edit_item(request: HttpRequest, item: UUID) -> HttpResponse:
    """Change an item of a draft."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLAN, now=now)
    seen, found = see_item(visitor, item, now=now)
    if not seen.draft:
        return _no_draft(request, seen.plan.pk)
    given = around_plan(visitor, seen, now=now)
    form = ItemForm(
        request.POST or None,
        initial=ItemForm.initial_of(found.row),
        code=found.row.code,
        logged=seen.version.number > 1,
    )
    if request.method == "POST" and form.is_valid():
        try:
            items.change_item(visitor, item, form.entry(), seen=form.read, why=form.because, now=now)
        except BadEntry as bad:
            form.refuse(bad)
        except EditedMeanwhile:
            _plan, stands = see_item(visitor, item, now=now)
            stored = ItemForm.initial_of(stands.row)
            form.reread(stands.row.version)
            given |= {"edited_meanwhile": True, "stored": stored}
        else:
            messages.success(request, _("The item is changed."))
            return redirect("plan_item", item)
    given |= {"form": form, "title": found.row.what, "arrangement": found.arrangement, "item": found.row}
    return render(request, "responses/plans/item_form.html", given)


@require_POST
@through_the_door
def take_out_item(request: HttpRequest, item: UUID) -> HttpResponse:
    """Take an item out of a draft."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLAN, now=now)
    seen, found = see_item(visitor, item, now=now)
    form = WhyForm(request.POST, logged=seen.version.number > 1)
    if form.is_valid():
        try:
            items.take_out_item(visitor, item, seen=form.read, why=form.because, now=now)
        except BadEntry as bad:
            form.refuse(bad)
        except NotADraft:
            return _no_draft(request, seen.plan.pk)
        except EditedMeanwhile:
            form.add_error(None, _("Somebody changed this meanwhile. Look at it again, then decide."))
        else:
            messages.success(request, _("The item is out of the draft. The versions before keep it."))
            return redirect("plan", seen.plan.pk)
    given = _about(visitor, seen, found, now=now) | {"take_out": form}
    return render(request, "responses/plans/item.html", given)


@require_POST
@through_the_door
def item_progress(request: HttpRequest, item: UUID) -> HttpResponse:
    """Say how far an item is."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLAN, now=now)
    seen, found = see_item(visitor, item, now=now)
    form = _progress_form(found, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            items.report_progress(
                visitor, item, state=said["state"], reached=said["reached"], words=said["words"], now=now
            )
        except BadEntry as bad:
            form.refuse(bad)
        else:
            messages.success(request, _("It is written down how far it is."))
            return redirect("plan_item", item)
    given = _about(visitor, seen, found, now=now) | {"progress": form}
    return render(request, "responses/plans/item.html", given)


@require_POST
@through_the_door
def item_answer(request: HttpRequest, item: UUID, sort: str) -> HttpResponse:
    """Answer a line about sex and age, or about children who move."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLAN, now=now)
    seen, found = see_item(visitor, item, now=now)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            items.answer_of_item(visitor, item, sort, _reply(form), now=now)
        except BadEntry as bad:
            form.refuse(bad)
        else:
            messages.success(request, _("The answer is written down. Earlier ones are kept."))
            return redirect("plan_item", item)
    given = _about(visitor, seen, found, now=now, answer=form)
    return render(request, "responses/plans/item.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def checklist(request: HttpRequest, plan: UUID) -> HttpResponse:
    """The standards of treatment: every line with its source, its answer, and who gave it."""
    visitor, now = visitor_of(request), timezone.localtime()
    form = None
    if request.method == "POST":
        form = AnswerForm(request.POST)
        must(visitor, Act.KEEP_PLAN, now=now)
        if form.is_valid():
            try:
                items.answer_standard(visitor, plan, _reply(form), now=now)
            except BadEntry as bad:
                form.refuse(bad)
            else:
                messages.success(request, _("The answer is written down. Earlier ones are kept."))
                return redirect("plan_checklist", plan)
    seen = see_plan(visitor, plan, now=now)
    given = around_plan(visitor, seen, now=now)
    given |= {"answer": form, "lines": [asked(each, form) for each in seen.standards]}
    return render(request, "responses/plans/checklist.html", given)


def asked(checked: Any, form: AnswerForm | None = None) -> dict[str, Any]:
    """A line with the form that answers it; with what was typed, if it was for this line."""
    line = shown.check_line(checked)
    typed = form is not None and form.data.get("asked") == line.code
    fresh = AnswerForm(
        form.data if form and typed else None,
        initial={"asked": line.code, "said": checked.said if checked.answer else None},
        auto_id=f"{line.code}-%s",
    )
    return {"line": line, "form": fresh}


def _about(
    visitor: Visitor, seen: PlanSeen, found: ItemSeen, *, now: datetime, answer: AnswerForm | None = None
) -> dict[str, Any]:
    report = found.progress
    return around_plan(visitor, seen, now=now) | {
        "found": found,
        "item": found.row,
        "line": shown.item_line(found),
        "receiving": shown.countries(found.row.receiving),
        "answer": answer,
        "stages": [asked(each, answer) for each in found.stages],
        "children": [asked(each, answer) for each in found.children],
        "reported": {"words": report.words, "by": report.by.name, "when": moment(report.at)}
        if report
        else None,
        "progress": _progress_form(found),
        "take_out": WhyForm(initial={"seen": found.row.version}, logged=seen.version.number > 1),
    }


def _progress_form(found: ItemSeen, typed: QueryDict | None = None) -> ProgressForm:
    """How far an item is, with what was reported last."""
    counted = {"unit": found.row.need_unit, "currency": found.row.currency}
    reached = typed_amount(found.progress.reached, **counted) if found.progress else None
    return ProgressForm(
        typed, prefix="progress", initial={"state": found.state, "reached": reached}, **counted
    )


def _reply(form: AnswerForm) -> items.Reply:
    said = form.cleaned_data
    return items.Reply(said["asked"], said["said"], said["words"])


def _no_draft(request: HttpRequest, plan: UUID) -> HttpResponse:
    messages.info(request, _("This version is adopted and stays as it is. Begin a new version to change it."))
    return redirect("plan", plan)
