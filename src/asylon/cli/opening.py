"""Opens the office's application for a verb: its settings, its databases, and what stands in the way.

Only verbs that work on an office import this; reasoning about one situation needs none of it.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

SETTINGS = "asylon.site.settings"


class CannotOpen(Exception):
    """Why a verb cannot do its work. The text says what is wrong and what to do."""


def load_office() -> None:
    """Make the application ready for use in this process, with settings from the environment.

    Raises: CannotOpen if a package or a setting is missing or wrong.
    """
    office_needs("django")
    import django
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        django.setup()
    except ImproperlyConfigured as problem:
        raise CannotOpen(str(problem)) from problem
    _read_office_keys(settings.OFFICE_KEYS)
    os.umask(0o077)  # what an office stores is for its own account alone
    home = Path(settings.STATIC_ROOT).parent
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CannotOpen(f"ASYLON_HOME: {home} cannot be made: {problem.strerror}") from problem


def office_needs(package: str) -> None:
    """Refuse a verb whose packages are not installed.

    Raises: CannotOpen.
    """
    if find_spec(package) is None:
        raise CannotOpen(
            "this verb needs the packages of the office; install asylon with the extra 'office', or use ./run"
        )


def missing_steps(alias: str) -> int:
    """How many steps a database is behind the program.

    Raises: CannotOpen if the database does not answer.
    """
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError, connections
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connections[alias])
        graph = executor.loader.graph
        rooms = _rooms_alone_in(alias) or executor.loader.migrated_apps
        return len(executor.migration_plan([node for node in graph.leaf_nodes() if node[0] in rooms]))
    except (DatabaseError, ImproperlyConfigured) as problem:
        raise CannotOpen(f"the database '{alias}' cannot be opened: {str(problem).strip()}") from problem


def bring_up_to_date() -> int:
    """Take the steps that the databases are behind; gives their number."""
    from django.core.management import call_command
    from django.db import connections

    taken = 0
    for alias in connections:
        steps = missing_steps(alias)
        if steps:
            rooms = _rooms_alone_in(alias)
            call_command("migrate", *rooms, database=alias, verbosity=0, interactive=False)
        taken += steps
    return taken


def _rooms_alone_in(alias: str) -> list[str]:
    """The rooms that a database is for, if it is not for all: the steps of others would change nothing."""
    from asylon.casework.keys.services import DATABASE

    return [DATABASE] if alias == DATABASE else []  # the room and its database have one name


def must_be_up_to_date() -> None:
    """Refuse to work on a database that an older program made.

    Raises: CannotOpen.
    """
    from django.db import connections

    behind = sum(missing_steps(alias) for alias in connections)
    if behind:
        raise CannotOpen(
            f"the database is {behind} steps behind this program; make a backup "
            "('asylon office backup FILE'), then start once with 'asylon serve --migrate'"
        )


def _read_office_keys(text: str) -> None:
    from asylon.vault import BadKeyring, Keyring

    try:
        Keyring.from_text(text)
    except BadKeyring as problem:
        raise CannotOpen(f"ASYLON_OFFICE_KEYS: {problem}") from problem
