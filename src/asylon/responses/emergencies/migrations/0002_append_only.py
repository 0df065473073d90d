"""The database itself refuses to rewrite these tables."""

from django.db import migrations

from asylon.casework.spine import AppendOnly


class Migration(migrations.Migration):
    """Triggers on both engines."""

    dependencies = [("emergencies", "0001_initial")]
    operations = [
        AppendOnly("emergencies_stagereached"),
        AppendOnly("emergencies_arrivals"),
        AppendOnly("emergencies_capacity"),
        AppendOnly("emergencies_procedures"),
        AppendOnly("emergencies_threshold"),
        AppendOnly("emergencies_declaration"),
        AppendOnly("emergencies_cause"),
    ]
