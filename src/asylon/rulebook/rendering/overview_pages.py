"""Pages that list entries: topics, statuses compared, time limits, practice by State, requirements."""

from __future__ import annotations

from collections.abc import Iterator

from asylon.rulebook.coverage import coverage
from asylon.rulebook.rendering.entry_pages import KINDS
from asylon.rulebook.rendering.frame import dates, page, section
from asylon.rulebook.rendering.markup import Child, Html, joined, listed, table, tag
from asylon.rulebook.rendering.site import Paged, Site
from asylon.rulebook.situation import BASELINE
from asylon.rulebook.statuses import best_of

TO_SIGN = ("rules", "gates", "tracks", "alerts", "statuses", "rights", "deadlines")
"""The sections whose entries a lawyer signs."""


def overview_pages(site: Site) -> Iterator[tuple[str, str]]:
    """Each overview with its path."""
    yield "index.html", _topics(site)
    yield "statuses.html", _statuses(site)
    yield "deadlines.html", _deadlines(site)
    yield "practice.html", _practice(site)
    yield "coverage.html", _coverage(site)


def _link(site: Site, paged: Paged) -> Html:
    return site.link(paged.ref, above=0)


def _topics(site: Site) -> str:
    """The entries file by file, with what the head of each file says."""
    topics: dict[str, list[Paged]] = {}
    for paged in site.entries.values():
        topics.setdefault(paged.topic, []).append(paged)
    unsigned = sum(not paged.entry.verified for paged in site.entries.values() if paged.section in TO_SIGN)
    content: list[Child] = [
        tag("p", site.rulebook.head.about) if site.rulebook.head.about else None,
        tag(
            "p",
            tag(
                "span", f"{unsigned} entries are unverified: no lawyer has signed them.", class_="unverified"
            ),
        ),
    ]
    order = site.rulebook.head.reading_order
    ordered = sorted(topics, key=lambda name: (_rank(name, order), name))
    contents = [tag("a", _title(topic), href=f"#{_anchor(topic)}") for topic in ordered]
    content.append(tag("nav", listed(contents), aria_label="Topics", class_="contents"))
    for topic in ordered:
        found = topics[topic]
        kinds: list[Child] = []
        for kind, title in KINDS.items():
            links = [_link(site, paged) for paged in found if paged.section == kind]
            if links:
                kinds.append(joined([tag("h3", f"{title} ({len(links)})"), listed(links)]))
        content += [
            tag("h2", _title(topic), id=_anchor(topic)),
            tag("p", _head_of(found[0]), class_="quiet"),
            *kinds,
        ]
    return page(site, f"The rulebook {site.rulebook.head.name}", *content, above=0)


def _rank(topic: str, order: tuple[str, ...]) -> int:
    """The place of a topic in the reading order of the rulebook; what it does not name comes last."""
    for place, named in enumerate(order):
        if topic == named or topic.startswith(f"{named}/"):
            return place
    return len(order)


def _title(topic: str) -> str:
    """The topic in words: the folder of the core goes without saying."""
    words = topic.removeprefix("core/").replace("_", " ").replace("/", ": ")
    return words[:1].upper() + words[1:]


def _anchor(topic: str) -> str:
    return topic.replace("/", "-").replace("_", "-")


def _head_of(paged: Paged) -> str:
    """The comment at the head of a file, which says what the file is about."""
    text = paged.entry.place.source.text if paged.entry.place else ""
    lines = []
    for line in text.strip().splitlines():
        if not line.startswith("#"):
            break
        if "yaml-language-server" not in line:
            lines.append(line.lstrip("# ").strip())
    return " ".join(lines)


def _statuses(site: Site) -> str:
    statuses = sorted(site.of_section("statuses"), key=lambda paged: paged.entry.order)
    dimensions = site.rulebook.core.dimensions
    rows = [
        (_link(site, paged), *(str(paged.entry.scores.get(name, "")) for name in dimensions))
        for paged in statuses
    ]
    best = best_of(
        [paged.entry.id for paged in statuses], {paged.entry.id: paged.entry for paged in statuses}
    )
    words = (
        "One status protects more than another only if it is at least as good in every respect and better in "
        "one. Scores go from 0 to 4; they are a reading of the law, not law. No status is above: "
    )
    above_all = joined([site.link(f"status:{id_}", above=0) for id_ in best], ", ")
    head: list[Child] = ["Status", *(entry.label or name for name, entry in dimensions.items())]
    cautions = section("Cautions", listed(site.rulebook.core.cautions))
    return page(site, "Statuses compared", tag("p", words, above_all), table(head, rows), cautions, above=0)


def _deadlines(site: Site) -> str:
    content: list[Child] = []
    layers: dict[str, list[Paged]] = {}
    for paged in site.of_section("deadlines"):
        layers.setdefault(paged.overlay.head.label if paged.overlay else BASELINE, []).append(paged)
    for layer, found in layers.items():
        rows = [
            (
                _link(site, p),
                p.entry.says,
                p.entry.counts_from,
                p.entry.missed,
                ", ".join(p.entry.cite),
                dates(p.entry),
            )
            for p in found
        ]
        head = ("Time limit", "Limit", "Counts from", "If it is missed", "Citation", "In force")
        content.append(section("Everywhere" if layer == BASELINE else layer, table(head, rows)))
    return page(site, "Time limits", *content, above=0)


def _practice(site: Site) -> str:
    names = site.rulebook.core.countries
    contents = [site.rulebook.core, *(overlay.added for overlay in site.rulebook.overlays)]
    states: dict[str, list[tuple[Child, ...]]] = {}
    for each in (practice for one in contents for practice in one.practice):
        ref = next((r for r in (f"right:{each.subject}", f"gate:{each.subject}") if r in site.entries), "")
        subject = site.link(ref, above=0) if ref else str(each.subject)
        row = (
            subject,
            each.practice,
            each.happens,
            dates(each),
            " ".join(filter(None, [each.source, each.year and f"({each.year})"])),
            each.conf,
        )
        states.setdefault(each.state, []).append(row)
    head = ("Right or gate", "Practice", "What happens", "When", "Source", "Confidence")
    content = [section(names.get(state, state), table(head, rows)) for state, rows in states.items()]
    intro = tag(
        "p", "The right stays due where practice withholds it. A State that is not listed was not checked."
    )
    return page(site, "Practice against law", intro, *content, above=0)


def _coverage(site: Site) -> str:
    served = coverage(site.rulebook)
    rows = [
        (
            tag("span", each.requirement.id, id=each.requirement.id),
            each.requirement.asks,
            each.requirement.kind,
            listed(site.link(ref, above=0) if ref in site.entries else ref for ref in each.by)
            or "not yet served",
        )
        for each in served
    ]
    count = sum(1 for each in served if each.by)
    words = tag(
        "p", f"{count} of {len(served)} requirements of the source documents are served by an entry here."
    )
    return page(site, "Requirements", words, table(("Id", "Asks", "Kind", "Served by"), rows), above=0)
