"""Accounts, the roles that they hold, tokens for programs, and waiting after wrong tries."""

from __future__ import annotations

from collections.abc import Iterator

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
    COORDINATOR = "coordinator", _("Coordinator of responses")
    ANALYST = "analyst", _("Analyst")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Accounts(BaseUserManager["Account"]):
    """How Django finds an account by its work name."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account with this work name, in whatever case it was typed."""
        return self.get(username=plain_work_name(username or ""))


def plain_work_name(typed: str) -> str:
    """A work name as it is stored: without spaces around it, in small letters."""
    return typed.strip().casefold()


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
    password_until = models.DateTimeField(null=True, blank=True)
    """A password given by an administrator is good until then; one's own has no end."""
    last_code_step = models.BigIntegerField(default=0, editable=False)
    """The half minute of the last six-digit code that was taken: none is taken twice."""

    objects = Accounts()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.username

    def get_session_auth_hash(self) -> str:
        """What a session must carry to count: it changes with the password and with the epoch."""
        return f"{super().get_session_auth_hash()}.{self.sign_in_epoch}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same, signed with secrets that are being rotated out."""
        for older in super().get_session_auth_fallback_hash():
            yield f"{older}.{self.sign_in_epoch}"


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


class ApiToken(Row):
    """A key for a program that acts for an account, in one role and for one purpose, until a day."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    role = models.CharField(max_length=32, choices=Role.choices)
    purpose = models.CharField(max_length=32)
    name = models.CharField(max_length=60)
    """What it is for, in the words of whoever made it."""
    hash = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("since")), name="token_ends_after_start"
            ),
        ]


class WrongTries(models.Model):
    """How often somebody was wrong about one secret, and until when nobody may try again."""

    key = models.CharField(max_length=64, primary_key=True)
    """Says which account or address only to whoever knows it already: people type passwords as names."""
    wrong = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
