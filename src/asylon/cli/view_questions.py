"""The next questions on a page: what to ask, of what, why it matters, and with what care."""

from __future__ import annotations

from asylon.cli.page import Page, few
from asylon.cli.phrases import Phrases, with_id
from asylon.rulebook import Assessment, Question
from asylon.rulebook.scopes import PERSON

CARE = "Painful. Ask in private, with an interpreter the person trusts; they may leave it unanswered."
MOST_REASONS = 3


def questions_page(assessment: Assessment, shown: list[Question], *, left: int) -> Page:
    """Numbered questions with the reason for each."""
    page = Page()
    count = len(shown) + left
    page.say(
        ("ASK NEXT", "bold"),
        f"  {count} question{'s' if count != 1 else ''} still matter{with_id(assessment)}",
    )
    page.say(("Needs come first, painful questions last. Stop whenever the person needs it.", "dim"))
    page.blank()
    for number, question in enumerate(shown, start=1):
        say_question(page, question, Phrases(assessment.program), mark=f"{number}.")
    if not count:
        page.say("Nothing that is still open depends on a further answer.")
    if left:
        page.blank()
        page.say((f"and {left} more: --all shows them", "dim"))
    return page


def say_question(page: Page, question: Question, phrases: Phrases, *, mark: str) -> None:
    """One question with its item, its reason and a word on care."""
    fact = question.fact
    about = f"  about the {fact.scope} {question.item}" if question.item else ""
    if not about and fact.scope != PERSON:
        about = f"  for each {fact.scope}"
    page.item((fact.question, "bold"), (about, ""), (f" [{fact.id}]", "dim"), depth=0, mark=mark)
    depth = len(mark) + 1
    page.say(_why(question, phrases), depth=depth)
    if question.state != "not_asked":
        page.say(
            f"Asked before, {'not answered' if question.state == 'declined' else 'not known then'}.",
            depth=depth,
        )
    if fact.sensitive:
        page.say(("Care: ", "bold yellow"), CARE, depth=depth)


def _why(question: Question, phrases: Phrases) -> str:
    for word, names in (("Can settle", question.decides), ("Helps with", question.helps)):
        if names:
            ranked = sorted(names, key=lambda name: -names[name])
            return f"{word}: {few(dict.fromkeys(map(phrases.goal, ranked)), MOST_REASONS)}"
    return "Asked by a procedure that is open."
