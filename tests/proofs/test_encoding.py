"""The Booleans that are proved say what the engine says: for whole persons, item by item."""

from random import Random

import pytest

from asylon.rulebook import load
from asylon.rulebook.proofs.bits import Bit, Model, negated
from asylon.rulebook.proofs.case import Case
from asylon.rulebook.proofs.prove import cases_of
from asylon.rulebook.proofs.witness import frames
from asylon.rulebook.proofs.world import BLANK, ITEMS
from tests.proofs.conftest import TODAY


@pytest.fixture(scope="module", params=["INT", "AO"])
def case(request: pytest.FixtureRequest) -> Case:
    return cases_of(load(), [request.param], TODAY)[0]


def somebody(case: Case, random: Random) -> Model:
    """Somebody of whom a random part is known; what contradicts itself is left out."""
    bits: list[Bit] = [bit for value in case.world.facts.values() for bit in value]
    for coded in case.world.coded.values():
        bits += [coded.known, *coded.holds.values()]
    for listed in case.world.lists.values():
        bits += [listed.blank, *listed.exists, listed.unnamed] * 3
    bits += [case.world.placed, *case.world.same.values()] * 3
    solver = case.solver()
    for bit in random.sample(bits, 300):
        wish = bit if random.random() < 0.6 else negated(bit)
        if solver.find(wish) is not None:
            solver.add(wish)
    found = solver.find()
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(12))
def test_every_expression_has_the_same_value_as_in_the_engine(case: Case, seed: int) -> None:
    model = somebody(case, Random(seed))
    assessment = case.engine.assess(case.engine.written(model, case.world))
    for key, body in case.program.bodies.items():
        spots = [spot for spot in case.spots(key) if model.holds(case.world.there(spot))]
        by_name = {
            frame.name: frame.values.get(key, "not worked out") for frame in frames(assessment, body.scope)
        }
        values = [case.encoder.of(key, spot) for spot in spots]
        proved = [True if model.holds(v.yes) else False if model.holds(v.no) else None for v in values]
        engine = [value for value in by_name.values() if value != "not worked out"]
        if engine or not by_name:
            assert sorted(map(str, proved)) == sorted(map(str, engine)), key


def test_no_leaf_is_known_of_the_item_that_stands_for_an_unknown_list(case: Case) -> None:
    blanks = [value for (spot, _), value in case.world.facts.items() if spot.item == BLANK]
    assert blanks
    assert all(value.yes is False and value.no is False for value in blanks)


def test_a_proof_covers_no_item_one_item_and_two(case: Case) -> None:
    solver = case.solver()
    episodes = case.world.lists["episode"]
    for there in ((False, False), (True, False), (True, True)):
        wanted = [bit if yes else negated(bit) for bit, yes in zip(episodes.exists, there, strict=True)]
        assert solver.find(negated(episodes.blank), *wanted) is not None
    assert len(ITEMS) == 2
