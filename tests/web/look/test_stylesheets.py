"""The stylesheets: logical properties only, small, one place for colours, and contrast that holds."""

import gzip
import itertools
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[3] / "src" / "asylon" / "web" / "static" / "asylon"
TOKENS = (STATIC / "tokens.css").read_text("utf-8")
COMPONENTS = (STATIC / "components.css").read_text("utf-8")

PHYSICAL = re.compile(
    r"^(left|right|top|bottom|(margin|padding|border|scroll-(margin|padding))-(left|right|top|bottom)(-.*)?"
    r"|border-(top|bottom)-(left|right)-radius|float|clear"
    r"|(min-|max-)?(width|height)|overflow-[xy]|resize-[xy])$"
)
# Media queries ask for the width of the window, and `overflow-x` has no logical twin in every browser.
ALLOWED = {"overflow-x"}

TEXT_PAIRS = {
    "ink": ("page", "surface", "sunk", "accent-soft", "met-soft", "may-soft", "urgent-soft", "held-soft"),
    "ink-2": ("page", "surface", "sunk"),
    "accent": ("page", "surface", "accent-soft", "met-soft", "may-soft"),
    "accent-on": ("accent",),
    "met": ("surface", "met-soft"),
    "may": ("surface", "may-soft"),
    "not": ("surface",),
    "urgent": ("surface", "urgent-soft"),
    "urgent-on": ("urgent",),
    "held": ("surface", "held-soft"),
    "paper-ink": ("paper",),
}
PROMISED = {
    "light": {
        ("ink", "page"): 15.4,
        ("ink-2", "surface"): 8.1,
        ("line-2", "surface"): 4.1,
        ("accent", "surface"): 8.8,
        ("met", "met-soft"): 6.6,
        ("may", "may-soft"): 7.0,
        ("not", "surface"): 6.4,
        ("surface", "shut"): 12.8,
        ("urgent", "urgent-soft"): 7.0,
        ("held", "held-soft"): 8.6,
        ("focus", "page"): 15.4,
    },
    "dark": {
        ("ink", "page"): 15.4,
        ("ink-2", "surface"): 8.1,
        ("line-2", "surface"): 5.0,
        ("accent", "surface"): 8.8,
        ("met", "met-soft"): 8.1,
        ("may", "may-soft"): 8.2,
        ("not", "surface"): 7.7,
        ("surface", "shut"): 9.8,
        ("urgent", "urgent-soft"): 8.2,
        ("held", "held-soft"): 8.2,
        ("focus", "page"): 12.6,
    },
}


def declarations(css: str) -> list[tuple[str, str]]:
    """Every property with its value; selectors and comments left out."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return [
        (name.strip(), value.strip())
        for body in re.findall(r"\{([^{}]*)\}", bare)
        for name, _, value in (one.partition(":") for one in body.split(";") if one.strip())
    ]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b", block))


LIGHT = colours(TOKENS.split("@media")[0])
DARK = LIGHT | colours(TOKENS.split("@media")[1])


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("css", [TOKENS, COMPONENTS], ids=["tokens", "components"])
def test_only_logical_properties(css: str) -> None:
    found = [name for name, _value in declarations(css) if PHYSICAL.match(name) and name not in ALLOWED]
    assert found == []


@pytest.mark.parametrize("css", [TOKENS, COMPONENTS], ids=["tokens", "components"])
def test_no_value_points_to_one_side(css: str) -> None:
    found = [(name, value) for name, value in declarations(css) if re.search(r"\b(left|right)\b", value)]
    assert found == []


def test_both_files_weigh_less_than_15_kb_compressed() -> None:
    assert len(gzip.compress((TOKENS + COMPONENTS).encode(), 9)) < 15_000


def test_colours_are_named_in_the_tokens_only() -> None:
    named = [
        (name, value)
        for name, value in declarations(COMPONENTS)
        if re.search(r"#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(|\b(white|black|red)\b", value)
    ]
    assert named == []


def test_every_token_in_use_exists() -> None:
    known = set(re.findall(r"--([a-z0-9-]+):", TOKENS))
    assert set(re.findall(r"var\(--([a-z0-9-]+)", TOKENS + COMPONENTS)) <= known


def test_no_text_is_smaller_than_14_pixels() -> None:
    sizes = re.findall(r"--t-[a-z0-9]+:\s*([\d.]+)rem", TOKENS)
    assert min(float(size) for size in sizes) * 16 == 14
    assert {value for name, value in declarations(COMPONENTS) if name == "font-size"} <= {
        f"var(--t-{size})" for size in ("s", "m", "l", "xl", "2xl", "3xl")
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_a_contrast_of_six_on_each_ground(scheme: str) -> None:
    tokens = LIGHT if scheme == "light" else DARK
    pairs = itertools.chain.from_iterable(
        ((text, ground) for ground in grounds) for text, grounds in TEXT_PAIRS.items()
    )
    weak = {
        pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2)
        for pair in pairs
        if contrast(tokens[pair[0]], tokens[pair[1]]) < 6
    }
    assert weak == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_at_least_what_the_reference_promises(scheme: str) -> None:
    tokens = LIGHT if scheme == "light" else DARK
    weak = {
        pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2)
        for pair, promised in PROMISED[scheme].items()
        if round(contrast(tokens[pair[0]], tokens[pair[1]]), 1) < promised
    }
    assert weak == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_fields_and_the_focus_ring_stand_out_by_three(scheme: str) -> None:
    tokens = LIGHT if scheme == "light" else DARK
    for edge in ("line-2", "focus"):
        for ground in ("page", "surface"):
            assert contrast(tokens[edge], tokens[ground]) >= 3, (edge, ground)
    assert contrast(tokens["focus"], tokens["focus-halo"]) >= 3


def test_what_the_stylesheet_fetches_lies_beside_it() -> None:
    fetched = re.findall(r'url\("?([^")]+)"?\)', TOKENS + COMPONENTS)
    assert len(fetched) == 2
    for name in fetched:
        assert (STATIC / name).read_bytes()[:4] == b"wOF2", name
    assert TOKENS.count("font-display: swap") == TOKENS.count("unicode-range:") == 2


def test_what_is_not_ours_comes_with_its_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (STATIC / "fonts" / "OFL.txt").read_text("utf-8")
    assert "Zero-Clause BSD" in (STATIC / "vendor" / "htmx.LICENSE.txt").read_text("utf-8")
    htmx = (STATIC / "vendor" / "htmx.min.js").read_text("utf-8")
    assert re.search(r'version:"2\.0\.\d+"', htmx)
    assert "sourceMappingURL" not in htmx
