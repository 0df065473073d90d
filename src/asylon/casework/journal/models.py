"""The entries of the journal."""

from django.db import models


class Entry(models.Model):
    """One act, done or refused. It holds references and codes, never a name or a value."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    office = models.UUIDField(null=True)
    role = models.CharField(max_length=32, blank=True)
    purpose = models.CharField(max_length=32, blank=True)
    act = models.CharField(max_length=40)
    outcome = models.CharField(max_length=8)
    person = models.UUIDField(null=True, db_index=True)
    detail = models.JSONField(default=dict)
    before = models.BinaryField(max_length=32)
    """The hash of the entry before."""
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["done", "refused"]), name="entry_done_or_refused"
            ),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="entries_count_from_one"),
        ]
