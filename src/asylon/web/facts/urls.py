"""Addresses of the facts of a person."""

from django.urls import path

from asylon.web.facts import list_views, views

urlpatterns = [
    path("people/<uuid:person>/facts/", views.facts, name="facts"),
    path("people/<uuid:person>/facts/add/", views.add, name="facts_add"),
    path("people/<uuid:person>/facts/lists/<str:scope>/", list_views.fact_list, name="fact_list"),
    path(
        "people/<uuid:person>/facts/lists/<str:scope>/withdraw/",
        list_views.withdraw,
        name="fact_list_withdraw",
    ),
    path("people/<uuid:person>/facts/lists/<str:scope>/said/", list_views.said, name="fact_list_said"),
    path("people/<uuid:person>/facts/<str:fact>/", views.fact, name="fact"),
]
