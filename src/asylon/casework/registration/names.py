"""The identity of somebody new: names in each script that was typed, and a reading of them in Latin letters.

A name typed in another script gets a form in Latin letters, marked as made by a machine: nobody has
checked it. Nothing is turned back the other way, since nobody could say how the person spells it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from asylon.casework.people.identity import Identity, Name
from asylon.casework.people.models import PersonName
from asylon.casework.registration.forms import FamilyForm, NewPerson
from asylon.casework.registration.scripts import LATIN, in_latin, script_of

Kind = PersonName.Kind


def identity_of(form: FamilyForm, place: int) -> Identity:
    """Who the person at this place of the form is, as far as it was said."""
    return replace(
        typed_identity(form.people[place]),
        languages=form.languages,
        wants_interpreter=form.wants_interpreter,
    )


def typed_identity(person: NewPerson) -> Identity:
    """What was typed of one person alone."""
    return Identity(names=tuple(_names(person)), sex=person.sex, born=person.born)


def _names(person: NewPerson) -> Iterator[Name]:
    typed = " ".join(part for part in (person.given, person.father, person.family) if part)
    if typed:
        main = Name(person.given, person.father, person.family, script=script_of(typed))
        yield main
        if main.script != LATIN and (not person.written or script_of(person.written) != LATIN):
            yield _reading(main)
    if person.written:
        kind = Kind.WRITTEN if typed else Kind.MAIN
        script = script_of(person.written)
        written = Name(whole=person.written, script=script, kind=kind.value)
        yield written
        if not typed and script != LATIN:
            yield _reading(written)


def _reading(name: Name) -> Name:
    return Name(
        given=in_latin(name.given),
        father=in_latin(name.father),
        family=in_latin(name.family),
        whole=in_latin(name.whole),
        script=LATIN,
        kind=Kind.WRITTEN.value,
        machine_made=True,
    )
