"""A key is read from its text whole, or refused with file, line, path, reason and the nearest name."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.sharing import (
    BadSharing,
    Bound,
    Cap,
    CapKind,
    Correction,
    Form,
    Key,
    Method,
    OptOutRule,
    ResidualRule,
    TieRule,
    Transform,
    key_json,
    preset,
    presets,
    read_key,
)
from tests.sharing.made_up import keys

PLAIN = """key: 1
id: plain
title: Population alone
source: made up
form: additive
terms:
  - id: population
    indicator: population
    weight: 1
"""

COMPLETE = """key: 1
id: complete
title: All that a key can say
source: made up
base_year: 2024
valid_from: 2025-01-01
valid_to: 2025-12-31
form: additive
terms:
  - id: population
    title: Population
    indicator: population
    weight: 40
  - id: gdp
    indicator: gdp
    weight: 40
  - id: asylum
    indicator: [applications, resettled]
    transform: inverse_per_head
    per: population
    weight: 10
    cap: {fraction: 0.3, of: {population: 1, gdp: 0.5}}
  - id: jobless
    indicator: unemployment
    transform: inverse_share
    weight: 10
    cap: {absolute: 0.02}
residual: {hand_back: [population, gdp]}
exclusions: [AAA]
opt_outs: [BBB]
opt_out_rule: leave_open
beneficiaries: [CCC, DDD]
corrections:
  already_hosted: {indicator: hosted, count: 1/2}
  credits: {count: 1}
bounds:
  least: 3
  most: {indicator: places, states: {EEE: 40}}
method: webster
tie_rule: alphabet
unchecked: [everything]
"""


def faults(text: str) -> list[str]:
    with pytest.raises(BadSharing) as refused:
        read_key(text, where="key.yaml")
    return [fault.sentence() for fault in refused.value.faults]


def test_everything_that_a_key_can_say_is_read() -> None:
    key = read_key(COMPLETE)
    assert (key.base_year, key.valid_from, key.valid_to) == (2024, date(2025, 1, 1), date(2025, 12, 31))
    assert key.form is Form.ADDITIVE
    asylum, jobless = key.terms[2:]
    assert asylum.indicators == ("applications", "resettled")
    assert (asylum.transform, asylum.per) == (Transform.INVERSE_PER_HEAD, "population")
    assert asylum.cap == Cap(
        CapKind.FRACTION, Fraction(3, 10), {"population": Fraction(1), "gdp": Fraction(1, 2)}
    )
    assert jobless.cap == Cap(CapKind.ABSOLUTE, Fraction(1, 50))
    assert (key.residual.rule, key.residual.to) == (ResidualRule.HAND_BACK, ("population", "gdp"))
    assert (key.exclusions, key.opt_outs, key.beneficiaries) == (("AAA",), ("BBB",), ("CCC", "DDD"))
    assert key.opt_out_rule is OptOutRule.LEAVE_OPEN
    assert key.corrections.already_hosted == Correction(Fraction(1, 2), "hosted")
    assert (key.least, key.most) == (Bound(3), Bound(None, {"EEE": 40}, "places"))
    assert (key.method, key.tie_rule, key.unchecked) == (Method.WEBSTER, TieRule.ALPHABET, ("everything",))


def test_a_key_names_every_indicator_it_reads() -> None:
    assert read_key(COMPLETE).indicators == (
        "population",
        "gdp",
        "applications",
        "resettled",
        "unemployment",
        "hosted",
        "places",
    )


def test_what_is_not_said_has_a_plain_meaning() -> None:
    key = read_key(PLAIN)
    assert (key.method, key.tie_rule) == (Method.LARGEST_REMAINDER, TieRule.LARGER_WEIGHT)
    assert key.residual.rule is ResidualRule.RESCALE
    assert key.terms[0].transform is Transform.SHARE
    assert key.terms[0].title == "population"


@pytest.mark.parametrize("text", ["\ufeff" + PLAIN, PLAIN.replace("\n", "\r\n")])
def test_a_byte_order_mark_and_foreign_line_ends_are_no_matter(text: str) -> None:
    assert read_key(text) == read_key(PLAIN)


def test_a_country_whose_code_is_no_in_yaml_stays_a_country() -> None:
    assert read_key(PLAIN + "exclusions: [NO, 1e3, null]\n").exclusions == ("NO", "1e3", "null")


def test_every_preset_is_written_and_read_again() -> None:
    for each in presets():
        key = preset(each.id)
        assert read_key(json.dumps(key_json(key), ensure_ascii=False)) == key


@settings(max_examples=60, deadline=None)
@given(key=keys())
def test_any_key_is_written_and_read_again(key: Key) -> None:
    assert read_key(json.dumps(key_json(key))) == key


def test_every_fault_is_told_at_once_with_its_place_and_path() -> None:
    spoilt = PLAIN.replace("title:", "titel:").replace("weight: 1", "wieght: 1") + "method: webstr\n"
    assert faults(spoilt) == [
        "key.yaml:3:1: titel: a key cannot have 'titel'; did you mean 'title'?",
        "key.yaml:1:1: a key needs 'title'",
        "key.yaml:9:5: terms[0].wieght: a term cannot have 'wieght'; did you mean 'weight'?",
        "key.yaml:7:5: terms[0]: a term of an additive key takes a weight, no exponent",
        (
            "key.yaml:10:9: method: 'webstr' is none of largest_remainder, webster, huntington_hill, adams, "
            "jefferson, quota; did you mean 'webster'?"
        ),
    ]


WRONG = {
    "another version": (PLAIN.replace("key: 1", "key: 2"), "the key says version 2"),
    "weights that do not add up": (PLAIN.replace("weight: 1", "weight: 0.9"), "the weights add up to 0.9"),
    "a weight that is no number": (PLAIN.replace("weight: 1", "weight: nan"), "'nan' is not a number"),
    "an endless weight": (PLAIN.replace("weight: 1", "weight: 1e999"), "'1e999' is not a number"),
    "a negative weight": (PLAIN.replace("weight: 1", "weight: -1"), "terms[0].weight: '-1' is negative"),
    "an exponent in an additive key": (
        PLAIN.replace("weight: 1", "exponent: 1"),
        "a term of an additive key takes a weight",
    ),
    "a multiplicative key without a base": (
        PLAIN.replace("additive", "multiplicative").replace("weight: 1", "exponent: 1"),
        "needs at least one term with a weight",
    ),
    "too high a power": (
        PLAIN.replace("additive", "multiplicative") + "  - {id: x, indicator: y, exponent: 1e9}\n",
        "terms[1].exponent: the exponent '1e9' is outside -9 to 9",
    ),
    "a cap on a power": (
        PLAIN.replace("additive", "multiplicative")
        + "  - {id: x, indicator: y, exponent: 1, cap: {absolute: 0.1}}\n",
        "a term with an exponent cannot have 'cap'",
    ),
    "two terms of one name": (
        PLAIN.replace("weight: 1", "weight: 0.5") + "  - {id: population, indicator: x, weight: 0.5}\n",
        "two terms have the id 'population'",
    ),
    "a cap of a term that is not there": (
        PLAIN + "    cap: {fraction: 0.3, of: [populaton]}\n",
        "unknown term 'populaton'; did you mean 'population'?",
    ),
    "a cap of a capped term": (
        PLAIN + "    cap: {fraction: 0.3, of: [population]}\n",
        "the cap refers to 'population', which has a cap itself",
    ),
    "half a cap": (PLAIN + "    cap: {fraction: 0.3}\n", "'cap' must be {absolute: 0.02}, or"),
    "a division by nothing": (
        PLAIN + "    transform: per_head\n",
        "the transform per_head needs 'per'",
    ),
    "a transform that is not there": (PLAIN + "    transform: inverse\n", "did you mean 'inverse_share'?"),
    "a residual for a term that is not there": (
        PLAIN + "residual: {hand_back: [gdp]}\n",
        "residual.hand_back: unknown term 'gdp'",
    ),
    "a residual handed back to nobody": (PLAIN + "residual: hand_back\n", "{hand_back: [...]}"),
    "a day that is not there": (PLAIN + "valid_from: 2025-02-30\n", "'2025-02-30' is not a date"),
    "dates the wrong way round": (
        PLAIN + "valid_from: 2025-02-01\nvalid_to: 2025-01-01\n",
        "valid_to lies before valid_from",
    ),
    "a year that is none": (PLAIN + "base_year: last\n", "'last' is not a year"),
    "a bound of a half": (PLAIN + "bounds: {least: 0.5}\n", "bounds.least: '0.5' is not a whole number"),
    "no terms": (PLAIN.split("terms:")[0] + "terms: []\n", "a list with at least one term"),
    "terms that are none": (PLAIN.split("terms:")[0] + "terms: 3\n", "'terms' must be a list of mappings"),
    "a key twice": (PLAIN + "id: again\n", "key.yaml:10:1: 'id' stands here a second time (first on line 2)"),
    "nothing": ("", "there is nothing here to read"),
    "a list": ("- 1\n", "must be a mapping with id, title, terms"),
    "no yaml": ("a: b: c", "key.yaml:1:5: this is not YAML"),
    "an anchor": (PLAIN + "exclusions: &x [AAA]\n", "key.yaml:10:13: anchors and aliases are not used"),
    "a tag": (PLAIN + "exclusions: !!python/name:os.system [AAA]\n", "tags such as"),
    "a NUL byte": (PLAIN + "base_year: 20\x0024\n", "key.yaml:10: there is a NUL byte here"),
    "ten thousand brackets": ("[" * 10_000, "nested too deeply"),
    "two megabytes": ("a" * 2_000_000, "longer than 1000000 bytes"),
    "a key that is a list": ("? [1]\n: 2\n", "'a key' must be a word"),
}


@pytest.mark.parametrize(("text", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said(text: str, sentence: str) -> None:
    found = faults(text)
    assert any(sentence in each for each in found), found
    assert all(each.startswith("key.yaml") for each in found)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=200), at=st.integers(0, len(COMPLETE)))
def test_no_text_does_anything_but_be_read_or_be_refused(text: str, at: int) -> None:
    for each in (text, COMPLETE[:at] + text + COMPLETE[at:]):
        with suppress(BadSharing):
            assert read_key(each).title is not None
