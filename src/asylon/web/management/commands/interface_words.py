"""Collect the words of the interface, derive Serbian in Latin letters, and compile them all.

Needs GNU gettext. `--check` changes nothing and says what a translator still has to do.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

from asylon.rulebook.serbian import serbian_latin

LOCALE = Path(__file__).resolve().parents[2] / "locale"
SOURCE = LOCALE.parent.parent
WRITTEN = ("ar", "fr", "sr")
DERIVED = {"sr_Latn": ("sr", serbian_latin)}
"""Written by rule from another language."""


class Command(BaseCommand):
    """`python -m django interface_words [--check]`."""

    help = "Collect, derive and compile the words of the interface."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One switch."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail if anything is missing"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Do it, or say what is missing."""
        if check:
            faults = [*missing(), *stale()]
            if faults:
                raise CommandError("\n".join(faults))
            return
        collect()
        for language, (source, write) in DERIVED.items():
            derive(catalogue(source), catalogue(language), write)
        for language in (*WRITTEN, *DERIVED):
            compile_catalogue(catalogue(language), catalogue(language).with_suffix(".mo"))


def catalogue(language: str, locale: Path = LOCALE) -> Path:
    """The file of a language."""
    return locale / language / "LC_MESSAGES" / "django.po"


def collect(source: Path = SOURCE, locale: Path = LOCALE) -> None:
    """Bring the written catalogues up to date with the code and the templates."""
    with (
        override_settings(LOCALE_PATHS=[locale]),
        contextlib.chdir(source),
    ):  # makemessages looks where it stands
        call_command(
            "makemessages",
            locale=list(WRITTEN),
            extensions=["html", "py", "txt"],
            no_location=True,
            no_obsolete=True,
            no_wrap=True,
            verbosity=0,
        )
    for language in WRITTEN:
        path = catalogue(language, locale)
        # The date of collecting would change the file each time.
        path.write_text(re.sub(r'"POT-Creation-Date: [^"]*\\n"\n', "", path.read_text("utf-8")), "utf-8")


def derive(source: Path, target: Path, write: Any) -> None:
    """Write a catalogue from another one: what is translated changes its letters, what is not stays."""
    lines, translated = [], False
    for line in source.read_text("utf-8").splitlines():
        if line.startswith(("msgid", "msgctxt", "#")):
            translated = False
        elif line.startswith("msgstr"):
            translated = True
        lines.append(write_outside_placeholders(line, write) if translated else line)
    target.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(lines).replace("Language: sr\\n", "Language: sr_Latn\\n")
    target.write_text(text + "\n", "utf-8")


def write_outside_placeholders(line: str, write: Any) -> str:
    """Placeholders and tags are names in Latin letters already."""
    return "".join(
        part if number % 2 else write(part)
        for number, part in enumerate(re.split(r"(%\(\w+\)[sd]|\{\w*\}|<[^>]*>)", line))
    )


def compile_catalogue(source: Path, target: Path) -> None:
    """Compile a catalogue; a fault in a placeholder stops it."""
    command = ["msgfmt", "--check-format", "--no-hash", "-o", str(target), str(source)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise CommandError(done.stderr.strip())


def missing() -> list[str]:
    """What is not translated, by language; what the code says and a catalogue does not know."""
    with tempfile.TemporaryDirectory() as folder:
        # In a copy: collecting writes, and a check must not.
        copy = Path(folder) / SOURCE.name
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "texts"))
        locale = copy / LOCALE.relative_to(SOURCE)
        collect(copy, locale)
        return [fault for language in WRITTEN for fault in _untranslated(catalogue(language, locale))]


def _untranslated(path: Path) -> list[str]:
    language = path.parent.parent.name
    command = ["msgattrib", "--untranslated", "--no-wrap", str(path)]
    fuzzy = ["msgattrib", "--only-fuzzy", "--no-wrap", str(path)]
    faults = []
    for word, call in (("not translated", command), ("to be looked at again", fuzzy)):
        said = subprocess.run(call, check=True, capture_output=True, text=True).stdout
        faults += [
            f"{language}: {word}: {text}" for text in re.findall(r'^msgid "(.+)"$', said, re.MULTILINE)
        ]
    return faults


def stale() -> list[str]:
    """Compiled or derived catalogues that are not what their source would give."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for language in (*WRITTEN, *DERIVED):
            fresh = Path(folder) / f"{language}.po"
            if language in DERIVED:
                source, write = DERIVED[language]
                derive(catalogue(source), fresh, write)
                if fresh.read_bytes() != catalogue(language).read_bytes():
                    found.append(f"{language}: not derived anew since its source changed")
            compiled = fresh.with_suffix(".mo")
            compile_catalogue(catalogue(language), compiled)
            if compiled.read_bytes() != catalogue(language).with_suffix(".mo").read_bytes():
                found.append(f"{language}: not compiled since it changed")
    return found
