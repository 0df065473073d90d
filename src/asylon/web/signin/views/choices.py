"""What a visitor chooses for every page: the language, and the role to act in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from asylon.casework.staff import services
from asylon.casework.staff.models import Account
from asylon.web.signin import written
from asylon.web.signin.session import PURPOSE, ROLE
from asylon.web.signin.views.lock import next_address
from asylon.web.visitors import visitor_of

YEAR = 365 * 24 * 60 * 60


def language(request: HttpRequest) -> HttpResponse:
    """Take a language: into a cookie, and into the account of whoever is signed in."""
    chosen = request.POST.get("language") or request.GET.get("language") or ""
    known = {code for code, _name in settings.LANGUAGES}
    back = next_address(request)
    answer = HttpResponseRedirect(back if back != settings.LOGIN_REDIRECT_URL or _in(request) else "/")
    if chosen in known and check_for_language(chosen):
        if isinstance(request.user, Account):
            services.set_language(request.user.pk, chosen)
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return answer


@require_POST
def switch_role(request: HttpRequest) -> HttpResponse:
    """Act in another of the roles that one holds, or for another of its purposes."""
    visitor = visitor_of(request)
    role = request.POST.get("role", "")
    if role in {held.value for held in visitor.roles}:
        request.session[ROLE] = role
        request.session[PURPOSE] = request.POST.get("purpose", "")
        written.done("switch_role", request.user, detail={"to": role}, now=timezone.now())
    return HttpResponseRedirect(next_address(request))


def _in(request: HttpRequest) -> bool:
    return isinstance(request.user, Account)
