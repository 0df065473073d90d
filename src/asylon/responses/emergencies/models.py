"""Emergencies, the countries they concern, and how they went on."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from asylon.casework.offices.models import Office
from asylon.casework.spine import EditableRow, Row
from asylon.casework.staff.models import Account

iso3 = RegexValidator(r"^[A-Z]{3}$")


class Stage(models.TextChoices):
    """How far a situation has gone: paragraphs (j), (l) and (k) of the Conclusion."""

    FIRST_ARRIVALS = "first_arrivals", _("First arrivals")
    STABILISED = "stabilised", _("Stabilised")
    PROTRACTED = "protracted", _("Protracted")


class Emergency(EditableRow):
    """A population's situation; its people are counted here and never named."""

    name = models.CharField(max_length=120, unique=True)
    summary = models.TextField(max_length=2000, blank=True)
    began_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    kept_by = models.ForeignKey(Office, models.PROTECT, related_name="emergencies")
    invented = models.BooleanField(default=False)
    """Whether figures of this emergency were made up, for practice or for the demonstration."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | models.Q(closed_on__gte=models.F("began_on")),
                name="emergency_closes_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Country(Row):
    """A country that an emergency concerns, and how."""

    class Part(models.TextChoices):
        """What the country has to do with it."""

        ORIGIN = "origin", _("Country of origin")
        HOST = "host", _("Country of asylum")

    emergency = models.ForeignKey(Emergency, models.CASCADE, related_name="countries")
    iso3 = models.CharField(max_length=3, validators=[iso3])
    part = models.CharField(max_length=8, choices=Part.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["emergency", "iso3", "part"], name="country_named_once"),
            models.CheckConstraint(
                condition=models.Q(part__in=["origin", "host"]), name="country_has_a_part"
            ),
        ]


class StageReached(Row):
    """That a situation reached a stage on a day, and who says so; never rewritten."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=16, choices=Stage.choices)
    since = models.DateField()
    reasons = models.TextField(max_length=2000)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
