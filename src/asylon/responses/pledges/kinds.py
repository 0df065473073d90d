"""The words of pledges: kinds, donors, units, steps, sectors, groups of people."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What is pledged."""

    MONEY = "money", _("Money")
    IN_KIND = "in_kind", _("Goods")
    EXPERTS = "experts", _("Experts")
    STANDBY = "standby", _("Standby")
    RESETTLEMENT = "resettlement", _("Resettlement places")
    TRANSFER = "humanitarian_transfer", _("Humanitarian transfer")
    EVACUATION = "evacuation", _("Evacuation")
    PATHWAYS = "complementary_pathways", _("Complementary pathways")
    EDUCATION = "education", _("Education")
    POLICY = "policy_change", _("Change of law or policy")


class DonorKind(models.TextChoices):
    """Who pledges."""

    STATE = "state", _("State")
    ORGANISATION = "organisation", _("Organisation")
    PRIVATE = "private", _("Private donor")


class UnitKind(models.TextChoices):
    """What an amount counts; the values are those of `asylon.sharing.coverage.Unit`."""

    MONEY = "money", _("Money")
    PERSONS = "persons", _("Persons who come to work")
    PLACES = "places", _("Places for refugees")
    UNITS = "units", _("Things of one sort")


class Step(models.TextChoices):
    """What happens to a pledge. The first four are also what an amount may stand at."""

    ANNOUNCED = "announced", _("Announced")
    COMMITTED = "committed", _("Committed")
    DELIVERED = "delivered", _("Delivered")
    REPORTED = "reported", _("Reported")
    REDUCED = "reduced", _("Reduced")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Sector(models.TextChoices):
    """What a need is for, and what a pledge may be earmarked for."""

    PROTECTION = "protection", _("Protection services")
    REGISTRATION = "registration", _("Registration and papers")
    SHELTER = "shelter", _("Shelter")
    HEALTH = "health", _("Health")
    WATER = "water", _("Water and sanitation")
    FOOD = "food", _("Food")
    EDUCATION = "education", _("School")
    LIVELIHOODS = "livelihoods", _("Livelihoods")
    LOGISTICS = "logistics", _("Transport and stores")
    SECURITY = "security", _("Safety and the civilian character of asylum")
    COORDINATION = "coordination", _("Coordination")
    ONWARD = "onward_places", _("Places in other countries")
    RETURN = "return_areas", _("Areas that refugees left")


class Population(models.TextChoices):
    """For whom: left empty, for everybody."""

    REFUGEES = "refugees", _("Refugees")
    HOSTS = "hosts", _("Host communities")
    WOMEN = "women", _("Women and girls")
    CHILDREN = "children", _("Children")
    OLDER = "older_people", _("Older people")
    DISABILITY = "disability", _("People with disabilities")


UNITS_OF: Mapping[Kind, tuple[UnitKind, ...]] = {
    Kind.MONEY: (UnitKind.MONEY,),
    Kind.IN_KIND: (UnitKind.UNITS, UnitKind.MONEY),
    Kind.EXPERTS: (UnitKind.PERSONS,),
    Kind.STANDBY: (UnitKind.PERSONS, UnitKind.UNITS, UnitKind.MONEY),
    Kind.RESETTLEMENT: (UnitKind.PLACES,),
    Kind.TRANSFER: (UnitKind.PLACES,),
    Kind.EVACUATION: (UnitKind.PLACES,),
    Kind.PATHWAYS: (UnitKind.PLACES,),
    Kind.EDUCATION: (UnitKind.PLACES, UnitKind.UNITS, UnitKind.MONEY),
    Kind.POLICY: (UnitKind.UNITS,),
}
"""In what each kind is counted, the usual first."""

SECTOR_OF: Mapping[Kind, Sector] = {
    Kind.RESETTLEMENT: Sector.ONWARD,
    Kind.TRANSFER: Sector.ONWARD,
    Kind.EVACUATION: Sector.ONWARD,
    Kind.PATHWAYS: Sector.ONWARD,
    Kind.EDUCATION: Sector.EDUCATION,
}
"""Kinds that can serve one sector only, whatever else is said of them."""
