"""Who has business with whom, openings in an emergency, and what supervisors are told."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from asylon.casework.offices.models import Office
from asylon.casework.people.models import Person
from asylon.casework.spine import Row


class Involvement(Row):
    """An account, or a whole office, has business with a person, for one purpose, for a time."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="involvements")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", null=True)
    purpose = models.CharField(max_length=32)
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=False, office=None)
                | models.Q(account=None, office__isnull=False),
                name="involves_an_account_or_an_office",
            ),
            models.UniqueConstraint(
                fields=["person", "account", "purpose"],
                condition=models.Q(until=None, account__isnull=False),
                name="account_involved_once",
            ),
            models.UniqueConstraint(
                fields=["person", "office", "purpose"],
                condition=models.Q(until=None, office__isnull=False),
                name="office_involved_once",
            ),
        ]


class EmergencyOpening(Row):
    """Somebody opened what was closed to them, with a reason, for half an hour."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="openings")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=32)
    sealed_reason = models.BinaryField()
    """Under the person's key: a reason may tell of her."""
    at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()


class Notice(Row):
    """Something that a supervisor or a focal point must know, until they say that they have seen it."""

    class Kind(models.TextChoices):
        """What happened."""

        EMERGENCY_OPENING = "emergency_opening", _("Opened in an emergency")
        ASKED_ABOUT = "asked_about", _("Asked about a record that may not be opened")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    office = models.ForeignKey(Office, models.PROTECT, related_name="notices")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    opening = models.ForeignKey(EmergencyOpening, models.CASCADE, related_name="notices", null=True)
    about = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    seen_at = models.DateTimeField(null=True)
