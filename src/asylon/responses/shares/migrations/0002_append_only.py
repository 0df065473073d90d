"""The database itself refuses to rewrite this table."""

from django.db import migrations

from asylon.casework.spine import AppendOnly


class Migration(migrations.Migration):
    """Triggers on both engines."""

    dependencies = [("shares", "0001_initial")]
    operations = [AppendOnly("shares_scenario")]
