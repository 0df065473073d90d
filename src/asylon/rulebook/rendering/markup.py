"""HTML built from calls, so that whatever is not markup is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID = frozenset({"meta", "link", "br", "hr"})


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


Child = str | Html | None


def tag(element: str, /, *children: Child, **attributes: str) -> Html:
    """An element; a trailing underscore in a name of an attribute is dropped (`class_`)."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value, quote=True)}"'
        for key, value in attributes.items()
        if value
    )
    if element in VOID:
        return Html(f"<{element}{written}>")
    return Html(f"<{element}{written}>{joined(children)}</{element}>")


def joined(children: Iterable[Child], between: str = "") -> Html:
    """Children one after the other, escaped where they are plain text."""
    return Html(escape(between).join(_escaped(child) for child in children if child is not None))


def listed(items: Iterable[Child], **attributes: str) -> Html | None:
    """A list, or nothing where there are no items."""
    entries = [tag("li", item) for item in items if item]
    return tag("ul", *entries, **attributes) if entries else None


def table(head: Iterable[Child], rows: Iterable[Iterable[Child]]) -> Html | None:
    """A table in a frame that scrolls on a narrow screen, or nothing where there are no rows."""
    body = [tag("tr", *(tag("td", cell) for cell in row)) for row in rows]
    if not body:
        return None
    top = tag("thead", tag("tr", *(tag("th", cell, scope="col") for cell in head)))
    whole = tag("table", top, tag("tbody", *body))
    return tag("div", whole, class_="wide", tabindex="0", role="region", aria_label="table")


def terms(pairs: Iterable[tuple[str, Child]]) -> Html | None:
    """A list of terms and what is said of them; a pair without content is left out."""
    entries = [joined([tag("dt", name), tag("dd", said)]) for name, said in pairs if said]
    return tag("dl", *entries) if entries else None


def _escaped(child: Child) -> str:
    return child if isinstance(child, Html) else escape(str(child))
