import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import asylon.casework.spine


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrozenAssessment",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="people.person",
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("registration", "Registered"),
                            ("facts", "New answers"),
                            ("rulebook", "The rulebook changed"),
                            ("asked", "Assessed again"),
                        ],
                        max_length=14,
                    ),
                ),
                ("as_of", models.DateField()),
                ("jurisdiction", models.CharField(max_length=8)),
                ("rulebook_version", models.CharField(max_length=20)),
                ("rulebook_hash", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                (
                    "follows",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="assessments.frozenassessment",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-id"], name="assessments_of_a_person")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("follows", None)),
                        fields=("person",),
                        name="first_assessment_once",
                    )
                ],
            },
        ),
    ]
