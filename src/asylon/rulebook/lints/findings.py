"""What a lint found, as data; the sentence is made late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from asylon.rulebook.faults import SENTENCES as FAULT_SENTENCES
from asylon.rulebook.faults import Fault

ERROR, NOTICE = "error", "notice"

SENTENCES: Mapping[str, str] = {
    "unused_fact": "nothing reads the fact '{id}'; say in `purpose` why it is recorded, or remove it",
    "unused_rule": "nothing reads the element '{id}', so nothing ever follows from it",
    "unused_act": "no gate blocks the act '{id}'",
    "unused_list": "no expression reads the list '{id}'",
    "never_asked": "the fact '{id}' is read by {reader} but has no question and is not filled in from others",
    "no_citation": "{owner} has no citation",
    "source_without_citation": "the right '{id}' has a source for '{holder}' without a citation",
    "no_test": "{owner} has no test",
    "no_test_for": "{owner} has no test that expects {answer}",
    "test_failed": "{owner}: the test '{name}' expects {expected} and comes out {found}",
    "test_not_missing": "{owner}: in the test '{name}' the fact '{fact}' is not missing, but {missing}",
    "always_yes": "{owner} is {answer} whatever is known ({shown})",
    "never_yes": "{owner} is never {answer}, whatever is known ({shown})",
    "identical_twins": "the rules '{id}' and '{twin}' say the same; keep one",
    "mixed_polarity": (
        "{owner} is unknown while '{fact}' is unknown, although it would be {answer} whatever '{fact}' is; "
        "for example with {witness}"
    ),
    "negated_category": (
        "{owner} reads `not {category}`: outside gates no category should count against a person; "
        "make sure that it does not"
    ),
    "missing_translation": "{language}: {count} texts are not translated, the first is {first}",
    "unknown_translation": "{language} translates '{id}', which {section} does not have",
    "other_question_marks": (
        "{language}: {section} '{id}' needs the question marks of the English, each written {mark}, "
        "and at the end where the English has one there"
    ),
    "other_placeholders": "{language}: {section} '{id}' needs the placeholders of the English, as they are",
    "unknown_requirement": "{owner} serves '{id}', which no source document asks for",
    "never_in_force": "{owner} is never in force: it begins on {begins} and ends on {ends}",
    "unverified": "{count} of {total} entries are unverified: no lawyer has signed them",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a lint found: how grave, what, where, and what the sentence needs."""

    severity: str
    code: str
    place: str
    values: Mapping[str, object] = field(default_factory=dict)
    meant: str | None = None

    def sentence(self) -> str:
        """Say in English what was found and where, and what may have been meant."""
        if self.code in FAULT_SENTENCES:
            return Fault(self.code, self.place, self.values, self.meant).sentence()
        text = SENTENCES[self.code].format_map(self.values)
        hint = f"; did you mean '{self.meant}'?" if self.meant else ""
        return f"{self.place}: {text}{hint}" if self.place else f"{text}{hint}"


def error(code: str, place: object, **values: object) -> Finding:
    """A finding that must be mended before the rulebook is used."""
    return Finding(ERROR, code, str(place or ""), values)


def notice(code: str, place: object, **values: object) -> Finding:
    """A finding that somebody should know of."""
    return Finding(NOTICE, code, str(place or ""), values)


def of_fault(fault: Fault) -> Finding:
    """What the loader refuses, as a finding."""
    return Finding(ERROR, fault.code, fault.place, fault.values, fault.meant)
