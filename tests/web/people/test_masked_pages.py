"""What a visitor may not see leaves no trace on any page about the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from asylon.casework.access.door import OpenCase
from asylon.casework.access.family import NOBODY
from asylon.casework.access.fields import field_of_fact, field_of_list
from asylon.casework.access.kernel import Act, Relation
from asylon.casework.access.masking import mask
from asylon.casework.access.reading import Reading
from asylon.casework.access.standing import MARKS
from asylon.casework.access.visitors import Visitor, purposes_of
from asylon.casework.assessments.services import assess_record
from asylon.casework.facts.selectors import Record
from asylon.casework.facts.stored import Listed, Recorded
from asylon.casework.people.identity import Identity, NameRow, seal_person
from asylon.casework.people.stored import PersonRow
from asylon.casework.spine import new_id
from asylon.casework.staff.models import Role
from asylon.rulebook import load, words
from asylon.vault import new_data_key
from asylon.web.people.forms import EmergencyForm
from asylon.web.people.shown.explained import explained
from asylon.web.people.shown.page import PersonPage, Sealed, person_page
from asylon.web.people.shown.said import Tongue
from asylon.web.people.shown.seen import Seen
from tests.office_cast import NOW, Cast
from tests.web.people.records import a_rich_case
from tests.web.signin.signed_in import sign_in

RULEBOOK = load()
WORDS = words(RULEBOOK, "en")
PERSON, KEY = new_id(), new_data_key()
COUNTRIES = {"nationality": "FJ", "episode": "IS", "leg": "MT", "destination": "BT"}
"""Countries that nothing else on the pages names."""

PANELS = ("now", "next", "ask", "categories", "gates", "rights", "tracks", "known")
GOALS = ("refugee_1951", "trafficked", "smuggled", "special_needs", "gate:non_refoulement", "gate:reflection")
NOTHING = Sealed(0, False, False, "", "", "")
TRI = sorted(id_ for id_, fact in RULEBOOK.all_facts.items() if fact.type == "tri")
VALUES = st.sampled_from([True, True, False, "unknown", "declined"])
ROLES = st.sampled_from([role for role in Role if purposes_of(role)])
RELATIONS = st.sampled_from(
    [Relation.INVOLVED, Relation.OFFICE, Relation.GLASS, Relation.INVOLVED | Relation.OFFICE]
)
Facts = Mapping[str, Any]


def a_visitor(role: Role) -> Visitor:
    purpose = purposes_of(role)[0]
    return Visitor(new_id(), "Somebody", new_id(), "An office", role, purpose, "en", (role,))


def a_case(role: Role, relation: Relation) -> OpenCase:
    """A case as the door hands it out, without a database."""
    row = PersonRow(
        id=PERSON,
        office=new_id(),
        office_name="An office",
        focal_point="Desk 4",
        telephone="112",
        jurisdiction="RS",
        number="RS-26-000001",
        closed=False,
        sealed=seal_person(KEY, PERSON, Identity()),
        registered_at=NOW,
        erased_at=None,
        version=1,
        names=tuple[NameRow, ...](),
        marks=dict.fromkeys(MARKS),
    )
    return OpenCase(a_visitor(role), row, relation, NOW, KEY)


def a_record(facts: Facts) -> Record:
    """A record that holds these facts, each of an item in the one item of its list."""
    items = {
        scope: Listed(new_id(), scope, _details(scope, code), 1, new_id(), NOW, None)
        for scope, code in COUNTRIES.items()
    }
    scopes = {name: RULEBOOK.all_facts[name].scope for name in facts}
    answers = [_answer(name, value, items.get(scopes[name])) for name, value in facts.items()]
    return Record(tuple(answers), tuple(items.values()))


def _details(scope: str, code: str) -> dict[str, str]:
    if scope == "leg":
        return {"id": "leg-1", "from": code, "to": "FO"}
    return {"id": "event-1", "country": code, "from": "2020"} if scope == "episode" else {"id": code}


def _answer(fact: str, value: Any, item: Listed | None) -> Recorded:
    place: UUID | None = item.id if item else None
    return Recorded(
        new_id(), fact, value, place, "stated", "", "", "", 0, False, new_id(), "supervisor", NOW, True
    )


def seen_by(case: OpenCase, facts: Facts) -> Seen:
    record = a_record(facts)
    assessed = assess_record(case.case, record, as_of=NOW.date(), rulebook=RULEBOOK)
    masked = mask(assessed.assessment, assessed.situation, sees=case.sees, rulebook=RULEBOOK)
    return Seen(case, Reading(case, record, assessed), masked, RULEBOOK, Tongue(RULEBOOK, "en"), NOW)


def shown(seen: Seen, page: PersonPage) -> str:
    """Every panel and some explanations, as text."""
    given = {"page": page, "person": PERSON, "form": EmergencyForm()}
    panels = [render_to_string(f"people/{panel}.html", given) for panel in PANELS]
    reasons = [render_to_string("people/explained.html", {"found": explained(seen, goal)}) for goal in GOALS]
    return unescape("\n".join([*panels, *reasons]))


@cache
def telling_labels() -> Mapping[str, str]:
    """The labels of facts that stand in no other words: seeing one means that the fact was told."""
    labels = {id_: WORDS.label("facts", id_).text for id_ in RULEBOOK.all_facts}
    others = [
        getattr(entry, word, "")
        for contents in (RULEBOOK.core, *(overlay.added for overlay in RULEBOOK.overlays))
        for section in ("rules", "gates", "rights", "tracks", "alerts", "deadlines", "statuses")
        for entry in contents.section(section).values()
        for word in ("label", "note", "means", "says")
    ]
    for section in ("rules", "gates", "rights", "tracks"):
        others += [WORDS.plain(section, id_).text for id_ in RULEBOOK.core.section(section)]
    elsewhere = "\n".join([*map(str, others), *labels.values()]).casefold()
    return {id_: label for id_, label in labels.items() if elsewhere.count(label.casefold()) == 1}


RECORDS = st.dictionaries(st.sampled_from(TRI), VALUES, min_size=5, max_size=60)


@settings(max_examples=40)
@given(facts=RECORDS, role=ROLES, relation=RELATIONS)
def test_no_word_of_a_hidden_fact_or_item_is_shown(facts: Facts, role: Role, relation: Relation) -> None:
    case = a_case(role, relation)
    assume(case.may(Act.SEE_PAGE))
    seen = seen_by(case, facts)
    text = shown(seen, person_page(seen, NOBODY))
    hidden = [id_ for id_ in telling_labels() if not case.sees(field_of_fact(id_))]
    assert [id_ for id_ in hidden if telling_labels()[id_] in text] == []
    lists = [scope for scope in COUNTRIES if not case.sees(field_of_list(scope))]
    assert [scope for scope in lists if WORDS.country(COUNTRIES[scope]).text in text] == []


@settings(max_examples=25)
@given(facts=RECORDS, role=ROLES, relation=RELATIONS)
def test_nobody_can_tell_what_the_hidden_answers_are(facts: Facts, role: Role, relation: Relation) -> None:
    """Turn every hidden yes into a no: all but what is said of the seals stays as it was."""
    case = a_case(role, relation)
    assume(case.may(Act.SEE_PAGE))
    turned = {name: _turned(name, value, case) for name, value in facts.items()}
    assert _unsealed(seen_by(case, facts)) == _unsealed(seen_by(case, turned))


def _turned(name: str, value: Any, case: OpenCase) -> Any:
    if case.sees(field_of_fact(name)):
        return value
    return not value if isinstance(value, bool) else value


def _unsealed(seen: Seen) -> list[str]:
    page = replace(person_page(seen, NOBODY), sealed=NOTHING)
    return [
        render_to_string(f"people/{panel}.html", {"page": page, "person": PERSON, "form": EmergencyForm()})
        for panel in PANELS
        if panel != "gates"  # a gate that is shut for a sealed reason is shown shut, and says so
    ]


@pytest.mark.django_db(databases=["default", "keys"])
class TestTwoColleagues:
    def test_the_specialist_does_not_see_the_asylum_track(self, cast: Cast) -> None:
        rich = a_rich_case(cast, "V24")
        pages = {}
        for account in (cast.amina, cast.bojan):
            client = Client()
            sign_in(client, account)
            pages[account.name] = client.get(f"/people/{rich.person}/").content.decode()
        assert "would be protected by the authorities there" in pages["Amina"]
        assert "would be protected by the authorities there" not in pages["Bojan"]
        assert "facts are sealed." in pages["Bojan"]
        assert "are sealed" not in pages["Amina"]
        assert "Desk rs" in pages["Bojan"]

    def test_the_history_is_masked_like_the_page(self, cast: Cast) -> None:
        rich = a_rich_case(cast, "V24")
        client = Client()
        sign_in(client, cast.bojan)
        history = client.get(f"/people/{rich.person}/history/").content.decode()
        assert "Protected as a refugee:</b> may apply → met" not in history
