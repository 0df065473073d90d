"""The wrapped data keys, apart from everything that they open."""

from django.db import models


class PersonKey(models.Model):
    """The data key of one person, wrapped. Deleting the row erases the person."""

    person = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
    office_key = models.PositiveIntegerField(db_index=True)
    """Which version of the office key wraps it."""
