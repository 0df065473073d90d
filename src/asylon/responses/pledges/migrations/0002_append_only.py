"""The database itself refuses to rewrite movements, and the parts that they move."""

from django.db import migrations

from asylon.casework.spine import AppendOnly


class Migration(migrations.Migration):
    """Triggers on both engines."""

    dependencies = [("pledges", "0001_initial")]
    operations = [
        AppendOnly("pledges_movement"),
        AppendOnly("pledges_tranche"),
    ]
