"""A whole assessment on a page: what to do now, every category, what must not be done, what is due."""

from __future__ import annotations

from itertools import groupby

from asylon.cli.page import Page, few
from asylon.cli.phrases import CONFIDENCE, Phrases, authority, tag, with_id
from asylon.cli.view_gates import gates_page
from asylon.cli.view_persons import person_page, status_page
from asylon.cli.view_questions import say_question
from asylon.cli.view_rights import deadlines_page, rights_page
from asylon.rulebook import Assessment, questions
from asylon.rulebook.entries import AlertEntry, TrackEntry

NEXT_QUESTIONS = 3
AT_ONCE = 1
TRACK_ORDERS = {
    AT_ONCE: "At once",
    2: "Protection",
    3: "Status and further questions",
    4: "Justice and compensation",
}
SHORT_HASH = 8


def assessment_page(assessment: Assessment, *, whole: bool = True) -> Page:
    """Everything that protects this person; `whole` off leaves out what waits for more facts."""
    phrases = Phrases(assessment.program)
    page = header_page(assessment, phrases)
    page.add(_short_page(assessment))
    page.add(_alerts_page(assessment, phrases))
    page.add(person_page(assessment, phrases, whole=whole))
    page.add(gates_page(assessment, phrases, whole=whole))
    page.add(status_page(assessment))
    page.add(rights_page(assessment, phrases, whole=whole))
    page.add(_tracks_page(assessment, phrases))
    page.add(deadlines_page(assessment, whole=whole))
    page.add(_next_page(assessment, phrases))
    page.blank()
    return page


def header_page(assessment: Assessment, phrases: Phrases) -> Page:
    """Whose law of which day, and that nobody has signed it."""
    page, program, situation = Page(), assessment.program, assessment.situation
    page.say(
        (f"ASSESSMENT{with_id(assessment)}", "bold"),
        f" · {phrases.country(situation.jurisdiction)} · law of {situation.as_of.isoformat()}"
        f" · rulebook {program.version} ({program.hash[:SHORT_HASH]})",
    )
    rules = program.contents.rules.values()
    signed = sum(rule.verified for rule in rules)
    if signed < len(rules):
        who = (
            "no lawyer has signed these rules yet"
            if not signed
            else f"{signed} of {len(rules)} rules are signed"
        )
        page.say((f"UNVERIFIED: {who}. This prepares a decision; it is not legal advice.", "bold yellow"))
    marks = "; ".join(f"{mark} = {words}" for mark, words in CONFIDENCE.items())
    page.say((f"Marks behind citations: {marks}.", "dim"))
    return page


def _short_page(assessment: Assessment) -> Page:
    page = Page()
    page.heading("IN SHORT")
    categories = [each for each in assessment.conclusions.values() if each.rule.kind == "category"]
    open_ = sum(each.value is None for each in categories)
    excluded = [each for each in assessment.conclusions.values() if each.rule.kind == "exclusion"]
    is_ = "; ".join(each.rule.label for each in (*categories, *excluded) if each.value is True)
    urgent = "; ".join(each.label for each in [*_urgent_alerts(assessment), *_urgent_tracks(assessment)])
    if urgent:
        page.item(("Urgent: ", "bold red"), urgent, mark="!")
    page.item(("Is: ", "bold"), is_ or "not yet known", f". {open_} more not yet known." if open_ else "")
    blocked = {act: by for act, by in assessment.acts.items() if by}
    if blocked:
        most = max(blocked, key=lambda act: len(blocked[act]))
        label = assessment.program.contents.acts[most].label or most
        said = f"{len(blocked)} of {len(assessment.acts)} acts. Most guarded: "
        said += f"{label}, by {_gates(len(blocked[most]))}."
        page.item(("Must not be done now: ", "bold"), said)
    page.item(
        ("Open side by side: ", "bold"),
        "; ".join(t.label for t in assessment.tracks) or "nothing yet; ask on",
    )
    return page


def _gates(number: int) -> str:
    return "one gate" if number == 1 else f"{number} gates"


def _alerts_page(assessment: Assessment, phrases: Phrases) -> Page:
    page, urgent, tracks = Page(), _urgent_alerts(assessment), _urgent_tracks(assessment)
    page.heading("URGENT")
    for track in tracks:
        page.item((track.label, "bold red"), ": open this first", tag(track.id), authority(track), mark="!")
        _say_because(page, assessment, phrases, f"track:{track.id}", facts=3)
    for alert in assessment.alerts:
        mark, style = ("!", "bold red") if alert in urgent else ("-", "bold")
        page.item(
            (alert.label, style),
            f": {alert.says}" if alert.says else "",
            tag(alert.id),
            authority(alert),
            mark=mark,
        )
        _say_because(page, assessment, phrases, f"alert:{alert.id}", facts=3)
    if not (urgent or tracks):
        page.item("Nothing urgent is known.")
    waiting = [
        alert.label
        for alert in assessment.program.contents.alerts.values()
        if alert.severity == "urgent"
        and alert.when is not None
        and assessment.run.value(f"alert:{alert.id}") is None
    ]
    if waiting:
        page.item(f"Not yet ruled out: {few(waiting, 5)}.", mark="?")
    return page


def _tracks_page(assessment: Assessment, phrases: Phrases) -> Page:
    page = Page()
    if not assessment.tracks:
        return page
    page.heading("PROCEDURES TO OPEN, SIDE BY SIDE", "no one of them waits for another")
    for order, group in groupby(assessment.tracks, key=lambda track: track.order):
        page.say((TRACK_ORDERS.get(order, "Then"), "bold"), depth=2)
        for track in group:
            page.item((track.label, "bold"), tag(track.id), authority(track))
            _say_because(page, assessment, phrases, f"track:{track.id}", facts=2)
    return page


def _urgent_alerts(assessment: Assessment) -> list[AlertEntry]:
    return [alert for alert in assessment.alerts if alert.severity == "urgent"]


def _urgent_tracks(assessment: Assessment) -> list[TrackEntry]:
    return [track for track in assessment.tracks if track.order == AT_ONCE]


def _say_because(page: Page, assessment: Assessment, phrases: Phrases, key: str, *, facts: int) -> None:
    cited = assessment.because.cited(assessment.why(key))
    if cited:
        page.say(f"Because: {few(map(phrases.fact, cited), facts)}", depth=4)


def _next_page(assessment: Assessment, phrases: Phrases) -> Page:
    page = Page()
    found = questions(assessment)
    page.heading("ASK NEXT", f"{len(found)} questions still matter" if found else "")
    for number, question in enumerate(found[:NEXT_QUESTIONS], start=1):
        say_question(page, question, phrases, mark=f"{number}.")
    if not found:
        page.item("Nothing that is still open depends on a further answer.")
    return page
