"""How long donors take from a pledge to its delivery, and how soon anything came at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from asylon.responses.pledges.kinds import Step
from asylon.responses.pledges.reading import Donor, Part, ReadPledge
from asylon.sharing.coverage import Wait, Waits, waits


@dataclass(frozen=True, slots=True)
class First:
    """How soon the first thing of a sort happened after the emergency began; None: still waiting."""

    step: Step
    days: int | None
    waiting_days: int


@dataclass(frozen=True, slots=True)
class DeliveryTimes:
    """From pledge to delivery, of all and by donor; and how soon the response began.

    Attributes:
        not_due: parts whose time of use has not begun; they wait for nothing yet.
        taken_back: parts of which nothing is left, and nothing came.
    """

    all: Waits
    by_donor: Mapping[Donor, Waits]
    not_due: int
    taken_back: int
    first: tuple[First, ...]


def delivery_times(pledges: Sequence[ReadPledge], *, began_on: date, today: date) -> DeliveryTimes:
    """How long each part took, of all donors and by donor.

    Days count from the announcement of a part, or from the first day of its use if that is later, to the
    day on which all of it had come. What has not come in full is still waiting.
    """
    found: dict[Donor, list[Wait]] = defaultdict(list)
    not_due = taken_back = 0
    for pledge in pledges:
        for part in pledge.parts:
            if part.stands.announced == 0:
                taken_back += 1
                continue
            begins = max(_announced_on(pledge, part), part.since)
            if begins > today and part.stands.undelivered:
                not_due += 1
                continue
            found[pledge.donor].append(_wait(pledge, part, begins, today))
    return DeliveryTimes(
        all=waits(wait for each in found.values() for wait in each),
        by_donor={donor: waits(found[donor]) for donor in sorted(found)},
        not_due=not_due,
        taken_back=taken_back,
        first=tuple(
            _first(step, pledges, began_on, today)
            for step in (Step.ANNOUNCED, Step.COMMITTED, Step.DELIVERED)
        ),
    )


def _wait(pledge: ReadPledge, part: Part, begins: date, today: date) -> Wait:
    if part.stands.undelivered:
        return Wait((today - begins).days, came=False)
    came = max(_days(pledge, Step.DELIVERED, part))
    return Wait(max(0, (came - begins).days), came=True)


def _announced_on(pledge: ReadPledge, part: Part) -> date:
    return min(_days(pledge, Step.ANNOUNCED, part))


def _days(pledge: ReadPledge, step: Step, part: Part) -> Iterable[date]:
    return [each.on for each in pledge.movements if each.step is step and each.part == part.id]


def _first(step: Step, pledges: Sequence[ReadPledge], began_on: date, today: date) -> First:
    days = [each.on for pledge in pledges for each in pledge.movements if each.step is step]
    waiting = max(0, (today - began_on).days)
    return First(step, max(0, (min(days) - began_on).days) if days else None, waiting)
