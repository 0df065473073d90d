"""The pages of pledges in a real browser: both directions, in the dark, on a telephone, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PageAs
from tests.e2e.office import Office, ask, end

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]

COORDINATOR = "coordinator"
ORDERS = "tests.web.responses.pledges.orders"
PAGES = {
    "ledger": "/responses/{emergency}/pledges/",
    "new pledge": "/responses/{emergency}/pledges/new/",
    "needs": "/responses/{emergency}/needs/",
    "new need": "/responses/{emergency}/needs/new/",
    "need": "/responses/needs/{need}/",
    "coverage": "/responses/{emergency}/coverage/?places=money",
    "pledge": "/responses/pledges/{pledge}/",
    "movement": "/responses/pledges/{pledge}/move/",
    "part": "/responses/pledges/{pledge}/part/",
    "terms": "/responses/pledges/{pledge}/terms/",
}


@pytest.fixture(scope="module")
def made(office: Office) -> Mapping[str, str]:
    process = office.process(ORDERS)
    try:
        found: Mapping[str, str] = ask(process, "pledges")
        return found
    finally:
        end(process)


def open_page(page: Page, path: str, made: Mapping[str, str]) -> None:
    answer = page.goto(path.format(**made))
    assert answer is not None
    assert answer.status == 200, page.url


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(page_as: PageAs, axe: Axe, made: Mapping[str, str], language: str) -> None:
    page = page_as(COORDINATOR, language=language)
    for path in PAGES.values():
        open_page(page, path, made)
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert axe(page) == [], page.url


def test_axe_finds_nothing_in_the_dark_and_on_a_small_screen_nothing_runs_off(
    page_as: PageAs, axe: Axe, made: Mapping[str, str]
) -> None:
    page = page_as(COORDINATOR, phone=True, color_scheme="dark")
    for path in PAGES.values():
        open_page(page, path, made)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url
        assert axe(page) == [], page.url


def test_a_page_is_light_enough_for_a_slow_link(page_as: PageAs, made: Mapping[str, str]) -> None:
    page = page_as(COORDINATOR)
    for path in PAGES.values():
        open_page(page, path, made)
        assert len(page.content().encode()) < 100_000, page.url


def test_a_movement_is_written_down_and_too_much_is_told_beside_its_field(
    page_as: PageAs, made: Mapping[str, str]
) -> None:
    page = page_as(COORDINATOR)
    open_page(page, PAGES["movement"], made)
    page.get_by_label("Reported").check()
    page.get_by_label("How much").fill("9,000,000")
    page.get_by_label("On which day").fill(f"{datetime.now(UTC):%Y-%m-%d}")
    page.get_by_label("Where this can be read").fill("Report, made up")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("At most EUR 1,200,000 can be reported now").first).to_be_visible()
    expect(page.get_by_label("How much")).to_have_value("9,000,000")
    page.get_by_label("How much").fill("500,000")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("heading", name="Reported: EUR 500,000")).to_be_visible()
