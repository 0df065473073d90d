"""What the person tells, in their own words: read by few, written without being overwritten."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from asylon.casework.access.kernel import Act
from asylon.casework.interviews.accounts import LONGEST, Told, read_accounts, tell
from asylon.casework.interviews.services import WITHOUT_WORDS
from asylon.web.facts.page import called, case_page
from asylon.web.interview.begin_form import best_language, language_choices
from asylon.web.people.shown.days import moment
from asylon.web.people.shown.said import direction
from asylon.web.visitors import visitor_of


class AccountForm(forms.Form):
    """A piece of the account, and the language that it is written in."""

    language = forms.ChoiceField(
        label=gettext_lazy("Written in"),
        error_messages={"invalid_choice": gettext_lazy("Choose a language from the list.")},
    )
    text = forms.CharField(
        label=gettext_lazy("In the person’s own words"),
        help_text=gettext_lazy("Sealed at once. What was written before stays as it is."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        error_messages={
            "required": gettext_lazy("Write what the person tells."),
            "max_length": gettext_lazy("This is too long for one piece. Save the first part, then the rest."),
        },
    )

    def __init__(self, data: QueryDict | None) -> None:
        """Offer the languages that there are names for."""
        super().__init__(data)
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = language_choices()


@require_http_methods(["GET", "HEAD", "POST"])
@case_page
def account(request: HttpRequest, person: UUID) -> HttpResponse:
    """Every piece of the account, newest first, and a form for the next one."""
    now, visitor = timezone.localtime(), visitor_of(request)
    form = AccountForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        tell(visitor, person, given["text"], language=given["language"], now=now)
        messages.success(request, _("Kept and sealed."))
        return redirect("account", person=person)
    accounts = read_accounts(visitor, person, now=now)
    if not form.is_bound:
        form.initial["language"] = best_language(accounts.case.identity.languages)
    shown = {
        "person": person,
        "called": called(accounts.case),
        "told": [_shown(each) for each in accounts.told],
        "form": form,
        "may_write": accounts.case.may(Act.WRITE_ACCOUNT),
    }
    return render(request, "interview/account.html", shown, status=422 if form.is_bound else 200)


def _shown(told: Told) -> dict[str, str]:
    known = told.language not in ("", WITHOUT_WORDS)
    return {
        "when": moment(told.at),
        "text": told.text,
        "language": told.language if known else "",
        "direction": direction(told.language) if known else "auto",
    }
