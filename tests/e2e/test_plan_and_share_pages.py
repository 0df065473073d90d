"""The pages of plans, reviews and shares in a real browser: both directions, in the dark, on a telephone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import pytest
from django.urls import get_resolver, resolve
from playwright.sync_api import Page

from tests.e2e.conftest import PageAs
from tests.e2e.office import Office, ask, end
from tests.e2e.test_emergency_pages import PAGES as OF_EMERGENCIES
from tests.e2e.test_every_page import names_in
from tests.e2e.test_pledge_pages import PAGES as OF_PLEDGES

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
Light = Literal["light", "dark"]

COORDINATOR = "coordinator"
ORDERS = "tests.e2e.response_orders"
PLANS = (
    "/responses/{emergency}/",
    "/responses/{emergency}/plans/",
    "/responses/{emergency}/plans/new/",
    "/responses/{emergency}/consultations/",
    "/responses/{emergency}/consultations/new/",
    "/responses/consultations/{consultation}/",
    "/responses/consultations/{consultation}/edit/",
    "/responses/prepared/",
    "/responses/prepared/new/",
    "/responses/plans/{plan}/",
    "/responses/plans/{plan}/edit/",
    "/responses/plans/{ready}/ready/",
    "/responses/plans/{plan}/items/new/",
    "/responses/plans/{plan}/checklist/",
    "/responses/plans/{plan}/review/",
    "/responses/plans/{plan}/adopt/",
    "/responses/plans/{plan}/amendments/",
    "/responses/plans/{plan}/compare/",
    "/responses/items/{plan_item}/",
    "/responses/items/{draft_item}/edit/",
)
REVIEWS = (
    "/responses/{emergency}/reviews/",
    "/responses/{emergency}/report/",
    "/responses/plans/{unreviewed}/reviews/new/",
    "/responses/reviews/{review}/",
    "/responses/reviews/{review}/figures/",
    "/responses/reviews/{quiet_review}/hold/",
)
SHARES = (
    "/responses/{emergency}/shares/",
    "/responses/{emergency}/shares/new/",
    "/responses/{emergency}/shares/{scenario}/",
    "/responses/{emergency}/shares/{scenario}/map/",
    "/responses/{emergency}/shares/{scenario}/burdens/?people=2&money=1&places=1",
    "/responses/{emergency}/shares/{scenario}/why/DEU/",
)
TABLES = {"plans": PLANS, "reviews": REVIEWS, "shares": SHARES}
SETTINGS: tuple[tuple[str, Light, bool], ...] = (("en", "light", False), ("ar", "dark", True))
ELSEWHERE = {
    *("plan_paper", "report_pdf", "report_json", "report_csv", "share_table", "share_data", "pledges_file"),
    *("begin_version", "strike_member", "take_out_item", "item_progress", "item_answer"),
    *("gather_review", "proposal", "end_declaration", "change_emergency"),
}
"""Files, addresses that only take something, and forms that the page tests look at."""


@pytest.fixture(scope="module")
def made(office: Office) -> Mapping[str, str]:
    process = office.process(ORDERS)
    try:
        found: Mapping[str, str] = ask(process, "planned")
        return found
    finally:
        end(process)


@pytest.mark.parametrize(("language", "light", "phone"), SETTINGS)
@pytest.mark.parametrize("table", TABLES)
def test_axe_finds_nothing_and_nothing_runs_off(
    page_as: PageAs, axe: Axe, made: Mapping[str, str], table: str, language: str, light: Light, phone: bool
) -> None:
    page = page_as(COORDINATOR, language=language, stepped_up=True, phone=phone, color_scheme=light)
    for path in TABLES[table]:
        answer = page.goto(path.format(**made))
        assert answer is not None
        assert answer.status == 200, page.url
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        wide = page.viewport_size["width"] if page.viewport_size else 0
        assert page.evaluate("document.documentElement.scrollWidth") <= wide, page.url
        assert axe(page) == [], page.url


def test_no_page_of_responses_is_left_out() -> None:
    parts = dict.fromkeys(
        ("emergency", "id", "pledge", "need", "consultation", "plan", "ready", "plan_item", "draft_item"),
        "00000000-0000-0000-0000-000000000000",
    )
    parts |= dict.fromkeys(("unreviewed", "review", "quiet_review", "scenario"), parts["plan"])
    tables = (*TABLES.values(), OF_EMERGENCIES.values(), OF_PLEDGES.values())
    seen = {
        str(resolve(path.partition("?")[0].format(**parts)).url_name) for paths in tables for path in paths
    }
    assert names_in(get_resolver("asylon.web.responses.urls")) - seen == ELSEWHERE
