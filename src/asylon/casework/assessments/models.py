"""Assessments as they were: the situation, what the rulebook said, and which rulebook."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from asylon.casework.people.models import Person
from asylon.casework.spine import Row


class FrozenAssessment(Row):
    """What the rulebook said of a person at one time; can be repeated years later."""

    class Cause(models.TextChoices):
        """Why it was made."""

        REGISTRATION = "registration", _("Registered")
        FACTS = "facts", _("New answers")
        RULEBOOK = "rulebook", _("The rulebook changed")
        ASKED = "asked", _("Assessed again")

    person = models.ForeignKey(Person, models.CASCADE, related_name="assessments")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cause = models.CharField(max_length=14, choices=Cause.choices)
    as_of = models.DateField()
    jurisdiction = models.CharField(max_length=8)
    rulebook_version = models.CharField(max_length=20)
    rulebook_hash = models.CharField(max_length=64)
    sealed = models.BinaryField()
    """JSON: situation (as written in the contract) and assessment (the contract's answer)."""
    follows = models.OneToOneField("self", models.PROTECT, related_name="followed_by", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(follows=None), name="first_assessment_once"
            )
        ]
        indexes = [models.Index(fields=["person", "-id"], name="assessments_of_a_person")]
