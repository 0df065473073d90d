"""Every example beside a rule, gate, track, alert or status comes out as it says."""

import pytest

from asylon.rulebook import load
from asylon.rulebook.examples import Example, examples, run_example

EXAMPLES = list(examples(load()))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_example_comes_out_as_it_says(example: Example) -> None:
    result = run_example(load(), example)
    said = [fault.sentence() for fault in result.faults]
    assert (said, result.found, result.unasked) == ([], example.expected, ""), example.place


def test_no_two_examples_of_an_entry_have_the_same_name() -> None:
    names = [example.name for example in EXAMPLES]
    assert sorted(names) == sorted(set(names))
