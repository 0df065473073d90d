"""Addresses of saying who belongs to whom."""

from django.urls import path

from asylon.web.kinship import groups, links

urlpatterns = [
    path("people/<uuid:person>/family/", links.family, name="kin"),
    path("people/<uuid:person>/family/link/", links.add_link, name="kin_add"),
    path("people/<uuid:person>/family/absent/", links.add_absent, name="kin_absent"),
    path("people/<uuid:person>/family/links/<uuid:link>/", links.change_link, name="kin_link"),
    path("people/<uuid:person>/family/form/", groups.form_group, name="kin_form"),
    path("people/<uuid:person>/family/join/", groups.join_group, name="kin_join"),
    path("people/<uuid:person>/family/groups/<uuid:membership>/", groups.change_part, name="kin_part"),
]
