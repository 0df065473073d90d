"""Draws the items of a block of persons: nationalities, episodes, legs, destinations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np

from asylon.caseload.made_up.people import People
from asylon.caseload.made_up.places import BY_SEA, COUNTRIES, NO_COUNTRY, ROUTES
from asylon.caseload.made_up.shares import (
    ACT_WEIGHTS,
    ACTS,
    DESTINATION,
    EPISODE,
    FILLED_IN_BY_HAND,
    LEG,
    MEANS,
    NATIONALITY,
    PURPOSES_OF_MEN,
    PURPOSES_OF_WOMEN,
)
from asylon.caseload.made_up.sheet import Array, Draws, Sheet
from asylon.caseload.planes import Rows

TWO_EPISODES = 0.25
NO_DESTINATION, TWO_DESTINATIONS = 0.35, 0.2
"""How many items people have. Invented."""

VIOLENCE = ("none", "low", "high", "exceptional")
VIOLENCE_IN_WAR, VIOLENCE_ELSEWHERE = (0.05, 0.3, 0.45, 0.2), (0.93, 0.055, 0.012, 0.003)
AGENTS = ("state", "party", "non_state")
AGENTS_OF_PERSECUTION, AGENTS_ELSEWHERE = (0.5, 0.15, 0.35), (0.1, 0.3, 0.6)
DAYS_BACK = 3650
"""Episodes began at most so long ago, and after the sixth birthday."""


def nationalities(people: People, draws: Draws, facts: Iterable[str]) -> Sheet:
    """None of the stateless, one of most people, two of some; the country that was fled stands first."""
    count = np.where(people.trait("stateless"), 0, 1 + (people.second_home != NO_COUNTRY))
    sheet, number = _sheet(people, draws, count)
    first = number == 0
    place = np.where(first, people.home[sheet.owner], people.second_home[sheet.owner])
    sheet.put_detail("id", place, COUNTRIES)
    for trait, share in (("persecuted", 0.3), ("war", 0.1)):
        sheet.traits[f"{trait}_there"] = sheet.trait(trait) & (first | sheet.chance(share))
    sheet.draw_facts(NATIONALITY, facts)
    persecuted, war = sheet.trait("persecuted_there"), sheet.trait("war_there")
    by = _either(draws, persecuted, AGENTS_OF_PERSECUTION, AGENTS_ELSEWHERE)
    sheet.put("agent_type", by, AGENTS, asked=sheet.trait("fears_return"))
    level = _either(draws, war, VIOLENCE_IN_WAR, VIOLENCE_ELSEWHERE)
    sheet.put("indiscriminate_violence_level", level, VIOLENCE)
    for fact, least in (("indiscriminate_high", 2), ("indiscriminate_exceptional", 3)):
        sheet.put(fact, level >= least, asked=sheet.chance(FILLED_IN_BY_HAND))
    strong, weak = np.where(war, 0.5, 0.02), np.where(persecuted, 0.2, 0.01)
    held: dict[str, Array | float] = {
        "armed_conflict": strong,
        "change_of_power": 0.05,
        "attacks_on_group": weak,
    }
    held |= {"new_persecuting_law": 0.02, "other": 0.03}
    sheet.put_list("country_event_since_departure", {code: sheet.chance(each) for code, each in held.items()})
    return sheet


def episodes(people: People, draws: Draws, facts: Iterable[str], as_of: date) -> Sheet:
    """Episodes of possible exploitation: act, means and purpose meet where there was trafficking."""
    count = people.trait("exploited") * (1 + people.chance(TWO_EPISODES))
    sheet, number = _sheet(people, draws, count)
    sheet.put_detail("id", number, ("e1", "e2"))
    trafficking = sheet.trait("trafficked") & ((number == 0) | sheet.chance(0.3))
    sheet.traits["trafficking"] = trafficking
    for names, weights in ((ACTS, ACT_WEIGHTS), (tuple(MEANS), tuple(MEANS.values()))):
        chief = draws.choice(weights, sheet.size)
        for place, name in enumerate(names):
            sheet.traits[f"chief_{name}"] = trafficking & (chief == place)
    of_women, of_men = tuple(PURPOSES_OF_WOMEN.values()), tuple(PURPOSES_OF_MEN.values())
    purpose = _either(draws, sheet.trait("female"), of_women, of_men)
    some = trafficking | sheet.chance(0.3)
    for place, name in enumerate(PURPOSES_OF_WOMEN):
        sheet.traits[f"chief_{name}"] = some & (purpose == place)
    sheet.draw_facts(EPISODE, facts)
    _places_of(sheet, people)
    _dates_of(sheet, people, as_of)
    positive = sheet.chance(np.where(trafficking, 0.7, 0.15))
    sheet.put("indicator_screen_positive", positive, asked=sheet.chance(FILLED_IN_BY_HAND))
    return sheet


def _places_of(sheet: Sheet, people: People) -> None:
    home = people.home[sheet.owner]
    stop = _stops(people.route[sheet.owner], sheet.draws.whole(0, 2, sheet.size))
    anywhere = sheet.draws.whole(0, len(COUNTRIES) - 1, sheet.size)
    at_home = sheet.chance(0.25)
    away = np.where((stop == NO_COUNTRY) | sheet.chance(0.3), anywhere, stop)
    country = np.where(at_home, home, away)
    both = sheet.chance(0.08)
    sheet.put_detail("country", country, COUNTRIES, asked=sheet.chance(0.85))
    sheet.put("exploited_in_origin", (country == home) | both)
    sheet.put("exploited_outside_origin", (country != home) | both)


def _dates_of(sheet: Sheet, people: People, as_of: date) -> None:
    """Partial dates, after the sixth birthday; and whether the person was a child then."""
    born = people.birthday[sheet.owner]
    longest = np.clip(born - 6 * 366, 1, DAYS_BACK)
    began = 1 + np.floor(longest * sheet.draws.uniform(sheet.size) ** 2).astype(np.int64)
    ended = np.floor(began * sheet.draws.uniform(sheet.size)).astype(np.int64)
    days = [(as_of - timedelta(days=back)).isoformat() for back in range(DAYS_BACK + 2)]
    words = tuple(dict.fromkeys(text[:end] for end in (4, 7, 10) for text in days))
    places = {text: place for place, text in enumerate(words)}
    table = np.array([[places[text[:end]] for text in days] for end in (4, 7, 10)])
    for name, back, share in (("from", began, 0.85), ("to", ended, 0.6)):
        exactness = sheet.draws.choice((0.25, 0.5, 0.25), sheet.size)
        sheet.put_detail(name, table[exactness, back], words, asked=sheet.chance(share))
    # 6575 days are eighteen years, with the leap days.
    sheet.put("under_18_at_episode", born - began < 6575, asked=sheet.chance(FILLED_IN_BY_HAND))


def legs(people: People, draws: Draws, facts: Iterable[str]) -> Sheet:
    """The stretches of the journey, border after border along the route."""
    left = people.trait("outside_country")
    stops = np.array([len(each) for each in ROUTES.values()])[people.route]
    count = np.where(people.trait("irregular"), draws.whole(1, stops, people.size), people.chance(0.5))
    sheet, number = _sheet(people, draws, count * left)
    sheet.put_detail("id", number, ("l1", "l2", "l3"))
    route = people.route[sheet.owner]
    reached = _stops(route, number)
    departed = np.where(number == 0, people.home[sheet.owner], _stops(route, number - 1))
    sheet.put_detail("from", departed, COUNTRIES)
    sheet.put_detail("to", reached, COUNTRIES)
    crossed = departed * len(COUNTRIES) + reached
    by_sea = [COUNTRIES.index(start) * len(COUNTRIES) + COUNTRIES.index(end) for start, end in BY_SEA]
    sheet.traits["leg_by_sea"] = np.isin(crossed, by_sea) & sheet.trait("irregular")
    sheet.traits["smuggled_central"] = sheet.trait("central") & sheet.trait("facilitated")
    sheet.draw_facts(LEG, facts)
    return sheet


def destinations(people: People, draws: Draws, facts: Iterable[str]) -> Sheet:
    """Where the person might be sent or go: mostly home or to a country that recognised the person."""
    chance = draws.uniform(people.size)
    count = (chance >= NO_DESTINATION) * (1 + (chance >= 1 - TWO_DESTINATIONS))
    sheet, number = _sheet(people, draws, count)
    home = people.home[sheet.owner]
    prior = people.prior[sheet.owner]
    stop = _stops(people.route[sheet.owner], np.zeros(sheet.size, dtype=np.int64))
    second = np.where((prior != NO_COUNTRY) & (prior != home), prior, stop)
    place = np.where((number == 1) ^ sheet.chance(0.25)[_firsts(sheet.owner)], second, home)
    sheet.put_detail("id", place, COUNTRIES)
    sheet.put("receiving_country", place, COUNTRIES, asked=sheet.chance(0.9))
    at_home = place == home
    sheet.traits["to_prior_country"] = place == prior
    sheet.traits["to_fled_country"] = at_home & (sheet.trait("persecuted") | sheet.trait("war"))
    own = at_home | (place == people.second_home[sheet.owner])
    sheet.put("destination_is_origin", own, asked=sheet.chance(FILLED_IN_BY_HAND))
    sheet.put("destination_is_prior_country", place == prior, asked=sheet.chance(FILLED_IN_BY_HAND))
    sheet.draw_facts(DESTINATION, facts)
    return sheet


def _sheet(people: People, draws: Draws, count: Array) -> tuple[Sheet, Rows]:
    """An empty sheet with so many rows for each person, and the number of each row within its person."""
    owner = np.repeat(np.arange(people.size), count)
    number = np.arange(len(owner)) - _firsts(owner)
    return Sheet(len(owner), draws, people, owner), number


def _firsts(owner: Rows) -> Rows:
    """For each row the first row of the same person."""
    found: Rows = np.searchsorted(owner, owner)
    return found


def _stops(route: Rows, number: Rows) -> Rows:
    """The stop of a route by its number; NO_COUNTRY beyond its end."""
    longest = max(map(len, ROUTES.values()))
    table = np.full((len(ROUTES), longest), NO_COUNTRY)
    for row, stops in enumerate(ROUTES.values()):
        table[row, : len(stops)] = [COUNTRIES.index(stop) for stop in stops]
    found: Rows = table[route, number]
    return found


def _either(draws: Draws, where: Array, yes: tuple[float, ...], no: tuple[float, ...]) -> Rows:
    """A place in one list of weights or in the other."""
    return np.where(where, draws.choice(yes, len(where)), draws.choice(no, len(where)))
