"""The made-up people of the demonstration, and what to type to be one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asylon.casework.staff.factors import current_code
from asylon.casework.staff.models import Account, Role
from asylon.casework.staff.selectors import account_lines

SEES: dict[Role, str | Promise] = {
    Role.REGISTRATION_OFFICER: _("Registers families and groups, prints certificates; no accounts of harm."),
    Role.PROTECTION_CASEWORKER: _(
        "Whole cases of the own office, what each person is owed and what comes next."
    ),
    Role.LEGAL_ADVISER: _("The cases that they are involved in, with the reasons and the law."),
    Role.TRAFFICKING_SPECIALIST: _("Exploitation and how people got here; nothing of the asylum procedure."),
    Role.ASYLUM_ADJUDICATOR: _("Fear, countries and procedure; nothing of a trafficking case."),
    Role.CHILD_PROTECTION_OFFICER: _("Children, their families, and whoever looks after them."),
    Role.SUPERVISOR: _("Emergency openings and notices, and who looked at what."),
    Role.COORDINATOR: _("Mass arrivals, plans, fair shares and pledges; no person and no name."),
    Role.ANALYST: _("Counts; no person and no name."),
    Role.AUDITOR: _("The journal; no case."),
    Role.ADMINISTRATOR: _("Accounts, roles and offices; no case."),
}
"""In a few words. What each may really do stands in the table of the access kernel."""


@dataclass(frozen=True, slots=True)
class Part:
    """One made-up account on the first page."""

    name: str
    work_name: str
    office_name: str
    roles: tuple[Role, ...]
    sees: tuple[str | Promise, ...]
    code: str


def cast(*, now: datetime) -> tuple[Part, ...]:
    """Every made-up account that has an app, in the order of roles, with the code that it would show now.

    Raises: PermissionDenied outside the demonstration.
    """
    accounts = {row.pk: row for row in Account.objects.all()}
    order = {role: place for place, role in enumerate(Role)}
    parts = (
        Part(
            name=line.name,
            work_name=line.username,
            office_name=line.office_name,
            roles=line.roles,
            sees=tuple(SEES[role] for role in line.roles),
            code=current_code(accounts[line.id], now=now),
        )
        for line in account_lines(now=now)
        if line.active and line.roles
    )
    return tuple(sorted((part for part in parts if part.code), key=lambda part: order[part.roles[0]]))
