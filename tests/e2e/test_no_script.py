"""Without JavaScript pages are still read, links still lead on, and a family can still be registered."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PageAs
from tests.e2e.office import Office
from tests.scene import AMINA

pytestmark = pytest.mark.browser


@pytest.fixture
def page(page_as: PageAs) -> Page:
    """Amina's browser, with scripts switched off."""
    return page_as(AMINA, java_script_enabled=False)


def test_a_person_is_found_and_read_down_to_the_reasons(page: Page, office: Office) -> None:
    page.goto("/day/")
    page.fill("input[name=q]", "Zahra Rahimi")
    page.keyboard.press("Enter")
    page.locator(f"main a[href*='{office.id_of('people', 'zahra')}']").first.click()
    expect(page.locator(".cats .met .cat")).not_to_have_count(0)
    page.goto(f"{page.url}why/trafficked/")
    expect(page.locator("main")).to_contain_text("PP 3")
    page.go_back()
    page.goto(f"/people/{office.id_of('people', 'zahra')}/history/")
    expect(page.locator("main li").first).to_be_visible()


def test_everything_on_record_and_the_account_are_read(page: Page, office: Office) -> None:
    person = f"/people/{office.id_of('people', 'zahra')}/"
    page.goto(f"{person}facts/")
    expect(page.locator("main")).to_contain_text("United Arab Emirates")
    page.goto(f"{person}account/")
    expect(page.locator("main")).to_contain_text("the madam kept the papers")


def test_a_question_of_the_interview_is_read_in_both_languages(page: Page, office: Office) -> None:
    page.goto(f"/people/{office.id_of('people', 'zahra')}/interview/")
    expect(page.locator("h1")).to_be_visible()
    paused = page.locator("form[action$='/go-on/'] button")
    if paused.count():
        paused.click()
    expect(page.locator("main [lang=ar]").first).to_contain_text(re.compile(r"[\u0600-\u06ff]{3}"))


def test_menus_open_and_the_screen_can_be_covered(page: Page) -> None:
    page.goto("/day/")
    page.locator("header summary", has_text="English").click()
    page.locator("header button[value=ar]").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.goto("/language/?language=en&next=/day/")
    page.get_by_role("link", name="Cover the screen").click()
    expect(page.locator("body")).not_to_contain_text("My day")


def test_a_family_is_registered(page: Page) -> None:
    page.goto("/register/family/")
    page.fill("#id_p0-given", "Laleh")
    page.fill("#id_p0-family", "Moradi")
    page.fill("#id_p0-born", "1999")
    page.locator("button[name=do][value=more]").click()
    expect(page.locator("#id_p0-given")).to_have_value("Laleh")
    page.fill("#id_p1-given", "Arash")
    page.select_option("#id_p1-part", "child")
    page.fill("#id_p1-born", "4 months")
    page.locator("button[name=do][value=save]").click()
    expect(page.locator("h1")).to_contain_text("2 people are registered")
