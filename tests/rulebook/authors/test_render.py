"""The rulebook as pages: valid, linked, escaped, the same each time, and never over somebody's files."""

import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from asylon.rulebook import BadInput, load
from asylon.rulebook.render import pages, render
from asylon.rulebook.rendering.markup import VOID
from tests.rulebook.authors.small import small_rulebook

MORE = """
facts:
  hurt: {scope: episode, label: was hurt, question: Was the person hurt?, sensitive: yes, need: yes}
  stage: {type: code, codes: [early, late], label: stage, question: Which stage?}
  work: {type: list, codes: free, label: work, question: Which work?}
  there: {scope: destination, label: is safe there, question: Is it safe there?}
  afraid: {scope: nationality, label: is afraid, question: Is the person afraid?}
lists: {kept_out: [hurt]}
rules:
  every_node:
    kind: flag
    label: "<b>bold</b> & \\"quoted\\""
    when: if(alone, any_episode(hurt), every_nationality(doubt(afraid)))
      or at_least(2, alone, young, given(work))
      or (unless(child_alone) and known(young) and not (alone and young)) or is(stage, early, late)
      or (alone else young) or unknown
    cite: [RC51 1, "<i>a law</i>"]
    note: A <note>.
    serves: [M-01, M-77]
    forbidden_inputs: [alone, kept_out]
    in_force: both
    from: 2020-01-01
    until: 2040
    checked_by: [A. Lawyer]
    checked_on: 2026-11-02
    suspend_if: young
    recognised_by: alone
    declaratory: yes
    exceptions:
      first: {if: alone, when: young, cite: [a law 3]}
    tests:
      - name: "a <test>"
        given: {work: [], episodes: [{id: x, hurt: yes}], alone: yes}
        jurisdiction: XA
        expect: yes
  a/b c: {kind: flag, when: young, cite: [x]}
  a-b c: {kind: flag, when: young, cite: [x]}
gates:
  shut: {order: 2, group: standing, blocks: [removal], open_when: never, cite: [x], protected: yes}
  leave:
    {order: 3, group: standing, scope: destination, blocks: [removal], open_when: there and at_origin(afraid),
     consulted_when: young, cite: [x]}
tracks: {help: {order: 1, label: help, when: young, asks: [stage], cite: [x]}}
alerts:
  now: {severity: urgent, says: Look <now>., when: young, cite: [x]}
  later: {severity: info, event: yes, cite: [x]}
dimensions: {dur: {label: how long}}
statuses:
  best: {order: 1, label: best, scores: {dur: 4}, due_when: young, basis: [x]}
  worst: {order: 2, label: worst, scores: {dur: 0}, discretionary: alone, basis: [x]}
bundles: {all: {holder: everyone}}
deadlines:
  soon: {applies_to: child_alone, kind: at_most, says: 3 days, limit: P3D, cite: [x]}
  whole: {applies_to: law, kind: date, says: next year, cite: [x]}
  held: {applies_to: "status:best", kind: at_most, says: a year, cite: [x]}
practice:
  - {state: XA, subject: care, practice: denied, happens: <nothing>, since: 2020, source: a report}
cautions: [Take care.]
"""
OVERLAY = """
overlay: {id: xb, label: Bee, applies_in: XB, layer: XB, cite: [law], reason: law of Bee}
add:
  rules: {local: {kind: flag, when: alone and own, cite: [x]}}
  facts: {own: {label: own, question: Own?}}
  rights:
    care:
      sources:
        - {holder: everyone, level: minimum, begins: lawfully_staying, from: 2020, note: a note, cite: [y]}
  deadlines: {there: {applies_to: child_alone, kind: at_most, says: 5 days, cite: [x]}}
narrow: {every_node: {and: alone, from: 2021-01-01}}
"""
HEAD = """
rulebook:
  {name: Small <b>, version: "1", licence: CC-BY-4.0, about: About <it>., doubt_given: work,
   doubt_conditions: child_alone}
"""
SOURCES = """
requirements: {M-01: {source: M 1, asks: something & more, kind: right, capability: a right}}
abbreviations: {RC51: Convention of 1951}
"""


class Page(HTMLParser):
    """Reads a page and notes what is wrong with it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.seen: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        self.faults += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.seen.append(tag)
        self.links += [str(given[key]) for key in ("href", "src") if key in given]
        self.ids += [str(given["id"])] if "id" in given else []
        self.faults += [f"{tag} {key}" for key in given if key == "style" or key.startswith("on")]
        if tag in ("ul", "div", "table", "p", "h2", "dl") and "p" in self.open:
            self.faults.append(f"{tag} in p")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text += data


def full(folder: Path) -> dict[str, str]:
    return pages(small_rulebook(folder, MORE, rulebook=HEAD, xb=OVERLAY, sources__all=SOURCES))


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    return pages(load())


@pytest.fixture
def small(tmp_path: Path) -> dict[str, str]:
    return full(tmp_path)


def html(made: dict[str, str]) -> Iterator[tuple[str, Page]]:
    for path, text in made.items():
        if path.endswith(".html"):
            yield path, Page(text)


@pytest.mark.parametrize("which", ["shipped", "small"])
def test_every_page_is_well_formed_and_every_link_leads_somewhere(
    which: str, request: pytest.FixtureRequest
) -> None:
    made: dict[str, str] = request.getfixturevalue(which)
    read = dict(html(made))
    for path, page in read.items():
        assert page.faults == [], path
        assert len(page.ids) == len(set(page.ids)), path
        assert page.seen.count("h1") == page.seen.count("main") == page.seen.count("title") == 1, path
        assert "script" not in page.seen
        for link in page.links:
            target, anchor = urldefrag(link)
            base = Path("root", path)
            found = Path("root", path) if not target else base.parent / unquote(target)
            name = Path(*_resolved(found)).as_posix()
            assert name in made, (path, link)
            assert not anchor or anchor in read[name].ids, (path, link)


def _resolved(path: Path) -> list[str]:
    parts: list[str] = []
    for part in path.parts[1:]:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return parts


def test_every_entry_of_the_shipped_rulebook_has_a_page(shipped: dict[str, str]) -> None:
    core = load().core
    for section in ("facts", "rules", "gates", "acts", "tracks", "alerts", "statuses", "rights", "deadlines"):
        for id_ in core.section(section):
            assert f"{section}/{id_}.html" in shipped
            assert f"{section}/{id_}.html" in shipped["index.html"]


def test_a_page_says_what_the_rule_says_in_words(small: dict[str, str]) -> None:
    text = Page(small["rules/every_node.html"]).text
    for words in (
        "at least one of:",
        "all of:",
        "unless it is shown that: child alone",
        "known not to be so:",
        "it is known, one way or the other: is under age",
        "at least 2 of:",
        "work: something other than none",
        "stage: early or late",
        "for at least one episode: was hurt",
        "for every nationality: is afraid (the benefit of the doubt may be given)",
        "by case:",
        "where that is not so:",
        "the first of these that is known:",
        "Silent if",
        "Recognised if",
        "A. Lawyer, 2026-11-02",
        "only in: Both States",
        "from 2020-01-01 until 2040",
        "Bee: narrowing; law of Bee (law) from 2021-01-01",
        "something & more",
        "first: where is alone it says: is under age",
    ):
        assert words in text


def test_what_no_lawyer_signed_is_called_unverified(small: dict[str, str]) -> None:
    assert "unverified: no lawyer has signed this" in Page(small["rules/child_alone.html"]).text
    assert "unverified" not in Page(small["rules/every_node.html"]).text


def test_the_other_pages_say_what_is_particular(small: dict[str, str]) -> None:
    said = {path: page.text for path, page in html(small)}
    assert "No fact opens this gate." in said["gates/shut.html"]
    assert "seen from the nationality of the same country: is afraid" in said["gates/leave.html"]
    assert "Judged for eachdestination" in said["gates/leave.html"]
    assert "an event in the record, not by facts" in said["alerts/later.html"]
    assert "Protects more than" in said["statuses/best.html"]
    assert "Protects less than" in said["statuses/worst.html"]
    assert "begins: lawfully staying; from 2020" in said["rights/care.html"]
    assert "XA: denied. <nothing> (a report)" in said["rights/care.html"]
    assert "free" in said["facts/work.html"]
    assert "traumatic or dangerous to ask early" in said["facts/hurt.html"]
    assert "Stopped by" in said["acts/removal.html"]
    assert "XA Ay" in said["states/both.html"]
    assert "1 of 1 requirements" in said["coverage.html"]
    assert "Ay" in said["practice.html"]
    assert "5 days" in said["deadlines.html"]
    assert "Take care." in said["statuses.html"]
    assert "Children who are alone. A made-up law." in said["index.html"]


def test_nothing_that_a_text_says_becomes_markup(small: dict[str, str]) -> None:
    for path, page in html(small):
        assert not {"b", "i", "note", "test", "now", "nothing", "it"} & set(page.seen), path
    assert '<b>bold</b> & "quoted"' in Page(small["rules/every_node.html"]).text


def test_ids_that_look_alike_as_file_names_have_pages_of_their_own(small: dict[str, str]) -> None:
    assert {"rules/a-b-c.html", "rules/a-b-c-2.html"} <= set(small)


def test_the_style_sheet_is_of_our_own_and_knows_no_left_and_right(shipped: dict[str, str]) -> None:
    style = shipped["style.css"]
    assert not {"left", "right", "url(", "@import"} & set(style.replace(";", " ").replace(":", " ").split())
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style


def test_the_same_texts_give_the_same_pages(shipped: dict[str, str]) -> None:
    script = "import sys\nfrom asylon.rulebook import load\nfrom asylon.rulebook.render import pages\n"
    script += "sys.stdout.write(repr(sorted(pages(load()).items())))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "1"},
    )
    assert done.stdout == repr(sorted(shipped.items()))


def test_pages_are_written_into_a_new_an_empty_and_an_earlier_folder(tmp_path: Path) -> None:
    rulebook = small_rulebook(tmp_path / "texts")
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "new" / "deep", tmp_path / "empty", tmp_path / "empty"):
        written = render(rulebook, folder)
        assert folder / "index.html" in written
        assert all(path.is_file() for path in written)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "new", "texts"]


def test_a_page_of_an_entry_that_is_gone_goes_too(tmp_path: Path) -> None:
    render(small_rulebook(tmp_path / "more", "acts: {shouting: {}}"), tmp_path / "out")
    assert (tmp_path / "out" / "acts" / "shouting.html").exists()
    render(small_rulebook(tmp_path / "less"), tmp_path / "out")
    assert not (tmp_path / "out" / "acts" / "shouting.html").exists()


@pytest.mark.parametrize("earlier", [True, False])
def test_a_folder_with_other_content_is_refused_and_left_alone(tmp_path: Path, earlier: bool) -> None:
    rulebook = small_rulebook(tmp_path / "texts")
    folder = tmp_path / "out"
    if earlier:
        render(rulebook, folder)
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "rules" / "my notes.txt").write_text("mine", "utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(BadInput, match=r"holds 'rules/my notes.txt', which is not ours"):
        render(rulebook, folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", "utf-8")
    with pytest.raises(BadInput, match="this is a file; name a folder"):
        render(small_rulebook(tmp_path / "texts"), tmp_path / "out")
    assert (tmp_path / "out").read_text("utf-8") == "mine"


def test_a_folder_that_cannot_be_exchanged_keeps_what_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    render(small_rulebook(tmp_path / "texts"), folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    rename = Path.rename

    def full_disk(self: Path, target: Path) -> Path:
        if target == folder and self.name != "old":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full_disk)
    with pytest.raises(OSError, match="No space left"):
        render(small_rulebook(tmp_path / "other", "acts: {shouting: {}}"), folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "out", "texts"]


def test_an_overlay_that_is_not_yet_in_force_has_pages_too(tmp_path: Path) -> None:
    later = OVERLAY.replace("reason: law of Bee", "reason: law of Bee, from: 2090-01-01")
    made = pages(small_rulebook(tmp_path, MORE, rulebook=HEAD, xb=later))
    assert "all of:is aloneown" in Page(made["rules/local.html"]).text
