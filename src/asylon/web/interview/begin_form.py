"""How an interview begins: in which language, with whom, and whether alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from asylon.casework.interviews.services import WITHOUT_WORDS
from asylon.rulebook import languages, load

INTERPRETERS = (
    ("none", _("Nobody: we speak one language")),
    ("woman", _("A woman interpreter")),
    ("man", _("A man interpreter")),
    ("telephone", _("Somebody on the telephone")),
)
ALONE = (("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known")))
CHOOSE = _("Choose one of these.")


def language_choices() -> list[tuple[str, Any]]:
    """The languages that there are words in, by their own name and in that of the page; and another one."""
    found = [(tag, _named(tag)) for tag in languages(load())]
    return [*found, (WITHOUT_WORDS, _("Another language"))]


def best_language(speaks: tuple[str, ...]) -> str:
    """The first of somebody's languages that there are words in; another one if there is none."""
    by_tag = {tag.casefold(): tag for tag in languages(load())}
    known = (by_tag[tag.casefold()] for tag in speaks if tag.casefold() in by_tag)
    return next(known, WITHOUT_WORDS if speaks else "")


class BeginForm(forms.Form):
    """What is asked before the first question."""

    language = forms.ChoiceField(
        label=_("In which language does the person hear the questions?"),
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    interpreter = forms.ChoiceField(
        label=_("Who puts the words across?"),
        choices=INTERPRETERS,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    alone = forms.ChoiceField(
        label=_("Is the person alone with you and the interpreter?"),
        help_text=_("Nobody of the family or the group can hear what is said."),
        choices=ALONE,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )

    def __init__(self, data: Any = None, *, speaks: tuple[str, ...] = ()) -> None:
        """`speaks` are the languages of the person, best first."""
        super().__init__(data, initial={"language": best_language(speaks)})
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = language_choices()

    @property
    def alone_said(self) -> bool | None:
        """Whether the person is alone; None if that is not known. Only of a form that is valid."""
        said: bool | None = {"yes": True, "no": False}.get(self.cleaned_data["alone"])
        return said


def _named(tag: str) -> str:
    info = get_language_info(tag.lower())
    own, here = info["name_local"], info["name_translated"]
    return own if own.casefold() == here.casefold() else f"{own} · {here}"
