"""Addresses with a namespace like that of the API, for the tests of its door."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from asylon.web.visitors import visitor_of


def who(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    return HttpResponse(f"{visitor.name} {visitor.role} {visitor.purpose} {visitor.via}")


urlpatterns = [
    path("api/v1/", include(([path("who/", who, name="who")], "api"))),
    path("", include("asylon.web.signin.urls")),
]
