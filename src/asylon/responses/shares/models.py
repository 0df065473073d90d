"""Scenarios: what a key gave with these figures, frozen as it stood."""

from django.db import models

from asylon.casework.spine import Row
from asylon.casework.staff.models import Account
from asylon.responses.emergencies.models import Emergency


class Scenario(Row):
    """One calculation of shares with everything that it rested on; never rewritten."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="scenarios")
    name = models.CharField(max_length=120)
    reasons = models.TextField(max_length=2000, blank=True)
    """What the scenario is to show."""
    sharing = models.JSONField()
    """The key, the figures, every step and the persons, as `asylon.sharing` stores them."""
    sensitivity = models.JSONField()
    carried = models.JSONField()
    """Whom each State hosts: {"year", "measure", "source", "states": {iso3: persons}}."""
    attributions = models.JSONField(default=list)
    """What must be shown with the figures."""
    fingerprint = models.CharField(max_length=64)
    """SHA-256 of the stored sharing: two that are alike rest on the same figures and key."""
    invented = models.BooleanField(default=False)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["emergency", "name"], name="scenario_named_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="scenario_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
