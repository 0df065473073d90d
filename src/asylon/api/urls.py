"""The addresses of the interface. What is not one of them gets the same answer as what may not be seen."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path, re_path

from asylon.api.guard import Queries, guarded
from asylon.api.interface import api
from asylon.api.problems import not_there


def nothing(request: HttpRequest) -> HttpResponse:
    """An address that there is not."""
    return not_there()


def _addresses() -> list[URLPattern]:
    """Every operation and the description, guarded; then whatever else is asked for."""
    described = api.get_openapi_schema(path_prefix="")["paths"]
    found = []
    for address in api.urls[0]:
        if isinstance(address, URLPattern) and address.name is not None:
            route = str(address.pattern)
            template = re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", f"/{route}")
            queries: Queries = {
                method.upper(): frozenset(
                    each["name"] for each in operation["parameters"] if each["in"] == "query"
                )
                for method, operation in described.get(template, {}).items()
            }
            view = nothing if address.name == "api-root" else address.callback
            found.append(path(route, guarded(view, queries), name=address.name))
    return [*found, re_path(r"", guarded(nothing), name="nothing")]


urlpatterns = [path("", include((_addresses(), "ninja"), namespace="api"))]
