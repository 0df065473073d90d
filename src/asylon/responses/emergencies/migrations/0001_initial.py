import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asylon.casework.spine


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("offices", "0001_initial"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Emergency",
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
                ("name", models.CharField(max_length=120, unique=True)),
                ("summary", models.TextField(blank=True, max_length=2000)),
                ("began_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergencies",
                        to="offices.office",
                    ),
                ),
                ("invented", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None), ("closed_on__gte", models.F("began_on")), _connector="OR"
                        ),
                        name="emergency_closes_after_it_began",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Country",
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
                    "emergency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="countries",
                        to="emergencies.emergency",
                    ),
                ),
                (
                    "iso3",
                    models.CharField(
                        max_length=3, validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")]
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[("origin", "Country of origin"), ("host", "Country of asylum")], max_length=8
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("emergency", "iso3", "part"), name="country_named_once"),
                    models.CheckConstraint(
                        condition=models.Q(("part__in", ["origin", "host"])), name="country_has_a_part"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StageReached",
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "emergency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stages",
                        to="emergencies.emergency",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("first_arrivals", "First arrivals"),
                            ("stabilised", "Stabilised"),
                            ("protracted", "Protracted"),
                        ],
                        max_length=16,
                    ),
                ),
                ("since", models.DateField()),
                ("reasons", models.TextField(max_length=2000)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["first_arrivals", "stabilised", "protracted"])),
                        name="stage_reached_is_a_stage",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Arrivals",
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "emergency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emergencies.emergency",
                    ),
                ),
                ("on", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("invented", models.BooleanField(default=False)),
                ("place", models.CharField(max_length=120)),
                (
                    "host",
                    models.CharField(
                        max_length=3, validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")]
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        default="UNK",
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[
                            ("female", "Female"),
                            ("male", "Male"),
                            ("other", "Other"),
                            ("not_known", "Not known"),
                        ],
                        default="not_known",
                        max_length=9,
                    ),
                ),
                (
                    "age",
                    models.CharField(
                        choices=[
                            ("0_4", "0 to 4 years"),
                            ("5_11", "5 to 11 years"),
                            ("12_17", "12 to 17 years"),
                            ("18_59", "18 to 59 years"),
                            ("60", "60 years and older"),
                            ("0_17", "Under 18 years"),
                            ("18", "18 years and older"),
                            ("not_known", "Not known"),
                        ],
                        default="not_known",
                        max_length=9,
                    ),
                ),
                ("first_crossing", models.BooleanField(default=True)),
                ("persons", models.PositiveIntegerField(null=True)),
                (
                    "how",
                    models.CharField(
                        choices=[("counted", "Counted"), ("estimated", "Estimated")],
                        default="counted",
                        max_length=9,
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="emergencies.arrivals",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["emergency", "on"], name="arrivals_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("persons", None), ("persons__gte", 0), _connector="OR"),
                        name="arrivals_not_below_0",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place", ""), _negated=True), name="arrivals_at_a_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="arrivals_have_a_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("supersedes", models.F("id")), _negated=True),
                        name="arrivals_supersede_another",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes", None)),
                        fields=("emergency", "on", "place", "host", "origin", "sex", "age", "first_crossing"),
                        name="arrivals_begin_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["female", "male", "other", "not_known"])),
                        name="arrivals_sex",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age__in", ["0_4", "5_11", "12_17", "18_59", "60", "0_17", "18", "not_known"])
                        ),
                        name="arrivals_age",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["counted", "estimated"])), name="arrivals_how_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Capacity",
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "emergency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emergencies.emergency",
                    ),
                ),
                ("on", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("invented", models.BooleanField(default=False)),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("registration", "Registration and papers"),
                            ("shelter", "Shelter"),
                            ("water", "Water and sanitation"),
                            ("health", "Health"),
                            ("food", "Food"),
                            ("education", "School"),
                            ("protection", "Protection services"),
                            ("logistics", "Transport and stores"),
                            ("security", "Safety and the civilian character of asylum"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                    ),
                ),
                ("district", models.CharField(blank=True, max_length=120)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("persons", "places for people"),
                            ("persons_a_day", "people a day"),
                            ("families", "places for families"),
                            ("staff", "staff"),
                        ],
                        max_length=16,
                    ),
                ),
                ("capacity", models.PositiveIntegerField(null=True)),
                ("in_use", models.PositiveIntegerField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["emergency", "sector", "on"], name="capacity_by_sector")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="capacity_has_a_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__isnull", False), ("in_use__isnull", False), _connector="OR"
                        ),
                        name="capacity_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sector__in",
                                [
                                    "registration",
                                    "shelter",
                                    "water",
                                    "health",
                                    "food",
                                    "education",
                                    "protection",
                                    "logistics",
                                    "security",
                                    "other",
                                ],
                            )
                        ),
                        name="capacity_sector",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit__in", ["persons", "persons_a_day", "families", "staff"])),
                        name="capacity_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Procedures",
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "emergency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="emergencies.emergency",
                    ),
                ),
                ("on", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("invented", models.BooleanField(default=False)),
                (
                    "host",
                    models.CharField(
                        max_length=3, validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")]
                    ),
                ),
                ("waiting", models.PositiveIntegerField(null=True)),
                ("new_a_week", models.PositiveIntegerField(null=True)),
                ("decisions_a_week", models.PositiveIntegerField(null=True)),
                ("interviewers", models.PositiveIntegerField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["emergency", "on"], name="procedures_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="procedures_have_a_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("waiting__isnull", False),
                            ("new_a_week__isnull", False),
                            ("decisions_a_week__isnull", False),
                            ("interviewers__isnull", False),
                            _connector="OR",
                        ),
                        name="procedures_say_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Threshold",
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "emergency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="thresholds",
                        to="emergencies.emergency",
                    ),
                ),
                (
                    "indicator",
                    models.CharField(
                        choices=[
                            ("arrived", "People arrived since the beginning"),
                            ("arrived_a_day", "People a day, over the last week"),
                            ("per_1000", "People arrived for 1,000 inhabitants of the hosts"),
                            ("growth_a_week", "Growth of arrivals in a week, in percent"),
                            ("doubling_days", "Days in which arrivals double"),
                            ("capacity_used", "Capacity in use, in percent"),
                            ("days_left", "Days until a capacity runs out"),
                            ("backlog_weeks", "Weeks to decide all who wait now"),
                            ("covered", "New applications that decisions keep up with, in percent"),
                            ("lasting_years", "Years that make a situation protracted"),
                            ("lasting_persons", "People that make a situation protracted"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("registration", "Registration and papers"),
                            ("shelter", "Shelter"),
                            ("water", "Water and sanitation"),
                            ("health", "Health"),
                            ("food", "Food"),
                            ("education", "School"),
                            ("protection", "Protection services"),
                            ("logistics", "Transport and stores"),
                            ("security", "Safety and the civilian character of asylum"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                    ),
                ),
                ("mark", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("reasons", models.TextField(max_length=2000)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mark", None), ("mark__gte", 0), _connector="OR"),
                        name="threshold_not_below_0",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True), name="threshold_has_reasons"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "indicator__in",
                                [
                                    "arrived",
                                    "arrived_a_day",
                                    "per_1000",
                                    "growth_a_week",
                                    "doubling_days",
                                    "capacity_used",
                                    "days_left",
                                    "backlog_weeks",
                                    "covered",
                                    "lasting_years",
                                    "lasting_persons",
                                ],
                            )
                        ),
                        name="threshold_indicator",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "emergency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="emergencies.emergency",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("declared", "Mass influx declared"), ("ended", "Declaration ended")],
                        max_length=8,
                    ),
                ),
                ("on", models.DateField()),
                ("declared_by", models.CharField(max_length=120)),
                ("function", models.CharField(max_length=120)),
                ("numbers", models.BooleanField(default=False)),
                ("rate", models.BooleanField(default=False)),
                ("capacity", models.BooleanField(default=False)),
                ("procedures", models.BooleanField(default=False)),
                ("reasons", models.TextField(max_length=4000)),
                ("look_again_on", models.DateField(null=True)),
                ("group_recognition", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reasons", ""), _negated=True),
                            models.Q(("declared_by", ""), _negated=True),
                            models.Q(("function", ""), _negated=True),
                        ),
                        name="declaration_has_a_person_and_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "ended"),
                            ("numbers", True),
                            ("rate", True),
                            ("capacity", True),
                            ("procedures", True),
                            _connector="OR",
                        ),
                        name="declaration_names_a_characteristic",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "ended"), ("look_again_on", None)),
                            models.Q(
                                ("kind", "declared"),
                                ("look_again_on__gt", models.F("on")),
                                ("look_again_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="declaration_is_looked_at_again",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "declared"), ("group_recognition", False), _connector="OR"
                        ),
                        name="ended_opens_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["declared", "ended"])), name="declaration_kind"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cause",
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "emergency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="causes",
                        to="emergencies.emergency",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("root_cause", "Root cause"),
                            ("early_warning", "Early warning"),
                            ("prevention", "Prevention or solution under way"),
                            ("tension", "Tension between States to be avoided"),
                        ],
                        max_length=16,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                    ),
                ),
                ("said", models.TextField(max_length=4000)),
                ("source", models.CharField(max_length=200)),
                ("invented", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("said", ""), _negated=True), models.Q(("source", ""), _negated=True)
                        ),
                        name="cause_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["root_cause", "early_warning", "prevention", "tension"])
                        ),
                        name="cause_kind",
                    ),
                ],
            },
        ),
    ]
