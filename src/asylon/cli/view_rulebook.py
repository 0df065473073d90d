"""The rulebook as a list, and which requirement is served by what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from asylon.cli.page import Page
from asylon.cli.phrases import cited
from asylon.rulebook import Rulebook
from asylon.rulebook.entries import Entry, PracticeEntry, RightEntry, RuleEntry

if TYPE_CHECKING:
    from asylon.rulebook.coverage import Served

LAW = ("rules", "gates", "tracks", "alerts", "statuses", "rights", "deadlines", "practice")
"""What is listed when no kind is asked for: what states the law, not the words that it uses."""

MOST_CITES = 2


def list_page(rulebook: Rulebook, kind: str | None) -> Page:
    """The entries by kind, with label, citations, confidence and signature."""
    page = Page()
    for section in [kind] if kind else LAW:
        entries = list(_entries(rulebook, section))
        signed = sum(entry.verified for entry in entries)
        page.heading(section.upper(), f"{len(entries)}, signed by a lawyer: {signed}")
        wide = max((len(_id(entry)) for entry in entries), default=0)
        for entry in entries:
            _say_entry(page, entry, wide)
    return page


def _entries(rulebook: Rulebook, section: str) -> Iterator[Any]:
    for contents in (rulebook.core, *(overlay.added for overlay in rulebook.overlays)):
        yield from contents.practice if section == "practice" else contents.section(section).values()


def _id(entry: Entry) -> str:
    return f"{entry.state}:{entry.subject}" if isinstance(entry, PracticeEntry) else entry.id


def _say_entry(page: Page, entry: Entry, wide: int) -> None:
    kind = f"{entry.kind}: " if isinstance(entry, RuleEntry) else ""
    label = f"{entry.practice}: {entry.happens}" if isinstance(entry, PracticeEntry) else entry.label
    where = f" ({entry.overlay})" if entry.overlay else ""
    cites = entry.cite or tuple(
        dict.fromkeys(cite for source in entry.sources for cite in source.cite)
        if isinstance(entry, RightEntry)
        else ()
    )
    conf = entry.sources[0].conf if isinstance(entry, RightEntry) and entry.sources else entry.conf
    signed = "signed" if entry.verified else "unsigned"
    page.item(
        (_id(entry).ljust(wide), "bold"),
        f"  {kind}{label}{where}",
        cited(cites, conf, MOST_CITES),
        (f" · {signed}", "dim"),
    )


def coverage_page(served: Sequence[Served]) -> Page:
    """Every requirement with what serves it; what nothing serves yet stands last."""
    page = Page()
    done = [each for each in served if each.by]
    left = [each for each in served if not each.by]
    page.heading("REQUIREMENTS SERVED BY THE RULEBOOK AND THE RESPONSES", f"{len(done)} of {len(served)}")
    for each in done:
        page.item((each.requirement.id, "bold"), f"  {each.requirement.asks}")
        page.say(("by: ", "dim"), ", ".join(each.by), depth=4)
    page.heading("NOT YET SERVED", f"{len(left)}; some of them ask for software, not for rules")
    for each in left:
        page.item(
            (each.requirement.id, "bold"), f"  {each.requirement.asks}", (f"  {each.requirement.kind}", "dim")
        )
    return page
