"""What is wrong with a registration form, or with what was said of a family, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asylon.api.problems import Fault
from asylon.casework.access.kinship import CannotBe
from asylon.casework.registration.checks import BadForm, FormFault

SENTENCES: Mapping[tuple[str, str], str | Promise] = {
    ("given", "nobody"): _("Say something about the first person: a name, or what is known."),
    ("people", "many"): _("These are too many for one family. Count the group first."),
    ("people", "one"): _("Only one person is registered here. Send several as a family."),
    ("adult_here", "required"): _("Perhaps only children are here: say whether a responsible adult is."),
    ("needed", "both"): _("Needs are named for some people: needed must be yes or stay empty."),
    ("needed", "who"): _("Say who needs what, in the needs of that person."),
    ("nationalities", "country"): _("Give two-letter country codes of ISO 3166-1."),
    ("nationalities", "both"): _("Name nationalities, or say that there is none, not both."),
    ("women", "nobody"): _("Nobody was counted. Give at least one number above 0."),
    ("other", "self"): _("Nobody is linked to herself. Name somebody else."),
    ("link", "registered"): _("Whoever this link leads to is registered already."),
    ("since", "future"): _("The day lies in the future. Give today or an earlier day."),
    ("until", "future"): _("The day lies in the future. Give today or an earlier day."),
    ("until", "before"): _("It cannot end before it began."),
    ("site", "unknown"): _("This is no site of your office. Take one of those that you can list."),
}
"""By field and code; sentences that hold for every field stand in `ANYWHERE`."""
ANYWHERE: Mapping[str, str | Promise] = {
    "long": _("Make it shorter."),
    "sign": _("It holds a sign that is not written in names or places. Take it out."),
    "choice": _("Take one of the choices."),
    "head": _("The first person, and nobody else, is the head."),
    "future": _("The birth lies in the future. Give today or an earlier day."),
    "count": _("Give a whole number that is not below 0 and not above 100,000."),
    "early": _("Nobody remembers as far back as that. Look at the year again."),
    "required": _("Fill this in."),
}
OTHERWISE = _("It cannot be taken like this.")


def faults_of_form(bad: BadForm) -> Iterator[Fault]:
    """The faults of a form with their places, as the body names them."""
    for fault in bad.faults:
        yield Fault(place=_place(fault), code=fault.code, says=str(_sentence(fault)))


def fault_of_kinship(bad: CannotBe) -> Fault:
    """What cannot be so in a family, with its place."""
    return Fault(place=bad.field, code=bad.code, says=str(_sentence(FormFault(bad.field, bad.code))))


def _place(fault: FormFault) -> str:
    return fault.field if fault.person is None else f"people[{fault.person}].{fault.field}"


def _sentence(fault: FormFault) -> str | Promise:
    return SENTENCES.get((fault.field, fault.code)) or ANYWHERE.get(fault.code, OTHERWISE)
