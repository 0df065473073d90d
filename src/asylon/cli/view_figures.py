"""Pages about figures: the releases, one release, a first look, what was kept; and the same as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from asylon.cli.page import Page, few
from asylon.figures import Release
from asylon.figures.keeping import Keeping
from asylon.figures.looking import Change, FirstLook, TableLook
from asylon.figures.manifest import as_json
from asylon.figures.years import spans
from asylon.interchange import Note, Report

MOST = 8


def list_page(releases: Iterable[Release]) -> Page:
    """Every release in a line or two."""
    page = Page()
    for release in releases:
        told = release.manifest
        where = "ships with Asylon" if release.ships else "imported"
        page.item((release.name, "bold"), f"  {told.title}; {told.licence}; {where}")
    page.blank()
    return page


def release_page(release: Release, others: Sequence[Release]) -> Page:
    """What there is to know of one release before its figures are used."""
    told = release.manifest
    page = Page()
    page.say((f"{release.name}: {told.title}", "bold"))
    page.say("Must be shown with the figures: ", (told.attribution, "bold"))
    page.say(f"Licence: {told.licence}" + (f" ({told.licence_url})" if told.licence_url else ""))
    page.say(f"From: {told.origin}")
    days = [("published", told.published), ("retrieved", told.retrieved)]
    page.say("; ".join(f"{what} {day.isoformat()}" for what, day in days if day is not None))
    page.heading("TABLES")
    for name in release.tables:
        rows = told.files[f"{name}.parquet"].rows
        page.item((name, "bold"), f": {rows:,} rows" if rows is not None else "")
    if told.changes:
        page.heading("WHAT WAS CHANGED")
        for change in told.changes:
            page.item(change)
    if told.notes:
        page.heading("WHAT TO KNOW")
        for note in told.notes:
            page.item(note)
    if others:
        page.heading("OTHER RELEASES")
        for each in others:
            page.item(each.manifest.release)
    page.blank()
    return page


def look_page(found: FirstLook, reports: Sequence[Report], notes: Sequence[Note]) -> Page:
    """What new files change, table by table; then what is unusual in them."""
    page = Page()
    page.say((f"AGAINST {found.against.source}/{found.against.release}", "bold"))
    page.say("Nothing was kept. " + ("The tables are the same." if found.is_the_same else ""))
    for table in found.tables:
        page.heading(table.table.upper(), f"{table.rows_before:,} rows before, {table.rows_now:,} now")
        _say_table(page, table, found)
    for name in found.only_new:
        page.heading(name.upper(), "the release has no such table, so there is nothing to compare")
    _say_notes(page, reports, notes)
    page.blank()
    return page


def _say_table(page: Page, table: TableLook, found: FirstLook) -> None:
    total = sum(table.changed.values())
    by = few((f"{measure} {number:,}" for measure, number in table.changed.items()), MOST, between=", ")
    page.item((f"rows that both have: {table.same:,}", "bold"))
    page.item((f"changed cells: {total:,}", "bold"), f" ({by})" if by else "")
    for change in table.largest[:MOST]:
        page.item(_said(change), depth=4)
    years = f", for years that are new: {', '.join(map(str, table.new_years))}" if table.new_years else ""
    old = (
        f", {table.added_in_old_years:,} of them in years that were there" if table.added_in_old_years else ""
    )
    page.item((f"added rows: {table.added:,}", "bold"), old, years)
    page.item((f"removed rows: {table.removed:,}", "bold"))
    if table.years_left_out:
        page.item(("years that are not in the file: ", "bold"), spans(table.years_left_out))
    for key in table.removed_examples[:MOST]:
        page.item(", ".join(key.values()), depth=4)
    for column, codes in table.new_codes.items():
        page.item((f"new codes in {column}: ", "bold"), few(codes, MOST, between=", "))
    if table.breaks:
        words = f"jumps by {found.factor:g} times or more and {found.at_least:,} persons or more"
        page.item((f"{words}: {len(table.breaks):,}", "bold"))
        for each in table.breaks[:MOST]:
            factor = f" ({each.factor:.1f} times)" if each.factor else ""
            place = f"{each.measure}, {each.asylum}, {each.year}"
            page.item(f"{place}: {each.before:,} to {each.now:,}{factor}", depth=4)
    if table.not_adding_up:
        page.item(
            (f"rows whose parts differ from their total: {table.not_adding_up:,}", "bold"),
            f" (before: {table.not_adding_up_before:,}); kept as they are",
        )
    if table.hidden_values_shown:
        page.item((f"cells from 1 to 4, which are never published: {table.hidden_values_shown:,}", "bold"))
    if table.absent:
        page.item(("not in the file, so not compared: ", "bold"), ", ".join(table.absent))


def _said(change: Change) -> str:
    where = ", ".join(change.key.values())
    return f"{where}: {change.measure} {_number(change.before)} to {_number(change.now)}"


def _number(value: object) -> str:
    if value is None:
        return "no figure"
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def kept_page(kept: Keeping, reports: Sequence[Report], notes: Sequence[Note]) -> Page:
    """Whether a release was added, and what to know of it."""
    page = Page()
    if kept.added:
        page.say((f"kept as {kept.release.name} in {kept.release.folder}", "bold"))
    else:
        page.say((f"{kept.release.name} has the same content already; nothing was added", "bold"))
    page.say(kept.release.source.words())
    _say_notes(page, reports, notes)
    page.blank()
    return page


def _say_notes(page: Page, reports: Sequence[Report], notes: Sequence[Note]) -> None:
    for report in reports:
        page.heading("WHAT TO KNOW", f"{report.file}: {report.rows:,} rows of {report.kind}")
        for note in report.notes:
            page.item(note.sentence())
    for note in notes:
        page.item(note.sentence())


def release_json(release: Release) -> dict[str, Any]:
    """A release as plain data."""
    return as_json(release.manifest) | {"ships": release.ships, "tables": list(release.tables)}


def report_json(report: Report) -> dict[str, Any]:
    """What was found in a file, as plain data."""
    return {
        "file": report.file,
        "table": report.kind,
        "codes": report.codes,
        "rows": report.rows,
        "notes": [_note_json(note) for note in report.notes],
    }


def _note_json(note: Note) -> dict[str, Any]:
    return {"code": note.code, "count": note.count, "sentence": note.sentence()}


def look_json(found: FirstLook, reports: Sequence[Report], notes: Sequence[Note]) -> dict[str, Any]:
    """A first look as plain data."""
    return {
        "against": {"source": found.against.source, "release": found.against.release},
        "attribution": found.against.attribution,
        "same": found.is_the_same,
        "changed": found.changed,
        "factor": found.factor,
        "at_least": found.at_least,
        "tables": [_table_json(table) for table in found.tables],
        "only_new": list(found.only_new),
        "only_before": list(found.only_before),
        "reports": [report_json(report) for report in reports],
        "notes": [_note_json(note) for note in notes],
    }


def _table_json(table: TableLook) -> dict[str, Any]:
    return {
        "table": table.table,
        "rows_before": table.rows_before,
        "rows_now": table.rows_now,
        "same_rows": table.same,
        "changed": dict(table.changed),
        "largest": [
            {
                "key": dict(change.key),
                "measure": change.measure,
                "before": change.before,
                "now": change.now,
            }
            for change in table.largest
        ],
        "added": table.added,
        "added_in_old_years": table.added_in_old_years,
        "added_examples": [dict(key) for key in table.added_examples],
        "removed": table.removed,
        "removed_examples": [dict(key) for key in table.removed_examples],
        "new_years": list(table.new_years),
        "years_left_out": list(table.years_left_out),
        "new_codes": {column: list(codes) for column, codes in table.new_codes.items()},
        "absent": list(table.absent),
        "breaks": [
            {
                "measure": each.measure,
                "asylum": each.asylum,
                "year": each.year,
                "before": each.before,
                "now": each.now,
            }
            for each in table.breaks
        ],
        "not_adding_up": table.not_adding_up,
        "not_adding_up_before": table.not_adding_up_before,
        "hidden_values_shown": table.hidden_values_shown,
    }
