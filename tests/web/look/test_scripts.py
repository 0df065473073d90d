"""The scripts, in a real browser: keys of forms, the cover, the lock after a pause, where the focus goes."""

import re

from playwright.sync_api import Page, expect


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
    return found


def test_enter_goes_from_field_to_field_and_sends_from_the_button(page: Page, address: str) -> None:
    page.goto(f"{address}/people/")
    page.locator("#id_given").focus()
    been = []
    for _ in range(8):
        page.keyboard.press("Enter")
        been.append(focused(page))
    assert been == [
        "id_sex_0",
        "id_day",
        "id_month",
        "id_year",
        "id_needs_0",
        "id_country",
        "id_note",
        "id_note",  # Enter in a long text is a new line
    ]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert focused(page) == "Save the family"


def test_enter_stops_at_the_answer_that_is_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}/people/")
    page.locator("#id_sex_1").check()
    page.locator("#id_given").press("Enter")
    assert focused(page) == "id_sex_1"


def test_enter_sends_forms_that_do_not_ask_for_more(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in/")
    with page.expect_navigation():
        page.locator("#id_given").press("Enter")


def test_alt_and_a_letter_press_what_declares_it(page: Page, address: str) -> None:
    page.goto(f"{address}/people/")
    page.evaluate(
        "document.querySelector('[data-key=N]')"
        ".addEventListener('click', one => one.target.dataset.pressed = 'yes')"
    )
    page.keyboard.press("Alt+n")
    assert page.locator("[data-key=N]").get_attribute("data-pressed") == "yes"
    assert page.locator("[data-key=N]").get_attribute("aria-keyshortcuts") == "Alt+N"


def test_keys_work_on_a_keyboard_of_another_script(page: Page, address: str) -> None:
    page.goto(f"{address}/people/")
    pressed = page.evaluate(
        """() => {
          let pressed = false;
          document.querySelector('[data-key=N]').addEventListener('click', () => { pressed = true; });
          document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ى', code: 'KeyN', altKey: true }));
          return pressed;
        }"""
    )
    assert pressed


def test_escape_twice_covers_everything_at_once_and_again_brings_it_back(page: Page, address: str) -> None:
    page.goto(f"{address}/people/")
    title = page.title()
    page.locator("#id_given").fill("Mina")
    page.keyboard.press("Escape")
    assert page.title() == title
    page.keyboard.press("Escape")
    assert page.title() == "Opening hours"
    expect(page.get_by_role("heading", level=1)).to_have_text("Opening hours")
    expect(page.locator("#id_given")).to_be_hidden()
    assert page.url == f"{address}/cover/"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.title() == title
    assert page.url == f"{address}/people/"
    assert page.locator("#id_given").input_value() == "Mina"
    assert focused(page) == "id_given"


def test_the_link_and_alt_q_cover_too(page: Page, address: str) -> None:
    page.goto(f"{address}/people/")
    page.get_by_role("link", name="Cover the screen").click()
    assert page.title() == "Opening hours"
    page.keyboard.press("Alt+q")
    assert page.title().startswith("Specimen")
    page.keyboard.press("Alt+q")
    assert page.title() == "Opening hours"


def test_a_covered_page_shows_nothing_of_itself(page: Page, address: str) -> None:
    page.goto(f"{address}/people/")
    page.keyboard.press("Alt+q")
    seen = page.evaluate("document.body.innerText")
    for word in ("Asylon", "Amina", "Mina", "protection"):
        assert word not in seen
    page.reload()
    assert page.get_by_role("heading").inner_text() == "Cover"


def test_after_half_a_minute_a_covered_page_is_left_and_locked(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(f"{address}/people/")
    page.keyboard.press("Alt+q")
    with page.expect_navigation(url=f"{address}/cover/"):
        page.clock.run_for(31_000)
    assert page.get_by_role("heading").inner_text() == "Cover"


def test_two_slow_presses_of_escape_cover_nothing(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(f"{address}/people/")
    page.keyboard.press("Escape")
    page.wait_for_timeout(700)
    page.keyboard.press("Escape")
    assert page.title().startswith("Specimen")


def test_a_pause_is_announced_and_then_locks(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(f"{address}/people/?wrong=1")
    line = page.locator(".idle")
    page.clock.run_for(539_000)
    expect(line).to_have_text("")
    page.clock.run_for(3_000)
    expect(line).to_have_text("This screen locks in one minute. Press any key to go on.")
    page.keyboard.press("Shift")
    expect(line).to_have_text("")
    page.clock.run_for(602_000)
    page.wait_for_url(f"{address}/lock/?next=*")
    assert "next=%2Fpeople%2F%3Fwrong%3D1" in page.url


def test_keys_on_a_covered_screen_are_no_sign_of_life(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(f"{address}/people/")
    page.keyboard.press("Alt+q")
    page.clock.run_for(400_000)
    page.keyboard.press("x")
    page.clock.run_for(202_000)
    expect(page.get_by_role("heading")).to_have_text("Cover")
    page.keyboard.press("Alt+q")
    expect(page.get_by_role("heading")).to_have_text("Cover")


def test_another_open_page_of_the_same_person_keeps_this_one_awake(page: Page, address: str) -> None:
    page.goto(f"{address}/people/")
    other = page.context.new_page()
    other.clock.install()
    other.goto(f"{address}/people/")
    other.clock.run_for(541_000)
    expect(other.locator(".idle")).not_to_have_text("")
    page.evaluate(f"new BroadcastChannel('signs of life').postMessage({10**15})")
    expect(other.locator(".idle")).to_have_text("")


def test_after_mistakes_the_focus_is_on_the_box_and_its_links_lead_to_the_fields(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/people/?wrong=1")
    expect(page.locator(".errors")).to_be_focused()
    page.get_by_role("link", name=re.compile("no such month")).click()
    expect(page.locator("#id_month")).to_be_focused()


def test_content_that_comes_later_takes_the_focus_where_it_asks_for_it(page: Page, address: str) -> None:
    page.goto(f"{address}/people/")
    page.evaluate(
        """() => {
          const part = document.querySelector('#people');
          part.insertAdjacentHTML('beforeend', '<h3 id="new" tabindex="-1" data-focus>New</h3>');
          part.dispatchEvent(new CustomEvent('htmx:afterSettle', { bubbles: true }));
        }"""
    )
    assert focused(page) == "new"


def test_the_skip_link_comes_first(page: Page, address: str) -> None:
    page.goto(f"{address}/people/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
