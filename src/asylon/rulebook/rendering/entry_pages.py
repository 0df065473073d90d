"""One page for each entry: what it says, on what authority, what it reads and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from asylon.rulebook.places import Row, Table
from asylon.rulebook.rendering.frame import authority, cited, dates, page, section, served
from asylon.rulebook.rendering.markup import Child, Html, joined, listed, table, tag, terms
from asylon.rulebook.rendering.sentences import Sentences
from asylon.rulebook.rendering.site import Paged, Site
from asylon.rulebook.statuses import above

KINDS = {
    "facts": "Fact",
    "rules": "Rule",
    "gates": "Gate",
    "acts": "Act",
    "tracks": "Track",
    "alerts": "Alert",
    "statuses": "Status",
    "bundles": "Bundle of rights",
    "rights": "Right",
    "deadlines": "Time limit",
    "states": "Set of States",
}

HEADINGS = {
    "when": "Yes if",
    "suspend_if": "Silent if",
    "recognised_by": "Recognised if",
    "open_when": "Open only if it is known that",
    "consulted_when": "Asked only where",
    "due_when": "Due if",
    "discretionary": "May be granted if",
}
"""The words before an expression, by its key."""

TERMS = {
    "facts": (("question", "Question"), ("purpose", "Why it is recorded"), ("stage", "Asked from")),
    "rules": (("kind", "Kind"), ("standard", "Standard of proof")),
    "gates": (("group", "Place in the order of protection"), ("duration", "Lasts"), ("limits", "Limits")),
    "acts": (),
    "tracks": (),
    "alerts": (("severity", "Severity"), ("says", "Says")),
    "statuses": (),
    "bundles": (("holder", "Holder"),),
    "rights": (("means", "Means"),),
    "deadlines": (
        ("says", "Limit"),
        ("limit", "As a duration"),
        ("counts_from", "Counts from"),
        ("missed", "If it is missed"),
    ),
    "states": (),
}
"""By section, plain keys with the words for them."""


def entry_page(site: Site, paged: Paged) -> str:
    """The page of one entry."""
    entry = paged.entry
    return page(
        site,
        entry.label or entry.id,
        tag("p", f"{KINDS[paged.section]} ", tag("code", entry.id), class_="kind"),
        *_said(site, paged),
        section("Authority", authority(site, entry)),
        section("Note", tag("p", entry.note) if entry.note else None),
        section("In force", _in_force(site, paged)),
        section("Changed by overlays", _changes(site, paged)),
        *_particular(site, paged),
        section("Reads", listed(site.names(ref) for ref in site.reads.get(paged.ref, ()))),
        section("Read by", listed(site.names(ref) for ref in site.feeds.get(paged.ref, ()))),
        section("Practice against this", _practice(site, paged)),
        section("Examples", _examples(site, entry)),
        section("Serves", served(site, paged)),
    )


def _said(site: Site, paged: Paged) -> Iterator[Html | None]:
    """What the entry says: its expressions as sentences, and its plain keys."""
    entry = paged.entry
    sentences = Sentences(site)
    for key, tree in site.expressions(paged):
        if tree is None:
            yield section("Never open", tag("p", "No fact opens this gate."))
        else:
            yield section(HEADINGS[key], tag("div", sentences.of(tree)))
    if paged.section == "gates":
        yield tag("p", "In a gate nothing is presumed: what is not known keeps it shut.", class_="quiet")
    yield terms([*((words, str(getattr(entry, key))) for key, words in TERMS[paged.section]), *_flags(paged)])


def _flags(paged: Paged) -> Iterator[tuple[str, Child]]:
    entry = paged.entry
    if getattr(entry, "scope", "person") != "person":
        yield "Judged for each", str(entry.scope)
    if getattr(entry, "declaratory", False):
        yield "Recognition", "only declares it; the rights that belong to it do not wait"
    if getattr(entry, "protected", False):
        yield "Protected", "no overlay may turn shut into open"
    if getattr(entry, "event", False):
        yield "Raised by", "an event in the record, not by facts"
    if getattr(entry, "sensitive", False):
        yield "Care", "traumatic or dangerous to ask early"
    if getattr(entry, "need", False):
        yield "Need of the moment", "asked before anything else"


def _in_force(site: Site, paged: Paged) -> Html | None:
    entry = paged.entry
    said: list[Child] = [dates(entry)]
    states = getattr(entry, "in_force", "")
    if states:
        said.append(joined(["only in: ", site.link(f"states:{states}")]))
    if paged.overlay is not None:
        head = paged.overlay.head
        where = site.link(f"states:{head.applies_in}")
        said.append(joined([f"added by the overlay {head.label}, in: ", where]))
    return listed(said)


def _changes(site: Site, paged: Paged) -> Html | None:
    found = []
    for overlay in site.rulebook.overlays:
        for id_, change in overlay.changes():
            if paged.section in ("rules", "gates") and id_ == paged.entry.id:
                how = type(change).__name__.lower()
                why = change.reason or overlay.head.reason
                cites = ", ".join(change.cite or overlay.head.cite)
                found.append(
                    " ".join(
                        filter(None, [f"{overlay.head.label}: {how};", f"{why} ({cites})", dates(change)])
                    )
                )
    return listed(found)


def _particular(site: Site, paged: Paged) -> Iterator[Html | None]:
    """What only entries of this section have."""
    entry = paged.entry
    if paged.section == "rules":
        yield section("Exceptions", _exceptions(site, paged))
        yield section(
            "Makes no difference", listed(_fact_or_list(site, each) for each in entry.forbidden_inputs)
        )
    elif paged.section == "gates":
        yield section("Stops while shut", listed(site.names(f"act:{act}") for act in entry.blocks))
    elif paged.section == "acts":
        blocking = [gate.ref for gate in site.of_section("gates") if entry.id in gate.entry.blocks]
        yield section("Stopped by", listed(site.names(ref) for ref in blocking))
    elif paged.section == "tracks":
        yield section("Asks", listed(site.names(f"fact:{fact}") for fact in entry.asks))
    elif paged.section == "statuses":
        yield from _status(site, entry)
    elif paged.section == "rights":
        yield section("Who has it", _sources(site, entry.id))
    elif paged.section == "deadlines":
        kind, _, name = str(entry.applies_to).rpartition(":")
        yield section("Runs for", tag("p", site.names(f"{kind or 'rule'}:{name}")))
    elif paged.section == "states":
        names = site.rulebook.core.countries
        yield section("States", listed(f"{code} {names.get(code, '')}" for code in entry.codes))
    elif paged.section == "facts":
        yield section("Answers", listed(tag("code", code) for code in _codes(entry)))


def _codes(entry: Any) -> Iterable[str]:
    if entry.type == "tri":
        return ("yes", "no", "unknown")
    return entry.codes if isinstance(entry.codes, tuple) else (f"{entry.type}: {entry.codes}",)


def _fact_or_list(site: Site, name: str) -> Html:
    members = site.rulebook.core.lists.get(name)
    if members is None:
        return site.names(f"fact:{name}")
    return joined([tag("code", name), listed(site.names(f"fact:{each}") for each in members)])


def _exceptions(site: Site, paged: Paged) -> Html | None:
    sentences = Sentences(site)
    items = []
    for name, exception in (paged.entry.exceptions or {}).items():
        case = sentences.of(site.tree(paged, exception.if_))
        then = sentences.of(site.tree(paged, exception.when))
        parts = [
            tag("code", name),
            ": where ",
            case,
            " it says: ",
            then,
            cited(site, exception.cite),
            exception.note,
        ]
        items.append(joined(parts))
    return listed(items)


def _status(site: Site, entry: Any) -> Iterator[Html | None]:
    dimensions = site.rulebook.core.dimensions
    rows = [
        (dimensions[name].label or name if name in dimensions else name, str(n))
        for name, n in entry.scores.items()
    ]
    yield section("How protective", table(("In this respect", "From 0 to 4"), rows))
    others = [other for other in site.of_section("statuses") if set(other.entry.scores) == set(entry.scores)]
    over = [other.ref for other in others if above(entry, other.entry)]
    under = [other.ref for other in others if above(other.entry, entry)]
    yield section("Protects more than", listed(site.names(ref) for ref in over))
    yield section("Protects less than", listed(site.names(ref) for ref in under))
    yield section("Basis", cited(site, entry.basis))


def _sources(site: Site, right: str) -> Html | None:
    """Every source of a right, by layer of law."""
    rows = [
        (
            source.layer,
            _holder(site, source.holder),
            _level(source),
            source.terms,
            cited(site, source.cite),
            joined(
                [
                    source.conf,
                    "" if source.verified else ", unverified",
                    f". {source.note}" if source.note else "",
                ]
            ),
        )
        for source in sorted(site.sources_of(right), key=lambda each: each.layer != "INT")
    ]
    return table(("Layer", "Who", "How far", "Terms", "Citation", "Confidence"), rows)


def _holder(site: Site, holder: str) -> Html:
    if holder == "everyone":
        return Html("everyone")
    return site.link(holder if holder.startswith("status:") else f"rule:{holder}")


def _level(source: Any) -> str:
    begins = f"; begins: {source.begins}" if source.begins else ""
    return f"{source.level}{begins}{'; ' + dates(source) if dates(source) else ''}".replace("_", " ")


def _practice(site: Site, paged: Paged) -> Html | None:
    if paged.section not in ("rights", "gates"):
        return None
    contents = [site.rulebook.core, *(overlay.added for overlay in site.rulebook.overlays)]
    found = [each for one in contents for each in one.practice if each.subject == paged.entry.id]
    return listed(f"{each.state}: {each.practice}. {each.happens} ({each.source})" for each in found)


def _examples(site: Site, entry: Any) -> Html | None:
    rows = [
        (
            str(each.get("name", "")),
            listed(_given(site, each.get("given"))),
            " ".join(str(each[key]) for key in ("expect", "open") if key in each),
            " ".join(
                f"{key.replace('_', ' ')}: {each[key]}"
                for key in ("jurisdiction", "as_of", "ask")
                if key in each
            ),
        )
        for each in entry.tests
    ]
    return table(("Example", "Given", "Comes out", "Also"), rows)


def _given(site: Site, given: object) -> Iterator[Html]:
    if not isinstance(given, Table):
        return
    for name, value in given.items():
        if isinstance(value, Row) and all(isinstance(each, Table) for each in value) and value:
            yield joined([f"{name}: ", listed(joined(_given(site, each), "; ") for each in value)])
        else:
            ref = f"rule:{name}" if f"rule:{name}" in site.entries else f"fact:{name}"
            known = ref in site.entries
            said = ", ".join(value) if isinstance(value, Row) else str(value)
            yield joined([site.link(ref, words=str(name)) if known else str(name), f": {said or 'none'}"])
