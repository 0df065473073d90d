"""Addresses of emergencies."""

from django.urls import path

from asylon.web.responses.emergencies.views import deciding, figures, importing, overview

urlpatterns = [
    path("", overview.emergencies, name="emergencies"),
    path("new/", overview.new_emergency, name="new_emergency"),
    path("authorities/", deciding.authorities, name="authorities"),
    path("<uuid:emergency>/", overview.emergency, name="emergency"),
    path("<uuid:emergency>/change/", overview.change_emergency, name="change_emergency"),
    path("<uuid:emergency>/arrivals/", figures.arrivals, name="arrivals"),
    path("<uuid:emergency>/arrivals/record/", figures.write_arrivals, name="record_arrivals"),
    path("<uuid:emergency>/arrivals/import/", importing.import_arrivals, name="import_arrivals"),
    path("<uuid:emergency>/capacity/", figures.capacity, name="capacity"),
    path("<uuid:emergency>/capacity/record/", figures.write_capacity, name="record_capacity"),
    path("<uuid:emergency>/procedures/record/", figures.write_procedures, name="record_procedures"),
    path("<uuid:emergency>/characteristics/", deciding.characteristics, name="characteristics"),
    path("<uuid:emergency>/marks/set/", deciding.set_mark, name="set_mark"),
    path("<uuid:emergency>/stages/reach/", deciding.reach_stage, name="reach_stage"),
    path("<uuid:emergency>/declare/", deciding.declare, name="declare"),
    path("<uuid:emergency>/declare/end/", deciding.end_declaration, name="end_declaration"),
    path("<uuid:emergency>/causes/", deciding.causes, name="causes"),
    path("<uuid:emergency>/causes/note/", deciding.note_cause, name="note_cause"),
]
