"""Addresses of the pages: one line for each journey."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("asylon.web.signin.urls")),
    path("staff/", include("asylon.web.administration.urls")),
    path("people/", include("asylon.web.people.urls")),
    path("", include("asylon.web.keeping.urls")),
    path("", include("asylon.web.identity.urls")),
    path("", include("asylon.web.kinship.urls")),
    path("", include("asylon.web.facts.urls")),
    path("", include("asylon.web.interview.urls")),
    path("", include("asylon.web.registration.urls")),
    path("day/", include("asylon.web.day.urls")),
    path("", include("asylon.web.oversight.urls")),
    path("responses/", include("asylon.web.responses.urls")),
]
