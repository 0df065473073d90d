"""Works scenarios out and keeps them as they stood. Counts and States only: nobody's case is near."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.figures import Store
from asylon.responses.emergencies.opening import codes_of, open_emergency
from asylon.responses.shares.figures import carrying, figures_for
from asylon.responses.shares.models import Scenario
from asylon.responses.shares.records import NameTaken, NewScenario
from asylon.responses.shares.stored import carrying_json, fingerprint_of, sensitivity_json
from asylon.sharing import Missing, share
from asylon.sharing.sensitivity import sensitivity
from asylon.sharing.stored import sharing_json

DRAWS = 2_000
"""Enough for intervals on a page; the command draws as many as one likes."""


def work_out(
    visitor: Visitor, emergency: UUID, given: NewScenario, *, now: datetime, store: Store | None = None
) -> UUID:
    """Work a scenario out and keep it with everything that it rested on; gives its id.

    States for which a figure is missing are left out and named. `store` are the public figures; those
    that ship, unless others are given.
    Raises: Refused; NotThere; NameTaken; BadSharing and BadFigures for what cannot be worked out.
    """
    row = open_emergency(visitor, emergency, act=Act.WORK_OUT_SHARES, now=now)
    store = store or Store()
    figures = figures_for(given.key, store, states=given.states)
    sharing = share(given.key, figures.years[figures.base], total=given.total, missing=Missing.EXCLUDE)
    firm = sensitivity(given.key, figures.years, base=figures.base, total=given.total, draws=DRAWS)
    carried = carrying(store, measure=given.measure, origins=codes_of(row, "origin"))
    kept = sharing_json(sharing)
    with transaction.atomic():
        made = Scenario(
            emergency=row,
            name=given.name,
            reasons=given.reasons,
            sharing=kept,
            sensitivity=sensitivity_json(firm),
            carried=carrying_json(carried),
            attributions=sorted({*figures.attributions, carried.source}),
            fingerprint=fingerprint_of(kept),
            invented=given.invented or row.invented,
            by_id=visitor.account,
            at=now,
        )
        _save(made)
        detail = {"emergency": str(row.pk), "scenario": str(made.pk)}
        write(act=Act.WORK_OUT_SHARES, visitor=visitor, now=now, detail=detail)
    return made.pk


def _save(made: Scenario) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as taken:
        raise NameTaken from taken
