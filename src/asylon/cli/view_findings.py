"""What a check of the rulebook found, the errors first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from asylon.cli.page import Page
from asylon.rulebook import Rulebook

if TYPE_CHECKING:
    from asylon.rulebook.check import Finding


def findings_page(rulebook: Rulebook, findings: Sequence[Finding]) -> Page:
    """Each finding with its place, and a sum at the end."""
    page = Page()
    errors = [finding for finding in findings if finding.severity == "error"]
    notices = [finding for finding in findings if finding.severity != "error"]
    for finding in (*errors, *notices):
        style = "bold red" if finding in errors else "dim"
        page.item(
            (f"{finding.severity} ", style), f"{finding.sentence()} ", (f"[{finding.code}]", "dim"), depth=0
        )
    if findings:
        page.blank()
    head = rulebook.head
    page.say(
        (f"{head.name} {head.version}: ", "bold"),
        f"{_count(len(errors), 'error')}, {_count(len(notices), 'notice')}.",
    )
    return page


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
