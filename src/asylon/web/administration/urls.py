"""Addresses of administration, under /staff/."""

from django.urls import path

from asylon.web.administration import accounts, places

urlpatterns = [
    path("", accounts.accounts, name="staff_accounts"),
    path("accounts/new/", accounts.new_account, name="staff_new_account"),
    path("accounts/<uuid:account>/", accounts.account, name="staff_account"),
    path("accounts/<uuid:account>/roles/give/", accounts.give_role, name="staff_give_role"),
    path("accounts/<uuid:account>/roles/end/", accounts.end_role, name="staff_end_role"),
    path("accounts/<uuid:account>/lock/", accounts.lock, name="staff_lock"),
    path("accounts/<uuid:account>/unlock/", accounts.unlock, name="staff_unlock"),
    path("accounts/<uuid:account>/revoke/", accounts.revoke, name="staff_revoke"),
    path("accounts/<uuid:account>/factors/", accounts.reset_factors, name="staff_reset_factors"),
    path("accounts/<uuid:account>/waiting/", accounts.end_waiting, name="staff_end_waiting"),
    path("accounts/<uuid:account>/password/", accounts.new_password, name="staff_new_password"),
    path("offices/", places.offices, name="staff_offices"),
    path("offices/new/", places.new_office, name="staff_new_office"),
    path("offices/<uuid:office>/", places.office, name="staff_office"),
    path("offices/<uuid:office>/edit/", places.edit_office, name="staff_edit_office"),
    path("offices/<uuid:office>/sites/new/", places.new_site, name="staff_new_site"),
    path("offices/<uuid:office>/services/new/", places.new_service, name="staff_new_service"),
    path("sites/<uuid:site>/", places.edit_site, name="staff_edit_site"),
    path("services/<uuid:service>/", places.edit_service, name="staff_edit_service"),
]
