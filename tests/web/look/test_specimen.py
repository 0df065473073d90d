"""Every component on one page, in a real browser: both directions, light and dark, desk and phone, paper."""

import itertools
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped] # it ships no types
from playwright.sync_api import Browser, Page

SETTINGS: list[tuple[Literal["light", "dark"], int]] = list(itertools.product(("light", "dark"), (1280, 360)))


@pytest.mark.parametrize("path", ["/people/", "/people/?wrong=1", "/sign-in/", "/nothing/"])
@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_axe_finds_nothing(browser: Browser, address: str, path: str, language: str) -> None:
    # axe is injected, which the pages themselves forbid
    with browser.new_context(locale=language, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(address + path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        page.evaluate(AXE_SCRIPT)
        for colours, width in SETTINGS:
            page.emulate_media(color_scheme=colours)
            page.set_viewport_size({"width": width, "height": 900})
            found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
            wrong = [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]
            assert wrong == [], (colours, width)


@pytest.mark.parametrize("language", ["en-GB", "ar"])
@pytest.mark.parametrize("width", [320, 360, 800, 1280])
def test_nothing_scrolls_sideways(browser: Browser, address: str, language: str, width: int) -> None:
    with browser.new_context(locale=language, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{address}/people/?wrong=1")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_keeps_its_own_security_policy_and_asks_no_other_host(page: Page, address: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(f"{address}/people/", wait_until="networkidle")
    assert answer is not None
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert said == []
    assert [url for url in asked if not url.startswith(address)] == []
    assert any(url.endswith("sprite.svg") for url in asked)


def test_arabic_comes_in_the_vendored_face_where_the_device_has_none(page: Page, address: str) -> None:
    page.goto(f"{address}/people/")
    loaded = page.evaluate(
        "document.fonts.load('700 16px \"Noto Sans Arabic\"', 'يوسف').then(faces => faces.map(f => f.status))"
    )
    assert loaded == ["loaded"]


def test_everything_to_press_is_large_enough(page: Page, address: str) -> None:
    page.goto(f"{address}/people/")
    small = page.evaluate(
        "[...document.querySelectorAll('.btn, .nav a, .jump a, .menu > summary, .choice, .seg label,'"
        " + 'input[type=text], select')]"
        ".filter(one => one.getBoundingClientRect().height < 43.9).map(one => one.textContent)"
    )
    assert small == []


def test_without_scripts_everything_can_be_read(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/people/?wrong=1")
        page.get_by_text("What would open it").click()
        assert page.get_by_text("A named person has looked at every danger.").is_visible()
        page.locator(".menu > summary").first.click()
        assert page.get_by_role("button", name="français").is_visible()
        assert page.get_by_role("link", name="Cover the screen").get_attribute("href") == "/cover/"


def test_on_paper_stand_no_category_words_and_no_navigation(page: Page, address: str) -> None:
    page.goto(f"{address}/people/")
    page.emulate_media(media="print")
    for gone in ("asylum seeker", "recovery and reflection", "Cover the screen", "Add a fact"):
        assert not page.get_by_text(gone, exact=True).first.is_visible(), gone
    assert page.get_by_text("Working copy on paper.").is_visible()
    assert page.get_by_text("C-05").is_visible()
