"""Facts and the lists that they belong to. Which fact, which list and what answer are all sealed."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from asylon.casework.people.models import Person
from asylon.casework.spine import EditableRow, Row


class Scope(models.TextChoices):
    """The small lists, as the rulebook names what stands in them. Stored sealed only."""

    NATIONALITY = "nationality", _("Nationality")
    EPISODE = "episode", _("Something that was done to the person")
    LEG = "leg", _("Part of the journey")
    DESTINATION = "destination", _("Country that the person might be sent to")


class Item(EditableRow):
    """One nationality, episode of possible exploitation, leg of the journey, or destination.

    In which list it stands is sealed too: that somebody has an episode says much.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="items")
    slot = models.BinaryField(max_length=16)
    """Blind index of list and id under the person's key: the same thing does not stand in a list twice."""
    sealed = models.BinaryField()
    """JSON: scope, and in the words of the contract id, country, from, to, on; note."""
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "slot"], condition=models.Q(withdrawn_at=None), name="item_once_in_its_list"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="item_withdrawn_by_somebody",
            ),
        ]


class ListSaid(Row):
    """What was said of a whole list: that nothing is in it, or that it is not known. Appended.

    An empty list is an answer, an absent one is not.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="lists_said")
    sealed = models.BinaryField()
    """JSON: scope, and said: none, unknown or declined."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=32)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["person", "id"], name="lists_said_of_a_person")]


class Fact(Row):
    """One answer, recorded once. A later answer supersedes it; none replaces it."""

    class Basis(models.TextChoices):
        """How it is known, in the words of the contract."""

        STATED = "stated", _("the person says so")
        OBSERVED = "observed", _("seen by an officer")
        DOCUMENTED = "documented", _("a document shows it")
        INFERRED = "inferred", _("concluded from other answers")

    class Sensitivity(models.IntegerChoices):
        """How closely it is held."""

        ORDINARY = 1, _("ordinary")
        SENSITIVE = 2, _("sensitive")

    person = models.ForeignKey(Person, models.CASCADE, related_name="facts")
    item = models.ForeignKey(Item, models.PROTECT, related_name="facts", null=True)
    slot = models.BinaryField(max_length=16)
    """Blind index of item and fact under the person's key: which answers follow which."""
    sealed = models.BinaryField()
    """JSON: fact, value, and margin, on, note, source where they are known."""
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.STATED)
    sensitivity = models.PositiveSmallIntegerField(choices=Sensitivity.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=32)
    at = models.DateTimeField(db_default=Now())
    supersedes = models.OneToOneField("self", models.PROTECT, related_name="superseded_by", null=True)
    """The answer before. One answer can be superseded once: two officers never overwrite each other."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "slot"], condition=models.Q(supersedes=None), name="first_answer_once"
            )
        ]
        indexes = [models.Index(fields=["person", "id"], name="facts_of_a_person")]
