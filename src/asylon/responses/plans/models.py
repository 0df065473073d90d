"""Consultations and plans of action. Parties are States and bodies; no person is named in these tables."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from asylon.casework.spine import EditableRow, Row, new_id
from asylon.casework.staff.models import Account
from asylon.responses.emergencies.models import Emergency, iso3
from asylon.responses.plans.checklists import SaidOf, Sort, Stage


class PartyKind(models.TextChoices):
    """Who sits at the table: paragraphs (f) and (j)(iii)."""

    STATE = "state", _("State")
    UN = "un", _("United Nations body")
    ORGANIZATION = "organization", _("Regional or international organization")
    NGO = "ngo", _("Non-governmental organization")
    FINANCE = "finance", _("Financial institution")
    REFUGEES = "refugees", _("Representatives of refugees")


class Voice(models.TextChoices):
    """For whom somebody speaks in particular: participation in paragraph (d)."""

    WOMEN = "women", _("Women and girls")
    YOUNG = "young", _("Young people")
    OLDER = "older", _("Older people")
    DISABILITY = "disability", _("People with disabilities")
    HOSTS = "hosts", _("Communities that host")


class Body(Row):
    """A State, by its ISO 3166-1 alpha-3 code, or another body and its desk; never a person."""

    kind = models.CharField(max_length=12, choices=PartyKind.choices)
    iso3 = models.CharField(max_length=3, blank=True, validators=[iso3])
    name = models.CharField(max_length=120)
    voice = models.CharField(max_length=12, choices=Voice.choices, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="state") | ~Q(iso3=""), name="%(class)s_that_is_a_state_has_a_code"
            )
        ]


class Consultation(EditableRow):
    """A consultation on the international response: paragraphs (f) to (h)."""

    class Basis(models.TextChoices):
        """Why the High Commissioner convened it."""

        REQUEST = "request", _("On request of a country that is exposed")
        EX_OFFICIO = "ex_officio", _("Of the High Commissioner’s own motion")

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="consultations")
    basis = models.CharField(max_length=12, choices=Basis.choices)
    asked_by = models.CharField(max_length=3, blank=True, validators=[iso3])
    """The country that asked; empty where nobody had to ask."""
    convened_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    outcome = models.TextField(max_length=4000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(basis="ex_officio", asked_by="") | Q(basis="request") & ~Q(asked_by=""),
                name="consultation_on_request_names_who_asked",
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(held_on__gte=F("convened_on")),
                name="consultation_held_after_it_was_convened",
            ),
        ]


class Party(Body):
    """Who sits at the table of a consultation."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="parties")

    class Meta(Body.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["consultation", "kind", "name"], name="party_named_once"),
            *Body.Meta.constraints,
        ]


class Option(Row):
    """Something that the parties examined, and what they made of it."""

    class Finding(models.TextChoices):
        """What was made of it."""

        OPEN = "open", _("Still open")
        TAKEN = "taken", _("Taken up")
        SET_ASIDE = "set_aside", _("Set aside")

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="options")
    words = models.CharField(max_length=400)
    finding = models.CharField(max_length=10, choices=Finding.choices, default=Finding.OPEN)
    reasons = models.CharField(max_length=1000, blank=True)


class Plan(EditableRow):
    """A plan of action; what it arranges stands in its versions.

    A plan that prepares (paragraph (e)) may have no emergency yet: then its scenario says for what it is.
    """

    name = models.CharField(max_length=160)
    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="plans", null=True, blank=True)
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="plans", null=True, blank=True
    )
    scenario = models.TextField(max_length=4000, blank=True)
    host = models.CharField(max_length=3, blank=True, validators=[iso3])
    invented = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(emergency__isnull=False) | ~Q(scenario="") & ~Q(host=""),
                name="plan_has_an_emergency_or_a_scenario",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Trigger(Row):
    """What makes a prepared plan start: something measured passes a mark."""

    class Measure(models.TextChoices):
        """What is measured."""

        ARRIVALS = "arrivals_a_day", _("People arriving a day")
        TOTAL = "arrivals_in_all", _("People arrived in all")
        CAPACITY = "capacity_used", _("Capacity used, per cent")
        CHANCE = "chance_over_capacity", _("Chance of passing capacity in 14 days, per cent")
        EVENT = "event", _("Something happens")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="triggers")
    measure = models.CharField(max_length=24, choices=Measure.choices)
    at_least = models.PositiveIntegerField(null=True, blank=True)
    then = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(measure="event") | Q(at_least__isnull=False), name="trigger_has_a_mark"
            )
        ]


class Standby(Row):
    """Money, stocks or people that stand ready, and how fast they come: paragraphs (j)(iv), (viii)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="standby")
    what = models.CharField(max_length=200)
    held_by = models.CharField(max_length=120)
    amount = models.PositiveBigIntegerField()
    unit = models.CharField(max_length=40)
    release_days = models.PositiveSmallIntegerField()


class Version(EditableRow):
    """One version of a plan: a draft, then adopted, then replaced by the next."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("Draft")
        ADOPTED = "adopted", _("Adopted")
        REPLACED = "replaced", _("Replaced")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    review_on = models.DateField(null=True, blank=True)
    forecast_low = models.PositiveIntegerField(null=True, blank=True)
    forecast_high = models.PositiveIntegerField(null=True, blank=True)
    """How many people a day the plan is made for, at the least and at the most."""
    forecast_source = models.CharField(max_length=200, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(Account, models.PROTECT, related_name="+", null=True, blank=True)
    reasons = models.TextField(max_length=2000, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="version_numbered_once"),
            models.UniqueConstraint(fields=["plan"], condition=Q(state="draft"), name="version_one_draft"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="adopted"), name="version_one_adopted"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", adopted_at=None, adopted_by=None)
                | Q(adopted_at__isnull=False, adopted_by__isnull=False, review_on__isnull=False)
                & ~Q(reasons=""),
                name="version_adopted_by_somebody_with_reasons_and_review",
            ),
            models.CheckConstraint(
                condition=Q(state="replaced", replaced_at__isnull=False)
                | ~Q(state="replaced") & Q(replaced_at=None),
                name="version_replaced_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(forecast_low=None, forecast_high=None)
                | Q(forecast_low__isnull=False, forecast_high__gte=F("forecast_low")),
                name="version_forecast_is_a_band",
            ),
        ]


class Member(Body):
    """Who comes together for the review of a version: paragraph (n)."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="members")

    class Meta(Body.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["version", "kind", "name"], name="member_named_once"),
            *Body.Meta.constraints,
        ]


class Item(EditableRow):
    """Something that a version arranges. Amounts of money are in minor units, such as cents."""

    class Unit(models.TextChoices):
        """What a need is counted in."""

        PERSONS = "persons", _("persons")
        FAMILIES = "families", _("families")
        PLACES = "places", _("places")
        STAFF = "staff", _("staff")
        EXPERTS = "experts", _("experts")
        SITES = "sites", _("sites")
        SETS = "sets", _("sets of goods")
        MONEY = "money", _("money, in the currency of the cost")

    class Sector(models.TextChoices):
        """To what it belongs."""

        PROTECTION = "protection", _("Protection")
        REGISTRATION = "registration", _("Registration")
        SHELTER = "shelter", _("Shelter")
        WATER = "water", _("Water and hygiene")
        FOOD = "food", _("Food")
        HEALTH = "health", _("Health")
        EDUCATION = "education", _("Education")
        LIVELIHOODS = "livelihoods", _("Work and livelihoods")
        SECURITY = "security", _("Security")
        TRANSPORT = "transport", _("Transport")
        COORDINATION = "coordination", _("Coordination")
        DEVELOPMENT = "development", _("Development")
        SOLUTIONS = "solutions", _("Solutions")

    class Movement(models.TextChoices):
        """The two ways to move on: footnote 1 of the Conclusion."""

        TRANSFER = "transfer", _("Humanitarian transfer, within the region")
        EVACUATION = "evacuation", _("Evacuation, further away")

    version_of = models.ForeignKey(Version, models.CASCADE, related_name="items")
    thread = models.UUIDField(default=new_id)
    """The same item through the versions."""
    code = models.CharField(max_length=2)
    what = models.CharField(max_length=200)
    actor = models.CharField(max_length=120, blank=True)
    sector = models.CharField(max_length=16, choices=Sector.choices, blank=True)
    need = models.CharField(max_length=400, blank=True)
    need_amount = models.PositiveBigIntegerField(null=True, blank=True)
    need_unit = models.CharField(max_length=10, choices=Unit.choices, blank=True)
    cost_minor = models.PositiveBigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, validators=[iso3])
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    movement = models.CharField(max_length=10, choices=Movement.choices, blank=True)
    moves_children = models.CharField(max_length=8, choices=SaidOf.choices, blank=True)
    receiving = models.CharField(max_length=200, blank=True)
    """ISO 3166-1 alpha-3 codes of the countries that receive, with commas."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version_of", "thread"], name="item_once_in_a_version"),
            models.CheckConstraint(
                condition=Q(code="j9") & ~Q(movement="") & ~Q(moves_children="")
                | ~Q(code="j9") & Q(movement="", moves_children="", receiving=""),
                name="item_that_moves_people_says_how_and_whether_children",
            ),
            models.CheckConstraint(
                condition=Q(cost_minor=None, currency="")
                | (Q(cost_minor__isnull=False) | Q(need_unit="money")) & ~Q(currency=""),
                name="item_cost_has_a_currency",
            ),
            models.CheckConstraint(
                condition=Q(need_amount=None, need_unit="") | Q(need_amount__isnull=False) & ~Q(need_unit=""),
                name="item_need_has_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(from_on=None) | Q(until_on__gte=F("from_on")),
                name="item_ends_after_it_begins",
            ),
        ]


class Progress(Row):
    """How far an item is, as somebody reported it; appended, the newest counts."""

    class State(models.TextChoices):
        """How far."""

        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="progress")
    thread = models.UUIDField()
    state = models.CharField(max_length=10, choices=State.choices)
    reached = models.PositiveBigIntegerField(null=True, blank=True)
    """How much of the need is met, in its unit; money in minor units."""
    words = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["plan", "thread", "id"], name="progress_of_an_item")]


class Answered(Row):
    """One answer to a line of a checklist, by whom; appended, the newest counts."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="answers")
    thread = models.UUIDField(null=True, blank=True)
    """The item asked about; None for the plan as a whole."""
    sort = models.CharField(max_length=10, choices=Sort.choices)
    stage = models.CharField(max_length=16, choices=Stage.choices, blank=True)
    asked = models.CharField(max_length=24)
    said = models.CharField(max_length=8, choices=SaidOf.choices)
    words = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["plan", "sort", "id"], name="answers_of_a_plan")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sort="standard", thread=None) | ~Q(sort="standard") & Q(thread__isnull=False),
                name="answered_about_the_plan_or_an_item",
            )
        ]


class Amendment(Row):
    """What was changed in a plan that had been adopted: from what, to what, why and by whom; appended."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="amendments")
    into = models.ForeignKey(Version, models.PROTECT, related_name="amendments")
    """The version that holds it."""
    thread = models.UUIDField(null=True, blank=True)
    code = models.CharField(max_length=2, blank=True)
    field = models.CharField(max_length=24)
    before = models.TextField(max_length=4000, blank=True)
    after = models.TextField(max_length=4000, blank=True)
    why = models.CharField(max_length=1000)
    proposal = models.UUIDField(null=True, blank=True)
    """The proposal of a review that it comes from."""
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="amendment_says_why")]
