"""Setting a certificate: from what stands on it to a PDF of one page, with each name in its own script."""

from __future__ import annotations

import io
import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import segno

if TYPE_CHECKING:
    import typst

FOLDER = Path(__file__).parent
_LANGUAGE = re.compile(r"[a-z]{2,3}")
ROOM_ON_A5 = 8
"""More people than these go on a sheet of A4."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in one script."""

    text: str
    language: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who stands on the paper: all forms of the name, and the number."""

    number: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The fixed words of the paper in one language, the day written in it included."""

    language: str
    rtl: bool
    title: str
    number: str
    people: str
    sentence: str
    office: str
    date: str
    day: str
    telephone: str
    qr: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that a certificate says. Nothing else about anybody gets onto the sheet."""

    number: str
    people: tuple[Named, ...]
    words: tuple[Wording, ...]
    office: str
    telephone: str
    address: str
    """What the square code holds: the address of the check and nothing else."""


def set_paper(paper: Paper) -> bytes:
    """The certificate as a PDF of one page that names no author, title or time in its properties."""
    import typst  # 15 MB that only somebody who prints needs

    told = {
        "paper": "a4" if len(paper.people) > ROOM_ON_A5 else "a5",
        "number": paper.number,
        "people": [
            {"number": each.number, "names": [_spoken(asdict(name)) for name in each.names]}
            for each in paper.people
        ],
        "words": [_spoken(asdict(each)) for each in paper.words],
        "office": paper.office,
        "telephone": paper.telephone,
        "qr": square(paper.address),
    }
    compiler = typst.Compiler(font_paths=_fonts())
    # Without a root, the text of the paper could read no file even if it tried to.
    page = compiler.compile(
        (FOLDER / "certificate.typ").read_bytes(), format="pdf", sys_inputs={"data": json.dumps(told)}
    )
    if not isinstance(page, bytes):
        raise TypeError("the certificate came out as several files, not as one PDF")
    return page


def square(address: str) -> str:
    """The square code of an address, as SVG. A quarter of it may be dirty and it still reads."""
    drawn = io.BytesIO()
    segno.make(address, error="q", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return drawn.getvalue().decode()


def _spoken(told: dict[str, Any]) -> dict[str, Any]:
    """The same, with the language as Typst takes it: its first part, or "und" for a language not known."""
    first = str(told["language"]).partition("-")[0].casefold()
    return told | {"language": first if _LANGUAGE.fullmatch(first) else "und"}


@cache
def _fonts() -> typst.Fonts:
    """Our own faces first, so that a paper looks the same everywhere; then those of the machine.

    Looking through a machine's faces takes about a second, once a process.
    """
    import typst

    return typst.Fonts(True, True, [str(FOLDER / "fonts")])
