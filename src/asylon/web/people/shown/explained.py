"""Why one conclusion, gate, right, track or alert, what is missing, and what would change it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.rulebook import Explanation, explain
from asylon.rulebook.explanation import Change
from asylon.rulebook.reasons import Cited
from asylon.rulebook.scopes import LISTS
from asylon.web.people.shown.categories import source_of
from asylon.web.people.shown.gates import SILENT
from asylon.web.people.shown.said import Source, in_line
from asylon.web.people.shown.seen import Seen

CHANGES = 8
SECTIONS = {
    "rule": "rules",
    "gate": "gates",
    "right": "rights",
    "track": "tracks",
    "alert": "alerts",
    "status": "statuses",
}
VALUES: dict[tuple[str, str], str | Promise] = {
    ("rule", "yes"): _("met"),
    ("rule", "no"): _("not met"),
    ("rule", "unknown"): _("may apply"),
    ("gate", "open"): _("open"),
    ("gate", "shut"): _("shut"),
    ("right", "held"): _("held"),
    ("right", "not shown"): _("not shown"),
    ("track", "yes"): _("to be opened"),
    ("track", "no"): _("not called for"),
    ("track", "unknown"): _("perhaps to be opened"),
    ("alert", "yes"): _("act on it"),
    ("alert", "no"): _("not raised"),
    ("alert", "unknown"): _("not yet known"),
    ("status", "yes"): _("due"),
    ("status", "no"): _("not due"),
    ("status", "unknown"): _("not yet known"),
}
CODE_TEST = re.compile(r"is\((\w+), (.+)\)\Z")
GIVEN = re.compile(r"given\((\w+)\)\Z")


@dataclass(frozen=True, slots=True)
class Would:
    """Answers that would change the result, and what it would then be."""

    answers: tuple[str, ...]
    then: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One answer in words. `parts` are the items it is given by, or the sides a right comes from."""

    name: str
    term: str
    item: str
    value: str
    settled: bool
    because: tuple[str, ...]
    presumed: tuple[str, ...]
    doubted: tuple[str, ...]
    missing: tuple[str, ...]
    silent: str
    would: tuple[Would, ...]
    parts: tuple[Explained, ...]
    practice: tuple[str, ...]
    note: str
    source: Source
    sealed: bool


def explained(seen: Seen, goal: str) -> Explained:
    """The explanation of one goal, from what the visitor may see.

    Raises: BadSituation if the rulebook knows no such goal.
    """
    found = explain(seen.assessment, goal)
    said = _said(seen, found)
    if found.kind == "gate" and found.value == "open" and not seen.masked.is_open(found.id):
        return _sealed(seen, found)
    return said


def _sealed(seen: Seen, found: Explanation) -> Explained:
    return Explained(
        name=seen.tongue.heading("gates", found.id),
        term="",
        item="",
        value=gettext("shut"),
        settled=True,
        because=(),
        presumed=(),
        doubted=(),
        missing=(),
        silent="",
        would=(),
        parts=(),
        practice=(),
        note="",
        source=source_of(found.entry, most=12),
        sealed=True,
    )


def _said(seen: Seen, found: Explanation) -> Explained:
    tongue, section = seen.tongue, SECTIONS[found.kind]
    name, term = tongue.heading(section, found.id), tongue.label(section, found.id)
    return Explained(
        name=name,
        term="" if term.casefold() == name.casefold() else term,
        item=_item(seen, found),
        value=str(VALUES.get((found.kind, found.value), _("item by item"))),
        settled=found.value != "unknown",
        because=tuple(dict.fromkeys(tongue.ground(each, seen.items) for each in found.facts)),
        presumed=tuple(_path(seen, each) for each in found.presumed if each not in found.doubted),
        doubted=tuple(_path(seen, each) for each in found.doubted),
        missing=_missing(seen, found),
        silent=_silent(seen, found),
        would=tuple(_would(seen, found, change) for change in _open_changes(seen, found)[:CHANGES]),
        parts=tuple(_said(seen, part) for part in found.parts),
        practice=tuple(tongue.english(str(each.happens)) for each in found.practice),
        note=tongue.english(found.entry.note) if found.entry.note else "",
        source=source_of(found.entry, most=12),
        sealed=False,
    )


def _item(seen: Seen, found: Explanation) -> str:
    if not found.item:
        return ""
    scopes = [
        scope
        for scope, items in seen.assessment.situation.items.items()
        if any(each.id == found.item for each in items or ())
    ]
    return seen.items.name(scopes[0], found.item) if scopes else found.item


def _missing(seen: Seen, found: Explanation) -> tuple[SafeString, ...]:
    named = [each for each in found.missing if seen.may_see(each.fact, each.scope)]
    said = [seen.tongue.ground(Cited(each.fact, each.scope, each.item, None), seen.items) for each in named]
    if len(named) < len(found.missing):
        said.append(format_html("{}", gettext("answers that are not open to you")))
    return tuple(dict.fromkeys(said))


def _silent(seen: Seen, found: Explanation) -> str:
    if not found.silent:
        return ""
    if found.silent in SILENT:
        return SILENT[found.silent]()
    in_force = getattr(found.entry, "in_force", "")
    if in_force:
        states = seen.tongue.label("states", in_force)
        return format_html(gettext("In force only in: {states}"), states=states)
    return seen.tongue.english(found.silent)


def _open_changes(seen: Seen, found: Explanation) -> list[Change]:
    """The changes that turn on nothing but what the visitor may see."""
    return [change for change in found.changes if all(_is_open(seen, path) for path, _ in change.answers)]


def _is_open(seen: Seen, path: str) -> bool:
    scope, _, leaf = _parts(path)
    return seen.may_see(_fact_of(leaf), scope)


def _would(seen: Seen, found: Explanation, change: Change) -> Would:
    return Would(
        answers=tuple(
            format_html("{}: {}", _path(seen, path), gettext("yes") if said == "yes" else gettext("no"))
            for path, said in change.answers
        ),
        then=str(VALUES.get((found.kind, change.result), change.result)),
    )


def _parts(path: str) -> tuple[str, str, str]:
    """Scope, item and leaf of a path; scope and item are empty for what is said of the person."""
    listed, _dot, rest = path.partition(".")
    scope = next((scope for scope, name in LISTS.items() if name == listed), "")
    if not scope or not rest:
        return "", "", path
    item, _dot, leaf = rest.rpartition(".")
    return scope, item, leaf


def _fact_of(leaf: str) -> str:
    found = CODE_TEST.match(leaf) or GIVEN.match(leaf)
    return found[1] if found else leaf


def _path(seen: Seen, path: str) -> SafeString:
    """A fact or rule by its path: `episodes.gulf.act_recruit`, `is(agent_type, state)`, `wff`."""
    scope, item, leaf = _parts(path)
    if not scope:
        return _leaf(seen, leaf)
    return format_html("{} ({})", _leaf(seen, leaf), seen.items.name(scope, item))


def _leaf(seen: Seen, leaf: str) -> SafeString:
    if test := CODE_TEST.match(leaf):
        fact, codes = test.groups()
        named = in_line(seen.tongue.answer(fact, code.strip()) for code in codes.split(","))
        return format_html("{}: {}", seen.tongue.fact(fact), named)
    if given := GIVEN.match(leaf):
        return seen.tongue.fact(given[1])
    section = "rules" if leaf in seen.assessment.program.contents.rules else "facts"
    return seen.tongue.label(section, leaf)
