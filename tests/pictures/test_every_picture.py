"""What holds for every picture: safe and valid XML, named, mirrored, inside its frame, with all its rows."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.pictures import BadPicture, Picture, line_cell
from asylon.pictures.drawing import Drawing, Text
from asylon.pictures.svg import on_page, on_paper
from tests.pictures.drawn import SVG, Drawn, parsed, shapes, size
from tests.pictures.examples import ALL, DRAWINGS, LTR, MAPS, RTL, Call, lanes
from tests.pictures.page import STATIC

WIDTHS = (288, 1000)
HOSTILE = "\"'><script>alert(1)</script>&amp;<!--]]>\x00\x1b\ud800\ufffe"
STYLES = "".join((STATIC / f"{name}.css").read_text("utf-8") for name in ("components", "pictures"))
PER_CHARACTER = 8
"""Pixels of a character, on the careful side."""

every = pytest.mark.parametrize("call", ALL.values(), ids=ALL)
every_drawing = pytest.mark.parametrize("call", [ALL[name] for name in DRAWINGS], ids=DRAWINGS)
every_map = pytest.mark.parametrize("call", [ALL[name] for name in MAPS], ids=MAPS)


def texts(picture: Picture) -> list[str]:
    """The SVG for a page and for paper, and the swatches."""
    return [picture.svg, picture.on_paper(), *(entry.svg for entry in picture.legend)]


@every
@pytest.mark.parametrize("reader", [LTR, RTL], ids=["ltr", "rtl"])
def test_it_is_valid_xml_with_nothing_but_shapes(call: Call, reader: object) -> None:
    allowed = {"svg", "g", "title", "desc", "defs", "pattern", "rect", "line", "circle", "text", "path"}
    for text in texts(call(RTL if reader is RTL else LTR)):
        for element in parsed(text).iter():
            assert element.tag.removeprefix(SVG) in allowed
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


@every
def test_hostile_words_stay_words(call: Call) -> None:
    picture = call(say=lambda words: words + HOSTILE)
    for text in (picture.svg, picture.on_paper()):
        root = parsed(text)
        assert "script" not in {element.tag.removeprefix(SVG) for element in root.iter()}
        assert "<script" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert picture.title.endswith(HOSTILE)


NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@given(st.text())
def test_any_text_at_all_gives_valid_xml_that_says_the_same(words: str) -> None:
    drawing = Drawing("any", 10, (Text(0, 5, words),))
    said = NOT_XML.sub("\ufffd", words).replace("\r\n", "\n").replace("\r", "\n")  # as XML reads them
    for svg in (
        on_page(drawing, title=words, description=words),
        on_paper(drawing, width=100, title=words, description=words),
    ):
        assert [one.words for one in shapes(svg)] == [said]
        assert parsed(svg)[0].text == (said or None)


@every
def test_title_and_description_name_the_drawing(call: Call) -> None:
    picture = call()
    for text in (picture.svg, picture.on_paper()):
        root = parsed(text)
        named = {element.attrib.get("id"): element.text for element in root.iter()}
        assert root.attrib["role"] == "img"
        assert named[root.attrib["aria-labelledby"]] == picture.title
        assert named[root.attrib["aria-describedby"]] == picture.description


@every
def test_ids_are_unique_on_a_page_and_every_pattern_is_there(call: Call) -> None:
    picture = call()
    together = "".join(texts(picture))
    ids = re.findall(r'\bid="([^"]+)"', together)
    assert len(ids) == len(set(ids))
    for text in texts(picture):
        assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(re.findall(r'\bid="([^"]+)"', text))


def test_two_pictures_of_one_kind_live_on_one_page_under_two_names() -> None:
    ids = [
        one
        for name in ("arrivals", "arrivals over 400 days")
        for one in re.findall(r' id="(\S+)"', ALL[name]().svg)
    ]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["", "Two words", 'a"b', "1st"])
def test_a_name_that_cannot_begin_an_id_is_refused(name: str) -> None:
    call = ALL["promised"]
    with pytest.raises(BadPicture) as refused:
        call.draw(call.first, reader=LTR, **{**call.more, "name": name})
    assert (refused.value.code, refused.value.place) == ("bad_name", "name")


@every
def test_every_class_stands_in_a_stylesheet(call: Call) -> None:
    used = {
        css
        for text in [*texts(call()), *lanes().bars, lanes().axis, line_cell([1, None, 2])]
        for said in re.findall(r'class="([^"]+)"', text)
        for css in said.split()
    }
    without_rules = {"p-none"}  # a class that says: no line round this pattern
    assert {css for css in used - without_rules if not re.search(rf"\.{css}\b", STYLES)} == set()


@every
def test_the_same_again_is_the_same_to_the_letter(call: Call) -> None:
    assert call() == call()
    assert call().on_paper() == call().on_paper()


@every
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("reader", [LTR, RTL], ids=["ltr", "rtl"])
def test_nothing_lies_outside_the_frame_on_a_page(call: Call, width: int, reader: object) -> None:
    svg = call(RTL if reader is RTL else LTR).svg
    wide, high = size(svg, width=width)
    assert [one for one in shapes(svg, width=width) if not inside(one, wide, high, slack=6)] == []


@every
def test_nothing_lies_outside_the_frame_on_paper(call: Call) -> None:
    svg = call().on_paper(width=480)
    wide, high = size(svg)
    assert wide == 480
    assert [one for one in shapes(svg) if not inside(one, wide - 2, high - 2, slack=6)] == []


def inside(one: Drawn, wide: float, high: float, *, slack: float) -> bool:
    """Shapes to a hair; dots at an edge may hang over by their radius, words by nothing."""
    room = slack if one.tag == "circle" else 0.11
    if one.tag == "text":
        return -0.1 <= one.x1 <= wide + 0.1 and 0 <= one.y1 <= high
    return one.x1 >= -room and one.x2 <= wide + room and one.y1 >= -room and one.y2 <= high + room


@every
def test_words_fit_on_a_telephone(call: Call) -> None:
    for one in shapes(call().svg, width=288):
        if one.tag == "text":
            length = len(one.words) * PER_CHARACTER
            start = one.x1 - {"start": 0, "middle": length / 2, "end": length}[one.anchor]
            assert start >= -0.5, one
            assert start + length <= 288.5, one


@every
def test_words_keep_their_size(call: Call) -> None:
    root = parsed(call().svg)
    assert "viewBox" not in root.attrib
    assert root.attrib["font-size"] == "14"
    scaled = [text for box in root.iter(f"{SVG}svg") if box is not root for text in box.iter(f"{SVG}text")]
    assert scaled == []


@every_drawing
@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_right_it_is_mirrored_to_the_hair(call: Call, width: int) -> None:
    assert_mirrored(shapes(call(LTR).svg, width=width), shapes(call(RTL).svg, width=width), width)


@every_drawing
def test_on_paper_from_the_right_it_is_mirrored_too(call: Call) -> None:
    there = shapes(call(LTR).on_paper(width=404))
    back = shapes(call(RTL).on_paper(width=404))
    other = {"start": "end", "middle": "middle", "end": "start"}
    turned = [Drawn(**{**vars(one), "anchor": other.get(one.anchor, "")}) for one in back]
    assert_mirrored(there, turned, 400)


def assert_mirrored(there: list[Drawn], back: list[Drawn], width: float) -> None:
    assert len(there) == len(back)
    for one, other in zip(there, back, strict=True):
        turned = one.mirrored(width)
        assert (turned.tag, turned.css, turned.anchor) == (other.tag, other.css, other.anchor)
        assert turned.words == other.words.strip("\u2066\u2067\u2069")
        assert (turned.x1, turned.y1, turned.x2, turned.y2) == pytest.approx(
            (other.x1, other.y1, other.x2, other.y2), abs=0.15
        )


@every_map
def test_a_map_is_never_mirrored(call: Call) -> None:
    there, back = (shapes(call(reader).svg) for reader in (LTR, RTL))
    assert [(one.tag, one.x1, one.y1) for one in there] == [(one.tag, one.x1, one.y1) for one in back]


@every_drawing
def test_numbers_with_a_sign_keep_their_order_from_the_right(call: Call) -> None:
    for one in shapes(call(RTL).svg):
        if one.tag == "text":
            assert one.words[0] in "\u2066\u2067"
            assert one.words[-1] == "\u2069"


def test_arabic_words_keep_the_direction_of_arabic() -> None:
    drawing = Drawing("ar", 20, (Text(0, 10, "المال (مليون)"), Text(0, 18, "+2,400")), "rtl")
    page = on_page(drawing, title="", description="")
    first, second = (one.words for one in shapes(page) if one.tag == "text")
    assert first.startswith("\u2067")
    assert second.startswith("\u2066")


@every
def test_every_row_has_a_cell_for_every_column(call: Call) -> None:
    table = call().table
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert all(row[0] for row in table.rows)
    assert not table.columns[0].numeric


@every
def test_paper_needs_no_stylesheet(call: Call) -> None:
    for element in parsed(call().on_paper()).iter():
        assert "var(" not in " ".join(element.attrib.values())
        assert "%" not in " ".join(element.attrib.values())
        if element.tag == f"{SVG}g":
            assert "fill" in element.attrib


def test_no_drawing_is_heavy() -> None:
    weights = {name: len(call().svg.encode()) for name, call in ALL.items()}
    assert weights["world"] < 60_000
    assert max(weights["horn"], weights["balkans"]) < 15_000
    assert max(weight for name, weight in weights.items() if name in DRAWINGS) < 15_000


def test_element_tree_refuses_what_is_not_xml() -> None:
    with pytest.raises(ET.ParseError):
        parsed("<svg><text>&</text></svg>")
