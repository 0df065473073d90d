"""Every way in which a rulebook text can be wrong: one message, with file, line, column and nearest name."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asylon.rulebook import BadRulebook, assess, load
from asylon.rulebook.library import SHIPPED
from asylon.rulebook.reader import text_files
from tests.rulebook.tiny import DAY, FILES, HEAD, faults, only, overlay, place, rulebook


def test_the_tiny_rulebook_itself_is_right(tmp_path: Path) -> None:
    program = rulebook(tmp_path).resolve("RS", DAY)
    answer = assess(
        {
            "jurisdiction": "RS",
            "as_of": "2026-11-22",
            "facts": {"outside": True, "afraid": True, "age": 12},
            "destinations": [],
        },
        rulebook=load(tmp_path),
    )
    assert answer.program.hash == program.hash
    assert answer.conclusions["refugee"].value is True
    assert {held.right.id: held.level for held in answer.rights} == {"school": "full"}


# Names in expressions


def with_rule(expression: str, *, scope: str = "person") -> dict[str, str]:
    """One more rule, in a file of its own, its expression from line 5."""
    return {"x.yaml": f"rules:\n  trial:\n    kind: element\n    scope: {scope}\n    when: {expression}\n"}


@pytest.mark.parametrize(
    ("expression", "mark", "code", "meant"),
    [
        ("outside and olt", "olt", "undefined", "old"),
        ("refugeee or old", "refugeee", "undefined", "refugee"),
        ("zzz", "zzz", "undefined", None),
        ("outside and afraid", "afraid", "out_of_scope", None),
        ("any_episode(afraid)", "afraid", "out_of_scope", None),
        ("any_episode(is(stage, lodged) and held) and held", "held", "out_of_scope", None),
        ("unles(old)", "unles", "expression", "unless"),
        ("any_country(old)", "any_country", "expression", None),
        ("any_nationalty(afraid)", "any_nationalty", "expression", "any_nationality"),
        ("every_nationalty(afraid)", "every_nationalty", "expression", "every_nationality"),
        ("at_origin(afraid)", "at_origin", "expression", None),
        ("is(stage, lodgd)", "lodgd", "undefined", "lodged"),
        ("is(stge, lodged)", "stge", "undefined", "stage"),
        ("is(old, yes)", "old", "expression", None),
        ("given(age)", "age", "expression", None),
        ("stage", "stage", "expression", None),
        ("age", "age", "expression", None),
        ("doubt(refugee)", "refugee", "expression", None),
        ("at_least(3, signs)", "3", "expression", None),
        ("at_least(0, signs)", "0", "expression", None),
        ("at_least(old, signs)", "old", "expression", None),
        ("at_least(2, old)", "2", "expression", None),
        ("old outside", "outside", "expression", None),
        ("old and", "", "expression", None),
        ("(old or outside", "", "expression", None),
        ("old)", ")", "expression", None),
        ("old & outside", "& outside", "expression", None),
        ("not", "", "expression", None),
        ("old and or outside", "or", "expression", None),
        ("if(old, outside)", ")", "expression", None),
        ("is(stage)", ")", "expression", None),
        ("doubt()", ")", "expression", None),
        ("any_episode()", ")", "expression", None),
        ("3 or old", "3", "expression", None),
    ],
)
def test_an_expression_that_is_wrong_is_refused_at_its_word(
    tmp_path: Path, expression: str, mark: str, code: str, meant: str | None
) -> None:
    files = with_rule(expression)
    nth = 2 if mark == "held" else 1
    line = files["x.yaml"].splitlines()[4]
    start = len("    when: ")
    at = start
    for _ in range(nth):
        at = line.index(mark, at + (at > start)) if mark else len(line)
    assert only(tmp_path, files) == (code, f"x.yaml:5:{at + 1}", meant)


FOLDED = """\
rules:
  trial:
    kind: element
    when: >-
      outside
      and (old or refugee
           or wrong_one)
      and protected
"""

PLAIN = FOLDED.replace(" >-\n     ", "")
LITERAL = FOLDED.replace(">-", "|")
QUOTED = FOLDED.replace(" >-\n      outside", ' "outside').replace("protected\n", 'protected"\n')


@pytest.mark.parametrize(
    "text", [FOLDED, PLAIN, LITERAL, QUOTED], ids=["folded", "plain", "literal", "quoted"]
)
def test_a_fault_in_an_expression_of_several_lines_is_placed_in_the_file(tmp_path: Path, text: str) -> None:
    assert only(tmp_path, {"x.yaml": text}) == ("undefined", place(text, "wrong_one"), None)


def test_the_place_is_right_behind_names_in_other_scripts(tmp_path: Path) -> None:
    text = 'rules:\n  trial: {kind: element, label: "избеглица 🌊", when: outside and wrong_one}\n'
    assert only(tmp_path, {"x.yaml": text}) == ("undefined", place(text, "wrong_one"), None)


def test_a_message_reads_as_a_sentence_with_its_place(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, with_rule("outside and refugeee"))
    assert fault.sentence() == "x.yaml:5:23: unknown fact or rule 'refugeee'; did you mean 'refugee'?"


def test_every_wrong_expression_is_told_at_once(tmp_path: Path) -> None:
    text = "rules:\n  one: {kind: element, when: aa}\n  two: {kind: element, when: bb}\n"
    assert [fault.place for fault in faults(tmp_path, {"x.yaml": text})] == [
        place(text, "aa"),
        place(text, "bb"),
    ]


def test_a_quantifier_of_another_scope_cannot_stand_inside_an_item(tmp_path: Path) -> None:
    files = with_rule("held and any_nationality(afraid)", scope="episode")
    assert only(tmp_path, files)[:2] == ("expression", "x.yaml:5:20")


# Circles


ONE = "rules:\n  a: {kind: element, when: a}\n"

THREE = """\
rules:
  a: {kind: element, when: b}
  b: {kind: element, when: old or c}
  c: {kind: element, when: not a}
"""

OVER_ITEMS = """\
rules:
  a: {kind: element, scope: nationality, when: afraid and b}
  b: {kind: element, when: any_nationality(a)}
"""


@pytest.mark.parametrize("text", [ONE, THREE, OVER_ITEMS], ids=["one", "three", "over items"])
def test_rules_that_read_each_other_in_a_circle_are_refused(tmp_path: Path, text: str) -> None:
    (fault,) = faults(tmp_path, {"x.yaml": text})
    assert fault.code == "cycle"
    assert str(fault.values["circle"]).startswith("a -> ")
    assert str(fault.values["circle"]).endswith("-> a")
    assert fault.place.startswith("x.yaml:2:"), "a circle is shown where one of its rules stands"


# Keys and entries


@pytest.mark.parametrize(
    ("text", "code", "mark", "meant"),
    [
        ("rulez:\n  a: {}\n", "unknown_key", "rulez", "rules"),
        ("rules:\n  a: {kind: element, when: old, sope: person}\n", "unknown_key", "sope", "scope"),
        ("rules:\n  a: {kind: elemnt, when: old}\n", "wrong_shape", "elemnt", "element"),
        ("rules:\n  a: {kind: element}\n", "missing_key", "{", None),
        ("rules:\n  a: {when: old}\n", "missing_key", "{", None),
        ("rules:\n  a: old\n", "wrong_shape", "old", None),
        ("rules: [a, b]\n", "wrong_shape", "[", None),
        ("rules:\n  a: {kind: element, when: [old]}\n", "wrong_shape", "[old]", None),
        ("rules:\n  a: {kind: element, when: old, from: soon}\n", "bad_date", "soon", None),
        ("rules:\n  a: {kind: element, when: old, until: 2026-02-30}\n", "bad_date", "2026-02-30", None),
        ("rules:\n  a: {kind: element, when: old, cite: RC51}\n", "wrong_shape", "RC51", None),
        ("rules:\n  a: {kind: element, when: old, declaratory: true}\n", "wrong_shape", "true", None),
        ("rules:\n  a: {kind: element, when: old, in_force: freinds}\n", "undefined", "freinds", "friends"),
        ("rules:\n  a: {kind: element, when: old, forbidden_inputs: [olt]}\n", "undefined", "olt", "old"),
        ("facts:\n  a: {type: truth}\n", "wrong_shape", "truth", None),
        ("facts:\n  a: {scope: episodes}\n", "wrong_shape", "episodes", "episode"),
        ("facts:\n  a: {derive: {how: bellow, of: age}}\n", "wrong_shape", "bellow", "below"),
        ("facts:\n  a: {derive: {how: below, of: agee, limit: 18}}\n", "undefined", "agee", "age"),
        ("facts:\n  a: {derive: {how: below, of: age, limit: many}}\n", "wrong_shape", "many", None),
        ("tracks:\n  a: {order: 1, when: old, asks: [stge]}\n", "undefined", "stge", "stage"),
        ("tracks:\n  a: {order: first, when: old}\n", "wrong_shape", "first", None),
        (
            "deadlines:\n  a: {applies_to: refugeee, kind: at_most, says: soon}\n",
            "undefined",
            "refugeee",
            "refugee",
        ),
        ("rights:\n  a: {sources: [{holder: refugeee, level: full}]}\n", "undefined", "refugeee", "refugee"),
        ("rights:\n  a: {sources: [{holder: refugee, level: ful}]}\n", "wrong_shape", "ful}", "full"),
        ("rights:\n  a: {sources: {holder: refugee, level: full}}\n", "wrong_shape", "{holder", None),
        ("lists:\n  more: [olt]\n", "undefined", "olt", "old"),
        ("practice:\n  - {state: RS, subject: scool}\n", "missing_key", "{", None),
        ("practice: {state: RS}\n", "wrong_shape", "{", None),
        (
            "gates:\n  g: {order: 2, group: access, blocks: [remov], open_when: old}\n",
            "undefined",
            "remov]",
            "removal",
        ),
        (
            "gates:\n  g: {order: 2, group: acces, blocks: [removal], open_when: old}\n",
            "wrong_shape",
            "acces,",
            "access",
        ),
        ("alerts:\n  a: {severity: loud, when: old}\n", "wrong_shape", "loud", None),
    ],
)
def test_an_entry_that_is_wrong_is_refused_at_its_place(
    tmp_path: Path, text: str, code: str, mark: str, meant: str | None
) -> None:
    found = faults(tmp_path, {"x.yaml": text})
    assert (found[0].code, found[0].place, found[0].meant) == (code, place(text, mark), meant)


def test_an_id_stands_in_one_file_only(tmp_path: Path) -> None:
    text = "rules:\n  refugee: {kind: element, when: old}\n"
    (fault,) = faults(tmp_path, {"x.yaml": text})
    assert (fault.code, fault.place) == ("duplicate_id", "x.yaml:2:3")
    assert str(fault.values["first"]) == "core/rules.yaml:7:3"


def test_an_overlay_cannot_add_an_id_that_the_core_has(tmp_path: Path) -> None:
    text = overlay("add:\n  rules:\n    refugee: {kind: element, when: old}\n")
    assert only(tmp_path, {"x.yaml": text}) == ("duplicate_id", "x.yaml:4:5", None)


def test_a_head_needs_its_keys(tmp_path: Path) -> None:
    head = "rulebook: {name: Tiny, version: '1'}\n"
    assert only(tmp_path, {"rulebook.yaml": head}) == (
        "missing_key",
        place(head, "{", name="rulebook.yaml"),
        None,
    )


@pytest.mark.parametrize("name", ["doubt_given", "doubt_conditions"])
def test_the_benefit_of_the_doubt_needs_what_the_head_names(tmp_path: Path, name: str) -> None:
    head = HEAD.replace(f"{name}: {name}", f"{name}: nobody_wrote_this")
    assert only(tmp_path, {"rulebook.yaml": head})[:2] == ("expression", "core/rules.yaml:5:35")


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", '"quoted"\n'])
def test_a_text_is_a_mapping_of_sections(tmp_path: Path, text: str) -> None:
    assert only(tmp_path, {"x.yaml": text})[0] == "wrong_shape"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_text_is_no_fault(tmp_path: Path, text: str) -> None:
    rulebook(tmp_path, {"x.yaml": text}).resolve("RS", DAY)


def test_a_folder_without_a_head_is_no_rulebook(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("rules: {}\n", "utf-8")
    for folder in (tmp_path, tmp_path / "nothing", tmp_path / "x.yaml"):
        with pytest.raises(BadRulebook) as refused:
            load(folder)
        assert [fault.code for fault in refused.value.faults] == ["no_texts"]


# YAML

STRANGER = {"jurisdiction": "RS", "as_of": "2026-11-22"}


@pytest.mark.parametrize(
    ("text", "code", "mark"),
    [
        ("rules:\n  a: &here {kind: element, when: old}\n", "yaml_anchor", "&here"),
        ("facts:\n  a: {}\nrules: *here\n", "yaml_anchor", "*here"),
        ("rules:\n  a: !!map {kind: element, when: old}\n", "yaml_tag", "!!map"),
        ("rules:\n  a: {kind: !python/name:os.system x, when: old}\n", "yaml_tag", "!python"),
        ("rules:\n  a: {kind: element, when: old, when: no}\n", "duplicate_key", "when: no"),
        ("rules: {}\nfacts: {}\nrules: {}\n", "duplicate_key", "rules: {}\n"),
        ("rules:\n  ? [a, b]\n  : {}\n", "wrong_shape", "[a, b]"),
        ("rules:\n\ta: 1\n", "yaml_syntax", "\ta"),
        ("rules: {a: [1, 2}\n", "yaml_syntax", "}"),
        ("rules: 'open\n", "yaml_syntax", ""),
        ("a: b: c\n", "yaml_syntax", ": c"),
        ("rules: {}\n---\nfacts: {}\n", "yaml_syntax", "---"),
        ("rules:\n  a: \x07\n", "yaml_syntax", ""),
    ],
)
def test_only_plain_yaml_is_read(tmp_path: Path, text: str, code: str, mark: str) -> None:
    (fault,) = faults(tmp_path, {"x.yaml": text})
    assert fault.code == code
    nth = 2 if mark == "rules: {}\n" else 1
    if mark:
        assert fault.place == place(text, mark, nth=nth)
    else:
        assert fault.place.startswith("x.yaml")


def test_norway_is_a_country_and_a_date_is_a_text(tmp_path: Path) -> None:
    text = "countries: {NO: Norway}\nstates:\n  north: {codes: [NO]}\n"
    book = rulebook(tmp_path, {"x.yaml": text})
    assert book.core.countries["NO"] == "Norway"
    assert book.core.states["north"].codes == ("NO",)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "z.yaml").write_bytes(b"rules: \xff\xfe\n")
    with pytest.raises(BadRulebook) as refused:
        load(tmp_path)
    assert [(fault.code, fault.place) for fault in refused.value.faults] == [("unreadable", "z.yaml")]


DEEP = """
import sys
from pathlib import Path
from asylon.rulebook import BadRulebook, load
try:
    load(Path(sys.argv[1]))
except BadRulebook as refused:
    print([fault.code for fault in refused.faults])
"""


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_a_fault_and_no_crash(tmp_path: Path, opening: str) -> None:
    """In a process of its own: a broken stack would take the tests with it."""
    folder = tmp_path / "deep"
    folder.mkdir()
    (folder / "x.yaml").write_text("rules: \n " + opening * 50_000, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", DEEP, str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-300:]
    assert done.stdout.strip() == "['yaml_syntax']"


@pytest.mark.parametrize("opening", ["(", "not ", "known(", "if(old, old, "])
@pytest.mark.parametrize("times", [61, 800, 30_000])
def test_an_expression_nested_too_deeply_is_a_fault_and_no_crash(
    tmp_path: Path, opening: str, times: int
) -> None:
    closing = ")" if "(" in opening else ""
    files = with_rule(opening * times + "old" + closing * times)
    assert {fault.code for fault in faults(tmp_path, files)} == {"expression"}
    few = 5 if opening.startswith("if") else 50  # a choice inside a choice doubles what is worked out
    fewer = with_rule(opening * few + "old" + closing * few)
    rulebook(tmp_path / "fewer", fewer).resolve("RS", DAY).run(
        assess(STRANGER, rulebook=load(tmp_path / "fewer")).situation
    )


@pytest.mark.parametrize("number", ["9" * 5000, "٣", "²"])
def test_a_number_that_no_one_means_is_a_fault_and_no_crash(tmp_path: Path, number: str) -> None:
    text = f"tracks:\n  a: {{order: {number}, when: old}}\n"
    refused = refusal(lambda: rulebook(tmp_path, {"x.yaml": text}).resolve("RS", DAY))
    assert refused is None or [fault.code for fault in refused.faults] == ["wrong_shape"]
    assert {f.code for f in faults(tmp_path / "other", with_rule(f"at_least({number}, signs)"))} == {
        "expression"
    }


# Overlays


def test_an_overlay_cannot_change_what_does_not_exist(tmp_path: Path) -> None:
    text = overlay("narrow:\n  refugeee: {and: old}\n")
    assert only(tmp_path, {"x.yaml": text}) == ("undefined", "x.yaml:3:3", "refugee")


def test_two_overlays_cannot_change_the_same_thing_at_the_same_time(tmp_path: Path) -> None:
    first = overlay("narrow:\n  protected: {and: not old}\n", id_="first")
    second = overlay("suspend:\n  protected: {}\n", id_="second")
    (fault,) = faults(tmp_path, {"x.yaml": first, "y.yaml": second})
    assert (fault.code, fault.place) == ("overlay_conflict", "y.yaml:3:3")
    assert fault.values == {"first": "first", "second": "second", "id": "protected"}


def test_overlays_of_different_times_do_not_meet(tmp_path: Path) -> None:
    first = overlay("narrow:\n  protected: {and: not old, until: 2025-12-31}\n", id_="first")
    second = overlay("narrow:\n  protected: {and: minor, from: 2026-01-01}\n", id_="second")
    book = rulebook(tmp_path, {"x.yaml": first, "y.yaml": second})
    for day in (DAY, DAY.replace(year=2025)):
        book.resolve("RS", day)


@pytest.mark.parametrize(
    ("text", "code", "mark", "meant"),
    [
        (overlay("narow:\n  refugee: {and: old}\n"), "unknown_key", "narow", "narrow"),
        (overlay("narrow:\n  refugee: {nd: old}\n"), "unknown_key", "nd", "and"),
        (overlay("replace:\n  refugee: {}\n"), "missing_key", "{}", None),
        (overlay("narrow:\n  refugee: {and: olt}\n"), "undefined", "olt", "old"),
        (overlay("narrow: [refugee]\n"), "wrong_shape", "[refugee]", None),
        ("overlay: RS\nadd: {}\n", "wrong_shape", "RS", None),
        ("overlay: {id: a}\nadd: {}\n", "missing_key", "{id", None),
        (overlay("add:\n  rulez: {}\n"), "unknown_key", "rulez", "rules"),
    ],
)
def test_an_overlay_that_is_wrong_is_refused_at_its_place(
    tmp_path: Path, text: str, code: str, mark: str, meant: str | None
) -> None:
    found = faults(tmp_path, {"x.yaml": text})
    assert (found[0].code, found[0].place, found[0].meant) == (code, place(text, mark), meant)


def test_an_overlay_for_states_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    """It would silently apply nowhere."""
    text = overlay("narrow:\n  protected: {and: minor}\n", applies_in="freinds")
    assert only(tmp_path, {"x.yaml": text}) == ("undefined", place(text, "freinds"), "friends")


def test_two_answers_that_fill_in_a_fact_must_exist(tmp_path: Path) -> None:
    text = "facts:\n  a: {derive: {how: below, of: age, limit: 18, no_if: olt}}\n"
    assert only(tmp_path, {"x.yaml": text}) == ("undefined", place(text, "olt"), "old")


def test_statuses_are_scored_in_the_same_dimensions(tmp_path: Path) -> None:
    """Otherwise the best of them cannot be told, and an assessment would break."""
    text = "statuses:\n  tolerated: {order: 3, scores: {duration: 1}, due_when: outside}\n"
    (fault,) = faults(tmp_path, {"x.yaml": text})
    assert fault.place == "x.yaml:2:3"


# Anything at all

SHIPPED_TEXTS = [path for path in text_files(SHIPPED) if path.stat().st_size < 20_000]
PIECES = (
    "",
    ":",
    "\n",
    " ",
    "-",
    "{",
    "}",
    "[",
    "]",
    "'",
    '"',
    "&a",
    "*a",
    "!t",
    "|",
    ">",
    "#",
    ",",
    "yes",
    "\t",
    "%",
    "\x00",
)


def refusal(read: Callable[[], object]) -> BadRulebook | None:
    """The refusal, if there was one; nothing else may come of it."""
    try:
        read()
    except BadRulebook as refused:
        return refused
    return None


def judged(folder: Path) -> None:
    """Load and resolve a folder: it is right, or BadRulebook says what is wrong."""

    def resolve() -> None:
        book = load(folder)
        for jurisdiction in ("INT", "RS", "FR"):
            book.resolve(jurisdiction, DAY)

    refused = refusal(resolve)
    assert refused is None or (refused.faults and str(refused))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=80)
    | st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_at_all_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    (folder / "rulebook.yaml").write_text(HEAD, "utf-8")
    (folder / "x.yaml").write_bytes(content)
    judged(folder)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(FILES)),
    changes=st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=4
    ),
)
def test_a_damaged_text_of_the_tiny_rulebook_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, changes: list[tuple[int, int, str]]
) -> None:
    text = FILES[name]
    for number, length, piece in changes:
        at = number % (len(text) + 1)
        text = text[:at] + piece + text[at + length :]
    folder = tmp_path_factory.mktemp("tiny")
    try:
        rulebook(folder, {name: text})
    except BadRulebook:
        return
    judged(folder)


@pytest.fixture(scope="module")
def shipped_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shipped") / "texts"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("sources", "schema"))
    return folder


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_text_of_the_shipped_rulebook_is_read_or_refused(
    tmp_path: Path, shipped_copy: Path, seed: int
) -> None:
    random = Random(seed)
    folder = tmp_path / "texts"
    shutil.copytree(shipped_copy, folder)
    path = folder / random.choice(SHIPPED_TEXTS).relative_to(SHIPPED)
    text = path.read_text("utf-8")
    for _ in range(random.randrange(1, 4)):
        at, length = random.randrange(len(text)), random.randrange(6)
        text = text[:at] + random.choice(PIECES) + text[at + length :]
    path.write_text(text, "utf-8")
    judged(folder)
