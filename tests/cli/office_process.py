"""The process of `tests.cli.offices`: one order a line on standard input, one line of JSON for each.

A list is a command with its words; {"scene": NAME} makes something to write about.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any

from asylon.cli.main import main


def command(words: list[str]) -> list[Any]:
    """The exit code of a command, what it wrote as bytes in hexadecimal, and what it complained of."""
    there = sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.StringIO()
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    sys.stdout, sys.stderr = text, err
    sys.argv = ["asylon", *words]
    try:
        code = main()
        text.flush()
    finally:
        sys.stdout, sys.stderr = there
    return [code, out.getvalue().hex(), err.getvalue()]


def scene(name: str) -> dict[str, str]:
    """A made-up emergency with a need, a pledge, consultations, plans and reviews; what each is called by."""
    from asylon.cli.opening import load_office

    load_office()
    from datetime import timedelta

    from django.utils import timezone

    from asylon.casework.staff.models import Account, Role
    from asylon.responses.emergencies.records import NewEmergency
    from asylon.responses.emergencies.services import begin_emergency
    from tests.office_cast import visitor_of
    from tests.responses.pledges.pledged import on_record
    from tests.security.plan_rows import plans_on_record

    now, keeper = timezone.now(), Account.objects.select_related("office").get(username="jovan")
    given = NewEmergency(
        name=name, began_on=now.date() - timedelta(days=20), hosts=["LBN", "SRB"], invented=True
    )
    emergency = begin_emergency(visitor_of(keeper, Role.COORDINATOR), given, now=now)
    return {
        "emergency": str(emergency),
        **on_record(emergency, keeper, now=now),
        **plans_on_record(emergency, keeper, now=now),
    }


if __name__ == "__main__":
    for line in sys.stdin:
        order = json.loads(line)
        answer = command(order) if isinstance(order, list) else scene(order["scene"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
