"""What can be written from a file: one good writing of each kind, and what the rules refuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.api.emergency_rows import FRESH as FRESH_OF_EMERGENCIES
from tests.api.plan_rows import FRESH as FRESH_OF_PLANS

WANT_A_FRESH_CODE = FRESH_OF_EMERGENCIES | FRESH_OF_PLANS
"""Operations that stay on the pages and in the API: a declaration, its end, an adoption."""
ACTIONS_OF_THEIR_OWN = {"begin_emergency": "open", "record_arrivals": "arrivals"}
"""Operations that the verb has actions for, with options or a table instead of a file of JSON."""


@dataclass(frozen=True)
class Good:
    """A writing that is good: the operation of the API whose body it takes, about what, and where it lies.

    `alone` stands for those after which others could not be done: they get a scene of their own.
    """

    operation: str
    about: str
    table: str
    columns: tuple[str, ...] = ()
    alone: bool = False


GOOD: Mapping[str, Good] = {
    "change-emergency": Good(
        "edit_emergency", "emergency", "emergencies_emergency", ("name", "began_on"), alone=True
    ),
    "stage": Good("reach_stage", "emergency", "emergencies_stagereached", ("stage", "since", "reasons")),
    "mark": Good("set_mark", "emergency", "emergencies_threshold", ("indicator", "mark", "reasons")),
    "cause": Good("note_cause", "emergency", "emergencies_cause", ("kind", "on", "said", "source")),
    "capacities": Good("record_capacities", "emergency", "emergencies_capacity"),
    "procedures": Good(
        "record_procedures", "emergency", "emergencies_procedures", ("on", "host", "waiting", "source")
    ),
    "scenario": Good("work_out_scenario", "emergency", "shares_scenario", ("name",)),
    "need": Good("add_need", "emergency", "pledges_need", ("sector", "since", "until", "amount", "source")),
    "change-need": Good("edit_need", "need", "pledges_need", ("sector", "unit", "amount")),
    "pledge": Good("announce_pledge", "emergency", "pledges_pledge", ("donor_state", "kind", "unit")),
    "terms": Good("edit_pledge_terms", "pledge", "pledges_pledge", ("district",)),
    "part": Good("add_pledge_part", "pledge", "pledges_tranche", ("since", "until"), alone=True),
    "movement": Good("move_pledge", "pledge", "pledges_movement", ("step", "amount", "on", "evidence")),
    "consultation": Good("add_consultation", "emergency", "plans_consultation", ("basis", "convened_on")),
    "change-consultation": Good(
        "edit_consultation", "consultation", "plans_consultation", ("basis", "convened_on")
    ),
    "plan": Good("add_plan", "emergency", "plans_plan", ("name", "scenario", "host")),
    "prepared-plan": Good("add_plan", "", "plans_plan", ("name", "scenario", "host")),
    "change-plan": Good("edit_plan", "plan", "plans_plan", ("name",), alone=True),
    "trigger": Good("set_plan_trigger", "ready", "plans_trigger", ("measure", "at_least", "then")),
    "standby": Good("keep_plan_standby", "ready", "plans_standby", ("what", "held_by", "amount", "unit")),
    "standard": Good("answer_plan_standard", "plan", "plans_answered", ("asked", "said")),
    "version": Good("begin_plan_version", "unreviewed", "plans_version"),
    "review-and-forecast": Good("frame_plan_version", "plan_draft", "plans_version", ("review_on",)),
    "member": Good("name_plan_member", "plan_draft", "plans_member", ("kind", "name")),
    "strike-member": Good("strike_plan_member", "member", "plans_member"),
    "item": Good("add_plan_item", "plan_draft", "plans_item", ("code", "what")),
    "change-item": Good("edit_plan_item", "draft_item", "plans_item", ("code", "what"), alone=True),
    "take-out-item": Good("take_out_plan_item", "draft_item", "plans_item"),
    "progress": Good("report_plan_item", "plan_item", "plans_progress", ("state",)),
    "answer": Good("answer_plan_item", "plan_item", "plans_answered", ("asked", "said", "sort")),
    "review": Good("call_plan_review", "unreviewed", "reviews_review", ("on", "called_by"), alone=True),
    "figure": Good("write_review_figure", "review", "reviews_figure", ("sort", "of", "unit", "source")),
    "gather": Good("gather_review_figures", "quiet_review", "reviews_review"),
    "decision": Good("decide_proposal", "proposal", "reviews_proposal", ("reasons",), alone=True),
    "hold": Good("hold_plan_review", "quiet_review", "reviews_review", ("conclusion", "next_on"), alone=True),
}
BASED_ON_WHAT_WAS_READ = {
    "change-emergency": 1,
    "change-need": 1,
    "terms": 1,
    "part": 2,
    "movement": 2,
    "change-consultation": 1,
    "change-plan": 1,
    "review-and-forecast": 2,
    "change-item": 1,
    "take-out-item": 1,
    "decision": 1,
    "hold": 1,
}
"""Kinds whose file says in `seen` what was read, and what stands in a new scene."""
WRONG: list[tuple[str, str, Any, str]] = [
    ("stage", "emergency", {"stage": "stabilized"}, "stage: there is no 'stabilized' here; did you mean"),
    ("stage", "emergency", {"since": "2926-01-01"}, "since: This day has not come yet"),
    ("stage", "emergency", {"since": 20_000}, 'since: write a day, such as "2026-11-22"'),
    ("stage", "emergency", {"since": "last May"}, 'since: write a day, such as "2026-11-22"'),
    ("stage", "emergency", {"since": None}, 'since: write a day, such as "2026-11-22"'),
    ("stage", "emergency", {"stage": None}, "stage: there is no 'null' here; "),
    ("stage", "emergency", {"reasons": 5}, "reasons: write words, in quotation marks"),
    ("capacities", "emergency", {"rows": {}}, "rows: write a list: [...]"),
    (
        "need",
        "emergency",
        {"plan_item": "the tents"},
        "plan_item: write an id, as 'asylon responses targets'",
    ),
    ("need", "emergency", {"plan_item": 7}, "plan_item: write an id, as 'asylon responses targets'"),
    ("need", "emergency", {"amount": "7"}, "amount: write a whole number, without quotation marks"),
    ("pledge", "emergency", {"donor_state": "X" * 5_000}, "donor_state: “XXXXXXXXXXXX” is no country code"),
    ("mark", "emergency", {"mark": 0.001}, "mark: Write a number from 0 up"),
    ("mark", "emergency", {"mark": "9"}, "mark: Input should be a valid number"),
    ("cause", "emergency", {"country": "SUD"}, "country: “SUD” is no country code"),
    ("capacities", "emergency", {"rows": [{"on": "2026-10-01"}]}, "rows[0].sector: Field required"),
    (
        *("capacities", "emergency"),
        {"rows": [{"on": "2026-10-01", "sector": "shelter", "unit": "persons", "capacity": -1}]},
        "rows[0].capacity: Write a whole number from 0",
    ),
    ("procedures", "emergency", {"host": "TCD"}, "host: TCD is no host of this emergency"),
    ("scenario", "emergency", {"preset": ""}, "preset: name a key that ships"),
    ("scenario", "emergency", {"key": "key: 1"}, "preset: name a key that ships"),
    (
        "scenario",
        "emergency",
        {"preset": "populaton"},
        "preset: there is no preset 'populaton'; did you mean",
    ),
    ("scenario", "emergency", {"preset": "", "key": "key: ["}, "scenario.json: key"),
    ("scenario", "emergency", {"measure": "refugee"}, "measure: there is no 'refugee' here; did you mean"),
    ("scenario", "emergency", {"total": 0}, "total: Input should be greater than or equal to 1"),
    ("scenario", "emergency", {"states": ["DEU", "ZZZ"]}, "'ZZZ'"),
    ("part", "pledge", {"amount": 0}, "amount: Write a whole number from 1"),
    ("movement", "pledge", {"part": str(uuid4())}, "part: This part belongs to another pledge"),
    ("movement", "pledge", {"amount": 501}, "amount: More would be delivered than was committed"),
    (
        *("consultation", "emergency"),
        {"parties": [{"kind": "state", "name": "Chad", "iso": "TCD"}]},
        "parties[0].iso: there is no 'iso' here; did you mean 'iso3'?",
    ),
    (
        *("consultation", "emergency"),
        {"parties": [{"kind": "stat", "name": "Chad", "iso3": "TCD"}]},
        "parties[0].kind: there is no 'stat' here; did you mean 'state'?",
    ),
    ("prepared-plan", "", {"host": ""}, "host: Without an emergency, say which country"),
    ("trigger", "ready", {"measure": "arrivals"}, "measure: there is no 'arrivals' here; "),
    ("trigger", "ready", {"at_least": None}, "at_least: Write the mark as a whole number"),
    ("trigger", "ready", {"at_least": 10**30}, "at_least: Write the mark as a whole number"),
    ("standby", "ready", {"amount": 10**30}, "amount: Write a whole number"),
    (
        "standard",
        "plan",
        {"asked": "document"},
        "asked: there is no 'document' here; did you mean 'documents'?",
    ),
    (
        "review-and-forecast",
        "plan_draft",
        {"review_on": "2026-01-01"},
        "review_on: Choose a day that has not",
    ),
    ("review-and-forecast", "plan_draft", {"why": ""}, "why: Say why it is changed"),
    ("member", "plan_draft", {"name": "UNHCR", "kind": "un"}, "name: “UNHCR” stands there already"),
    ("item", "plan_draft", {"code": "z9"}, "code: No arrangement has the code “z9”"),
    ("item", "plan_draft", {"receiving": "LBN, " * 60}, "receiving: This is too long"),
    (
        "progress",
        "plan_item",
        {"state": "runing"},
        "state: there is no 'runing' here; did you mean 'running'?",
    ),
    ("progress", "plan_item", {"reached": 2**63}, "reached: Write a whole number"),
    ("answer", "plan_item", {"sort": "children"}, "sort: Only humanitarian transfer"),
    ("figure", "review", {"as_of": "2926-01-01"}, "as_of: This day has not come yet"),
    ("decision", "proposal", {"accept": True}, "change: Say what is to change in the plan"),
    (
        *("decision", "proposal"),
        {"accept": True, "change": {"code": "j1", "what": "Funds", "cost_minor": 5}},
        "change.currency: Write the currency",
    ),
    ("hold", "quiet_review", {"present": []}, "present: Write who was present"),
    (
        *("hold", "quiet_review"),
        {"present": [{"kind": "un", "name": "UNHCR"}, {"kind": "nog", "name": "NGO forum"}]},
        "present[1].kind: there is no 'nog' here; did you mean 'ngo'?",
    ),
]
