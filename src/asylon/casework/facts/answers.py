"""One answer as it is given, checked against the rulebook's facts before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asylon.rulebook import BadSituation, Fault, Rulebook, receive
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.scopes import LISTS

Json = Any
UNKNOWN, DECLINED = "unknown", "declined"
LONGEST = {"value": 2000, "note": 2000, "source": 200}
"""Characters that a text may have. Long accounts have a place of their own."""
MOST_CODES = 300
ITEM = "item"
"""What the only item is called while an answer about it is checked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered, and how it is known.

    `value` is as the contract writes it: true, false, "unknown", "declined", a number, a code or a
    list of codes. `item` is None for the person herself. `margin` is how far an estimated number may
    be out. `seen` is the answer that the writer saw before, None if there was none.
    """

    fact: str
    value: Json
    item: UUID | None = None
    basis: str = "stated"
    on: str = ""
    note: str = ""
    source: str = ""
    seen: UUID | None = None
    margin: float = 0

    def written(self) -> dict[str, Json]:
        """The answer as a situation writes it."""
        more = {"on": self.on, "note": self.note, "margin": self.margin}
        said = {name: each for name, each in more.items() if each}
        return {"value": self.value, "basis": self.basis, **said}


class BadAnswer(Exception):
    """An answer that the rulebook does not take; `faults` by fact."""

    def __init__(self, faults: Mapping[str, tuple[Fault, ...]]) -> None:
        super().__init__("; ".join(each.sentence() for found in faults.values() for each in found))
        self.faults = faults


def check(
    answers: Iterable[Answer], scopes: Mapping[UUID, str], *, rulebook: Rulebook
) -> dict[str, FactEntry]:
    """Check answers one by one; `scopes` says in which list each item stands.

    Raises: BadAnswer naming each fact that does not exist, stands in another list, or takes other values.
    """
    faults: dict[str, tuple[Fault, ...]] = {}
    entries: dict[str, FactEntry] = {}
    for answer in answers:
        entry = rulebook.all_facts.get(answer.fact)
        if entry is not None:
            entries[answer.fact] = entry
        said = (*_too_long(answer), *_faults(answer, scopes, rulebook))
        if said:
            faults[answer.fact] = said
    if faults:
        raise BadAnswer(faults)
    return entries


def readable(text: str) -> bool:
    """Whether a text can be stored at all: no half characters, no zero bytes."""
    return "\0" not in text and not any("\ud800" <= each <= "\udfff" for each in text)


def _too_long(answer: Answer) -> Iterator[Fault]:
    for name, text in (("value", answer.value), ("note", answer.note), ("source", answer.source)):
        if not isinstance(text, str):
            continue
        most, place = LONGEST[name], f"facts.{answer.fact}.{name}"
        if len(text) > most:
            wanted = f"at most {most} characters"
            yield Fault(
                "wrong_type", place, {"name": name, "wanted": wanted, "found": f"{len(text)} of them"}
            )
        elif not readable(text):
            yield Fault(
                "wrong_type", place, {"name": name, "wanted": "a text", "found": "one with broken characters"}
            )
    if isinstance(answer.value, list) and len(answer.value) > MOST_CODES:
        wanted = f"at most {MOST_CODES} codes"
        found = f"{len(answer.value)} of them"
        place = f"facts.{answer.fact}.value"
        yield Fault("wrong_type", place, {"name": answer.fact, "wanted": wanted, "found": found})


def _faults(answer: Answer, scopes: Mapping[UUID, str], rulebook: Rulebook) -> tuple[Fault, ...]:
    facts: dict[str, Json] = {answer.fact: answer.written()}
    written: dict[str, Json] = {"situation": 1, "facts": facts}
    if answer.item is not None:
        written = {"situation": 1, LISTS[scopes[answer.item]]: [{"id": ITEM, "facts": facts}]}
    try:
        # The date only has to be one: no rule is asked here.
        receive(written, rulebook, as_of=date(2000, 1, 1))
    except BadSituation as problem:
        return tuple(problem.faults)
    return ()
