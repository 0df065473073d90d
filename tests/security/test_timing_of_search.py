"""How long an answer takes, and how much work it is, does not tell whether somebody hidden is on record.

Queries are counted exactly. Times are compared only roughly, on the middle of many: a busy machine must
not make this fail, and a difference that could be used from outside is far larger.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asylon.casework.staff.models import Account, Role
from tests.scene import CARLA, Scene, make_scene
from tests.security.asking import undone
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

HIDDEN = ("Nadezhda Ostrovskaya", "Kwabena Oduro")
"""In the closed caseload of the office, and of another office."""
ABSENT = "Ludmila Wereszczakowa"
TIMES = 15
MOST_APART = 2.0
Ask = Callable[[], object]


@pytest.fixture
def scene() -> Scene:
    return make_scene(now=timezone.now())


@pytest.fixture
def edin(scene: Scene, client: Client) -> Client:
    """An adjudicator: somebody who searches, and is told nothing of those who are not for him to see."""
    return at_work(client, scene, Role.ASYLUM_ADJUDICATOR)


@pytest.fixture
def carla(scene: Scene, client: Client) -> Client:
    """A caseworker of another office."""
    return at_work(client, scene, CARLA)


def at_work(client: Client, scene: Scene, who: str) -> Client:
    """Somebody signed in, with everything loaded that is loaded once."""
    sign_in(client, Account.objects.get(pk=scene.accounts[who]))
    client.get("/people/", {"q": "Somebody else"})
    return client


def queries(ask: Ask) -> tuple[int, int]:
    """How many questions go to each database."""
    with (
        undone(),
        CaptureQueriesContext(connections["default"]) as cases,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        ask()
    return len(cases), len(keys)


def times(*asks: Ask) -> list[float]:
    """The median time of each, taken in turn so that a slow moment hits them all."""
    taken: list[list[float]] = [[] for _ in asks]
    for _ in range(TIMES):
        for place, ask in enumerate(asks):
            with undone():
                begun = time.perf_counter()
                ask()
                taken[place].append(time.perf_counter() - begun)
    return [median(each) for each in taken]


def search(client: Client, words: str) -> Ask:
    """A search on the page."""
    return lambda: client.get("/people/", {"q": words})


def page(client: Client, person: Any) -> Ask:
    """Somebody's page."""
    return lambda: client.get(f"/people/{person}/")


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_search_for_somebody_hidden_asks_the_databases_as_one_for_nobody(edin: Client, hidden: str) -> None:
    assert queries(search(edin, hidden)) == queries(search(edin, ABSENT))


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_comes_back_is_the_same_but_for_the_words_that_were_typed(edin: Client, hidden: str) -> None:
    found, absent = (edin.get("/people/", {"q": words}).content.decode() for words in (hidden, ABSENT))
    assert plain(found, hidden) == plain(absent, ABSENT)


def plain(content: str, typed: str) -> str:
    """A page without what was typed."""
    for form in (typed, typed.replace(" ", "+"), typed.replace(" ", "%20"), typed.replace(" ", "%2B")):
        content = content.replace(form, "…")
    return "\n".join(line for line in content.splitlines() if "csrfmiddlewaretoken" not in line)


def test_a_search_for_somebody_hidden_takes_as_long_as_one_for_nobody(edin: Client) -> None:
    taken = times(*(search(edin, words) for words in (*HIDDEN, ABSENT)))
    assert max(taken) < MOST_APART * min(taken)


def test_a_page_of_somebody_hidden_is_as_much_work_as_one_of_nobody(carla: Client, scene: Scene) -> None:
    hidden, closed, absent = (
        page(carla, person) for person in (scene.people["lone"], scene.people["hidden"], uuid4())
    )
    assert queries(hidden) == queries(closed) == queries(absent)
    taken = times(hidden, closed, absent)
    assert max(taken) < MOST_APART * min(taken)


def test_the_measure_sees_a_difference_where_there_is_one(carla: Client, scene: Scene) -> None:
    visible, absent = page(carla, scene.people["elsewhere"]), page(carla, uuid4())
    assert queries(visible) > queries(absent)
    shown, nothing = times(visible, absent)
    assert shown > nothing
