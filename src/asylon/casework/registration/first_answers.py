"""The answers that a registration gives to the rulebook's questions, person by person. Pure.

One person answers for several, so not every answer counts for all. "Yes, afraid" counts for all: it is
asking for protection. "No" and "not in danger" count for the one who answered only: somebody who cannot
speak freely beside the family is asked alone.
"""

from __future__ import annotations

from datetime import date

from asylon.casework.facts.answers import Answer, Json
from asylon.casework.registration.forms import FamilyForm, Need, Said

SPOKEN: dict[Said, Json] = {
    Said.YES: True,
    Said.NO: False,
    Said.UNKNOWN: "unknown",
    Said.DECLINED: "declined",
}
SEEN_BY_ALL = (Need.DOCTOR, Need.BABY, Need.DISABILITY)
"""Needs that whoever answers for a family can answer for all of it."""


def first_answers(form: FamilyForm, place: int, *, today: date) -> list[Answer]:
    """What is on record of the person at this place of the form, apart from the lists."""
    return [
        *_needs(form, place),
        *_protection(form, today),
        *_fear(form, place),
        *_adult(form),
    ]


def rescue_answers(*, at_sea: Said, ashore: Said) -> list[Answer]:
    """What a rescue says of everybody who was rescued."""
    said = (("distress_at_sea", at_sea), ("disembarked_place_of_safety", ashore))
    return [Answer(fact, SPOKEN[answer], basis="observed") for fact, answer in said if answer in SPOKEN]


def fear_in(form: FamilyForm, place: int) -> Json | None:
    """What is said of fear in each country of nationality; None if nothing is."""
    counts = form.afraid is Said.YES or place == 0
    return SPOKEN.get(form.afraid) if counts else None


def _needs(form: FamilyForm, place: int) -> list[Answer]:
    ticked = form.people[place].needs
    if ticked or form.needed is Said.YES:
        # What was not ticked was perhaps not asked: unknown is not no.
        return [Answer(need.value, True) for need in Need if need in ticked]
    if form.needed not in SPOKEN:
        return []
    counted = Need if place == 0 else SEEN_BY_ALL
    return [Answer(need.value, SPOKEN[form.needed]) for need in counted]


def _protection(form: FamilyForm, today: date) -> list[Answer]:
    if form.afraid is not Said.YES:
        return []
    return [Answer("asked_protection", True, on=today.isoformat())]


def _fear(form: FamilyForm, place: int) -> list[Answer]:
    value = fear_in(form, place)
    if value is None or form.nationalities:
        return []  # with nationalities, it is said of each of them
    return [Answer("fears_return", value)]


def _adult(form: FamilyForm) -> list[Answer]:
    if form.adult_here not in SPOKEN:
        return []
    answer = SPOKEN[form.adult_here]
    return [Answer("unaccompanied", not answer if isinstance(answer, bool) else answer)]
