"""Every template of the package: nothing inline, no foreign host, known classes and icons, and it parses."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from asylon.web.templatetags.look import icon_names

WEB = Path(__file__).parents[3] / "src" / "asylon" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
OURS = [path.relative_to(WEB / "templates").as_posix() for path in TEMPLATES]
CSS = (WEB / "static" / "asylon" / "components.css").read_text("utf-8")
CLASSES = set(re.findall(r"\.([a-z][a-z0-9-]*)", re.sub(r"\{[^{}]*\}|/\*.*?\*/", " ", CSS, flags=re.DOTALL)))

INLINE = re.compile(r"""\s(style|on[a-z]+|hx-on[a-z:-]*)\s*=\s*["']""")
SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>|<style\b|javascript:", re.IGNORECASE)
SCRIPT_DATA = re.compile(r'<script[^>]*type="application/json"')
FOREIGN = re.compile(r"""(src|href|action)=["']\s*(https?:)?//""")


@pytest.fixture(params=TEMPLATES, ids=OURS)
def template(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text("utf-8")


def test_nothing_stands_inline(template: str) -> None:
    bare = re.sub(r"{%.*?%}", "", template)
    assert INLINE.findall(bare) == []
    assert [tag for tag in SCRIPT.findall(bare) if not SCRIPT_DATA.match(tag)] == []


def test_nothing_is_fetched_from_another_host(template: str) -> None:
    assert FOREIGN.findall(template) == []


def test_every_icon_is_in_the_sprite(template: str) -> None:
    assert set(re.findall(r'{%\s*icon\s+"([^"]*)"', template)) <= icon_names()


def test_every_class_has_its_component(template: str) -> None:
    bare = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", " ", template, flags=re.DOTALL)
    used = {name for names in re.findall(r'\sclass="([^"]*)"', bare) for name in names.split()}
    assert used - CLASSES == set()


@pytest.mark.parametrize("name", OURS)
def test_it_parses(name: str) -> None:
    assert get_template(name)
