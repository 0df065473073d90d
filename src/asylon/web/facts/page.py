"""What every page about a person's facts begins with: who it is about, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from asylon.casework.access.door import OpenCase
from asylon.vault import Erased
from asylon.web.people.through import through_the_door

Page = Callable[..., HttpResponseBase]


def case_page(page: Page) -> Page:
    """A page about one person, through the door. Of somebody erased there is only the person's page."""

    @wraps(page)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return page(request, *args, **kwargs)
        except Erased:
            return redirect("person", person=kwargs["person"])

    return through_the_door(answered)


def called(case: OpenCase) -> str:
    """Initials for titles and ways back: enough to recognise, too little to read over a shoulder."""
    return case.identity.initials or case.number


def item_in(given: str) -> UUID | None:
    """The item that an address or a form names, None if it names none.

    Raises: Http404 for something that is no id.
    """
    if not given:
        return None
    try:
        return UUID(given)
    except ValueError:
        raise Http404 from None
