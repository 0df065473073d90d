"""How assessments changed, as one visitor may see it: the frozen situations masked and assessed again."""

from __future__ import annotations

from asylon.api.shapes.assessments import ChangeOut, FrozenOut, HistoryOut
from asylon.casework.access.door import OpenCase
from asylon.casework.access.masking import restrict
from asylon.casework.assessments.selectors import Frozen, frozen_of
from asylon.rulebook import BadSituation, Rulebook, assess
from asylon.rulebook.differences import Answers, Difference, answers, compare_answers

OPEN, SHUT, GATE = "open", "shut", "gate"


def history_out(case: OpenCase, *, rulebook: Rulebook, most: int) -> HistoryOut:
    """The newest steps first.

    Raises: Erased.
    """
    kept = frozen_of(case.case, most=most + 1)
    said = [_said(case, each, rulebook) for each in kept]
    steps = []
    for place, each in enumerate(kept[:most]):
        first = place + 1 == len(kept)
        changes = () if first else compare_answers(said[place + 1], said[place])
        # A step in which nothing is seen to change would tell when something sealed did.
        if first or changes or said[place] is each.answers:
            steps.append(_step(each, changes, first=first))
    return HistoryOut(steps=steps)


def _said(case: OpenCase, frozen: Frozen, rulebook: Rulebook) -> Answers:
    visible, _hidden = restrict(frozen.situation, sees=case.sees)
    if visible == frozen.situation:
        return frozen.answers
    try:
        told = answers(assess(visible, rulebook=rulebook))
    except BadSituation:  # the facts of an older rulebook: nothing can be said that is safe to show
        return {}
    # Shut on the whole record then, and shut for everybody.
    return {
        key: SHUT if key[0] == GATE and value == OPEN and frozen.answers.get(key) != OPEN else value
        for key, value in told.items()
    }


def _step(frozen: Frozen, changes: tuple[Difference, ...], *, first: bool) -> FrozenOut:
    return FrozenOut(
        id=frozen.id,
        at=frozen.at,
        by=frozen.by,
        cause=frozen.cause,
        as_of=frozen.as_of,
        jurisdiction=frozen.jurisdiction,
        rulebook_version=frozen.rulebook_version,
        rulebook_hash=frozen.rulebook_hash,
        first=first,
        changes=[
            ChangeOut(sort=each.sort, id=each.id, before=each.before, after=each.after, lost=each.lost)
            for each in changes
        ],
    )
