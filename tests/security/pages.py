"""Every page of the house and what it needs: one row an address and method. A page that is missing fails."""

from __future__ import annotations

from asylon.casework.access.kernel import Act, Field
from tests.security.emergency_rows import PAGES as EMERGENCIES
from tests.security.plan_rows import PAGES as PLANS
from tests.security.pledge_rows import PAGES as PLEDGES
from tests.security.rules import EVERYBODY, VISITOR, VISITOR_FRESH, About, Needs, Row, nobody, person
from tests.security.share_rows import PAGES as SHARES

LOOK_AT_ACCOUNTS = nobody(Act.MANAGE_ACCOUNTS, looking=True)
CHANGE_ACCOUNTS = nobody(Act.MANAGE_ACCOUNTS)
OFFICES = nobody(Act.MANAGE_OFFICES)
SEE, ADD, INTERVIEW = person(Act.SEE_PAGE), person(Act.ADD_FACT), person(Act.INTERVIEW)
INVOLVE, ERASE = person(Act.INVOLVE), person(Act.ERASE_PERSON, fresh=True)
KIN = person(Act.EDIT_PERSON, sees=Field.FAMILY, adds=Field.FAMILY)
EMERGENCY = Needs(About.ANY_PERSON, Act.OPEN_IN_EMERGENCY, fresh=True)
GROUP = Needs(About.COUNTED_GROUP, Act.REGISTER)
LIST = person(Act.SEE_PAGE, sees=Field.IDENTITY)
TO_LIST = person(Act.ADD_FACT, sees=Field.IDENTITY, adds=Field.IDENTITY)
CERTIFICATE = person(Act.CERTIFICATE, sees=Field.IDENTITY, unseen_is_absent=True)
THEIR_PASSKEY = Needs(About.SOMEBODY_ELSES, fresh=True)
REASON = "The doctor must know before the treatment begins."
P, A, OFFICE = {"person": "$person"}, {"account": "$colleague"}, {"office": "$office"}
LINK, MEMBERSHIP = {**P, "link": "$link"}, {**P, "membership": "$membership"}
NATIONALITY = {**P, "scope": "nationality"}
TOLD = {**P, "fact": "told_right_to_ask"}
FAMILY = {"do": "save", "draft": "$draft", "count": "1", "p0-given": "Mehri", "p0-sex": "female"}

OPEN = (
    Row("health_live", "GET", EVERYBODY),
    Row("health_ready", "GET", EVERYBODY),
    Row("first", "GET", EVERYBODY),
    Row("language", "GET", EVERYBODY, ask={"language": "fr"}),
    Row("language", "POST", EVERYBODY, send={"language": "fr"}),
    Row("cover", "GET", EVERYBODY),
    Row("cover", "POST", EVERYBODY),
    Row("account_login", "GET", EVERYBODY),
    Row("account_login", "POST", EVERYBODY, send={"login": "nobody", "password": "nothing"}),
    Row("account_logout", "GET", EVERYBODY),
    Row("account_logout", "POST", EVERYBODY),
    Row("mfa_authenticate", "GET", EVERYBODY),
    Row("mfa_authenticate", "POST", EVERYBODY),
    Row("mfa_login_webauthn", "GET", EVERYBODY),
    Row("mfa_login_webauthn", "POST", EVERYBODY),
    Row("sign_in_lost", "GET", EVERYBODY),
    Row("check_certificate", "GET", EVERYBODY, at={"code": "$code"}),
)
OWN = (
    Row("day", "GET", VISITOR),
    Row("switch_role", "POST", VISITOR, send={"role": "$role", "purpose": "$purpose"}),
    Row("lock", "GET", VISITOR),
    Row("locked", "GET", VISITOR),
    Row("account_reauthenticate", "GET", Needs(About.CONFIRMING)),
    Row("account_reauthenticate", "POST", Needs(About.CONFIRMING), send={"code": ""}),
    Row("mfa_index", "GET", VISITOR),
    Row("set_up_factor", "GET", VISITOR),
    Row("account_change_password", "GET", VISITOR),
    Row("account_change_password", "POST", VISITOR, send={"oldpassword": ""}),
    Row("register_birth", "POST", VISITOR, send={"p0-born": "1987"}),
    Row("tokens", "GET", VISITOR_FRESH),
    Row("tokens", "POST", VISITOR_FRESH, send={"name": "reports"}),
    Row("revoke_token", "POST", VISITOR, at={"token": "$nothing"}),
)
PEOPLE = (
    Row("people", "GET", nobody(Act.SEARCH)),
    Row("people", "GET", nobody(Act.SEARCH), ask={"q": "Zuhra"}, code="search"),
    Row("person", "GET", SEE, P),
    Row("person", "GET", person(Act.PRINT_PAGE), P, ask={"print": "1"}, code="on paper"),
    Row("why", "GET", SEE, {**P, "goal": "asylum_seeker"}),
    Row("person_history", "GET", SEE, P),
    Row("open_in_emergency", "GET", nobody(Act.OPEN_IN_EMERGENCY, fresh=True), {"person": "$nothing"}),
    Row("open_in_emergency", "POST", EMERGENCY, P, send={"reason": REASON}),
    Row("identity", "GET", person(Act.EDIT_PERSON, sees=Field.IDENTITY), P),
    Row(
        "identity",
        "POST",
        person(Act.EDIT_PERSON, sees=Field.IDENTITY),
        P,
        send={"seen": "1", "sex": "female", "n0-kind": "main", "n0-given": "Mehri"},
    ),
    Row("kin", "GET", person(Act.SEE_PAGE, sees=Field.FAMILY), P),
    Row("kin_add", "GET", KIN, P),
    Row(
        "kin_add",
        "POST",
        KIN,
        P,
        send={"number": "$kin_number", "kind": "guardian", "state": "together", "since": "3.11.2025"},
    ),
    Row("kin_absent", "GET", KIN, P),
    Row("kin_absent", "POST", KIN, P, send={"kind": "parent", "state": "tracing", "name": "Behnaz"}),
    Row("kin_link", "GET", KIN, LINK),
    Row("kin_link", "POST", KIN, LINK, send={"do": "state", "seen": "1", "state": "died"}, code="state"),
    Row(
        "kin_link",
        "POST",
        KIN,
        LINK,
        send={"do": "found", "seen": "1", "number": "$kin_number"},
        code="found",
    ),
    Row("kin_link", "POST", KIN, LINK, send={"do": "end", "seen": "1", "until": "3.11.2025"}, code="end"),
    Row("kin_form", "GET", KIN, P),
    Row("kin_form", "POST", KIN, P, send={"kind": "household", "part": "head", "since": "3.11.2025"}),
    Row("kin_join", "GET", KIN, P),
    Row("kin_join", "POST", KIN, P, send={"number": "$travel_number", "part": "child", "since": "3.11.2025"}),
    Row("kin_part", "GET", KIN, MEMBERSHIP),
    Row("kin_part", "POST", KIN, MEMBERSHIP, send={"do": "part", "seen": "1", "part": "head"}, code="part"),
    Row(
        "kin_part",
        "POST",
        KIN,
        MEMBERSHIP,
        send={"do": "end", "seen": "1", "until": "$today_typed"},
        code="end",
    ),
    Row("keep", "GET", INVOLVE, P),
    Row("keep_give", "POST", INVOLVE, P, send={"who": "$an_adviser", "purpose": "legal_advice"}),
    Row("keep_end", "POST", INVOLVE, {**P, "involvement": "$involvement"}),
    Row("keep_close", "POST", person(Act.CLOSE_CASE), P, send={"seen": "1"}),
    Row("keep_reopen", "POST", person(Act.CLOSE_CASE), P, send={"seen": "1"}),
    Row("keep_erase", "POST", ERASE, P, send={"seen": "1", "number": "$number"}),
    Row("facts", "GET", SEE, P),
    Row("facts_add", "GET", ADD, P),
    Row("fact", "GET", person(Act.ADD_FACT, adds=Field.REQUEST), TOLD),
    Row("fact", "POST", person(Act.ADD_FACT, adds=Field.REQUEST), TOLD, send={"said": "yes"}),
    Row(
        "fact",
        "GET",
        person(Act.ADD_FACT, adds=Field.CREDIBILITY),
        {**P, "fact": "bod_genuine_effort"},
        code="sealed",
    ),
    Row("fact_list", "GET", LIST, NATIONALITY),
    Row("fact_list", "POST", TO_LIST, NATIONALITY, send={"id": "SY"}),
    Row(
        "fact_list",
        "GET",
        person(Act.SEE_PAGE, sees=Field.EXPLOITATION),
        {**P, "scope": "episode"},
        code="sealed",
    ),
    Row("fact_list_withdraw", "POST", TO_LIST, NATIONALITY, send={"item": "$item", "seen": "1"}),
    Row("fact_list_said", "POST", TO_LIST, NATIONALITY, send={"said": "unknown"}),
    Row("account", "GET", person(Act.READ_ACCOUNT), P),
    Row(
        "account", "POST", person(Act.WRITE_ACCOUNT), P, send={"language": "ar", "text": "We fled at night."}
    ),
)
INTERVIEWS = (
    Row("interview", "GET", INTERVIEW, P),
    Row(
        "interview_begin",
        "POST",
        INTERVIEW,
        P,
        send={"language": "ar", "interpreter": "woman", "alone": "yes"},
    ),
    Row(
        "interview_answer",
        "POST",
        person(Act.INTERVIEW, adds=Field.REQUEST),
        P,
        send={"fact": "told_right_to_ask", "said": "yes"},
    ),
    Row("interview_question", "GET", person(Act.INTERVIEW, sees=Field.REQUEST), TOLD),
    Row("interview_list", "GET", person(Act.INTERVIEW, sees=Field.IDENTITY), NATIONALITY),
    Row("interview_put_off", "POST", INTERVIEW, P, send={"scope": "leg"}),
    Row("interview_take_up", "POST", INTERVIEW, P),
    Row("interview_pause", "POST", INTERVIEW, P),
    Row("interview_go_on", "POST", INTERVIEW, P),
    Row("interview_end", "POST", INTERVIEW, P),
    Row("interview_in_danger", "POST", person(Act.INTERVIEW, adds=Field.NEEDS), P),
)
REGISTRATION = (
    Row("register", "GET", nobody(Act.REGISTER)),
    Row("register_family", "GET", nobody(Act.REGISTER)),
    Row("register_family", "POST", nobody(Act.REGISTER), send=FAMILY),
    Row("register_one", "GET", nobody(Act.REGISTER)),
    Row("register_one", "POST", nobody(Act.REGISTER), send=FAMILY),
    Row("register_rescue", "GET", nobody(Act.REGISTER)),
    Row("register_rescue", "POST", nobody(Act.REGISTER), send=FAMILY),
    Row("register_group", "GET", nobody(Act.REGISTER)),
    Row(
        "register_group",
        "POST",
        nobody(Act.REGISTER),
        send={"draft": "$draft", "place": "Mill", "women": "3"},
    ),
    Row(
        "register_matches",
        "POST",
        nobody(Act.REGISTER),
        send={**FAMILY, "p0-given": "Zuhra", "p0-family": "Qorbani"},
    ),
    Row("registered", "GET", Needs(About.MADE_BY_ONESELF), {"registration": "$registration"}),
    Row("group", "GET", GROUP, {"group": "$counted"}),
    Row("one_by_one", "GET", GROUP, {"group": "$counted"}),
    Row("one_by_one", "POST", GROUP, {"group": "$counted"}, send=FAMILY),
    Row("certificate", "GET", CERTIFICATE, P),
    Row(
        "certificate_of_group",
        "GET",
        Needs(About.FAMILY_PAPER, Act.CERTIFICATE, sees=Field.IDENTITY),
        {"group": "$family"},
    ),
)
OVERSIGHT = (
    Row("notices", "GET", nobody(Act.SEE_NOTICES)),
    Row("notice_seen", "POST", Needs(About.NOTICE, Act.SEE_NOTICES), {"notice": "$notice"}),
    Row("journal", "GET", nobody(Act.READ_JOURNAL)),
    Row("journal", "POST", nobody(Act.READ_JOURNAL), code="verify"),
    Row("counts", "GET", nobody(Act.SEE_COUNTS)),
)
ADMINISTRATION = (
    Row("staff_accounts", "GET", LOOK_AT_ACCOUNTS),
    Row("staff_new_account", "GET", LOOK_AT_ACCOUNTS),
    Row(
        "staff_new_account",
        "POST",
        CHANGE_ACCOUNTS,
        send={
            "username": "new.one",
            "name": "New One",
            "office": "$office",
            "roles": "auditor",
            "language": "en",
        },
    ),
    Row("staff_account", "GET", LOOK_AT_ACCOUNTS, A),
    Row(
        "staff_account",
        "POST",
        CHANGE_ACCOUNTS,
        A,
        send={"seen": "1", "name": "Other", "office": "$office", "language": "en"},
    ),
    Row("staff_give_role", "POST", CHANGE_ACCOUNTS, A, send={"role": "auditor"}),
    Row("staff_end_role", "POST", CHANGE_ACCOUNTS, A, send={"role": "analyst"}),
    Row("staff_lock", "POST", CHANGE_ACCOUNTS, A, send={"seen": "1"}),
    Row("staff_unlock", "POST", CHANGE_ACCOUNTS, A, send={"seen": "1"}),
    Row("staff_revoke", "POST", CHANGE_ACCOUNTS, A),
    Row("staff_reset_factors", "POST", CHANGE_ACCOUNTS, A),
    Row("staff_end_waiting", "POST", CHANGE_ACCOUNTS, A),
    Row("staff_new_password", "POST", CHANGE_ACCOUNTS, A),
    Row("staff_offices", "GET", OFFICES),
    Row("staff_new_office", "GET", OFFICES),
    Row(
        "staff_new_office",
        "POST",
        OFFICES,
        send={"code": "new", "name": "New", "kind": "reception", "jurisdiction": "RS", "focal_point": "Desk"},
    ),
    Row("staff_office", "GET", OFFICES, OFFICE),
    Row("staff_edit_office", "GET", OFFICES, OFFICE),
    Row("staff_edit_office", "POST", OFFICES, OFFICE, send={"seen": "1", "name": "Other"}),
    Row("staff_new_site", "GET", OFFICES, OFFICE),
    Row("staff_new_site", "POST", OFFICES, OFFICE, send={"name": "Harbour"}),
    Row("staff_new_service", "GET", OFFICES, OFFICE),
    Row("staff_new_service", "POST", OFFICES, OFFICE, send={"kind": "health", "name": "Clinic"}),
    Row("staff_edit_site", "GET", OFFICES, {"site": "$site"}),
    Row("staff_edit_site", "POST", OFFICES, {"site": "$site"}, send={"seen": "1", "name": "Gate 2"}),
    Row("staff_edit_service", "GET", OFFICES, {"service": "$service"}),
    Row(
        "staff_edit_service",
        "POST",
        OFFICES,
        {"service": "$service"},
        send={"seen": "1", "kind": "health", "name": "X"},
    ),
)
FACTORS = (
    Row("mfa_activate_totp", "GET", VISITOR_FRESH),
    Row("mfa_activate_totp", "POST", VISITOR_FRESH),
    Row("mfa_deactivate_totp", "GET", VISITOR_FRESH),
    Row("mfa_deactivate_totp", "POST", VISITOR_FRESH),
    Row("mfa_add_webauthn", "GET", VISITOR_FRESH),
    Row("mfa_add_webauthn", "POST", VISITOR_FRESH),
    Row("mfa_edit_webauthn", "GET", THEIR_PASSKEY, {"pk": "$passkey"}),
    Row("mfa_edit_webauthn", "POST", THEIR_PASSKEY, {"pk": "$passkey"}, send={"name": "Mine"}),
    Row("mfa_remove_webauthn", "GET", THEIR_PASSKEY, {"pk": "$passkey"}),
    Row("mfa_remove_webauthn", "POST", THEIR_PASSKEY, {"pk": "$passkey"}),
    Row("mfa_view_recovery_codes", "GET", VISITOR_FRESH),
    Row("mfa_generate_recovery_codes", "GET", VISITOR_FRESH),
    Row("mfa_generate_recovery_codes", "POST", VISITOR_FRESH),
)
PAGES = (
    *OPEN,
    *OWN,
    *FACTORS,
    *PEOPLE,
    *INTERVIEWS,
    *REGISTRATION,
    *OVERSIGHT,
    *ADMINISTRATION,
    *EMERGENCIES,
    *PLANS,
    *PLEDGES,
    *SHARES,
)
