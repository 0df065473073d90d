"""The database itself refuses to rewrite these tables."""

from django.db import migrations

from asylon.casework.spine import AppendOnly


class Migration(migrations.Migration):
    """Triggers on both engines."""

    dependencies = [("facts", "0001_initial")]
    operations = [
        AppendOnly("facts_fact"),
        AppendOnly("facts_listsaid"),
    ]
