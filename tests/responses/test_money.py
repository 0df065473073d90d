"""Money in minor units and as people type it: one table of currencies and one reader for all rooms."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.responses.money import (
    CODES,
    MOST,
    in_major,
    in_minor,
    is_currency,
    places_of,
    typed_minor,
    typed_number,
    written_major,
)


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("12.50", "EUR", 1_250),
        ("1,250,000", "EUR", 125_000_000),
        ("1.250.000", "EUR", 125_000_000),
        ("12,50", "EUR", 1_250),
        ("1 250,5", "EUR", 125_050),
        ("1’250’000.5", "EUR", 125_000_050),
        ("١٢٬٥٠٠٫٥٠", "EUR", 1_250_050),
        ("5", "JPY", 5),
        ("12,500", "JPY", 12_500),
        ("12.345", "EUR", 1_234_500),
        ("1.234", "KWD", 1_234),
        ("1,234", "KWD", 1_234_000),
        ("1.234.567", "KWD", 1_234_567_000),
        ("0.123", "EUR", None),
        ("0.001", "KWD", 1),
        ("1.5", "JPY", None),
        ("12.3456", "EUR", None),
        ("-1", "EUR", None),
        ("Infinity", "EUR", None),
        ("1e5", "EUR", None),
        ("ten", "EUR", None),
        ("", "EUR", None),
        ("9" * 24, "EUR", None),
    ],
)
def test_amounts_are_read_in_minor_units(typed: str, currency: str, minor: int | None) -> None:
    assert typed_minor(typed, currency=currency) == minor


@given(st.integers(0, MOST), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_what_is_written_is_read_back(minor: int, currency: str) -> None:
    assert typed_minor(written_major(minor, currency=currency), currency=currency) == minor
    assert in_minor(in_major(minor, currency=currency), currency=currency) == minor
    assert typed_minor(str(in_major(minor, currency=currency)), currency=currency) == minor


@given(st.text(max_size=24), st.integers(0, 3))
def test_whatever_is_typed_is_a_number_from_0_up_or_none(typed: str, places: int) -> None:
    found = typed_number(typed, places=places)
    assert found is None or (found.is_finite() and found >= Decimal(0))


def test_a_currency_is_a_code_that_is_in_use_and_not_any_three_letters() -> None:
    assert is_currency("EUR")
    assert not any(map(is_currency, ("XYZ", "eur", "", "EURO")))
    assert {places_of(code) for code in CODES} == {0, 2, 3}
