"""Interview and facts in a real browser: both directions, both sizes, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PageAs
from tests.e2e.office import Office

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
AMINA = "protection_caseworker"


def begin(page: Page, person: str, language: str) -> None:
    """Begin an interview, or go on with the one that runs."""
    page.goto(f"/people/{person}/interview/")
    if page.locator("input[name=interpreter]").count():
        page.check(f"input[name=language][value={language}]")
        page.check("input[name=interpreter][value=woman]")
        page.check("input[name=alone][value=unknown]")
        page.locator("main form button[type=submit]").click()
    go_on = page.locator("form[action$='/go-on/'] button")
    if go_on.count():
        go_on.click()


def test_an_officer_asks_answers_goes_back_and_is_kept_from_losing_words(
    page_as: PageAs, office: Office
) -> None:
    page = page_as(AMINA)
    person = office.id_of("people", "yusuf")
    begin(page, person, "fr")
    first = page.locator("h1").inner_text()
    expect(page.locator("[lang=fr] .q")).to_be_visible()
    page.locator("label.choice", has_text="No").first.click()
    page.locator("summary", has_text="own words").click()
    page.fill("#note", "Il dit que tout va bien.")
    page.keyboard.press("Alt+s")
    expect(page.locator("h1")).not_to_have_text(first)
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.locator("h1")).to_have_text(first)
    expect(page.locator("#note")).to_have_value("Il dit que tout va bien.")
    expect(page.locator("input[name=said][value=no]")).to_be_checked()


def test_two_officers_at_once_see_both_answers(page_as: PageAs, axe: Axe, office: Office) -> None:
    person = office.id_of("people", "omid")
    amina, late = page_as(AMINA), page_as(AMINA)
    begin(amina, person, "en")
    for page in (amina, late):
        page.goto(f"/people/{person}/interview/question/serious_illness/")
    amina.check("input[name=said][value=yes]")
    amina.locator("main form .btn.main").click()
    late.check("input[name=said][value=no]")
    late.locator("main form .btn.main").first.click()
    expect(late.locator("#meanwhile")).to_contain_text("yes")
    expect(late.locator("input[name=said][value=no]")).to_be_checked()
    assert axe(late) == []


def test_it_all_works_without_a_script(page_as: PageAs, office: Office) -> None:
    page = page_as(AMINA, java_script_enabled=False)
    person = office.id_of("people", "mina")
    begin(page, person, "en")
    first = page.locator("h1").inner_text()
    page.check("input[name=said][value=unknown]")
    page.locator("main form .btn.main").click()
    expect(page.locator("h1")).not_to_have_text(first)
    page.goto(f"/people/{person}/facts/lists/leg/")
    page.select_option("#item-from", "AF")
    page.select_option("#item-to", "IR")
    page.locator("form[aria-labelledby=add] button").click()
    expect(page.locator("main")).to_contain_text("From Afghanistan to Iran")


def test_danger_leads_to_the_urgent_strip(page_as: PageAs, office: Office) -> None:
    page = page_as(AMINA)
    person = office.id_of("people", "lone")
    begin(page, person, "en")
    page.locator("form[action$='/in-danger/'] button").click()
    expect(page.locator(".urgent").first).to_be_visible()
    assert page.url.endswith(f"/people/{person}/")
