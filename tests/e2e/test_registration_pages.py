"""The pages of registration in a real browser: both directions, both sizes, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PageAs

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]


def type_in(page: Page, field: str, text: str) -> None:
    """Type as hands do, key by key."""
    page.locator(f"#id_{field}").press_sequentially(text)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_possible_matches_come_while_typing(page_as: PageAs, axe: Axe, scheme: str) -> None:
    page = page_as("registration_officer", color_scheme=scheme)
    page.goto("/register/family/")
    type_in(page, "p0-given", "Yousef")
    type_in(page, "p0-family", "Rahimy")
    card = page.locator("#matches .dup").first
    expect(card).to_contain_text("Yusuf")
    for answer in ("Same", "Different", "Cannot tell", "Ask somebody"):
        expect(card.get_by_label(answer)).not_to_be_checked()
    page.keyboard.press("Alt+d")
    expect(page.locator("#matches-title")).to_be_focused()
    assert axe(page) == []


def test_how_a_birth_is_understood_stands_under_it(page_as: PageAs) -> None:
    page = page_as("registration_officer")
    page.goto("/register/one/")
    for typed, understood in (("12/1990", "December 1990"), ("٤ months", "4 months"), ("34", "34 years")):
        page.fill("#id_p0-born", "")
        type_in(page, "p0-born", typed)
        expect(page.locator("#id_p0-born_echo")).to_contain_text(understood)


def test_a_child_alone_is_asked_about_and_a_grown_up_is_not(page_as: PageAs) -> None:
    page = page_as("registration_officer")
    page.goto("/register/one/")
    expect(page.locator("#children-only")).to_be_hidden()
    type_in(page, "p0-born", "14")
    expect(page.locator("#children-only")).to_be_visible()
    page.fill("#id_p0-born", "")
    type_in(page, "p0-born", "1987")
    expect(page.locator("#children-only")).to_be_hidden()


def test_what_was_typed_by_hand_is_never_filled_over(page_as: PageAs) -> None:
    page = page_as("registration_officer")
    page.goto("/register/family/")
    page.fill("#id_p0-given", "Daud")
    page.check("#id_p0-sex_1")
    page.keyboard.press("Alt+n")
    page.fill("#id_p1-father", "Ibrahim")
    page.select_option("#id_p1-part", "child")
    expect(page.locator("#id_p1-father")).to_have_value("Ibrahim")
    page.keyboard.press("Alt+n")
    page.select_option("#id_p2-part", "child")
    expect(page.locator("#id_p2-father")).to_have_value("Daud")


def test_without_a_script_a_family_can_be_registered(page_as: PageAs) -> None:
    page = page_as("registration_officer", java_script_enabled=False)
    page.goto("/register/family/")
    page.fill("#id_p0-given", "Nasrin")
    page.fill("#id_p0-family", "Tahiri")
    page.fill("#id_p0-born", "1991")
    page.check("#id_p0-sex_0")
    page.get_by_role("button", name="Next person").click()
    expect(page.locator("#id_p0-given")).to_have_value("Nasrin")
    expect(page.locator("#id_p1-family")).to_have_value("Tahiri")
    page.select_option("#id_p1-part", "child")
    page.fill("#id_p1-given", "Parwin")
    page.fill("#id_p1-born", "6")
    page.get_by_role("button", name="Look for matches first").click()
    expect(page.locator("#matches")).to_contain_text("Nobody like this is registered here")
    page.check("#id_afraid_0")
    page.get_by_role("button", name="Save the family").click()
    expect(page.locator("h1")).to_contain_text("2 people are registered")


def test_a_lock_in_the_middle_loses_nothing(page_as: PageAs) -> None:
    page = page_as("registration_officer")
    page.goto("/register/family/")
    page.fill("#id_p0-given", "Halima")
    page.context.request.get("/lock/")
    page.keyboard.press("Alt+s")
    expect(page.locator("body")).not_to_contain_text("Halima")
    expect(page.locator("input[name=kept]")).to_have_count(1)
