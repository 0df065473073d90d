"""The access kernel: may somebody do this? A pure function of a closed table, and no by default.

It knows no person, no database and no clock. The door (`door.py`) finds out the relation and asks.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Flag, StrEnum, auto

from asylon.casework.access.visitors import Purpose, purposes_of
from asylon.casework.staff.models import Role


class Act(StrEnum):
    """What can be done here. Closed: an act that no row of the table names is refused to everybody."""

    REGISTER = "register"
    SEARCH = "search"
    BE_TOLD_WHOM_TO_ASK = "be_told_whom_to_ask"
    SEE_PAGE = "see_page"
    SEE_FIELD = "see_field"
    ADD_FACT = "add_fact"
    INTERVIEW = "interview"
    READ_ACCOUNT = "read_account"
    WRITE_ACCOUNT = "write_account"
    EDIT_PERSON = "edit_person"
    PRINT_PAGE = "print_page"
    CERTIFICATE = "certificate"
    OPEN_IN_EMERGENCY = "open_in_emergency"
    INVOLVE = "involve"
    CLOSE_CASE = "close_case"
    ERASE_PERSON = "erase_person"
    EXPORT = "export"
    SEE_NOTICES = "see_notices"
    READ_JOURNAL = "read_journal"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_OFFICES = "manage_offices"
    SEE_COUNTS = "see_counts"
    SEE_RESPONSES = "see_responses"
    RECORD_FIGURES = "record_figures"
    DECLARE_INFLUX = "declare_influx"
    CONSULT = "consult"
    KEEP_PLAN = "keep_plan"
    ADOPT_PLAN = "adopt_plan"
    KEEP_PLEDGES = "keep_pledges"
    WORK_OUT_SHARES = "work_out_shares"
    HOLD_REVIEW = "hold_review"


class Field(StrEnum):
    """What of a record is seen or hidden together. Facts belong to one by their topic: see `fields.py`."""

    IDENTITY = "identity"
    CONTACT = "contact"
    FAMILY = "family"
    AGE_AND_FAMILY = "age_and_family"
    NEEDS = "needs"
    INTIMATE_NEEDS = "intimate_needs"
    REQUEST = "request"
    HARM = "harm"
    JOURNEY = "journey"
    EXPLOITATION = "exploitation"
    COUNTRIES_AND_FEAR = "countries_and_fear"
    CREDIBILITY = "credibility"
    EXCLUSION_AND_CESSATION = "exclusion_and_cessation"
    PROCEDURE = "procedure"
    RETURN = "return"
    SOLUTIONS = "solutions"
    MASS_ARRIVAL = "mass_arrival"
    ARMED_GROUPS = "armed_groups"
    ACCOUNT = "account"
    UNSORTED = "unsorted"
    """A fact of a topic that nobody has sorted yet: hidden from everybody until somebody does."""


class Relation(Flag):
    """What somebody has to do with a case. Several may hold at once, and each only adds."""

    NONE = 0
    GLASS = auto()
    """An emergency opening of their own is running."""
    OFFICE = auto()
    """Their office keeps the case."""
    INVOLVED = auto()
    """They, or their office, have business with the person, for the purpose that they act for."""


class Why(StrEnum):
    """The reason of an answer; a code, put into words where it is shown."""

    IN_THE_TABLE = "in_the_table"
    OTHER_PURPOSE = "other_purpose"
    NOT_FOR_THE_ROLE = "not_for_the_role"
    NO_BUSINESS = "no_business"
    CLOSED = "closed"
    SEALED_FIELD = "sealed_field"
    STEP_UP = "step_up"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the kernel. `field` is wanted by `SEE_FIELD`; with `ADD_FACT` None means any."""

    role: Role
    purpose: Purpose
    act: Act
    relation: Relation = Relation.NONE
    closed: bool = False
    field: Field | None = None
    stepped_up: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no, and why."""

    allowed: bool
    why: Why


@dataclass(frozen=True, slots=True)
class Grant:
    """One row of the table: who, for what, holding which relation, may do which acts on which fields."""

    role: Role
    purpose: Purpose
    relation: Relation
    """All of these must hold."""
    closed: bool
    """Whether it also stands in a closed caseload."""
    acts: frozenset[Act]
    fields: frozenset[Field] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """The whole of the law of this house: rows, and the acts that want a fresh second factor."""

    grants: tuple[Grant, ...]
    step_up: frozenset[Act]
    step_up_when_closed: frozenset[Act]


def decide(asked: Asked, *, table: Table) -> Answer:
    """Whether the table allows what is asked. What it does not name is refused."""
    if asked.purpose not in purposes_of(asked.role):
        return Answer(False, Why.OTHER_PURPOSE)
    rows = [row for row in table.grants if (row.role, row.purpose) == (asked.role, asked.purpose)]
    rows = [row for row in rows if asked.act in row.acts]
    if not rows:
        return Answer(False, Why.NOT_FOR_THE_ROLE)
    rows = [row for row in rows if row.relation in asked.relation]
    if not rows:
        return Answer(False, Why.NO_BUSINESS)
    if asked.closed:
        rows = [row for row in rows if row.closed]
    if not rows:
        return Answer(False, Why.CLOSED)
    if not _field_is_granted(asked, rows):
        return Answer(False, Why.SEALED_FIELD)
    if _wants_step_up(asked, table) and not asked.stepped_up:
        return Answer(False, Why.STEP_UP)
    return Answer(True, Why.IN_THE_TABLE)


def _field_is_granted(asked: Asked, rows: Collection[Grant]) -> bool:
    if asked.field is not None:
        return any(asked.field in row.fields for row in rows)
    return asked.act is not Act.SEE_FIELD


def _wants_step_up(asked: Asked, table: Table) -> bool:
    if asked.act in table.step_up:
        return True
    return asked.closed and asked.act in table.step_up_when_closed
