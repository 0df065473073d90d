"""People with a record of their own, for tests of what pages show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from asylon.casework.access.door import open_person
from asylon.casework.access.kernel import Act
from asylon.casework.access.reading import refreeze
from asylon.casework.access.visitors import Purpose
from asylon.casework.people.groups import form_group, join
from asylon.casework.people.identity import Name
from asylon.casework.people.links import Absent, link, link_unregistered
from asylon.casework.people.partial_dates import on_day
from asylon.rulebook import load
from tests import cast as vignettes
from tests.casework.facts.records import put_on_record
from tests.office_cast import Cast, a_person, involved, visitor_of

RULEBOOK = load()
LEYLA = (
    Name(given="Leyla", father="Idris", family="Haroun", language="en"),
    Name(whole="ليلى إدريس هارون", script="Arab", language="ar", kind="written"),
)


def situation_of(vignette: str) -> dict[str, Any]:
    """A vignette with its facts as a record would give them."""
    path = vignettes.VIGNETTES / f"{vignette}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["situation"]
    return {"facts": {}, **found}


@dataclass(frozen=True)
class Rich:
    """Somebody of whom everything is known, with a daughter and a mother who is being looked for."""

    person: UUID
    daughter: UUID


def a_rich_case(cast: Cast, vignette: str = "V24", **more_facts: Any) -> Rich:
    """The record of a vignette at the reception centre; Amina holds it, Bojan has the trafficking track."""
    now = timezone.now()
    person = a_person(
        cast.reception, cast.amina, names=LEYLA, born=on_day(date(1995, 2, 1)), languages=("ar", "en")
    )
    daughter = a_person(cast.reception, cast.amina, given="Rima", born=on_day(date(2018, 5, 1)))
    since = now - timedelta(days=3)
    involved(person, cast.amina, since=since)
    involved(daughter, cast.amina, since=since)
    involved(person, cast.bojan, Purpose.TRAFFICKING_ASSISTANCE, since=since)
    family = form_group(cast.reception.pk, "family", now=now)
    join(family, person, part="head", since=now.date())
    join(family, daughter, part="child", since=now.date())
    link(person, daughter, "parent")
    case = open_person(visitor_of(cast.amina), person, act=Act.ADD_FACT, now=now)
    link_unregistered(case.key, person, "sibling", Absent("Sara", "May 2025", "Nyala"))
    refreeze(case, cause="registration", rulebook=RULEBOOK, as_of=now.date())
    situation = situation_of(vignette)
    situation["facts"] = {
        name: value for name, value in situation["facts"].items() if name not in ("age_years", "sex_gender")
    } | more_facts
    put_on_record(case.case, situation)
    refreeze(case, cause="facts", rulebook=RULEBOOK, as_of=now.date())
    return Rich(person, daughter)
