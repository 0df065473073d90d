"""Addresses of keeping a case."""

from django.urls import path

from asylon.web.keeping import views

urlpatterns = [
    path("people/<uuid:person>/keep/", views.keep, name="keep"),
    path("people/<uuid:person>/keep/give/", views.give, name="keep_give"),
    path("people/<uuid:person>/keep/<uuid:involvement>/end/", views.end, name="keep_end"),
    path("people/<uuid:person>/keep/close/", views.close, name="keep_close"),
    path("people/<uuid:person>/keep/reopen/", views.reopen, name="keep_reopen"),
    path("people/<uuid:person>/keep/erase/", views.erase, name="keep_erase"),
]
