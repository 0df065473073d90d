"""Addresses of reviews of plans, and of the report on an emergency."""

from django.urls import URLPattern, path

from asylon.web.responses.reviews import reports, views

urlpatterns: list[URLPattern] = [
    path("<uuid:emergency>/reviews/", views.reviews, name="reviews"),
    path("<uuid:emergency>/report/", reports.report, name="report"),
    path("<uuid:emergency>/report.pdf", reports.report_pdf, name="report_pdf"),
    path("<uuid:emergency>/report.json", reports.report_json, name="report_json"),
    path("<uuid:emergency>/report.csv", reports.report_csv, name="report_csv"),
    path("plans/<uuid:plan>/reviews/new/", views.call, name="call_review"),
    path("reviews/<uuid:review>/", views.review, name="review"),
    path("reviews/<uuid:review>/figures/", views.figure, name="review_figure"),
    path("reviews/<uuid:review>/gather/", views.gather, name="gather_review"),
    path("reviews/<uuid:review>/hold/", views.hold, name="hold_review"),
    path("proposals/<uuid:proposal>/", views.proposal, name="proposal"),
]
