import django.db.models.deletion
from django.db import migrations, models

import asylon.casework.spine


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Office",
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
                ("code", models.SlugField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reception", "Reception centre"),
                            ("asylum", "Asylum office"),
                            ("legal_aid", "Legal aid"),
                            ("trafficking", "Anti-trafficking service"),
                            ("child_protection", "Child protection"),
                        ],
                        max_length=20,
                    ),
                ),
                ("jurisdiction", models.CharField(max_length=8)),
                ("focal_point", models.CharField(max_length=120)),
                ("telephone", models.CharField(blank=True, max_length=40)),
                ("last_number", models.PositiveIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Site",
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
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sites", to="offices.office"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("place", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("office", "name"), name="site_named_once")],
            },
        ),
        migrations.CreateModel(
            name="Service",
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
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="offices.office",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("health", "Health"),
                            ("shelter", "Safe place to sleep"),
                            ("legal", "Legal help"),
                            ("child", "Children"),
                            ("trafficking", "Victims of trafficking"),
                            ("tracing", "Family tracing"),
                            ("school", "School"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("contact", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
