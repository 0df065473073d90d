"""The pages of an emergency in a real browser: both directions, in the dark, by keyboard, on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PageAs
from tests.e2e.office import Office

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]

COORDINATOR = "coordinator"
PAGES = {
    "all": "/responses/",
    "new": "/responses/new/",
    "authorities": "/responses/authorities/",
    "emergency": "/responses/{id}/",
    "arrivals": "/responses/{id}/arrivals/",
    "record arrivals": "/responses/{id}/arrivals/record/",
    "import": "/responses/{id}/arrivals/import/",
    "capacity": "/responses/{id}/capacity/",
    "record capacity": "/responses/{id}/capacity/record/",
    "record procedures": "/responses/{id}/procedures/record/",
    "characteristics": "/responses/{id}/characteristics/",
    "set a mark": "/responses/{id}/marks/set/",
    "reach a stage": "/responses/{id}/stages/reach/",
    "declare": "/responses/{id}/declare/",
    "causes": "/responses/{id}/causes/",
    "note a cause": "/responses/{id}/causes/note/",
}


@pytest.fixture(scope="module")
def emergency(office: Office) -> str:
    made: str = office.ask("emergency")
    return made


def open_page(page: Page, path: str, emergency: str) -> None:
    answer = page.goto(path.format(id=emergency))
    assert answer is not None
    assert answer.status == 200, page.url


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(page_as: PageAs, axe: Axe, emergency: str, language: str) -> None:
    page = page_as(COORDINATOR, language=language, stepped_up=True)
    for path in PAGES.values():
        open_page(page, path, emergency)
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert axe(page) == []


def test_axe_finds_nothing_in_the_dark_and_on_a_small_screen_nothing_runs_off(
    page_as: PageAs, axe: Axe, emergency: str
) -> None:
    page = page_as(COORDINATOR, phone=True, stepped_up=True, color_scheme="dark")
    for path in PAGES.values():
        open_page(page, path, emergency)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url
        assert axe(page) == []


def test_a_page_is_light_enough_for_a_slow_link(page_as: PageAs, emergency: str) -> None:
    page = page_as(COORDINATOR, stepped_up=True)
    for path in PAGES.values():
        open_page(page, path, emergency)
        assert len(page.content().encode()) < 100_000, page.url


def test_arrivals_are_recorded_with_the_keyboard_alone(page_as: PageAs, emergency: str) -> None:
    page = page_as(COORDINATOR)
    open_page(page, PAGES["record arrivals"], emergency)
    page.get_by_label("Source").focus()
    page.keyboard.type("Night shift, made up")
    page.get_by_label("Day").first.fill(f"{datetime.now(UTC) - timedelta(days=3):%Y-%m-%d}")
    page.get_by_label("Place or crossing").first.focus()
    page.keyboard.type("Gate 9")
    page.keyboard.press("Tab")
    page.keyboard.type("37")
    page.keyboard.press("Alt+s")
    expect(page.get_by_text("1 row is written down.")).to_be_visible()
    expect(page.get_by_role("cell", name="Gate 9").first).to_be_visible()


def test_without_a_script_everything_is_read_and_sent(page_as: PageAs, emergency: str) -> None:
    page = page_as(COORDINATOR, java_script_enabled=False)
    open_page(page, PAGES["emergency"], emergency)
    page.get_by_text("The same as a table").click()
    expect(page.get_by_role("table").first).to_be_visible()
    open_page(page, PAGES["record arrivals"], emergency)
    page.get_by_label("Source").fill("Day shift, made up")
    page.get_by_role("button", name="More rows").click()
    expect(page.get_by_label("Source")).to_have_value("Day shift, made up")
    expect(page.locator("fieldset.fam")).to_have_count(12)


@pytest.mark.parametrize("phone", [False, True])
def test_a_tagged_table_is_looked_at_and_its_faults_are_found(
    page_as: PageAs, axe: Axe, emergency: str, phone: bool
) -> None:
    page = page_as(COORDINATOR, phone=phone, stepped_up=True)
    open_page(page, PAGES["import"], emergency)
    for rows, found in (("2026-11-20,Gate 7,SYR,12", "1 row,"), ("soon,Gate 7,SYR,x", "“soon” is no day.")):
        table = f"#date,#loc,#country+code+v_iso3+origin,#affected\n{rows}\n"
        page.set_input_files(
            "#id_file", {"name": "gate.csv", "mimeType": "text/csv", "buffer": table.encode()}
        )
        page.locator("input[name=codes][value=iso], #id_codes").first.check()
        page.select_option("#id_host", "SRB")
        page.select_option("#id_basis", "counted")
        page.fill("#id_source", "Gate list, invented")
        page.locator("button[name=do][value=look]").click()
        expect(page.locator("[aria-labelledby=h-read]")).to_contain_text(found)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
