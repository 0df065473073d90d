"""What is wrong with something that is kept about a plan: data first, then a sentence for the reader."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, str | Promise] = {
    "required": _("Fill this in."),
    "long": _("This is too long. Keep it under %(most)s characters."),
    "choice": _("Take one of the choices."),
    "asked_by": _("Say which country asked, as a code of three letters (ISO 3166-1)."),
    "nobody_asked": _("Of the High Commissioner’s own motion nobody asks. Leave the country empty."),
    "asked_elsewhere": _(
        "%(found)s is neither a host of this emergency nor a State at this table. Look at the country, or "
        "name it as a party."
    ),
    "many_rows": _("These are too many rows at once. Send at most %(most)s."),
    "country": _("“%(found)s” is no country code of three letters (ISO 3166-1). Look at it again."),
    "country_near": _("“%(found)s” is no country code of three letters (ISO 3166-1). Perhaps %(near)s?"),
    "before": _("This lies before %(first)s. Look at the two days."),
    "future": _("This day has not come yet. Write today or an earlier day."),
    "past": _("Choose a day that has not come yet."),
    "twice": _("“%(found)s” stands there already. Keep it once."),
    "scenario": _("Without an emergency, say for which scenario the plan prepares."),
    "host": _("Without an emergency, say which country may receive people."),
    "mark": _("Write the mark as a whole number."),
    "arrangement": _("No arrangement has the code “%(found)s”. Perhaps %(near)s?"),
    "amount": _("Write a whole number from 0 up."),
    "money": _("Write the amount as a number, with no more decimals than the currency has."),
    "currency": _("Write the currency of the cost as a code of three letters, for example EUR."),
    "unit": _("Say in what the need is counted."),
    "movement": _("Say whether people are transferred within the region or evacuated further away."),
    "children": _("Say whether children are among those who move; if it is not known, say so."),
    "not_movement": _("Only humanitarian transfer and evacuation (j9) moves people. Leave this empty."),
    "why": _("Say why it is changed: the plan was adopted before."),
    "line": _("There is no such line in this list."),
    "stage": _("Say at which stage."),
    "reached": _("Write a whole number from 0 up, or leave it empty if it is not known."),
    "band": _("Write both ends of the forecast, the lower one first, or leave both empty."),
    "days": _("Write the days as a whole number from 0 up."),
    "other_emergency": _("This consultation is about another emergency."),
    "no_item": _("The plan has no such item. Choose one of its own, or a new one."),
    "state": _("A State is named by its code of three letters (ISO 3166-1)."),
    "undecided": _("Decide on this proposal first."),
    "mark_percent": _("Write a whole number from 1 to 100."),
    "nothing": _("Write at least one figure: the review looks at plan and fact."),
    "change": _("Say what is to change in the plan."),
    "present": _("Write who was present."),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One thing that cannot be taken: the field, a code, and what was found or is near."""

    field: str
    code: str
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def says(self) -> str:
        """What is so and what to do, in the language of the moment."""
        return str(SENTENCES[self.code]) % self.values


class BadEntry(Exception):
    """Something that was typed cannot be taken; nothing was written."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(f"{fault.field}: {fault.code}" for fault in faults))
        self.faults = faults


class NotADraft(Exception):
    """Only a draft can be changed. Begin a new version."""


class DraftAlready(Exception):
    """There is a draft of this plan already. Go on with it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Lack:
    """Something that a version lacks; if it `blocks`, the version cannot be adopted.

    Attributes:
        code: what is lacking, such as `no_review_date`.
        of: the item or line that it is about; empty for the plan as a whole.
        asked: the line of the checklist, if it is about one.
    """

    code: str
    of: str = ""
    asked: str = ""
    blocks: bool = True


class NotReady(Exception):
    """The version cannot be adopted; `lacks` says all that is missing."""

    def __init__(self, lacks: Iterable[Lack]) -> None:
        self.lacks = tuple(lacks)
        super().__init__(", ".join(lack.code for lack in self.lacks))
