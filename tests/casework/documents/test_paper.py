"""A certificate as it comes out of the printer: one page, every script set, nothing in its properties."""

import datetime
import re
import subprocess
from pathlib import Path

import pytest
import segno

from asylon.casework.documents.paper import Name, Named, Paper, set_paper, square
from asylon.casework.documents.words import nearest, wordings

ADDRESS = "https://office.example/check/" + "a" * 52 + "/"
DAY = datetime.date(2026, 11, 24)
YUSUF = Named("GT-000121", (Name("يوسف كريم رحيمي", "ar", True), Name("Yusuf Karim Rahimi", "", False)))


def paper(people: int = 1, *, languages: tuple[str, ...] = ("ar", "en"), named: Named = YUSUF) -> Paper:
    return Paper(
        number="F-000045",
        people=(named,) * people,
        words=wordings(languages, day=DAY, several=people > 1),
        office="Reception centre Gate 2",
        telephone="+000 00 000",
        address=ADDRESS,
    )


def tool(name: str, folder: Path, pdf: bytes, *options: str) -> str:
    """What a command of Poppler says of a PDF."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(
        [name, *options, str(file), *(["-"] if name == "pdftotext" else [])],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_it_says_who_where_and_whom_to_call(tmp_path: Path) -> None:
    text = " ".join(tool("pdftotext", tmp_path, set_paper(paper())).split())
    for said in ("F-000045", "GT-000121", "Yusuf Karim Rahimi", "Reception centre Gate 2", "+000 00 000"):
        assert said in text
    assert "registered with this office and under its attention" in text


@pytest.mark.parametrize("people", [1, 4, 8, 9, 30])
def test_it_is_one_page_however_large_the_family(tmp_path: Path, people: int) -> None:
    told = tool("pdfinfo", tmp_path, set_paper(paper(people)))
    assert re.search(r"^Pages: +1$", told, re.MULTILINE)
    size = "595.276 x 841.89" if people > 8 else "419.528 x 595.276"
    assert size in told


def test_its_properties_name_nobody_and_no_time(tmp_path: Path) -> None:
    told = tool("pdfinfo", tmp_path, set_paper(paper()))
    assert not re.search(r"^(Title|Author|Subject|Keywords|CreationDate|ModDate):", told, re.MULTILINE)


def test_every_face_is_embedded(tmp_path: Path) -> None:
    rows = tool("pdffonts", tmp_path, set_paper(paper())).splitlines()[2:]
    assert len(rows) == 2
    for row in rows:
        assert re.search(r" yes yes yes ", row), row


def test_arabic_letters_are_joined_and_run_from_the_right(tmp_path: Path) -> None:
    """Joined letters are other glyphs than single ones: three of the same beh come out as three forms."""
    joined = Named("1", (Name("ببب", "ar", True),))
    apart = Named("1", (Name("ب ب ب", "ar", True),))
    wide, narrow = (ink(tmp_path, set_paper(paper(named=each))) for each in (apart, joined))
    assert narrow
    assert narrow != wide
    text = tool("pdftotext", tmp_path, set_paper(paper()))
    assert "يوسف كريم رحيمي" in re.sub("[\u200e\u200f\u202a-\u202e]", "", text)


def ink(folder: Path, pdf: bytes) -> bytes:
    """The page as a picture in grey."""
    (folder / "ink.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", "60", "-gray", str(folder / "ink.pdf"), str(folder / "ink")], check=True
    )
    return next(folder.glob("ink*.pgm")).read_bytes()


def test_the_square_holds_the_address_and_nothing_else() -> None:
    expected = segno.make(ADDRESS, error="q", micro=False)
    drawn = square(ADDRESS)
    size = expected.symbol_size(border=2)[0]
    assert f'width="{size}" height="{size}"' in drawn
    assert dark_modules(drawn, border=2) == {
        (row, column) for row, line in enumerate(expected.matrix) for column, dark in enumerate(line) if dark
    }


def dark_modules(svg: str, *, border: int) -> set[tuple[int, int]]:
    """The dark modules that an SVG's strokes draw."""
    path = re.search(r' d="([^"]+)"', svg)
    assert path
    found: set[tuple[int, int]] = set()
    x = y = 0.0
    for step, numbers in re.findall(r"([Mmh])([^Mmh]*)", path[1]):
        values = [float(each) for each in re.findall(r"-?[\d.]+", numbers)]
        if step == "M":
            x, y = values
        elif step == "m":
            x, y = x + values[0], y + values[1]
        else:
            row = int(y - 0.5) - border
            found |= {(row, int(x) + cell - border) for cell in range(int(values[0]))}
            x += values[0]
    return found


def test_nobody_can_write_commands_into_a_paper(tmp_path: Path) -> None:
    hostile = Named("1", (Name('#read("/etc/hostname") $x$ *b* \\ <b>', "", False),))
    text = tool("pdftotext", tmp_path, set_paper(paper(named=hostile)))
    assert '#read("/etc/hostname")' in " ".join(text.split())
    assert "<b>" in text


@pytest.mark.parametrize(
    ("tag", "found"), [("ar", "ar"), ("fr-CA", "fr"), ("sr-Latn-RS", "sr-latn"), ("ti", ""), ("", "")]
)
def test_the_nearest_language_of_the_house(tag: str, found: str) -> None:
    assert nearest(tag) == found


def test_two_languages_once_each_and_english_in_the_end() -> None:
    assert [each.language for each in wordings(["ar", "fr", "ar"], day=DAY, several=True)] == ["ar", "fr"]
    assert [each.language for each in wordings(["ti"], day=DAY, several=True)] == ["en"]
