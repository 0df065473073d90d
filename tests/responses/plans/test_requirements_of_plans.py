"""Each requirement that plans and reviews claim to cover has a test or a page that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.responses.plans.requirements import ARRANGED, PAGES, REQUIREMENTS
from tests.responses.plans.test_arrangements import CODES

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("requirement", sorted(REQUIREMENTS))
def test_the_test_that_is_named_is_there(requirement: str) -> None:
    path, *names = REQUIREMENTS[requirement].split("::")
    text = (ROOT / path).read_text(encoding="utf-8")
    for name in names:
        assert re.search(rf"(def|class) {name.partition('[')[0]}\b", text), name


def test_every_arrangement_of_the_conclusion_is_a_requirement() -> None:
    assert set(ARRANGED.values()) == set(CODES)


@pytest.mark.parametrize("requirement", sorted(PAGES))
def test_the_page_that_is_named_is_there(requirement: str) -> None:
    assert PAGES[requirement] in get_resolver().reverse_dict
