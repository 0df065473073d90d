"""The person's page in a real browser: reasons in place, with and without a script, and paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PageAs
from tests.e2e.office import Office
from tests.scene import AMINA

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]


def open_page(page: Page, office: Office, path: str) -> None:
    answer = page.goto(path.format(**office.scene["people"]))
    assert answer is not None
    assert answer.status == 200, page.url


def test_reasons_open_in_place_and_are_read_without_leaving(
    page_as: PageAs, office: Office, axe: Axe
) -> None:
    page = page_as(AMINA)
    open_page(page, office, "/people/{zahra}/")
    card = page.locator(".met .cat", has_text="Exploited by others").first
    card.locator("summary").click()
    expect(card.get_by_text("Rests on:")).to_be_visible()
    expect(card.get_by_text("Read the reasons")).to_have_count(0)
    assert axe(page) == []


def test_without_a_script_the_reasons_are_a_link(page_as: PageAs, office: Office) -> None:
    page = page_as(AMINA, java_script_enabled=False)
    open_page(page, office, "/people/{zahra}/")
    card = page.locator(".met .cat", has_text="Exploited by others").first
    card.locator("summary").click()
    card.get_by_text("Read the reasons").click()
    expect(page.get_by_text("Rests on:")).to_be_visible()


def test_the_page_itself_prints_nothing_of_the_person(page_as: PageAs, office: Office) -> None:
    page = page_as(AMINA)
    open_page(page, office, "/people/{zahra}/")
    page.emulate_media(media="print")
    expect(page.get_by_text("This page is not printed as it stands.")).to_be_visible()
    expect(page.get_by_role("heading", name="What must not happen")).to_be_hidden()


def test_the_working_copy_prints_codes(page_as: PageAs, office: Office) -> None:
    page = page_as(AMINA)
    open_page(page, office, "/people/{zahra}/?print=1")
    page.emulate_media(media="print")
    expect(page.get_by_text("Working copy on paper.")).to_be_visible()
    expect(page.locator("dd").first).to_contain_text("C-")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
