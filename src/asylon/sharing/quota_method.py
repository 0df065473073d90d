"""The quota method of Balinski and Young (American Mathematical Monthly 82, 1975, 701-730).

Persons are given one by one. Each goes to the State with the strongest claim under Jefferson among
those that would not pass their upper quota of the persons given so far. The result keeps quota and
never takes a person away when the total grows.

Giving one by one is slow for many persons. The method is a queue: the (k+1)-th person of a State may
be served once k is below its quota, and is due when k+1 reaches it; who is due first is served first.
All that is due by the end has been served then, so only the last person of each State is in question,
and how many of any first few are served follows from how long the queue was: Lindley's recursion.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, islice

from asylon.sharing.faults import bad
from asylon.sharing.race import Given, Race, Tie, tie_between

MOST_STEPS = 20_000_000
"""The work grows with the persons; this many take some seconds."""


def quota_method(race: Race) -> Given:
    """Keep quota and house monotonicity; States at a bound get the bound, the others share the rest.

    Raises: BadSharing for more persons than can be gone through.
    """
    unit = race.unit
    persons = [claim // unit for claim in race.claims]
    free = [
        place
        for place, (runner, claim) in enumerate(zip(race.runners, race.claims, strict=True))
        if runner.least * unit < claim < runner.most * unit
    ]
    left = race.total - sum(persons[place] for place in set(range(len(persons))).difference(free))
    if left > MOST_STEPS:
        raise bad("bad_total", text=race.total, most=MOST_STEPS)
    weights = [race.runners[place].weight for place in free]
    last = _last_persons(weights, left, [race.runners[place].rank for place in free])
    winners = [free[each] for each in last.served]
    for place in winners:
        persons[place] += 1
    both = {last.due[each] for each in last.served} & {last.due[each] for each in last.waiting}
    ties: tuple[Tie, ...] = ()
    for due in sorted(both):
        ties += tie_between(
            race,
            [free[each] for each in last.served if last.due[each] == due],
            [free[each] for each in last.waiting if last.due[each] == due],
        )
    return Given(persons, ties)


@dataclass(frozen=True, slots=True)
class _Last:
    """The last person of each State that is in question: due when, served or still waiting."""

    due: dict[int, int]
    served: list[int]
    waiting: list[int]


def _last_persons(weights: list[int], total: int, ranks: list[int]) -> _Last:
    everything = sum(weights)
    scale = max(weights, default=1) ** 2  # whole numbers then order the dates exactly, as in the divisors
    whole = [total * weight // everything for weight in weights]
    asked = [place for place, weight in enumerate(weights) if total * weight % everything]
    due = {place: (whole[place] + 1) * scale // weights[place] for place in asked}
    asked.sort(key=lambda place: (due[place], ranks[place]))
    released = {place: whole[place] * everything // weights[place] + 1 for place in asked}
    early = _first_that_matters([(weights[place], whole[place]) for place in asked], everything, total)
    released = {place: max(early, first) for place, first in released.items()}
    starts = sorted(set(released.values()))
    lows = _shortest_queues(weights, everything, total, starts)
    served: list[int] = []
    waiting: list[int] = []
    # From the last in line to the first: `lows` becomes the queue without those that stand behind.
    before = 0
    for place in reversed(asked):
        first = bisect_left(starts, released[place])
        lows[first:] = [low - 1 for low in lows[first:]]
        now = min(0, *lows)
        (served if now < before else waiting).append(place)
        before = now
    return _Last(due, served, waiting)


def _first_that_matters(asked: list[tuple[int, int]], everything: int, total: int) -> int:
    """The first time from which the line can be too long for those who stand behind.

    What the last persons claim of their quota by then, together, must be a whole person: with less, all
    whom they stand behind have been served. The sum grows with time, so halving finds it.
    """

    def enough(time: int) -> bool:
        claimed = sum(max(0, time * weight - whole * everything) for weight, whole in asked)
        return claimed >= everything

    return bisect_left(range(total + 1), True, 1, key=enough) if asked else total


def _shortest_queues(weights: list[int], everything: int, total: int, starts: list[int]) -> list[int]:
    """For each stretch that begins at one of `starts`: the fewest persons in line at any time in it."""
    if not starts:
        return []
    first = starts[0]
    steps = array("i", [-1]) * (total - first + 1)
    steps[0] = sum(-(-first * weight // everything) for weight in weights) - first
    for weight in weights:
        for number in range(-(-first * weight // everything), -(-total * weight // everything)):
            steps[number * everything // weight + 1 - first] += 1
    lengths = accumulate(steps)
    ends = [*starts[1:], total + 1]
    return [min(islice(lengths, end - start)) for start, end in zip(starts, ends, strict=True)]
