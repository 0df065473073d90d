"""How much a share hangs on what was chosen: weights, method of rounding, year of the figures.

Weights are drawn around the key's own from a Dirichlet distribution, exponents evenly around theirs.
The three sources are shown apart, because people argue about them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from asylon.sharing.apportionment import apportion
from asylon.sharing.engine import Missing, share
from asylon.sharing.faults import bad, nearest
from asylon.sharing.indicators import Indicators
from asylon.sharing.keys import Key
from asylon.sharing.quota_method import MOST_STEPS
from asylon.sharing.race import Method
from asylon.sharing.steps import Sharing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from asylon.sharing.many_shares import Array

MOST_DRAWS = 200_000
CONCENTRATION = 50
"""At 50 a weight of 40 % lies between 29 % and 51 % in nine draws of ten."""
EXPONENT_AROUND = 0.5
"""An exponent is drawn between half and one and a half times itself."""
FLAT = 1e-24
"""Below this a sum of squares is rounding, not variation."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle value, and the one that one draw in twenty lies below, and above."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Driver:
    """How much of a State's variation goes with one weight or exponent: 0 nothing, 1 all of it."""

    term: str
    part: float


@dataclass(frozen=True, slots=True)
class Firmness:
    """What the draws of weights made of one State.

    Ranks count from 1, the largest share. Nine draws of ten lie between both `ranks`; in the part
    `keeps_rank` of them the rank is the key's own.
    """

    shares: Interval
    rank: int
    ranks: tuple[int, int]
    keeps_rank: float
    drivers: tuple[Driver, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One State: its share, a part of the whole, and what becomes of it under other choices.

    `by_method` are persons under the key's own weights, the quota method for up to 20 million; `by_year`
    are shares by the figures of each year.
    """

    state: str
    share: float
    firmness: Firmness
    by_method: Mapping[Method, int]
    by_year: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What was drawn and how, and a line for each State, the largest share first.

    `left_out` are States that lack figures in one of the years, or take no part.
    """

    lines: tuple[Line, ...]
    draws: int
    seed: int
    concentration: float
    years: tuple[str, ...]
    left_out: tuple[str, ...]


def sensitivity(
    key: Key,
    years: Mapping[str, Indicators],
    *,
    base: str,
    total: int,
    draws: int = 10_000,
    seed: int = 1,
    concentration: float = CONCENTRATION,
) -> Sensitivity:
    """Try a key under other weights, methods and years of figures. The same seed gives the same answer.

    `years` are tables of indicators by the name of their year, `base` the one that is in force; the
    draws of weights use its figures.

    Raises: BadSharing, as `share`, for figures or numbers that cannot be used.
    """
    if base not in years:
        raise bad("unknown_year", meant=nearest(base, years), name=base)
    if not 1 <= draws <= MOST_DRAWS or concentration <= 0:
        raise bad("bad_draws", text=draws, most=MOST_DRAWS)
    sharings, left_out = _sharings(key, years, base, total)
    drawn = _drawn(sharings[base], draws=draws, seed=seed, concentration=concentration)
    methods = _by_method(sharings[base], total)
    lines = [
        Line(
            state,
            float(sharings[base].shares[state]),
            firmness,
            {method: persons[state] for method, persons in methods.items()},
            {year: float(sharing.shares[state]) for year, sharing in sharings.items()},
        )
        for state, firmness in drawn.items()
    ]
    lines.sort(key=lambda line: (line.firmness.rank, line.state))
    return Sensitivity(tuple(lines), draws, seed, concentration, tuple(sharings), left_out)


def _sharings(
    key: Key, years: Mapping[str, Indicators], base: str, total: int
) -> tuple[dict[str, Sharing], tuple[str, ...]]:
    """The key's own shares by each year, over the States that every year knows."""
    once = partial(share, key, total=total, missing=Missing.EXCLUDE)
    first = {year: once(table) for year, table in years.items()}
    everywhere = [
        state for state in first[base].shares if all(state in each.shares for each in first.values())
    ]
    left_out = tuple(state for state in years[base].states if state not in everywhere)
    if all(len(each.shares) == len(everywhere) for each in first.values()):
        return {base: first[base], **first}, left_out
    keep = [*everywhere, *(state for state in key.exclusions if state in years[base].figures)]
    known = {year: _among(table, keep, key) for year, table in years.items()}
    return {year: once(table) for year, table in {base: known[base], **known}.items()}, left_out


def _among(table: Indicators, states: list[str], key: Key) -> Indicators:
    return table.only([state for state in states if state in table.figures], key.indicators)


def _by_method(sharing: Sharing, total: int) -> dict[Method, dict[str, int]]:
    placed = total - round(sharing.open_share * total)
    shares: Mapping[str, Fraction] = sharing.shares
    # The quota method gives persons one by one; where they are too many it stands beside the others no more.
    methods = [method for method in Method if method is not Method.QUOTA or placed <= MOST_STEPS]
    return {method: apportion(shares, placed, method=method).persons for method in methods}


def _drawn(sharing: Sharing, *, draws: int, seed: int, concentration: float) -> dict[str, Firmness]:
    import numpy as np

    from asylon.sharing.many_shares import many_shares

    weighed = [term for term in sharing.key.terms if term.weight is not None]
    powered = [term for term in sharing.key.terms if term.exponent is not None]
    random = np.random.default_rng(seed)
    own = np.array([float(term.weight or 0) for term in weighed])
    weights = np.zeros((draws, len(weighed)))
    weights[:, own > 0] = random.dirichlet(concentration * own[own > 0] / own.sum(), size=draws)
    around = random.uniform(1 - EXPONENT_AROUND, 1 + EXPONENT_AROUND, size=(draws, len(powered)))
    exponents = around * np.array([float(term.exponent or 0) for term in powered])
    shares = many_shares(sharing, weights, exponents)
    parts = squared_correlation(np.hstack([weights, exponents]), shares)
    return dict(
        zip(sharing.shares, _firm(sharing, shares, parts, [t.id for t in (*weighed, *powered)]), strict=True)
    )


def _firm(sharing: Sharing, shares: Array, parts: Array, names: list[str]) -> Iterator[Firmness]:
    import numpy as np

    low, middle, high = np.quantile(shares, [0.05, 0.5, 0.95], axis=0).tolist()
    ranks = _ranks(shares)
    first, last = np.quantile(ranks, [0.05, 0.95], axis=0, method="nearest").tolist()
    own = _ranks(np.array([[float(each) for each in sharing.shares.values()]]))[0]
    keeps = (ranks == own).mean(axis=0).tolist()
    for place, rank in enumerate(own.tolist()):
        drivers = sorted(zip(names, parts[:, place].tolist(), strict=True), key=lambda each: -each[1])
        yield Firmness(
            Interval(low[place], middle[place], high[place]),
            rank,
            (first[place], last[place]),
            keeps[place],
            tuple(Driver(name, part) for name, part in drivers),
        )


def _ranks(shares: Array) -> NDArray[np.int64]:
    import numpy as np

    order = (-shares).argsort(axis=1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, shares.shape[1] + 1)[None, :], axis=1)
    return ranks


def squared_correlation(drawn: Array, shares: Array) -> Array:
    """How much of each column of `shares` goes with each column of `drawn`: drawn columns by States.

    A column that does not vary goes with nothing.
    """
    import numpy as np

    drawn, shares = drawn - drawn.mean(axis=0), shares - shares.mean(axis=0)
    spread = np.outer((drawn**2).sum(axis=0), (shares**2).sum(axis=0))
    together = (drawn.T @ shares) ** 2
    return np.divide(together, spread, out=np.zeros_like(together), where=spread > FLAT)
