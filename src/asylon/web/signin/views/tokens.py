"""One's own tokens for programs: made, shown once, revoked."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from asylon.casework.staff import selectors
from asylon.casework.staff.tokens import make_token, revoke_token
from asylon.web.signin import written
from asylon.web.signin.step_up import needs_step_up
from asylon.web.signin.token_form import TokenForm
from asylon.web.visitors import visitor_of


@needs_step_up
def tokens(request: HttpRequest) -> HttpResponseBase:
    """The list of one's tokens, and a form for a new one."""
    visitor = visitor_of(request)
    now = timezone.localtime()
    form = TokenForm(request.POST or None, roles=visitor.roles, today=now.date())
    made = ""
    if request.method == "POST" and form.is_valid():
        role, purpose = form.acts_as()
        account = selectors.the_account(visitor.account)
        row, made = make_token(
            account,
            role=role,
            purpose=purpose.value,
            name=form.cleaned_data["name"],
            until=datetime.combine(
                form.cleaned_data["until"], time.max, tzinfo=timezone.get_current_timezone()
            ),
            now=now,
        )
        written.done("make_token", account, detail={"token": str(row.pk), "role": role.value}, now=now)
        form = TokenForm(roles=visitor.roles, today=now.date())
    given = {
        "form": form,
        "made": made,
        "tokens": selectors.tokens_of(visitor.account),
        "now": now,
        "days": settings.TOKEN_LASTS_AT_MOST.days,
    }
    return render(request, "signin/tokens.html", given)


@require_POST
def revoke(request: HttpRequest, token: UUID) -> HttpResponse:
    """End a token now. Needs no second factor: ending is always safe."""
    visitor = visitor_of(request)
    if revoke_token(visitor.account, token, now=timezone.localtime()):
        written.done("revoke_token", request.user, detail={"token": str(token)}, now=timezone.localtime())
        messages.success(request, _("The token has ended. Programs that used it are refused from now on."))
    return HttpResponseRedirect(reverse("tokens"))
