"""The divisor methods: Webster, Huntington-Hill, Adams, Jefferson.

Each person goes where the claim is strongest: weight over a signpost that lies between two whole
numbers. Claims are compared as whole numbers, so nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from heapq import heapify, heappop, heappush

from asylon.sharing.race import Given, Method, Race, Tie, tie_between

Cost = tuple[int, int]
"""What one more person costs a State: the smaller comes first. Where it is 0, the larger weight does."""


def by_divisor(race: Race, method: Method) -> Given:
    """Keep house and population monotonicity; quota may be broken."""
    if not race.runners:
        return Given([], ())
    cost = _costs(race, method)
    persons = _near(race, method)
    missing = race.total - sum(persons)
    if missing > 0:
        _add(race, persons, cost, missing)
    elif missing < 0:
        _take(race, persons, cost, -missing)
    return Given(persons, _ties(race, persons, cost))


def _costs(race: Race, method: Method) -> Callable[[int, int], Cost]:
    weights = [runner.weight for runner in race.runners]
    # Two different fractions with these denominators differ by at least one after scaling, so whole
    # numbers order them exactly as the fractions would.
    scale = max(weights) ** (4 if method is Method.HUNTINGTON_HILL else 2)

    signpost = _SIGNPOSTS[method]

    def cost(place: int, have: int) -> Cost:
        weight = weights[place]
        found = signpost(have, weight, scale)
        return (found, 0) if found else (0, -weight)

    return cost


_SIGNPOSTS: Mapping[Method, Callable[[int, int, int], int]] = {
    Method.WEBSTER: lambda have, weight, scale: (2 * have + 1) * scale // weight,
    Method.HUNTINGTON_HILL: lambda have, weight, scale: have * (have + 1) * scale // (weight * weight),
    Method.ADAMS: lambda have, weight, scale: have * scale // weight,
    Method.JEFFERSON: lambda have, weight, scale: (have + 1) * scale // weight,
}


def _near(race: Race, method: Method) -> list[int]:
    """Round every quota alone: a right apportionment of a total that is at most one per State off."""
    unit, rounded = race.unit, []
    for runner, claim in zip(race.runners, race.claims, strict=True):
        whole = claim // unit
        if method is Method.WEBSTER:
            whole = (2 * claim + unit) // (2 * unit)
        elif method is Method.HUNTINGTON_HILL:
            whole += claim * claim >= whole * (whole + 1) * unit * unit
        elif method is Method.ADAMS:
            whole += 1
        rounded.append(min(max(whole, runner.least), runner.most))
    return rounded


def _add(race: Race, persons: list[int], cost: Callable[[int, int], Cost], missing: int) -> None:
    queue = [
        (cost(place, have), race.runners[place].rank, place)
        for place, have in enumerate(persons)
        if have < race.runners[place].most
    ]
    heapify(queue)
    for _ in range(missing):
        _, rank, place = heappop(queue)
        persons[place] += 1
        if persons[place] < race.runners[place].most:
            heappush(queue, (cost(place, persons[place]), rank, place))


def _take(race: Race, persons: list[int], cost: Callable[[int, int], Cost], surplus: int) -> None:
    def entry(place: int) -> tuple[int, int, int, int]:
        found, weight = cost(place, persons[place] - 1)
        return -found, -weight, -race.runners[place].rank, place

    queue = [entry(place) for place, have in enumerate(persons) if have > race.runners[place].least]
    heapify(queue)
    for _ in range(surplus):
        place = heappop(queue)[-1]
        persons[place] -= 1
        if persons[place] > race.runners[place].least:
            heappush(queue, entry(place))


def _ties(race: Race, persons: list[int], cost: Callable[[int, int], Cost]) -> tuple[Tie, ...]:
    last = {p: cost(p, have - 1) for p, have in enumerate(persons) if have > race.runners[p].least}
    following = {p: cost(p, have) for p, have in enumerate(persons) if have < race.runners[p].most}
    if not last or not following or max(last.values()) != min(following.values()):
        return ()
    same = max(last.values())
    return tie_between(
        race,
        [place for place, found in last.items() if found == same],
        [place for place, found in following.items() if found == same],
    )
