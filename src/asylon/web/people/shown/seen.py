"""A person's record as one visitor may see it today: opened, assessed, masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from asylon.casework.access.door import OpenCase, open_person
from asylon.casework.access.fields import field_of_fact, field_of_list
from asylon.casework.access.kernel import Act, Field
from asylon.casework.access.masking import Masked, mask
from asylon.casework.access.reading import Reading, read_case
from asylon.casework.access.visitors import Visitor
from asylon.casework.facts.stored import Listed, Recorded
from asylon.rulebook import Assessment, Rulebook, load
from asylon.rulebook.reasons import Cited
from asylon.rulebook.scopes import LISTS
from asylon.web.people.shown.said import ItemNames, Tongue, in_line


@dataclass(frozen=True)
class Seen:
    """One case, what is on record, and what the rulebook says of what the visitor may see."""

    case: OpenCase
    reading: Reading
    masked: Masked
    rulebook: Rulebook
    tongue: Tongue
    now: datetime

    @property
    def today(self) -> date:
        """The day of the page."""
        return self.now.date()

    @property
    def assessment(self) -> Assessment:
        """The assessment that may be shown."""
        return self.masked.assessment

    @cached_property
    def open_fields(self) -> frozenset[Field]:
        """The fields of the record that the visitor may see; asked once, looked up a thousand times."""
        return frozenset(field for field in Field if self.case.sees(field))

    @cached_property
    def items(self) -> ItemNames:
        """What the items of the small lists are called."""
        return ItemNames(self.assessment, self.tongue)

    @cached_property
    def answers(self) -> tuple[Recorded, ...]:
        """The answers of today that the visitor may see, newest first."""
        scopes = {each.id: each.scope for each in self.reading.record.items}
        return tuple(
            each
            for each in reversed(self.reading.record.facts)
            if each.current and self.may_see(each.fact, scopes[each.item] if each.item else "")
        )

    def may_see(self, fact: str, scope: str = "") -> bool:
        """Whether answers to a fact, of the person or of the items of a list, are open to the visitor."""
        if scope in LISTS and field_of_list(scope) not in self.open_fields:
            return False
        return field_of_fact(fact) in self.open_fields

    def missing(self, cited: Sequence[Cited], *, most: int = 3) -> SafeString:
        """What is not yet known, by name as far as it is open to the visitor.

        What is not open may be known to others: of that, only that there is such a thing is said.
        """
        named = [each for each in cited if self.may_see(each.fact, each.scope)]
        said = self.tongue.missing(named, self.items, most=most)
        if len(named) == len(cited):
            return said
        sealed = format_html("{}", gettext("answers that are not open to you"))
        return in_line([said, sealed]) if said else sealed

    def listed(self, scope: str) -> tuple[Listed, ...]:
        """The items of a small list, none if the visitor may not see that list."""
        return self.reading.record.listed(scope) if field_of_list(scope) in self.open_fields else ()


def see(visitor: Visitor, person: UUID, *, act: Act, now: datetime) -> Seen:
    """Open a person's case for one act, assess it, and mask what the visitor may not see.

    Raises: NotThere, Refused; Erased if the person was erased.
    """
    return seen_of(open_person(visitor, person, act=act, now=now), now=now)


def seen_of(case: OpenCase, *, now: datetime) -> Seen:
    """Assess and mask a case that is open.

    Raises: Erased if the person was erased.
    """
    rulebook = load()
    reading = read_case(case, rulebook=rulebook, as_of=now.date())
    sees = cache(case.sees)
    masked = mask(reading.assessment, reading.assessed.situation, sees=sees, rulebook=rulebook)
    return Seen(case, reading, masked, rulebook, Tongue(rulebook), now)
