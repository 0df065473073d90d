"""Addresses of consultations and plans."""

from django.urls import URLPattern, path

from asylon.web.responses.plans.views import adopting, consultations, items, papers, plans

urlpatterns: list[URLPattern] = [
    path("<uuid:emergency>/plans/", plans.plans, name="plans"),
    path("<uuid:emergency>/plans/new/", plans.new_plan, name="new_plan"),
    path("<uuid:emergency>/consultations/", consultations.consultations, name="consultations"),
    path("<uuid:emergency>/consultations/new/", consultations.new_consultation, name="new_consultation"),
    path("consultations/<uuid:consultation>/", consultations.consultation, name="consultation"),
    path(
        "consultations/<uuid:consultation>/edit/", consultations.edit_consultation, name="edit_consultation"
    ),
    path("prepared/", plans.prepared_plans, name="prepared_plans"),
    path("prepared/new/", plans.new_prepared_plan, name="new_prepared_plan"),
    path("plans/<uuid:plan>/", plans.plan, name="plan"),
    path("plans/<uuid:plan>/edit/", plans.edit_plan, name="edit_plan"),
    path("plans/<uuid:plan>/ready/", plans.plan_ready, name="plan_ready"),
    path("plans/<uuid:plan>/versions/", plans.begin_version, name="begin_version"),
    path("plans/<uuid:plan>/items/new/", items.new_item, name="new_item"),
    path("plans/<uuid:plan>/checklist/", items.checklist, name="plan_checklist"),
    path("plans/<uuid:plan>/review/", adopting.plan_review, name="plan_review"),
    path("plans/<uuid:plan>/members/<uuid:member>/strike/", adopting.strike_member, name="strike_member"),
    path("plans/<uuid:plan>/adopt/", adopting.adopt_plan, name="adopt_plan"),
    path("plans/<uuid:plan>/amendments/", adopting.plan_amendments, name="plan_amendments"),
    path("plans/<uuid:plan>/compare/", adopting.compare_plan, name="compare_plan"),
    path("plans/<uuid:plan>/plan.pdf", papers.plan_paper, name="plan_paper"),
    path("items/<uuid:item>/", items.plan_item, name="plan_item"),
    path("items/<uuid:item>/edit/", items.edit_item, name="edit_item"),
    path("items/<uuid:item>/out/", items.take_out_item, name="take_out_item"),
    path("items/<uuid:item>/progress/", items.item_progress, name="item_progress"),
    path("items/<uuid:item>/answers/<slug:sort>/", items.item_answer, name="item_answer"),
]
