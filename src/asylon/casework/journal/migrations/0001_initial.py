from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.UUIDField(null=True)),
                ("office", models.UUIDField(null=True)),
                ("role", models.CharField(blank=True, max_length=32)),
                ("purpose", models.CharField(blank=True, max_length=32)),
                ("act", models.CharField(max_length=40)),
                ("outcome", models.CharField(max_length=8)),
                ("person", models.UUIDField(db_index=True, null=True)),
                ("detail", models.JSONField(default=dict)),
                ("before", models.BinaryField(max_length=32)),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["done", "refused"])), name="entry_done_or_refused"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seq__gte", 1)), name="entries_count_from_one"
                    ),
                ],
            },
        ),
    ]
