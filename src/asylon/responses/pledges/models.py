"""Needs, pledges, their dated parts, and every movement of them. A movement is never rewritten."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from asylon.casework.spine import EditableRow, Row
from asylon.casework.staff.models import Account
from asylon.responses.emergencies.models import Emergency, iso3
from asylon.responses.pledges.kinds import DonorKind, Kind, Population, Sector, Step, UnitKind


def _in(column: str, choices: type[models.TextChoices], *, empty: bool = False) -> Q:
    return Q(**{f"{column}__in": [*choices.values, *([""] if empty else [])]})


_MEASURED = (
    Q(unit="money", currency__regex=r"^[A-Z]{3}$", item="")
    | (Q(unit="units", currency="") & ~Q(item=""))
    | Q(unit__in=["persons", "places"], currency="", item="")
)
"""Money has a currency, things have a sort, people and places have neither."""


class Measured(models.Model):
    """What an amount of a row counts."""

    unit = models.CharField(max_length=8, choices=UnitKind.choices)
    currency = models.CharField(max_length=3, blank=True)
    item = models.CharField(max_length=60, blank=True)
    """The sort of things, in words: tents."""

    class Meta:
        abstract = True


class Need(Measured, EditableRow):
    """So much is needed for one sector in one time. Money in minor units of the currency."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="needs")
    sector = models.CharField(max_length=16, choices=Sector.choices)
    district = models.CharField(max_length=80, blank=True)
    """Empty: of the whole country."""
    population = models.CharField(max_length=16, choices=Population.choices, blank=True)
    since = models.DateField()
    until = models.DateField()
    amount = models.BigIntegerField()
    source = models.CharField(max_length=200)
    plan_item = models.UUIDField(null=True, blank=True)
    """The item of a plan that this is the need of, by its id: plans are another room."""
    invented = models.BooleanField(default=False)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0, amount__lte=10**15), name="need_is_an_amount"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="need_ends_after_start"),
            models.CheckConstraint(condition=_MEASURED, name="need_is_measured"),
            models.CheckConstraint(condition=_in("sector", Sector), name="need_has_a_sector"),
            models.CheckConstraint(
                condition=_in("population", Population, empty=True), name="need_is_for_known_people"
            ),
        ]


class Pledge(Measured, EditableRow):
    """What one donor pledges of one kind. The amounts stand in its movements."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="pledges")
    donor_kind = models.CharField(max_length=12, choices=DonorKind.choices)
    donor_state = models.CharField(max_length=3, blank=True, validators=[iso3])
    donor_name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    conditions = models.TextField(max_length=1000, blank=True)
    conditions_met_on = models.DateField(null=True, blank=True)
    sectors = models.JSONField(default=list)
    """Codes of the sectors that it is earmarked for; empty: any."""
    district = models.CharField(max_length=80, blank=True)
    population = models.CharField(max_length=16, choices=Population.choices, blank=True)
    for_since = models.DateField(null=True, blank=True)
    for_until = models.DateField(null=True, blank=True)
    """The period of need that it is earmarked for."""
    note = models.TextField(max_length=1000, blank=True)
    invented = models.BooleanField(default=False)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_MEASURED, name="pledge_is_measured"),
            models.CheckConstraint(condition=_in("kind", Kind), name="pledge_has_a_kind"),
            models.CheckConstraint(
                condition=(Q(donor_kind="state", donor_state__regex=r"^[A-Z]{3}$", donor_name=""))
                | (Q(donor_kind__in=["organisation", "private"], donor_state="") & ~Q(donor_name="")),
                name="pledge_has_one_donor",
            ),
            models.CheckConstraint(
                condition=_in("population", Population, empty=True), name="pledge_is_for_known_people"
            ),
            models.CheckConstraint(
                condition=Q(for_since=None) | Q(for_until=None) | Q(for_until__gte=F("for_since")),
                name="pledge_earmark_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(conditions_met_on=None) | ~Q(conditions=""), name="pledge_met_what_it_asks"
            ),
        ]


class Tranche(Row):
    """A dated part of a pledge: when it can be used. A pledge over several years has several."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="tranches")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="tranche_ends_after_start"),
        ]


ONE_NUMBER_EACH = "movement_has_its_own_number"


class Movement(Row):
    """One step of one tranche, and how much of the tranche stands at each status after it.

    The number is the place in the pledge's own sequence. Two people who write at once ask for the same
    number; the database gives it to one of them.
    """

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="movements")
    tranche = models.ForeignKey(Tranche, models.PROTECT, related_name="movements")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=10, choices=Step.choices)
    amount = models.BigIntegerField()
    on = models.DateField()
    evidence = models.CharField(max_length=300)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    announced = models.BigIntegerField()
    committed = models.BigIntegerField()
    delivered = models.BigIntegerField()
    reported = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pledge", "number"], name=ONE_NUMBER_EACH),
            models.CheckConstraint(condition=Q(number__gte=1), name="movement_is_counted_from_one"),
            models.CheckConstraint(condition=Q(amount__gte=1), name="movement_moves_something"),
            models.CheckConstraint(condition=_in("step", Step), name="movement_is_a_step"),
            models.CheckConstraint(
                condition=Q(
                    reported__gte=0,
                    reported__lte=F("delivered"),
                    delivered__lte=F("committed"),
                    committed__lte=F("announced"),
                    announced__lte=10**15,
                ),
                name="movement_never_more_than_the_step_before",
            ),
        ]
