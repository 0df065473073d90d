"""A family of four with the keyboard alone, in at most sixty interactions, in a real browser.

An interaction is one field filled, one choice, or one key command such as Enter, Tab or Alt and a letter.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

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
        """Make one choice: Space takes the first answer, an arrow the second; a letter takes it from a list."""
        self.page.keyboard.press(key)
        self.count += 1


def register_the_rahimis(page: Page, address: str) -> int:
    """Register the four from the blank form to the page with their numbers; gives the interactions."""
    page.goto(f"{address}/register/family/")
    page.locator("#id_p0-given").focus()
    hands = Hands(page)

    hands.fill("Yusuf")
    hands.press("Enter")
    hands.fill("Karim")
    hands.press("Enter")
    hands.fill("Rahimi")
    hands.press("Enter")
    hands.fill("1987")
    hands.press("Enter")
    hands.choose("ArrowRight")

    hands.press("Alt+n")
    hands.choose("w")
    hands.press("Enter")
    hands.fill("Zahra")
    hands.press("Enter")
    hands.fill("Ali")
    hands.press("Enter", "Enter")
    hands.fill("12/1990")
    hands.press("Enter")
    hands.choose("Space")

    hands.press("Alt+n")
    hands.choose("d")
    hands.press("Enter")
    hands.fill("Mina")
    hands.press("Enter", "Enter", "Enter")
    hands.fill("3.12.2017")
    hands.press("Enter")
    hands.choose("Space")

    hands.press("Alt+n")
    hands.choose("d")
    hands.press("Enter")
    hands.fill("Omid")
    hands.press("Enter", "Enter", "Enter")
    hands.fill("4 months")
    hands.press("Enter")
    hands.choose("ArrowRight")

    hands.press("Alt+t")
    hands.choose("Space")
    hands.press("Enter", "Enter", "Enter", "Enter", "Tab", "Tab")
    hands.choose("Space")
    hands.press("Enter")
    hands.choose("Space")
    expect(page.locator("#id_p2-father")).to_have_value("Yusuf")
    expect(page.locator("#id_p3-family")).to_have_value("Rahimi")
    expect(page.locator("#id_p3-needs_2")).to_be_checked()
    expect(page.locator("#id_afraid_0")).to_be_checked()
    expect(page.locator("#id_p1-born_echo")).to_contain_text("December 1990")
    hands.press("Alt+s")
    page.wait_for_url("**/register/done/**")
    expect(page.locator("h1")).to_contain_text("4 people are registered")
    return hands.count
