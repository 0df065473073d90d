"""The steps of a key in the reader's language: their titles, and what each did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asylon.sharing import Step

TITLES: Mapping[str, str | Promise] = {
    "pool": _("Who takes part"),
    "value": _("{term}: the figures"),
    "transformed": _("{term}: as shares"),
    "effect": _("{term}"),
    "cap": _("{term}: the cap"),
    "factor": _("{term}: the correction"),
    "residual": _("What the caps cut off"),
    "opt_outs": _("Opted out"),
    "already_hosted": _("Already hosted"),
    "credits": _("Credit for pledges"),
    "bounds": _("Least and most"),
    "whole": _("Whole persons"),
}
SENTENCES: Mapping[str, str | Promise] = {
    "pool": _("{count} States take part; {left_out} are left out."),
    "value": _("The figures of {indicators}."),
    "value_per": _("The figures of {indicators}, divided by {per}."),
    "share": _("Each figure as a part of the sum of all."),
    "inverse_share": _("The inverse of each figure as a part of the sum of all inverses: less counts more."),
    "effect": _("Each share times the weight {weight}."),
    "cap_absolute": _("No State gets more than {value} of the whole from this; {count} States would."),
    "cap_fraction": _("No State gets more than {value} times its part from {of}; {count} States would."),
    "factor": _("The shares so far times the figure to the power {exponent}, made to add up again."),
    "rescale": _("All shares are raised alike until they add up."),
    "hand_back": _("It is handed back in proportion to {to}."),
    "leave_open": _("It stays open: nobody is asked to take it."),
    "opt_outs_hand_on": _("{states} opted out; the others take their part in proportion to their shares."),
    "opt_outs_leave_open": _("{states} opted out; their part stays open."),
    "already_hosted": _("Who hosts people already takes fewer, until all are level with their shares."),
    "credits": _("Who has pledged places takes fewer, until all are level with their shares."),
    "bounds": _("{low} States are lifted to their least, {high} are held at their most."),
    "bounds_full": _("Every State is at its most; the rest stays open."),
    "whole": _("Rounded by {method}."),
}


def step_title(step: Step) -> str:
    """The title of a step."""
    return _filled(TITLES[step.sort], step.words)


def step_said(step: Step) -> str:
    """What a step did."""
    return _filled(SENTENCES[step.sentence], step.words)


def _filled(text: str | Promise, words: Mapping[str, Any]) -> str:
    return str(text).format_map(words)
