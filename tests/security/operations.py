"""Every operation of the API and what it needs: one row each. An operation that is missing fails."""

from __future__ import annotations

from asylon.casework.access.kernel import Act, Field
from tests.security.emergency_rows import OPERATIONS as EMERGENCIES
from tests.security.plan_rows import OPERATIONS as PLANS
from tests.security.pledge_rows import OPERATIONS as PLEDGES
from tests.security.rules import VISITOR, About, Needs, Row, nobody, person
from tests.security.share_rows import OPERATIONS as SHARES

LOOK_AT_ACCOUNTS = nobody(Act.MANAGE_ACCOUNTS, looking=True)
CHANGE_ACCOUNTS = nobody(Act.MANAGE_ACCOUNTS)
OFFICES = nobody(Act.MANAGE_OFFICES)
SEE, INTERVIEW, INVOLVE = person(Act.SEE_PAGE), person(Act.INTERVIEW), person(Act.INVOLVE)
FAMILY = person(Act.EDIT_PERSON, sees=Field.FAMILY, adds=Field.FAMILY)
GROUP = Needs(About.COUNTED_GROUP, Act.REGISTER)
TO_LIST = person(Act.ADD_FACT, sees=Field.IDENTITY, adds=Field.IDENTITY)
REASON = "The doctor must know before the treatment begins."
P, A, OFFICE = {"person": "$person"}, {"account": "$colleague"}, {"office": "$office"}
NEW_OFFICE = {"code": "new", "name": "New", "kind": "reception", "jurisdiction": "RS", "focal_point": "Desk"}
NATIONALITY = {**P, "scope": "nationality"}
LINK, MEMBERSHIP = {**P, "link": "$link"}, {**P, "membership": "$membership"}
SEEN = {"seen": 1}
ONE = {"draft": "$draft", "people": [{"given": "Mehri", "sex": "female"}]}
TOLD = {"fact": "told_right_to_ask", "value": True}
IDENTITY = {
    "seen": 1,
    "names": [{"given": "Mehri", "family": "Qorbani"}],
    "sex": "female",
    "born": "1990",
    "languages": [],
    "wants_interpreter": None,
}
FACTS_OF_FIELDS = {
    Field.IDENTITY: "nationality_known_none",
    Field.AGE_AND_FAMILY: "age_disputed",
    Field.NEEDS: "immediate_danger",
    Field.INTIMATE_NEEDS: "sgbv_survivor",
    Field.REQUEST: "told_right_to_ask",
    Field.JOURNEY: "came_directly",
    Field.COUNTRIES_AND_FEAR: "single_or_no_nationality",
    Field.CREDIBILITY: "bod_genuine_effort",
    Field.EXCLUSION_AND_CESSATION: "exclusion_1E",
    Field.PROCEDURE: "decision_final",
    Field.SOLUTIONS: "working_abroad_as_migrant",
    Field.MASS_ARRIVAL: "group_conditions_changed",
    Field.ARMED_GROUPS: "combatant_active",
}
"""A question about the person herself for each field that has one."""

OPERATIONS = (
    Row("openapi-json", "GET", VISITOR),
    Row("read_own_token", "GET", VISITOR),
    Row("list_sites", "GET", VISITOR),
    Row("list_services", "GET", VISITOR),
    Row("check_paper", "POST", VISITOR, send={"code": "$paper"}),
    Row("read_rulebook", "GET", VISITOR),
    Row("search", "POST", nobody(Act.SEARCH), send={"words": "Zuhra"}),
    Row("list_mine", "GET", VISITOR),
    Row("read_person", "GET", SEE, P),
    Row("change_identity", "PUT", person(Act.EDIT_PERSON, sees=Field.IDENTITY), P, send=IDENTITY),
    Row("close_person", "POST", person(Act.CLOSE_CASE), P, send=SEEN),
    Row("reopen_person", "POST", person(Act.CLOSE_CASE), P, send=SEEN),
    Row("erase", "POST", person(Act.ERASE_PERSON), P, send=SEEN),
    Row("export_person", "POST", person(Act.EXPORT), P),
    Row("read_record", "GET", SEE, P),
    *(
        Row(
            "add_answers",
            "POST",
            person(Act.ADD_FACT, adds=field),
            P,
            send={"answers": [{"fact": fact, "value": True}]},
            code=field,
        )
        for field, fact in FACTS_OF_FIELDS.items()
    ),
    Row("add_item", "POST", TO_LIST, NATIONALITY, send={"id": "SY"}),
    Row(
        "add_item",
        "POST",
        person(Act.ADD_FACT, sees=Field.EXPLOITATION, adds=Field.EXPLOITATION),
        {**P, "scope": "episode"},
        send={"country": "AE"},
        code="episode",
    ),
    Row(
        "say_of_list",
        "POST",
        person(Act.ADD_FACT, sees=Field.JOURNEY, adds=Field.JOURNEY),
        {**P, "scope": "leg"},
        send={"said": "unknown"},
    ),
    Row("withdraw_item", "POST", TO_LIST, {**NATIONALITY, "item": "$item"}, send=SEEN),
    Row("read_assessment", "GET", SEE, P),
    Row("read_explanation", "GET", SEE, {**P, "goal": "asylum_seeker"}),
    Row("list_questions", "GET", SEE, P),
    Row("list_assessments", "GET", SEE, P),
    Row("begin_interview", "POST", INTERVIEW, P, send={"language": "ar"}),
    Row("read_interview", "GET", INTERVIEW, P),
    Row("answer_question", "POST", person(Act.INTERVIEW, adds=Field.REQUEST), P, send={"answer": TOLD}),
    Row("say_in_danger", "POST", person(Act.INTERVIEW, adds=Field.NEEDS), P),
    Row("put_off_question", "POST", INTERVIEW, P, send={"scope": "leg"}),
    Row("take_up_questions", "POST", INTERVIEW, P),
    Row("pause_interview", "POST", INTERVIEW, P),
    Row("go_on_with_interview", "POST", INTERVIEW, P),
    Row("end_interview", "POST", INTERVIEW, P),
    Row("read_accounts", "GET", person(Act.READ_ACCOUNT), P),
    Row(
        "write_account",
        "POST",
        person(Act.WRITE_ACCOUNT),
        P,
        send={"text": "We fled at night.", "language": "ar"},
    ),
    Row(
        "find_matches",
        "POST",
        nobody(Act.REGISTER),
        send={"people": [{"given": "Zuhra", "family": "Qorbani"}]},
    ),
    Row("register_a_family", "POST", nobody(Act.REGISTER), send=ONE),
    Row("register_one_person", "POST", nobody(Act.REGISTER), send=ONE),
    Row(
        "register_a_group",
        "POST",
        nobody(Act.REGISTER),
        send={"draft": "$draft", "place": "Mill", "women": 3},
    ),
    Row("register_a_rescue", "POST", nobody(Act.REGISTER), send={**ONE, "place": "Off the cape"}),
    Row("read_registration", "GET", Needs(About.MADE_BY_ONESELF), {"registration": "$registration"}),
    Row("list_groups", "GET", nobody(Act.REGISTER)),
    Row("read_group", "GET", GROUP, {"group": "$counted"}),
    Row("register_out_of_group", "POST", GROUP, {"group": "$counted"}, send=ONE),
    Row("print_certificate", "GET", person(Act.CERTIFICATE, sees=Field.IDENTITY, unseen_is_absent=True), P),
    Row(
        "print_group_certificate",
        "GET",
        Needs(About.FAMILY_PAPER, Act.CERTIFICATE, sees=Field.IDENTITY),
        {"group": "$family"},
    ),
    Row("read_family", "GET", SEE, P),
    Row("link_people", "POST", FAMILY, P, send={"other": "$kin", "kind": "guardian"}),
    Row("look_for", "POST", FAMILY, P, send={"kind": "parent", "forward": False}),
    Row("change_link", "POST", FAMILY, LINK, send={**SEEN, "state": "separated"}),
    Row("say_found", "POST", FAMILY, LINK, send={**SEEN, "other": "$kin"}),
    Row("end_link", "POST", FAMILY, LINK, send={**SEEN, "until": "2026-11-01"}),
    Row("form_group", "POST", FAMILY, P, send={"kind": "household", "since": "2026-11-01"}),
    Row(
        "join_group",
        "POST",
        FAMILY,
        P,
        send={"group": "$travel", "part": "member", "since": "2026-11-01"},
    ),
    Row("change_part", "POST", FAMILY, MEMBERSHIP, send={**SEEN, "part": "sibling"}),
    Row("leave_group", "POST", FAMILY, MEMBERSHIP, send={**SEEN, "until": "$today"}),
    Row("list_involvements", "GET", INVOLVE, P),
    Row("list_candidates", "GET", INVOLVE, P),
    Row("add_involvement", "POST", INVOLVE, P, send={"purpose": "legal_advice", "account": "$adviser"}),
    Row("finish_involvement", "POST", INVOLVE, {**P, "involvement": "$involvement"}),
    Row(
        "open_case_in_emergency",
        "POST",
        Needs(About.ANY_PERSON, Act.OPEN_IN_EMERGENCY),
        P,
        send={"reason": REASON},
    ),
    Row("list_notices", "GET", nobody(Act.SEE_NOTICES)),
    Row("mark_notice_seen", "POST", Needs(About.NOTICE, Act.SEE_NOTICES), {"notice": "$notice"}),
    Row("list_journal", "GET", nobody(Act.READ_JOURNAL)),
    Row("verify_journal", "POST", nobody(Act.READ_JOURNAL)),
    Row("read_counts", "GET", nobody(Act.SEE_COUNTS)),
    Row("list_accounts", "GET", LOOK_AT_ACCOUNTS),
    Row(
        "make_account",
        "POST",
        CHANGE_ACCOUNTS,
        send={"username": "new.one", "name": "New One", "office": "$office", "roles": ["auditor"]},
    ),
    Row("read_account", "GET", LOOK_AT_ACCOUNTS, A),
    Row("give_role", "POST", CHANGE_ACCOUNTS, A, send={"role": "auditor"}),
    Row("end_role", "POST", CHANGE_ACCOUNTS, A, send={"role": "analyst"}),
    Row("lock_account", "POST", CHANGE_ACCOUNTS, A, send=SEEN),
    Row("unlock_account", "POST", CHANGE_ACCOUNTS, A, send=SEEN),
    Row("revoke_sign_ins", "POST", CHANGE_ACCOUNTS, A),
    Row("give_password", "POST", CHANGE_ACCOUNTS, A),
    Row("reset_factors", "POST", CHANGE_ACCOUNTS, A),
    Row("end_waiting", "POST", CHANGE_ACCOUNTS, A),
    Row(
        "edit_account",
        "PUT",
        CHANGE_ACCOUNTS,
        A,
        send={**SEEN, "name": "Other", "office": "$office", "language": "en"},
    ),
    Row("list_offices", "GET", OFFICES),
    Row("add_office", "POST", OFFICES, send=NEW_OFFICE),
    Row("read_office", "GET", OFFICES, OFFICE),
    Row("edit_office", "PUT", OFFICES, OFFICE, send={**NEW_OFFICE, **SEEN}),
    Row("add_site", "POST", OFFICES, OFFICE, send={"name": "Harbour"}),
    Row("edit_site", "PUT", OFFICES, {"site": "$site"}, send={**SEEN, "name": "Gate 2"}),
    Row("add_service", "POST", OFFICES, OFFICE, send={"kind": "health", "name": "Night clinic"}),
    Row(
        "edit_service",
        "PUT",
        OFFICES,
        {"service": "$service"},
        send={**SEEN, "kind": "health", "name": "Clinic"},
    ),
    *EMERGENCIES,
    *PLANS,
    *PLEDGES,
    *SHARES,
)
NOWHERE = frozenset({"api-root", "nothing"})
"""Addresses of the API at which there is nothing for anybody."""
