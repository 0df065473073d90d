"""The page on which an identity is changed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from asylon.casework.access.door import OpenCase, open_person
from asylon.casework.access.editing import edit_identity
from asylon.casework.access.kernel import Act, Field
from asylon.casework.spine import EditedMeanwhile
from asylon.web.identity.forms import SentIdentity
from asylon.web.people.through import through_the_door
from asylon.web.people.views import called
from asylon.web.registration.births import born_words
from asylon.web.visitors import visitor_of


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def identity(request: HttpRequest, person: UUID) -> HttpResponse:
    """Who somebody is: as it stands, and as it is from now on."""
    visitor, now = visitor_of(request), timezone.localtime()
    case = open_person(visitor, person, act=Act.EDIT_PERSON, now=now)
    case.must_see(Field.IDENTITY)
    sent = SentIdentity(
        request.POST if request.method == "POST" else None,
        identity=case.identity,
        version=case.version,
        contact=case.adds_to(Field.CONTACT),
        today=now.date(),
    )
    if request.method != "POST":
        return _page(request, case, sent)
    if not sent.is_valid():
        return _page(request, case, sent, status=422)
    seen = sent.rest.cleaned_data["seen"]
    try:
        edit_identity(visitor, person, sent.identity, seen=seen, now=now)
    except EditedMeanwhile:
        return _page(request, case, sent, status=409)
    messages.success(request, _("Saved."))
    return redirect("person", person=person)


def _page(request: HttpRequest, case: OpenCase, sent: SentIdentity, *, status: int = 200) -> HttpResponse:
    stands = None
    if status == 409:
        sent.read_again(case.version)
        stands = {
            "names": [name.shown for name in case.identity.names],
            "born": born_words(case.identity.born),
            "marks": case.identity.marks,
        }
    given = {
        "person": case.person,
        "called": called(case),
        "sent": sent,
        "rest": sent.rest,
        "names": sent.names,
        "stands": stands,
    }
    return render(request, "identity/identity.html", given, status=status)
