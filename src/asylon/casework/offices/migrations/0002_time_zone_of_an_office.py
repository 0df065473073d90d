"""Gives each office a time zone: that of its jurisdiction where there is one alone, otherwise UTC."""

from typing import Any

from django.db import migrations, models

from asylon.casework.offices.zones import zone_under


def as_the_law_says(apps: Any, schema_editor: Any) -> None:
    """Offices that were there before work by the clock of the State whose law they apply."""
    office = apps.get_model("offices", "Office")
    for row in office.objects.using(schema_editor.connection.alias).all():
        office.objects.filter(pk=row.pk).update(time_zone=zone_under(row.jurisdiction))


class Migration(migrations.Migration):
    dependencies = [("offices", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="office",
            name="time_zone",
            field=models.CharField(default="UTC", max_length=64),
        ),
        migrations.RunPython(as_the_law_says, migrations.RunPython.noop),
    ]
