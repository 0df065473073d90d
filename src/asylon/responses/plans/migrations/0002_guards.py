"""The database itself refuses to rewrite, to adopt what is not ready, and to change what is adopted."""

from django.db import migrations

from asylon.casework.spine import AppendOnly
from asylon.responses.plans.guards import AdoptOnlyWhenReady, OnlyInDrafts


class Migration(migrations.Migration):
    """Triggers on both engines."""

    dependencies = [("plans", "0001_initial")]
    operations = [
        AppendOnly("plans_progress"),
        AppendOnly("plans_answered"),
        AppendOnly("plans_amendment"),
        AdoptOnlyWhenReady(),
        OnlyInDrafts("plans_item", "version_of_id"),
        OnlyInDrafts("plans_member", "version_id"),
    ]
