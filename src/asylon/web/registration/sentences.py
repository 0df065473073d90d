"""What is wrong with a form, in the user's language: each says what is so and what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as plain_gettext
from django.utils.translation import gettext_lazy as _

from asylon.casework.registration.checks import FormFault

Sentence = str | Promise

SENTENCES: dict[tuple[str, str], Sentence] = {
    ("people", "many"): _(
        "There are more than 30 people in this form. Register the group by its count first, "
        "then family by family."
    ),
    ("given", "nobody"): _("Nobody stands here yet. Write what is known of at least one person."),
    ("born", "future"): _("This day has not come yet. Type the year with four digits."),
    ("sex", "choice"): _("Choose one of the answers, or “Not said”."),
    ("part", "head"): _("Only the first person is the head of the family. Choose another part."),
    ("part", "choice"): _("Choose how this person belongs to the first one, or “Not known”."),
    ("adult_here", "required"): _(
        "Perhaps only children stand here. Say whether an adult who is responsible for them is with them."
    ),
    ("needed", "both"): _(
        "A need is ticked below, and the answer says that there is none. Untick the need, or choose “Yes”."
    ),
    ("needed", "who"): _("Tick what is needed, and for whom. If it is not known, choose “Not known”."),
    ("nationalities", "country"): _("Choose a country from the list."),
    ("nationalities", "both"): _("A country is chosen, and also that there is none. Keep one of the two."),
    ("place", "required"): _("Write the name of the place. It helps to find the group again."),
    ("place", "long"): _("This is too long. Write the name of the place in at most 60 letters."),
    ("women", "nobody"): _("Nobody is counted yet. Write how many people are in the group."),
    ("site", "unknown"): _("Choose a site of your own office."),
}
NAME_TOO_LONG: Sentence = _("A name can have at most 80 letters. Write the main part of it here.")
COUNT = _("Write a whole number from 0 to 100000.")


def sentence(fault: FormFault) -> Sentence:
    """The sentence for a fault of a form."""
    if fault.code == "sign":
        return _sign(fault.sign)
    if fault.code == "long" and fault.person is not None:
        return NAME_TOO_LONG
    if fault.code == "count":
        return COUNT
    return SENTENCES[fault.field, fault.code]


def _sign(sign: str) -> Sentence:
    if sign.isprintable():
        return plain_gettext("“%(sign)s” is no part of a name. Leave it out.") % {"sign": sign}
    return _("There is a sign in this name that cannot be seen. Type the name anew, without copying it.")
