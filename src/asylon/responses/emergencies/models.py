"""Emergencies, the countries they concern, how they went on, and what is counted, marked and declared."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from asylon.casework.offices.models import Office
from asylon.casework.spine import EditableRow, Row
from asylon.casework.staff.models import Account
from asylon.responses.emergencies.kinds import (
    AgeBand,
    CauseKind,
    Characteristic,
    DeclarationKind,
    HowKnown,
    Indicator,
    Part,
    Sector,
    Sex,
    Stage,
    Unit,
)

iso3 = RegexValidator(r"^[A-Z]{3}$")
NOT_KNOWN_ORIGIN = "UNK"


def one_of(column: str, choices: type[models.TextChoices], *, name: str) -> models.CheckConstraint:
    """That a column holds one of its choices, in the database as well."""
    return models.CheckConstraint(condition=models.Q(**{f"{column}__in": choices.values}), name=name)


class Written(Row):
    """A row that somebody wrote at a moment and nobody rewrites."""

    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Figure(Written):
    """A figure about an emergency, from where it is, and whether it was made up. The newest counts."""

    emergency = models.ForeignKey("emergencies.Emergency", models.PROTECT, related_name="+")
    on = models.DateField()
    """The day that the figure is about, not the day on which it was written down."""
    source = models.CharField(max_length=200)
    invented = models.BooleanField(default=False)

    class Meta:
        abstract = True


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
                condition=Q(closed_on=None) | Q(closed_on__gte=F("began_on")),
                name="emergency_closes_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Country(Row):
    """A country that an emergency concerns, and how."""

    Part = Part

    emergency = models.ForeignKey(Emergency, models.CASCADE, related_name="countries")
    iso3 = models.CharField(max_length=3, validators=[iso3])
    part = models.CharField(max_length=8, choices=Part.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["emergency", "iso3", "part"], name="country_named_once"),
            models.CheckConstraint(condition=Q(part__in=["origin", "host"]), name="country_has_a_part"),
        ]


class StageReached(Written):
    """That a situation reached a stage on a day, and who says so; never rewritten."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=16, choices=Stage.choices)
    since = models.DateField()
    reasons = models.TextField(max_length=2000)

    class Meta:
        constraints = [one_of("stage", Stage, name="stage_reached_is_a_stage")]


class Arrivals(Figure):
    """People who arrived on a day at a place. Rows are added up, so a person stands in one row only.

    Of somebody who crosses several borders only the first crossing counts, unless the row says otherwise.
    """

    place = models.CharField(max_length=120)
    host = models.CharField(max_length=3, validators=[iso3])
    origin = models.CharField(max_length=3, validators=[iso3], default=NOT_KNOWN_ORIGIN)
    sex = models.CharField(max_length=9, choices=Sex.choices, default=Sex.NOT_KNOWN)
    age = models.CharField(max_length=9, choices=AgeBand.choices, default=AgeBand.NOT_KNOWN)
    first_crossing = models.BooleanField(default=True)
    persons = models.PositiveIntegerField(null=True)
    """None is not known; 0 is nobody."""
    how = models.CharField(max_length=9, choices=HowKnown.choices, default=HowKnown.COUNTED)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    KEY = ("emergency", "on", "place", "host", "origin", "sex", "age", "first_crossing")
    """What a row is about: of rows about the same, one is current."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(persons=None) | Q(persons__gte=0), name="arrivals_not_below_0"
            ),
            models.CheckConstraint(condition=~Q(place=""), name="arrivals_at_a_place"),
            models.CheckConstraint(condition=~Q(source=""), name="arrivals_have_a_source"),
            models.CheckConstraint(condition=~Q(supersedes=F("id")), name="arrivals_supersede_another"),
            models.UniqueConstraint(
                fields=["emergency", "on", "place", "host", "origin", "sex", "age", "first_crossing"],
                condition=Q(supersedes=None),
                name="arrivals_begin_once",
            ),
            one_of("sex", Sex, name="arrivals_sex"),
            one_of("age", AgeBand, name="arrivals_age"),
            one_of("how", HowKnown, name="arrivals_how_known"),
        ]
        indexes = [models.Index(fields=["emergency", "on"], name="arrivals_by_day")]


class Capacity(Figure):
    """What a sector can take in a district on a day, and how much of it is in use."""

    sector = models.CharField(max_length=16, choices=Sector.choices)
    district = models.CharField(max_length=120, blank=True)
    """Empty is the whole country."""
    unit = models.CharField(max_length=16, choices=Unit.choices)
    capacity = models.PositiveIntegerField(null=True)
    in_use = models.PositiveIntegerField(null=True)
    """None is not known; it may be above the capacity."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="capacity_has_a_source"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=False) | Q(in_use__isnull=False), name="capacity_says_something"
            ),
            one_of("sector", Sector, name="capacity_sector"),
            one_of("unit", Unit, name="capacity_unit"),
        ]
        indexes = [models.Index(fields=["emergency", "sector", "on"], name="capacity_by_sector")]


class Procedures(Figure):
    """What individual procedures can do: who waits, what comes in, what is decided, by how many."""

    host = models.CharField(max_length=3, validators=[iso3])
    waiting = models.PositiveIntegerField(null=True)
    new_a_week = models.PositiveIntegerField(null=True)
    decisions_a_week = models.PositiveIntegerField(null=True)
    interviewers = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="procedures_have_a_source"),
            models.CheckConstraint(
                condition=Q(waiting__isnull=False)
                | Q(new_a_week__isnull=False)
                | Q(decisions_a_week__isnull=False)
                | Q(interviewers__isnull=False),
                name="procedures_say_something",
            ),
        ]
        indexes = [models.Index(fields=["emergency", "on"], name="procedures_by_day")]


class Threshold(Written):
    """A mark that somebody set for an indicator. The newest counts; passing it decides nothing."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="thresholds")
    indicator = models.CharField(max_length=16, choices=Indicator.choices)
    sector = models.CharField(max_length=16, choices=Sector.choices, blank=True)
    """For capacities; empty is every sector that has no mark of its own."""
    mark = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    """None takes the mark away again."""
    reasons = models.TextField(max_length=2000)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mark=None) | Q(mark__gte=0), name="threshold_not_below_0"),
            models.CheckConstraint(condition=~Q(reasons=""), name="threshold_has_reasons"),
            one_of("indicator", Indicator, name="threshold_indicator"),
        ]


class Declaration(Written):
    """That a named person declared a mass influx, or ended it. The system never does."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="declarations")
    kind = models.CharField(max_length=8, choices=DeclarationKind.choices)
    on = models.DateField()
    declared_by = models.CharField(max_length=120)
    function = models.CharField(max_length=120)
    numbers = models.BooleanField(default=False)
    rate = models.BooleanField(default=False)
    capacity = models.BooleanField(default=False)
    procedures = models.BooleanField(default=False)
    reasons = models.TextField(max_length=4000)
    look_again_on = models.DateField(null=True)
    group_recognition = models.BooleanField(default=False)
    """Whether it opens recognition as a group. It closes no individual claim either way."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reasons="") & ~Q(declared_by="") & ~Q(function=""),
                name="declaration_has_a_person_and_reasons",
            ),
            models.CheckConstraint(
                condition=Q(kind="ended")
                | Q(numbers=True)
                | Q(rate=True)
                | Q(capacity=True)
                | Q(procedures=True),
                name="declaration_names_a_characteristic",
            ),
            models.CheckConstraint(
                condition=Q(kind="ended", look_again_on=None)
                | Q(kind="declared", look_again_on__isnull=False, look_again_on__gt=F("on")),
                name="declaration_is_looked_at_again",
            ),
            models.CheckConstraint(
                condition=Q(kind="declared") | Q(group_recognition=False), name="ended_opens_nothing"
            ),
            one_of("kind", DeclarationKind, name="declaration_kind"),
        ]

    @property
    def characteristics(self) -> tuple[Characteristic, ...]:
        """Those of the four that the person named."""
        return tuple(each for each in Characteristic if getattr(self, each.value))


class Cause(Written):
    """Why people flee, what may warn of it, and what is done about it: paragraph (c) and preamble 3."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="causes")
    kind = models.CharField(max_length=16, choices=CauseKind.choices)
    on = models.DateField()
    country = models.CharField(max_length=3, validators=[iso3], blank=True)
    """Empty where it concerns several."""
    said = models.TextField(max_length=4000)
    source = models.CharField(max_length=200)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(said="") & ~Q(source=""), name="cause_says_something"),
            one_of("kind", CauseKind, name="cause_kind"),
        ]
