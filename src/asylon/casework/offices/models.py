"""Offices, sites and services."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from asylon.casework.offices.zones import UTC
from asylon.casework.spine import EditableRow


class Office(EditableRow):
    """A body that keeps its own caseload."""

    class Kind(models.TextChoices):
        """What the office is for."""

        RECEPTION = "reception", _("Reception centre")
        ASYLUM = "asylum", _("Asylum office")
        LEGAL_AID = "legal_aid", _("Legal aid")
        TRAFFICKING = "trafficking", _("Anti-trafficking service")
        CHILD_PROTECTION = "child_protection", _("Child protection")

    code = models.SlugField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    jurisdiction = models.CharField(max_length=8)
    focal_point = models.CharField(max_length=120)
    """Whom to ask about a record that may not be opened: a desk or a number, never a person's name."""
    telephone = models.CharField(max_length=40, blank=True)
    time_zone = models.CharField(max_length=64, default=UTC)
    """By which clock the office works: a name of the IANA database. Its days begin and end by it."""
    last_number = models.PositiveIntegerField(default=0)
    """The last registration number given out."""

    def __str__(self) -> str:
        return self.name


class Site(EditableRow):
    """A place where an office receives people."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="sites")
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="site_named_once")]

    def __str__(self) -> str:
        return self.name


class Service(EditableRow):
    """Help that an office can call on: a clinic, a shelter, a lawyer."""

    class Kind(models.TextChoices):
        """What it helps with."""

        HEALTH = "health", _("Health")
        SHELTER = "shelter", _("Safe place to sleep")
        LEGAL = "legal", _("Legal help")
        CHILD = "child", _("Children")
        TRAFFICKING = "trafficking", _("Victims of trafficking")
        TRACING = "tracing", _("Family tracing")
        SCHOOL = "school", _("School")

    office = models.ForeignKey(Office, models.PROTECT, related_name="services")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name
