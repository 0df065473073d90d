"""Addresses of shares."""

from django.urls import path

from asylon.web.responses.shares import views

SCENARIO = "<uuid:emergency>/shares/<uuid:scenario>/"

urlpatterns = [
    path("<uuid:emergency>/shares/", views.all_shares, name="shares"),
    path("<uuid:emergency>/shares/new/", views.new_scenario, name="share_new"),
    path(SCENARIO, views.one_scenario, name="share_scenario"),
    path(f"{SCENARIO}burdens/", views.burdens, name="share_burdens"),
    path(f"{SCENARIO}map/", views.on_the_map, name="share_map"),
    path(f"{SCENARIO}why/<str:state>/", views.why, name="share_why"),
    path(f"{SCENARIO}table.csv", views.as_csv, name="share_table"),
    path(f"{SCENARIO}data.json", views.as_data, name="share_data"),
]
