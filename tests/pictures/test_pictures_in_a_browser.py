"""Every picture on one page in a real browser: both directions, light and dark, desk and phone, paper."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import Browser, sync_playwright

from tests.pictures.examples import LTR, RTL
from tests.pictures.page import STATIC, page

pytestmark = pytest.mark.browser

READERS = {"ltr": LTR, "rtl": RTL}
TEXTS = """
[...document.querySelectorAll('svg.p-fig text')].map(one => [
    one.textContent, getComputedStyle(one).fontSize, one.getBoundingClientRect().left,
    one.getBoundingClientRect().right])
"""
HEIGHTS = "[...document.querySelectorAll('svg.p-map')].map(one => one.clientHeight / one.clientWidth)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("pictures")
    found = {}
    for direction, reader in READERS.items():
        file = folder / f"{direction}.html"
        file.write_text(page(reader, sheets=f"{STATIC.as_uri()}/"), "utf-8")
        found[direction] = file.as_uri()
    return found


@pytest.mark.parametrize(("direction", "scheme"), [("ltr", "light"), ("rtl", "dark")])
def test_axe_finds_nothing(browser: Browser, addresses: dict[str, str], direction: str, scheme: str) -> None:
    with browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 1000, "height": 900}
    ) as context:
        opened = context.new_page()
        opened.goto(addresses[direction])
        found = Axe().run(opened)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("direction", "width"), list(itertools.product(READERS, (320, 360, 1280))))
def test_words_keep_14_pixels_and_stay_on_the_page(
    browser: Browser, addresses: dict[str, str], direction: str, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        opened = context.new_page()
        opened.goto(addresses[direction])
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        texts = opened.evaluate(TEXTS)
        assert len(texts) > 100
        assert {size for _, size, _, _ in texts} == {"14px"}
        assert [one for one in texts if one[2] < -1 or one[3] > width + 1] == []


def test_maps_keep_their_form_at_every_width(browser: Browser, addresses: dict[str, str]) -> None:
    for width in (320, 1280):
        with browser.new_context(viewport={"width": width, "height": 900}) as context:
            opened = context.new_page()
            opened.goto(addresses["ltr"])
            ratios = opened.evaluate(HEIGHTS)
            assert [round(ratio, 2) for ratio in ratios] == pytest.approx([0.5, 1.0, 0.75], abs=0.02)


def test_on_paper_every_picture_is_black_on_white(browser: Browser, addresses: dict[str, str]) -> None:
    with browser.new_context(viewport={"width": 700, "height": 900}) as context:
        opened = context.new_page()
        opened.goto(addresses["ltr"])
        opened.emulate_media(media="print")
        painted = opened.evaluate(
            "[...new Set([...document.querySelectorAll('svg.p-fig :is(rect, circle, line)')]"
            ".flatMap(one => [getComputedStyle(one).fill, getComputedStyle(one).stroke]))]"
        )
        greys = [colour for colour in painted if colour.startswith("rgb(")]
        assert greys
        assert all(len(set(colour[4:-1].split(", "))) == 1 for colour in greys)
