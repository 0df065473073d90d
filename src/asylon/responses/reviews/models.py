"""Reviews of a plan: who met, plan against fact, what the rules proposed, and what people decided."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from asylon.casework.spine import EditableRow, Row
from asylon.casework.staff.models import Account
from asylon.responses.plans.models import Body, Plan, Version


class Review(EditableRow):
    """A meeting in which all actors look at a plan: paragraph (n) of Conclusion 100."""

    class State(models.TextChoices):
        """How far it is."""

        CALLED = "called", _("Called")
        HELD = "held", _("Held")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reviews")
    reviewed = models.ForeignKey(Version, models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=6, choices=State.choices, default=State.CALLED)
    on = models.DateField()
    called_by = models.CharField(max_length=120)
    capacity_over = models.PositiveSmallIntegerField(default=85)
    delivery_under = models.PositiveSmallIntegerField(default=70)
    """Per cent; with the one before the marks of the rules, recorded with the review."""
    marks_because = models.CharField(max_length=400, blank=True)
    """Why other marks than the usual ones were taken."""
    conclusion = models.TextField(max_length=4000, blank=True)
    next_on = models.DateField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(Account, models.PROTECT, related_name="+", null=True, blank=True)
    led_to = models.ForeignKey(Version, models.PROTECT, related_name="+", null=True, blank=True)
    """The draft that holds what was accepted."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(state="called"), name="review_one_called"),
            models.CheckConstraint(
                condition=Q(state="called", held_at=None, held_by=None, next_on=None)
                | Q(state="held", held_at__isnull=False, held_by__isnull=False, next_on__gt=F("on")),
                name="review_held_by_somebody_with_a_next_date",
            ),
            models.CheckConstraint(
                condition=Q(capacity_over__range=(1, 100), delivery_under__range=(1, 100)),
                name="review_marks_are_per_cent",
            ),
        ]


class Present(Body):
    """Who was there."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="present")

    class Meta(Body.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["review", "kind", "name"], name="present_named_once"),
            *Body.Meta.constraints,
        ]


class Figure(Row):
    """One figure of a review beside what the plan counts on. None is not known."""

    class Sort(models.TextChoices):
        """What is held against the plan."""

        CAPACITY = "capacity", _("Capacity in use")
        ARRIVALS = "arrivals", _("Arrivals a day")
        DELIVERY = "delivery", _("Delivered")

    review = models.ForeignKey(Review, models.CASCADE, related_name="figures")
    sort = models.CharField(max_length=8, choices=Sort.choices)
    of = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    least = models.PositiveBigIntegerField(null=True, blank=True)
    planned = models.PositiveBigIntegerField(null=True, blank=True)
    actual = models.PositiveBigIntegerField(null=True, blank=True)
    as_of = models.DateField()
    source = models.CharField(max_length=200)
    invented = models.BooleanField(default=False)
    gathered_at = models.DateTimeField(null=True, blank=True)
    """When it was gathered from what is on record; None if a person wrote it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "sort", "of", "unit"], name="figure_once_in_a_review"),
            models.CheckConstraint(condition=~Q(source=""), name="figure_has_a_source"),
        ]


class Proposal(EditableRow):
    """An amendment that the rules proposed, and what people decided about it, with reasons."""

    class Decision(models.TextChoices):
        """What was decided."""

        OPEN = "open", _("Not decided yet")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    review = models.ForeignKey(Review, models.CASCADE, related_name="proposals")
    code = models.CharField(max_length=16)
    figure = models.ForeignKey(Figure, models.CASCADE, related_name="proposals")
    arrangement = models.CharField(max_length=2)
    amount = models.PositiveBigIntegerField()
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.OPEN)
    reasons = models.CharField(max_length=1000, blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    change = models.JSONField(default=dict, blank=True)
    """What an accepted one changes: `thread` of an item or none, and columns of the item."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["figure", "code"], name="proposal_once_for_a_figure"),
            models.CheckConstraint(
                condition=Q(decision="open", decided_by=None, decided_at=None)
                | Q(decision__in=["accepted", "declined"], decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(reasons=""),
                name="proposal_decided_by_somebody_with_reasons",
            ),
        ]
