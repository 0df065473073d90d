"""Fills the empty office of the demonstration with made-up people."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from asylon.casework.staff.selectors import account_lines
from asylon.site.demo.seeding import seed


class Command(BaseCommand):
    """`asylon demo` calls this once."""

    help = "Fill the empty office of the demonstration with made-up people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many more people than those written by hand."""
        parser.add_argument("--persons", type=int, default=0, help="make up so many more")

    def handle(self, *args: Any, persons: int = 0, **options: Any) -> str:
        """Seed, outside the demonstration never.

        Raises: CommandError.
        """
        now = timezone.now()
        if not settings.DEMO:
            raise CommandError("made-up people belong into the demonstration only; ASYLON_DEMO is not set")
        if account_lines(now=now):
            raise CommandError("this office is not empty; made-up people are not mixed with others")
        with waiting_for_no_disk():
            return str(seed(now=now, more=persons))


@contextmanager
def waiting_for_no_disk() -> Iterator[None]:
    """SQLite hands what it writes to the system and goes on: whoever is cut off here starts anew anyway."""
    files = [connections[alias] for alias in connections if connections[alias].vendor == "sqlite"]
    for each in files:
        _tell(each, "PRAGMA synchronous=OFF")
    yield
    for each in files:
        _tell(each, "PRAGMA synchronous=FULL")
        _tell(each, "PRAGMA wal_checkpoint(TRUNCATE)")


def _tell(connection: BaseDatabaseWrapper, command: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(command)
