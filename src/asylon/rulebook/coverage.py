"""Which requirement of the source documents each entry serves, and which nothing serves yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from asylon.rulebook.contents import SECTIONS
from asylon.rulebook.library import Rulebook
from asylon.rulebook.sources import Requirement, read_sources

NAMES = {
    "facts": "fact",
    "rules": "rule",
    "gates": "gate",
    "acts": "act",
    "tracks": "track",
    "alerts": "alert",
    "statuses": "status",
    "dimensions": "dimension",
    "bundles": "bundle",
    "rights": "right",
    "deadlines": "deadline",
    "states": "states",
}
"""Section to the word that stands before the id of an entry: `rule:child`."""


@dataclass(frozen=True, slots=True)
class Served:
    """A requirement and what serves it: `rule:child`, `gate:access`, `practice:RS no_either_or`."""

    requirement: Requirement
    by: tuple[str, ...]


def coverage(rulebook: Rulebook, *, besides: Mapping[str, Iterable[str]] | None = None) -> list[Served]:
    """Every requirement in the order of its file, with the entries that name it; none where it is open.

    `besides` names what else serves a requirement, such as a page of an application.
    Raises: BadRulebook if the sources cannot be read.
    """
    found: dict[str, dict[str, None]] = {}
    for id_, entry in serving(rulebook):
        found.setdefault(id_, {})[entry] = None
    for id_, others in (besides or {}).items():
        found.setdefault(id_, {}).update(dict.fromkeys(others))
    requirements = read_sources(rulebook.folder).requirements
    return [Served(each, tuple(found.get(each.id, ()))) for each in requirements.values()]


def serving(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Each requirement that an entry names, with the entry; a right serves what its sources serve."""
    for contents in (rulebook.core, *(overlay.added for overlay in rulebook.overlays)):
        for section in SECTIONS:
            for entry in contents.section(section).values():
                for named in (entry, *getattr(entry, "sources", ())):
                    for id_ in named.serves:
                        yield str(id_), f"{NAMES[section]}:{entry.id}"
        for practice in contents.practice:
            for id_ in practice.serves:
                yield str(id_), f"practice:{practice.state} {practice.subject}"
