"""Every address of the house, by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("asylon.web.urls")),
]
