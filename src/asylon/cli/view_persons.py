"""The part of an assessment that says who this person is in law, and which status follows."""

from __future__ import annotations

from collections import Counter

from asylon.cli.page import Page, few
from asylon.cli.phrases import Phrases, authority, tag
from asylon.rulebook import Assessment
from asylon.rulebook.assessment import Conclusion

SHOWN = ("category", "exclusion", "risk", "flag")


def person_page(assessment: Assessment, phrases: Phrases, *, whole: bool) -> Page:
    """What the person is, may be and is not; several at once is the normal case."""
    page = Page()
    page.heading("WHO THIS PERSON IS IN LAW", "all at once; one never closes another")
    found = _most_rights_first(assessment)
    yes = [each for each in found if each.value is True and each.rule.kind in SHOWN]
    for conclusion in sorted(yes, key=lambda each: SHOWN.index(each.rule.kind)):
        _say_yes(page, assessment, phrases, conclusion)
    if not yes:
        page.item("Nothing can be concluded yet. That is not a no.")
    categories = [each for each in found if each.rule.kind == "category"]
    open_ = [each for each in categories if each.value is None]
    if open_ and whole:
        page.say((f"May be ({len(open_)} not yet known)", "bold"), depth=2)
        for conclusion in open_:
            missing = assessment.because.cited(assessment.because.missing(conclusion.rule.id))
            names = few(dict.fromkeys(phrases.name(each) for each in missing), 2)
            page.item(
                conclusion.rule.label,
                tag(conclusion.rule.id),
                (f"  ask: {names}" if names else "", "dim"),
                mark="?",
            )
    elif open_:
        page.item(("May be: ", "bold"), few((each.rule.label for each in open_), 6), mark="?")
    no = [each.rule.label for each in categories if each.value is False]
    if no:
        page.say(("Not met on what is known: ", "bold"), "; ".join(no), depth=2)
    return page


def _most_rights_first(assessment: Assessment) -> list[Conclusion]:
    """The conclusions, those first from which most rights follow: what matters most is read first."""
    follow: Counter[str] = Counter()
    for right in assessment.program.contents.rights.values():
        follow.update(str(source.holder) for source in right.sources)
    return sorted(assessment.conclusions.values(), key=lambda each: -follow[each.rule.id])


def _say_yes(page: Page, assessment: Assessment, phrases: Phrases, conclusion: Conclusion) -> None:
    rule, because = conclusion.rule, assessment.because
    reasons = because.why(rule.id)
    kind = "" if rule.kind == "category" else f"{rule.kind}: "
    page.item((kind, "bold"), (rule.label, "bold green"), tag(rule.id), authority(rule), mark="*")
    facts = [phrases.fact(each) for each in because.cited(reasons)]
    if facts:
        page.say(f"Because: {few(facts, 3)}", depth=4)
    doubted = because.doubted(reasons)
    presumed = [path for path in because.presumed(reasons) if path not in doubted]
    if presumed:
        page.say(f"Taken as not shown: {few(map(phrases.path, presumed), 4)}", depth=4)
    if doubted:
        page.say(f"Accepted with the benefit of the doubt: {few(map(phrases.path, doubted), 4)}", depth=4)


def status_page(assessment: Assessment) -> Page:
    """The statuses that are due, held, open and at discretion."""
    page, statuses = Page(), assessment.statuses
    page.heading("STATUS")
    entries = assessment.program.contents.statuses

    def labels(ids: tuple[str, ...]) -> str:
        return "; ".join(entries[id_].label if id_ in entries else id_.replace("_", " ") for id_ in ids)

    others = tuple(id_ for id_ in statuses.due if id_ not in statuses.best)
    for name, ids, style in (
        ("Due, protects most", statuses.best, "bold green"),
        ("Also due", others, ""),
        ("Held", statuses.held, ""),
        ("At discretion", statuses.discretionary, ""),
        ("Open, not yet known", statuses.open, "dim"),
    ):
        if ids:
            page.item((f"{name}: ", "bold"), (labels(ids), style))
    if not statuses.due:
        page.item("No status is due on what is known so far.")
    return page
