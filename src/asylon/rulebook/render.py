"""The rulebook as readable, linked pages: static HTML without script, for a screen or for print."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from asylon.rulebook.library import Rulebook
from asylon.rulebook.rendering.entry_pages import entry_page
from asylon.rulebook.rendering.folder import write_folder
from asylon.rulebook.rendering.overview_pages import overview_pages
from asylon.rulebook.rendering.site import Site

STYLE = "style.css"


def render(rulebook: Rulebook, folder: Path) -> list[Path]:
    """Write the pages of a rulebook into a new, empty or earlier rendered folder and return the files.

    The same texts give the same pages; every entry has its page, in force or not.
    Raises: BadInput if the folder holds anything else; BadRulebook for an expression that is wrong.
    """
    return write_folder(folder, pages(rulebook))


def pages(rulebook: Rulebook) -> dict[str, str]:
    """Every page with its path, and the style sheet."""
    site = Site(rulebook)
    style = files("asylon.rulebook.rendering").joinpath(STYLE).read_text("utf-8")
    made = {STYLE: style, **dict(overview_pages(site))}
    for ref, path in site.pages.items():
        made[path] = entry_page(site, site.entries[ref])
    return made
