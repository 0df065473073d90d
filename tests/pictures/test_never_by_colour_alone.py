"""Without any colour, whatever a picture tells apart still differs: by pattern, dash, form or place."""

import re
from itertools import combinations

import pytest

from asylon.pictures import LegendEntry
from asylon.pictures.inks import CLASSES, NO_FIGURE, PAPER, Ink
from tests.pictures.examples import ALL, Call
from tests.pictures.page import STATIC

TOKENS = (STATIC / "tokens.css").read_text("utf-8")
STYLES = "".join((STATIC / f"{name}.css").read_text("utf-8") for name in ("components", "pictures"))


def without_colour(entry: LegendEntry) -> str:
    """A swatch with its patterns, dashes, widths and forms; colours become dark or light."""
    bare = re.sub(r' (class|id)="[^"]*"', "", entry.svg)
    bare = re.sub(r"url\(#\S+-k\d+-(\w+)\)", r"\1", bare)
    return re.sub(r'(fill|stroke)="(#[0-9a-f]+)"', lambda m: f'{m[1]}="{dark_or_light(m[2])}"', bare)


def dark_or_light(colour: str) -> str:
    return "light" if colour == "#fff" else "dark"


@pytest.mark.parametrize("call", ALL.values(), ids=ALL)
def test_every_two_entries_of_a_legend_differ_in_more_than_colour(call: Call) -> None:
    legend = call().legend
    same = [
        (one.word, other.word)
        for one, other in combinations(legend, 2)
        if without_colour(one) == without_colour(other)
    ]
    assert same == []


@pytest.mark.parametrize("call", ALL.values(), ids=ALL)
def test_every_ink_of_a_drawing_stands_in_its_legend_or_beside_its_words(call: Call) -> None:
    frame = {"s-grid", "p-base", "p-trend", "p-whisker", "p-ribbon", "p-apart", "p-review", "p-ring"}
    written = {"strong", "p-halo", "p-ink", "p-fig", "p-map"}
    picture = call()
    used = {
        css
        for said in re.findall(r'<g class="([^"]+)"', picture.svg)
        for css in said.split()
        if css not in frame | written
    }
    explained = "".join(entry.svg for entry in picture.legend)
    named = {"s-done", "s-run"} if not picture.legend else set()  # small lines: the dot is the last value
    assert {css for css in used - named if f'class="{css}"' not in explained} == set()


def test_classes_of_a_map_are_told_apart_by_their_tiles() -> None:
    def form(ink: Ink) -> tuple[str, str, str]:
        tile = ink.pattern.name if ink.pattern else ""
        return tile, ink.dash, "" if tile else dark_or_light(PAPER[ink.fill])

    assert len({form(ink) for ink in (*CLASSES, NO_FIGURE)}) == len(CLASSES) + 1


def test_colours_on_paper_are_those_of_the_tokens() -> None:
    paper = dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3})\b", TOKENS.split("@media print")[1]))
    assert {name: paper[name] for name in PAPER} == PAPER


def test_on_a_page_every_ink_takes_its_colour_from_a_token() -> None:
    for name in re.findall(r"\.(s-[a-z]+|p-[a-z0-9]+)\s*\{([^}]*)\}", STYLES):
        for value in re.findall(r"(?:fill|stroke):\s*([^;]+);", name[1]):
            assert value.startswith("var(--") or value == "none", name
