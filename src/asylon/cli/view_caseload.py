"""Pages about many people: what a screening found, and what a change of law does to whom."""

from __future__ import annotations

from typing import Any

from asylon.caseload.compare import Comparison, Effect, Law, Sample
from asylon.caseload.groups import SMALLEST, shown
from asylon.caseload.screen import Summary
from asylon.cli.page import Page, few
from asylon.rulebook import Rulebook

MOST_EFFECTS = 40
ANSWERS = ("yes", "unknown", "no")
KEPT_BACK = "*"
_KEPT_BACK_MEANS = f"{KEPT_BACK} kept back: this number, or one that it would give away, is below {SMALLEST}"


def screening_page(summary: Summary, rulebook: Rulebook, target: str) -> Page:
    """How many persons each answer touches; small numbers are kept back."""
    page = Page()
    page.say((f"{summary.persons:,} persons screened; the result is in {target}", "bold"))
    page.say(("UNVERIFIED: no lawyer has signed these rules yet.", "bold yellow"))
    if summary.bad:
        page.say(f"{len(summary.bad):,} faults in rows that were left out")
    rules, gates = rulebook.core.rules, rulebook.core.gates
    page.heading("WHO THEY ARE", "yes · not yet known · no; one person can be several")
    for id_, rule in rules.items():
        if rule.kind == "category" and rule.scope == "person":
            cells = shown({word: summary.conclusions[id_, word] for word in ANSWERS})
            said = " · ".join(KEPT_BACK if cells[word] is None else f"{cells[word]:,}" for word in ANSWERS)
            page.item(f"{rule.label}: ", (said, "bold"), (f"  [{id_}]", "dim"))
    page.say(_KEPT_BACK_MEANS)
    page.heading("PROCEDURES TO OPEN")
    for id_, number in summary.tracks.most_common():
        page.item(f"{rulebook.core.tracks[id_].label}: ", (_number(number), "bold"))
    page.heading("ALERTS")
    for id_, number in summary.alerts.most_common():
        if number:
            page.item(f"{rulebook.core.alerts[id_].label}: ", (_number(number), "bold"))
    page.heading("GATES THAT ARE SHUT")
    for id_, gate in sorted(gates.items(), key=lambda pair: pair[1].order):
        page.item(
            f"{gate.label}: ", (f"{_number(summary.blocked[id_])} persons", "bold"), (f"  [{id_}]", "dim")
        )
    page.blank()
    return page


def comparison_page(found: Comparison, before: Law, after: Law) -> Page:
    """Every effect of a change, the largest first, broken down, with sample reasons."""
    page = Page()
    page.say((f"FROM {before.name} TO {after.name}", "bold"))
    page.say(f"{_number(found.affected)} of {found.persons:,} persons are affected")
    page.say(("UNVERIFIED: no lawyer has signed these rules yet.", "bold yellow"))
    for sort, title in (("conclusion", "CONCLUSIONS"), ("gate", "GATES"), ("right", "RIGHTS")):
        effects = [effect for effect in found.ordered() if effect.sort == sort]
        if effects:
            page.heading(title)
        for effect in effects[:MOST_EFFECTS]:
            _say_effect(page, effect)
        if len(effects) > MOST_EFFECTS:
            page.say(f"and {len(effects) - MOST_EFFECTS} more; --format json shows all", depth=2)
    if found.effects:
        page.say(_KEPT_BACK_MEANS)
    else:
        page.say("Nothing changes for anybody.")
    page.blank()
    return page


def _say_effect(page: Page, effect: Effect) -> None:
    page.item((f"{effect.id} {effect.change}: ", "bold"), f"{_number(effect.persons)} persons")
    for name, cells in effect.cells().items():
        said = (f"{label} {KEPT_BACK if n is None else f'{n:,}'}" for label, n in cells.items())
        page.say(f"by {name}: {few(said, 8)}", depth=4)
    for sample in effect.samples[:1]:
        page.say(f"for example: {_reason(sample)}", depth=4)


def _reason(sample: Sample) -> str:
    parts = [f"{sample.before} -> {sample.after}"]
    if sample.facts_before:
        parts.append(f"before because of {few(sample.facts_before, 4, between=', ')}")
    if sample.facts_after:
        parts.append(f"now because of {few(sample.facts_after, 4, between=', ')}")
    if sample.missing_after:
        parts.append(f"now missing {few(sample.missing_after, 4, between=', ')}")
    return "; ".join(parts)


def comparison_json(found: Comparison, before: Law, after: Law) -> dict[str, Any]:
    """The same as plain data; a count that is kept back is null."""
    return {
        "from": {"name": before.name, "hashes": sorted(found.hashes["from"])},
        "to": {"name": after.name, "hashes": sorted(found.hashes["to"])},
        "persons": found.persons,
        "affected": _kept(found.affected),
        "smallest_count_shown": SMALLEST,
        "effects": [
            {
                "sort": effect.sort,
                "id": effect.id,
                "change": effect.change,
                "persons": _kept(effect.persons),
                "by": effect.cells(),
                "samples": [
                    {
                        "before": sample.before,
                        "after": sample.after,
                        "because_before": list(sample.facts_before),
                        "because_after": list(sample.facts_after),
                        "missing_after": list(sample.missing_after),
                    }
                    for sample in effect.samples
                ],
            }
            for effect in found.ordered()
        ],
    }


def _kept(number: int) -> int | None:
    return None if 0 < number < SMALLEST else number


def _number(number: int) -> str:
    return f"fewer than {SMALLEST}" if 0 < number < SMALLEST else f"{number:,}"
