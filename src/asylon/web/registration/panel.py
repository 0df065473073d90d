"""The panel of possible matches beside the form: what was compared, in words, and four equal answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.search import Ask
from asylon.casework.access.visitors import Visitor
from asylon.casework.people.identity import Name
from asylon.casework.registration.forms import NewPerson, Verdict
from asylon.casework.registration.possible import Match, possible_matches
from asylon.web.registration.births import age_words, born_words
from asylon.web.registration.family_page import JUDGED, FamilyPage
from asylon.web.registration.fields import SEXES

Text = str | Promise
FIELDS: Mapping[str, Text] = {
    "given": _("Given name"),
    "father": _("Father’s name"),
    "family": _("Family name"),
    "born": _("Born"),
    "sex": _("Sex"),
    "telephone": _("Telephone"),
    "languages": _("Languages"),
}
SIGNS: Mapping[str, tuple[str, Text]] = {
    "same": ("same", _("the same")),
    "near": ("near", _("nearly the same")),
    "differs": ("diff", _("different")),
}
"""By sign, its class and the word that stands for it."""
TO_SETTLE: Mapping[str, Text] = {
    "ask_born": _("the day of birth"),
    "ask_father": _("the father’s name"),
    "ask_telephone": _("a telephone number"),
    "ask_relatives": _("the names of relatives"),
    "look_at_document": _("a paper from before, such as a certificate"),
}
VERDICTS: tuple[tuple[Verdict, Text], ...] = (
    (Verdict.SAME, _("Same")),
    (Verdict.DIFFERENT, _("Different")),
    (Verdict.CANNOT_TELL, _("Cannot tell")),
    (Verdict.ASK, _("Ask somebody")),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of both, and how they fit."""

    label: Text
    typed: str
    known: tuple[Name, ...]
    shown: str
    sign: str
    word: Text


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be a person of the form."""

    record: UUID
    number: str
    names: tuple[Name, ...]
    registered_at: datetime
    typed_name: str
    place: int
    field: str
    """The name of the answers in the form."""
    rows: tuple[Compared, ...]
    in_favour: tuple[Text, ...]
    against: tuple[Text, ...]
    ordinary_birth: bool
    to_settle: tuple[Text, ...]
    answers: tuple[tuple[Verdict, Text, bool], ...]

    @property
    def key(self) -> str:
        """What tells this comparison from every other one."""
        return f"{self.place}-{self.record}"


@dataclass(frozen=True, slots=True)
class Panel:
    """All possible matches of a form. `looked` is False before anybody looked."""

    candidates: tuple[Candidate, ...] = ()
    ask: tuple[Ask, ...] = ()
    looked: bool = False
    new: bool = False
    """Whether something is shown that was not on the page before: look at it, then save."""

    @property
    def shown(self) -> tuple[str, ...]:
        """What the page shows, so that it can be told what is new."""
        return (*(each.key for each in self.candidates), *(str(each.office) for each in self.ask))


def panel_of(visitor: Visitor, page: FamilyPage, *, now: datetime) -> Panel:
    """Look for possible matches of what stands in the form so far.

    Raises: Refused if the visitor registers nobody.
    """
    page.is_valid()
    people = [form.person() for form in page.people]
    found = possible_matches(visitor, people, now=now)
    candidates = tuple(
        _candidate(page, person, place, match)
        for place, (person, matches) in enumerate(zip(people, found.people, strict=True))
        for match in matches
    )
    panel = Panel(candidates, found.ask, looked=True)
    fresh = set(panel.shown) - page.shown
    return Panel(candidates, found.ask, looked=True, new=bool(fresh))


def _candidate(page: FamilyPage, typed: NewPerson, place: int, match: Match) -> Candidate:
    line = match.line
    field = f"{JUDGED}-{place}-{line.person}"
    said = page.data.get(field, "") if page.data is not None else ""
    rows = tuple(
        Compared(FIELDS[each.field], *_both(each.field, typed, match), *SIGNS[each.sign.value])
        for each in match.evidence
        if each.sign.value in SIGNS and each.field in FIELDS
    )
    return Candidate(
        record=line.person,
        number=line.number,
        names=line.names,
        registered_at=line.registered_at,
        typed_name=" ".join(part for part in (typed.given, typed.father, typed.family) if part)
        or typed.written,
        place=place,
        field=field,
        rows=rows,
        in_favour=tuple(row.label for row in rows if row.sign != "diff"),
        against=tuple(row.label for row in rows if row.sign == "diff"),
        ordinary_birth="ask_born" in match.to_settle and any(row.label == FIELDS["born"] for row in rows),
        to_settle=tuple(_known(match.to_settle)),
        answers=tuple((verdict, word, said == verdict.value) for verdict, word in VERDICTS),
    )


def _known(codes: Iterable[str]) -> Iterable[Text]:
    return (TO_SETTLE[code] for code in codes if code in TO_SETTLE)


def _both(field: str, typed: NewPerson, match: Match) -> tuple[str, tuple[Name, ...], str]:
    """What was typed, and what is on record as far as it may be shown: names, or words."""
    line = match.line
    match field:
        case "given" | "father" | "family":
            names = tuple(_part(name, field) for name in line.names if getattr(name, field))
            return getattr(typed, field) or typed.written, names, ""
        case "born":
            return born_words(typed.born), (), age_words(line.age) if line.age else ""
        case "sex":
            return str(_SEXES.get(typed.sex, "")), (), str(_SEXES.get(line.sex, ""))
        case _:
            return "", (), ""


_SEXES = dict(SEXES)


def _part(name: Name, field: str) -> Name:
    return Name(whole=getattr(name, field), script=name.script, language=name.language)
