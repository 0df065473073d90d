"""One explanation on a page: the answer, why, what is presumed or missing, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable

from asylon.cli.expression_lines import expression_lines
from asylon.cli.page import Page, Piece
from asylon.cli.phrases import CONFIDENCE, LEVELS, NOBODY, Phrases, article, practised, with_id
from asylon.cli.view_gates import NEVER
from asylon.cli.view_rights import UNCITED
from asylon.rulebook import Assessment, Explanation
from asylon.rulebook.entries import Entry, GateEntry, RightEntry, RuleEntry
from asylon.rulebook.explanation import Change
from asylon.rulebook.program import Program

MOST_CHANGES = 8
MOST_MISSING = 12


def explanation_page(assessment: Assessment, explanation: Explanation) -> Page:
    """Everything that somebody needs to agree or object."""
    page, phrases = Page(), Phrases(assessment.program)
    situation, program = assessment.situation, assessment.program
    page.say(
        (explanation.entry.label or explanation.id, "bold"),
        (f"  [{explanation.id}]  {_sort(explanation)}", "dim"),
        (f" · {phrases.country(situation.jurisdiction)} · {situation.as_of}{with_id(assessment)}", "dim"),
    )
    page.blank()
    page.say((_with_level(assessment, explanation), "bold"))
    view = _View(page, phrases)
    view.reasons(explanation, depth=0)
    for part in explanation.parts:
        view.part(part, explanation)
    view.practice(explanation, _cites(assessment, explanation))
    page.add(_law_page(program, explanation, phrases))
    page.blank()
    return page


def _with_level(assessment: Assessment, explanation: Explanation) -> str:
    for held in assessment.rights:
        if explanation.kind == "right" and held.right.id == explanation.id:
            terms = held.grounds[0].source.terms
            return f"{LEVELS[held.level]}: {held.right.label}{f' ({terms})' if terms else ''}."
    return answer(explanation)


def answer(explanation: Explanation) -> str:
    """The answer as one sentence."""
    label = explanation.entry.label or explanation.id
    match explanation.kind, explanation.value:
        case "gate", "open":
            return f"Open: everything that “{label}” needs is known."
        case "gate", _:
            return f"Shut: “{label}”. What it blocks must not be done now."
        case "right", _:
            return f"Not shown: nothing that is known gives this person {label}. That is not a no."
        case "rule", value if (
            isinstance(explanation.entry, RuleEntry) and explanation.entry.kind == "category"
        ):
            return _of_category(value, article(label))
        case kind, value:
            return f"{_VERDICTS.get((kind, value), value.capitalize())}: {label}."


_VERDICTS = {
    ("track", "yes"): "Open this procedure",
    ("track", "no"): "Nothing known calls for this procedure",
    ("track", "unknown"): "Not yet known whether to open this procedure",
    ("alert", "yes"): "This alert is raised",
    ("alert", "no"): "This alert is not raised",
    ("alert", "unknown"): "Not yet known whether this alert must be raised",
    ("status", "yes"): "This status is due",
    ("status", "no"): "This status is not due on what is known",
    ("status", "unknown"): "Not yet known whether this status is due",
    ("rule", "unknown"): "Not yet known",
    ("rule", "by item"): "Answered one by one",
}


def _of_category(value: str, noun: str) -> str:
    if value == "yes":
        return f"Yes: this person is {noun}."
    if value == "no":
        return f"No: on what is known, this person is not {noun}."
    return f"Not yet known: this person may be {noun}."


def _scope(entry: Entry) -> str:
    return entry.scope if isinstance(entry, GateEntry | RuleEntry) else "item"


def _sort(explanation: Explanation) -> str:
    entry = explanation.entry
    return entry.kind if isinstance(entry, RuleEntry) else explanation.kind


class _View:
    def __init__(self, page: Page, phrases: Phrases) -> None:
        self.page = page
        self.phrases = phrases

    def reasons(self, found: Explanation, *, depth: int) -> None:
        facts = [self.phrases.fact(each, whole=True) for each in found.facts]
        if found.silent:
            facts.append(found.silent)
        presumed = [self.phrases.path(path) for path in found.presumed if path not in found.doubted]
        self.listed("Why", facts, depth)
        self.listed("Taken as not shown: nobody has shown it, so it does not count", presumed, depth)
        self.listed("Accepted with the benefit of the doubt", map(self.phrases.path, found.doubted), depth)
        missing = list(dict.fromkeys(map(self.phrases.name, found.missing)))
        more = len(missing) - MOST_MISSING
        self.listed(
            "Not yet known", [*missing[:MOST_MISSING], *([f"and {more} more"] if more > 0 else [])], depth
        )
        changes = [self.change(each) for each in found.changes]
        more = len(changes) - MOST_CHANGES
        shown = [*changes[:MOST_CHANGES], *([f"and {more} more"] if more > 0 else [])]
        self.listed("What would change it", shown, depth)

    def listed(self, title: str, lines: Iterable[str], depth: int) -> None:
        found = list(lines)
        if found:
            if not depth:
                self.page.blank()
            self.page.say((title, "bold"), depth=depth)
            for line in found:
                self.page.item(line, depth=depth + 2)

    def change(self, change: Change) -> str:
        parts = [f"“{self.phrases.path(path)}” were {value}" for path, value in change.answers]
        return f"If {' and '.join(parts)}, this would be {change.result}."

    def part(self, part: Explanation, whole: Explanation) -> None:
        self.page.blank()
        if part.id == whole.id:
            where = (
                self.phrases.country(part.item)
                if part.item
                else f"a {_scope(whole.entry)} that is not named yet"
            )
            said: tuple[Piece, ...] = ((f"{where}: {part.value}", "bold"),)
        else:
            said = ((answer(part), "bold"), (f" [{part.id}]", "dim"))
        self.page.item(*said, depth=0, mark="*")
        self.reasons(part, depth=2)

    def practice(self, found: Explanation, cites: list[str]) -> None:
        if not found.practice:
            return
        self.page.heading("In practice")
        for each in found.practice:
            self.page.item(
                (f"{practised(each).capitalize()}: ", "bold yellow"),
                each.happens,
                (f"  {each.source} {each.year if each.year not in each.source else ''}".rstrip(), "dim"),
                (f" · {each.conf}", "dim"),
            )
        if cites:
            self.page.say(("Insist on: ", "bold"), "; ".join(cites), depth=2)


def _cites(assessment: Assessment, explanation: Explanation) -> list[str]:
    """The texts to insist on: those that give this person the right, or that shut the gate."""
    if explanation.kind != "right":
        return list(explanation.entry.cite)
    grounds = (
        ground for held in assessment.rights if held.right.id == explanation.id for ground in held.grounds
    )
    return [cite for cite in dict.fromkeys(c for g in grounds for c in g.source.cite) if cite != UNCITED]


def _law_page(program: Program, explanation: Explanation, phrases: Phrases) -> Page:
    page, entry = Page(), explanation.entry
    page.heading("The rule")
    if isinstance(entry, GateEntry):
        acts = (program.contents.acts[act].label or act for act in entry.blocks)
        page.say(("Blocks: ", "bold"), "; ".join(acts), depth=2)
    key = {"rule": "", "right": "right:"}.get(explanation.kind, f"{explanation.kind}:") + explanation.id
    if isinstance(entry, GateEntry) and entry.open_when == NEVER:
        page.say(("Opens: ", "bold"), "never", depth=2)
    elif key in program.plain:
        page.say(("Text", "bold"), depth=2)
        for line in expression_lines(program.plain[key].tree):
            page.say(line, depth=4)
    if isinstance(entry, RightEntry):
        for source in entry.sources:
            terms = f", {source.terms}" if source.terms else ""
            who = "everyone" if source.holder == "everyone" else phrases.expression(source.holder)
            page.item(
                f"{who}: {LEVELS[source.level].lower()}{terms}",
                (f"  {'; '.join(source.cite)} · {source.conf}", "cyan"),
            )
    if entry.cite:
        page.say(("Citations: ", "bold"), "; ".join(entry.cite), depth=2)
    against = f": {entry.checked_against}" if entry.checked_against else ""
    page.say(("Confidence: ", "bold"), f"{entry.conf}, {CONFIDENCE[entry.conf]}{against}", depth=2)
    signed = (
        f"{', '.join(entry.checked_by)} on {entry.checked_on.text}"
        if entry.verified and entry.checked_on
        else NOBODY
    )
    page.say(("Signed by a lawyer: ", "bold"), signed, depth=2)
    if entry.note:
        page.say(("Note: ", "bold"), entry.note, depth=2)
    if entry.place is not None:
        page.say((f"Stands in {entry.place}", "dim"), depth=2)
    return page
