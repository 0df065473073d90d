"""Who belongs to whom: parents, guardians, those separated, and those who are being looked for."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from unicodedata import normalize
from uuid import UUID

from django.db import IntegrityError, transaction

from asylon.casework.people.models import FamilyLink, Person
from asylon.casework.spine import new_id, write_edit
from asylon.vault import Context, open_json, seal_json


class AlreadyLinked(Exception):
    """The two are linked in this way already."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who is not registered here: as the person who looks for them tells it."""

    name: str = ""
    last_heard: str = ""
    place: str = ""
    forward: bool = True
    """Whether the link says what the person is to them; otherwise what they are to the person."""


def link(
    person: UUID,
    other: UUID,
    kind: FamilyLink.Kind | str,
    *,
    state: FamilyLink.State | str = FamilyLink.State.TOGETHER,
    since: date | None = None,
) -> FamilyLink:
    """Say what `person` is to `other`. Once: it is read from both sides.

    Raises: AlreadyLinked, also if it was said the other way round; ValueError for a link to oneself.
    """
    if person == other:
        raise ValueError("a family link leads to somebody else")
    try:
        with transaction.atomic():
            _must_not_stand(other, person, kind)
            return FamilyLink.objects.create(
                person_id=person, other_id=other, kind=kind, state=state, since=since
            )
    except IntegrityError as taken:
        raise AlreadyLinked from taken


def link_unregistered(
    key: bytes,
    person: UUID,
    kind: FamilyLink.Kind | str,
    absent: Absent,
    *,
    state: FamilyLink.State | str = FamilyLink.State.TRACING,
    since: date | None = None,
) -> FamilyLink:
    """Say what `person` and somebody not registered are to each other; sealed under the person's key."""
    id_ = new_id()
    return FamilyLink.objects.create(
        id=id_,
        person_id=person,
        kind=kind,
        state=state,
        since=since,
        sealed=seal_json(key, asdict(absent), context=_place(id_)),
    )


def standing_unregistered(
    key: bytes, person: UUID, kind: FamilyLink.Kind | str, absent: Absent
) -> FamilyLink | None:
    """The link that runs to the same absent relative, the oldest if there are several; None if none does.

    The same is: of this person, of this kind and in this direction, and named alike whatever the letters'
    case and spaces. Somebody without a name is the same only if all that was told is.
    Holds the person's row, so that of two at once the second one sees the first; wants a transaction.
    Raises: Broken.
    """
    list(Person.objects.select_for_update().filter(pk=person).values_list("pk"))
    rows = FamilyLink.objects.filter(person=person, kind=kind, other=None, until=None, sealed__isnull=False)
    for row in rows.order_by("pk"):
        stands = open_absent(key, row.pk, bytes(row.sealed or b""))
        if _alike(stands) == _alike(absent):
            return row
    return None


def open_absent(key: bytes, row: UUID, sealed: bytes) -> Absent:
    """Who is being looked for.

    Raises: Broken.
    """
    return Absent(**open_json(key, sealed, context=_place(row)))


def change_state(row: FamilyLink, *, seen: int, state: FamilyLink.State | str) -> FamilyLink:
    """Say anew where the two are to each other: separated, found, together.

    Raises: EditedMeanwhile.
    """
    return write_edit(row, seen=seen, state=state)


def found(row: FamilyLink, other: UUID, *, seen: int, forward: bool = True) -> FamilyLink:
    """Somebody who was looked for is registered now: the link leads to them from here on.

    `forward` as in `Absent`. Raises: EditedMeanwhile; AlreadyLinked.
    """
    one, two = (row.person_id, other) if forward else (other, row.person_id)
    try:
        with transaction.atomic():
            _must_not_stand(two, one, row.kind)
            return write_edit(row, seen=seen, person_id=one, other_id=two, state=FamilyLink.State.FOUND)
    except IntegrityError as taken:
        raise AlreadyLinked from taken


def end_link(row: FamilyLink, *, seen: int, until: date) -> FamilyLink:
    """End a link on a day, a guardianship for instance; it stays on record.

    Raises: EditedMeanwhile.
    """
    return write_edit(row, seen=seen, until=until)


def _alike(absent: Absent) -> tuple[object, ...]:
    told = (absent.name,) if absent.name.strip() else ("", absent.last_heard, absent.place)
    return absent.forward, *(" ".join(normalize("NFKC", text).casefold().split()) for text in told)


def _must_not_stand(person: UUID, other: UUID, kind: FamilyLink.Kind | str) -> None:
    """Refuse the mirror of a link: two people who would each be the mother of the other."""
    # Both people are held: the constraint of the table sees one direction only.
    list(Person.objects.select_for_update().filter(pk__in=(person, other)).order_by("pk").values_list("pk"))
    if FamilyLink.objects.filter(person=person, other=other, kind=kind, until=None).exists():
        raise AlreadyLinked


def _place(row: UUID) -> Context:
    return Context("people_familylink", "sealed", row)
