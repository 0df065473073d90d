"""Read the files of a rulebook folder into contents and overlays, and collect what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from asylon.rulebook.contents import (
    OVERLAY_SECTIONS,
    PLAIN_SECTIONS,
    SECTIONS,
    Contents,
    Narrowing,
    Overlay,
    OverlayHead,
    Replacement,
    RulebookHead,
    Suspension,
)
from asylon.rulebook.entries import PracticeEntry
from asylon.rulebook.faults import BadRulebook, Fault, nearest
from asylon.rulebook.kinds import WordList, refuse
from asylon.rulebook.places import Row, Table, Text
from asylon.rulebook.shapes import read_shape
from asylon.rulebook.yamltext import read_yaml

NOT_RULES = ("sources", "schema", "locales")
"""Folders beside the rules: read only when somebody asks for them."""


class Reader:
    """Collects entries and faults file by file."""

    def __init__(self) -> None:
        self.head: RulebookHead | None = None
        self.core = Contents()
        self.overlays: list[Overlay] = []
        self.faults: list[Fault] = []

    def read_folder(self, folder: Path) -> None:
        """Read every text of the folder, in the order of their names.

        Raises: BadRulebook with all faults of all files.
        """
        for path in text_files(folder):
            try:
                table = read_yaml(path, path.relative_to(folder).as_posix())
                self.read_file(table)
            except BadRulebook as problem:
                self.faults += problem.faults
        if self.faults:
            raise BadRulebook(self.faults)
        if self.head is None:
            raise BadRulebook([Fault("no_texts", str(folder))])

    def read_file(self, table: Table) -> None:
        """Read one file: a part of the core, or an overlay."""
        if "overlay" in table:
            self.read_overlay(table)
        else:
            self.read_sections(table, self.core, overlay=None)

    def read_sections(self, table: Table, into: Contents, overlay: OverlayHead | None) -> None:
        """Read the sections of a file or of an overlay's `add`."""
        for name, written in table.items():
            try:
                self.read_section(name, written, into, overlay)
            except BadRulebook as problem:
                self.faults += problem.faults

    def read_section(self, name: Text, written: object, into: Contents, overlay: OverlayHead | None) -> None:
        """Read one section into the contents."""
        if name in SECTIONS:
            self.read_entries(name, written, into, overlay)
        elif name == "practice":
            into.practice += self.read_practice(written, overlay)
        elif name == "lists":
            into.lists |= {key: WordList().read(key, value) for key, value in _mapping(name, written).items()}
        elif name == "countries":
            into.countries |= {key: str(value) for key, value in _mapping(name, written).items()}
        elif name == "cautions":
            into.cautions += WordList().read(name, written)
        elif name == "rulebook" and overlay is None:
            self.head = read_shape(RulebookHead, written, "rulebook")
        else:
            known = [*SECTIONS, *PLAIN_SECTIONS, "overlay"]
            fault = Fault(
                "unknown_key",
                str(name.place),
                {"owner": "a rulebook text", "key": name},
                nearest(name, known),
            )
            raise BadRulebook([fault])

    def read_entries(
        self, section: Text, written: object, into: Contents, overlay: OverlayHead | None
    ) -> None:
        """Read a section that maps ids to entries."""
        entries = into.section(section)
        for id_, value in _mapping(section, written).items():
            try:
                given: dict[str, Any] = {"id": str(id_), "place": id_.place}
                entry = read_shape(SECTIONS[section], value, str(id_), **given)
            except BadRulebook as problem:
                self.faults += problem.faults
                continue
            if overlay is not None:
                entry = _in_overlay(entry, overlay)
            if id_ in entries:
                first = entries[id_].place
                self.faults.append(Fault("duplicate_id", str(id_.place), {"id": id_, "first": first}))
            entries[str(id_)] = entry

    def read_practice(self, written: object, overlay: OverlayHead | None) -> Iterable[PracticeEntry]:
        """Read the list of practices against the law."""
        if not isinstance(written, Row):
            raise refuse("practice", written, "a list")
        name = overlay.id if overlay else ""
        for each in written:
            try:
                given: dict[str, Any] = {"place": getattr(each, "place", None), "overlay": name}
                yield read_shape(PracticeEntry, each, "practice", **given)
            except BadRulebook as problem:
                self.faults += problem.faults

    def read_overlay(self, table: Table) -> None:
        """Read a file that changes the core for some States."""
        written_head = next(value for key, value in table.items() if key == "overlay")
        head: OverlayHead = read_shape(OverlayHead, written_head, "overlay", place=written_head.place)
        overlay = Overlay(head)
        self.overlays.append(overlay)
        targets: dict[str, tuple[dict[str, Any], type[Any]]] = {
            "narrow": (overlay.narrowed, Narrowing),
            "suspend": (overlay.suspended, Suspension),
            "replace": (overlay.replaced, Replacement),
        }
        for name, written in table.items():
            if name == "add":
                self.read_sections(_mapping(name, written), overlay.added, head)
            elif name == "practice":
                overlay.added.practice += self.read_practice(written, head)
            elif name in targets:
                into, shape = targets[name]
                for id_, value in _mapping(name, written).items():
                    into[str(id_)] = read_shape(shape, value, str(id_), place=id_.place)
            elif name != "overlay":
                values = {"owner": "an overlay", "key": name}
                meant = nearest(name, OVERLAY_SECTIONS)
                self.faults.append(Fault("unknown_key", str(name.place), values, meant))


def text_files(folder: Path) -> list[Path]:
    """The files that hold rules, sorted by name; sources and translations are not among them."""
    found = [*folder.rglob("*.yaml"), *folder.rglob("*.yml")]
    return sorted(path for path in found if path.relative_to(folder).parts[0] not in NOT_RULES)


def _mapping(name: str, written: object) -> Table:
    if not isinstance(written, Table):
        raise refuse(name, written, "a mapping")
    return written


def _in_overlay(entry: Any, head: OverlayHead) -> Any:
    """Give an added entry what it takes from the overlay's head: its layer, dates and authority."""
    changes: dict[str, Any] = {"overlay": head.id}
    if entry.since is None:
        changes["since"] = head.since
    if entry.until is None:
        changes["until"] = head.until
    if not entry.cite:
        changes["cite"] = head.cite
    if hasattr(entry, "sources"):
        changes["sources"] = tuple(
            replace(
                each,
                layer=head.layer,
                overlay=head.id,
                since=each.since or head.since,
                until=each.until or head.until,
            )
            for each in entry.sources
        )
    return replace(entry, **changes)
