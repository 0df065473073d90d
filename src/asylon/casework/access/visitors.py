"""Who is at work, in which role, and for what: all that a decision about access may turn on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from asylon.casework.staff.models import Account, Role

Way = Literal["page", "api", "command"]
"""Through what somebody comes."""


class Purpose(models.TextChoices):
    """What somebody may want to know something for. Police work and migration control are not in it."""

    REGISTRATION = "registration", _("Registration")
    ASSISTANCE = "assistance", _("Assistance")
    LEGAL_ADVICE = "legal_advice", _("Legal advice")
    ASYLUM_PROCEDURE = "asylum_procedure", _("Asylum procedure")
    TRAFFICKING_ASSISTANCE = "trafficking_assistance", _("Assistance to victims of trafficking")
    CHILD_PROTECTION = "child_protection", _("Child protection")
    SUPERVISION = "supervision", _("Supervision")
    COORDINATION = "coordination", _("Coordination of responses")
    STATISTICS = "statistics", _("Statistics")
    AUDIT = "audit", _("Audit")
    ADMINISTRATION = "administration", _("Administration")


PURPOSES_OF_ROLES: Mapping[Role, tuple[Purpose, ...]] = {
    Role.REGISTRATION_OFFICER: (Purpose.REGISTRATION,),
    Role.PROTECTION_CASEWORKER: (Purpose.ASSISTANCE, Purpose.REGISTRATION),
    Role.LEGAL_ADVISER: (Purpose.LEGAL_ADVICE,),
    Role.TRAFFICKING_SPECIALIST: (Purpose.TRAFFICKING_ASSISTANCE,),
    Role.ASYLUM_ADJUDICATOR: (Purpose.ASYLUM_PROCEDURE,),
    Role.CHILD_PROTECTION_OFFICER: (Purpose.CHILD_PROTECTION,),
    Role.SUPERVISOR: (Purpose.SUPERVISION,),
    Role.COORDINATOR: (Purpose.COORDINATION,),
    Role.ANALYST: (Purpose.STATISTICS,),
    Role.AUDITOR: (Purpose.AUDIT,),
    Role.ADMINISTRATOR: (Purpose.ADMINISTRATION,),
}
"""The first purpose of a role is the one that a session begins with."""


def purposes_of(role: Role) -> tuple[Purpose, ...]:
    """What somebody in this role may work for, the usual first; a role that is not listed has none."""
    return PURPOSES_OF_ROLES.get(role, ())


@dataclass(frozen=True, slots=True)
class Visitor:
    """An account at work: in one role, for one purpose, from one office."""

    account: UUID
    name: str
    office: UUID
    office_name: str
    role: Role
    purpose: Purpose
    language: str
    roles: tuple[Role, ...] = ()
    """All that are held; one is acted in at a time."""
    stepped_up_until: datetime | None = None
    """Until when a fresh second factor counts."""
    via: Way = "page"

    def stepped_up(self, *, now: datetime) -> bool:
        """Whether the second factor was shown freshly."""
        return self.stepped_up_until is not None and now < self.stepped_up_until


def visitor_at_work(
    account: Account,
    *,
    role: Role,
    purpose: Purpose,
    roles: tuple[Role, ...],
    via: Way,
    stepped_up_until: datetime | None = None,
) -> Visitor:
    """An account as a visitor, in one of the `roles` that it holds and for one of its purposes."""
    return Visitor(
        account=account.pk,
        name=account.name,
        office=account.office_id,
        office_name=account.office.name,
        role=role,
        purpose=purpose,
        language=account.language,
        roles=roles,
        stepped_up_until=stepped_up_until,
        via=via,
    )
