"""The head of a person's page: who it is, who sees it and for what, and the whole in a few sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.kernel import Field
from asylon.casework.people.identity import Identity, Name
from asylon.logic.truth import Truth
from asylon.web.people.shown.days import age, clock
from asylon.web.people.shown.said import bdi
from asylon.web.people.shown.seen import Seen

SEXES: dict[str, str | Promise] = {
    "female": _("female"),
    "male": _("male"),
    "other": _("other"),
}
LANGUAGE_OF_SCRIPT = {"Arab": "ar", "Cyrl": "sr", "Ethi": "ti", "Hebr": "he", "Deva": "hi", "Beng": "bn"}
"""A language to mark a name by where none is recorded, so that it is set in the right letters."""


@dataclass(frozen=True, slots=True)
class ShownName:
    """A name in one script."""

    text: str
    language: str
    direction: str
    machine_made: bool


@dataclass(frozen=True, slots=True)
class Head:
    """Who the person is, as far as the visitor may see."""

    called: str
    """The name to head the page; the number where names are sealed."""
    initials: str
    others: tuple[ShownName, ...]
    first: ShownName | None
    number: str
    age: str
    sex: str
    nationalities: tuple[str, ...]
    languages: tuple[str, ...]
    interpreter: bool
    telephone: str
    seen_as: tuple[str, ...]
    sentences: tuple[str, ...]


def head(seen: Seen, *, met: int, may: int, urgent: int) -> Head:
    """The head of the page of one person."""
    case = seen.case
    named = case.sees(Field.IDENTITY)
    identity = case.identity if named else Identity()
    main = identity.main
    names = shown_names([main, *(name for name in identity.names if name is not main)])
    born = identity.born
    return Head(
        called=names[0].text if names else seen.case.number,
        initials=case.identity.initials or case.number,
        others=names[1:],
        first=names[0] if names else None,
        number=case.number,
        age=age(born.age_on(seen.today), born.months_on(seen.today)),
        sex=str(SEXES.get(identity.sex, "")),
        nationalities=_nationalities(seen),
        languages=tuple(language_name(tag) for tag in identity.languages),
        interpreter=identity.wants_interpreter is True,
        telephone=identity.telephone if case.sees(Field.CONTACT) else "",
        seen_as=tuple(_seen_as(seen)),
        sentences=tuple(_sentences(seen, met=met, may=may, urgent=urgent)),
    )


def _nationalities(seen: Seen) -> tuple[str, ...]:
    return tuple(seen.items.name("nationality", each.details["id"]) for each in seen.listed("nationality"))


def language_name(tag: str) -> str | SafeString:
    """The name of a language in that of the page; the tag where it has none here."""
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return bdi(tag)


def shown_names(names: Iterable[Name]) -> tuple[ShownName, ...]:
    """Names as a page shows them, without the empty ones."""
    return tuple(
        ShownName(
            name.shown,
            name.language or LANGUAGE_OF_SCRIPT.get(name.script, ""),
            name.direction,
            name.machine_made,
        )
        for name in names
        if name.shown
    )


def _seen_as(seen: Seen) -> Iterator[str]:
    visitor = seen.case.visitor
    yield gettext("You see this as %(role)s, for this purpose: %(purpose)s.") % {
        "role": visitor.role.label,
        "purpose": visitor.purpose.label,
    }
    sealed = seen.masked.sealed_facts
    if sealed:
        yield ngettext("%(n)s fact is sealed.", "%(n)s facts are sealed.", sealed) % {"n": sealed}
    if seen.masked.sealed_tracks:
        yield gettext("At least one track is sealed.")
    until = seen.case.glass_until
    if until is not None:
        yield gettext("Opened in an emergency until %(time)s.") % {"time": clock(until)}


def _sentences(seen: Seen, *, met: int, may: int, urgent: int) -> Iterator[str]:
    """Whole sentences, one for each thing that somebody must take in within ten seconds."""
    if urgent:
        yield ngettext("%(n)s thing must be done now.", "%(n)s things must be done now.", urgent) % {
            "n": urgent
        }
    yield from _asks(seen)
    if _value(seen, "child") is True:
        yield gettext("The person is a child.")
    elif _value(seen, "age_in_doubt") is True:
        yield gettext("The person may be a child, and is treated as one until the age is settled.")
    if _value(seen, "uasc") is True:
        yield gettext("No parent or guardian is here.")
    if met:
        yield ngettext("%(n)s category is met.", "%(n)s categories are met, side by side.", met) % {"n": met}
    if may:
        yield ngettext(
            "%(n)s more may apply: answers are missing.", "%(n)s more may apply: answers are missing.", may
        ) % {"n": may}
    yield gettext("All of this is true at once; nothing here closes anything else.")


def _asks(seen: Seen) -> Iterator[str]:
    if not seen.case.sees(Field.REQUEST):
        return
    asked = seen.assessment.situation.facts.get("asked_protection")
    seeks, shown = (_value(seen, goal) for goal in ("asylum_seeker", "refugee_any"))
    if asked is None and seeks is None and shown is not True:
        yield gettext("Nobody has asked yet whether the person wants protection.")
    elif asked is not None and asked.value is True:
        yield gettext("The person has asked for protection.")


def _value(seen: Seen, rule: str) -> Truth:
    conclusion = seen.assessment.conclusions.get(rule)
    return conclusion.value if conclusion is not None else None
