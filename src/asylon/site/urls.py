"""Every address of the house, by room."""

from django.urls import include, path

from asylon.site import health

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("api/v1/", include("asylon.api.urls")),
    path("", include("asylon.web.urls")),
]
