"""What every page has: head, way around, foot; and the lines that every entry shares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from asylon.rulebook.rendering.markup import Child, Html, joined, listed, tag, terms
from asylon.rulebook.rendering.site import Paged, Site

OVERVIEWS = {
    "index.html": "Topics",
    "statuses.html": "Statuses compared",
    "deadlines.html": "Time limits",
    "practice.html": "Practice against law",
    "coverage.html": "Requirements",
}
"""The pages that list entries, in the order of the way around."""

CONFIDENCE = {
    "V": "checked against a published source",
    "V partly": "checked in part against a published source",
    "S": "stated in a source document",
    "M": "to be verified",
}


def page(site: Site, title: str, *content: Child, above: int = 1) -> str:
    """A whole page; `above` says how many folders deep it stands."""
    up = "../" * above
    head = site.rulebook.head
    ways = tag("ul", *(tag("li", tag("a", name, href=up + path)) for path, name in OVERVIEWS.items()))
    whole = tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("title", f"{title} – {head.name}"),
            tag("link", rel="stylesheet", href=f"{up}style.css"),
        ),
        tag(
            "body",
            tag("a", "Skip to the text", class_="skip", href="#text"),
            tag("header", tag("nav", ways, aria_label="Overviews")),
            tag("main", tag("h1", title), *content, id="text"),
            tag("footer", f"{head.name}, version {head.version}, {head.licence}. This is not legal advice."),
        ),
        lang="en",
    )
    return f"<!doctype html>\n{whole}\n"


def section(title: str, content: Child) -> Html | None:
    """A heading with what stands below it, or nothing where nothing does."""
    return joined([tag("h2", title), content]) if content else None


def authority(site: Site, entry: Any) -> Html | None:
    """Citations, how far they were checked, and by whom."""
    conf = f"{entry.conf}: {CONFIDENCE[entry.conf]}"
    signed = (
        f"{', '.join(entry.checked_by)}, {entry.checked_on.text}"
        if entry.verified
        else tag("span", "unverified: no lawyer has signed this", class_="unverified")
    )
    return terms(
        [
            ("Citation", cited(site, entry.cite)),
            ("Confidence", conf),
            ("Checked against", entry.checked_against),
            ("Signed by", signed),
        ]
    )


def cited(site: Site, cites: Iterable[str]) -> Html | None:
    """Citations, each with what its short name stands for where that is known."""
    return listed(_citation(site, cite) for cite in cites)


def _citation(site: Site, cite: str) -> Child:
    short, _, rest = cite.partition(" ")
    meaning = site.sources.abbreviations.get(short)
    if meaning is None:
        return cite
    return joined([tag("abbr", short, title=meaning), f" {rest}" if rest else ""])


def dates(entry: Any) -> str:
    """From when to when an entry is in force; empty where nothing is said."""
    begins = f"from {entry.since.text}" if entry.since else ""
    ends = f"until {entry.until.text}" if entry.until else ""
    return " ".join(filter(None, [begins, ends]))


def served(site: Site, paged: Paged) -> Html | None:
    """The requirements that an entry serves, with what they ask for."""
    ids = [str(id_) for id_ in paged.entry.serves]
    if paged.section == "rights":
        ids += [str(id_) for source in site.sources_of(paged.entry.id) for id_ in source.serves]
    items = []
    for id_ in dict.fromkeys(ids):
        requirement = site.sources.requirements.get(id_)
        link = tag("a", id_, href=f"../coverage.html#{id_}") if requirement else tag("code", id_)
        items.append(joined([link, f": {requirement.asks}" if requirement else ""]))
    return listed(items)
