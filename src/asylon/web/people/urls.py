"""Addresses of pages about people."""

from django.urls import path

from asylon.web.people import search, views

urlpatterns = [
    path("", search.people, name="people"),
    path("<uuid:person>/", views.person, name="person"),
    path("<uuid:person>/why/<str:goal>/", views.why, name="why"),
    path("<uuid:person>/history/", views.history, name="person_history"),
    path("<uuid:person>/open/", views.emergency, name="open_in_emergency"),
]
