"""Read a situation from JSON and check it against the contract and the facts of a rulebook.

Every fault is collected and names its place as a JSON path, with the nearest valid name.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeGuard

from asylon.rulebook.codes import allowed_codes
from asylon.rulebook.dates import PartialDate, partial_date
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.faults import BadSituation, Fault, nearest
from asylon.rulebook.scopes import LISTS, PERSON
from asylon.rulebook.situation import BASELINE, BASES, Given, Item, Situation

MEMBERS = ("situation", "id", "jurisdiction", "as_of", "facts", *LISTS.values())
ITEM_MEMBERS: Mapping[str, tuple[str, ...]] = {
    "nationality": ("id", "facts"),
    "episode": ("id", "country", "from", "to", "facts"),
    "leg": ("id", "from", "to", "on", "facts"),
    "destination": ("id", "facts"),
}
DATED = ("episode",)
FACT_MEMBERS = ("value", "basis", "on", "by", "note", "margin")
_ABSENT = object()


def read_json(text: str, name: str) -> Any:
    """Read one JSON value; keys that stand twice and numbers that are none are refused.

    Raises: BadSituation with line and column.
    """

    def no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for key, value in pairs:
            if key in seen:
                raise BadSituation([Fault("json_duplicate", name, {"key": key})])
            seen[key] = value
        return seen

    def no_constant(text: str) -> Any:
        raise BadSituation([Fault("json_number", name, {"text": text})])

    if not text.strip():
        raise BadSituation([Fault("empty", name)])
    try:
        return json.loads(text, object_pairs_hook=no_duplicates, parse_constant=no_constant)
    except BadSituation:
        raise  # it is a ValueError too, and says already what is wrong
    except json.JSONDecodeError as problem:
        where = f"{name}:{problem.lineno}:{problem.colno}"
        raise BadSituation([Fault("json_syntax", where, {"problem": problem.msg})]) from problem
    except RecursionError as problem:
        raise BadSituation([Fault("json_depth", name)]) from problem
    except (
        ValueError
    ) as problem:  # a whole number of thousands of digits; Python's own words are for programmers
        found = re.search(r"[0-9]{4000}", text)
        digits = f"{found[0][:20]}..." if found else str(problem)
        raise BadSituation([Fault("json_number", name, {"text": digits})]) from problem


def read_situation(
    written: object,
    facts: Mapping[str, FactEntry],
    countries: Mapping[str, str],
    *,
    jurisdiction: str | None = None,
    as_of: date | None = None,
    name: str = "",
) -> Situation:
    """Check a situation as written in JSON; `jurisdiction` and `as_of` stand in for its own.

    Raises: BadSituation with every fault.
    """
    return _Intake(facts, countries, name).situation(written, jurisdiction, as_of)


class _Intake:
    def __init__(self, facts: Mapping[str, FactEntry], countries: Mapping[str, str], name: str) -> None:
        self.known_facts = facts
        self.countries = countries
        self.name = name
        self.faults: list[Fault] = []

    def fault(self, code: str, path: str, meant: str | None = None, /, **values: object) -> None:
        place = f"{self.name}: {path}" if self.name and path else self.name or path
        self.faults.append(Fault(code, place, values, meant))

    def situation(self, written: object, jurisdiction: str | None, as_of: date | None) -> Situation:
        if not isinstance(written, dict):
            self.fault("not_object", "", found=_sort(written))
            raise BadSituation(self.faults)
        self.members("a situation", written, MEMBERS, "")
        if written.get("situation", 1) != 1 or isinstance(written.get("situation", 1), bool):
            self.fault("wrong_version", "situation", found=_sort(written["situation"]))
        where = self.jurisdiction(jurisdiction, written)
        when = as_of or self.as_of(written)
        id_ = written.get("id", "")
        if not isinstance(id_, str):
            self.fault("wrong_type", "id", name="id", wanted="a text", found=_sort(id_))
        facts, unnamed = self.top_facts(written.get("facts", {}))
        items = {scope: self.items(scope, written.get(LISTS[scope], _ABSENT)) for scope in LISTS}
        if self.faults or when is None:
            raise BadSituation(self.faults)
        return Situation(where, when, facts, items, unnamed, id_)

    def members(self, owner: str, written: dict[str, Any], known: tuple[str, ...], path: str) -> None:
        for key in written:
            if key not in known:
                self.fault("unknown_member", path, nearest(key, known), key=key, owner=owner)

    def jurisdiction(self, chosen: str | None, written: dict[str, Any]) -> str:
        given = written.get("jurisdiction")  # null says no more than an absent member
        code = chosen if chosen is not None else BASELINE if given is None else given
        path = "--jurisdiction" if chosen is not None else "jurisdiction"
        if not isinstance(code, str):
            self.fault("wrong_type", path, name="jurisdiction", wanted="a text", found=_sort(code))
        elif code != BASELINE and code not in self.countries:
            meant = code.upper() if code.upper() in {*self.countries, BASELINE} else None
            self.fault("unknown_jurisdiction", path, meant, code=code)
        return str(code)

    def as_of(self, written: dict[str, Any]) -> date | None:
        text = written.get("as_of")
        if text is None:
            self.fault("no_date", "")
            return None
        day = self.date("as_of", text)
        if day is not None and day.first != day.last:
            self.fault(
                "wrong_type",
                "as_of",
                name="as_of",
                wanted="a whole date such as 2026-11-22",
                found=f"'{text}'",
            )
        return day.first if day else None

    def date(self, path: str, text: object) -> PartialDate | None:
        day = partial_date(text) if isinstance(text, str) else None
        if day is None:
            self.fault("bad_date", path, text=text if isinstance(text, str) else _sort(text))
        return day

    def top_facts(self, written: object) -> tuple[dict[str, Given], dict[str, dict[str, Given]]]:
        facts: dict[str, Given] = {}
        unnamed: dict[str, dict[str, Given]] = {scope: {} for scope in LISTS}
        if not isinstance(written, dict):
            self.fault("wrong_type", "facts", name="facts", wanted="an object of facts", found=_sort(written))
            return facts, unnamed
        for name, value in written.items():
            entry = self.entry(name, "facts")
            given = self.given(entry, value, f"facts.{name}") if entry else None
            if entry and given:
                (facts if entry.scope == PERSON else unnamed[entry.scope])[name] = given
        return facts, unnamed

    def entry(self, name: str, path: str) -> FactEntry | None:
        entry = self.known_facts.get(name)
        if entry is None:
            self.fault("unknown_fact", f"{path}.{name}", nearest(name, self.known_facts), name=name)
        elif entry.answered_by:
            self.fault("answered_by_items", f"{path}.{name}", name=name, items=LISTS[entry.answered_by])
            return None
        return entry

    def items(self, scope: str, written: object) -> tuple[Item, ...] | None:
        path = LISTS[scope]
        if written is _ABSENT or written is None:
            return None  # null means unknown, as everywhere
        if not isinstance(written, list):
            self.fault("wrong_type", path, name=path, wanted="a list of items", found=_sort(written))
            return None
        items = [self.item(scope, each, f"{path}[{index}]") for index, each in enumerate(written)]
        ids = [item.id for item in items if item]
        for id_ in dict.fromkeys(id_ for id_ in ids if ids.count(id_) > 1):
            self.fault("duplicate_item", path, id=id_)
        return tuple(item for item in items if item)

    def item(self, scope: str, written: object, path: str) -> Item | None:
        if not isinstance(written, dict):
            self.fault(
                "wrong_type", path, name="an item", wanted="an object with id and facts", found=_sort(written)
            )
            return None
        self.members(f"an item of {LISTS[scope]}", written, ITEM_MEMBERS[scope], path)
        id_ = written.get("id")
        if not isinstance(id_, str) or not id_:
            self.fault("missing_member", path, owner="an item", key="id")
            id_ = ""
        details = self.details(scope, written, path)
        return Item(id_, self.item_facts(scope, written.get("facts", {}), f"{path}.facts"), details)

    def details(self, scope: str, written: dict[str, Any], path: str) -> dict[str, str]:
        details = {}
        for key in ITEM_MEMBERS[scope]:
            value = written.get(key)
            if key in ("id", "facts") or value is None:
                continue
            if not isinstance(value, str):
                self.fault("wrong_type", f"{path}.{key}", name=key, wanted="a text", found=_sort(value))
            elif key == "on" or (scope in DATED and key != "country"):
                if self.date(f"{path}.{key}", value):
                    details[key] = value
            else:
                details[key] = value
        return details

    def item_facts(self, scope: str, written: object, path: str) -> dict[str, Given]:
        facts: dict[str, Given] = {}
        if not isinstance(written, dict):
            self.fault("wrong_type", path, name="facts", wanted="an object of facts", found=_sort(written))
            return facts
        for name, value in written.items():
            entry = self.entry(name, path)
            if entry and entry.scope != scope:
                put = (
                    "under the top-level facts"
                    if entry.scope == PERSON
                    else f"in an item of {LISTS[entry.scope]}"
                )
                self.fault("wrong_scope", f"{path}.{name}", name=name, scope=entry.scope, put=put)
                continue
            given = self.given(entry, value, f"{path}.{name}") if entry else None
            if given:
                facts[name] = given
        return facts

    def given(self, entry: FactEntry, written: object, path: str) -> Given | None:
        if not isinstance(written, dict):
            return self.value(entry, written, path)
        self.members("a fact", written, FACT_MEMBERS, path)
        if "value" not in written:
            self.fault("missing_member", path, owner="a fact that is an object", key="value")
            return None
        plain = self.value(entry, written["value"], f"{path}.value")
        basis = written.get("basis") or ""
        if basis and basis not in BASES:
            meant = nearest(str(basis), BASES)
            self.fault(
                "unknown_code", f"{path}.basis", meant, code=basis, name="basis", codes=", ".join(BASES)
            )
        on = written.get("on")
        day = self.date(f"{path}.on", on) if on is not None else None
        for key in ("by", "note"):
            if not isinstance(written.get(key, ""), str):
                self.fault(
                    "wrong_type", f"{path}.{key}", name=key, wanted="a text", found=_sort(written[key])
                )
        margin = self.margin(entry, written.get("margin", 0), path)
        if plain is None:
            return None
        by, note = str(written.get("by", "")), str(written.get("note", ""))
        return Given(plain.value, plain.state, str(basis), day, by, note, margin)

    def margin(self, entry: FactEntry, written: object, path: str) -> float:
        if _is_number(written) and written >= 0 and (written == 0 or entry.type == "number"):
            return float(written)
        wanted = (
            "how far an estimated number may be out, from 0" if entry.type == "number" else "nothing here"
        )
        self.fault("wrong_type", f"{path}.margin", name="margin", wanted=wanted, found=_sort(written))
        return 0

    def value(self, entry: FactEntry, written: object, path: str) -> Given | None:
        if written is None or written == "unknown":
            return Given(None, "unknown")
        if written == "declined":
            return Given(None, "declined")
        match entry.type, written:
            case "tri", bool():
                return Given(written)
            case "number", int() | float() if _is_number(written):
                return self.number(entry, float(written), path)
            case "text", str():
                return Given(written)
            case "code", str():
                return self.code(entry, written, path)
            case "list", list():
                return self.codes(entry, written, path)
        self.fault(
            "wrong_type",
            path,
            _meant(written),
            name=entry.id,
            wanted=_WANTED[entry.type],
            found=_sort(written),
        )
        return None

    def number(self, entry: FactEntry, number: float, path: str) -> Given | None:
        if 0 <= number <= (entry.at_most or math.inf):
            return Given(number)
        wanted = f"a number from 0 to {entry.at_most}" if entry.at_most else "a number from 0"
        self.fault("out_of_range", path, name=entry.id, found=f"{number:g}", wanted=wanted)
        return None

    def code(self, entry: FactEntry, written: str, path: str) -> Given | None:
        allowed = allowed_codes(entry, self.known_facts, self.countries)
        if allowed is None or written in allowed:
            return Given(written)
        shown = ", ".join(allowed) if len(allowed) < 25 else "two-letter country codes"
        self.fault("unknown_code", path, nearest(written, allowed), code=written, name=entry.id, codes=shown)
        return None

    def codes(self, entry: FactEntry, written: list[Any], path: str) -> Given | None:
        good = True
        for index, each in enumerate(written):
            if not isinstance(each, str):
                where = f"{path}[{index}]"
                self.fault(
                    "wrong_type", where, name=entry.id, wanted="a list of texts", found=f"{_sort(each)} in it"
                )
                good = False
            elif self.code(entry, each, f"{path}[{index}]") is None:
                good = False
        return Given(tuple(written)) if good else None


_WANTED = {
    "tri": 'true, false, "unknown" or "declined"',
    "number": 'a number, "unknown" or "declined"',
    "code": "one code, as a text",
    "list": "a list of codes",
    "text": "a text",
}


def _is_number(value: object) -> TypeGuard[int | float]:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return -_TOO_LARGE < value < _TOO_LARGE  # false for NaN too, and no whole number is too long to compare


_TOO_LARGE = 1e15


def _meant(written: object) -> str | None:
    words = {"yes": "true", "no": "false", "true": "true", "false": "false"}
    return words.get(written.casefold()) if isinstance(written, str) else None


def _sort(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case dict():
            return "an object"
        case list():
            return "a list"
        case str():
            return f"the text '{value[:40]}'"
    return f"the number {value}" if _is_number(value) else "a number that cannot be used"
