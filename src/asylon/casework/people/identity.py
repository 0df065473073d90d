"""Who somebody is: names in every script, sex, birth, languages. Sealed under the person's own key.

The dataclasses are what the rest of casework sees; rows and sealed bytes stay in this room.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from asylon.casework.people.models import Person, PersonName
from asylon.casework.people.partial_dates import UNKNOWN, PartialDate, Precision, read_written
from asylon.casework.spine import new_id
from asylon.vault import Context, open_json, seal_json

Json = Any

RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"})
"""Scripts that are written from the right, by ISO 15924."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in one script; any part may be empty. `id` and `version` are those of its row, if it has one."""

    given: str = ""
    father: str = ""
    family: str = ""
    whole: str = ""
    script: str = "Latn"
    language: str = ""
    kind: str = PersonName.Kind.MAIN.value
    machine_made: bool = False
    id: UUID | None = None
    version: int = 0

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that there are, in the order in which they are written here."""
        return tuple(part for part in (self.given, self.father, self.family, self.whole) if part)

    @property
    def shown(self) -> str:
        """The name as one line."""
        return self.whole or " ".join(self.parts)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return "rtl" if self.script in RIGHT_TO_LEFT else "ltr"

    @property
    def initials(self) -> str:
        """First letters: A. S. for Amina Salah."""
        words = [word for part in (self.given or self.whole, self.family) for word in part.split()]
        chosen = words if len(words) < 3 else [words[0], words[-1]]
        return " ".join(f"{word[0]}." for word in chosen)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, opened. Everything but the names may be unknown, and the names may be few."""

    names: tuple[Name, ...] = ()
    sex: str = Person.Sex.NOT_SAID.value
    born: PartialDate = UNKNOWN
    languages: tuple[str, ...] = ()
    """BCP 47 tags, best first."""
    wants_interpreter: bool | None = None
    telephone: str = ""
    marks: str = ""
    """What helps to recognise the person, in a few words."""

    @property
    def main(self) -> Name:
        """The name as the person gives it."""
        mains = (name for name in self.names if name.kind == PersonName.Kind.MAIN)
        return next(mains, self.names[0] if self.names else Name())

    @property
    def initials(self) -> str:
        """First letters of the main name, of its form in Latin letters where there is one."""
        latin = (name for name in (self.main, *self.names) if name.script == "Latn" and name.initials)
        return next(latin, self.main).initials

    def age_on(self, day: date) -> tuple[int, int] | None:
        """The fewest and the most whole years; None if nothing is known of the birth."""
        return self.born.age_on(day)


@dataclass(frozen=True, slots=True)
class NameRow:
    """A sealed name as it stands in its row."""

    id: UUID
    kind: str
    script: str
    language: str
    sealed: bytes = field(repr=False)
    machine_made: bool = False
    version: int = 1


def seal_person(key: bytes, person: UUID, identity: Identity) -> bytes:
    """Seal everything but the names, bound to the person's row."""
    content = {
        "sex": identity.sex,
        "born": identity.born.written(),
        "languages": list(identity.languages),
        "wants_interpreter": identity.wants_interpreter,
        "telephone": identity.telephone,
        "marks": identity.marks,
    }
    return seal_json(key, content, context=Context("people_person", "sealed", person))


def seal_name(key: bytes, row: UUID, name: Name) -> bytes:
    """Seal one name, bound to its row."""
    content = {"given": name.given, "father": name.father, "family": name.family, "whole": name.whole}
    return seal_json(key, content, context=Context("people_personname", "sealed", row))


def name_rows(key: bytes, person: UUID, names: Iterable[Name]) -> list[PersonName]:
    """New rows for names, sealed and not yet stored."""
    rows = []
    for name in names:
        id_ = name.id or new_id()
        rows.append(
            PersonName(
                id=id_,
                person_id=person,
                kind=name.kind,
                script=name.script,
                language=name.language,
                sealed=seal_name(key, id_, name),
                machine_made=name.machine_made,
            )
        )
    return rows


def unseal(key: bytes, person: UUID, sealed: bytes, names: Iterable[NameRow]) -> Identity:
    """Open an identity.

    Raises: Broken if something was changed, stands elsewhere or belongs to another key.
    """
    content = open_json(key, sealed, context=Context("people_person", "sealed", person))
    ordered = sorted(names, key=lambda row: (_KINDS.index(row.kind), row.id))
    return Identity(
        names=tuple(_open_name(key, row) for row in ordered),
        sex=content["sex"],
        born=read_written(content["born"]),
        languages=tuple(content["languages"]),
        wants_interpreter=content["wants_interpreter"],
        telephone=content["telephone"],
        marks=content["marks"],
    )


def known_facts(identity: Identity, *, as_of: date) -> dict[str, Json]:
    """The facts of the rulebook that an identity answers, as the contract writes them.

    An age that is a span is written as its middle with a margin, so that somebody who may be on either
    side of 18 stays possibly a child.
    """
    facts: dict[str, Json] = {}
    span = identity.age_on(as_of)
    if span is not None:
        fewest, most = span
        facts["age_years"] = {"value": (fewest + most) / 2, "basis": "stated"}
        if fewest == most:
            facts["age_years"]["value"] = fewest
        else:
            facts["age_years"]["margin"] = (most - fewest) / 2
            facts["age_years"]["basis"] = "inferred"
        if identity.born.precision is Precision.ESTIMATED:
            facts["age_years"]["basis"] = "inferred"
    if sex := _SEX_FACT.get(identity.sex):
        facts["sex_gender"] = {"value": sex, "basis": "stated"}
    return facts


_KINDS = [kind.value for kind in PersonName.Kind]
_SEX_FACT: Mapping[str, str] = {
    Person.Sex.FEMALE.value: "female",
    Person.Sex.MALE.value: "male",
    Person.Sex.OTHER.value: "other",
}


def _open_name(key: bytes, row: NameRow) -> Name:
    content = open_json(key, row.sealed, context=Context("people_personname", "sealed", row.id))
    return Name(
        given=content["given"],
        father=content["father"],
        family=content["family"],
        whole=content["whole"],
        script=row.script,
        language=row.language,
        kind=row.kind,
        machine_made=row.machine_made,
        id=row.id,
        version=row.version,
    )
