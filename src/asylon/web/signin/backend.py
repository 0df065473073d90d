"""Who a work name and a password belong to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from asylon.casework.staff.models import Account


class WorkNames(ModelBackend):
    """Django's own check, which takes as long for a name that nobody has."""

    def get_user(self, user_id: Any) -> Account | None:
        """The account of a session, with its office, in one query; None if it may not sign in."""
        row = Account.objects.select_related("office").filter(pk=UUID(str(user_id))).first()
        return row if row is not None and row.is_active else None

    def user_can_authenticate(self, user: Account | AnonymousUser | None) -> bool:
        """Not when locked, and not with a password from the administrator that is too old."""
        if not isinstance(user, Account) or not user.is_active:
            return False
        return user.password_until is None or user.password_until > timezone.now()
