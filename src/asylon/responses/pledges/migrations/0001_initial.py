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
            name="Need",
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
                    "unit",
                    models.CharField(
                        choices=[
                            ("money", "Money"),
                            ("persons", "Persons who come to work"),
                            ("places", "Places for refugees"),
                            ("units", "Things of one sort"),
                        ],
                        max_length=8,
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("item", models.CharField(blank=True, max_length=60)),
                (
                    "emergency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="emergencies.emergency",
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("protection", "Protection services"),
                            ("registration", "Registration and papers"),
                            ("shelter", "Shelter"),
                            ("health", "Health"),
                            ("water", "Water and sanitation"),
                            ("food", "Food"),
                            ("education", "School"),
                            ("livelihoods", "Livelihoods"),
                            ("logistics", "Transport and stores"),
                            ("security", "Safety and the civilian character of asylum"),
                            ("coordination", "Coordination"),
                            ("onward_places", "Places in other countries"),
                            ("return_areas", "Areas that refugees left"),
                        ],
                        max_length=16,
                    ),
                ),
                ("district", models.CharField(blank=True, max_length=80)),
                (
                    "population",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refugees", "Refugees"),
                            ("hosts", "Host communities"),
                            ("women", "Women and girls"),
                            ("children", "Children"),
                            ("older_people", "Older people"),
                            ("disability", "People with disabilities"),
                        ],
                        max_length=16,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("amount", models.BigIntegerField()),
                ("source", models.CharField(max_length=200)),
                ("plan_item", models.UUIDField(blank=True, null=True)),
                ("invented", models.BooleanField(default=False)),
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
                        condition=models.Q(("amount__gte", 0), ("amount__lte", 1000000000000000)),
                        name="need_is_an_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="need_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("currency__regex", "^[A-Z]{3}$"), ("item", ""), ("unit", "money")),
                            models.Q(
                                ("currency", ""), ("unit", "units"), models.Q(("item", ""), _negated=True)
                            ),
                            models.Q(("currency", ""), ("item", ""), ("unit__in", ["persons", "places"])),
                            _connector="OR",
                        ),
                        name="need_is_measured",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sector__in",
                                [
                                    "protection",
                                    "registration",
                                    "shelter",
                                    "health",
                                    "water",
                                    "food",
                                    "education",
                                    "livelihoods",
                                    "logistics",
                                    "security",
                                    "coordination",
                                    "onward_places",
                                    "return_areas",
                                ],
                            )
                        ),
                        name="need_has_a_sector",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "population__in",
                                ["refugees", "hosts", "women", "children", "older_people", "disability", ""],
                            )
                        ),
                        name="need_is_for_known_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pledge",
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
                    "unit",
                    models.CharField(
                        choices=[
                            ("money", "Money"),
                            ("persons", "Persons who come to work"),
                            ("places", "Places for refugees"),
                            ("units", "Things of one sort"),
                        ],
                        max_length=8,
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("item", models.CharField(blank=True, max_length=60)),
                (
                    "emergency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledges",
                        to="emergencies.emergency",
                    ),
                ),
                (
                    "donor_kind",
                    models.CharField(
                        choices=[
                            ("state", "State"),
                            ("organisation", "Organisation"),
                            ("private", "Private donor"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "donor_state",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                    ),
                ),
                ("donor_name", models.CharField(blank=True, max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("money", "Money"),
                            ("in_kind", "Goods"),
                            ("experts", "Experts"),
                            ("standby", "Standby"),
                            ("resettlement", "Resettlement places"),
                            ("humanitarian_transfer", "Humanitarian transfer"),
                            ("evacuation", "Evacuation"),
                            ("complementary_pathways", "Complementary pathways"),
                            ("education", "Education"),
                            ("policy_change", "Change of law or policy"),
                        ],
                        max_length=24,
                    ),
                ),
                ("conditions", models.TextField(blank=True, max_length=1000)),
                ("conditions_met_on", models.DateField(blank=True, null=True)),
                ("sectors", models.JSONField(default=list)),
                ("district", models.CharField(blank=True, max_length=80)),
                (
                    "population",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refugees", "Refugees"),
                            ("hosts", "Host communities"),
                            ("women", "Women and girls"),
                            ("children", "Children"),
                            ("older_people", "Older people"),
                            ("disability", "People with disabilities"),
                        ],
                        max_length=16,
                    ),
                ),
                ("for_since", models.DateField(blank=True, null=True)),
                ("for_until", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True, max_length=1000)),
                ("invented", models.BooleanField(default=False)),
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
                        condition=models.Q(
                            models.Q(("currency__regex", "^[A-Z]{3}$"), ("item", ""), ("unit", "money")),
                            models.Q(
                                ("currency", ""), ("unit", "units"), models.Q(("item", ""), _negated=True)
                            ),
                            models.Q(("currency", ""), ("item", ""), ("unit__in", ["persons", "places"])),
                            _connector="OR",
                        ),
                        name="pledge_is_measured",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "money",
                                    "in_kind",
                                    "experts",
                                    "standby",
                                    "resettlement",
                                    "humanitarian_transfer",
                                    "evacuation",
                                    "complementary_pathways",
                                    "education",
                                    "policy_change",
                                ],
                            )
                        ),
                        name="pledge_has_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("donor_kind", "state"),
                                ("donor_name", ""),
                                ("donor_state__regex", "^[A-Z]{3}$"),
                            ),
                            models.Q(
                                ("donor_kind__in", ["organisation", "private"]),
                                ("donor_state", ""),
                                models.Q(("donor_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pledge_has_one_donor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "population__in",
                                ["refugees", "hosts", "women", "children", "older_people", "disability", ""],
                            )
                        ),
                        name="pledge_is_for_known_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("for_since", None),
                            ("for_until", None),
                            ("for_until__gte", models.F("for_since")),
                            _connector="OR",
                        ),
                        name="pledge_earmark_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("conditions_met_on", None),
                            models.Q(("conditions", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pledge_met_what_it_asks",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tranche",
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
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tranches",
                        to="pledges.pledge",
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="tranche_ends_after_start"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Movement",
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
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="pledges.pledge",
                    ),
                ),
                (
                    "tranche",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="pledges.tranche",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("announced", "Announced"),
                            ("committed", "Committed"),
                            ("delivered", "Delivered"),
                            ("reported", "Reported"),
                            ("reduced", "Reduced"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("on", models.DateField()),
                ("evidence", models.CharField(max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("announced", models.BigIntegerField()),
                ("committed", models.BigIntegerField()),
                ("delivered", models.BigIntegerField()),
                ("reported", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("pledge", "number"), name="movement_has_its_own_number"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="movement_is_counted_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 1)), name="movement_moves_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "step__in",
                                ["announced", "committed", "delivered", "reported", "reduced", "withdrawn"],
                            )
                        ),
                        name="movement_is_a_step",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("announced__lte", 1000000000000000),
                            ("committed__lte", models.F("announced")),
                            ("delivered__lte", models.F("committed")),
                            ("reported__gte", 0),
                            ("reported__lte", models.F("delivered")),
                        ),
                        name="movement_never_more_than_the_step_before",
                    ),
                ],
            },
        ),
    ]
