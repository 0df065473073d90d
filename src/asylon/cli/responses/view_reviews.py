"""Reviews of a plan, and the report on an emergency, on a page and as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from asylon.cli.page import Page
from asylon.cli.responses.view_emergency import next_json
from asylon.cli.view_influx import READER
from asylon.responses.reviews.selectors import Found, ReviewSeen, Standing
from asylon.responses.reviews.words import found_line, proposal_words

OPEN = "open"
"""The decision of a proposal that nobody has decided."""


def reviews_page(name: str, held: Sequence[ReviewSeen], stands: Standing | None) -> Page:
    """When the next review is, plan against fact today, and every review with what was decided."""
    page = Page()
    page.say((f"REVIEWS: {name}", "bold"))
    if stands is None:
        page.say("No plan is adopted, so there is nothing to review yet.")
    else:
        _say_next(page, stands)
    for seen in held:
        row = seen.row
        page.heading(
            f"REVIEW OF {READER.day(row.on).upper()}", f"{row.state}, of version {row.reviewed.number}"
        )
        if row.conclusion:
            page.say(row.conclusion, depth=2)
        for proposal in seen.proposals:
            page.item(_proposal(proposal))
        if row.next_on:
            page.item(f"the next review was set for {READER.day(row.next_on)}")
    page.blank()
    return page


def reviews_json(held: Sequence[ReviewSeen], stands: Standing | None) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "next": next_json(stands.next if stands else None),
        "found": [_found_json(each) for each in stands.found] if stands else [],
        "would_be_proposed": _proposals_json(stands.proposals)
        if stands and stands.next.called is None
        else [],
        "reviews": [_review_json(seen) for seen in held],
    }


def report_page(told: dict[str, Any]) -> Page:
    """The report in the words of its paper."""
    page = Page()
    page.say((f"{told['kind']}: {told['title']}", "bold"))
    page.say(" ".join(filter(None, (told["made"], told["invented"]))))
    page.say((told["floor"], "dim"))
    for section in told["sections"]:
        page.heading(section["title"].upper(), "" if section["rows"] else section["nothing"])
        for row in section["rows"]:
            about = f"{row['of']}: " if row["of"] else ""
            day = f"  {row['as_of']}" if row["as_of"] else ""
            page.item(f"{about}{row['measure']}: ", (row["value"], "bold"), (day, "dim"))
    page.heading(told["sources_word"].upper())
    for source in told["sources"]:
        page.item(source)
    page.say(told["small"])
    page.say(told["after"])
    page.blank()
    return page


def _say_next(page: Page, stands: Standing) -> None:
    following = stands.next
    overdue = ", overdue" if following.overdue else ""
    called = "a review is called" if following.called else "no review is called yet"
    page.say(f"next review: {READER.day(following.on)}{overdue}; {called}")
    page.heading("PLAN AGAINST FACT", following.plan.name)
    for each in stands.found:
        line = found_line(each.figure, each.finding, reader=READER)
        made_up = "; invented" if line.invented else ""
        page.item(f"{line.words}: {line.actual} of {line.planned}; ", (line.verdict, "bold"), made_up)
    open_ones = [each for each in stands.proposals if each.decision == OPEN]
    wait = "nobody has decided these yet" if following.called else "what the rules would propose today"
    page.heading("OPEN PROPOSALS", wait if open_ones else "none")
    for proposal in open_ones:
        page.item(f"{proposal.arrangement}: {proposal_words(proposal, reader=READER)}")


def _proposal(proposal: Any) -> str:
    said = f"{proposal_words(proposal, reader=READER)} {proposal.get_decision_display()}"
    return f"{said}: {proposal.reasons}" if proposal.reasons else said


def _review_json(seen: ReviewSeen) -> dict[str, Any]:
    row = seen.row
    return {
        "id": row.pk,
        "version": row.version,
        "plan": row.plan_id,
        "reviewed": row.reviewed.number,
        "state": row.state,
        "on": row.on,
        "called_by": row.called_by,
        "conclusion": row.conclusion,
        "next_on": row.next_on,
        "open": len(seen.open),
        "found": [_found_json(each) for each in seen.found],
        "proposals": [
            {"id": proposal.pk, "version": proposal.version} | told
            for proposal, told in zip(seen.proposals, _proposals_json(seen.proposals), strict=True)
        ],
    }


def _found_json(found: Found) -> dict[str, Any]:
    figure, finding = found.figure, found.finding
    names = ("sort", "of", "unit", "least", "planned", "actual", "as_of", "source", "invented")
    told = {name: getattr(figure, name) for name in names}
    return told | {"verdict": finding.verdict, "mark": finding.mark, "percent": finding.percent}


def _proposals_json(proposals: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "of": each.figure.of,
            "arrangement": each.arrangement,
            "amount": each.amount,
            "decision": each.decision,
            "reasons": each.reasons,
        }
        for each in proposals
    ]
