"""The form of one answer: the widgets that its fact wants, and what was said about the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from asylon.casework.facts.answers import LONGEST, Answer, BadAnswer
from asylon.casework.facts.stored import Recorded
from asylon.casework.people.typed_dates import plain as plain_digits
from asylon.rulebook import Rulebook
from asylon.rulebook.entries import FactEntry
from asylon.web.facts import choices
from asylon.web.facts.choices import DECLINED, NO, NOTHING, THIS, UNKNOWN, YES, Choice, Other
from asylon.web.facts.faults import say_faults
from asylon.web.facts.partial import PartialDateField, typed_partial
from asylon.web.people.shown.said import Tongue

BASES = (
    ("stated", _("The person says so")),
    ("documented", _("A document shows it")),
    ("observed", _("I saw it")),
    ("inferred", _("It follows from something else")),
)
NUMBER = re.compile(r"\d{1,12}([.,]\d{1,4})?")
CHOOSE = _("Choose one of the answers. “Not known” and “Does not want to say” are answers too.")
BOTH = _("There is an answer here and “%(other)s” as well. Keep one of the two.")
A_NUMBER = _("Write the number with figures, for example 16.")
A_COUNTRY = _("Choose a country from the list.")
SOMETHING = _("Write the answer, or choose “Not known”.")
TICK_ONE = _("Tick what applies, or choose “None of these”.")
PLACES = {
    "value": "value",
    "on": "on",
    "note": "note",
    "source": "source",
    "margin": "margin",
    "basis": "basis",
}


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked and in which languages; a new answer follows `standing`, the one on record."""

    fact: FactEntry
    item: UUID | None
    standing: Recorded | None
    rulebook: Rulebook
    tongue: Tongue
    today: date
    other: Other | None = None


class Answers(forms.RadioSelect):
    """Large answers below each other; the ids are those that `choice.html` writes."""

    widgets_names = ("-0",)


class AnswerForm(forms.Form):
    """What somebody answers to one question. Every field may stay as it is but the answer itself."""

    said = forms.CharField(required=False, widget=Answers)
    note = forms.CharField(
        required=False,
        label=_("In the person’s own words"),
        help_text=_("Leave out names of other people. Written in any language."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "maxlength": LONGEST["note"]}),
    )
    basis = forms.ChoiceField(
        required=False, label=_("How it is known"), choices=BASES, widget=forms.RadioSelect
    )
    source = forms.CharField(
        required=False,
        label=_("Which document, or who saw it"),
        widget=forms.TextInput(attrs={"maxlength": LONGEST["source"], "dir": "auto", "autocomplete": "off"}),
    )
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, asking: Asking) -> None:
        """Make the fields of this fact."""
        super().__init__(data, auto_id="%s", initial=_initial(asking.fact, asking.standing))
        self.fact, self.item, self.rulebook = asking.fact, asking.item, asking.rulebook
        self.tongue, self.other, today = asking.tongue, asking.other, asking.today
        fact = self.fact
        self.fields["on"] = PartialDateField(
            today=today, label=_("When it was"), help_text=_("For example 2026, 11/2026 or 3.11.2026")
        )
        self.fields["said"].label = self.tongue.words.question(fact.id).text
        self.by_list = fact.type == "list" and bool(choices.codes_of(fact, self.rulebook))
        if not self.plainly:
            self.fields["value"] = self._value_field()
        if fact.type == "number":
            self.fields["margin"] = forms.CharField(
                required=False,
                label=_("How far it may be out, either way"),
                widget=forms.TextInput(attrs={"class": "w4", "inputmode": "decimal", "autocomplete": "off"}),
            )

    @property
    def plainly(self) -> bool:
        """Whether every possible answer is one of a few that stand below each other."""
        return self.fact.type == "tri" or (self.fact.type == "code" and not self._by_country)

    @property
    def _by_country(self) -> bool:
        return self.fact.codes in ("countries", "countries_or_none")

    @property
    def answers(self) -> list[Choice]:
        """The large answers, those marked that are given or on record."""
        return choices.ticked(self._offered(), [str(self["said"].value() or "")])

    @property
    def boxes(self) -> list[Choice]:
        """The codes of a list, each with a box."""
        if not self.by_list:
            return []
        offered = [
            choices.code(self.fact, each, self.tongue, self.other)
            for each in choices.codes_of(self.fact, self.rulebook)
        ]
        return choices.ticked(offered, self["value"].value() or ())

    @property
    def more_is_said(self) -> bool:
        """Whether the part that is folded away has something in it, or something wrong with it."""
        names = [name for name in ("note", "source", "on", "margin") if name in self.fields]
        return any(self[name].value() or self[name].errors for name in names) or (
            self["basis"].value() not in ("", None, "stated")
        )

    @property
    def untouched(self) -> bool:
        """Whether nothing was answered or typed."""
        return not any(self[name].value() for name in ("said", "value", "note") if name in self.fields)

    def answer(self) -> Answer:
        """What was answered; only of a form that is valid."""
        given = self.cleaned_data
        return Answer(
            self.fact.id,
            given["answer"],
            item=self.item,
            basis=given["basis"] or "stated",
            on=given["on"],
            note=given["note"].strip(),
            source=given["source"].strip(),
            seen=given["seen"],
            margin=given.get("margin") or 0,
        )

    def reread(self, standing: Recorded | None) -> None:
        """Follow the answer that is on record by now; what was typed stays."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["seen"] = str(standing.id) if standing else ""
        self.data = data

    def say(self, problem: BadAnswer) -> None:
        """Put what the rulebook does not take beside its field."""
        main = "said" if self.plainly else "value"
        fields = {name: field for name, field in PLACES.items() if field in self.fields}
        for faults in problem.faults.values():
            say_faults(self, faults, fields=fields, main=main)

    def clean(self) -> dict[str, Any]:
        """Put the answer together from what was chosen and typed."""
        given = dict(self.cleaned_data)
        self.cleaned_data["answer"] = given["answer"] = self._answer(given)
        return given

    def clean_margin(self) -> float:
        """How far the number may be out."""
        return self._number("margin", self.cleaned_data["margin"]) or 0

    def _answer(self, given: dict[str, Any]) -> Any:
        said = given.get("said", "")
        if self.plainly:
            return self._plain_answer(said)
        value = given.get("value")
        if said in (UNKNOWN, DECLINED, NOTHING):
            if value:
                self.add_error("said", BOTH % {"other": choices.PLAIN[said]})
            return [] if said == NOTHING else said
        if "value" in self.errors:
            return None
        if not value:
            self.add_error("value", self._wanted())
            return None
        return self._typed_answer(value)

    def _plain_answer(self, said: str) -> Any:
        if said not in {each.value for each in self._offered()}:
            self.add_error("said", CHOOSE)
            return None
        return {YES: True, NO: False}.get(said, said) if self.fact.type == "tri" else said

    def _typed_answer(self, value: Any) -> Any:
        if self.fact.type == "number":
            return self._number("value", value)
        if self.fact.type == "list" and not self.by_list:
            lines = [line.strip() for line in re.split(r"[\n\r;،,]", value)]
            return list(dict.fromkeys(line for line in lines if line))
        return value

    def _number(self, field: str, typed: str) -> float | int | None:
        text = plain_digits(typed)
        if not text:
            return None
        if not NUMBER.fullmatch(text):
            self.add_error(field, A_NUMBER)
            return None
        number = float(text.replace(",", "."))
        return int(number) if number.is_integer() else number

    def _wanted(self) -> Any:
        if self.fact.type == "number":
            return A_NUMBER
        if self.by_list:
            return TICK_ONE
        return A_COUNTRY if self._by_country else SOMETHING

    def _offered(self) -> list[Choice]:
        other = self.other
        if self.fact.type == "tri":
            offered = [choices.plain(each, other) for each in (YES, NO)]
        elif self.plainly:
            codes = choices.codes_of(self.fact, self.rulebook)
            offered = [choices.code(self.fact, each, self.tongue, other) for each in codes]
        else:
            offered = [choices.plain(THIS, other)]
            if self.fact.type == "list":
                offered.append(choices.plain(NOTHING, other))
        return [*offered, *(choices.plain(each, other) for each in (UNKNOWN, DECLINED))]

    def _value_field(self) -> forms.Field:
        label = _("The answer")
        if self.by_list:
            codes = [(each, each) for each in choices.codes_of(self.fact, self.rulebook)]
            return forms.MultipleChoiceField(
                required=False,
                label=label,
                choices=codes,
                widget=_Boxes,
                error_messages={"invalid_choice": _("Tick only what is offered.")},
            )
        if self._by_country:
            offered = choices.country_choices(self.fact, self.rulebook, self.tongue.page)
            return forms.ChoiceField(
                required=False,
                label=label,
                choices=list(offered),
                error_messages={"invalid_choice": A_COUNTRY},
            )
        if self.fact.type == "number":
            attrs = {"class": "w6", "inputmode": "decimal", "autocomplete": "off"}
            return forms.CharField(required=False, label=label, widget=forms.TextInput(attrs=attrs))
        hint = _("One on each line") if self.fact.type == "list" else ""
        attrs = {"rows": "3", "dir": "auto", "maxlength": str(LONGEST["value"])}
        return forms.CharField(
            required=False, label=label, help_text=hint, widget=forms.Textarea(attrs=attrs)
        )


class _Boxes(forms.CheckboxSelectMultiple):
    widgets_names = ("-0",)


def _initial(fact: FactEntry, standing: Recorded | None) -> dict[str, Any]:
    if standing is None:
        return {"basis": "stated"}
    value = standing.value
    found: dict[str, Any] = {
        "seen": standing.id,
        "note": standing.note,
        "basis": standing.basis,
        "source": standing.source,
        "on": typed_partial(standing.on),
        "margin": f"{standing.margin:g}" if standing.margin else "",
    }
    if isinstance(value, bool):
        return found | {"said": YES if value else NO}
    if value in (UNKNOWN, DECLINED):
        return found | {"said": value}
    if value == []:
        return found | {"said": NOTHING}
    if isinstance(value, list):
        lines = value if not isinstance(fact.codes, str) or fact.codes == "facts" else "\n".join(value)
        return found | {"said": THIS, "value": lines}
    if isinstance(value, int | float):
        return found | {"said": THIS, "value": f"{value:.10g}"}
    closed = fact.type == "code" and not isinstance(fact.codes, str)
    return found | {"said": value if closed else THIS, "value": value}
