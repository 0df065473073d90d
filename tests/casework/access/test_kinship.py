"""Saying who belongs to whom: guardians, people separated, people looked for, groups with days."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from asylon.casework.access import belonging, kinship
from asylon.casework.access.door import NotThere, Refused, open_person
from asylon.casework.access.family import Family, family_of
from asylon.casework.access.kernel import Act
from asylon.casework.access.kinship import CannotBe, Tie
from asylon.casework.journal.models import Entry
from asylon.casework.keys.services import erase
from asylon.casework.people.groups import AlreadyMember
from asylon.casework.people.links import Absent, AlreadyLinked
from asylon.casework.spine import EditedMeanwhile
from asylon.casework.staff.models import Role
from asylon.vault import Erased
from tests.office_cast import NOW, TODAY, Cast, a_case, a_person, involved, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def boy(cast: Cast) -> UUID:
    """Idris, twelve years old, whose case Amina holds."""
    return a_case(cast, given="Idris", family="Tesfay", sex="male")


@pytest.fixture
def aunt(cast: Cast) -> UUID:
    """Somebody else whose case Amina holds."""
    return a_case(cast, given="Selam", family="Tesfay")


@pytest.fixture
def stranger(cast: Cast) -> UUID:
    """Somebody in a closed case of another office: none of Amina's business."""
    return a_person(cast.elsewhere, cast.carla, given="Yonas", closed=True)


def _family(cast: Cast, person: UUID) -> Family:
    return family_of(open_person(visitor_of(cast.amina), person, act=Act.SEE_PAGE, now=NOW))


def test_a_guardian_is_said_from_either_side_and_read_from_both(cast: Cast, boy: UUID, aunt: UUID) -> None:
    amina = visitor_of(cast.amina)
    kinship.link_people(amina, boy, aunt, Tie("guardian", forward=False, since=TODAY), now=NOW)
    (at_the_boy,) = _family(cast, boy).relatives
    (at_the_aunt,) = _family(cast, aunt).relatives
    assert (at_the_boy.kind, at_the_boy.forward) == ("guardian", False)
    assert (at_the_aunt.kind, at_the_aunt.forward) == ("guardian", True)


def test_an_aunt_who_is_the_guardian_too_comes_once_for_each_and_each_ends_alone(
    cast: Cast, boy: UUID, aunt: UUID
) -> None:
    amina = visitor_of(cast.amina)
    kinship.link_people(amina, aunt, boy, Tie("relative"), now=NOW)
    guardian = kinship.link_people(amina, aunt, boy, Tie("guardian", since=TODAY), now=NOW)
    assert {each.kind for each in _family(cast, boy).relatives} == {"relative", "guardian"}
    kinship.end_link(amina, boy, guardian, seen=1, until=TODAY, now=NOW)
    assert [each.kind for each in _family(cast, boy).relatives] == ["relative"]
    with pytest.raises(NotThere):
        kinship.end_link(amina, boy, guardian, seen=2, until=TODAY, now=NOW)


def test_a_child_looks_for_his_mother_until_she_is_found(cast: Cast, boy: UUID, aunt: UUID) -> None:
    amina = visitor_of(cast.amina)
    lost = Absent("Letay", "in June", "Zuwara", forward=False)
    link = kinship.look_for(amina, boy, lost, Tie("parent", "tracing", forward=False), now=NOW).link
    (looked_for,) = _family(cast, boy).relatives
    assert (looked_for.absent, looked_for.state, looked_for.forward) == (lost, "tracing", False)
    assert kinship.say_found(amina, boy, link, aunt, seen=1, now=NOW) == 2
    (mother,) = _family(cast, boy).relatives
    assert (mother.kind, mother.state, mother.forward, mother.absent) == ("parent", "found", False, None)
    (son,) = _family(cast, aunt).relatives
    assert (son.kind, son.forward) == ("parent", True)
    with pytest.raises(CannotBe, match="registered"):
        kinship.say_found(amina, boy, link, aunt, seen=2, now=NOW)


def test_somebody_who_is_looked_for_twice_is_one_link(cast: Cast, boy: UUID) -> None:
    amina, mother = visitor_of(cast.amina), Tie("parent", "tracing", forward=False)
    first = kinship.look_for(amina, boy, Absent("Letay Tesfay", "in June"), mother, now=NOW)
    again = kinship.look_for(amina, boy, Absent(" letay  TESFAY ", "in July"), mother, now=NOW)
    assert (first.again, again.again, again.link) == (False, True, first.link)
    (stands,) = _family(cast, boy).relatives
    assert stands.absent == Absent("Letay Tesfay", "in June", forward=False)
    others = [
        (Absent("Letay"), mother),
        (Absent("Letay Tesfay"), Tie("sibling", "tracing")),
        (Absent("Letay Tesfay"), Tie("parent", "tracing")),
        (Absent(), mother),
        (Absent(place="Zuwara"), mother),
    ]
    assert not any(kinship.look_for(amina, boy, whom, tie, now=NOW).again for whom, tie in others)
    assert kinship.look_for(amina, boy, Absent(place="zuwara"), mother, now=NOW).again


def test_a_link_that_has_ended_can_be_said_anew(cast: Cast, boy: UUID) -> None:
    amina, brother = visitor_of(cast.amina), Tie("sibling", "tracing")
    first = kinship.look_for(amina, boy, Absent("Idris"), brother, now=NOW).link
    kinship.end_link(amina, boy, first, seen=1, until=TODAY, now=NOW)
    assert not kinship.look_for(amina, boy, Absent("Idris"), brother, now=NOW).again


def test_two_who_were_separated_are_together_again(cast: Cast, boy: UUID, aunt: UUID) -> None:
    amina = visitor_of(cast.amina)
    link = kinship.link_people(amina, aunt, boy, Tie("caregiver", state="separated"), now=NOW)
    assert kinship.change_state(amina, aunt, link, seen=1, state="together", now=NOW) == 2
    assert [each.state for each in _family(cast, boy).relatives] == ["together"]


def test_nobody_is_the_mother_of_her_mother(cast: Cast, boy: UUID, aunt: UUID) -> None:
    amina = visitor_of(cast.amina)
    kinship.link_people(amina, aunt, boy, Tie("parent"), now=NOW)
    for person, other in ((aunt, boy), (boy, aunt)):
        with pytest.raises(AlreadyLinked):
            kinship.link_people(amina, person, other, Tie("parent"), now=NOW)
    with pytest.raises(CannotBe, match="self"):
        kinship.link_people(amina, boy, boy, Tie("sibling"), now=NOW)


def test_whoever_may_not_be_seen_is_linked_like_one_that_there_is_not(
    cast: Cast, boy: UUID, stranger: UUID
) -> None:
    amina = visitor_of(cast.amina)
    link = kinship.look_for(amina, boy, Absent(), Tie("sibling", "tracing"), now=NOW).link
    for other in (stranger, uuid4()):
        with pytest.raises(NotThere):
            kinship.link_people(amina, boy, other, Tie("sibling"), now=NOW)
        with pytest.raises(NotThere):
            kinship.link_people(amina, other, boy, Tie("sibling"), now=NOW)
        with pytest.raises(NotThere):
            kinship.say_found(amina, boy, link, other, seen=1, now=NOW)
    assert _family(cast, boy).hidden == 0


def test_a_link_to_somebody_who_may_not_be_seen_is_not_there_to_change(
    cast: Cast, boy: UUID, stranger: UUID
) -> None:
    involved(boy, cast.carla)
    involved(stranger, cast.carla)
    carla = visitor_of(cast.carla)
    link = kinship.link_people(carla, boy, stranger, Tie("sibling"), now=NOW)
    assert _family(cast, boy).hidden == 1
    with pytest.raises(NotThere):
        kinship.change_state(visitor_of(cast.amina), boy, link, seen=1, state="died", now=NOW)
    with pytest.raises(NotThere):
        kinship.end_link(visitor_of(cast.amina), boy, link, seen=1, until=TODAY, now=NOW)


def test_a_link_of_other_people_is_not_there(cast: Cast, boy: UUID, aunt: UUID) -> None:
    amina = visitor_of(cast.amina)
    other = a_case(cast, given="Hana")
    link = kinship.link_people(amina, aunt, other, Tie("sibling"), now=NOW)
    with pytest.raises(NotThere):
        kinship.change_state(amina, boy, link, seen=1, state="died", now=NOW)


def test_of_two_officers_the_second_is_told(cast: Cast, boy: UUID, aunt: UUID) -> None:
    amina = visitor_of(cast.amina)
    link = kinship.link_people(amina, aunt, boy, Tie("caregiver"), now=NOW)
    kinship.change_state(amina, aunt, link, seen=1, state="separated", now=NOW)
    for stale in (1, 3, 2**31 - 2):
        with pytest.raises(EditedMeanwhile):
            kinship.change_state(amina, boy, link, seen=stale, state="died", now=NOW)
    assert [each.state for each in _family(cast, boy).relatives] == ["separated"]


def test_whoever_sees_and_may_not_edit_says_nothing(cast: Cast, boy: UUID, aunt: UUID) -> None:
    supervisor = cast.visitor(Role.SUPERVISOR)
    with pytest.raises(Refused):
        kinship.link_people(supervisor, boy, aunt, Tie("sibling"), now=NOW)
    with pytest.raises(NotThere):
        kinship.look_for(visitor_of(cast.carla), boy, Absent(), Tie("sibling", "tracing"), now=NOW)


def test_an_erased_person_is_linked_to_nobody(cast: Cast, boy: UUID, aunt: UUID) -> None:
    erase(aunt)
    amina = visitor_of(cast.amina)
    for person, other in ((boy, aunt), (aunt, boy)):
        with pytest.raises(Erased):
            kinship.link_people(amina, person, other, Tie("sibling"), now=NOW)


@pytest.mark.parametrize(
    ("field", "absent", "code"),
    [
        ("name", Absent("Omid\u202egpj.exe"), "sign"),
        ("name", Absent("O" * 121), "long"),
        ("last_heard", Absent(last_heard="March\x00"), "sign"),
        ("place", Absent(place="<script>"), "sign"),
        ("place", Absent(place="E" * 201), "long"),
    ],
)
def test_words_that_nothing_is_written_with_are_refused(
    cast: Cast, boy: UUID, field: str, absent: Absent, code: str
) -> None:
    with pytest.raises(CannotBe) as refused:
        kinship.look_for(visitor_of(cast.amina), boy, absent, Tie("sibling", "tracing"), now=NOW)
    assert (refused.value.field, refused.value.code) == (field, code)


@pytest.mark.parametrize(
    ("since", "code"), [(TODAY + timedelta(days=1), "future"), (date(1899, 12, 31), "early")]
)
def test_a_beginning_that_cannot_be_is_refused(
    cast: Cast, boy: UUID, aunt: UUID, since: date, code: str
) -> None:
    amina = visitor_of(cast.amina)
    with pytest.raises(CannotBe, match=code):
        kinship.link_people(amina, aunt, boy, Tie("guardian", since=since), now=NOW)
    with pytest.raises(CannotBe, match=code):
        belonging.form_around(amina, aunt, kind="household", part="head", since=since, now=NOW)


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (TODAY, TODAY - timedelta(days=1), "before"),
        (TODAY, TODAY + timedelta(days=1), "future"),
        (None, date(1, 1, 1), "early"),
    ],
)
def test_an_end_that_cannot_be_is_refused(
    cast: Cast, boy: UUID, aunt: UUID, since: date | None, until: date, code: str
) -> None:
    amina = visitor_of(cast.amina)
    link = kinship.link_people(amina, aunt, boy, Tie("guardian", since=since), now=NOW)
    with pytest.raises(CannotBe, match=code):
        kinship.end_link(amina, boy, link, seen=1, until=until, now=NOW)


def test_a_household_is_formed_joined_and_left(cast: Cast, boy: UUID, aunt: UUID) -> None:
    amina = visitor_of(cast.amina)
    group = belonging.form_around(amina, aunt, kind="household", part="head", since=TODAY, now=NOW)
    membership = belonging.join_group(amina, boy, group, part="child", since=TODAY, now=NOW)
    with pytest.raises(AlreadyMember):
        belonging.join_group(amina, boy, group, part="child", since=TODAY, now=NOW)
    assert [each.part for each in _family(cast, aunt).relatives] == ["child"]
    assert belonging.change_part(amina, boy, membership, seen=1, part="other_relative", now=NOW) == 2
    with pytest.raises(EditedMeanwhile):
        belonging.leave_group(amina, boy, membership, seen=1, until=TODAY, now=NOW)
    belonging.leave_group(amina, boy, membership, seen=2, until=TODAY, now=NOW)
    assert (_family(cast, boy).groups, _family(cast, aunt).relatives) == ((), ())
    with pytest.raises(NotThere):
        belonging.leave_group(amina, boy, membership, seen=3, until=TODAY, now=NOW)


def test_a_group_of_people_who_may_not_be_seen_is_not_there(cast: Cast, boy: UUID, stranger: UUID) -> None:
    involved(stranger, cast.carla)
    group = belonging.form_around(
        visitor_of(cast.carla), stranger, kind="family", part="head", since=TODAY, now=NOW
    )
    for hidden in (group, uuid4()):
        with pytest.raises(NotThere):
            belonging.join_group(visitor_of(cast.amina), boy, hidden, part="child", since=TODAY, now=NOW)


def test_a_membership_of_somebody_else_is_not_there(cast: Cast, boy: UUID, aunt: UUID) -> None:
    amina = visitor_of(cast.amina)
    belonging.form_around(amina, aunt, kind="household", part="head", since=TODAY, now=NOW)
    (hers,) = _family(cast, aunt).groups
    with pytest.raises(NotThere):
        belonging.leave_group(amina, boy, hers.id, seen=1, until=TODAY, now=NOW)


def test_counted_groups_and_rescues_are_not_formed_by_hand(cast: Cast, boy: UUID) -> None:
    for kind in ("prima_facie", "rescue", "tribe"):
        with pytest.raises(CannotBe, match="choice"):
            belonging.form_around(visitor_of(cast.amina), boy, kind=kind, part="member", since=TODAY, now=NOW)


def test_the_journal_says_what_was_changed_and_no_name(cast: Cast, boy: UUID) -> None:
    letay = Absent("Letay")
    link = kinship.look_for(visitor_of(cast.amina), boy, letay, Tie("parent", "tracing"), now=NOW).link
    entry = Entry.objects.order_by("-seq").first()
    assert entry is not None
    assert (entry.act, entry.person) == ("edit_person", boy)
    assert entry.detail == {"link": str(link), "kind": "parent", "state": "tracing"}
