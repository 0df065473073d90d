"""The address of changing who somebody is."""

from django.urls import path

from asylon.web.identity import views

urlpatterns = [path("people/<uuid:person>/identity/", views.identity, name="identity")]
"""The only one."""
