"""What is wrong with a record, as data and in the reader's words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, str | Promise] = {
    "required": _("Fill this in."),
    "long": _("This is too long. Keep it under %(most)s characters."),
    "future": _("This day has not come yet. Write today or an earlier day."),
    "too_long_ago": _("Look at the year again: nothing here begins before %(first)s."),
    "country": _(
        "“%(found)s” is no country code of three letters (ISO 3166-1). "
        "UNHCR uses other codes: look at it again."
    ),
    "country_near": _("“%(found)s” is no country code of three letters (ISO 3166-1). Perhaps %(near)s?"),
    "not_a_host": _("%(found)s is no host of this emergency. Its hosts are: %(hosts)s."),
    "no_host": _("Name at least one country of asylum."),
    "host_has_figures": _("Figures of %(found)s are on record here, so it stays a host of this emergency."),
    "many_countries": _("These are too many countries. Name at most %(most)s."),
    "country_twice": _("A country stands here twice. Keep it once."),
    "count": _("Write a whole number from 0 to %(most)s, or leave it empty if it is not known."),
    "mark": _(
        "Write a number from 0 up, with at most two decimals, or leave it empty to take the mark away."
    ),
    "twice": _(
        "The same day, place, origin, sex and age stand in row %(first)s already. Keep one of the two."
    ),
    "nothing": _("Nothing stands here yet. Fill in at least one row."),
    "says_nothing": _("Write at least one of the numbers; what is not known stays empty."),
    "name_taken": _("Another emergency is called so already. Choose another name."),
    "closes_before": _("It cannot close before it began. Look at the two days."),
    "characteristic": _("Tick at least one of the four characteristics: some or all."),
    "look_again": _("Choose a later day for looking at it again."),
    "before_declared": _("This is before the declaration. Look at the day."),
    "sector": _("Only marks for capacities are set for a sector. Leave it empty."),
    "many_rows": _("These are too many rows at once. Send at most %(most)s."),
}


@dataclasses.dataclass(frozen=True, slots=True)
class RecordFault:
    """One thing that a record cannot be taken with. `row` counts from 0, None for the whole."""

    field: str
    code: str
    row: int | None = None
    values: Mapping[str, str | int] = dataclasses.field(default_factory=dict)

    def says(self) -> str:
        """What is so and what to do, in the language of the moment."""
        return str(SENTENCES[self.code]) % self.values


class BadRecord(Exception):
    """A record that cannot be taken, with every fault."""

    def __init__(self, faults: Iterable[RecordFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(f"{each.row}.{each.field}: {each.code}" for each in self.faults))


class NothingDeclared(Exception):
    """No declaration runs, so none can be ended."""


class DeclaredAlready(Exception):
    """A declaration runs already; it is ended or looked at again, not declared twice."""
