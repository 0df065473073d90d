"""An interview as its page shows it: the question in two languages, what it decides, how far each need is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.http import Http404, QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from asylon.casework.interviews.services import WITHOUT_WORDS
from asylon.casework.interviews.sittings import LIST_TOPICS, Place, Sitting
from asylon.casework.interviews.steps import AskFact, AskList, Progress
from asylon.rulebook import Rulebook
from asylon.web.facts.answer_form import AnswerForm, Asking
from asylon.web.facts.choices import Other, in_other, other_language
from asylon.web.facts.lists import LISTS, Names
from asylon.web.people.shown.days import clock
from asylon.web.people.shown.said import Tongue

Text = str | Promise | SafeString
MOST = 4
"""How many things stand under what the answer decides."""
ICONS = {Progress.DONE: "met", Progress.NOW: "now", Progress.NEXT: "later", Progress.LATER: "later"}
SAID = {
    Progress.DONE: _("done"),
    Progress.NOW: _("now"),
    Progress.NEXT: _("next"),
    Progress.LATER: _("later, and only if it still matters"),
}
INTERPRETERS = {
    "none": _("Without an interpreter."),
    "woman": _("With a woman interpreter."),
    "man": _("With a man interpreter."),
    "telephone": _("With an interpreter on the telephone."),
}
WHY = _("Why we ask.")
FREE = _("Any question may be left out, and nothing is lost by it.")
ALONE = {
    True: _("Alone with the person."),
    False: _("Somebody else is there."),
    None: _("It is not known whether the person is alone."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one language."""

    question: Text
    why: Text
    promise: Text
    about: Text
    why_title: Text
    free: Text
    """That any question may be left out."""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need at the side of the page."""

    name: Text
    said: Text
    icon: str
    now: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The page of one step."""

    topic: Text
    here: Asked
    there: Asked | None
    other: Other | None
    decides: tuple[Text, ...]
    needs: tuple[NeedLine, ...]
    setting: tuple[str, ...]
    """How the interview is held, in whole sentences."""
    item: UUID | None


def shown(sitting: Sitting, *, rulebook: Rulebook, page: str) -> Shown:
    """The page of the step that the interview is at; `page` is the language of the page."""
    tongue = Tongue(rulebook, page)
    other = other_language(rulebook, sitting.language, page=page)
    topic = _topic(sitting, tongue)
    decides = sitting.step.decides if sitting.step is not None else ()
    return Shown(
        topic=tongue.said(tongue.words.topic(topic).label) if topic else "",
        here=_asked(sitting, topic, tongue),
        there=_there(sitting, topic, other) if other is not None else None,
        other=other,
        decides=tuple(dict.fromkeys(_goal(tongue, goal) for goal in decides))[:MOST],
        needs=tuple(
            NeedLine(
                tongue.said(tongue.words.topic(each.topic).label),
                SAID[each.progress],
                ICONS[each.progress],
                each.progress is Progress.NOW,
            )
            for each in sitting.needs
        ),
        setting=tuple(_setting(sitting)),
        item=sitting.item.id if sitting.item is not None else None,
    )


def answer_form(sitting: Sitting, *, rulebook: Rulebook, page: str, today: date) -> AnswerForm:
    """The form for the question that the interview is at."""
    if not isinstance(sitting.step, AskFact):
        raise TypeError("This step asks for a list.")
    asking = Asking(
        fact=sitting.step.fact,
        item=sitting.item.id if sitting.item is not None else None,
        standing=sitting.standing,
        rulebook=rulebook,
        tongue=Tongue(rulebook, page),
        today=today,
        other=other_language(rulebook, sitting.language, page=page),
    )
    return AnswerForm(None, asking)


def sent_form(place: Place, data: QueryDict, *, rulebook: Rulebook, page: str, today: date) -> AnswerForm:
    """The form that was sent for a question.

    Raises: Http404 if there is no such question.
    """
    item, name = place
    fact = rulebook.all_facts.get(name)
    if fact is None or fact.answered_by:
        raise Http404
    asking = Asking(
        fact=fact, item=item, standing=None, rulebook=rulebook, tongue=Tongue(rulebook, page), today=today
    )
    return AnswerForm(data, asking)


def _topic(sitting: Sitting, tongue: Tongue) -> str:
    step = sitting.step
    if step is None:
        return ""
    return LIST_TOPICS[step.scope] if isinstance(step, AskList) else tongue.words.topic_of(step.fact.id)


def _asked(sitting: Sitting, topic: str, tongue: Tongue) -> Asked:
    found = tongue.words.topic(topic)
    question: Text = ""
    if isinstance(sitting.step, AskFact):
        question = tongue.said(tongue.words.question(sitting.step.fact.id))
    return Asked(
        question=question,
        why=tongue.said(found.why) if found.why else "",
        promise=tongue.said(found.promise) if found.promise else "",
        about=Names(sitting.record, tongue).of(sitting.item) if sitting.item is not None else "",
        why_title=WHY,
        free=FREE,
    )


def _there(sitting: Sitting, topic: str, other: Other) -> Asked:
    asked = _asked(sitting, topic, other.tongue)
    asked = replace(asked, why_title=in_other(WHY, other), free=in_other(FREE, other))
    if isinstance(sitting.step, AskList):
        return replace(asked, question=in_other(LISTS[sitting.step.scope].question, other))
    return asked


def _goal(tongue: Tongue, goal: str) -> SafeString:
    """What a question decides, as one says it."""
    sort, _colon, id_ = goal.rpartition(":")
    if sort == "track":
        return tongue.heading("tracks", id_)
    for section in ("rules", "gates", "alerts"):
        piece = tongue.words.plain(section, id_)
        if piece.text != id_:
            return tongue.said(piece, heading=True)
    return tongue.goal(goal)


def _setting(sitting: Sitting) -> list[str]:
    found = [str(ALONE[sitting.alone])]
    if sitting.interpreter in INTERPRETERS:
        found.append(str(INTERPRETERS[sitting.interpreter]))
    found.append(gettext("Started at %(time)s.") % {"time": clock(sitting.started_at)})
    if sitting.language == WITHOUT_WORDS:
        found.append(gettext("There are no words in the person’s language here."))
    if sitting.pauses:
        times = sitting.pauses
        found.append(ngettext("Paused once.", "Paused %(n)s times.", times) % {"n": times})
    return found
