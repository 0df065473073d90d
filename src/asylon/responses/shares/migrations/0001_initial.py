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
            name="Scenario",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scenarios",
                        to="emergencies.emergency",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("reasons", models.TextField(blank=True, max_length=2000)),
                ("sharing", models.JSONField()),
                ("sensitivity", models.JSONField()),
                ("carried", models.JSONField()),
                ("attributions", models.JSONField(default=list)),
                ("fingerprint", models.CharField(max_length=64)),
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
                    models.UniqueConstraint(fields=("emergency", "name"), name="scenario_named_once"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="scenario_has_a_name"
                    ),
                ],
            },
        ),
    ]
