"""The family form as one page: its people, what is asked of all, and how it comes back with nothing lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.forms import Form
from django.http import QueryDict

from asylon.casework.registration.checks import FormFault
from asylon.casework.registration.forms import MOST_PEOPLE, FamilyForm, Judged, Said, Verdict
from asylon.web.registration.choices import Choices
from asylon.web.registration.fields import NO_NATIONALITY, PersonForm, WholeForm
from asylon.web.registration.sentences import sentence

LATER = (
    "language",
    "other_language",
    "interpreter",
    "nationality",
    "nationality_2",
    "nationality_3",
    "site",
)
JUDGED = "judge"
SHOWN = "shown"
MOST_JUDGED = 60
VERDICTS = frozenset(verdict.value for verdict in Verdict)


class FamilyPage:
    """All forms of the page together. `choices` are the sites, countries and languages to choose from."""

    def __init__(
        self,
        *,
        today: date,
        choices: Choices,
        data: QueryDict | None = None,
        initial: dict[str, Any] | None = None,
        one: bool = False,
        life_first: bool = False,
    ) -> None:
        """A blank page, or one with what was sent; `one` for somebody who comes alone.

        With `life_first` nobody is asked where they are from, or why they left.
        """
        self.today = today
        self.choices = choices
        self.one = one
        self.life_first = life_first
        self.data = data
        self.whole = self._whole(data=data, initial={"draft": uuid4(), **(initial or {})})
        self.people = [self._person(place, data=data) for place in range(self._count(data))]

    @cached_property
    def blank(self) -> PersonForm:
        """One more person, to be copied by the page itself."""
        form = self._person(1)
        form.prefix = "p__n__"
        vars(form).update(place="__n__", number="__n__")
        return form

    @property
    def later(self) -> list[forms.BoundField]:
        """What may wait: languages, nationality, site."""
        return [self.whole[name] for name in LATER if name in self.whole.fields]

    @property
    def later_open(self) -> bool:
        """Whether something of what may wait was answered, so that it is not hidden."""
        return any(bound.errors or (bound.name != "site" and bound.value()) for bound in self.later)

    @property
    def children_only(self) -> bool:
        """Whether it has to be asked if an adult is with the children."""
        asked = self.whole["adult_here"]
        if asked.errors or asked.value():
            return True
        known = [form for form in self.people if form.born.earliest is not None]
        return bool(known) and all(form.may_be_child or form.born.earliest is None for form in self.people)

    @property
    def parts(self) -> list[Form]:
        """Every form of the page, in the order of reading."""
        return [*self.people, self.whole]

    def is_valid(self) -> bool:
        """Whether every field could be read. Whether the family can be taken is asked of casework."""
        # Each of them, also after one that is not: all messages are wanted at once.
        readable = [form.is_valid() for form in self.parts]
        return all(readable)

    def family(self) -> FamilyForm:
        """What was said, for casework. Blank people are left out."""
        whole = self.whole
        kept = self._kept
        interpreter = {Said.YES: True, Said.NO: False}
        return FamilyForm(
            people=tuple(form.person() for form in kept),
            draft=whole.cleaned_data["draft"],
            site=UUID(site) if (site := whole.cleaned_data.get("site")) else None,
            needed=whole.said("needed") or (Said.YES if self._ticked else Said.NOT_ASKED),
            afraid=whole.said("afraid"),
            adult_here=whole.said("adult_here"),
            languages=whole.languages(),
            wants_interpreter=interpreter.get(whole.said("interpreter")),
            nationalities=whole.nationalities(),
            no_nationality=whole.cleaned_data.get("nationality") == NO_NATIONALITY,
            judged=tuple(self.judged()),
        )

    def judged(self) -> Iterator[Judged]:
        """What was said of the possible matches on the page."""
        places = {form.place: place for place, form in enumerate(self._kept)}
        for name, value in self._sent():
            head, _, rest = name.partition("-")
            place, _, record = rest.partition("-")
            if head != JUDGED or not place.isdecimal() or int(place) not in places:
                continue
            if value in VERDICTS and (id_ := _uuid(record)) is not None:
                yield Judged(id_, Verdict(value), places[int(place)])

    @property
    def shown(self) -> frozenset[str]:
        """The records that the page showed as possible matches before it was sent."""
        return frozenset(self.data.getlist(SHOWN)[:MOST_JUDGED]) if self.data is not None else frozenset()

    def refuse(self, faults: Iterable[FormFault], extra: forms.Form | None = None) -> None:
        """Put what casework could not take beside its fields."""
        kept = self._kept
        for fault in faults:
            said = str(sentence(fault))
            if fault.person is not None:
                kept[min(fault.person, len(kept) - 1)].add_error(fault.field, said)
            elif extra is not None and fault.field in extra.fields:
                extra.add_error(fault.field, said)
            else:
                self.whole.add_error(fault.field if fault.field in self.whole.fields else None, said)

    def say(self, sentence: str) -> None:
        """Say something on top of the page that belongs to no field."""
        self.whole.add_error(None, sentence)

    def again(self, *, more: bool = False, without: int | None = None) -> FamilyPage:
        """The same page with a person more or less, and nothing said against it yet."""
        page = FamilyPage(today=self.today, choices=self.choices, one=self.one, life_first=self.life_first)
        kept = [_typed(form) for form in self.people if form.place != without]
        if more and len(kept) < MOST_PEOPLE:
            kept.append({"family": kept[-1].get("family", "")} if kept else {})
        page.whole = page._whole(initial=_typed(self.whole))
        page.people = [page._person(place, initial=initial) for place, initial in enumerate(kept or [{}])]
        page.data = self.data
        return page

    def _sent(self) -> list[tuple[str, str]]:
        sent = self.data.items() if self.data is not None else ()
        return [(name, value) for name, value in sent if isinstance(value, str)]

    @property
    def _kept(self) -> list[PersonForm]:
        return [form for form in self.people if form.place == 0 or not form.empty]

    @property
    def _ticked(self) -> bool:
        return any(form.cleaned_data.get("needs") for form in self._kept)

    def _whole(self, **options: Any) -> WholeForm:
        form = WholeForm(**options, **self.choices)
        if self.life_first:
            form.leave_status_out()
        return form

    def _person(
        self, place: int, *, data: QueryDict | None = None, initial: dict[str, Any] | None = None
    ) -> PersonForm:
        return PersonForm(place=place, today=self.today, data=data, initial=initial)

    def _count(self, data: QueryDict | None) -> int:
        if data is None or self.one:
            return 1
        sent = str(data.get("people", ""))
        wanted = int(sent) if sent.isdecimal() and len(sent) < 4 else 1
        return min(max(wanted, 1), MOST_PEOPLE + 1)


def _typed(form: forms.Form) -> dict[str, Any]:
    """What was typed into each field, readable or not."""
    return {bound.name: bound.value() for bound in form}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
