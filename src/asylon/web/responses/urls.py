"""Addresses under /responses/: one line for each journey."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("asylon.web.responses.emergencies.urls")),
    path("", include("asylon.web.responses.plans.urls")),
    path("", include("asylon.web.responses.pledges.urls")),
    path("", include("asylon.web.responses.shares.urls")),
    path("", include("asylon.web.responses.reviews.urls")),
]
