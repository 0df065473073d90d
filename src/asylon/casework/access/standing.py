"""How a visitor stands to people: what the database says of it, in the same query as the people."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from asylon.casework.access.kernel import Act, Answer, Asked, Field, Relation
from asylon.casework.access.models import EmergencyOpening, Involvement
from asylon.casework.access.table import decide
from asylon.casework.access.visitors import Visitor
from asylon.casework.people.models import Person
from asylon.casework.people.stored import PersonRow

INVOLVED, GLASS_UNTIL = "involved", "glass_until"
MARKS = (INVOLVED, GLASS_UNTIL)


def running(*, now: datetime) -> Q:
    """Involvements that have begun and not ended."""
    return Q(since__lte=now) & (Q(until=None) | Q(until__gt=now))


def business_of(visitor: Visitor) -> Q:
    """Involvements of the visitor, or of the office as a whole, for the purpose acted for."""
    return Q(purpose=visitor.purpose.value) & (Q(account=visitor.account) | Q(office=visitor.office))


def with_standing(people: QuerySet[Person], visitor: Visitor, *, now: datetime) -> QuerySet[Person]:
    """The same people, each marked with how the visitor stands to them."""
    involvements = Involvement.objects.filter(running(now=now), business_of(visitor), person=OuterRef("pk"))
    openings = (
        EmergencyOpening.objects.filter(
            person=OuterRef("pk"), account=visitor.account, role=visitor.role.value, until__gt=now
        )
        .order_by()
        .values("person")
        .annotate(last=Max("until"))
        .values("last")
    )
    return people.annotate(**{INVOLVED: Exists(involvements), GLASS_UNTIL: Subquery(openings)})


def relation_of(visitor: Visitor, row: PersonRow) -> Relation:
    """Everything that the visitor has to do with this person."""
    relation = Relation.NONE
    if row.marks[INVOLVED]:
        relation |= Relation.INVOLVED
    if row.office == visitor.office:
        relation |= Relation.OFFICE
    if row.marks[GLASS_UNTIL] is not None:
        relation |= Relation.GLASS
    return relation


def ask(
    visitor: Visitor,
    act: Act,
    *,
    now: datetime,
    relation: Relation = Relation.NONE,
    closed: bool = False,
    field: Field | None = None,
) -> Answer:
    """What the table says to this visitor at this moment."""
    return decide(
        Asked(
            role=visitor.role,
            purpose=visitor.purpose,
            act=act,
            relation=relation,
            closed=closed,
            field=field,
            stepped_up=visitor.stepped_up(now=now),
        )
    )
