"""What every page shows around its own content."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The visitor, for the header."""
    return {"visitor": getattr(request, "visitor", None)}
