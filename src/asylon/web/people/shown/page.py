"""A person's page, put together from its panels in the order of protection."""

from __future__ import annotations

from dataclasses import dataclass

from asylon.casework.access.family import Family
from asylon.casework.access.kernel import Act, Field
from asylon.web.people.shown.ahead import Ahead, ahead
from asylon.web.people.shown.categories import Columns, columns
from asylon.web.people.shown.days import moment
from asylon.web.people.shown.gates import Gates, gates
from asylon.web.people.shown.heads import Head, head
from asylon.web.people.shown.kin import Kin, kin
from asylon.web.people.shown.known import Known, known
from asylon.web.people.shown.lanes import Axis, axis
from asylon.web.people.shown.rights import Rights, rights
from asylon.web.people.shown.seen import Seen


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is here and not shown: how much, whether something of it is urgent, and whom to ask."""

    facts: int
    tracks: bool
    urgent: bool
    focal_point: str
    telephone: str
    office: str

    @property
    def anything(self) -> bool:
        """Whether anything is hidden."""
        return bool(self.facts or self.tracks or self.urgent)


@dataclass(frozen=True, slots=True)
class May:
    """What the visitor may do from here."""

    interview: bool
    add_fact: bool
    print: bool
    certificate: bool
    open_in_emergency: bool
    read_account: bool
    keep: bool
    edit: bool
    family: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """Who prints, as what, for what and when: stands on top of every copy."""

    who: str
    role: str
    purpose: str
    when: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything on the page of one person, ready to be shown."""

    head: Head
    ahead: Ahead
    columns: Columns
    gates: Gates
    rights: Rights
    axis: Axis
    known: Known
    kin: Kin
    sealed: Sealed
    may: May
    unverified: bool
    printed: Printed


def person_page(seen: Seen, family: Family) -> PersonPage:
    """The page of what a visitor sees of a person and the people around."""
    cards, due = columns(seen), ahead(seen)
    urgent = len(due.urgent) + len(due.more_urgent) + seen.masked.sealed_urgent
    rules = seen.assessment.program.contents.rules.values()
    return PersonPage(
        head=head(seen, met=len(cards.met), may=cards.may_count, urgent=urgent),
        ahead=due,
        columns=cards,
        gates=gates(seen),
        rights=rights(seen),
        axis=axis(seen),
        known=known(seen),
        kin=kin(family),
        sealed=sealed_of(seen),
        may=may_of(seen),
        unverified=not all(rule.verified for rule in rules),
        printed=_printed(seen),
    )


def sealed_of(seen: Seen) -> Sealed:
    """What is hidden from the visitor."""
    row = seen.case.row
    return Sealed(
        facts=seen.masked.sealed_facts,
        tracks=seen.masked.sealed_tracks,
        urgent=seen.masked.sealed_urgent,
        focal_point=row.focal_point,
        telephone=row.telephone,
        office=row.office_name,
    )


def may_of(seen: Seen) -> May:
    """What the visitor may do with this case."""
    case = seen.case
    return May(
        interview=case.may(Act.INTERVIEW),
        add_fact=case.may(Act.ADD_FACT),
        print=case.may(Act.PRINT_PAGE),
        certificate=case.may(Act.CERTIFICATE),
        open_in_emergency=may_open(seen),
        read_account=case.may(Act.READ_ACCOUNT),
        keep=case.may(Act.INVOLVE),
        edit=case.may(Act.EDIT_PERSON) and case.sees(Field.IDENTITY),
        family=case.sees(Field.FAMILY),
    )


def may_open(seen: Seen) -> bool:
    """Whether an emergency opening is offered: the role may, something is hidden, none is running."""
    why = seen.case.why(Act.OPEN_IN_EMERGENCY)
    hidden = bool(seen.masked.sealed_facts or seen.masked.sealed_tracks)
    return hidden and not seen.case.glass and why in ("in_the_table", "step_up")


def _printed(seen: Seen) -> Printed:
    visitor = seen.case.visitor
    return Printed(visitor.name, str(visitor.role.label), str(visitor.purpose.label), moment(seen.now))
