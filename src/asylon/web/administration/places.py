"""The pages of offices, their sites and the services that they can call on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from asylon.casework.access.kernel import Act
from asylon.casework.offices import selectors, services
from asylon.casework.offices.models import Office, Service, Site
from asylon.casework.offices.services import AlreadyThere
from asylon.casework.spine import EditableRow, EditedMeanwhile
from asylon.web.administration import acts
from asylon.web.administration.allowed import administers
from asylon.web.administration.forms import OfficeForm, PlaceForm, ServiceForm, SiteForm
from asylon.web.visitors import visitor_of

Place = TypeVar("Place", bound=EditableRow)


@administers(Act.MANAGE_OFFICES)
def offices(request: HttpRequest) -> HttpResponse:
    """Every office."""
    return render(request, "administration/offices.html", {"offices": selectors.offices()})


@administers(Act.MANAGE_OFFICES)
def office(request: HttpRequest, office: UUID) -> HttpResponse:
    """One office with its sites and services."""
    row = _found(Office, office)
    given = {
        "office": row,
        "sites": selectors.sites_of(row.pk),
        "services": selectors.services_of(row.pk),
    }
    return render(request, "administration/office.html", given)


@administers(Act.MANAGE_OFFICES)
def new_office(request: HttpRequest) -> HttpResponse:
    """Add an office."""
    return _add(request, OfficeForm, services.add_office, title=_("A new office"))


@administers(Act.MANAGE_OFFICES)
def edit_office(request: HttpRequest, office: UUID) -> HttpResponse:
    """Change an office."""
    return _edit(request, _found(Office, office), OfficeForm, services.edit_office)


@administers(Act.MANAGE_OFFICES)
def new_site(request: HttpRequest, office: UUID) -> HttpResponse:
    """Add a site to an office."""
    row = _found(Office, office)
    return _add(
        request, SiteForm, lambda **typed: services.add_site(row, **typed), title=_("A new site"), of=row
    )


@administers(Act.MANAGE_OFFICES)
def edit_site(request: HttpRequest, site: UUID) -> HttpResponse:
    """Change a site."""
    return _edit(request, _found(Site, site), SiteForm, services.edit_site)


@administers(Act.MANAGE_OFFICES)
def new_service(request: HttpRequest, office: UUID) -> HttpResponse:
    """Add a service to an office."""
    row = _found(Office, office)
    return _add(
        request,
        ServiceForm,
        lambda **typed: services.add_service(row, **typed),
        title=_("A new service"),
        of=row,
    )


@administers(Act.MANAGE_OFFICES)
def edit_service(request: HttpRequest, service: UUID) -> HttpResponse:
    """Change a service."""
    return _edit(request, _found(Service, service), ServiceForm, services.edit_service)


def _add(
    request: HttpRequest,
    form_class: type[PlaceForm],
    save: Callable[..., EditableRow],
    *,
    title: str,
    of: Office | None = None,
) -> HttpResponse:
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = acts.save_place(
                visitor_of(request), "add_place", lambda: save(**form.changes), now=timezone.localtime()
            )
        except AlreadyThere:
            _say_taken(form)
        else:
            return _done(request, row, _("It is added."))
    given = {
        "form": form,
        "pairs": [(field, "") for field in form.visible_fields()],
        "title": title,
        "of": of,
    }
    return render(request, "administration/place.html", given)


def _edit(
    request: HttpRequest, row: EditableRow, form_class: type[PlaceForm], save: Callable[..., EditableRow]
) -> HttpResponse:
    form = form_class(request.POST or None, initial=_initial(row, form_class))
    stored: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        fresh = _found(type(row), row.pk)
        try:
            acts.save_place(
                visitor_of(request),
                "edit_place",
                lambda: save(fresh, seen=form.cleaned_data["seen"] or 0, **form.changes),
                now=timezone.localtime(),
            )
        except AlreadyThere:
            _say_taken(form)
        except EditedMeanwhile:
            now = _found(type(row), row.pk)
            stored = {
                name: _shown(now, name) for name in form.changes if getattr(now, name) != form.changes[name]
            }
            form.reread(now.version)
        else:
            return _done(request, fresh, _("It is changed."))
    pairs = [(field, stored.get(field.name, "")) for field in form.visible_fields()]
    given = {"form": form, "pairs": pairs, "title": str(_found(type(row), row.pk)), "of": _office_of(row)}
    return render(request, "administration/place.html", given | {"edited_meanwhile": bool(stored)})


def _done(request: HttpRequest, row: EditableRow, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("staff_office", args=[_office_of(row).pk]))


def _say_taken(form: PlaceForm) -> None:
    name = "code" if "code" in form.fields else "name"
    form.add_error(name, _("Another one is called so already. Choose something else."))


def _office_of(row: EditableRow) -> Office:
    if isinstance(row, Office):
        return row
    if isinstance(row, Site | Service):
        return row.office
    raise TypeError(f"{type(row).__name__} belongs to no office")


def _initial(row: EditableRow, form_class: type[PlaceForm]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in form_class.base_fields if name != "seen"} | {
        "seen": row.version
    }


def _shown(row: EditableRow, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else getattr(row, name))


def _found(kind: type[Place], key: UUID) -> Place:
    row = kind._base_manager.filter(pk=key).first()
    if row is None:
        raise Http404
    return row
