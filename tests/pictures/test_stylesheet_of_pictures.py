"""The stylesheet of pictures keeps the rules of the other two, and stays small beside them."""

import gzip
import re

from tests.pictures.page import STATIC
from tests.web.look.test_stylesheets import ALLOWED, COMPONENTS, PHYSICAL, TOKENS, declarations

PICTURES = (STATIC / "pictures.css").read_text("utf-8")


def test_only_logical_properties() -> None:
    found = [name for name, _ in declarations(PICTURES) if PHYSICAL.match(name) and name not in ALLOWED]
    assert found == []


def test_no_value_points_to_one_side() -> None:
    assert [pair for pair in declarations(PICTURES) if re.search(r"\b(left|right)\b", pair[1])] == []


def test_all_three_files_together_weigh_less_than_15_kb_compressed() -> None:
    assert len(gzip.compress((TOKENS + COMPONENTS + PICTURES).encode(), 9)) < 15_000


def test_it_names_no_colour_and_no_size_of_text() -> None:
    named = [
        (name, value)
        for name, value in declarations(PICTURES)
        if re.search(r"#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(|\b(white|black|red)\b", value)
        or name in ("font", "font-size")
    ]
    assert named == []


def test_every_token_in_use_exists() -> None:
    known = set(re.findall(r"--([a-z0-9-]+):", TOKENS))
    assert set(re.findall(r"var\(--([a-z0-9-]+)", PICTURES)) <= known


def test_nothing_moves_and_nothing_casts_a_shadow() -> None:
    assert not re.search(r"animation|transition|shadow|gradient|filter", PICTURES)
