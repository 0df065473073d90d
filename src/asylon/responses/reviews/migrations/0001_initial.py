import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asylon.casework.spine


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("plans", "0001_initial"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=asylon.casework.spine.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="plans.plan"
                    ),
                ),
                (
                    "reviewed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="plans.version",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("called", "Called"), ("held", "Held")], default="called", max_length=6
                    ),
                ),
                ("on", models.DateField()),
                ("called_by", models.CharField(max_length=120)),
                ("capacity_over", models.PositiveSmallIntegerField(default=85)),
                ("delivery_under", models.PositiveSmallIntegerField(default=70)),
                ("marks_because", models.CharField(blank=True, max_length=400)),
                ("conclusion", models.TextField(blank=True, max_length=4000)),
                ("next_on", models.DateField(blank=True, null=True)),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                (
                    "held_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "led_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.version",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "called")), fields=("plan",), name="review_one_called"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("held_at", None), ("held_by", None), ("next_on", None), ("state", "called")
                            ),
                            models.Q(
                                ("held_at__isnull", False),
                                ("held_by__isnull", False),
                                ("next_on__gt", models.F("on")),
                                ("state", "held"),
                            ),
                            _connector="OR",
                        ),
                        name="review_held_by_somebody_with_a_next_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity_over__range", (1, 100)), ("delivery_under__range", (1, 100))
                        ),
                        name="review_marks_are_per_cent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Present",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=asylon.casework.spine.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="present",
                        to="reviews.review",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "State"),
                            ("un", "United Nations body"),
                            ("organization", "Regional or international organization"),
                            ("ngo", "Non-governmental organization"),
                            ("finance", "Financial institution"),
                            ("refugees", "Representatives of refugees"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "iso3",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "voice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("women", "Women and girls"),
                            ("young", "Young people"),
                            ("older", "Older people"),
                            ("disability", "People with disabilities"),
                            ("hosts", "Communities that host"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("review", "kind", "name"), name="present_named_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "state"), _negated=True),
                            models.Q(("iso3", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="present_that_is_a_state_has_a_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=asylon.casework.spine.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="reviews.review",
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("capacity", "Capacity in use"),
                            ("arrivals", "Arrivals a day"),
                            ("delivery", "Delivered"),
                        ],
                        max_length=8,
                    ),
                ),
                ("of", models.CharField(blank=True, max_length=80)),
                ("unit", models.CharField(blank=True, max_length=60)),
                ("least", models.PositiveBigIntegerField(blank=True, null=True)),
                ("planned", models.PositiveBigIntegerField(blank=True, null=True)),
                ("actual", models.PositiveBigIntegerField(blank=True, null=True)),
                ("as_of", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("invented", models.BooleanField(default=False)),
                ("gathered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "sort", "of", "unit"), name="figure_once_in_a_review"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="figure_has_a_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=asylon.casework.spine.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="reviews.review",
                    ),
                ),
                ("code", models.CharField(max_length=16)),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="reviews.figure",
                    ),
                ),
                ("arrangement", models.CharField(max_length=2)),
                ("amount", models.PositiveBigIntegerField()),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("open", "Not decided yet"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("reasons", models.CharField(blank=True, max_length=1000)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("change", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("figure", "code"), name="proposal_once_for_a_figure"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None), ("decision", "open")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("decision__in", ["accepted", "declined"]),
                                models.Q(("reasons", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_decided_by_somebody_with_reasons",
                    ),
                ],
            },
        ),
    ]
