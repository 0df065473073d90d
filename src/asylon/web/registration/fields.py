"""The form of one person, and of what is asked of a family as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asylon.casework.people.partial_dates import UNKNOWN, PartialDate
from asylon.casework.registration.forms import Need, NewPerson, Part, Said
from asylon.web.registration.births import echo, read_birth

PARTS = (
    ("", _("Choose")),
    (Part.SPOUSE, _("Wife or husband")),
    (Part.PARTNER, _("Partner")),
    (Part.CHILD, _("Daughter or son")),
    (Part.CHILD_OF_HEAD, _("Daughter or son of the first person only")),
    (Part.PARENT, _("Mother or father")),
    (Part.SIBLING, _("Sister or brother")),
    (Part.GRANDPARENT, _("Grandmother or grandfather")),
    (Part.OTHER_RELATIVE, _("Another relative")),
    (Part.NOT_RELATED, _("Not related")),
    (Part.NOT_KNOWN, _("Not known")),
)
SEXES = (("female", _("Female")), ("male", _("Male")), ("other", _("Other")), ("not_said", _("Not said")))
NEEDS = (
    (Need.DOCTOR, _("Doctor")),
    (Need.DANGER, _("In danger")),
    (Need.BABY, _("Baby or pregnant")),
    (Need.DISABILITY, _("Disability")),
    (Need.ALONE_WITH_CHILDREN, _("Alone with children")),
)
ANSWERS = (
    (Said.YES, _("Yes")),
    (Said.NO, _("No")),
    (Said.UNKNOWN, _("Not known")),
    (Said.DECLINED, _("Does not want to say")),
)
NO_NATIONALITY = "none"
NATIONALITIES = ("nationality", "nationality_2", "nationality_3")
ADULT = 18
QUIET = {"autocomplete": "off", "autocapitalize": "words", "spellcheck": "false"}


class FreeText(forms.CharField):
    """One line of anything. What is wrong with it is said by the checks of casework, in one place."""

    def __init__(self, **options: Any) -> None:
        attrs = options.pop("attrs", {})
        super().__init__(required=False, widget=forms.TextInput(attrs=QUIET | attrs), **options)
        # Django's own refusal of NUL would come before the check that says which sign is wrong.
        self.validators = []


class BirthField(FreeText):
    """A birth as far as it is known, typed in one go."""

    def __init__(self, *, today: date, **options: Any) -> None:
        self.today = today
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """The birth.

        Raises: ValidationError with what to type instead.
        """
        return read_birth(str(value or ""), today=self.today)


class PersonForm(forms.Form):
    """One person of a form. `heading` is what messages about the person begin with."""

    def __init__(self, *, place: int, today: date, **options: Any) -> None:
        super().__init__(prefix=f"p{place}", **options)
        self.place = place
        self.today = today
        self.number = place + 1
        self.fields["part"] = forms.ChoiceField(label=_("Part in the family"), choices=PARTS, required=False)
        self.fields["given"] = FreeText(label=_("Given name"))
        self.fields["father"] = FreeText(label=_("Father’s name"))
        self.fields["family"] = FreeText(label=_("Family name"))
        self.fields["born"] = BirthField(today=today, label=_("Born"))
        self.fields["sex"] = forms.ChoiceField(
            label=_("Sex"), choices=SEXES, required=False, widget=forms.RadioSelect
        )
        self.fields["written"] = FreeText(label=_("Whole name in another script"), attrs={"dir": "auto"})
        self.fields["needs"] = forms.MultipleChoiceField(
            label=_("Needs"), choices=NEEDS, required=False, widget=forms.CheckboxSelectMultiple
        )
        if place == 0:
            del self.fields["part"]

    @property
    def heading(self) -> str:
        """The name as it was typed, so that a message can be told from those of the others."""
        typed = (str(self[name].value() or "").strip() for name in ("given", "family", "father", "written"))
        return next((text[:40] for text in typed if text), str(self.number))

    @property
    def empty(self) -> bool:
        """Whether nothing was typed or ticked; what was filled in by itself does not count."""
        said = ("given", "born", "sex", "written", "needs")
        return not any(self[name].value() for name in said) and (self.place == 0 or not self["part"].value())

    @property
    def born(self) -> PartialDate:
        """The birth as it was understood; not known where it was not."""
        found = getattr(self, "cleaned_data", {}).get("born")
        return found if isinstance(found, PartialDate) else UNKNOWN

    @property
    def echo(self) -> tuple[str, ...]:
        """How the birth was understood, piece by piece."""
        return echo(self.born, today=self.today)

    @property
    def may_be_child(self) -> bool:
        """Whether the birth, as it was understood, leaves it open that the person is under 18."""
        ages = self.born.age_on(self.today)
        return ages is not None and ages[0] < ADULT

    def person(self) -> NewPerson:
        """What was said of the person, with what was not understood left out."""
        said = self.cleaned_data
        names = {
            name: " ".join(said.get(name, "").split(" ")) for name in ("given", "father", "family", "written")
        }
        return NewPerson(
            **{name: text.strip() for name, text in names.items()},
            born=self.born,
            sex=said.get("sex") or "not_said",
            part=Part.HEAD if self.place == 0 else Part(said.get("part") or Part.NOT_KNOWN),
            needs=frozenset(Need(each) for each in said.get("needs", ())),
        )


class WholeForm(forms.Form):
    """What is asked once for everybody in the form."""

    def __init__(
        self,
        *,
        sites: Iterable[tuple[str, str]],
        countries: Iterable[tuple[str, str]],
        languages: Iterable[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(**options)
        lands = [("", _("Not known")), *countries]
        tongues = [("", _("Not known")), *languages]
        self.fields["draft"] = forms.UUIDField(widget=forms.HiddenInput)
        self.fields["adult_here"] = _answer(_("Is an adult who is responsible for the children with them?"))
        self.fields["needed"] = _answer(_("Does anybody need something today?"), key="T")
        self.fields["afraid"] = _answer(_("Is anybody afraid to go back?"))
        self.fields["language"] = _choice(_("Language"), tongues)
        self.fields["other_language"] = _choice(_("Another language"), tongues)
        self.fields["interpreter"] = _answer(_("Is an interpreter wanted?"))
        self.fields["nationality"] = _choice(
            _("Nationality"), [lands[0], (NO_NATIONALITY, _("Has none")), *lands[1:]]
        )
        self.fields["nationality_2"] = _choice(_("Second nationality"), lands)
        self.fields["nationality_3"] = _choice(_("Third nationality"), lands)
        self.fields["site"] = _choice(_("Site"), [("", _("Not at a site")), *sites])

    def leave_status_out(self) -> None:
        """Ask nothing that sorts people: during a rescue nobody is asked where from and why.

        What somebody says unasked is still heard.
        """
        for name in NATIONALITIES:
            del self.fields[name]
        self.fields["afraid"].label = _("Has anybody said that they are afraid to go back?")

    def nationalities(self) -> tuple[str, ...]:
        """The countries that were chosen, each once."""
        chosen = (self.cleaned_data.get(name, "") for name in NATIONALITIES)
        return tuple(dict.fromkeys(code for code in chosen if code and code != NO_NATIONALITY))

    def languages(self) -> tuple[str, ...]:
        """The languages that were chosen, best first."""
        chosen = (self.cleaned_data.get(name, "") for name in ("language", "other_language"))
        return tuple(dict.fromkeys(tag for tag in chosen if tag))

    def said(self, name: str) -> Said:
        """The answer to one question; not asked if there is none."""
        return Said(self.cleaned_data.get(name) or "")


class FirstKeyed(forms.RadioSelect):
    """Radios of which the first one is reached by a key: Alt and the letter."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def create_option(self, *args: Any, **options: Any) -> dict[str, Any]:
        """One answer; the first carries the key."""
        option = super().create_option(*args, **options)
        if option["index"] == "0":
            option["attrs"]["data-key"] = self.key
        return option


def _answer(label: Any, *, key: str = "") -> forms.ChoiceField:
    widget = FirstKeyed(key) if key else forms.RadioSelect()
    return forms.ChoiceField(label=label, choices=ANSWERS, required=False, widget=widget)


def _choice(label: Any, choices: list[tuple[Any, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)
