"""What the tests of the API share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.test import TestCase, override_settings
from pytest_django import DjangoDbBlocker

from tests.api.world import World, the_world


@pytest.fixture(scope="module")
def made_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, Path]]:
    """The world of a module and its file of the journal's heads.

    It stands in a transaction that is open until the module ends. What a test does goes back to where it
    stood when that test began.
    """
    heads = tmp_path_factory.mktemp("world") / "journal-heads"

    class Standing(TestCase):
        databases = "__all__"
        world: World

        @classmethod
        def setUpTestData(cls) -> None:
            with override_settings(JOURNAL_HEADS=str(heads)):
                cls.world = the_world()

    with django_db_blocker.unblock():
        Standing.setUpClass()
    yield Standing.world, heads
    with django_db_blocker.unblock():
        Standing.tearDownClass()
        Standing.doClassCleanups()


@pytest.fixture
def world(made_world: tuple[World, Path], db: Any, heads_of_this_test: Path) -> World:
    """A family of the reception centre, and everybody who may or may not open it."""
    standing, heads = made_world
    if heads.exists():
        shutil.copy(heads, heads_of_this_test)
    return deepcopy(standing)


@pytest.fixture(autouse=True)
def heads_of_this_test(settings: Any, tmp_path: Path) -> Path:
    """Each test has a file of its own for the journal's heads, and may ask as fast as it likes."""
    settings.JOURNAL_HEADS = str(tmp_path / "journal-heads")
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    return tmp_path / "journal-heads"
