"""Real pages in Chromium under the strict policy: it refuses nothing, and no other host is asked."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, expect

from tests.e2e.conftest import PageAs
from tests.e2e.office import Office
from tests.scene import AMINA, BOJAN, CARLA

pytestmark = pytest.mark.browser

OPEN_WHAT_IS_FOLDED = """async () => {
  for (const folded of document.querySelectorAll('main details')) folded.open = true;
  await new Promise(done => setTimeout(done, 50));
}"""
"""What is opened asks for its content a moment later."""
VISITS: dict[str | None, tuple[str, ...]] = {
    None: ("/", "/accounts/login/", "/accounts/lost/", "/no/such/page/", "/cover/"),
    AMINA: (
        "/day/",
        "/people/?q=Zahra",
        "/people/{zahra}/",
        "/people/{zahra}/?print=1",
        "/people/{zahra}/why/trafficked/",
        "/people/{zahra}/history/",
        "/people/{zahra}/facts/",
        "/people/{zahra}/facts/add/",
        "/people/{zahra}/facts/lists/episode/",
        "/people/{zahra}/interview/",
        "/people/{zahra}/account/",
        "/register/",
        "/register/family/",
        "/register/group/",
    ),
    BOJAN: ("/day/", "/people/{zahra}/"),
    CARLA: ("/people/{zahra}/", "/people/{zahra}/open/", "/people/?q=Zahra+Rahimi"),
    "supervisor": ("/day/", "/notices/"),
    "auditor": ("/journal/",),
    "analyst": ("/counts/",),
    "administrator": (
        "/staff/",
        "/staff/accounts/new/",
        "/staff/offices/",
        "/accounts/",
        "/accounts/tokens/",
    ),
}


@pytest.mark.parametrize("who", list(VISITS), ids=str)
def test_no_page_asks_another_host_or_breaks_the_policy(
    page_as: PageAs, office: Office, who: str | None
) -> None:
    page = page_as(who, stepped_up=True, bypass_csp=False)
    asked, said = listen(page)
    for path in VISITS[who]:
        page.goto(path.format(**office.scene["people"]))
        page.evaluate(OPEN_WHAT_IS_FOLDED)
        expect(page.locator(".htmx-request")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert len(asked) > len(VISITS[who])
    assert {urlsplit(address).netloc for address in asked} == {urlsplit(office.url).netloc}
    assert [each for each in said if "404" not in each] == []


def listen(page: Page) -> tuple[list[str], list[str]]:
    """The addresses that a page asks, and the errors on its console, as they come."""
    asked: list[str] = []
    said: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith("data:"):
            asked.append(request.url)

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(f"{page.url}: {message.text}")

    page.on("request", note)
    page.on("console", hear)
    return asked, said
