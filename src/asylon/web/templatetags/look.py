"""Tags of the look: icons, and everything that a form could not take in one box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

SPRITE = Path(__file__).parent.parent / "static" / "asylon" / "sprite.svg"
DIRECTED = frozenset({"back", "next", "leave", "play"})
"""Icons that point along the line of reading, so they are mirrored where that runs the other way."""


class UnknownIcon(template.TemplateSyntaxError):
    """A template names an icon that the sprite does not hold."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a form could not take: what, where, and about whom."""

    text: str
    href: str = ""
    whose: str = ""


@cache
def icon_names() -> frozenset[str]:
    """The icons that the sprite holds."""
    return frozenset(re.findall(r'<symbol id="([a-z]+)"', SPRITE.read_text(encoding="utf-8")))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small picture beside a word; the word says everything, so readers of the screen skip it.

    Raises: UnknownIcon with the nearest name.
    """
    if name not in icon_names():
        near = get_close_matches(name, icon_names(), n=1)
        hint = f"Perhaps {near[0]!r}?" if near else f"There are: {', '.join(sorted(icon_names()))}."
        raise UnknownIcon(f"The sprite has no icon {name!r}. {hint}")
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        "ic flip" if name in DIRECTED else "ic",
        static("asylon/sprite.svg"),
        name,
    )


@register.inclusion_tag("asylon/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet[Any] | Problem | None) -> dict[str, list[Problem]]:
    """The box on top that lists what forms, sets of forms, or single problems have to say."""
    return {"problems": [problem for form in forms if form for problem in _problems(form)]}


@register.filter
def first_id(field: BoundField) -> str:
    """The id to link to: the field's own, or that of its first answer or part."""
    widget = field.field.widget
    own = field.auto_id or field.html_name
    if hasattr(widget, "widgets_names"):
        return f"{own}{widget.widgets_names[0]}"
    return f"{own}_0" if field.use_fieldset else own


def _problems(form: BaseForm | BaseFormSet[Any] | Problem) -> Iterator[Problem]:
    if isinstance(form, Problem):
        yield form
        return
    if not form.is_bound:
        return
    if isinstance(form, BaseFormSet):
        yield from (Problem(str(text)) for text in form.non_form_errors())
        for one in form.forms:
            yield from _problems(one)
        return
    whose = str(getattr(form, "heading", ""))
    yield from (Problem(str(text), whose=whose) for text in form.non_field_errors())
    for field in form:
        href = "" if field.is_hidden else f"#{first_id(field)}"
        yield from (Problem(str(text), href, whose) for text in field.errors)
