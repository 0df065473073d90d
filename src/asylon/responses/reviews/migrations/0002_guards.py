"""The database itself keeps what a review found and decided once it was held."""

from django.db import migrations

from asylon.responses.plans.guards import OnlyInDrafts


class Migration(migrations.Migration):
    """Triggers on both engines."""

    dependencies = [("reviews", "0001_initial")]
    operations = [
        OnlyInDrafts("reviews_present", "review_id", of="reviews_review", open_state="called"),
        OnlyInDrafts("reviews_figure", "review_id", of="reviews_review", open_state="called"),
        OnlyInDrafts("reviews_proposal", "review_id", of="reviews_review", open_state="called"),
    ]
