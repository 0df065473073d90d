"""The interface: every operation, behind the tokens and the pace, answering in problems where it refuses."""

from __future__ import annotations

from asylon.api.bearer import Bearer
from asylon.api.body import StrictJson
from asylon.api.described import Described
from asylon.api.operations import (
    accounts,
    assessments,
    emergencies,
    emergencies_of_peoples,
    exporting,
    families,
    influx,
    interviews,
    kinship,
    oversight,
    own,
    people,
    places,
    records,
    registering,
    responses_plans,
    responses_pledges,
    responses_reviews,
    responses_shares,
)
from asylon.api.pace import Pace
from asylon.api.refusals import listen

DESCRIPTION = """\
The same doors as the pages, no others. A token acts for one account, in one role and for one purpose, and
sees what the account would see on the pages. What may not be seen is left out; a person who is not there
and one who is none of the token's business get the same answer. Times are in UTC. Edits say in `seen` what
they were based on and are refused, with what stands now, if somebody else was quicker."""

api = Described(
    title="Asylon",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    auth=Bearer(),
    parser=StrictJson(),
    throttle=Pace(),
)
listen(api)
for tag, room in (
    ("own", own),
    ("people", people),
    ("records", records),
    ("assessments", assessments),
    ("interviews", interviews),
    ("registering", registering),
    ("families", families),
    ("families", kinship),
    ("emergencies", emergencies),
    ("exporting", exporting),
    ("oversight", oversight),
    ("accounts", accounts),
    ("offices", places),
    ("responses", emergencies_of_peoples),
    ("responses", influx),
    ("responses", responses_plans),
    ("responses", responses_pledges),
    ("responses", responses_reviews),
    ("responses", responses_shares),
):
    api.add_router("", room.router, tags=[tag])
