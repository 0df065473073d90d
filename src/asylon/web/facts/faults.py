"""What the rulebook does not take, as a message beside its field in the user's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asylon.rulebook import Fault
from asylon.web.facts.partial import NOT_A_DATE

Message = str | Promise
OTHERWISE: Message = _("This cannot be taken here. Choose another answer, or “Not known”.")
SAID: Mapping[str, Message] = {
    "bad_date": NOT_A_DATE,
    "out_of_range": _("This is more or less than can be. Look at it again."),
    "wrong_type": _("This cannot be kept as it is. Write less, and only letters, figures and signs."),
    "unknown_code": _("Choose one of the answers that are offered."),
    "missing_member": _("Choose one."),
}


def say_faults(form: BaseForm, faults: Iterable[Fault], *, fields: Mapping[str, str], main: str) -> None:
    """Put each fault beside its field: `fields` by the last part of the place, `main` for all others."""
    for fault in faults:
        name = fault.place.rpartition(".")[2].partition("[")[0]
        field = fields.get(name, main)
        message = SAID.get(fault.code, OTHERWISE)
        if message not in form.errors.get(field, []):
            form.add_error(field, str(message))
