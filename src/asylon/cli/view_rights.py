"""The part of an assessment that says what this person is entitled to, and by when."""

from __future__ import annotations

from asylon.cli.page import Page, few
from asylon.cli.phrases import LEVELS, Phrases, authority, cited, practised, tag
from asylon.rulebook import Assessment
from asylon.rulebook.entries import PracticeEntry
from asylon.rulebook.rights import HeldRight

FEW_DEADLINES = 4
UNCITED = "to be verified"
"""Stands in place of a citation that nobody has found yet."""


def rights_page(assessment: Assessment, phrases: Phrases, *, whole: bool) -> Page:
    """The union of all rights, the firmest first; what practice withholds stands under the right."""
    page = Page()
    page.heading("ENTITLED TO", "everything that any of the above gives")
    where = phrases.country(assessment.situation.jurisdiction)
    for level, words in LEVELS.items():
        held = [right for right in assessment.rights if right.level == level]
        if not held:
            continue
        page.say((words, "bold"), depth=2)
        plain = [right for right in held if not right.practice]
        for right in held if whole else [right for right in held if right.practice]:
            _say_right(page, right, where)
        if plain and not whole:
            page.item("; ".join(right.right.label for right in plain))
    return page


def _say_right(page: Page, held: HeldRight, where: str) -> None:
    best = held.grounds[0].source
    cites = tuple(dict.fromkeys(cite for ground in held.grounds for cite in ground.source.cite))
    terms = f": {best.terms}" if best.terms else ""
    page.item(
        f"{held.right.label}{terms}",
        tag(held.right.id),
        cited(cites, best.conf),
        mark="!" if held.practice else "-",
    )
    for practice in held.practice:
        _say_practice(page, practice, cites, where)


def _say_practice(page: Page, practice: PracticeEntry, cites: tuple[str, ...], where: str) -> None:
    year = f", {practice.year}" if practice.year and practice.year not in practice.source else ""
    page.say(
        (f"In practice {practised(practice)} in {where}: ", "bold yellow"),
        practice.happens,
        (f"  {practice.source}{year} · {practice.conf}", "dim"),
        depth=4,
    )
    firm = [cite for cite in cites if cite != UNCITED]
    page.say(
        ("Insist on: ", "bold"), "; ".join(firm) or "the text that gives this right; find it first", depth=4
    )


def deadlines_page(assessment: Assessment, *, whole: bool) -> Page:
    """The time limits that run, with what happens if they are missed."""
    page = Page()
    found = assessment.deadlines
    if not found:
        return page
    page.heading("TIME LIMITS")
    for each in found if whole else found[:FEW_DEADLINES]:
        start = f", from: {each.counts_from}" if each.counts_from else ""
        missed = f". Afterwards: {each.missed}" if each.missed else ""
        page.item((each.label, "bold"), f": {each.says}{start}{missed}", authority(each))
    left = 0 if whole else len(found) - FEW_DEADLINES
    if left > 0:
        page.say((few((each.label for each in found[FEW_DEADLINES:]), 3), "dim"), depth=4)
    return page
