"""What is wrong with a need, a pledge or a movement, as data and in the reader's words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, str | Promise] = {
    "required": _("Fill this in."),
    "long": _("This is too long. Keep it under %(most)s characters."),
    "future": _("This day has not come yet. Write today or an earlier day."),
    "far": _("Look at the year again: write a day from %(first)s to %(last)s."),
    "turned": _("The last day lies before the first. Turn them round."),
    "amount": _("Write a whole number from 1 to %(most)s."),
    "need_amount": _("Write a whole number from 0 to %(most)s."),
    "currency": _("“%(found)s” is no currency of three letters (ISO 4217)."),
    "currency_near": _("“%(found)s” is no currency of three letters (ISO 4217). Perhaps %(near)s?"),
    "no_currency": _("Only money has a currency. Leave it empty."),
    "no_item": _("Only things of one sort have a name. Leave it empty."),
    "item": _("Say what is counted, in one or two words: tents."),
    "unit_of_kind": _("%(kind)s is counted in: %(units)s."),
    "country": _(
        "“%(found)s” is no country code of three letters (ISO 3166-1). "
        "UNHCR uses other codes: look at it again."
    ),
    "country_near": _("“%(found)s” is no country code of three letters (ISO 3166-1). Perhaps %(near)s?"),
    "donor_name": _("Write the name of the organisation or of the private donor."),
    "state_or_name": _("A State is named by its code alone. Leave the name empty."),
    "name_or_state": _("Only a State has a country code. Leave it empty."),
    "no_condition": _(
        "There is no condition that could be met. Write the condition, or leave the day empty."
    ),
    "sector_of_kind": _("%(kind)s can serve one sector only: %(sector)s."),
    "no_parts": _("Write at least one part: from when, until when, how much."),
    "many_parts": _("These are too many parts. Write at most %(most)s."),
    "not_of_pledge": _("This part belongs to another pledge. Choose one of this pledge."),
    "before_announced": _("Nothing can happen to it before it was announced, on %(first)s."),
    "twice": _(
        "The same step, amount and day stand here already, as number %(number)s. "
        "If this is another one, say so; if not, leave."
    ),
    "nothing_moves": _("Write a whole number above 0."),
    "too_much": _("This is more than can be kept. At most %(most)s more."),
    "more_than_announced": _(
        "More would be committed than was announced. At most %(most)s can be committed now; "
        "write down the new announcement first."
    ),
    "more_than_committed": _(
        "More would be delivered than was committed. At most %(most)s can be delivered now; "
        "write down the commitment first."
    ),
    "more_than_delivered": _(
        "More would be reported than was delivered. At most %(most)s can be reported now; "
        "write down the delivery first."
    ),
    "more_than_undelivered": _("What was delivered stays. At most %(most)s can be taken back now."),
    "withdraw_all": _(
        "A withdrawal takes all that was not delivered: %(most)s. For a part of it choose Reduced."
    ),
}
MOVEMENTS = frozenset(
    {
        "nothing_moves",
        "too_much",
        "more_than_announced",
        "more_than_committed",
        "more_than_delivered",
        "more_than_undelivered",
        "withdraw_all",
    }
)
"""Codes whose `most` is an amount in the pledge's own unit; pages write it as money."""


@dataclass(frozen=True, slots=True)
class PledgeFault:
    """One thing that cannot be taken. `row` is the part that it is in, from 0; None for the whole."""

    field: str
    code: str
    row: int | None = None
    values: Mapping[str, str | int | Promise] = dataclasses.field(default_factory=dict)

    def says(self, **values: str) -> str:
        """What is so and what to do, in the language of the moment; `values` replace what is known."""
        return str(SENTENCES[self.code]) % {**self.values, **values}


class BadPledge(Exception):
    """A need, pledge or movement that cannot be taken, with every fault."""

    def __init__(self, faults: Iterable[PledgeFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(f"{each.row}.{each.field}: {each.code}" for each in self.faults))
