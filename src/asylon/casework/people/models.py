"""People and what holds them together. Identities are sealed under the person's own key.

What stands in clear is what the database must sort, join or constrain by. Names, exact dates of
birth, places and telephone numbers do not.
"""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from asylon.casework.offices.models import Office, Site
from asylon.casework.spine import EditableRow, Row


class Person(EditableRow):
    """Somebody whom an office has registered."""

    class Sex(models.TextChoices):
        """As the person says; not said is an answer."""

        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        OTHER = "other", _("Other")
        NOT_SAID = "not_said", _("Not said")

    office = models.ForeignKey(Office, models.PROTECT, related_name="people")
    number = models.CharField(max_length=24, unique=True)
    closed = models.BooleanField(default=False)
    """In a closed caseload: to others, not even a hit in a search."""
    sealed = models.BinaryField()
    """JSON: sex, born (as `partial_dates` writes it), languages, wants_interpreter, telephone, marks."""
    registered_at = models.DateTimeField(db_default=Now())
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["office", "-registered_at"], name="people_of_an_office")]


class PersonName(EditableRow):
    """A name in one script. A person may have several, and the same one written several ways."""

    class Kind(models.TextChoices):
        """What sort of name this is."""

        MAIN = "main", _("As the person gives it")
        OTHER = "other", _("Another name")
        WRITTEN = "written", _("The same, in another script")
        DOCUMENT = "document", _("As a document writes it")

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MAIN)
    script = models.CharField(max_length=4)
    """ISO 15924: Latn, Arab, Cyrl, Ethi …"""
    language = models.CharField(max_length=12, blank=True)
    sealed = models.BinaryField()
    """JSON: given, father, family, whole (any of them empty)."""
    machine_made = models.BooleanField(default=False)
    """A transliteration that nobody has checked."""


class SearchKey(models.Model):
    """A blind index of one name form, number or date: look-up without anything to read."""

    key = models.BinaryField(max_length=16)
    person = models.ForeignKey(Person, models.CASCADE, related_name="search_keys")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="search_key_once")]


class Group(EditableRow):
    """A family, a household, people who travel together, a group recognised prima facie, people rescued."""

    class Kind(models.TextChoices):
        """What holds the group together."""

        FAMILY = "family", _("Family")
        HOUSEHOLD = "household", _("Household")
        TRAVEL = "travel", _("Travelling together")
        PRIMA_FACIE = "prima_facie", _("Group recognised as such")
        RESCUE = "rescue", _("People rescued together")

    office = models.ForeignKey(Office, models.PROTECT, related_name="groups")
    number = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=120, blank=True)
    """For groups that are more than a family: a place and a date, never a person's name."""
    formed_at = models.DateTimeField(db_default=Now())


class Membership(EditableRow):
    """Somebody belongs to a group, from a day until a day."""

    class Part(models.TextChoices):
        """The part that the person has in the group."""

        HEAD = "head", _("Head of the family")
        SPOUSE = "spouse", _("Wife or husband")
        PARTNER = "partner", _("Partner")
        CHILD = "child", _("Daughter or son")
        PARENT = "parent", _("Mother or father")
        SIBLING = "sibling", _("Sister or brother")
        GRANDPARENT = "grandparent", _("Grandmother or grandfather")
        OTHER_RELATIVE = "other_relative", _("Another relative")
        NOT_RELATED = "not_related", _("Not related")
        MEMBER = "member", _("Member")

    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    part = models.CharField(max_length=16, choices=Part.choices, default=Part.MEMBER)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=models.Q(until=None), name="member_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_start",
            ),
        ]


class FamilyLink(EditableRow):
    """How two people belong together: the links that protection turns on."""

    class Kind(models.TextChoices):
        """What `person` is to `other`."""

        PARENT = "parent", _("Mother or father of")
        SPOUSE = "spouse", _("Wife, husband or partner of")
        SIBLING = "sibling", _("Sister or brother of")
        GUARDIAN = "guardian", _("Guardian of")
        CAREGIVER = "caregiver", _("Looks after")
        RELATIVE = "relative", _("Relative of")

    class State(models.TextChoices):
        """Where they are to each other now."""

        TOGETHER = "together", _("Together")
        SEPARATED = "separated", _("Separated")
        TRACING = "tracing", _("Being looked for")
        FOUND = "found", _("Found")
        DIED = "died", _("Has died")
        UNKNOWN = "unknown", _("Not known")

    person = models.ForeignKey(Person, models.CASCADE, related_name="links")
    other = models.ForeignKey(Person, models.CASCADE, related_name="links_to", null=True, blank=True)
    sealed = models.BinaryField(null=True)
    """JSON about somebody who is not registered: name, last heard of, place. Under the key of `person`."""
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.TOGETHER)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(other__isnull=False) | models.Q(sealed__isnull=False),
                name="link_leads_to_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(other=None) | ~models.Q(other=models.F("person")), name="link_to_another"
            ),
            models.UniqueConstraint(
                fields=["person", "other", "kind"], condition=models.Q(until=None), name="link_once_at_a_time"
            ),
        ]


class Registration(Row):
    """The event of registering: who was registered, how, where and by whom. Appended, never edited."""

    class Kind(models.TextChoices):
        """How people were registered."""

        INDIVIDUAL = "individual", _("One person")
        FAMILY = "family", _("A family")
        GROUP_COUNT = "group_count", _("A group, counted")
        FROM_GROUP = "from_group", _("One by one, out of a counted group")
        RESCUE = "rescue", _("People rescued")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    office = models.ForeignKey(Office, models.PROTECT, related_name="registrations")
    site = models.ForeignKey(Site, models.PROTECT, related_name="registrations", null=True, blank=True)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="registrations", null=True, blank=True)
    counted = models.JSONField(default=dict, blank=True)
    """For a group: women, men, girls, boys, not_known; whole numbers."""
    draft = models.UUIDField(null=True, unique=True)
    """Made by the form: the same family sent twice is registered once."""


class Registered(Row):
    """Somebody was part of a registration."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="registered")
    person = models.ForeignKey(Person, models.CASCADE, related_name="registered")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "person"], name="registered_once_an_event")
        ]
