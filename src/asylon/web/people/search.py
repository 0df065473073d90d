"""Finding somebody: by name in any script, number or date of birth."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from asylon.casework.access.door import may, must
from asylon.casework.access.kernel import Act
from asylon.casework.access.search import Hit, find_people
from asylon.web.people.forms import LONGEST_SEARCH
from asylon.web.people.shown.heads import SEXES, ShownName, shown_names
from asylon.web.people.shown.kin import years
from asylon.web.people.through import through_the_door
from asylon.web.visitors import visitor_of

FITS = {
    "number": lambda: gettext("the number fits"),
    "name": lambda: gettext("the name fits"),
    "born": lambda: gettext("the birth fits"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One person found, as far as the visitor may see."""

    person: UUID
    number: str
    initials: str
    names: tuple[ShownName, ...]
    age: str
    sex: str
    closed: bool
    fits: tuple[str, ...]


@require_safe
@through_the_door
def people(request: HttpRequest) -> HttpResponse:
    """The search, and what it found."""
    visitor, now = visitor_of(request), timezone.localtime()
    typed = " ".join(request.GET.get("q", "").replace("\x00", " ").split())
    given = {
        "typed": typed[:LONGEST_SEARCH],
        "longest": LONGEST_SEARCH,
        "may_register": may(visitor, Act.REGISTER, now=now),
    }
    if not typed:
        must(visitor, Act.SEARCH, now=now)
        return render(request, "people/search.html", given)
    found = find_people(visitor, typed[:LONGEST_SEARCH], now=now)
    given |= {"found": found, "rows": tuple(_row(hit) for hit in found.hits)}
    return render(request, "people/search.html", given)


def _row(hit: Hit) -> Row:
    return Row(
        person=hit.person,
        number=hit.number,
        initials=hit.initials,
        names=shown_names(hit.names),
        age=years(hit.age),
        sex=str(SEXES.get(hit.sex, "")),
        closed=hit.closed,
        fits=tuple(FITS[sign]() for sign in hit.match if sign in FITS),
    )
