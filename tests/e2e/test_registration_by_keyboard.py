"""A family of four with the keyboard alone, in at most sixty interactions, in a real browser.

An interaction is one field filled, one choice, or one key command such as Enter, Tab or Alt and a letter.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PageAs

pytestmark = pytest.mark.browser
MOST = 60


@dataclass
class Hands:
    """Two hands on a keyboard, and how often they did something."""

    page: Page
    count: int = 0

    def fill(self, text: str) -> None:
        """Type into the field that has the focus."""
        self.page.keyboard.type(text)
        self.count += 1

    def press(self, *keys: str) -> None:
        """Press keys, each of them a command."""
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def choose(self, key: str) -> None:
        """Make one choice: Space takes the first answer, an arrow the second, a letter one from a list."""
        self.page.keyboard.press(key)
        self.count += 1


def test_a_family_of_four_in_at_most_sixty_interactions(page_as: PageAs) -> None:
    page = page_as("registration_officer")
    page.goto("/register/family/")
    page.locator("#id_p0-given").focus()
    hands = Hands(page)

    hands.fill("Daud")
    hands.press("Enter")
    hands.fill("Hamid")
    hands.press("Enter")
    hands.fill("Belhaj")
    hands.press("Enter")
    hands.fill("1984")
    hands.press("Enter")
    hands.choose("ArrowRight")

    hands.press("Alt+n")
    hands.choose("w")
    hands.press("Enter")
    hands.fill("Leyla")
    hands.press("Enter")
    hands.fill("Musa")
    hands.press("Enter", "Enter")
    hands.fill("11/1986")
    hands.press("Enter")
    hands.choose("Space")

    hands.press("Alt+n")
    hands.choose("d")
    hands.press("Enter")
    hands.fill("Sara")
    hands.press("Enter", "Enter", "Enter")
    hands.fill("8.5.2014")
    hands.press("Enter")
    hands.choose("Space")

    hands.press("Alt+n")
    hands.choose("d")
    hands.press("Enter")
    hands.fill("Adam")
    hands.press("Enter", "Enter", "Enter")
    hands.fill("4 months")
    hands.press("Enter")
    hands.choose("ArrowRight")

    # She reads how the births were understood: while none is, only children may stand here.
    for place in range(4):
        expect(page.locator(f"#id_p{place}-born_echo")).not_to_be_empty()
    hands.press("Alt+t")
    hands.choose("Space")
    hands.press("Enter", "Enter", "Enter", "Enter", "Tab", "Tab")
    hands.choose("Space")
    hands.press("Enter")
    hands.choose("Space")
    expect(page.locator("#id_p2-father")).to_have_value("Daud")
    expect(page.locator("#id_p3-family")).to_have_value("Belhaj")
    expect(page.locator("#id_p3-needs_2")).to_be_checked()
    expect(page.locator("#id_afraid_0")).to_be_checked()
    expect(page.locator("#id_p1-born_echo")).to_contain_text("November 1986")
    hands.press("Alt+s")
    page.wait_for_url("**/register/done/**")
    expect(page.locator("h1")).to_contain_text("4 people are registered")
    assert hands.count <= MOST
