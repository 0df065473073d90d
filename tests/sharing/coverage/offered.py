"""Made-up needs and offers, small enough to try every flow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from asylon.sharing.coverage import Announced, Measure, Need, Needed, Offer, Unit

EUR, USD = Measure(Unit.MONEY, "EUR"), Measure(Unit.MONEY, "USD")
PLACES = Measure(Unit.PLACES)
PERIODS = (
    (date(2027, 1, 1), date(2027, 6, 30)),
    (date(2027, 7, 1), date(2027, 12, 31)),
    (date(2027, 1, 1), date(2027, 12, 31)),
)


def a_need(amount: int, *, measure: Measure = EUR, id: str = "need", **changes: Any) -> Need:
    """Shelter in 2027, if nothing else is said."""
    given = Need(
        id=id,
        amount=Needed(amount, measure),
        sector="shelter",
        since=PERIODS[2][0],
        until=PERIODS[2][1],
    )
    return replace(given, **changes)


def an_offer(amount: int, *, measure: Measure = EUR, id: str = "offer", **changes: Any) -> Offer[Announced]:
    """Not earmarked, for use in 2027, if nothing else is said."""
    given = Offer(id=id, amount=Announced(amount, measure), since=PERIODS[2][0], until=PERIODS[2][1])
    return replace(given, **changes)


@st.composite
def needs(draw: st.DrawFn, *, most: int = 3, largest: int = 3) -> list[Need]:
    """A few needs of two sectors, units and periods."""
    found = []
    for place in range(draw(st.integers(0, most))):
        since, until = draw(st.sampled_from(PERIODS))
        found.append(
            a_need(
                draw(st.integers(0, largest)),
                measure=draw(st.sampled_from((EUR, EUR, PLACES))),
                id=f"n{place}",
                sector=draw(st.sampled_from(("shelter", "health"))),
                district=draw(st.sampled_from(("", "", "North"))),
                since=since,
                until=until,
            )
        )
    return found


@st.composite
def offers(draw: st.DrawFn, *, most: int = 3, largest: int = 3) -> list[Offer[Announced]]:
    """A few offers, earmarked in one way or another."""
    found = []
    for place in range(draw(st.integers(0, most))):
        since, until = draw(st.sampled_from(PERIODS))
        earmark = draw(st.sampled_from((None, *PERIODS)))
        found.append(
            an_offer(
                draw(st.integers(0, largest)),
                measure=draw(st.sampled_from((EUR, EUR, PLACES))),
                id=f"o{place}",
                sectors=draw(
                    st.sampled_from((frozenset(), frozenset({"shelter"}), frozenset({"shelter", "health"})))
                ),
                district=draw(st.sampled_from(("", "", "North"))),
                since=since,
                until=until,
                for_since=earmark[0] if earmark else None,
                for_until=earmark[1] if earmark else None,
                condition_met=draw(st.sampled_from((True, True, True, False))),
            )
        )
    return found
