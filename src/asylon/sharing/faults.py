"""What can be wrong with a key, a table of indicators or a sharing, as data; the sentence is made late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from asylon.rulebook.faults import BadInput, Fault, nearest

__all__ = ["BadSharing", "SharingFault", "bad", "nearest"]

SENTENCES: Mapping[str, str] = {
    # texts and tables
    "unreadable": "cannot be read: {problem}",
    "empty": "there is nothing here to read",
    "too_long": "this is longer than {most} bytes; no {what} needs so much",
    "nul": "there is a NUL byte here; save the file as plain UTF-8 text",
    "yaml_syntax": "this is not YAML: {problem}",
    "yaml_anchor": "anchors and aliases are not used in keys; write the value out",
    "yaml_tag": "tags such as {tag} are not used in keys; remove it",
    "duplicate_key": "{key} stands here a second time (first on line {first}); keep one",
    "unknown_key": "{owner} cannot have {key}",
    "missing_key": "{owner} needs {key}",
    "wrong_shape": "{key} must be {wanted}",
    "unknown_word": "{name} is none of {known}",
    "wrong_version": "the key says version {found}; this program reads version 1",
    "bad_date": "{text} is not a date; write it as 2026-11-22",
    "dates_turned": "valid_to lies before valid_from; turn them round",
    "not_number": "{text} is not a number that can be used here; write it like 1234.5",
    "negative": "{text} is negative; this takes 0 or more",
    "not_whole": "{text} is not a whole number of persons; write 0 or more",
    "not_whole_figure": "{name} has {text}, which is not a whole number of persons",
    "too_steep": "the exponent {text} is outside -{most} to {most}",
    "duplicate_term": "two terms have the id {id}; give each its own",
    "unknown_term": "unknown term {name}",
    "capped_by_capped": "the cap refers to {name}, which has a cap itself; refer to terms without one",
    "weights_sum": "the weights add up to {found}; they must add up to 1, or to 100",
    "weight_or_exponent": "a term of {form} key takes {wanted}",
    "no_base": "a multiplicative key needs at least one term with a weight: its base",
    "unknown_column": "unknown column {key}; this table takes {known}",
    "missing_column": "the column {key} is missing",
    "duplicate_column": "the column {key} stands here twice; keep one",
    "cells": "this row has {found} cells; the header has {wanted}",
    "bad_state": "{text} is no code of a State; write letters, digits and hyphens",
    "bad_indicator": "{text} is no name of an indicator; write small letters, digits and _",
    "no_state": "this row names no State; write its code",
    "duplicate_state": "{name} stands here a second time (first in row {first}); keep one",
    "bad_year": "{text} is not a year; write it like 2025",
    "csv_syntax": "this is not a table: {problem}",
    # indicators against a key
    "no_indicator": "the indicators have no {name}",
    "missing_value": "{name} has no value of {indicator}; give it, or leave the State out",
    "no_inverse": "{name} has {indicator} 0, which has no inverse; change it, or leave the State out",
    "no_division": "{name} has {indicator} 0, and nothing can be divided by 0; leave the State out",
    "all_zero": "{indicator} is 0 for every State, so it gives no shares",
    "unknown_state": "there is no State {name} among the indicators",
    "nobody": "no State is left to share; exclude fewer",
    "nobody_receives": "every State has opted out; nobody is left to receive",
    # apportionment
    "bad_total": "{text} is not a number of persons to share; write a whole number from 0 to {most}",
    "bad_weight": "the weight of {name} is {text}; it must be an exact number, 0 or more",
    "no_weight": "no weight is above 0, so nobody can receive",
    "bad_bound": "the bound of {name} is {text}; it must be a whole number of persons, 0 or more",
    "bounds_turned": "{name} must take at least {least} and at most {most}",
    "too_little": "the least that States must take is {least} together, more than {total}",
    "too_much": "the most that States can take is {most} together, less than {total}",
    "unknown_bound": "there is a bound for {name}, which has no weight",
    "unknown_method": "there is no method {name}",
    # presets, corrective allocation, stored results
    "unknown_table": "there is no table {name} in this package",
    "unknown_preset": "there is no preset {name}",
    "bad_unit": "the family {name} has {text} persons; write 1 or more",
    "duplicate_family": "two families have the id {name}; give each its own",
    "not_sharing": "this is not a stored sharing: {problem}",
    # the responsibility index
    "no_fair_part": "{name} carries something and has no fair part; give it one in the key, 0 if need be",
    "bad_amount": "the amount that {name} carries is {text}; write 0 or more, or leave it out if not known",
    "bad_burden_weights": "the weights of the burdens are {text}; they must be 0 or more, and one above 0",
    "burden_not_given": "there is a weight for {name}, and no amounts of it",
    # scenarios and sensitivity
    "no_scenario": "there is nothing to lay side by side; give at least one sharing",
    "unknown_year": "there are no figures called {name}",
    "bad_draws": "{text} is no number of draws that can be made; give 1 to {most}",
    # the command
    "no_key": "name a key file, or a preset with --preset",
    "two_keys": "a key file and --preset exclude each other; give one",
    "no_table": "this key needs a table; give --indicators TABLE",
}

MOST_SIGNS = 80
"""So much of a word is enough to find it by."""

_QUOTED = frozenset({"key", "name", "id", "first_name", "tag", "text", "indicator"})


@dataclass(frozen=True, slots=True)
class SharingFault(Fault):
    """One thing that is wrong with what was given to this room: code, place, values, nearest valid name."""

    def problem(self) -> str:
        """Say in English what is wrong and what may have been meant, without the place."""
        said = {
            key: f"'{str(value)[:MOST_SIGNS]}'" if key in _QUOTED else value
            for key, value in self.values.items()
        }
        hint = f"; did you mean '{self.meant}'?" if self.meant else ""
        return SENTENCES[self.code].format_map(said) + hint


class BadSharing(BadInput):
    """A key, a table or a request that cannot be used, with every fault that was found."""


def bad(code: str, place: str = "", /, *, meant: str | None = None, **values: object) -> BadSharing:
    """One fault, ready to be raised."""
    return BadSharing([SharingFault(code, place, values, meant)])
