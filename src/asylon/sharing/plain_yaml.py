"""Plain YAML in which every scalar is a text with its place; nothing else of YAML is let in.

The rulebook reads its own texts alike; a key comes from anybody, so size is bounded here too.
"""

from __future__ import annotations

import yaml

from asylon.rulebook.places import Place, Row, Source, Table, Text, Written
from asylon.sharing.faults import bad

LARGEST = 1_000_000
"""Bytes. A key of two hundred States with bounds for each fills a fiftieth of it."""

DEEPEST = 20


def read_plain_yaml(text: str, name: str) -> Table:
    """Read a mapping; a BOM and any line ends are taken as they come.

    Raises: BadSharing for what is no plain YAML, with its line and column.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise bad("empty", name)
    if len(text) > LARGEST:
        raise bad("too_long", name, most=LARGEST, what="key")
    if "\0" in text:
        raise bad("nul", f"{name}:{text[: text.index(chr(0))].count(chr(10)) + 1}")
    source = Source(name, text)
    try:
        _refuse_what_hides(source)
        # The builder that is written in Python: it ends with an error where the one in C would crash.
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        said = getattr(problem, "problem", None) or str(problem).splitlines()[0]
        raise bad("yaml_syntax", where, problem=said) from problem
    found = _converted(node, source) if node is not None else None
    if not isinstance(found, Table):
        raise bad("wrong_shape", name, key="a key", wanted="a mapping with id, title, terms and more")
    return found


def _refuse_what_hides(source: Source) -> None:
    depth = 0
    for event in yaml.parse(source.text, Loader=yaml.BaseLoader):
        mark = event.start_mark
        place = f"{source.name}:{mark.line + 1}:{mark.column + 1}" if mark else source.name
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise bad("yaml_anchor", place)
        if tag := getattr(event, "tag", None):
            raise bad("yaml_tag", place, tag=tag)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise bad("yaml_syntax", place, problem="it is nested too deeply")


def _converted(node: yaml.Node, source: Source) -> Written:
    start = node.start_mark
    place = Place(source, start.line + 1, start.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return Text(node.value, place)
    if isinstance(node, yaml.SequenceNode):
        row = Row(place)
        row.extend(_converted(child, source) for child in node.value)
        return row
    table = Table(place)
    for key_node, value_node in node.value:
        key = _converted(key_node, source)
        if not isinstance(key, Text):
            raise bad("wrong_shape", str(key.place), key="a key", wanted="a word")
        if key in table:
            first = next(known for known in table if known == key)
            raise bad("duplicate_key", str(key.place), key=key, first=first.place.line)
        table[key] = _converted(value_node, source)
    return table
