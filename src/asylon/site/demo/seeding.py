"""Brings the made-up people into the office, as its staff would have done it day by day.

Everything goes through the services of casework: what the demonstration holds, the office can hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from asylon.casework.access.closing import close_case
from asylon.casework.access.door import OpenCase, open_person
from asylon.casework.access.involving import involve
from asylon.casework.access.kernel import Act
from asylon.casework.access.reading import refreeze
from asylon.casework.access.visitors import Purpose, Visitor, purposes_of
from asylon.casework.facts.answers import Answer
from asylon.casework.facts.items import add_item
from asylon.casework.facts.selectors import record_of
from asylon.casework.facts.services import record
from asylon.casework.interviews.accounts import tell
from asylon.casework.interviews.services import begin, end, pause
from asylon.casework.offices.models import Site
from asylon.casework.people.links import Absent, link_unregistered
from asylon.casework.people.typed_dates import read_typed
from asylon.casework.registration.forms import (
    FamilyForm,
    GroupForm,
    Need,
    NewPerson,
    Part,
    RescueForm,
    Said,
)
from asylon.casework.registration.groups import individualise, register_group
from asylon.casework.registration.registered import Registered
from asylon.casework.registration.rescues import register_rescue
from asylon.casework.registration.services import register_family, register_one
from asylon.casework.spine import new_id
from asylon.casework.staff.models import Role
from asylon.rulebook import Rulebook, load
from asylon.rulebook.scopes import LISTS
from asylon.site.demo.cast import Cast, hire
from asylon.site.demo.emergencies.playing import play_emergencies
from asylon.site.demo.making_up import make_up
from asylon.site.demo.stories import dated, read_stories

Json = Any

OPENED_DAYS_AGO = 400
SEED = 1951


def seed(*, now: datetime, more: int = 0) -> int:
    """Fill an empty office: offices, staff, the people written by hand and `more` made up; gives how many."""
    cast = hire(now=now - timedelta(days=OPENED_DAYS_AGO))
    play_emergencies(cast.holder(Role.COORDINATOR), now=now)
    stories = read_stories(today=now.date())
    families = [*stories["families"], *make_up(more, seed=SEED)]
    work = _Days(cast, load(), now)
    for group in stories["groups"]:
        work.count(group)
    # The oldest first: the journal then tells the days in their order.
    for family in sorted(families, key=lambda each: -int(each["days_ago"])):
        work.take_in(family)
    return sum(len(family["people"]) for family in families)


class _Days:
    """The days of the made-up office."""

    def __init__(self, cast: Cast, rulebook: Rulebook, now: datetime) -> None:
        self.cast = cast
        self.rulebook = rulebook
        self.now = now
        self.groups: dict[str, UUID] = {}

    def at(self, days_ago: int, *, minutes: int = 0) -> datetime:
        """A time of that day, never later than now."""
        return self.now - timedelta(days=days_ago, minutes=60 - minutes)

    def count(self, group: Mapping[str, Json]) -> None:
        """A group that was counted before anybody in it was registered."""
        form = GroupForm(place=group["place"], draft=new_id(), **group["counted"])
        visitor = self.cast.registrar(group["office"])
        done = register_group(visitor, form, now=self.at(group["days_ago"]))
        if done.group is not None:
            self.groups[group["name"]] = done.group

    def take_in(self, family: Mapping[str, Json]) -> None:
        """Register a family, then do with each of its people what their stories say."""
        done = self._register(family)
        caseworker = self.cast.caseworker(family["office"])
        if caseworker is None:
            return
        for person, written in zip(done.people, family["people"], strict=True):
            story = dated(written, today=self.now.date())
            self._hand_over(family, person.id, caseworker)
            self._record(person.id, story, caseworker, self.at(family["days_ago"], minutes=20))
            self._go_on(person.id, story, caseworker, self.at(family["days_ago"], minutes=30))

    def _register(self, family: Mapping[str, Json]) -> Registered:
        visitor, now = self.cast.registrar(family["office"]), self.at(family["days_ago"])
        form = _form(family, visitor, now)
        if "rescue" in family:
            told = family["rescue"]
            rescue = RescueForm(told["place"], form, Said(told["at_sea"]), Said(told["ashore"]))
            return register_rescue(visitor, rescue, now=now)
        if "from_group" in family:
            return individualise(visitor, self.groups[family["from_group"]], form, now=now)
        return (register_one if len(form.people) == 1 else register_family)(visitor, form, now=now)

    def _hand_over(self, family: Mapping[str, Json], person: UUID, caseworker: Visitor) -> None:
        now = self.at(family["days_ago"], minutes=10)
        registrar = self.cast.registrar(family["office"])
        purpose = purposes_of(caseworker.role)[0]
        involve(registrar, person, purpose=purpose, account=caseworker.account, now=now)

    def _record(self, person: UUID, story: Mapping[str, Json], visitor: Visitor, now: datetime) -> None:
        if not any(story.get(name) for name in ("facts", "of_nationality", *LISTS.values())):
            return
        case = open_person(visitor, person, act=Act.ADD_FACT, now=now)
        with transaction.atomic():
            record(
                case.case, list(_answers(case, story, self.rulebook, now)), rulebook=self.rulebook, now=now
            )
            refreeze(case, cause="facts", rulebook=self.rulebook, as_of=now.date())

    def _go_on(self, person: UUID, story: Mapping[str, Json], visitor: Visitor, now: datetime) -> None:
        if "interview" in story:
            _interview(visitor, person, story["interview"], now)
        if "account" in story:
            told = story["account"]
            tell(visitor, person, told["text"], language=told["language"], now=now)
        for role in map(Role, story.get("involved", ())):
            purpose = purposes_of(role)[0]
            involve(visitor, person, purpose=purpose, account=self.cast.holder(role).account, now=now)
        if "involved_office" in story:
            office = self.cast.visitor("vesna").office
            involve(visitor, person, purpose=Purpose.TRAFFICKING_ASSISTANCE, office=office, now=now)
        for absent in story.get("looks_for", ()):
            case = open_person(visitor, person, act=Act.EDIT_PERSON, now=now)
            whom = Absent(absent["name"], absent["last_heard"], absent["place"])
            link_unregistered(case.key, person, absent["kind"], whom)
        if story.get("closed"):
            case = open_person(visitor, person, act=Act.CLOSE_CASE, now=now)
            close_case(visitor, person, seen=case.version, now=now)


def _form(family: Mapping[str, Json], visitor: Visitor, now: datetime) -> FamilyForm:
    people = tuple(
        NewPerson(
            given=story.get("given", ""),
            father=story.get("father", ""),
            family=story.get("family", ""),
            written=story.get("written", ""),
            born=read_typed(str(story.get("born", "")), today=now.date()),
            sex=story.get("sex", "not_said"),
            part=Part(story.get("part", "head" if place == 0 else "member")),
            needs=frozenset(map(Need, story.get("needs", ()))),
        )
        for place, story in enumerate(family["people"])
    )
    return FamilyForm(
        people=people,
        draft=new_id(),
        site=Site.objects.filter(office=visitor.office).values_list("pk", flat=True).order_by("name").first(),
        needed=Said(family.get("needed", "")),
        afraid=Said(family.get("afraid", "")),
        adult_here=Said(family.get("adult_here", "")),
        languages=tuple(family["languages"]),
        wants_interpreter=family.get("interpreter"),
        nationalities=tuple(family.get("nationalities", ())),
        no_nationality=family.get("no_nationality", False),
    )


def _answers(
    case: OpenCase, story: Mapping[str, Json], rulebook: Rulebook, now: datetime
) -> Iterator[Answer]:
    """Every answer of a story; what stands on record from the registration is followed, not repeated."""
    before = record_of(case.case)
    for fact, value in story.get("facts", {}).items():
        yield _answer(fact, value, None, before.current)
    for code, facts in story.get("of_nationality", {}).items():
        for fact, value in facts.items():
            yield _answer(fact, value, before.named("nationality", code), before.current)
    for scope in ("episode", "leg", "destination"):
        for listed in story.get(LISTS[scope], ()):
            details = {name: text for name, text in listed.items() if name != "facts"}
            item = add_item(case.case, scope, details, rulebook=rulebook, now=now)
            for fact, value in listed.get("facts", {}).items():
                yield _answer(fact, value, item, before.current)


def _answer(fact: str, value: Json, item: UUID | None, before: Mapping[Any, Any]) -> Answer:
    told = value if isinstance(value, Mapping) else {"value": value}
    seen = before.get((item, fact))
    return Answer(fact, item=item, seen=seen.id if seen else None, **told)


def _interview(visitor: Visitor, person: UUID, told: Mapping[str, Json], now: datetime) -> None:
    begin(visitor, person, language=told["language"], interpreter="", alone=told["alone"], now=now)
    if told["state"] == "paused":
        pause(visitor, person, now=now)
    elif told["state"] == "ended":
        end(visitor, person, now=now)
