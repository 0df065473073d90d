"""All facts of a person as rows: answer, how it is known, when, who; and what was answered before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.door import OpenCase
from asylon.casework.access.fields import field_of, field_of_fact, field_of_list
from asylon.casework.facts.selectors import Record
from asylon.casework.facts.stored import Listed, Recorded
from asylon.casework.staff.models import Role
from asylon.rulebook import Rulebook
from asylon.rulebook.entries import FactEntry
from asylon.web.facts.lists import Names
from asylon.web.facts.partial import shown_partial
from asylon.web.people.shown.days import moment
from asylon.web.people.shown.known import HOW
from asylon.web.people.shown.said import Tongue

Text = str | Promise | SafeString
ORDER = (
    "needs",
    "age_and_family",
    "procedure",
    "countries_and_fear",
    "harm",
    "journey",
    "exploitation",
    "ilo_indicators",
    "identification",
    "armed_groups",
    "mass_arrival",
    "credibility",
    "exclusion_and_cessation",
    "return",
    "solutions",
)
"""Needs first, as in an interview. A topic that is new comes last."""
ROLES = {role.value: role.label for role in Role}
WITHDRAWN = _("taken out of the list since")


@dataclass(frozen=True, slots=True)
class Past:
    """One answer: what it says, how it is known, when and by whom it was recorded."""

    answer: Text
    settled: bool
    how: Text
    on: str
    note: str
    source: str
    when: str
    who: Text


@dataclass(frozen=True, slots=True)
class Row:
    """One fact with its answer of today and those before."""

    fact: str
    item: UUID | None
    label: Text
    about: Text
    withdrawn: bool
    now: Past
    before: tuple[Past, ...]


@dataclass(frozen=True, slots=True)
class TopicRows:
    """The facts of one topic."""

    id: str
    label: Text
    rows: tuple[Row, ...]


class FactTable:
    """The facts of a record that one visitor may see, by topic."""

    def __init__(self, case: OpenCase, record: Record, *, rulebook: Rulebook, tongue: Tongue) -> None:
        """Sort the answers once."""
        self.case, self.record = case, record
        self.rulebook, self.tongue = rulebook, tongue
        self.names = Names(record, tongue)
        self._items = {each.id: each for each in record.items}
        self._by_question: dict[tuple[UUID | None, str], list[Recorded]] = {}
        for each in record.facts:
            self._by_question.setdefault((each.item, each.fact), []).append(each)

    def topics(self) -> tuple[TopicRows, ...]:
        """Every topic that has something in it, needs first."""
        by_topic: dict[str, list[Row]] = {}
        for (item, fact), answers in self._by_question.items():
            if self._seen(item, fact):
                topic = self.tongue.words.topic_of(fact)
                by_topic.setdefault(topic, []).append(self._row(item, fact, answers))
        return tuple(
            TopicRows(topic, self.tongue.said(self.tongue.words.topic(topic).label), tuple(by_topic[topic]))
            for topic in in_order(by_topic)
        )

    @property
    def sealed(self) -> int:
        """How many answers of today there are that the visitor may not see. Of which topic stays unsaid."""
        return sum(1 for item, fact in self._by_question if not self._seen(item, fact))

    def about(self, item: UUID | None) -> Text:
        """The name of the item that an answer is about; empty for the person."""
        return self.names.of(self._items[item]) if item is not None else ""

    def past(self, given: Recorded) -> Past:
        """One answer in words."""
        return Past(
            answer=self.tongue.answer(given.fact, given.value),
            settled=given.value not in ("unknown", "declined"),
            how=HOW[given.basis],
            on=shown_partial(given.on),
            note=given.note,
            source=given.source,
            when=moment(given.at),
            who=ROLES.get(given.role, ""),
        )

    def _row(self, item: UUID | None, fact: str, answers: list[Recorded]) -> Row:
        *before, now = answers
        listed = self._items[item] if item is not None else None
        return Row(
            fact=fact,
            item=item,
            label=self.tongue.said(self.tongue.words.label("facts", fact), heading=True),
            about=self.about(item),
            withdrawn=listed is not None and listed.withdrawn,
            now=self.past(now),
            before=tuple(self.past(each) for each in reversed(before)),
        )

    def _seen(self, item: UUID | None, fact: str) -> bool:
        return self.case.sees(field_of_fact(fact)) and (
            item is None or self.case.sees(field_of_list(self._items[item].scope))
        )


@dataclass(frozen=True, slots=True)
class Offered:
    """A fact that can be added, or corrected if there is an answer."""

    fact: str
    item: UUID | None
    label: Text
    answered: bool


@dataclass(frozen=True, slots=True)
class OfferedGroup:
    """Facts of the person, or of one item."""

    scope: str
    about: Text
    facts: tuple[Offered, ...]


def in_order(topics: Collection[str]) -> list[str]:
    """Topics with the needs first."""
    known = [topic for topic in ORDER if topic in topics]
    return [*known, *(topic for topic in topics if topic not in ORDER)]


def topics_to_add(case: OpenCase, *, rulebook: Rulebook, tongue: Tongue) -> list[tuple[str, Text]]:
    """The topics in which the visitor may record something."""
    topics = dict.fromkeys(tongue.words.topic_of(fact.id) for fact in _addable(case, rulebook))
    return [(topic, tongue.said(tongue.words.topic(topic).label)) for topic in in_order(topics)]


def facts_to_add(
    case: OpenCase, record: Record, topic: str, *, rulebook: Rulebook, tongue: Tongue
) -> list[OfferedGroup]:
    """The facts of a topic: those of the person, then those of each item of the lists that it is about."""
    facts = [fact for fact in _addable(case, rulebook) if tongue.words.topic_of(fact.id) == topic]
    names = Names(record, tongue)
    groups = []
    for scope in dict.fromkeys(fact.scope for fact in facts):
        here = [fact for fact in facts if fact.scope == scope]
        listed: tuple[Listed | None, ...] = record.listed(scope) or (None,)
        for item in listed:
            offered = tuple(_offered(fact, item.id if item else None, record, tongue) for fact in here)
            groups.append(OfferedGroup(scope, names.of(item) if item else "", offered))
    return groups


def _addable(case: OpenCase, rulebook: Rulebook) -> list[FactEntry]:
    may: dict[str, bool] = {}
    found = []
    for fact in rulebook.all_facts.values():
        field = field_of(fact)
        if field not in may:
            may[field] = case.sees(field) and case.adds_to(field)
        if may[field] and not fact.answered_by:
            found.append(fact)
    return found


def _offered(fact: FactEntry, item: UUID | None, record: Record, tongue: Tongue) -> Offered:
    label = tongue.said(tongue.words.label("facts", fact.id), heading=True)
    return Offered(fact.id, item, label, (item, fact.id) in record.current)
