"""A need in money has a currency, also where the item has no cost."""

from django.db import migrations, models
from django.db.models import Q

from asylon.responses.plans.guards import AdoptOnlyWhenReady, Lifted, OnlyInDrafts

PRICED = (Q(cost_minor__isnull=False) | Q(need_unit="money")) & ~Q(currency="")


class Migration(migrations.Migration):
    """The guards are lifted meanwhile: the table is made anew on SQLite."""

    dependencies = [("plans", "0002_guards")]
    operations = [
        Lifted(AdoptOnlyWhenReady()),
        Lifted(OnlyInDrafts("plans_item", "version_of_id")),
        migrations.RemoveConstraint("item", "item_cost_has_a_currency"),
        migrations.AddConstraint(
            "item",
            models.CheckConstraint(
                condition=Q(cost_minor=None, currency="") | PRICED, name="item_cost_has_a_currency"
            ),
        ),
        AdoptOnlyWhenReady(),
        OnlyInDrafts("plans_item", "version_of_id"),
    ]
