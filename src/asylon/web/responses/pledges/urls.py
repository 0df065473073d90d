"""Addresses of pledges."""

from django.urls import path

from asylon.web.responses.pledges.views import reading, writing

urlpatterns = [
    path("<uuid:emergency>/pledges/", reading.ledger, name="pledges"),
    path("<uuid:emergency>/pledges/new/", writing.new_pledge, name="new_pledge"),
    path("<uuid:emergency>/pledges/file/<slug:form>/", reading.export, name="pledges_file"),
    path("<uuid:emergency>/needs/", reading.needs, name="needs"),
    path("<uuid:emergency>/needs/new/", writing.new_need, name="new_need"),
    path("<uuid:emergency>/coverage/", reading.coverage, name="coverage"),
    path("needs/<uuid:need>/", writing.edit_need, name="edit_need"),
    path("pledges/<uuid:pledge>/", reading.pledge, name="pledge"),
    path("pledges/<uuid:pledge>/move/", writing.move, name="move_pledge"),
    path("pledges/<uuid:pledge>/part/", writing.add_part, name="pledge_part"),
    path("pledges/<uuid:pledge>/terms/", writing.edit_terms, name="pledge_terms"),
]
