"""What the door answers, as pages: nothing here, not for you, erased, or show the second factor again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from asylon.casework.access.door import NotThere, Refused
from asylon.casework.access.kernel import Why
from asylon.vault import Erased
from asylon.web.signin import refusals

Page = Callable[..., HttpResponseBase]


def through_the_door(page: Page) -> Page:
    """A page that opens people, or what is written of them.

    What does not exist and what is none of the visitor's business are answered alike.
    """

    @wraps(page)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return page(request, *args, **kwargs)
        except NotThere:
            # Without the reason: the page on which nothing is found must not differ by it.
            raise Http404 from None
        except Refused as refused:
            if refused.why is not Why.STEP_UP:
                raise PermissionDenied from None
            return _ask_again(request)
        except Erased:
            # Erased before, or by a colleague at this moment: the person's page says so.
            return redirect("person", person=kwargs["person"])

    return answered


def _ask_again(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        return refusals.ask_to_confirm(request)
    where = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{where}")
