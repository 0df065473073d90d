"""Writes a new person: sealed identity, names, search keys. Who may is asked elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from asylon.casework.keys.services import ring
from asylon.casework.people.identity import Identity, Name, name_rows, seal_name, seal_person
from asylon.casework.people.models import Person, PersonName, SearchKey
from asylon.casework.people.name_keys import keys_of
from asylon.casework.people.numbers import take_numbers
from asylon.casework.spine import write_edit
from asylon.vault import blind


def add_people(
    office: UUID,
    identities: Mapping[UUID, Identity],
    *,
    keys: Mapping[UUID, bytes],
    by: UUID,
    now: datetime,
    closed: bool = False,
) -> list[Person]:
    """Write new people under ids and data keys that were made before, all of them or none.

    `keys` come from `casework.keys.services.make_keys`, called before the transaction.
    """
    with transaction.atomic():
        numbers = take_numbers(office, len(identities), today=now.date())
        people = [
            Person(
                id=id_,
                office_id=office,
                number=number,
                closed=closed,
                sealed=seal_person(keys[id_], id_, identity),
                registered_at=now,
                registered_by_id=by,
            )
            for (id_, identity), number in zip(identities.items(), numbers, strict=True)
        ]
        Person.objects.bulk_create(people)
        PersonName.objects.bulk_create(
            row for id_, identity in identities.items() for row in name_rows(keys[id_], id_, identity.names)
        )
        SearchKey.objects.bulk_create(
            row for person in people for row in _search_rows(person.pk, person.number, identities[person.pk])
        )
    return people


def change_identity(
    key: bytes, person: UUID, before: Identity, after: Identity, *, number: str, seen: int
) -> None:
    """Write another identity over the one that was read at version `seen`, and the search keys with it.

    Raises: EditedMeanwhile.
    """
    kept = {name.id: name for name in after.names if name.id is not None}
    with transaction.atomic():
        write_edit(Person(pk=person), seen=seen, sealed=seal_person(key, person, after))
        for name in before.names:
            row = PersonName(pk=name.id, person_id=person)
            if name.id not in kept:
                row.delete()
            elif (new := kept[name.id]) != name:
                write_edit(row, seen=name.version, **_columns(key, row.pk, new))
        PersonName.objects.bulk_create(name_rows(key, person, (n for n in after.names if n.id is None)))
        write_search_keys(person, number, after)


def blind_keys(words: Sequence[str]) -> list[bytes]:
    """Search words as the table holds them."""
    index_key = ring().index_key
    return [blind(index_key, word, field="search") for word in words]


def write_search_keys(person: UUID, number: str, identity: Identity) -> None:
    """Make the search keys of somebody anew, after an edit."""
    with transaction.atomic():
        SearchKey.objects.filter(person=person).delete()
        SearchKey.objects.bulk_create(_search_rows(person, number, identity))


def _columns(key: bytes, row: UUID, name: Name) -> dict[str, object]:
    return {
        "kind": name.kind,
        "script": name.script,
        "language": name.language,
        "machine_made": name.machine_made,
        "sealed": seal_name(key, row, name),
    }


def _search_rows(person: UUID, number: str, identity: Identity) -> list[SearchKey]:
    words = keys_of(identity.names, born=identity.born, sex=identity.sex, number=number)
    return [SearchKey(key=key, person_id=person) for key in dict.fromkeys(blind_keys(words))]
