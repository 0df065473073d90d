"""Amounts as people type them, in the currency's main unit or as a count."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from asylon.sharing.coverage import Measure, Unit
from asylon.web.responses.pledges.amounts import typed_amount, unit_name, written

EUR, JPY, KWD = (Measure(Unit.MONEY, code) for code in ("EUR", "JPY", "KWD"))
PLACES, TENTS = Measure(Unit.PLACES), Measure(Unit.UNITS, "tents")


@pytest.mark.parametrize(
    ("typed", "measure", "amount"),
    [
        ("12500", EUR, 1_250_000),
        ("12,500", EUR, 1_250_000),
        ("12.500", EUR, 1_250_000),
        ("12 500,50", EUR, 1_250_050),
        ("1’250’000.5", EUR, 125_000_050),
        ("12.500,50", EUR, 1_250_050),
        ("12,500.50", EUR, 1_250_050),
        ("0.5", EUR, 50),
        ("12,500", JPY, 12_500),
        ("1.5", KWD, 1_500),
        ("١٢٬٥٠٠٫٥٠", EUR, 1_250_050),
        ("2,500", TENTS, 2_500),
        ("40", PLACES, 40),
    ],
)
def test_what_people_type_is_understood(typed: str, measure: Measure, amount: int) -> None:
    assert typed_amount(typed, measure) == amount


@pytest.mark.parametrize(
    ("typed", "measure"),
    [
        ("ten", EUR),
        ("", EUR),
        ("-5", EUR),
        ("1e5", EUR),
        ("12.345.6", EUR),
        ("12,34,567", EUR),
        ("1.2.3", EUR),
        ("1.005,001", EUR),
        ("0.5", PLACES),
        ("0.5", JPY),
        ("NaN", EUR),
    ],
)
def test_what_is_no_amount_is_refused(typed: str, measure: Measure) -> None:
    with pytest.raises(ValidationError):
        typed_amount(typed, measure)


@given(st.integers(0, 10**15), st.sampled_from([EUR, JPY, KWD, PLACES]))
def test_what_is_shown_can_be_typed_again_where_it_is_exact(value: int, measure: Measure) -> None:
    whole = value // 1000 * 1000
    shown = written(whole, measure).removeprefix("EUR ").removeprefix("JPY ").removeprefix("KWD ")
    assert typed_amount(shown.split(" ")[0], measure) == whole


def test_amounts_are_written_with_their_unit() -> None:
    with override("en"):
        assert written(1_250_000, EUR) == "EUR 12,500"
        assert written(1, PLACES) == "1 place"
        assert written(2, Measure(Unit.PERSONS)) == "2 persons"
        assert written(2_500, TENTS) == "2,500 × tents"
        assert unit_name(EUR) == "Money, EUR"
