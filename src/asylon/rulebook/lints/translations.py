"""Words in `locales/<language>.yaml`: what is not translated yet, what is in vain, what got lost.

A file holds sections as the texts do, and the words that `asylon.rulebook.words` reads; an entry holds the
translated words only: `facts: {fears_return: {label: …, question: …}}`. English is the measure: what the
texts and `locales/en.yaml` say in English, every other language needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from pathlib import Path

from asylon.rulebook.faults import BadRulebook, Fault, nearest
from asylon.rulebook.lints.findings import ERROR, Finding, notice, of_fault
from asylon.rulebook.lints.law import Law
from asylon.rulebook.places import Table, Text
from asylon.rulebook.words import (
    ENGLISH,
    FOLDER,
    Key,
    Known,
    Texts,
    english,
    known,
    plainly_named,
    said,
    translated,
)
from asylon.rulebook.yamltext import read_yaml

QUESTION_MARK = "?"
QUESTION_MARKS = dict.fromkeys(("ar", "ckb", "fa", "ps", "ur"), "؟")
"""The question marks that are not `?`, by language."""

_PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)s")


def find(law: Law) -> Iterator[Finding]:
    """One notice a language with what is missing; an error for each word in vain or lost."""
    there_is, in_texts = known(law.rulebook), dict(said(law.rulebook))
    for path in sorted((law.rulebook.folder / FOLDER).glob("*.yaml")):
        name = path.relative_to(law.rulebook.folder).as_posix()
        try:
            table = read_yaml(path, name)
            written = list(translated(table))
            yield from _in_vain(there_is, table, path.stem)
            yield from _lost(english(law.rulebook), written, path.stem)
        except BadRulebook as problem:
            yield from map(of_fault, problem.faults)
            continue
        done = {(str(section), str(id_), str(word)) for section, id_, word, text in written if text}
        missing = [each for each in _wanted(law, path, table) if each not in done]
        if missing:
            first = ".".join(missing[0])
            yield notice("missing_translation", name, language=path.stem, count=len(missing), first=first)
        if path.stem == ENGLISH:
            yield from _said_twice(in_texts, written)


def _wanted(law: Law, path: Path, table: Table) -> list[Key]:
    """What a language needs; the names of all countries only once it has begun with them."""
    if path.stem != ENGLISH:
        every = english(law.rulebook)
        return [each for each in every if each[0] != "countries" or "countries" in table]
    there_is = known(law.rulebook)
    wanted = [(section, id_, "plain") for section, id_ in plainly_named(law.rulebook)]
    for section in ("topics", "codes"):
        wanted += [(section, id_, word) for id_, words in there_is[section].items() for word in words]
    return wanted


def _in_vain(there_is: Known, table: Table, language: str) -> Iterator[Finding]:
    for section, entries in table.items():
        if section not in there_is:
            yield _unknown_key(section, "a file of translations", there_is)
            continue
        for id_, given in entries.items():
            if id_ not in there_is[section]:
                values = {"language": language, "id": id_, "section": section}
                place = str(id_.place)
                yield Finding(ERROR, "unknown_translation", place, values, nearest(id_, there_is[section]))
            elif isinstance(given, Table):
                words = there_is[section][id_]
                yield from (_unknown_key(word, "a translation", words) for word in given if word not in words)


def _lost(every: Texts, written: list[tuple[Text, Text, Text, Text]], language: str) -> Iterator[Finding]:
    """What the English has and the translation has not: its question mark, its placeholders."""
    mark = QUESTION_MARKS.get(language.partition("-")[0], QUESTION_MARK)
    for section, id_, word, text in (each for each in written if each[3]):
        original = every.get((section, id_, word), "")
        values = {"language": language, "id": id_, "section": section}
        place = str(text.place)
        if _marks(text, mark) != _marks(original, QUESTION_MARK):
            yield Finding(ERROR, "other_question_marks", place, {**values, "mark": mark})
        if _placeholders(text) != _placeholders(original):
            yield Finding(ERROR, "other_placeholders", place, values)


def _said_twice(in_texts: Texts, written: list[tuple[Text, Text, Text, Text]]) -> Iterator[Finding]:
    for section, id_, word, _ in written:
        if (section, id_, word) in in_texts:
            yield _unknown_key(word, "English beside the texts, which have it,", ())


def _marks(text: str, mark: str) -> tuple[int, bool]:
    return text.count(mark), text.endswith(mark)


def _placeholders(text: str) -> Set[str]:
    return set(_PLACEHOLDER.findall(text))


def _unknown_key(key: Text, owner: str, options: tuple[str, ...] | Known) -> Finding:
    return of_fault(Fault("unknown_key", str(key.place), {"owner": owner, "key": key}, nearest(key, options)))
