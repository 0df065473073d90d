"""What the office is for, from the front door on: sign in, register a family, interview the mother, see."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from playwright.sync_api import CDPSession, Page, expect

from tests.e2e.conftest import PageAs
from tests.e2e.office import Office
from tests.scene import AMINA, CARLA, PASSWORD

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]


class Story(NamedTuple):
    """What the story is told with in one language of the pages."""

    who: str
    given: tuple[str, str, str]
    born: tuple[str, str, str]
    family: str
    written: str
    person_speaks: str
    terms: tuple[str, str]
    """What the mother is in the end, both at once."""


STORIES = {
    "en": Story(
        AMINA,
        ("Parwana", "Jawad", "Setara"),
        ("12/1990", "1987", "3.12.2017"),
        "Karimzada",
        "پروانه کریم‌زاده",
        "ar",
        ("trafficked person", "asylum seeker"),
    ),
    "ar": Story(
        CARLA,
        ("Lujain", "Hatem", "Rawan"),
        ("5/1979", "1972", "7.9.2008"),
        "Darwish",
        "لجين درويش",
        "fr",
        ("ضحية اتجار بالأشخاص", "ملتمس لجوء"),
    ),
}

EXPLOITED = ("act_recruit", "means_force", "purpose_labour")
"""An act, a means and a purpose: together they make a victim of trafficking."""


def sign_in(page: Page, office: Office, who: str, *, ahead: int = 0) -> None:
    """Work name and password, then the code of the app."""
    page.goto("/")
    page.fill("#id_login", who)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.fill("#id_code", office.ask("code", ahead=ahead))
    page.keyboard.press("Enter")
    page.wait_for_url("**/day/")


def register_the_family(page: Page, story: Story) -> None:
    """A mother, her husband and a daughter, by mouse."""
    page.locator("nav a[href='/register/']").click()
    page.locator("main a[href='/register/family/']").first.click()
    people = zip(story.given, story.born, ("female", "male", "female"), strict=True)
    for place, (given, born, sex) in enumerate(people):
        if place:
            page.locator("button[name=do][value=more]").click()
            page.select_option(f"#id_p{place}-part", "spouse" if place == 1 else "child")
        page.fill(f"#id_p{place}-given", given)
        page.fill(f"#id_p{place}-family", story.family)
        page.fill(f"#id_p{place}-born", born)
        page.check(f"input[name=p{place}-sex][value={sex}]")
    page.locator("#people details summary").first.click()
    page.fill("#id_p0-written", story.written)
    page.check("input[name=afraid][value=yes]")
    page.keyboard.press("Alt+s")
    page.wait_for_url("**/register/done/**")
    expect(page.locator("h1")).to_contain_text("3")
    expect(page.locator("main h3 a[href^='/people/']")).to_have_count(3)


def answer(page: Page, value: str) -> None:
    """One answer to the question that is asked, and on to the next."""
    asked = page.locator("h1").inner_text()
    page.check(f"input[name=said][value={value}]")
    page.locator("main form .btn.main").first.click()
    expect(page.locator("h1")).not_to_have_text(asked)


def interview(page: Page, person: str, language: str) -> None:
    """Begin, answer as the questions come, then tell of the time abroad and who has asked for what."""
    page.goto(f"{person}interview/")
    page.check(f"input[name=language][value={language}]")
    page.check("input[name=interpreter][value=woman]")
    page.check("input[name=alone][value=yes]")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(f"main [lang={language}] .q")).to_be_visible()
    for value in ("no", "no", "unknown", "declined"):
        answer(page, value)
    page.goto(f"{person}interview/list/episode/")
    page.select_option("#item-country", "AE")
    page.fill("#item-from", "3/2020")
    page.locator("form[aria-labelledby=add] button[type=submit]").click()
    for fact in EXPLOITED:
        page.goto(f"{person}facts/add/?topic=exploitation")
        page.locator(f"a[href*='/facts/{fact}/']").click()
        page.check("input[name=said][value=yes]")
        page.locator("main form .btn.main").click()
        page.wait_for_url("**/facts/**")


@pytest.mark.parametrize("language", list(STORIES))
def test_from_the_front_door_to_the_categories_side_by_side(
    page_as: PageAs, axe: Axe, office: Office, language: str
) -> None:
    story = STORIES[language]
    office.ask("speaks", username=story.who, language=language)
    page = page_as()
    page.goto(f"/language/?language={language}&next=/")
    sign_in(page, office, story.who)
    assert page.locator("html").get_attribute("lang") == language
    assert axe(page) == []
    register_the_family(page, story)
    assert axe(page) == []
    page.locator("main h3 a[href^='/people/']").first.click()
    person = re.sub(r"[?#].*", "", page.url).removeprefix(office.url)
    interview(page, person, story.person_speaks)
    page.goto(person)
    met = page.locator(".cats .met")
    for term in story.terms:
        expect(met.locator(".cat h4 .term", has_text=re.compile(f"^{term}$"))).to_be_visible()
    expect(page.locator(".gate.shut")).not_to_have_count(0)
    assert axe(page) == []


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_the_mothers_page_reads_from_right_to_left_in_arabic(
    page_as: PageAs, axe: Axe, office: Office, phone: bool
) -> None:
    page = page_as(AMINA, language="ar", phone=phone)
    page.goto(f"/people/{office.id_of('people', 'zahra')}/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    heading = page.locator("#h-true").bounding_box()
    width = page.viewport_size
    assert heading is not None
    assert width is not None
    assert heading["x"] + heading["width"] > width["width"] / 2
    assert re.search(r"[\u0600-\u06ff]{3}", page.locator(".cats .met h4").first.inner_text())
    assert axe(page) == []


def test_paper_shows_codes_in_place_of_categories(page_as: PageAs, axe: Axe, office: Office) -> None:
    page = page_as(AMINA)
    page.goto(f"/people/{office.id_of('people', 'zahra')}/?print=1")
    page.emulate_media(media="print")
    said = page.locator("body").inner_text().casefold()
    assert "amina haddad" in said
    assert "trafficking" not in said
    assert "refugee" not in said
    assert axe(page) == []


def test_one_key_covers_the_screen_and_gives_it_back(page_as: PageAs, axe: Axe, office: Office) -> None:
    page = page_as(AMINA)
    page.goto(f"/people/{office.id_of('people', 'zahra')}/")
    title = page.title()
    page.keyboard.press("Alt+q")
    expect(page.locator(".covered h1")).to_be_visible()
    expect(page.locator("main")).to_be_hidden()
    assert "Asylon" not in page.title()
    assert "Zahra" not in page.locator("body").inner_text()
    assert axe(page) == []
    page.keyboard.press("Alt+q")
    expect(page.locator("main")).to_be_visible()
    assert page.title() == title


def test_the_cover_of_its_own_locks_until_the_password_comes(page_as: PageAs, office: Office) -> None:
    page = page_as("child_protection_officer")
    page.goto("/cover/")
    page.goto(f"/people/{office.id_of('people', 'zahra')}/")
    expect(page.locator("body")).not_to_contain_text("Zahra")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/people/{office.id_of('people', 'zahra')}/")


def key_device(page: Page) -> tuple[CDPSession, str]:
    """A device that holds passkeys, checks its owner and never asks twice."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    told = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = devices.send("WebAuthn.addVirtualAuthenticator", {"options": told})
    return devices, made["authenticatorId"]


@pytest.fixture
def by_name(page_as: PageAs, office: Office) -> Page:
    """A browser at the office's name: passkeys belong to one, and an address of numbers has none."""
    return page_as(base_url=office.url.replace("127.0.0.1", "localhost"))


def test_a_passkey_alone_lets_its_owner_in(by_name: Page, axe: Axe, office: Office) -> None:
    page = by_name
    key_device(page)
    office.ask("speaks", username="legal_adviser", language="en")
    sign_in(page, office, "legal_adviser")
    page.goto("/accounts/passkeys/add/")
    page.fill("#id_code", office.ask("code", ahead=1))
    page.locator("main form .btn.main").first.click()
    page.get_by_label("Name").fill("Telephone")
    assert axe(page) == []
    page.get_by_role("button", name="Make a passkey").click()
    expect(page).not_to_have_url(re.compile("/passkeys/add/"))
    page.goto("/accounts/")
    expect(page.locator("main")).to_contain_text("Telephone")
    assert axe(page) == []
    page.goto("/accounts/logout/")
    page.locator("main .btn.main").click()
    page.goto("/")
    page.get_by_role("button", name="Use a passkey instead").click()
    page.wait_for_url("**/day/")
    expect(page.locator("header")).to_contain_text("Legal adviser")


def test_a_passkey_that_the_house_does_not_know_lets_nobody_in(by_name: Page) -> None:
    page = by_name
    devices, device = key_device(page)
    key = ec.generate_private_key(ec.SECP256R1())
    written = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    stranger = {
        "credentialId": b64encode(b"of another house").decode(),
        "isResidentCredential": True,
        "rpId": "localhost",
        "privateKey": b64encode(written).decode(),
        "userHandle": b64encode(b"somebody").decode(),
        "signCount": 1,
    }
    devices.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": stranger})
    page.goto("/")
    page.get_by_role("button", name="Use a passkey instead").click()
    expect(page.locator("main")).to_contain_text("This passkey was not taken")
    page.goto("/day/")
    expect(page).to_have_url(re.compile("/accounts/login/"))
