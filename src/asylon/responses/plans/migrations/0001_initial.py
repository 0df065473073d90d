import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asylon.casework.spine


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("emergencies", "0001_initial"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
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
                    "emergency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="emergencies.emergency",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("request", "On request of a country that is exposed"),
                            ("ex_officio", "Of the High Commissioner’s own motion"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "asked_by",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                    ),
                ),
                ("convened_on", models.DateField()),
                ("held_on", models.DateField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("outcome", models.TextField(blank=True, max_length=4000)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_by", ""), ("basis", "ex_officio")),
                            models.Q(("basis", "request"), models.Q(("asked_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="consultation_on_request_names_who_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_on", None), ("held_on__gte", models.F("convened_on")), _connector="OR"
                        ),
                        name="consultation_held_after_it_was_convened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
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
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="plans.consultation",
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
                    models.UniqueConstraint(fields=("consultation", "kind", "name"), name="party_named_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "state"), _negated=True),
                            models.Q(("iso3", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="party_that_is_a_state_has_a_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Option",
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
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="plans.consultation",
                    ),
                ),
                ("words", models.CharField(max_length=400)),
                (
                    "finding",
                    models.CharField(
                        choices=[("open", "Still open"), ("taken", "Taken up"), ("set_aside", "Set aside")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("reasons", models.CharField(blank=True, max_length=1000)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Plan",
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
                ("name", models.CharField(max_length=160)),
                (
                    "emergency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="emergencies.emergency",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="plans.consultation",
                    ),
                ),
                ("scenario", models.TextField(blank=True, max_length=4000)),
                (
                    "host",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                    ),
                ),
                ("invented", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("emergency__isnull", False),
                            models.Q(
                                models.Q(("scenario", ""), _negated=True),
                                models.Q(("host", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_has_an_emergency_or_a_scenario",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Trigger",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="triggers", to="plans.plan"
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("arrivals_a_day", "People arriving a day"),
                            ("arrivals_in_all", "People arrived in all"),
                            ("capacity_used", "Capacity used, per cent"),
                            ("chance_over_capacity", "Chance of passing capacity in 14 days, per cent"),
                            ("event", "Something happens"),
                        ],
                        max_length=24,
                    ),
                ),
                ("at_least", models.PositiveIntegerField(blank=True, null=True)),
                ("then", models.CharField(max_length=400)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("measure", "event"), ("at_least__isnull", False), _connector="OR"
                        ),
                        name="trigger_has_a_mark",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Standby",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="standby", to="plans.plan"
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                ("held_by", models.CharField(max_length=120)),
                ("amount", models.PositiveBigIntegerField()),
                ("unit", models.CharField(max_length=40)),
                ("release_days", models.PositiveSmallIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Version",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="plans.plan"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("adopted", "Adopted"), ("replaced", "Replaced")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("review_on", models.DateField(blank=True, null=True)),
                ("forecast_low", models.PositiveIntegerField(blank=True, null=True)),
                ("forecast_high", models.PositiveIntegerField(blank=True, null=True)),
                ("forecast_source", models.CharField(blank=True, max_length=200)),
                ("adopted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "adopted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reasons", models.TextField(blank=True, max_length=2000)),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="version_numbered_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("plan",), name="version_one_draft"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "adopted")), fields=("plan",), name="version_one_adopted"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("adopted_at", None), ("adopted_by", None), ("state", "draft")),
                            models.Q(
                                ("adopted_at__isnull", False),
                                ("adopted_by__isnull", False),
                                ("review_on__isnull", False),
                                models.Q(("reasons", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="version_adopted_by_somebody_with_reasons_and_review",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replaced_at__isnull", False), ("state", "replaced")),
                            models.Q(models.Q(("state", "replaced"), _negated=True), ("replaced_at", None)),
                            _connector="OR",
                        ),
                        name="version_replaced_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("forecast_high", None), ("forecast_low", None)),
                            models.Q(
                                ("forecast_high__gte", models.F("forecast_low")),
                                ("forecast_low__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="version_forecast_is_a_band",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="plans.version",
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
                    models.UniqueConstraint(fields=("version", "kind", "name"), name="member_named_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "state"), _negated=True),
                            models.Q(("iso3", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="member_that_is_a_state_has_a_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
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
                    "version_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="plans.version"
                    ),
                ),
                ("thread", models.UUIDField(default=asylon.casework.spine.new_id)),
                ("code", models.CharField(max_length=2)),
                ("what", models.CharField(max_length=200)),
                ("actor", models.CharField(blank=True, max_length=120)),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("protection", "Protection"),
                            ("registration", "Registration"),
                            ("shelter", "Shelter"),
                            ("water", "Water and hygiene"),
                            ("food", "Food"),
                            ("health", "Health"),
                            ("education", "Education"),
                            ("livelihoods", "Work and livelihoods"),
                            ("security", "Security"),
                            ("transport", "Transport"),
                            ("coordination", "Coordination"),
                            ("development", "Development"),
                            ("solutions", "Solutions"),
                        ],
                        max_length=16,
                    ),
                ),
                ("need", models.CharField(blank=True, max_length=400)),
                ("need_amount", models.PositiveBigIntegerField(blank=True, null=True)),
                (
                    "need_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("persons", "persons"),
                            ("families", "families"),
                            ("places", "places"),
                            ("staff", "staff"),
                            ("experts", "experts"),
                            ("sites", "sites"),
                            ("sets", "sets of goods"),
                            ("money", "money, in the currency of the cost"),
                        ],
                        max_length=10,
                    ),
                ),
                ("cost_minor", models.PositiveBigIntegerField(blank=True, null=True)),
                (
                    "currency",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "movement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("transfer", "Humanitarian transfer, within the region"),
                            ("evacuation", "Evacuation, further away"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "moves_children",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=8,
                    ),
                ),
                ("receiving", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version_of", "thread"), name="item_once_in_a_version"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("code", "j9"),
                                models.Q(("movement", ""), _negated=True),
                                models.Q(("moves_children", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("code", "j9"), _negated=True),
                                ("movement", ""),
                                ("moves_children", ""),
                                ("receiving", ""),
                            ),
                            _connector="OR",
                        ),
                        name="item_that_moves_people_says_how_and_whether_children",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cost_minor", None), ("currency", "")),
                            models.Q(
                                models.Q(
                                    ("cost_minor__isnull", False), ("need_unit", "money"), _connector="OR"
                                ),
                                models.Q(("currency", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="item_cost_has_a_currency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("need_amount", None), ("need_unit", "")),
                            models.Q(
                                ("need_amount__isnull", False), models.Q(("need_unit", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="item_need_has_a_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("from_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="item_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Progress",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="progress", to="plans.plan"
                    ),
                ),
                ("thread", models.UUIDField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("stopped", "Stopped"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reached", models.PositiveBigIntegerField(blank=True, null=True)),
                ("words", models.CharField(blank=True, max_length=400)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["plan", "thread", "id"], name="progress_of_an_item")],
            },
        ),
        migrations.CreateModel(
            name="Answered",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="plans.plan"
                    ),
                ),
                ("thread", models.UUIDField(blank=True, null=True)),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("standard", "Standards of treatment"),
                            ("stage", "Sex and age"),
                            ("children", "Children who move"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("design", "Design"),
                            ("implementation", "Implementation"),
                            ("monitoring", "Monitoring"),
                            ("evaluation", "Evaluation"),
                        ],
                        max_length=16,
                    ),
                ),
                ("asked", models.CharField(max_length=24)),
                (
                    "said",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")], max_length=8
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=1000)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["plan", "sort", "id"], name="answers_of_a_plan")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sort", "standard"), ("thread", None)),
                            models.Q(
                                models.Q(("sort", "standard"), _negated=True), ("thread__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="answered_about_the_plan_or_an_item",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="plans.plan",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="plans.version",
                    ),
                ),
                ("thread", models.UUIDField(blank=True, null=True)),
                ("code", models.CharField(blank=True, max_length=2)),
                ("field", models.CharField(max_length=24)),
                ("before", models.TextField(blank=True, max_length=4000)),
                ("after", models.TextField(blank=True, max_length=4000)),
                ("why", models.CharField(max_length=1000)),
                ("proposal", models.UUIDField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="amendment_says_why"
                    )
                ],
            },
        ),
    ]
