"""Checks what is typed before it is stored. Every fault is found, not only the first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from asylon.responses.emergencies.countries import country_codes, nearest_code
from asylon.responses.money import is_currency
from asylon.responses.plans.arrangements import ARRANGEMENTS, MOVEMENT, NoSuchArrangement
from asylon.responses.plans.faults import BadEntry, Fault
from asylon.responses.plans.words import MONEY

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Entry = TypeVar("Entry", bound=DataclassInstance)


def refuse(faults: Iterable[Fault | None]) -> None:
    """Refuse an entry that has a fault.

    Raises: BadEntry with all of them.
    """
    found = tuple(fault for fault in faults if fault is not None)
    if found:
        raise BadEntry(*found)


def trimmed(told: Entry) -> Entry:
    """An entry whose words have no blanks around them, as it is stored."""
    words = {each.name: getattr(told, each.name) for each in fields(told)}
    return replace(told, **{name: word.strip() for name, word in words.items() if isinstance(word, str)})


def text(field: str, typed: str, *, most: int, required: bool = True) -> Fault | None:
    """What is wrong with words."""
    if required and not typed.strip():
        return Fault(field, "required")
    return Fault(field, "long", {"most": most}) if len(typed) > most else None


def mark(field: str, number: int | None) -> Fault | None:
    """What is wrong with a mark for a figure."""
    return None if number is not None and 0 <= number < 2**31 else Fault(field, "mark")


def country(field: str, typed: str, *, required: bool = False) -> Fault | None:
    """What is wrong with a country's code."""
    if not typed:
        return Fault(field, "required") if required else None
    if typed in country_codes():
        return None
    near = nearest_code(typed)
    return Fault(field, "country_near" if near else "country", {"found": typed[:40], "near": near})


def one_of(field: str, typed: str, choices: Iterable[str], *, required: bool = True) -> Fault | None:
    """What is wrong with a choice."""
    if not typed and not required:
        return None
    known = tuple(choices)
    # The sentence does not name them: pages show them beside it. The command does, from these values.
    return None if typed in known else Fault(field, "choice", {"found": typed[:40], "choices": known})


def not_before(field: str, later: date | None, first: date | None) -> Fault | None:
    """What is wrong with two days in the wrong order."""
    wrong = later is not None and first is not None and later < first
    return Fault(field, "before", {"first": first.isoformat()}) if wrong and first else None


def party(kind: str, iso3: str, name: str) -> tuple[Fault | None, ...]:
    """What is wrong with a party or a member: a State goes by its code."""
    return (
        country("iso3", iso3),
        Fault("iso3", "state") if kind == "state" and not iso3 else None,
        text("name", name, most=120),
    )


def arrangement_code(typed: str) -> Fault | None:
    """What is wrong with the code of an arrangement; the nearest one is named."""
    if typed in ARRANGEMENTS:
        return None
    return Fault("code", "arrangement", {"found": typed[:12], "near": NoSuchArrangement(typed).near})


def item_faults(item: dict[str, object]) -> tuple[Fault | None, ...]:
    """What is wrong with an item as it would stand: its columns by name."""
    moves = item["code"] == MOVEMENT
    receiving = [each.strip() for each in str(item["receiving"]).split(",") if each.strip()]
    amount, unit = item["need_amount"], str(item["need_unit"])
    from_on, until_on = item["from_on"], item["until_on"]
    return (
        arrangement_code(str(item["code"])),
        text("what", str(item["what"]), most=200),
        text("actor", str(item["actor"]), most=120, required=False),
        text("need", str(item["need"]), most=400, required=False),
        _count("need_amount", amount),
        _count("cost_minor", item["cost_minor"]),
        Fault("need_unit", "unit") if (amount is not None) != bool(unit) else None,
        Fault("currency", "currency") if not _is_priced(item) else None,
        not_before(
            "until_on",
            until_on if isinstance(until_on, date) else None,
            from_on if isinstance(from_on, date) else None,
        ),
        Fault("movement", "movement") if moves and not item["movement"] else None,
        Fault("moves_children", "children") if moves and not item["moves_children"] else None,
        Fault("movement", "not_movement") if not moves and (item["movement"] or item["receiving"]) else None,
        Fault("moves_children", "not_movement") if not moves and item["moves_children"] else None,
        text("receiving", str(item["receiving"]), most=200, required=False),
        *(country("receiving", each) for each in receiving),
    )


def _is_priced(item: dict[str, object]) -> bool:
    """Whether a cost, or a need in money, has a currency; where there is neither, none stands there."""
    currency = str(item["currency"])
    in_money = item["cost_minor"] is not None or item["need_unit"] == MONEY
    return is_currency(currency) if in_money else not currency


def _count(field: str, value: object) -> Fault | None:
    wrong = value is not None and not (isinstance(value, int) and 0 <= value < 2**53)
    return Fault(field, "amount") if wrong else None
