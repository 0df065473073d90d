"""Read a rulebook text: plain YAML in which every scalar is a string with its place.

PyYAML's base loader keeps `NO` a country and `2026-06-12` a text. Anchors, aliases, tags and
duplicate keys are refused: they hide from a reviewer what a rule says.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from asylon.rulebook.faults import BadRulebook, Fault
from asylon.rulebook.places import Place, Row, Source, Table, Text, Written

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML was built without libyaml: slower, the same result
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]  # another class with the same use


DEEPEST = 100
"""No text needs more levels than this."""

MANY = 2000
"""Fewer brackets, and shorter lines, cannot nest so deeply that reading them does harm."""


def read_yaml(path: Path, name: str) -> Table:
    """Read one file into tables, rows and texts that know their place.

    Raises: BadRulebook if the file is not plain YAML with a mapping at its top.
    """
    try:
        source = Source(name, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise BadRulebook([Fault("unreadable", name, {"problem": problem})]) from problem
    try:
        _refuse_anchors_and_tags(source)
        _refuse_deep_nesting(source)
        node = yaml.compose(source.text, Loader=_Loader)
    except yaml.YAMLError as problem:
        raise BadRulebook([_syntax_fault(source, problem)]) from problem
    except RecursionError as problem:
        raise BadRulebook([Fault("yaml_syntax", name, {"problem": "it is nested too deeply"})]) from problem
    if node is None:
        return Table(Place(source, 1, 1))
    value = _convert(node, source)
    if not isinstance(value, Table):
        raise BadRulebook([Fault("wrong_shape", name, {"key": name, "wanted": "a mapping of sections"})])
    return value


def _refuse_anchors_and_tags(source: Source) -> None:
    # Scanning tokens for every file would double the loading time; these characters are rare in texts.
    if not any(mark in source.text for mark in ("&", "*", "!")):
        return
    for token in yaml.scan(source.text, Loader=_Loader):
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
            raise BadRulebook([Fault("yaml_anchor", str(_place(token, source)))])
        if isinstance(token, yaml.TagToken):
            raise BadRulebook(
                [Fault("yaml_tag", str(_place(token, source)), {"tag": "".join(filter(None, token.value))})]
            )


def _refuse_deep_nesting(source: Source) -> None:
    # The composer is C that calls itself: ten thousand brackets would overflow its stack and end the process.
    text = source.text
    if text.count("[") + text.count("{") < MANY and max(map(len, text.splitlines()), default=0) < MANY:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            mark = event.start_mark
            where = str(Place(source, mark.line + 1, mark.column + 1)) if mark else source.name
            raise BadRulebook([Fault("yaml_syntax", where, {"problem": "it is nested too deeply"})])


def _convert(node: yaml.Node, source: Source) -> Written:
    place = _place(node, source)
    if isinstance(node, yaml.ScalarNode):
        return Text(node.value, place)
    if isinstance(node, yaml.SequenceNode):
        row = Row(place)
        row.extend(_convert(child, source) for child in node.value)
        return row
    table = Table(place)
    for key_node, value_node in node.value:
        key = _convert(key_node, source)
        if not isinstance(key, Text):
            raise BadRulebook([Fault("wrong_shape", str(key.place), {"key": "a key", "wanted": "a word"})])
        if key in table:
            first = next(known for known in table if known == key)
            raise BadRulebook(
                [Fault("duplicate_key", str(key.place), {"key": key, "first": first.place.line})]
            )
        table[key] = _convert(value_node, source)
    return table


def _place(node: yaml.Node | yaml.Token, source: Source) -> Place:
    start, end = node.start_mark, node.end_mark
    return Place(source, start.line + 1, start.column + 1, start.index, end.index)


def _syntax_fault(source: Source, problem: yaml.YAMLError) -> Fault:
    mark = getattr(problem, "problem_mark", None)
    where = str(Place(source, mark.line + 1, mark.column + 1)) if mark else source.name
    said = getattr(problem, "problem", None) or str(problem).splitlines()[0]
    return Fault("yaml_syntax", where, {"problem": said})
