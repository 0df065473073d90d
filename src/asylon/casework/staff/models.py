"""Accounts and the roles that they hold."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from asylon.casework.offices.models import Office
from asylon.casework.spine import EditableRow, Row


class Role(models.TextChoices):
    """What somebody does here. What each may see and do stands in `access`."""

    REGISTRATION_OFFICER = "registration_officer", _("Registration officer")
    PROTECTION_CASEWORKER = "protection_caseworker", _("Protection caseworker")
    LEGAL_ADVISER = "legal_adviser", _("Legal adviser")
    TRAFFICKING_SPECIALIST = "trafficking_specialist", _("Trafficking specialist")
    ASYLUM_ADJUDICATOR = "asylum_adjudicator", _("Asylum adjudicator")
    CHILD_PROTECTION_OFFICER = "child_protection_officer", _("Child-protection officer")
    SUPERVISOR = "supervisor", _("Supervisor")
    ANALYST = "analyst", _("Analyst")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Accounts(BaseUserManager["Account"]):
    """How Django finds an account by its work name."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account with this work name."""
        return self.get(username=username)


class Account(AbstractBaseUser, EditableRow):
    """Somebody who may sign in. Made by an administrator; nobody signs up."""

    username = models.CharField(_("Work name"), max_length=60, unique=True)
    name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    """Left empty: no code is ever sent by e-mail. The sign-in library wants the column."""
    office = models.ForeignKey(Office, models.PROTECT, related_name="accounts")
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    sign_in_epoch = models.PositiveIntegerField(default=1)
    """Every session carries the epoch of its sign-in; raising it ends them all at once."""
    must_change_password = models.BooleanField(default=True)

    objects = Accounts()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.username


class RoleHeld(Row):
    """A role that an account holds, from a day until a day."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=32, choices=Role.choices)
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Account, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role"], condition=models.Q(until=None), name="role_held_once"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="role_ends_after_start",
            ),
        ]
