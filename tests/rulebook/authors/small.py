"""A small rulebook with nothing to complain of, to which a test adds what it wants to see refused."""

from pathlib import Path

from asylon.rulebook import Rulebook, load
from asylon.rulebook.check import Finding, check_folder

HEAD = """
rulebook: {name: Small, version: "1", licence: CC-BY-4.0}
"""

TEXT = """
# Children who are alone. A made-up law.
countries: {XA: Ay, XB: Bee}
states:
  both: {label: Both States, codes: [XA, XB]}
facts:
  young: {label: is under age, question: Is the person under age?}
  alone: {label: is alone, question: Is the person alone?}
rules:
  child_alone:
    kind: category
    label: child alone
    when: young and alone
    cite: [a law 1]
    tests:
      - {name: both, given: {young: yes, alone: yes}, expect: yes}
      - {name: not alone, given: {alone: no}, expect: no}
      - {name: age unknown, given: {alone: yes}, expect: unknown, ask: young}
acts:
  removal: {label: removal}
gates:
  stay:
    order: 1
    group: access
    label: the right to stay
    blocks: [removal]
    open_when: not child_alone
    cite: [a law 2]
    tests:
      - {name: nothing known, given: {}, open: no}
      - {name: not alone, given: {alone: no}, open: yes}
rights:
  care:
    label: care
    sources: [{holder: child_alone, level: full, cite: [a law 3]}]
"""


def write_small(folder: Path, more: str = "", **files: str) -> Path:
    """Write the small rulebook, one more text, and further files by name (`/` written as `__`)."""
    texts = {"rulebook": HEAD, "children": TEXT, **({"more": more} if more else {}), **files}
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def small_rulebook(folder: Path, more: str = "", **files: str) -> Rulebook:
    """The small rulebook with one more text, loaded."""
    return load(write_small(folder, more, **files))


def found_in(folder: Path, more: str = "", **files: str) -> list[Finding]:
    """What the check finds in the small rulebook with one more text; that it is unsigned is left out."""
    return [each for each in check_folder(write_small(folder, more, **files)) if each.code != "unverified"]
