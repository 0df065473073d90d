"""Bad input: exit code 2, one clear line for each fault with its place, nothing on standard output."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Command

Write = Callable[..., Path]

BAD_FILES = {
    "empty": (b"", "there is nothing here to read"),
    "truncated": (b'{"situation": 1,\n  "facts": {"child": tr', ":2:22: this is not JSON"),
    "no object": (b"[1, 2]", "a situation is a JSON object; this is a list"),
    "key twice": (b'{"situation": 1, "situation": 1}', "the key 'situation' stands here twice"),
    "not a number": (b'{"facts": {"age_years": NaN}}', "'NaN' is not a number"),
    "endless number": (b'{"facts": {"age_years": ' + b"9" * 5000 + b"}}", "is not a number"),
    "too deep": (b"[" * 100_000, "nested too deeply"),
    "latin 1": (b'{"id": "Jos\xe9"}', "it is not UTF-8 text (byte 12)"),
    "utf 16": ('{"situation": 1}'.encode("utf-16"), "it is not UTF-8 text (byte 1)"),
    "unknown fact": (b'{"facts": {"fears_retrun": true}}', "did you mean 'fears_return'?"),
    "wrong type": (b'{"facts": {"age_years": "old"}}', "facts.age_years: 'age_years' takes a number"),
    "unknown code": (b'{"facts": {"procedure_stage": "lodgd"}}', "did you mean 'lodged'?"),
    "wrong version": (b'{"situation": 2, "facts": {}}', "version"),
    "bad date": (b'{"as_of": "2026-02-30", "facts": {}}', "'2026-02-30' is not a date"),
    "unknown state": (b'{"jurisdiction": "rs", "facts": {}}', "unknown jurisdiction 'rs'"),
    "vignette": (b'{"id": "V01", "situation": {"situation": 1}}', "this looks like a story"),
}


@pytest.mark.parametrize(("content", "sentence"), BAD_FILES.values(), ids=BAD_FILES.keys())
@pytest.mark.parametrize("verb", ["assess", "ask"])
def test_a_bad_file_gets_one_line_with_its_name(
    asylon: Command, write: Write, content: bytes, sentence: str, verb: str
) -> None:
    path = write(content)
    ran = asylon(verb, path)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.said) == 1
    assert ran.err.startswith(f"asylon: {path}")
    assert sentence in ran.err


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "Is a directory"), ("nowhere.json", "No such file or directory")]
)
def test_what_cannot_be_read_is_named(asylon: Command, tmp_path: Path, name: str, sentence: str) -> None:
    ran = asylon("assess", tmp_path / name)
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert ran.err == f"asylon: {tmp_path / name}: cannot be read: {sentence}\n"


def test_every_fault_is_named_at_once(asylon: Command, write: Write) -> None:
    ran = asylon("assess", write({"facts": {"age_years": "old", "nonsense": True}, "lgs": []}))
    assert len(ran.said) == 3
    assert "did you mean 'legs'?" in ran.err


def test_after_twenty_faults_the_rest_is_counted(asylon: Command, write: Write) -> None:
    ran = asylon("assess", write({"facts": {f"nonsense_{number}": True for number in range(50)}}))
    assert len(ran.said) == 21
    assert ran.said[-1] == "asylon: and 30 more"


def test_a_fault_in_a_jsonl_file_names_the_line_and_prints_nothing(asylon: Command, write: Write) -> None:
    good = json.dumps({"situation": 1, "facts": {}})
    path = write(f'{good}\n\n{good[:10]}\n{{"facts": {{"nonsense": 1}}}}\n', "people.jsonl")
    ran = asylon("assess", path, "--format", "json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.said[0].startswith(f"asylon: {path}:3:")
    assert ran.said[1] == f"asylon: {path}:4: facts.nonsense: unknown fact 'nonsense'"


def test_an_empty_jsonl_file_is_a_fault(asylon: Command, write: Write) -> None:
    assert "there is nothing here to read" in asylon("assess", write("\n\n", "people.jsonl")).err


def test_a_fault_on_standard_input_says_so(asylon: Command) -> None:
    assert asylon("assess", "-", stdin="{").err.startswith("asylon: standard input:1:2: this is not JSON")


def test_a_message_holds_no_control_signs(asylon: Command, write: Write) -> None:
    ran = asylon("assess", write({"facts": {"a\x1b[31m\nb": True}}))
    assert len(ran.said) == 1
    assert "\x1b" not in ran.err


ARGUMENTS = {
    "no verb of this name": (["asess", "FILE"], "there is no verb 'asess'; did you mean 'assess'?"),
    "an option that is not there": (["assess", "FILE", "--formt", "json"], "did you mean '--format'?"),
    "an option cut short": (["assess", "FILE", "--juris=RS"], "did you mean '--jurisdiction'?"),
    "a format that is not there": (["assess", "FILE", "--format", "jsn"], "did you mean 'json'?"),
    "a day that is not there": (["assess", "FILE", "--as-of", "2026-02-30"], "write it as 2026-11-22"),
    "a month for a day": (["assess", "FILE", "--as-of", "2026-02"], "write it as 2026-11-22"),
    "a state in small letters": (["assess", "FILE", "--jurisdiction", "rs"], "did you mean 'RS'?"),
    "no file": (["assess"], "FILE"),
    "a file too many": (["assess", "FILE", "FILE"], "unknown argument"),
    "no rulebook there": (
        ["assess", "FILE", "--rulebook", "/nowhere"],
        "/nowhere: there is no rulebook here",
    ),
    "no action of this name": (["rulebook", "shw"], "did you mean 'show'?"),
    "no action": (["rulebook"], "ACTION"),
    "no entry of this name": (["rulebook", "show", "traficked"], "did you mean 'trafficked'?"),
    "no kind of this name": (["rulebook", "list", "--kind", "gate"], "did you mean 'gates'?"),
    "an option of nobody": (["--verson"], "did you mean '--version'?"),
}


@pytest.mark.parametrize(("words", "sentence"), ARGUMENTS.values(), ids=ARGUMENTS.keys())
def test_a_wrong_word_on_the_command_line_gets_one_line(
    asylon: Command, worker: Path, words: list[str], sentence: str
) -> None:
    ran = asylon(*(worker if word == "FILE" else word for word in words))
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert sentence in ran.err


def test_no_verb_at_all_shows_the_help_as_an_error(asylon: Command) -> None:
    ran = asylon()
    assert (ran.code, ran.out) == (2, "")
    assert "exit codes: 0 done, 1 a check found something wrong, 2 bad input." in ran.err


@pytest.mark.parametrize(
    "verb", [[], ["assess"], ["explain"], ["ask"], ["demo"], ["rulebook"], ["rulebook", "list"]]
)
def test_help_is_there_for_every_verb(asylon: Command, verb: list[str]) -> None:
    ran = asylon(*verb, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(" ".join(["usage: asylon", *verb]))


def test_the_version_is_printed(asylon: Command) -> None:
    assert asylon("--version").out == "asylon 0.1.0\n"
