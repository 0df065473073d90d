"""How what the rulebook says changed, from one frozen assessment to the next, in plain names.

A visitor who does not see everything gets the history of what that visitor may see: each frozen
situation is masked and assessed again, as the page of today is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.masking import restrict
from asylon.casework.assessments.selectors import Frozen, frozen_of
from asylon.rulebook import BadSituation, assess
from asylon.rulebook.differences import Answers, Difference, answers, compare_answers
from asylon.web.people.shown.categories import SIDE_BY_SIDE
from asylon.web.people.shown.days import moment
from asylon.web.people.shown.seen import Seen

STEPS = 10
NAMED = 5
"""How many changes of a step are named one by one; the others are counted."""

CAUSES: dict[str, str | Promise] = {
    "registration": _("Registered"),
    "facts": _("New answers"),
    "rulebook": _("The rulebook changed"),
    "asked": _("Assessed again"),
}
VALUES: dict[str, str | Promise] = {
    "yes": _("met"),
    "no": _("not met"),
    "unknown": _("may apply"),
    "": _("not there"),
}
ONE_BY_ONE = ("alert", "conclusion", "track")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is other than before."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One frozen assessment: when and why, and what changed."""

    when: str
    cause: str
    changes: tuple[Change, ...]
    more: tuple[str, ...]
    first: bool


def past(seen: Seen) -> tuple[Step, ...]:
    """The newest steps first."""
    kept = frozen_of(seen.case.case, most=STEPS + 1)
    said = [_said(seen, each) for each in kept]
    pairs = [(each, said[place], _before(said, place)) for place, each in enumerate(kept[:STEPS])]
    # A step in which nothing open changed would tell that something sealed did.
    return tuple(_step(seen, each, now, before) for each, now, before in pairs if now != before)


def _before(said: list[Answers], place: int) -> Answers | None:
    return said[place + 1] if place + 1 < len(said) else None


def _said(seen: Seen, frozen: Frozen) -> Answers:
    visible, hidden = restrict(frozen.situation, sees=seen.open_fields.__contains__)
    if not hidden and visible == frozen.situation:
        return frozen.answers
    try:
        shown = answers(assess(visible, rulebook=seen.rulebook))
    except BadSituation:  # the facts of an older rulebook: nothing can be said that is safe to show
        return {}
    # As on the page of today: a gate is told open only if it was open on the whole record too.
    return {
        key: "shut" if key[0] == "gate" and frozen.answers.get(key) != "open" else value
        for key, value in shown.items()
    }


def _step(seen: Seen, frozen: Frozen, now: Answers, before: Answers | None) -> Step:
    found = compare_answers(before, now) if before is not None else ()
    told = [each for each in found if each.sort in ONE_BY_ONE and _tellable(seen, each)]
    told.sort(key=lambda each: (ONE_BY_ONE.index(each.sort), _RANK.get(each.after, 3)))
    return Step(
        when=moment(frozen.at),
        cause=str(CAUSES[frozen.cause]),
        changes=tuple(_change(seen, each) for each in told[:NAMED]),
        more=_counted(found, len(told) - NAMED),
        first=before is None,
    )


_RANK = {"raised": 0, "yes": 0, "proposed": 0, "unknown": 1, "no": 2}


def _tellable(seen: Seen, found: Difference) -> bool:
    if found.sort != "conclusion":
        return True
    rule = seen.assessment.program.contents.rules.get(found.id)
    if rule is None or rule.kind == "element":
        return False
    return rule.kind in SIDE_BY_SIDE or found.after == "yes"


def _change(seen: Seen, found: Difference) -> Change:
    tongue = seen.tongue
    if found.sort == "conclusion":
        name = tongue.heading("rules", found.id)
        return Change(name, str(VALUES[found.before]), str(VALUES[found.after]))
    if found.sort == "alert":
        name = tongue.said(tongue.words.label("alerts", found.id), heading=True)
        return Change(name, "", gettext("act on it") if found.after else gettext("over"))
    name = tongue.heading("tracks", found.id)
    return Change(name, "", gettext("to be opened") if found.after else gettext("no longer to be opened"))


def _counted(found: tuple[Difference, ...], left: int) -> tuple[str, ...]:
    """What changed besides, counted: rights, gates, and what was not named."""
    counts: list[tuple[int, Callable[[int], str]]] = [
        (left, _more_changes),
        (sum(each.sort == "right" and not each.before for each in found), _more_rights),
        (sum(each.sort == "right" and not each.after for each in found), _fewer_rights),
        (sum(each.sort == "gate" and each.after == "shut" for each in found), _gates_shut),
        (sum(each.sort == "gate" and each.after == "open" for each in found), _gates_opened),
    ]
    return tuple(say(count) for count, say in counts if count > 0)


def _more_changes(count: int) -> str:
    return ngettext("%(n)s more change.", "%(n)s more changes.", count) % {"n": count}


def _more_rights(count: int) -> str:
    return ngettext("%(n)s right more.", "%(n)s rights more.", count) % {"n": count}


def _fewer_rights(count: int) -> str:
    return ngettext("%(n)s right fewer.", "%(n)s rights fewer.", count) % {"n": count}


def _gates_shut(count: int) -> str:
    return ngettext("%(n)s act shut.", "%(n)s acts shut.", count) % {"n": count}


def _gates_opened(count: int) -> str:
    return ngettext("%(n)s act opened.", "%(n)s acts opened.", count) % {"n": count}
