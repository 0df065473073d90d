"""The part of an assessment that protects most: which acts must not be done now, and why."""

from __future__ import annotations

from asylon.cli.page import Page, few
from asylon.cli.phrases import Phrases, authority, practised, tag
from asylon.logic.reason import Reasons
from asylon.rulebook import Assessment
from asylon.rulebook.assessment import GateAnswer
from asylon.rulebook.entries import GateEntry

NEVER = "never"


def gates_page(assessment: Assessment, phrases: Phrases, *, whole: bool) -> Page:
    """The gates that matter here and are shut, in the order of protection.

    First those with a known reason, then those that wait for something, then those that never open.
    """
    page = Page()
    page.heading("MUST NOT BE DONE NOW", "a gate stays shut until all that it needs is known")
    shut = [each for each in assessment.gates.values() if not each.open and each.consulted is not False]
    never = [each for each in shut if each.gate.open_when == NEVER]
    known = [each for each in shut if each.value is False and each not in never]
    waiting = [each for each in shut if each not in known and each not in never]
    view = _View(assessment, phrases, page)
    for answer in known:
        view.known(answer)
    told = [each for each in waiting if whole or each.gate.id in assessment.practice]
    rest = [each.gate.label for each in waiting if each not in told]
    if waiting:
        page.say((f"Shut until more is known ({len(waiting)})", "bold"), depth=2)
        view.acts_of(waiting)
    for answer in told:
        view.waiting(answer)
    if rest:
        page.item(few(rest, 8), mark="?")
    if never:
        page.say(("Never, whatever else is known", "bold"), depth=2)
    for answer in never:
        page.item(*view.acts(answer.gate), tag(answer.gate.id), authority(answer.gate), mark="X")
        view.practice(answer.gate)
    return page


def reasons_of(assessment: Assessment, answer: GateAnswer) -> tuple[Reasons, Reasons]:
    """Why a gate is shut, and what is missing to open it."""
    key, because = f"gate:{answer.gate.id}", assessment.because
    shut = [frame for frame in answer.frames if frame.values[key] is False]
    why: Reasons = frozenset().union(*(because.why(key, frame) for frame in shut))
    missing: Reasons = frozenset().union(*(because.missing(key, frame) for frame in answer.frames))
    return why, missing


class _View:
    def __init__(self, assessment: Assessment, phrases: Phrases, page: Page) -> None:
        self.assessment = assessment
        self.phrases = phrases
        self.page = page
        self.named: set[str] = set()

    def known(self, answer: GateAnswer) -> None:
        gate = answer.gate
        why, _ = reasons_of(self.assessment, answer)
        facts = few((self.phrases.fact(each) for each in self.assessment.because.cited(why)), 4)
        presumed = [self.phrases.path(path) for path in self.assessment.because.presumed(why)]
        self.page.item((gate.label, "bold red"), tag(gate.id), authority(gate), mark="X")
        self.page.say("Do not: ", *self.acts(gate), depth=4)
        self.page.say(f"Because: {facts or 'nothing is known that would open it'}", depth=4)
        if presumed:
            self.page.say(f"Taken as not shown: {few(presumed, 3)}", depth=4)
        self.items(answer)
        self.practice(gate)

    def waiting(self, answer: GateAnswer) -> None:
        gate = answer.gate
        _, missing = reasons_of(self.assessment, answer)
        names = few(
            dict.fromkeys(self.phrases.name(each) for each in self.assessment.because.cited(missing)), 3
        )
        waits = f" waits for: {names}" if names else " opens for no journey before a destination is named"
        self.page.item((gate.label, "bold"), tag(gate.id), waits, mark="?")
        self.items(answer)
        self.practice(gate)

    def acts_of(self, answers: list[GateAnswer]) -> None:
        """The acts that several gates block and that no gate before them named, in one line."""
        blocked = dict.fromkeys(act for each in answers for act in each.gate.blocks if act not in self.named)
        if blocked:
            self.named.update(blocked)
            acts = self.assessment.program.contents.acts
            self.page.say(
                "Until then, do not: ", "; ".join(acts[act].label or act for act in blocked), depth=4
            )

    def acts(self, gate: GateEntry) -> tuple[str]:
        """The acts that a gate blocks; those that an earlier gate named are only counted."""
        new = [act for act in gate.blocks if act not in self.named]
        again = len(gate.blocks) - len(new)
        self.named.update(new)
        labels = [self.assessment.program.contents.acts[act].label or act for act in new]
        if again:
            labels.append(
                f"{again} act{'s' if again > 1 else ''} named above" if not new else f"{again} named above"
            )
        return ("; ".join(labels),)

    def items(self, answer: GateAnswer) -> None:
        if answer.items:
            said = (
                f"{self.phrases.country(to)} {'open' if is_open else 'shut'}"
                for to, is_open in answer.items.items()
            )
            self.page.say(f"By destination: {'; '.join(said)}", depth=4)

    def practice(self, gate: GateEntry) -> None:
        for each in self.assessment.practice.get(gate.id, ()):
            self.page.say(
                (f"In practice {practised(each)}: ", "bold yellow"),
                each.happens,
                (f"  {each.source} · {each.conf}", "dim"),
                depth=4,
            )
            self.page.say(("Insist on: ", "bold"), "; ".join(gate.cite), depth=4)
