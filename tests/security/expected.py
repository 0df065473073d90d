"""What the access kernel says of one question to one address. Nothing here is decided by hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from asylon.casework.access.kernel import Act, Answer, Asked, Field, Relation, Why
from asylon.casework.access.table import TABLE, decide
from asylon.casework.access.visitors import Purpose
from asylon.casework.staff.models import Role
from tests.security.rules import About, Needs
from tests.security.world import Place


class Kind(StrEnum):
    """The classes of answers."""

    DONE = "done"
    ABSENT = "absent"
    """As if nobody were there."""
    REFUSED = "refused"
    CONFIRM = "confirm"
    """Asked for a fresh second factor first."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The class of the answer, and for a refusal the kernel's reason."""

    kind: Kind
    why: Why | None = None


DONE, ABSENT, CONFIRM = Expected(Kind.DONE), Expected(Kind.ABSENT), Expected(Kind.CONFIRM)


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks for what, standing how."""

    role: Role
    purpose: Purpose
    needs: Needs
    place: Place
    stepped_up: bool

    def put(self, act: Act, field: Field | None = None, *, standing: bool = True) -> Answer:
        """Ask the kernel."""
        return decide(
            Asked(
                role=self.role,
                purpose=self.purpose,
                act=act,
                relation=self.place.relation if standing else Relation.NONE,
                closed=self.place.closed and standing,
                field=field,
                stepped_up=self.stepped_up or self.needs.looking,
            )
        )


def expected(question: Question) -> Expected:
    """What must come back."""
    needs = question.needs
    if needs.about is About.CONFIRMING or (needs.fresh and not question.stepped_up):
        return CONFIRM
    if needs.about in (About.EVERYBODY, About.VISITOR):
        return DONE
    if needs.about is About.SOMEBODY_ELSES:
        return ABSENT
    if needs.about is About.MADE_BY_ONESELF:
        return DONE if question.place.mine else ABSENT
    if needs.act is None:
        raise ValueError(f"{needs} names no act")
    if needs.about is About.PERSON:
        return _of_a_person(question, needs.act)
    if needs.about is About.FAMILY_PAPER:
        return DONE if _on_the_paper(question, needs.act) else ABSENT
    answer = question.put(needs.act, standing=False)
    if not answer.allowed:
        return _refused(answer.why)
    if needs.about is About.ANY_PERSON:
        return DONE if question.place.there else ABSENT
    return DONE if needs.about is About.NOBODY or question.place.mine else ABSENT


def wants_both(needs: Needs, *, closed: bool) -> bool:
    """Whether a fresh second factor may make a difference, so that both must be asked."""
    acts = TABLE.step_up | (TABLE.step_up_when_closed if closed else frozenset())
    return needs.fresh or (needs.act in acts and not needs.looking)


def _of_a_person(question: Question, act: Act) -> Expected:
    needs = question.needs
    if not question.place.there or not question.put(Act.SEE_PAGE).allowed:
        return ABSENT
    answer = question.put(act)
    if not answer.allowed:
        return _refused(answer.why)
    if needs.sees and not question.put(Act.SEE_FIELD, needs.sees).allowed:
        return ABSENT if needs.unseen_is_absent else _refused(Why.SEALED_FIELD)
    if needs.adds and not question.put(Act.ADD_FACT, needs.adds).allowed:
        return _refused(Why.SEALED_FIELD)
    return DONE


def _on_the_paper(question: Question, act: Act) -> bool:
    if not question.place.there or not question.place.mine:
        return False
    wanted = question.put(Act.SEE_PAGE), question.put(act)
    return all(each.allowed for each in wanted) and (
        question.needs.sees is None or question.put(Act.SEE_FIELD, question.needs.sees).allowed
    )


def _refused(why: Why) -> Expected:
    return CONFIRM if why is Why.STEP_UP else Expected(Kind.REFUSED, why)
