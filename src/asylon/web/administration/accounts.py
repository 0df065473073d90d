"""The pages of accounts: the list, a new one, and all that is done with one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from asylon.casework.access.kernel import Act
from asylon.casework.spine import EditedMeanwhile
from asylon.casework.staff import lockout, selectors
from asylon.casework.staff.models import Account, Role
from asylon.casework.staff.services import LastAdministrator, WorkNameTaken
from asylon.web.administration import acts
from asylon.web.administration.allowed import administers
from asylon.web.administration.forms import EditAccountForm, NewAccountForm, RoleForm, SeenForm
from asylon.web.visitors import visitor_of


@administers(Act.MANAGE_ACCOUNTS)
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody who works here, or did."""
    return render(
        request, "administration/accounts.html", {"lines": selectors.account_lines(now=timezone.localtime())}
    )


@administers(Act.MANAGE_ACCOUNTS)
def new_account(request: HttpRequest) -> HttpResponse:
    """Make an account. The password for one time is shown once, on the page that answers."""
    form = NewAccountForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.make_account(
                visitor_of(request),
                form.the_office,
                username=form.cleaned_data["username"],
                name=form.cleaned_data["name"],
                roles=form.cleaned_data["roles"],
                language=form.cleaned_data["language"],
                now=timezone.localtime(),
            )
        except WorkNameTaken:
            form.taken()
        else:
            return _given(request, made.account, made.password)
    return render(request, "administration/new_account.html", {"form": form})


@administers(Act.MANAGE_ACCOUNTS)
def account(request: HttpRequest, account: UUID) -> HttpResponse:
    """One account: what stands about it, its roles, and how it signs in."""
    row = _the(account)
    form = EditAccountForm(request.POST or None, initial=_initial(row))
    stored = None
    if request.method == "POST" and form.is_valid():
        try:
            acts.edit_account(
                visitor_of(request),
                row,
                seen=form.cleaned_data["seen"] or 0,
                name=form.cleaned_data["name"],
                office=form.the_office,
                language=form.cleaned_data["language"],
                now=timezone.localtime(),
            )
        except EditedMeanwhile:
            row = stored = _the(account)
            form.reread(row.version)
        else:
            return _back(request, row, _("What stands about the account is changed."))
    return _page(request, row, form, stored=stored)


@require_POST
@administers(Act.MANAGE_ACCOUNTS)
def give_role(request: HttpRequest, account: UUID) -> HttpResponse:
    """Give a role, from now on."""
    row, form, visitor = _the(account), RoleForm(request.POST), visitor_of(request)
    if not form.is_valid():
        return _page(request, row, EditAccountForm(initial=_initial(row)), roles=form)
    if not acts.give_role(visitor, row, Role(form.cleaned_data["role"]), now=timezone.localtime()):
        return _back(request, row, _("The account holds this role already."))
    if row.pk == visitor.account:
        return _back(request, row, _("You gave this role to yourself. That is written down and stands out."))
    return _back(request, row, _("The role is given, from now on."))


@require_POST
@administers(Act.MANAGE_ACCOUNTS)
def end_role(request: HttpRequest, account: UUID) -> HttpResponse:
    """End a role, at once."""
    row, form = _the(account), RoleForm(request.POST)
    if form.is_valid():
        try:
            acts.end_role(visitor_of(request), row, Role(form.cleaned_data["role"]), now=timezone.localtime())
        except LastAdministrator:
            return _back(request, row, _last_administrator(), wrong=True)
    return _back(request, row, _("The role has ended. The next page that is opened knows."))


@require_POST
@administers(Act.MANAGE_ACCOUNTS)
def lock(request: HttpRequest, account: UUID) -> HttpResponse:
    """Let nobody sign in with this account any more."""
    return _versioned(
        request, account, acts.lock_account, _("The account is locked and signed out everywhere.")
    )


@require_POST
@administers(Act.MANAGE_ACCOUNTS)
def unlock(request: HttpRequest, account: UUID) -> HttpResponse:
    """Let the account sign in again."""
    return _versioned(request, account, acts.unlock_account, _("The account can sign in again."))


@require_POST
@administers(Act.MANAGE_ACCOUNTS)
def revoke(request: HttpRequest, account: UUID) -> HttpResponse:
    """End every session and token now."""
    row = _the(account)
    acts.revoke(visitor_of(request), row, now=timezone.localtime())
    return _back(request, row, _("Every session and token of the account has ended."))


@require_POST
@administers(Act.MANAGE_ACCOUNTS)
def reset_factors(request: HttpRequest, account: UUID) -> HttpResponse:
    """Forget telephone, passkeys and recovery codes."""
    row = _the(account)
    acts.reset_factors(visitor_of(request), row, now=timezone.localtime())
    return _back(request, row, _("The second factor is forgotten. A new one is set up at the next sign-in."))


@require_POST
@administers(Act.MANAGE_ACCOUNTS)
def end_waiting(request: HttpRequest, account: UUID) -> HttpResponse:
    """Let somebody try again at once."""
    row = _the(account)
    acts.end_waiting(visitor_of(request), row, now=timezone.localtime())
    return _back(request, row, _("The waiting has ended. They can try again now."))


@require_POST
@administers(Act.MANAGE_ACCOUNTS)
def new_password(request: HttpRequest, account: UUID) -> HttpResponse:
    """A password for one time, shown once."""
    row = _the(account)
    return _given(request, row, acts.new_password(visitor_of(request), row, now=timezone.localtime()))


def _versioned(request: HttpRequest, account: UUID, act: Callable[..., None], said: str) -> HttpResponse:
    row, form = _the(account), SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else -1
    try:
        act(visitor_of(request), row, seen=seen, now=timezone.localtime())
    except EditedMeanwhile:
        return _back(
            request,
            row,
            _("Somebody changed this account meanwhile; nothing was done. Look again, then press again."),
            wrong=True,
        )
    except LastAdministrator:
        return _back(request, row, _last_administrator(), wrong=True)
    return _back(request, row, said)


def _page(
    request: HttpRequest,
    row: Account,
    form: EditAccountForm,
    *,
    stored: Account | None = None,
    roles: RoleForm | None = None,
) -> HttpResponse:
    now = timezone.localtime()
    given = {
        "account": row,
        "form": form,
        "stored": stored,
        "role_form": roles or RoleForm(),
        "roles_held": selectors.roles_of(row.pk),
        "second_factor": selectors.has_second_factor(row.pk),
        "waits_until": lockout.waits_until(row, now=now),
        "oneself": row.pk == visitor_of(request).account,
    }
    return render(request, "administration/account.html", given)


def _given(request: HttpRequest, row: Account, password: str) -> HttpResponse:
    return render(request, "administration/given.html", {"account": row, "password": password})


def _the(account: UUID) -> Account:
    try:
        return selectors.the_account(account)
    except Account.DoesNotExist as missing:
        raise Http404 from missing


def _initial(row: Account) -> dict[str, object]:
    return {"name": row.name, "office": str(row.office_id), "language": row.language, "seen": row.version}


def _back(request: HttpRequest, row: Account, said: str, *, wrong: bool = False) -> HttpResponse:
    (messages.error if wrong else messages.success)(request, said)
    return HttpResponseRedirect(reverse("staff_account", args=[row.pk]))


def _last_administrator() -> str:
    return _("This is the last administrator. Make another one first, or nobody can make accounts any more.")
