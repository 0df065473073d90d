"""What can be wrong with a text or a situation, as data; the sentence is made late.

A fault has a code, a place and values. Programs look at the code; people read `sentence()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

SENTENCES: Mapping[str, str] = {
    # texts
    "yaml_syntax": "this is not YAML: {problem}",
    "yaml_anchor": "anchors and aliases are not used in rulebook texts; write the value out",
    "yaml_tag": "tags such as {tag} are not used in rulebook texts; remove it",
    "duplicate_key": "{key} stands here a second time (first on line {first}); keep one",
    "unknown_key": "{owner} cannot have the key {key}",
    "missing_key": "{owner} needs the key {key}",
    "wrong_shape": "{key} must be {wanted}",
    "duplicate_id": "{id} is defined a second time (first in {first})",
    "undefined": "unknown {what} {name}",
    "out_of_scope": "{name} belongs to each {scope}; read it through any_{scope}() or every_{scope}()",
    "expression": "{problem}",
    "cycle": "these rules read each other in a circle: {circle}",
    "exceptions_disagree": "exceptions {first} and {second} can both apply and disagree, as with {witness}",
    "weakened_gate": "{change} would open the protected gate {gate}, for example with {witness}",
    "not_shown_strict": "{change} is not shown to keep the protected gate {gate} shut; make it smaller",
    "overlay_conflict": "overlays {first} and {second} both change {id} at the same time",
    "no_texts": "there is no rulebook here: no .yaml file with the section 'rulebook'",
    "unreadable": "cannot be read: {problem}",
    "bad_date": "{text} is not a date; write it as 2026-11-22, 2026-11 or 2026",
    "several_items": "this example is about {count} items; list one, or set the facts without a list",
    # situations
    "json_syntax": "this is not JSON: {problem}",
    "json_duplicate": "the key {key} stands here twice; keep one",
    "json_number": "{text} is not a number that can be used here",
    "json_depth": "the JSON is nested too deeply to be read",
    "not_object": "a situation is a JSON object; this is {found}",
    "unknown_member": "{key} is not part of {owner}",
    "missing_member": "{owner} needs {key}",
    "wrong_version": "the situation says version {found}; this program reads version 1",
    "unknown_fact": "unknown fact {name}",
    "wrong_scope": "{name} is a fact of scope {scope}; put it {put}",
    "answered_by_items": "{name} is answered by the list '{items}', not under facts",
    "wrong_type": "{name} takes {wanted}; this is {found}",
    "unknown_code": "{code} is not a code of {name}; it takes {codes}",
    "out_of_range": "{name} cannot be {found}; it takes {wanted}",
    "duplicate_item": "two items have the id {id}; give each its own",
    "unknown_jurisdiction": "unknown jurisdiction {code}; write a country code, or INT for the baseline",
    "no_date": "the situation has no date; give as_of, or --as-of on the command line",
    "unknown_id": "{id} is no conclusion, gate, right, track, alert or status of this rulebook",
    "no_solver": "proofs need the package z3-solver, which is not installed; add the extra 'proof' of asylon",
    "empty": "there is nothing here to read",
    # tables
    "no_table": "there is no caseload here; give {wanted}",
    "no_result_format": "a result ends in one of {endings}",
    "exists": "this file exists; choose another name, or --force to replace it",
    "bad_row": "{row}",
    "other_columns": "this State has other conclusions or gates than the first; screen it apart",
    "bad_side": "{text} is no side of a comparison; give {wanted}",
    "unknown_column": "unknown column {key}",
    "duplicate_column": "the column {key} stands here twice",
    "missing_column": "the column {key} is missing",
    "out_of_order": "row {row}: person {id} stands elsewhere among the persons; sort both alike",
    "unknown_table": "no table of a caseload has this name",
    "other_format": "the tables of a caseload are of one format; this one is not that of {first}",
    "wrong_column": "the column {key} holds {found}; it takes {wanted}",
    "is_input": "this is a file of the caseload itself; choose another name for the result",
    "no_folder": "there is no folder {name}; make it first",
    "busy": "another run is writing this result; wait for it, or choose another name",
    "vignette": "this looks like a story with its situation; give only the object under 'situation'",
    "unwritable": "cannot be written: {problem}",
    "not_a_folder": "this is a file; name a folder",
    "other_content": "this folder holds {name}, which is not ours; choose a new or an empty folder",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a code, the place, and the values that the sentence needs."""

    code: str
    place: str
    values: Mapping[str, object] = field(default_factory=dict)
    meant: str | None = None

    def sentence(self) -> str:
        """Say in English what is wrong, where, and what may have been meant."""
        return f"{self.place}: {self.problem()}" if self.place else self.problem()

    def problem(self) -> str:
        """Say in English what is wrong and what may have been meant, without the place."""
        text = SENTENCES[self.code].format_map(
            {key: _quoted(key, value) for key, value in self.values.items()}
        )
        hint = f"; did you mean '{self.meant}'?" if self.meant else ""
        return f"{text}{hint}"


class BadInput(ValueError):
    """Input that cannot be used, with every fault that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.sentence() for fault in self.faults))


class BadRulebook(BadInput):
    """A folder of texts that is not a rulebook."""


class BadSituation(BadInput):
    """A situation that does not fit the contract."""


def nearest(name: str, options: Iterable[str]) -> str | None:
    """Find the option that most resembles a name, if one is near enough to be meant."""
    known = list(options)
    found = get_close_matches(name, known, n=1, cutoff=0.6)
    if found:
        return found[0]
    folded = {option.casefold(): option for option in known}
    return folded.get(name.casefold().replace("-", "_").replace(" ", "_"))


_QUOTED = frozenset({"key", "name", "id", "first", "second", "code", "tag", "gate", "text"})


def _quoted(key: str, value: object) -> object:
    return f"'{value}'" if key in _QUOTED else value
