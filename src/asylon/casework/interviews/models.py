"""Interviews and the person's own account."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from asylon.casework.people.models import Person
from asylon.casework.spine import EditableRow, Row


class Interview(EditableRow):
    """A conversation that follows the rulebook's questions. It can stop and go on anywhere."""

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("Going on")
        PAUSED = "paused", _("Paused")
        ENDED = "ended", _("Ended")

    class Interpreter(models.TextChoices):
        """Who puts the words across."""

        NONE = "none", _("Nobody: we speak one language")
        WOMAN = "woman", _("A woman interpreter")
        MAN = "man", _("A man interpreter")
        TELEPHONE = "telephone", _("Somebody on the telephone")

    person = models.ForeignKey(Person, models.CASCADE, related_name="interviews")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    started_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=12)
    """The person's by its BCP 47 tag, shown beside the officer's; `und` for one without words here."""
    interpreter = models.CharField(max_length=12, choices=Interpreter.choices, blank=True)
    alone = models.BooleanField(null=True)
    """Whether the person was spoken with alone; not known is not no."""
    pauses = models.PositiveSmallIntegerField(default=0)
    sealed_later = models.BinaryField(null=True)
    """JSON: the questions that were put off in this interview."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=~models.Q(state="ended"), name="one_interview_at_a_time"
            )
        ]


class Narrative(Row):
    """What the person tells, in her own words, sealed. Appended; a later one follows, none replaces."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="narratives")
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="narratives", null=True)
    language = models.CharField(max_length=12, blank=True)
    sealed = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
