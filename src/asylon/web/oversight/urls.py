"""Addresses of oversight."""

from django.urls import path

from asylon.web.oversight import views

urlpatterns = [
    path("notices/", views.all_notices, name="notices"),
    path("notices/<uuid:notice>/seen/", views.seen, name="notice_seen"),
    path("journal/", views.journal, name="journal"),
    path("counts/", views.all_counts, name="counts"),
]
