"""Addresses of the registration."""

from django.urls import path

from asylon.web.registration.views import groups, papers, people, pieces

urlpatterns = [
    path("register/", groups.choose, name="register"),
    path("register/family/", people.family, name="register_family"),
    path("register/one/", people.one, name="register_one"),
    path("register/rescue/", people.rescue, name="register_rescue"),
    path("register/group/", groups.count, name="register_group"),
    path("register/matches/", pieces.matches, name="register_matches"),
    path("register/birth/", pieces.birth, name="register_birth"),
    path("register/done/<uuid:registration>/", groups.registered, name="registered"),
    path("groups/<uuid:group>/", groups.group, name="group"),
    path("groups/<uuid:group>/one-by-one/", people.one_by_one, name="one_by_one"),
    path("groups/<uuid:group>/certificate.pdf", papers.certificate_of_group, name="certificate_of_group"),
    path("people/<uuid:person>/certificate.pdf", papers.certificate, name="certificate"),
    path("check/<str:code>/", papers.check, name="check_certificate"),
]
