"""Country codes at the border: ISO 3166-1 alpha-3 inside, the codes of UNHCR only where a file has them.

AUS is Australia in ISO and Austria with UNHCR; ARE is the United Arab Emirates and Egypt; MAR is Morocco and
Martinique. So the caller says which list a file follows, and what contradicts it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from asylon.figures import Store
from asylon.figures.places import KOSOVO, WITHOUT_COUNTRY, countries
from asylon.interchange.cells import BadCell, as_text, shown
from asylon.interchange.report import BadFile, RowFault, fault
from asylon.rulebook.faults import nearest

SCHEMES: Mapping[str, str] = {"iso": "ISO", "unhcr": "UNHCR"}
OTHER = {"iso": "unhcr", "unhcr": "iso"}

ISO_WITHOUT_UNHCR = frozenset(
    (
        "ALA",
        "ASM",
        "ATA",
        "ATF",
        "BLM",
        "CCK",
        "CXR",
        "FLK",
        "GGY",
        "HMD",
        "IMN",
        "IOT",
        "JEY",
        "MYT",
        "NFK",
        "PCN",
        "SHN",
        "TKL",
        "TWN",
        "UMI",
        "VIR",
        "WLF",
    )
)
"""Codes of ISO 3166-1 for which UNHCR has none (compared 2026-11-22)."""

SAME_IN_BOTH: Mapping[str, str] = {"UNK": "UNK", "UKN": "UNK", "XXA": "XXA", "STA": "XXA", "TIB": "TIB"}
"""Codes of origin that stand for no country; the tables of UNHCR do not always write the same one."""

UNKNOWN_NAMES = frozenset({"unknown", "variousunknown", "various"})
IN_KOSOVO = "kosovo"


@dataclass(frozen=True, slots=True)
class Lists:
    """Both lists: what each code means as ISO code, and the names."""

    iso: frozenset[str]
    from_unhcr: Mapping[str, str]
    to_unhcr: Mapping[str, str]
    names: Mapping[str, str]

    @property
    def false_friends(self) -> tuple[str, ...]:
        """Codes that both lists have for different countries."""
        return tuple(
            sorted(code for code, iso in self.from_unhcr.items() if code in self.iso and iso != code)
        )

    def meaning(self, code: str, scheme: str) -> str | None:
        """The ISO code of a code in one of the lists; None where it is in neither part of that list."""
        if code in SAME_IN_BOTH:
            return SAME_IN_BOTH[code]
        if scheme == "unhcr":
            return self.from_unhcr.get(code)
        return code if code in self.iso else None

    def name(self, iso: str) -> str:
        """What to call it."""
        return self.names.get(iso, iso)


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The two lists, from the shipped tables."""
    known = countries(Store())
    real = {iso3: each for iso3, each in known.items() if iso3 not in WITHOUT_COUNTRY}
    from_unhcr = {each.unhcr: iso3 for iso3, each in real.items() if each.unhcr is not None}
    return Lists(
        frozenset(real) | ISO_WITHOUT_UNHCR,
        from_unhcr,
        {iso3: unhcr for unhcr, iso3 in from_unhcr.items()} | {"UNK": "UKN", "XXA": "STA", "TIB": "TIB"},
        {iso3: each.name for iso3, each in known.items()},
    )


def check_scheme(codes: str | None, file: str) -> str:
    """The list of codes that the caller named.

    Raises: BadFile if the caller named none, or one that there is not.
    """
    if codes is None:
        raise BadFile([fault("no_scheme", file, both=", ".join(lists().false_friends))])
    if codes not in SCHEMES:
        raise BadFile([fault("unknown_scheme", file, text=shown(codes), meant=nearest(codes, SCHEMES))])
    return codes


def as_country(scheme: str, *, may_be_empty: bool = False) -> Callable[[object], str | None]:
    """A reader of codes of one list that gives ISO codes."""
    there = lists()

    def read(cell: object) -> str | None:
        said = as_text(cell) if cell != "-" else "-"
        if not said:
            if may_be_empty:
                return None
            raise BadCell("no_code")
        if said == "-":
            raise BadCell("all_in_one")
        found = there.meaning(said, scheme)
        if found is None:
            near = said.upper() if there.meaning(said.upper(), scheme) else None
            raise BadCell("unknown_country", text=shown(said), said=SCHEMES[scheme], meant=near)
        return found

    return read


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the codes of a file say about the list that they are from."""

    faults: tuple[RowFault, ...]
    undecided: tuple[str, ...]


def weigh(file: str, column: str, scheme: str, pairs: Iterable[tuple[str, str | None, int]]) -> Evidence:
    """Look for signs that codes are of the other list; `pairs` are code, name beside it, row.

    Codes that only the other list has, and a name that is the other list's meaning, are refused. Where a
    code has two meanings and nothing in the file decides, that is `undecided`.
    """
    there, other = lists(), OTHER[scheme]
    foreign: dict[str, None] = {}
    friends: dict[str, None] = {}
    decided = False
    faults: list[RowFault] = []
    for code, name, row in pairs:
        mine, theirs = there.meaning(code, scheme), there.meaning(code, other)
        if mine is None and theirs is not None:
            foreign[code] = None
        elif mine is not None and theirs is None and code not in SAME_IN_BOTH:
            decided = True
        elif mine != theirs and mine is not None and theirs is not None:
            if name and _alike(name, there.name(theirs)):
                said: dict[str, Any] = {
                    "said": SCHEMES[scheme],
                    "meaning": there.name(mine),
                    "text": code,
                    "name": name,
                }
                faults.append(fault("names_disagree", file, row=row, column=column, **said))
            elif name and _alike(name, there.name(mine)):
                decided = True
            else:
                friends[code] = None
        if code == "UNK" and name and IN_KOSOVO in _letters(name):
            faults.append(fault("kosovo", file, row=row, column=column))
    if foreign:
        codes = ", ".join(list(foreign)[:6]) + (", ..." if len(foreign) > 6 else "")
        told: dict[str, Any] = {"other": SCHEMES[other], "said": SCHEMES[scheme], "word": other}
        faults.insert(0, fault("wrong_scheme", file, column=column, codes=codes, **told))
    return Evidence(tuple(faults), () if decided or faults else tuple(friends))


def is_unknown(name: str | None) -> bool:
    """Whether a name says that the country is not known."""
    return bool(name) and _letters(name or "") in UNKNOWN_NAMES


def _alike(name: str, other: str) -> bool:
    return _letters(name) == _letters(other)


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.casefold())


__all__ = ["KOSOVO", "Evidence", "as_country", "check_scheme", "is_unknown", "lists", "weigh"]
