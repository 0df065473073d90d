"""Translations in `locales/<language>.yaml`: what is not translated yet, and what is translated in vain.

A file holds sections as the texts do; an entry holds the translated words only:
`facts: {fears_return: {label: …, question: …}}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from asylon.rulebook.contents import SECTIONS
from asylon.rulebook.faults import BadRulebook, Fault, nearest
from asylon.rulebook.lints.findings import ERROR, Finding, notice, of_fault
from asylon.rulebook.lints.law import Law
from asylon.rulebook.places import Table
from asylon.rulebook.yamltext import read_yaml

FOLDER = "locales"
WORDS = ("label", "question", "says", "means")
"""The keys that people read on a screen, and that a language therefore needs."""


def find(law: Law) -> Iterator[Finding]:
    """One notice a language with what is missing; an error for each id that there is none of."""
    wanted = {
        (each.section, str(each.entry.id), word): None
        for each in law.entries()
        for word in WORDS
        if getattr(each.entry, word, "")
    }
    for path in sorted((law.rulebook.folder / FOLDER).glob("*.yaml")):
        name = path.relative_to(law.rulebook.folder).as_posix()
        try:
            table = read_yaml(path, name)
            done = set(_translated(table))
        except BadRulebook as problem:
            yield from map(of_fault, problem.faults)
            continue
        yield from _in_vain(law, table, path.stem)
        missing = [each for each in wanted if each not in done]
        if missing:
            first = ".".join(missing[0])
            yield notice("missing_translation", name, language=path.stem, count=len(missing), first=first)


def _translated(table: Table) -> Iterator[tuple[str, str, str]]:
    for section, entries in table.items():
        for id_, words in _mapping(section, entries).items():
            for word, text in _mapping(id_, words).items():
                if word not in WORDS:
                    values = {"owner": "a translation", "key": word}
                    raise BadRulebook([Fault("unknown_key", str(word.place), values, nearest(word, WORDS))])
                if text:
                    yield str(section), str(id_), str(word)


def _in_vain(law: Law, table: Table, language: str) -> Iterator[Finding]:
    for section, entries in table.items():
        if section not in SECTIONS:
            values = {"owner": "a file of translations", "key": section}
            yield of_fault(Fault("unknown_key", str(section.place), values, nearest(section, SECTIONS)))
            continue
        known = {str(each.entry.id) for each in law.entries(section)}
        for id_ in entries:
            if id_ not in known:
                values = {"language": language, "id": id_, "section": section}
                place = str(id_.place)
                yield Finding(ERROR, "unknown_translation", place, values, nearest(id_, known))


def _mapping(name: str, value: object) -> Table:
    if not isinstance(value, Table):
        place = str(getattr(name, "place", ""))
        raise BadRulebook([Fault("wrong_shape", place, {"key": name, "wanted": "a mapping"})])
    return value
