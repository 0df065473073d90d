"""The closed lists of an emergency's records, for whoever writes or shows them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """How far a situation has gone: paragraphs (j), (l) and (k) of the Conclusion."""

    FIRST_ARRIVALS = "first_arrivals", _("First arrivals")
    STABILISED = "stabilised", _("Stabilised")
    PROTRACTED = "protracted", _("Protracted")


class Part(models.TextChoices):
    """What a country has to do with an emergency."""

    ORIGIN = "origin", _("Country of origin")
    HOST = "host", _("Country of asylum")


class Sex(models.TextChoices):
    """The sex of the people counted in one row."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")
    NOT_KNOWN = "not_known", _("Not known")


class AgeBand(models.TextChoices):
    """Ages as the tables of UNHCR have them, and two wider ones where no more is known."""

    UNDER_5 = "0_4", _("0 to 4 years")
    FROM_5 = "5_11", _("5 to 11 years")
    FROM_12 = "12_17", _("12 to 17 years")
    ADULT = "18_59", _("18 to 59 years")
    OLDER = "60", _("60 years and older")
    CHILD = "0_17", _("Under 18 years")
    GROWN = "18", _("18 years and older")
    NOT_KNOWN = "not_known", _("Not known")


class HowKnown(models.TextChoices):
    """Whether somebody counted the people or estimated their number."""

    COUNTED = "counted", _("Counted")
    ESTIMATED = "estimated", _("Estimated")


class Sector(models.TextChoices):
    """What a host needs to receive people: paragraphs (a)(iii), (j) and (l)."""

    REGISTRATION = "registration", _("Registration and papers")
    SHELTER = "shelter", _("Shelter")
    WATER = "water", _("Water and sanitation")
    HEALTH = "health", _("Health")
    FOOD = "food", _("Food")
    EDUCATION = "education", _("School")
    PROTECTION = "protection", _("Protection services")
    LOGISTICS = "logistics", _("Transport and stores")
    SECURITY = "security", _("Safety and the civilian character of asylum")
    OTHER = "other", _("Other")


class Unit(models.TextChoices):
    """What a capacity is counted in. Different units are never added up."""

    PERSONS = "persons", _("places for people")
    PERSONS_A_DAY = "persons_a_day", _("people a day")
    FAMILIES = "families", _("places for families")
    STAFF = "staff", _("staff")


class Characteristic(models.TextChoices):
    """The four characteristics of paragraph (a); none of them decides anything."""

    NUMBERS = "numbers", _("Numbers")
    RATE = "rate", _("Speed")
    CAPACITY = "capacity", _("Room to receive")
    PROCEDURES = "procedures", _("Individual procedures")


class Indicator(models.TextChoices):
    """What is measured, and so what a mark can be set for."""

    ARRIVED = "arrived", _("People arrived since the beginning")
    ARRIVED_A_DAY = "arrived_a_day", _("People a day, over the last week")
    PER_1000 = "per_1000", _("People arrived for 1,000 inhabitants of the hosts")
    GROWTH_A_WEEK = "growth_a_week", _("Growth of arrivals in a week, in percent")
    DOUBLING_DAYS = "doubling_days", _("Days in which arrivals double")
    CAPACITY_USED = "capacity_used", _("Capacity in use, in percent")
    DAYS_LEFT = "days_left", _("Days until a capacity runs out")
    BACKLOG_WEEKS = "backlog_weeks", _("Weeks to decide all who wait now")
    COVERED = "covered", _("New applications that decisions keep up with, in percent")
    LASTING_YEARS = "lasting_years", _("Years that make a situation protracted")
    LASTING_PERSONS = "lasting_persons", _("People that make a situation protracted")


class DeclarationKind(models.TextChoices):
    """What a person declared."""

    DECLARED = "declared", _("Mass influx declared")
    ENDED = "ended", _("Declaration ended")


class CauseKind(models.TextChoices):
    """Paragraph (c) and preamble 3: why people flee, and what may tell beforehand or prevent it."""

    ROOT_CAUSE = "root_cause", _("Root cause")
    EARLY_WARNING = "early_warning", _("Early warning")
    PREVENTION = "prevention", _("Prevention or solution under way")
    TENSION = "tension", _("Tension between States to be avoided")
