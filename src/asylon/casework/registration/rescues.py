"""People who were rescued together. Life comes first: nothing is asked but who is here and who needs help."""

from __future__ import annotations

from datetime import datetime

from asylon.casework.access.visitors import Visitor
from asylon.casework.people.models import Registration
from asylon.casework.registration.checks import BadForm, check_place
from asylon.casework.registration.first_answers import rescue_answers
from asylon.casework.registration.forms import RescueForm
from asylon.casework.registration.registered import Registered
from asylon.casework.registration.services import Occasion, register


def register_rescue(visitor: Visitor, form: RescueForm, *, now: datetime) -> Registered:
    """Register people who were rescued together, by name as far as they can say it.

    What was seen of the rescue goes on the record of each. No family links follow from it.
    Raises: as `register_family`; BadForm also for the place.
    """
    faults = check_place(form.place)
    if faults:
        raise BadForm(tuple(faults))
    answers = tuple(rescue_answers(at_sea=form.at_sea, ashore=form.ashore))
    occasion = Occasion(Registration.Kind.RESCUE, title=form.place.strip(), answers=answers)
    return register(visitor, form.people_here, occasion, now=now)
