"""The small lists of a person: nationalities, episodes, legs of the journey, destinations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from asylon.casework.facts.answers import readable
from asylon.casework.facts.models import Item, ListSaid
from asylon.casework.facts.stored import item_slot, open_item, seal_item, seal_said
from asylon.casework.people.case import Case
from asylon.casework.spine import EditedMeanwhile, new_id, write_edit
from asylon.rulebook import BadSituation, Fault, Rulebook, receive
from asylon.rulebook.dates import partial_date
from asylon.rulebook.scopes import LISTS

NONE, UNKNOWN, DECLINED = "none", "unknown", "declined"
NAMED_BY_COUNTRY = frozenset({"nationality", "destination"})
"""Lists whose items are countries; in the others each item gets a name of its own."""
PLACES: Mapping[str, tuple[str, ...]] = {
    "nationality": ("id",),
    "episode": ("country",),
    "leg": ("from", "to"),
    "destination": ("id",),
}
"""By list, the details that are countries."""
LONGEST_NOTE = 200


class BadItem(Exception):
    """An item that the rulebook does not take, or that stands in the list already."""

    def __init__(self, faults: tuple[Fault, ...], *, twice: bool = False) -> None:
        super().__init__("; ".join(fault.sentence() for fault in faults) or "it stands in the list already")
        self.faults = faults
        self.twice = twice


class UnknownItem(Exception):
    """An item that is not on this person's record, or no longer."""


class NotEmpty(Exception):
    """Something stands in the list, so that it cannot be said to be empty."""


def add_item(
    case: Case,
    scope: str,
    details: Mapping[str, str],
    *,
    rulebook: Rulebook,
    now: datetime | None = None,
) -> UUID:
    """Put an item into one of the four lists; `details` as the contract names them, without its facts.

    An episode or leg may come without `id`. `now` is when, the database's clock if not given.
    Raises: BadItem for a country or date that there is none of, or one that stands there already;
    EditedMeanwhile if somebody else added to the list at the same moment.
    """
    written = {name: text for name, text in details.items() if text}
    named = "id" in written or scope in NAMED_BY_COUNTRY
    if not named:
        written = {"id": _next_name(case, scope), **written}
    check_item(scope, written, rulebook=rulebook)
    id_ = new_id()
    row = Item(
        id=id_,
        person_id=case.person,
        slot=item_slot(case, scope, written["id"]),
        sealed=seal_item(case, id_, scope, written),
        added_by_id=case.account,
        **({} if now is None else {"added_at": now}),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as problem:
        raise (BadItem((), twice=True) if named else EditedMeanwhile) from problem
    return id_


def withdraw_item(case: Case, item: UUID, *, seen: int, now: datetime) -> None:
    """Take an item out of its list; it stays on record.

    Raises: EditedMeanwhile if it was changed after version `seen`; UnknownItem if it is not hers.
    """
    row = Item.objects.filter(id=item, person_id=case.person).first()
    if row is None:
        raise UnknownItem
    if row.withdrawn_at is not None:
        raise EditedMeanwhile
    write_edit(row, seen=seen, withdrawn_at=now, withdrawn_by_id=case.account)


def say_none(case: Case, scope: str, *, now: datetime | None = None) -> None:
    """Record that a list was asked about and is empty.

    Raises: NotEmpty if something stands in it.
    """
    say_of_list(case, scope, NONE, now=now)


def say_of_list(case: Case, scope: str, said: str, *, now: datetime | None = None) -> None:
    """Record that a list is empty (`none`), not known (`unknown`), or not talked about (`declined`).

    Raises: NotEmpty if something stands in it; ValueError for another scope or word.
    """
    if scope not in LISTS or said not in (NONE, UNKNOWN, DECLINED):
        raise ValueError("lists are said to be none, unknown or declined")
    if any(scope_of(case, row) == scope for row in _standing(case)):
        raise NotEmpty
    id_ = new_id()
    ListSaid.objects.create(
        id=id_,
        person_id=case.person,
        sealed=seal_said(case, id_, scope, said),
        by_id=case.account,
        role=case.role,
        **({} if now is None else {"at": now}),
    )


def scope_of(case: Case, row: Item) -> str:
    """In which list an item stands."""
    return open_item(case, row).scope


def scopes_of(case: Case, items: set[UUID]) -> dict[UUID, str]:
    """In which list each of these items stands.

    Raises: UnknownItem if one is not on this person's record, or was withdrawn.
    """
    if not items:
        return {}
    found = {row.id: scope_of(case, row) for row in _standing(case) if row.id in items}
    if items - found.keys():
        raise UnknownItem
    return found


def check_item(scope: str, written: Mapping[str, str], *, rulebook: Rulebook) -> None:
    """Check an item as it would stand in its list.

    Raises: BadItem with what is wrong, by place: `nationalities[0].id`.
    """
    if scope not in LISTS:
        raise BadItem((Fault("unknown_member", "", {"key": scope, "owner": "a situation"}),))
    faults = list(_own_faults(scope, written, rulebook))
    note_apart = {name: text for name, text in written.items() if name != "note"}
    try:
        receive({"situation": 1, LISTS[scope]: [note_apart]}, rulebook, as_of=date(2000, 1, 1))
    except BadSituation as problem:
        faults += problem.faults
    if faults:
        raise BadItem(tuple(faults))


def _own_faults(scope: str, written: Mapping[str, str], rulebook: Rulebook) -> Iterator[Fault]:
    place = f"{LISTS[scope]}[0]"
    for name in PLACES[scope]:
        if name in written and written[name] not in rulebook.core.countries:
            values = {"code": written[name][:40], "name": name, "codes": "two-letter country codes"}
            yield Fault("unknown_code", f"{place}.{name}", values)
    note = written.get("note", "")
    if len(note) > LONGEST_NOTE or not readable(note):
        wanted = f"a text of at most {LONGEST_NOTE} characters"
        found = f"{len(note)} characters"
        yield Fault("wrong_type", f"{place}.note", {"name": "note", "wanted": wanted, "found": found})
    first, last = partial_date(written.get("from", "")), partial_date(written.get("to", ""))
    if scope == "episode" and first and last and last.last < first.first:
        values = {"name": "to", "found": last.text, "wanted": f"{first.text} or later"}
        yield Fault("out_of_range", f"{place}.to", values)


def _standing(case: Case) -> list[Item]:
    return list(Item.objects.filter(person_id=case.person, withdrawn_at=None).order_by("id"))


def _next_name(case: Case, scope: str) -> str:
    ever = Item.objects.filter(person_id=case.person)
    return f"{scope}-{sum(scope_of(case, row) == scope for row in ever) + 1}"
