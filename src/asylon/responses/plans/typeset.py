"""Sets a document with Typst: data in, PDF out, our own faces first, no author, title or time in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asylon.casework.documents.paper import FOLDER as DOCUMENTS

if TYPE_CHECKING:
    import typst


def set_pdf(program: Path, told: Mapping[str, Any]) -> bytes:
    """The PDF that a Typst program makes of data. What is told never becomes part of the program's text."""
    import typst  # 15 MB that only somebody who prints needs

    compiler = typst.Compiler(font_paths=_faces())
    # Without a root, the program could read no file even if it tried to.
    page = compiler.compile(
        program.read_bytes(), format="pdf", sys_inputs={"data": json.dumps(told, ensure_ascii=False)}
    )
    if not isinstance(page, bytes):
        raise TypeError("the document came out as several files, not as one PDF")
    return page


@cache
def _faces() -> typst.Fonts:
    import typst

    return typst.Fonts(True, True, [str(DOCUMENTS / "fonts")])
