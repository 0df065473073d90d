"""Largest remainder (Hamilton): the whole part of each quota, then one more for the largest remainders."""

from __future__ import annotations

from asylon.sharing.race import Given, Race, tie_between


def largest_remainder(race: Race) -> Given:
    """Keep quota always; a larger total can cost a State a person (the Alabama paradox)."""
    persons = [claim // race.unit for claim in race.claims]
    remainders = [claim % race.unit for claim in race.claims]
    left = race.total - sum(persons)
    places = sorted(range(len(persons)), key=lambda place: (-remainders[place], race.runners[place].rank))
    served, others = places[:left], places[left:]
    for place in served:
        persons[place] += 1
    last = remainders[served[-1]] if served else 0
    ties = tie_between(
        race,
        [place for place in served if remainders[place] == last],
        [place for place in others if last and remainders[place] == last],
    )
    return Given(persons, ties, tuple(race.runners[place].state for place in served))
