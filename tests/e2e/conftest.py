"""A real office and a real browser: one server for all tests of a worker, one Chromium for each module.

`page_as("supervisor")` gives a page of somebody signed in, `office` knows the addresses and the people, and
`axe(page)` lists what axe-core finds wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Protocol

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped] # it ships no types
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.office import Office, open_office

CHROMIUM = "/usr/bin/chromium"
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
SLOWEST_MS = 30_000
"""Other tests share the machine: this ends what hangs, and says nothing of how fast a page is."""


class PageAs(Protocol):
    """Opens a page of somebody."""

    def __call__(
        self,
        who: str | None = None,
        *,
        language: str = "en",
        phone: bool = False,
        stepped_up: bool = False,
        **context: Any,
    ) -> Page:
        """A page of the account with this work name, signed in; without one, of nobody."""
        ...


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """The office, open, with the story of `tests.scene`."""
    with open_office() as opened:
        yield opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The machine's Chromium. Not longer than a module: while it runs, Django's tests cannot."""
    expect.set_options(timeout=SLOWEST_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield started
        started.close()


@pytest.fixture
def page_as(office: Office, browser: Browser) -> Iterator[PageAs]:
    """Pages of anybody; they close with the test, and no page may have said an error on its console."""
    said: list[str] = []
    with ExitStack() as contexts:

        def opened(
            who: str | None = None,
            *,
            language: str = "en",
            phone: bool = False,
            stepped_up: bool = False,
            **context: Any,
        ) -> Page:
            told: dict[str, Any] = {
                "viewport": PHONE if phone else DESK,
                "base_url": office.url,
                "bypass_csp": True,
            }
            made = browser.new_context(**(told | context))
            contexts.callback(made.close)
            made.set_default_timeout(SLOWEST_MS)
            if who:
                cookie = office.ask("session", username=who, language=language, stepped_up=stepped_up)
                made.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": office.url}])
            page = made.new_page()
            page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
            return page

        yield opened
    assert said == []


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What axe-core finds wrong on a page: the rule, and the element."""

    def judged(page: Page) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        return [f"{page.url}: {each['id']}: {node['html']}" for each in found for node in each["nodes"]]

    return judged
