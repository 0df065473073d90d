"""A flaw of additive keys: who has borne more, or has more unemployment, may still be asked for more.

Take two States. The one with less unemployment and fewer past applications must not come to a smaller
part of its size than the other. Adding inverse shares breaks this, because an inverse share knows
nothing of size; multiplying by powers cannot.

Source: Grech, European Union Politics 18(2), 2017, with the corrigendum of 2019.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from asylon.sharing.keys import Term, Transform
from asylon.sharing.steps import Sharing

_INVERSE = (Transform.INVERSE_SHARE, Transform.INVERSE_PER_HEAD)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Two States in the wrong order: `lighter` has less of every measure, and a smaller part of its size.

    The parts are fair share over size share, 1 for a State whose share is its size. `measures` gives
    each measure's figure for both.
    """

    lighter: str
    heavier: str
    lighter_part: Fraction
    heavier_part: Fraction
    measures: Mapping[str, tuple[Fraction, Fraction]]

    @property
    def by(self) -> Fraction:
        """How much the heavier one's part is larger."""
        return self.heavier_part - self.lighter_part


@dataclass(frozen=True, slots=True)
class Order:
    """How many pairs of States could be compared, and those that a key puts in the wrong order.

    `measures` are the terms that are meant to relieve a State; without one, or without a size, there is
    nothing to compare.
    """

    compared: int
    flaws: tuple[Flaw, ...]
    size: tuple[str, ...]
    measures: tuple[str, ...]


def order_of(sharing: Sharing) -> Order:
    """Find the pairs of States that a sharing puts in the wrong order, the widest gap first."""
    size = [term for term in sharing.key.terms if _is_size(term)]
    measures = [term for term in sharing.key.terms if _relieves(term) is not None]
    if not size or not measures:
        return Order(0, (), tuple(term.id for term in size), tuple(term.id for term in measures))
    parts = _parts(sharing, size)
    burdens = {state: _burden(sharing, measures, state) for state in parts}
    pairs = list(_comparable(burdens))
    flaws = [
        Flaw(light, heavy, parts[light], parts[heavy], _figures(sharing, measures, light, heavy))
        for light, heavy in pairs
        if parts[light] < parts[heavy]
    ]
    flaws.sort(key=lambda flaw: (-flaw.by, flaw.lighter, flaw.heavier))
    return Order(len(pairs), tuple(flaws), tuple(t.id for t in size), tuple(t.id for t in measures))


def _is_size(term: Term) -> bool:
    return term.weight is not None and term.transform not in _INVERSE


def _relieves(term: Term) -> int | None:
    """1 where more of the figure means fewer persons, -1 where it means more; None for a term of size."""
    if term.exponent:
        return 1 if term.exponent < 0 else -1
    return 1 if term.weight and term.transform in _INVERSE else None


def _parts(sharing: Sharing, size: list[Term]) -> dict[str, Fraction]:
    effects = [sharing.step(f"effect:{term.id}").values for term in size]
    whole = sum((sum(effect.values(), Fraction(0)) for effect in effects), Fraction(0))
    found = {}
    for state, share in sharing.shares.items():
        own = sum((effect[state] for effect in effects), Fraction(0))
        if own and state not in sharing.key.opt_outs:
            found[state] = share * whole / own
    return found


def _burden(sharing: Sharing, measures: list[Term], state: str) -> tuple[Fraction, ...]:
    return tuple((_relieves(term) or 1) * sharing.step(f"value:{term.id}").values[state] for term in measures)


def _comparable(burdens: Mapping[str, tuple[Fraction, ...]]) -> Iterator[tuple[str, str]]:
    """Pairs in which the first has no more of anything, and less of something."""
    for one, other in combinations(burdens, 2):
        if burdens[one] == burdens[other]:
            continue
        if all(a <= b for a, b in zip(burdens[one], burdens[other], strict=True)):
            yield one, other
        elif all(a >= b for a, b in zip(burdens[one], burdens[other], strict=True)):
            yield other, one


def _figures(
    sharing: Sharing, measures: list[Term], lighter: str, heavier: str
) -> dict[str, tuple[Fraction, Fraction]]:
    values = {term.id: sharing.step(f"value:{term.id}").values for term in measures}
    return {id_: (row[lighter], row[heavier]) for id_, row in values.items()}
