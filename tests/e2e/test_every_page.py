"""Every page, in both directions, light and dark, at a desk and on the smallest telephone: axe finds nothing.

Each page is looked at from left to right on a desk in the light, and from right to left on a telephone in the
dark; with `--thorough` in all eight settings.
A page that somebody adds has to be added to a table here, or the last test says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.conftest import DESK, PageAs
from tests.e2e.office import Office
from tests.scene import AMINA, BOJAN, CARLA, PASSWORD

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
Light = Literal["light", "dark"]

SMALL: ViewportSize = {"width": 320, "height": 640}
LARGE: ViewportSize = {"width": DESK["width"], "height": DESK["height"]}
SETTING: dict[str, tuple[Light, ViewportSize]] = {"en": ("light", LARGE), "ar": ("dark", SMALL)}
EVERY_SETTING: tuple[tuple[Light, ViewportSize], ...] = (
    *(("light", size) for size in (LARGE, SMALL)),
    *(("dark", size) for size in (LARGE, SMALL)),
)
REGISTRAR, SUPERVISOR, ADMINISTRATOR = "registration_officer", "supervisor", "administrator"

PAGES: dict[str, tuple[str | None, tuple[str, ...]]] = {
    "signed out": (None, ("/", "/accounts/login/", "/accounts/lost/", "/cover/", "/no/such/page/")),
    "my day": (AMINA, ("/day/",)),
    "my day of a newcomer": ("legal_adviser", ("/day/",)),
    "search": (AMINA, ("/people/", "/people/?q=Rahimi", "/people/?q=Nobody+Atall")),
    "search, ask elsewhere": (CARLA, ("/people/?q=Zahra+Rahimi",)),
    "person": (AMINA, ("/people/{zahra}/", "/people/{zahra}/?print=1")),
    "person, masked": (BOJAN, ("/people/{zahra}/",)),
    "person, nothing known": (AMINA, ("/people/{lone}/",)),
    "person, not open": (CARLA, ("/people/{zahra}/", "/people/{zahra}/open/")),
    "reasons and history": (
        AMINA,
        (
            "/people/{zahra}/why/trafficked/",
            "/people/{zahra}/why/right:guardian/",
            "/people/{zahra}/history/",
        ),
    ),
    "keeping a case": (AMINA, ("/people/{zahra}/keep/", "/people/{zahra}/identity/")),
    "family": (
        AMINA,
        tuple(f"/people/{{zahra}}/family/{each}" for each in ("", "link/", "absent/", "form/", "join/")),
    ),
    "facts": (
        AMINA,
        (
            "/people/{zahra}/facts/",
            "/people/{zahra}/facts/?topic=needs",
            "/people/{zahra}/facts/add/",
            "/people/{zahra}/facts/add/?topic=exploitation",
            "/people/{zahra}/facts/immediate_danger/",
            "/people/{zahra}/facts/age_years/",
            "/people/{zahra}/facts/informed_consent_share/",
            "/people/{zahra}/facts/former_habitual_residence/",
        ),
    ),
    "lists": (
        AMINA,
        tuple(
            f"/people/{{zahra}}/facts/lists/{each}/"
            for each in ("nationality", "episode", "leg", "destination")
        ),
    ),
    "interview": (
        AMINA,
        (
            "/people/{zahra}/interview/",
            "/people/{zahra}/interview/question/pregnant/",
            "/people/{zahra}/interview/question/preferred_solution/",
            "/people/{zahra}/interview/question/age_years/",
            "/people/{zahra}/interview/list/episode/",
            "/people/{mina}/interview/",
            "/people/{zahra}/account/",
        ),
    ),
    "registration": (
        REGISTRAR,
        ("/register/", "/register/family/", "/register/one/", "/register/group/", "/register/rescue/"),
    ),
    "registered": (
        REGISTRAR,
        (
            "/register/done/{family}/",
            "/groups/{counted}/",
            "/groups/{counted}/one-by-one/",
            f"/check/{'a' * 52}/",
        ),
    ),
    "notices": (SUPERVISOR, ("/notices/", "/notices/?seen=1")),
    "journal": ("auditor", ("/journal/", "/journal/?act=export&since=2020-01-01")),
    "counts": ("analyst", ("/counts/",)),
    "staff": (ADMINISTRATOR, ("/staff/", "/staff/accounts/new/", f"/staff/accounts/{{{AMINA}}}/")),
    "places": (
        ADMINISTRATOR,
        (
            "/staff/offices/",
            "/staff/offices/new/",
            "/staff/offices/{rc}/",
            "/staff/offices/{rc}/edit/",
            "/staff/offices/{rc}/sites/new/",
            "/staff/offices/{rc}/services/new/",
            "/staff/sites/{gate}/",
            "/staff/services/{clinic}/",
        ),
    ),
    "own sign-in": (
        ADMINISTRATOR,
        (
            "/accounts/",
            "/accounts/password/",
            "/accounts/app/remove/",
            "/accounts/passkeys/add/",
            "/accounts/recovery/new/",
            "/accounts/tokens/",
            "/accounts/set-up/",
            "/accounts/confirm/",
            "/accounts/logout/",
        ),
    ),
}
"""Who looks, and at what, by the subject."""


def addresses_of(name: str, office: Office) -> list[str]:
    """The pages of a row of the table, with the ids of the scene."""
    known = {key: value for part in office.scene.values() for key, value in part.items()}
    # Two families of names meet in one: the registration of the family, not the family's group.
    known |= office.scene["registrations"]
    return [each.format(**known) for each in PAGES[name][1]]


def assert_well(page: Page, axe: Axe, language: str, *, thorough: bool) -> None:
    """Nothing for axe to find and nothing to move sideways, in the settings of a language."""
    for light, size in EVERY_SETTING if thorough else (SETTING[language],):
        page.emulate_media(color_scheme=light)
        page.set_viewport_size(size)
        assert axe(page) == [], (light, size)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (page.url, size)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_is_well_in_every_setting(
    page_as: PageAs, axe: Axe, office: Office, name: str, language: str, thorough: bool
) -> None:
    who = PAGES[name][0]
    page = page_as(who, language=language, stepped_up=True)
    if who is None:
        page.goto(f"/language/?language={language}&next=/")
    for address in addresses_of(name, office):
        page.goto(address)
        assert page.url == office.url + address
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert_well(page, axe, language, thorough=thorough)


def second_factor(page: Page, office: Office) -> None:
    """After the password, before the code."""
    page.goto("/accounts/login/")
    page.fill("#id_login", CARLA)
    page.fill("#id_password", PASSWORD)
    page.locator("main form .btn.main").click()
    expect(page.locator("#id_code")).to_be_visible()


def wrong_password(page: Page, office: Office) -> None:
    """A password that is not hers."""
    page.goto("/accounts/login/")
    page.fill("#id_login", "nobody-of-this-name")
    page.fill("#id_password", "not the password")
    page.locator("main form .btn.main").click()
    expect(page.locator(".errors")).to_be_visible()


def locked(page: Page, office: Office) -> None:
    """The screen of somebody who went away."""
    page.goto("/lock/")
    expect(page.locator("#id_password")).to_be_visible()


def wrong_date(page: Page, office: Office) -> None:
    """A family with a fault, and with somebody who may be registered already."""
    page.goto("/register/family/")
    page.fill("#id_p0-family", "Rahimi")
    page.fill("#id_p0-given", "Yusuf")
    page.fill("#id_p0-born", "3.14.2017")
    page.keyboard.press("Alt+s")
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator("#id_p0-born")).to_have_value("3.14.2017")
    expect(page.locator("#matches .dup").first).to_be_visible()


def reasons_in_place(page: Page, office: Office) -> None:
    """A card, a gate and the history, opened where they stand."""
    page.goto(f"/people/{office.id_of('people', 'zahra')}/")
    for part in (".met .cat", ".may .cat", ".gate.shut", "[aria-labelledby=h-hist]"):
        page.locator(f"{part} summary").first.click()
        expect(page.locator(f"{part} details[open]").first.locator("p a")).to_have_count(0)


def nothing_said(page: Page, office: Office) -> None:
    """A question that was sent without an answer."""
    page.goto(f"/people/{office.id_of('people', 'zahra')}/interview/question/pregnant/")
    page.locator("main form .btn.main").click()
    expect(page.locator(".errors")).to_be_focused()


def paused(page: Page, office: Office) -> None:
    """An interview that waits."""
    page.goto(f"/people/{office.id_of('people', 'zahra')}/interview/")
    page.locator("button[name=then], button[form=pause], form[action$='/go-on/'] button").first.click()
    if not page.locator("form[action$='/go-on/']").count():
        page.locator("button[name=then], button[form=pause]").first.click()
    expect(page.locator("form[action$='/go-on/']")).to_have_count(1)


def recovery_codes(page: Page, office: Office) -> None:
    """The codes to write down, which are shown once."""
    page.goto("/accounts/recovery/new/")
    page.locator("main form .btn.main").click()
    expect(page.locator("main li, main code").first).to_be_visible()


def journal_checked(page: Page, office: Office) -> None:
    """The whole chain walked over."""
    page.goto("/journal/")
    page.locator(".head form .btn").click()
    expect(page.locator("main [role=status]").first).to_be_visible()


def emergency_without_reason(page: Page, office: Office) -> None:
    """Breaking the glass needs a reason."""
    page.goto(f"/people/{office.id_of('people', 'zahra')}/open/")
    page.locator("main form .btn").click()
    expect(page.locator(".errors")).to_be_visible()


def a_link(page: Page, office: Office) -> None:
    """A link of hers, with an end that cannot be."""
    page.goto(f"/people/{office.id_of('people', 'zahra')}/family/")
    page.locator("a[href*='/family/links/']").first.click()
    page.fill("#end_until", "1.1.1880")
    page.locator("form:has(#end_until) .btn").click()
    expect(page.locator(".errors")).to_be_focused()


def a_group(page: Page, office: Office) -> None:
    """Her part in her family."""
    page.goto(f"/people/{office.id_of('people', 'zahra')}/family/")
    page.locator("a[href*='/family/groups/']").first.click()
    expect(page.locator("#part_part")).to_be_visible()


STATES: dict[str, tuple[str | None, Callable[[Page, Office], None]]] = {
    "second factor": (None, second_factor),
    "wrong password": (None, wrong_password),
    "locked": ("asylum_adjudicator", locked),
    "a fault and a match": (REGISTRAR, wrong_date),
    "reasons in place": (AMINA, reasons_in_place),
    "nothing said": (AMINA, nothing_said),
    "paused": (AMINA, paused),
    "a link": (AMINA, a_link),
    "a group": (AMINA, a_group),
    "recovery codes": ("child_protection_officer", recovery_codes),
    "journal checked": ("auditor", journal_checked),
    "emergency without a reason": (BOJAN, emergency_without_reason),
}
"""Pages that only an act leads to."""


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", list(STATES))
def test_a_state_is_well_in_every_setting(
    page_as: PageAs, axe: Axe, office: Office, name: str, language: str, thorough: bool
) -> None:
    who, lead = STATES[name]
    page = page_as(who, language=language, stepped_up=True)
    if who is None:
        page.goto(f"/language/?language={language}&next=/")
    lead(page, office)
    assert_well(page, axe, language, thorough=thorough)


ELSEWHERE = {
    "mfa_authenticate": "the state 'second factor'",
    "mfa_view_recovery_codes": "the state 'recovery codes'",
    "locked": "the state 'locked'",
    "lock": "leads to it",
    "kin_link": "the state 'a link'",
    "kin_part": "the state 'a group'",
    "mfa_activate_totp": "for somebody without an app: tests/web/signin",
    "mfa_edit_webauthn": "needs a passkey: test_main_story.py",
    "mfa_remove_webauthn": "needs a passkey: test_main_story.py",
    "mfa_login_webauthn": "answers a device",
    "certificate": "a PDF",
    "certificate_of_group": "a PDF",
    "register_matches": "a piece of the form",
    "register_birth": "a piece of the form",
}
ACTS = {
    "language",
    "switch_role",
    "revoke_token",
    "notice_seen",
    *(f"keep_{each}" for each in ("give", "end", "close", "reopen", "erase")),
    "fact_list_said",
    "fact_list_withdraw",
    *(f"interview_{each}" for each in ("begin", "answer", "put_off", "take_up", "pause", "go_on", "end")),
    "interview_in_danger",
    *(f"staff_{each}" for each in ("give_role", "end_role", "lock", "unlock", "revoke", "reset_factors")),
    "staff_end_waiting",
    "staff_new_password",
}
"""Addresses that only take something and then lead to a page."""


def names_in(resolver: URLResolver) -> set[str]:
    """The names of all addresses under one."""
    found: set[str] = set()
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            found.add(str(each.name))
        else:
            found |= names_in(each)
    return found


def test_no_page_is_left_out(office: Office) -> None:
    seen = {
        str(resolve(address.partition("?")[0]).url_name)
        for name in PAGES
        for address in addresses_of(name, office)
        if address != "/no/such/page/"
    }
    of_responses = names_in(get_resolver("asylon.web.responses.urls"))  # test_plan_and_share_pages.py
    assert names_in(get_resolver("asylon.web.urls")) - of_responses - seen == set(ELSEWHERE) | ACTS
