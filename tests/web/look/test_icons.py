"""Icons from one sprite, beside a word, mirrored where they point."""

import base64
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template import engines
from django.test import override_settings
from playwright.sync_api import Browser

from asylon.web.templatetags.look import SPRITE, UnknownIcon, icon, icon_names

SVG = "{http://www.w3.org/2000/svg}"
PIXELS = """async (picture) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const ground = canvas.getContext('2d');
  ground.drawImage(image, 0, 0);
  const data = ground.getImageData(0, 0, image.width, image.height).data;
  const found = new Set();
  for (let at = 0; at < data.length; at += 4) found.add([data[at], data[at + 1], data[at + 2]].join());
  return [...found].map(one => one.split(',').map(Number));
}"""


def render(text: str) -> str:
    return engines["django"].from_string(text).render()


def test_an_icon_says_nothing_to_a_screen_reader() -> None:
    assert icon("met") == (
        '<svg class="ic" aria-hidden="true" focusable="false">'
        '<use href="/static/asylon/sprite.svg#met"></use></svg>'
    )


def test_an_icon_that_points_is_mirrored_where_reading_runs_the_other_way() -> None:
    assert 'class="ic flip"' in render('{% icon "back" %}')
    assert 'class="ic"' in render('{% icon "clock" %}')


def test_an_unknown_icon_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownIcon, match=r"no icon 'urgnt'\. Perhaps 'urgent'\?"):
        render('{% icon "urgnt" %}')


def test_a_name_like_no_other_is_refused_with_all_names() -> None:
    with pytest.raises(UnknownIcon, match=r"There are: back, check, child"):
        icon("xxxxxxxx")


def test_the_icons_of_the_reference_are_there() -> None:
    wanted = (
        "mark met may not shut open held urgent seal key person child family group print cloud cover plus"
    )
    wanted += " search lock clock pause back dup help language leave check pencil history now later"
    assert set(wanted.split()) <= icon_names()


def test_the_sprite_names_no_colour_and_runs_nothing() -> None:
    root = ET.parse(SPRITE).getroot()
    for symbol in root:
        assert symbol.tag == f"{SVG}symbol"
        assert symbol.get("viewBox") == "0 0 24 24"
        for part in symbol.iter():
            assert set(part.attrib.values()) & {"black", "white"} == set()
            assert part.get("fill", "currentColor") in {"currentColor", "none"}
            assert part.get("stroke", "none") == "none"
            assert part.tag.removeprefix(SVG) in {"symbol", "path", "circle", "rect"}


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_icons_take_the_colour_of_their_word(browser: Browser, address: str, colours: str) -> None:
    with browser.new_context(
        color_scheme="dark" if colours == "dark" else "light",
        bypass_csp=True,  # the picture of the icon is read back inside the page
    ) as context:
        page = context.new_page()
        page.goto(f"{address}/people/", wait_until="networkidle")
        page.evaluate("document.querySelector('.cats .met').scrollIntoView()")
        box = page.locator(".cats .met > h3 > .ic").bounding_box()
        assert box is not None
        seen = page.evaluate(
            PIXELS, "data:image/png;base64," + base64.b64encode(page.screenshot(clip={**box})).decode()
        )
        wanted = {"light": (0x19, 0x60, 0x2F), "dark": (0x8A, 0xD4, 0xA2)}[colours]
        assert list(wanted) in seen


def test_icons_and_styles_are_found_under_their_hashed_names(tmp_path: Path) -> None:
    hashed = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    with override_settings(STORAGES={**settings.STORAGES, **hashed}, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
        address = re.search(r'href="/static/(asylon/sprite\.[0-9a-f]{12}\.svg)#met"', icon("met"))
        assert address is not None
        assert (tmp_path / address[1]).is_file()
        (tokens,) = tmp_path.glob("asylon/tokens.*.css")
        for font in re.findall(r'url\("([^"]+)"\)', tokens.read_text("utf-8")):
            assert (tokens.parent / font).is_file()
