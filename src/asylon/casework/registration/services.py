"""Registers people who come together: one transaction, sent twice or cut short without harm.

The keys of new people are written first, in their own database. Everything else follows in one
transaction, with the journal last: either all of it stands or nothing does, and a key without a person
opens nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from asylon.casework.access.door import OpenCase, must
from asylon.casework.access.involving import involve_registrar
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.facts.answers import Answer
from asylon.casework.journal.services import Deed, write_all
from asylon.casework.keys.services import make_keys
from asylon.casework.offices.models import Office, Site
from asylon.casework.people.case import Case
from asylon.casework.people.groups import form_group
from asylon.casework.people.models import Group, Registration
from asylon.casework.people.registering import add_people
from asylon.casework.registration.checks import BadForm, FormFault, check_family
from asylon.casework.registration.events import event_of
from asylon.casework.registration.first_answers import fear_in, first_answers
from asylon.casework.registration.forms import FamilyForm, Part
from asylon.casework.registration.known import known_people
from asylon.casework.registration.names import identity_of
from asylon.casework.registration.records import (
    Told,
    join,
    link,
    put_down,
    put_names_down,
    record_first,
    record_more,
)
from asylon.casework.registration.registered import Registered
from asylon.casework.spine import new_id
from asylon.rulebook import Rulebook, load

__all__ = ["BadForm", "Occasion", "register", "register_family", "register_one"]


@dataclass(frozen=True, slots=True)
class Occasion:
    """How people came to be registered, and what that says of each of them."""

    kind: Registration.Kind = Registration.Kind.FAMILY
    out_of: UUID | None = None
    """The counted group that they come out of."""
    title: str = ""
    """For people rescued together: the place and what happened, never a name."""
    answers: tuple[Answer, ...] = ()


def register_family(visitor: Visitor, form: FamilyForm, *, now: datetime) -> Registered:
    """Register a family, the first person being the one from whom the parts are seen.

    Raises: Refused if the visitor may not register; BadForm naming each field that cannot be taken;
    EditedMeanwhile if somebody changed a record that one of them turned out to have.
    """
    return register(visitor, form, Occasion(), now=now)


def register_one(visitor: Visitor, form: FamilyForm, *, now: datetime) -> Registered:
    """Register one person who came alone. No family is made of one.

    Raises: as `register_family`; BadForm also if the form names several.
    """
    if len(form.of_those_here().people) > 1:
        raise BadForm((FormFault("people", "one"),))
    return register(visitor, form, Occasion(Registration.Kind.INDIVIDUAL), now=now)


def register(visitor: Visitor, form: FamilyForm, occasion: Occasion, *, now: datetime) -> Registered:
    """Register the people of a form on an occasion.

    Raises: as `register_family`.
    """
    must(visitor, Act.REGISTER, now=now)
    form = form.of_those_here()
    rulebook = load()
    check_family(form, countries=frozenset(rulebook.core.countries), today=now.date())
    check_site(visitor, form.site)
    if (found := event_of(visitor, form.draft)) is not None:
        return found
    known = known_people(visitor, form, now=now)
    people = [known[place].person if place in known else new_id() for place in range(len(form.people))]
    keys = make_keys(person for place, person in enumerate(people) if place not in known)
    work = _Work(visitor, form, occasion, people, known, keys, rulebook, now)
    try:
        with transaction.atomic():
            work.write()
    except IntegrityError:
        # The same form came a second time while the first one was being written.
        if (found := event_of(visitor, form.draft)) is None:
            raise
        return found
    return replace(_must_stand(event_of(visitor, form.draft)), again=False)


def check_site(visitor: Visitor, site: UUID | None) -> None:
    """Refuse a site of another office.

    Raises: BadForm.
    """
    if site is not None and not Site.objects.filter(pk=site, office=visitor.office).exists():
        raise BadForm((FormFault("site", "unknown"),))


@dataclass(frozen=True, slots=True)
class _Work:
    """One registration being written."""

    visitor: Visitor
    form: FamilyForm
    occasion: Occasion
    people: Sequence[UUID]
    known: dict[int, OpenCase]
    keys: dict[UUID, bytes]
    rulebook: Rulebook
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(person.part for person in self.form.people)

    @property
    def new(self) -> dict[int, UUID]:
        return {place: person for place, person in enumerate(self.people) if place not in self.known}

    def write(self) -> None:
        group = self._group()
        event = put_down(
            self.visitor,
            self._kind(),
            group=self._counted() or group,
            draft=self.form.draft,
            site=self.form.site,
            now=self.now,
        )
        identities = {person: identity_of(self.form, place) for place, person in self.new.items()}
        add_people(self.visitor.office, identities, keys=self.keys, by=self.visitor.account, now=self.now)
        self._bind(group)
        involve_registrar(self.visitor, self.new.values(), now=self.now)
        put_names_down(event, self.people)
        jurisdiction = Office.objects.values_list("jurisdiction", flat=True).get(pk=self.visitor.office)
        for place, person in self.new.items():
            case = Case(
                person, self.keys[person], jurisdiction, self.visitor.account, self.visitor.role.value
            )
            record_first(
                case, identities[person], self._told(place), today=self.today, rulebook=self.rulebook
            )
        for place, opened in self.known.items():
            record_more(
                opened.case, opened.identity, self._told(place), today=self.today, rulebook=self.rulebook
            )
        write_all(self._deeds(event), visitor=self.visitor, now=self.now)

    def _kind(self) -> Registration.Kind:
        alone = len(self.people) == 1 and self.occasion.kind is Registration.Kind.FAMILY
        return Registration.Kind.INDIVIDUAL if alone else self.occasion.kind

    def _group(self) -> Group | None:
        if self.occasion.kind is Registration.Kind.RESCUE:
            return form_group(self.visitor.office, Group.Kind.RESCUE, title=self.occasion.title, now=self.now)
        if len(self.people) < 2:
            return None
        return form_group(self.visitor.office, Group.Kind.FAMILY, now=self.now)

    def _counted(self) -> Group | None:
        return Group.objects.get(pk=self.occasion.out_of) if self.occasion.out_of else None

    def _bind(self, group: Group | None) -> None:
        if group is not None:
            join(group, self.people, self.parts, today=self.today)
            link(self.people, self.parts)
        counted = self._counted()
        if counted is not None:
            join(counted, self.people, [Part.NOT_KNOWN] * len(self.people), today=self.today)

    def _told(self, place: int) -> Told:
        return Told(
            answers=(*first_answers(self.form, place, today=self.today), *self.occasion.answers),
            nationalities=self.form.nationalities,
            no_nationality=self.form.no_nationality,
            fears=fear_in(self.form, place) if self.form.nationalities else None,
        )

    def _deeds(self, event: Registration) -> list[Deed]:
        return [
            *(Deed(Act.REGISTER, person, detail={"registration": event.pk}) for person in self.people),
            *(
                Deed(
                    "judge_match",
                    self.people[judged.place],
                    detail={
                        "record": judged.record,
                        "verdict": judged.verdict.value,
                        "registration": event.pk,
                    },
                )
                for judged in self.form.judged
                if judged.place < len(self.people)
            ),
        ]


def _must_stand(found: Registered | None) -> Registered:
    if found is None:
        raise LookupError("a registration was written and cannot be read")
    return found
