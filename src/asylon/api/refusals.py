"""Which answer each exception of casework leads to. What is not listed here is a fault of ours, and a 500."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from asylon.api.bearer import FRESH_CODE, MustWait, WrongCode
from asylon.api.form_faults import fault_of_kinship, faults_of_form
from asylon.api.problems import Fault, not_there, problem
from asylon.casework.access.door import NotThere, Refused
from asylon.casework.access.involving import AlreadyInvolved, NobodyToInvolve
from asylon.casework.access.kernel import Why
from asylon.casework.access.kinship import CannotBe
from asylon.casework.access.opening import LONGEST_REASON, SHORTEST_REASON, ShortReason
from asylon.casework.assessments.selectors import NoSuchAssessment
from asylon.casework.facts.items import BadItem, NotEmpty, UnknownItem
from asylon.casework.facts.services import BadAnswer
from asylon.casework.interviews.accounts import LONGEST, BadAccount
from asylon.casework.interviews.services import NoInterview
from asylon.casework.offices.services import AlreadyThere
from asylon.casework.people.groups import AlreadyMember
from asylon.casework.people.links import AlreadyLinked
from asylon.casework.registration.checks import BadForm
from asylon.casework.registration.events import DraftTaken
from asylon.casework.spine import EditedMeanwhile
from asylon.casework.staff.services import LastAdministrator, WorkNameTaken
from asylon.figures.faults import FigureFault
from asylon.responses.emergencies.faults import BadRecord, DeclaredAlready, NothingDeclared
from asylon.responses.plans.faults import BadEntry, DraftAlready, NotADraft, NotReady
from asylon.responses.pledges.faults import BadPledge
from asylon.responses.reviews.services import NotAdopted, ReviewCalled, ReviewHeld
from asylon.responses.shares.faults_of_keys import key_fault_says
from asylon.responses.shares.records import NameTaken
from asylon.rulebook.faults import BadInput
from asylon.sharing.faults import SharingFault
from asylon.vault import Erased

Answer = Callable[[Any], HttpResponse]


class Stands(Exception):
    """Somebody else was quicker; `now` is what stands on record, as the visitor may see it."""

    def __init__(self, now: dict[str, Any]) -> None:
        super().__init__("edited meanwhile")
        self.now = now


class BadRequest(Exception):
    """Something in a request cannot be taken, for a reason that its shape does not say."""

    def __init__(self, place: str, code: str, says: str) -> None:
        super().__init__(code)
        self.fault = Fault(place=place, code=code, says=says)


def listen(api: NinjaAPI) -> None:
    """Give every exception its answer."""
    for exception, answer in ANSWERS.items():
        api.add_exception_handler(exception, _handler(answer))


def _handler(answer: Answer) -> Callable[[HttpRequest, Any], HttpResponse]:
    def handle(request: HttpRequest, exception: Any) -> HttpResponse:
        return answer(exception)

    return handle


def _refused(refusal: Refused) -> HttpResponse:
    if refusal.why is Why.STEP_UP:
        said = _(
            "This wants a fresh second factor. Send the six digits that your app shows now "
            "in the header %(header)s."
        ) % {"header": FRESH_CODE}
        return problem(HTTPStatus.FORBIDDEN, said, why=refusal.why)
    said = _("This is not open to your role, for this purpose, in this case.")
    return problem(HTTPStatus.FORBIDDEN, said, why=refusal.why)


def _no_token(_exception: object) -> HttpResponse:
    said = _("Send a token that has not ended in the header Authorization: Bearer.")
    return problem(HTTPStatus.UNAUTHORIZED, said, headers={"WWW-Authenticate": "Bearer"})


def _wrong_code(_exception: object) -> HttpResponse:
    said = _(
        "This code does not count. Send the six digits that your app shows now, each code once. "
        "Accounts without an app do this on the pages."
    )
    return problem(HTTPStatus.FORBIDDEN, said, why=Why.STEP_UP)


def _wait(exception: MustWait | Throttled) -> HttpResponse:
    if isinstance(exception, MustWait):
        seconds = (exception.until - timezone.now()).total_seconds()
    else:
        seconds = exception.wait or 1
    said = _("Too many in a short time. Wait as long as Retry-After says, then try again.")
    return problem(
        HTTPStatus.TOO_MANY_REQUESTS, said, headers={"Retry-After": str(max(1, math.ceil(seconds)))}
    )


def _shape(exception: ValidationError) -> HttpResponse:
    faults = [
        Fault(place=_place(error["loc"]), code=error["type"], says=error["msg"]) for error in exception.errors
    ]
    return _cannot_take(faults)


def _place(loc: tuple[str | int, ...]) -> str:
    # The first part says body, query or path; the second is the name of a parameter of ours.
    named = loc[2:] if loc and loc[0] == "body" else loc[1:]
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in named)
    return place.removeprefix(".") or "body"


def _cannot_take(faults: Any) -> HttpResponse:
    said = _("Something in the request cannot be taken. Look at each of the faults.")
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, said, faults=faults)


def _bad_json(exception: HttpError) -> HttpResponse:
    if exception.status_code != HTTPStatus.BAD_REQUEST:
        raise exception
    said = _(
        "The body cannot be read: send JSON in UTF-8, each key once, without zero bytes and half characters."
    )
    return problem(HTTPStatus.BAD_REQUEST, said)


def _rulebook_faults(exception: BadAnswer | BadItem) -> Iterator[Fault]:
    if isinstance(exception, BadItem):
        if exception.twice:
            yield Fault(
                place="id", code="twice", says=_("It stands in the list already. Answer about that one.")
            )
        found = exception.faults
    else:
        found = tuple(fault for faults in exception.faults.values() for fault in faults)
    for fault in found:
        yield Fault(place=fault.place, code=fault.code, says=fault.problem())


def _input_faults(exception: BadInput) -> Iterator[Fault]:
    for fault in exception.faults:
        of_a_key = isinstance(fault, SharingFault | FigureFault)
        says = key_fault_says(fault) if of_a_key else fault.problem()
        yield Fault(place=fault.place or "body", code=fault.code, says=says)


def _record_faults(exception: BadRecord) -> Iterator[Fault]:
    for fault in exception.faults:
        place = fault.field if fault.row is None else f"rows[{fault.row}].{fault.field}"
        yield Fault(place=place, code=fault.code, says=fault.says())


def _entry_faults(exception: BadEntry) -> Iterator[Fault]:
    for fault in exception.faults:
        yield Fault(place=fault.field, code=fault.code, says=fault.says())


def _not_ready(exception: NotReady) -> HttpResponse:
    says = _("This is missing before the version can be adopted.")
    faults = [
        Fault(place=lack.of or lack.asked or "version", code=lack.code, says=says) for lack in exception.lacks
    ]
    said = _("The version cannot be adopted yet. Each fault names what is missing.")
    return problem(HTTPStatus.CONFLICT, said, why="not_ready", faults=faults)


def _pledge_faults(exception: BadPledge) -> Iterator[Fault]:
    for fault in exception.faults:
        place = {"tranche": "part"}.get(fault.field, fault.field)
        if fault.row is not None:
            place = f"parts[{fault.row}].{place}"
        yield Fault(place=place, code=fault.code, says=fault.says())


def _conflict(why: str, said: Callable[[], str]) -> Answer:
    return lambda exception: problem(
        HTTPStatus.CONFLICT, said(), why=why, now=getattr(exception, "now", None)
    )


def _one_fault(place: str, code: str, says: Callable[[], str]) -> Answer:
    return lambda exception: _cannot_take([Fault(place=place, code=code, says=says())])


_edited = _conflict(
    "edited_meanwhile",
    lambda: _("Somebody changed this after you read it; nothing was written. Read it again and decide."),
)

ANSWERS: dict[type[Exception], Answer] = {
    NotThere: lambda exception: not_there(),
    Http404: lambda exception: not_there(),
    UnknownItem: lambda exception: not_there(),
    NoSuchAssessment: lambda exception: not_there(),
    Refused: _refused,
    PermissionDenied: lambda exception: problem(
        HTTPStatus.FORBIDDEN, _("This is not open to you, or the network address is not known.")
    ),
    AuthenticationError: _no_token,
    WrongCode: _wrong_code,
    MustWait: _wait,
    Throttled: _wait,
    ValidationError: _shape,
    HttpError: _bad_json,
    BadRequest: lambda exception: _cannot_take([exception.fault]),
    BadAnswer: lambda exception: _cannot_take(_rulebook_faults(exception)),
    BadItem: lambda exception: _cannot_take(_rulebook_faults(exception)),
    BadForm: lambda exception: _cannot_take(faults_of_form(exception)),
    BadRecord: lambda exception: _cannot_take(_record_faults(exception)),
    BadPledge: lambda exception: _cannot_take(_pledge_faults(exception)),
    BadEntry: lambda exception: _cannot_take(_entry_faults(exception)),
    NotReady: _not_ready,
    NotADraft: _conflict(
        "not_a_draft", lambda: _("This version is adopted and stays as it is. Begin a new version.")
    ),
    DraftAlready: _conflict("draft_already", lambda: _("There is a draft of this plan. Go on with it.")),
    NotAdopted: _conflict(
        "not_adopted", lambda: _("No version of this plan is adopted, so there is nothing to review yet.")
    ),
    ReviewCalled: _conflict(
        "review_called", lambda: _("A review of this plan is called already. Hold that one first.")
    ),
    ReviewHeld: _conflict(
        "review_held", lambda: _("This review is over; what it found and decided is kept as it was.")
    ),
    BadInput: lambda exception: _cannot_take(_input_faults(exception)),
    CannotBe: lambda exception: _cannot_take([fault_of_kinship(exception)]),
    ShortReason: _one_fault(
        "reason",
        "length",
        lambda: (
            _("Say in one sentence why: %(least)s to %(most)s characters.")
            % {"least": SHORTEST_REASON, "most": LONGEST_REASON}
        ),
    ),
    NobodyToInvolve: _one_fault(
        "account",
        "nobody",
        lambda: _("No such account or office, or it holds no role that works for this purpose."),
    ),
    BadAccount: _one_fault(
        "text",
        "length",
        lambda: _("Write what was told, in at most %(most)s characters.") % {"most": LONGEST},
    ),
    NoInterview: _conflict(
        "no_interview", lambda: _("No interview is going on with this person. Begin one.")
    ),
    EditedMeanwhile: _edited,
    Stands: _edited,
    AlreadyInvolved: _conflict(
        "already_involved", lambda: _("They have business with the person for this purpose already.")
    ),
    AlreadyLinked: _conflict(
        "already_linked", lambda: _("The two are linked in this way already, or the other way round.")
    ),
    AlreadyMember: _conflict("already_member", lambda: _("The person belongs to this group already.")),
    NotEmpty: _conflict(
        "not_empty", lambda: _("Something stands in the list, so that it is not empty. Withdraw it first.")
    ),
    DraftTaken: _conflict(
        "draft_taken", lambda: _("Somebody else sent a form with this draft. Make a new id for yours.")
    ),
    WorkNameTaken: _conflict(
        "work_name_taken", lambda: _("Somebody has this work name already. Choose another one.")
    ),
    NameTaken: _conflict(
        "name_taken", lambda: _("Another scenario is called so already. Choose another name.")
    ),
    AlreadyThere: _conflict(
        "already_there", lambda: _("Another one is called so already. Choose something else.")
    ),
    LastAdministrator: _conflict(
        "last_administrator", lambda: _("This is the last administrator. Make another one first.")
    ),
    DeclaredAlready: _conflict(
        "declared_already", lambda: _("A declaration runs already. End it first, or leave it as it is.")
    ),
    NothingDeclared: _conflict(
        "nothing_declared", lambda: _("No declaration runs, so there is none to end.")
    ),
    Erased: lambda exception: problem(
        HTTPStatus.GONE, _("The person was erased. Only the number and the dates are left.")
    ),
}
