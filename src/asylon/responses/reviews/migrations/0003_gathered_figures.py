"""Figures that were gathered are told apart from those that a person wrote."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column without a default: SQLite adds it without copying the table, which keeps its triggers."""

    dependencies = [("reviews", "0002_guards")]
    operations = [
        migrations.AddField("figure", "gathered_at", models.DateTimeField(blank=True, null=True)),
    ]
