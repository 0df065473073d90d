"""The table of access as data. `docs/security/access.md` gives the reasons row by row.

A row says what somebody in a role, for a purpose, with a relation to the case, may do and see. Rows only
add. What no row names is refused; an act or field that is new is therefore refused to everybody.
"""

from __future__ import annotations

from collections.abc import Iterable

from asylon.casework.access.kernel import Act, Answer, Asked, Field, Grant, Relation, Table
from asylon.casework.access.kernel import decide as decide_by
from asylon.casework.access.visitors import Purpose
from asylon.casework.staff.models import Role

_PERSON = frozenset({Field.IDENTITY, Field.FAMILY, Field.AGE_AND_FAMILY, Field.NEEDS, Field.REQUEST})
_DESK = _PERSON | {Field.CONTACT, Field.MASS_ARRIVAL}
_HELP = _DESK | {Field.INTIMATE_NEEDS, Field.JOURNEY, Field.SOLUTIONS}
_ASYLUM = frozenset({Field.HARM, Field.COUNTRIES_AND_FEAR, Field.PROCEDURE, Field.RETURN, Field.ARMED_GROUPS})
_FINDINGS = frozenset({Field.CREDIBILITY, Field.EXCLUSION_AND_CESSATION})
_EVERYTHING = _HELP | _ASYLUM | _FINDINGS | {Field.EXPLOITATION}
_DANGER = _PERSON | {Field.CONTACT, Field.INTIMATE_NEEDS}

_READ = frozenset({Act.SEE_PAGE, Act.SEE_FIELD})
_PAPER = frozenset({Act.CERTIFICATE, Act.PRINT_PAGE})
_WRITE = frozenset({Act.ADD_FACT, Act.EDIT_PERSON})
_TALK = frozenset({Act.INTERVIEW, Act.ADD_FACT})
_ACCOUNT = frozenset({Act.READ_ACCOUNT, Act.WRITE_ACCOUNT})
_FIND = frozenset({Act.SEARCH, Act.BE_TOLD_WHOM_TO_ASK})

_CASE_WORK = _READ | _PAPER | _WRITE | _TALK | _ACCOUNT | {Act.EXPORT}
_HELD_HERE = Relation.INVOLVED | Relation.OFFICE


def _rows(
    role: Role,
    purpose: Purpose,
    *,
    any_time: Iterable[Act] = (),
    glass: Iterable[Field] = (),
    office: Iterable[Field] = (),
    involved: Iterable[Field] = (),
    involved_acts: frozenset[Act] = _CASE_WORK,
) -> tuple[Grant, ...]:
    """The rows of somebody who works with people; each relation adds to the one before."""
    found = [Grant(role, purpose, Relation.NONE, True, frozenset(any_time))]
    for relation, closed, acts, fields in (
        (Relation.GLASS, True, _READ, glass),
        (Relation.OFFICE, False, _READ | {Act.CERTIFICATE}, office),
        (Relation.INVOLVED, True, involved_acts, involved),
    ):
        if seen := frozenset(fields):
            found.append(Grant(role, purpose, relation, closed, acts, seen))
    return tuple(found)


_CASEWORKER = _FIND | {Act.REGISTER, Act.OPEN_IN_EMERGENCY, Act.SEE_RESPONSES}
_RESPONSE = frozenset(
    {
        Act.SEE_RESPONSES,
        Act.RECORD_FIGURES,
        Act.DECLARE_INFLUX,
        Act.CONSULT,
        Act.KEEP_PLAN,
        Act.ADOPT_PLAN,
        Act.KEEP_PLEDGES,
        Act.WORK_OUT_SHARES,
        Act.HOLD_REVIEW,
    }
)


def _keeps(role: Role, purpose: Purpose) -> Grant:
    """Whoever works on a case of their own office gives others business with it, and may close it."""
    return Grant(role, purpose, _HELD_HERE, True, frozenset({Act.INVOLVE, Act.CLOSE_CASE}))


_DESK_ROWS = tuple(
    row
    for role in (Role.REGISTRATION_OFFICER, Role.PROTECTION_CASEWORKER)
    for row in (
        *_rows(
            role,
            Purpose.REGISTRATION,
            any_time=_CASEWORKER,
            glass=_PERSON | {Field.CONTACT},
            office=_DESK,
            involved=_DESK,
            involved_acts=_READ | _PAPER | _WRITE,
        ),
        Grant(role, Purpose.REGISTRATION, Relation.OFFICE, False, _WRITE, _DESK),
        Grant(role, Purpose.REGISTRATION, _HELD_HERE, True, frozenset({Act.INVOLVE})),
        Grant(role, Purpose.REGISTRATION, Relation.NONE, True, frozenset({Act.RECORD_FIGURES})),
    )
)

_CASEWORK_ROWS = (
    *_rows(
        Role.PROTECTION_CASEWORKER,
        Purpose.ASSISTANCE,
        any_time=_CASEWORKER,
        glass=_DANGER | {Field.EXPLOITATION, Field.PROCEDURE, Field.RETURN},
        office=_DESK,
        involved=_EVERYTHING | {Field.ACCOUNT},
    ),
    _keeps(Role.PROTECTION_CASEWORKER, Purpose.ASSISTANCE),
    *_rows(
        Role.LEGAL_ADVISER,
        Purpose.LEGAL_ADVICE,
        any_time=_CASEWORKER,
        glass=_DANGER | {Field.PROCEDURE, Field.RETURN},
        office=_PERSON,
        involved=_EVERYTHING | {Field.ACCOUNT},
    ),
    _keeps(Role.LEGAL_ADVISER, Purpose.LEGAL_ADVICE),
    *_rows(
        Role.TRAFFICKING_SPECIALIST,
        Purpose.TRAFFICKING_ASSISTANCE,
        any_time=_CASEWORKER,
        glass=_DANGER | {Field.EXPLOITATION},
        office=_PERSON,
        involved=_HELP | {Field.EXPLOITATION, Field.ARMED_GROUPS, Field.RETURN},
        involved_acts=_READ | _PAPER | _WRITE | _TALK | {Act.EXPORT},
    ),
    _keeps(Role.TRAFFICKING_SPECIALIST, Purpose.TRAFFICKING_ASSISTANCE),
    *_rows(
        Role.CHILD_PROTECTION_OFFICER,
        Purpose.CHILD_PROTECTION,
        any_time=_CASEWORKER,
        glass=_DANGER | {Field.EXPLOITATION},
        office=_PERSON,
        involved=_HELP
        | {Field.HARM, Field.EXPLOITATION, Field.ARMED_GROUPS, Field.PROCEDURE, Field.RETURN, Field.ACCOUNT},
    ),
    _keeps(Role.CHILD_PROTECTION_OFFICER, Purpose.CHILD_PROTECTION),
)

_ADJUDICATOR_ROWS = _rows(
    Role.ASYLUM_ADJUDICATOR,
    Purpose.ASYLUM_PROCEDURE,
    any_time={Act.SEARCH},
    office={Field.IDENTITY},
    involved=_PERSON | _ASYLUM | _FINDINGS | {Field.INTIMATE_NEEDS, Field.JOURNEY, Field.EXPLOITATION},
    involved_acts=_READ | _TALK | {Act.PRINT_PAGE},
)

_OVERSIGHT_ROWS = (
    Grant(
        Role.SUPERVISOR,
        Purpose.SUPERVISION,
        Relation.NONE,
        True,
        frozenset({Act.SEARCH, Act.SEE_NOTICES, Act.SEE_COUNTS, Act.SEE_RESPONSES}),
    ),
    Grant(
        Role.SUPERVISOR,
        Purpose.SUPERVISION,
        Relation.OFFICE,
        False,
        _READ | _PAPER | {Act.EXPORT},
        _EVERYTHING,
    ),
    Grant(
        Role.SUPERVISOR,
        Purpose.SUPERVISION,
        Relation.OFFICE,
        True,
        _READ | {Act.INVOLVE, Act.CLOSE_CASE, Act.ERASE_PERSON},
        _PERSON,
    ),
    Grant(Role.COORDINATOR, Purpose.COORDINATION, Relation.NONE, True, _RESPONSE),
    Grant(
        Role.ANALYST,
        Purpose.STATISTICS,
        Relation.NONE,
        True,
        frozenset({Act.SEE_COUNTS, Act.SEE_RESPONSES, Act.WORK_OUT_SHARES}),
    ),
    Grant(Role.AUDITOR, Purpose.AUDIT, Relation.NONE, True, frozenset({Act.READ_JOURNAL})),
    Grant(
        Role.ADMINISTRATOR,
        Purpose.ADMINISTRATION,
        Relation.NONE,
        True,
        frozenset({Act.MANAGE_ACCOUNTS, Act.MANAGE_OFFICES}),
    ),
)

TABLE = Table(
    grants=(*_DESK_ROWS, *_CASEWORK_ROWS, *_ADJUDICATOR_ROWS, *_OVERSIGHT_ROWS),
    step_up=frozenset(
        {
            Act.OPEN_IN_EMERGENCY,
            Act.ERASE_PERSON,
            Act.EXPORT,
            Act.MANAGE_ACCOUNTS,
            Act.DECLARE_INFLUX,
            Act.ADOPT_PLAN,
        }
    ),
    step_up_when_closed=frozenset({Act.READ_ACCOUNT}),
)


def decide(asked: Asked) -> Answer:
    """Whether this house allows what is asked."""
    return decide_by(asked, table=TABLE)
