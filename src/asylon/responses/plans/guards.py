"""Migration steps: the database itself refuses to adopt what is not ready, and to change what is adopted.

The service says all that is missing, in words. These triggers stand behind it, for whoever writes past it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation

from asylon.responses.plans.checklists import CHILDREN, FLOOR

FEWEST_MEMBERS = 2
"""A review brings the actors together (paragraph (n)); one alone is no meeting."""

_FLOOR = ", ".join(f"'{code}'" for code in FLOOR)
_NEWEST = (
    "NOT EXISTS (SELECT 1 FROM plans_answered later WHERE later.plan_id = a.plan_id AND later.sort = a.sort "
    "AND later.asked = a.asked AND later.id > a.id {same})"
)
_YES = (
    "(SELECT count(DISTINCT a.asked) FROM plans_answered a WHERE a.plan_id = NEW.plan_id "
    "AND a.sort = '{sort}' AND a.said = 'yes' {more} AND {newest})"
)
_STANDARDS = _YES.format(sort="standard", more=f"AND a.asked IN ({_FLOOR})", newest=_NEWEST.format(same=""))
_CHILDREN = _YES.format(
    sort="children",
    more="AND a.thread = i.thread",
    newest=_NEWEST.format(same="AND later.thread = a.thread"),
)
_UNMET = f"{_CHILDREN} < {len(CHILDREN)}"
_MOVED = "SELECT 1 FROM plans_item i WHERE i.version_of_id = NEW.id AND i.code = 'j9' AND"
REFUSALS = (
    (
        "a version is adopted with members of its review",
        f"(SELECT count(*) FROM plans_member WHERE version_id = NEW.id) < {FEWEST_MEMBERS}",
    ),
    ("a version is adopted only above the floor of its checklist", f"{_STANDARDS} < {len(FLOOR)}"),
    (
        "children are moved only when every condition is met",
        f"EXISTS ({_MOVED} (i.moves_children = 'unknown' OR i.moves_children = 'yes' AND {_UNMET}))",
    ),
)
"""What the database says, and when."""


class _Guard(Operation, ABC):
    """A step that makes triggers on either engine."""

    reversible = True
    elidable = False

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models stay as they are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Create the triggers of this engine."""
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            postgresql = schema_editor.connection.vendor == "postgresql"
            for statement in self.on_postgresql() if postgresql else self.on_sqlite():
                schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Drop the triggers again."""
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            on = " ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            for name, table in self.names():
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}" + on.format(table=table))

    @abstractmethod
    def names(self) -> list[tuple[str, str]]:
        """Triggers, and the tables that they stand on."""

    @abstractmethod
    def on_sqlite(self) -> list[str]:
        """Statements for SQLite."""

    @abstractmethod
    def on_postgresql(self) -> list[str]:
        """Statements for PostgreSQL."""


class AdoptOnlyWhenReady(_Guard):
    """Refuse to adopt a version without members, under the floor, or with children not looked after."""

    def describe(self) -> str:
        """What the migration says that it does."""
        return "Refuse to adopt a version that is not ready"

    def names(self) -> list[tuple[str, str]]:
        """One trigger for changing, one for making."""
        return [(_ADOPTING, "plans_version"), (_BEGINNING, "plans_version")]

    def on_sqlite(self) -> list[str]:
        """One trigger for each act."""
        checks = " ".join(f"SELECT RAISE(ABORT, '{said}') WHERE {when};" for said, when in REFUSALS)
        begun = f"SELECT RAISE(ABORT, '{_BEGUN}');"
        return [
            f"CREATE TRIGGER {_ADOPTING} BEFORE UPDATE ON plans_version {_NOW_ADOPTED} BEGIN {checks} END",
            f"CREATE TRIGGER {_BEGINNING} BEFORE INSERT ON plans_version {_NO_DRAFT} BEGIN {begun} END",
        ]

    def on_postgresql(self) -> list[str]:
        """The same in functions."""
        checks = " ".join(f"IF {when} THEN RAISE EXCEPTION '{said}'; END IF;" for said, when in REFUSALS)
        begun = f"RAISE EXCEPTION '{_BEGUN}';"
        on, run = "ON plans_version FOR EACH ROW", "EXECUTE FUNCTION asylon"
        return [
            _function("asylon_adopt_only_when_ready", f"{checks} RETURN NEW;"),
            _function("asylon_begin_as_draft", begun),
            f"CREATE TRIGGER {_ADOPTING} BEFORE UPDATE {on} {_WHEN_ADOPTED} {run}_adopt_only_when_ready()",
            f"CREATE TRIGGER {_BEGINNING} BEFORE INSERT {on} {_WHEN_NO_DRAFT} {run}_begin_as_draft()",
        ]


class OnlyInDrafts(_Guard):
    """Refuse to add, change or delete rows of something that is settled: a version, or a review."""

    def __init__(
        self, table: str, column: str, *, of: str = "plans_version", open_state: str = "draft"
    ) -> None:
        self.table, self.column, self.of, self.open_state = table, column, of, open_state

    def describe(self) -> str:
        """What the migration says that it does."""
        return f"Refuse changes of {self.table} outside drafts"

    def names(self) -> list[tuple[str, str]]:
        """One trigger an act."""
        return [
            (f"{self.table}_{act.lower()}_in_draft", self.table) for act in ("INSERT", "UPDATE", "DELETE")
        ]

    def on_sqlite(self) -> list[str]:
        """One trigger an act."""
        found = []
        for act, row in _ACTS:
            begin = f"CREATE TRIGGER {self.table}_{act.lower()}_in_draft BEFORE {act} ON {self.table}"
            found.append(f"{begin} WHEN {self._settled(row)} BEGIN SELECT RAISE(ABORT, '{self._said}'); END")
        return found

    def on_postgresql(self) -> list[str]:
        """The same, each with a function of its own."""
        found = []
        for act, row in _ACTS:
            name = f"asylon_{self.table}_{act.lower()}_in_draft"
            # What a trigger returns is what is written: the old row would undo the update.
            after = "OLD" if act == "DELETE" else "NEW"
            body = f"IF {self._settled(row)} THEN RAISE EXCEPTION '{self._said}'; END IF; RETURN {after};"
            begin = f"CREATE TRIGGER {self.table}_{act.lower()}_in_draft BEFORE {act} ON {self.table}"
            found += [_function(name, body), f"{begin} FOR EACH ROW EXECUTE FUNCTION {name}()"]
        return found

    def _settled(self, row: str) -> str:
        """Whether what the row belongs to is settled."""
        same = f"v.id = {row}.{self.column}"
        return f"EXISTS (SELECT 1 FROM {self.of} v WHERE {same} AND v.state <> '{self.open_state}')"

    @property
    def _said(self) -> str:
        return (
            f"{self.table} changes in drafts only" if self.open_state == "draft" else f"{self.table} is kept"
        )


def _function(name: str, body: str) -> str:
    head = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
    return f"{head} $$ BEGIN {body} END $$"


_ADOPTING, _BEGINNING = "plans_version_adopting", "plans_version_beginning"
_BEGUN = "a version begins as a draft"
_NOW_ADOPTED = "WHEN NEW.state = 'adopted' AND OLD.state <> 'adopted'"
_WHEN_ADOPTED = "WHEN (NEW.state = 'adopted' AND OLD.state <> 'adopted')"
_NO_DRAFT = "WHEN NEW.state <> 'draft'"
_WHEN_NO_DRAFT = "WHEN (NEW.state <> 'draft')"
_ACTS = (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
