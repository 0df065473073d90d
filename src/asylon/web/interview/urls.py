"""Addresses of the interview and of the person's account."""

from django.urls import path

from asylon.web.interview import account, views

HERE = "people/<uuid:person>/interview/"
urlpatterns = [
    path(HERE, views.interview, name="interview"),
    path(f"{HERE}begin/", views.begin, name="interview_begin"),
    path(f"{HERE}answer/", views.answer, name="interview_answer"),
    path(f"{HERE}question/<str:fact>/", views.question, name="interview_question"),
    path(f"{HERE}list/<str:scope>/", views.one_list, name="interview_list"),
    path(f"{HERE}put-off/", views.put_off, name="interview_put_off"),
    path(f"{HERE}take-up/", views.take_up, name="interview_take_up"),
    path(f"{HERE}pause/", views.pause, name="interview_pause"),
    path(f"{HERE}go-on/", views.go_on, name="interview_go_on"),
    path(f"{HERE}end/", views.end, name="interview_end"),
    path(f"{HERE}in-danger/", views.in_danger, name="interview_in_danger"),
    path("people/<uuid:person>/account/", account.account, name="account"),
]
