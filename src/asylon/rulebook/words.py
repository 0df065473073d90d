"""What a rulebook says, in the language of the reader: labels, questions, plain names, topics, codes.

English stands in the texts, and what they lack in `locales/en.yaml`; other languages stand in
`locales/<language>.yaml`. Words are no part of the law: neither `Rulebook.fingerprint` nor
`Program.hash` looks into `locales`, so that a mended translation makes no assessment look as if it came
from other law.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from asylon.rulebook.codes import NO_COUNTRY
from asylon.rulebook.contents import SECTIONS, Contents
from asylon.rulebook.entries import Entry, FactEntry, RuleEntry
from asylon.rulebook.faults import BadRulebook, Fault
from asylon.rulebook.library import Rulebook
from asylon.rulebook.places import Table, Text
from asylon.rulebook.serbian import serbian_latin
from asylon.rulebook.yamltext import read_yaml

ENGLISH = "en"
CODE = "zxx"
"""The language of an id that stands where there are no words: BCP 47 for no linguistic content."""

FOLDER = "locales"
DERIVED = {"sr-Latn": ("sr", serbian_latin)}
"""Languages that are written by rule from another one."""

WORDS_OF: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(SECTIONS, ("label",)),
    "facts": ("label", "question"),
    "rules": ("label", "plain"),
    "gates": ("label", "plain"),
    "tracks": ("label", "plain"),
    "alerts": ("label", "says"),
    "rights": ("label", "means", "plain"),
    "deadlines": ("label", "says", "counts_from", "missed"),
    "overlays": ("label",),
    "topics": ("label", "why", "promise"),
}
"""By section, the keys that people read on a screen, and that a language therefore needs."""

NAMED_PLAINLY = ("category", "risk")
"""The kinds of rules that are said of a person, and so never shown by their term alone."""

Key = tuple[str, str, str]
"""Section, id and key: `("rights", "guardian", "means")`."""

Texts = dict[Key, str]
Known = dict[str, dict[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and the language they are in, which a page has to mark where it is not its own."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of the interview: its name, why we ask, and what the person can rely on."""

    id: str
    label: Piece
    why: Piece | None
    promise: Piece | None


class Words:
    """The words of one language, with English where it has none.

    An id that the rulebook does not know, as in an old assessment, is given back as it is, in no language.
    """

    def __init__(self, language: str, texts: Texts, rulebook: Rulebook) -> None:
        """Keep the texts of a language; the rulebook says which code belongs to what."""
        self.language = language
        self._texts = texts
        self._english = texts if language == ENGLISH else english(rulebook)
        self._facts = rulebook.all_facts
        self.topics = tuple(dict.fromkeys(map(_topic, self._facts.values())))

    def piece(self, section: str, id_: str, *keys: str) -> Piece:
        """The words under the first of some keys that has any."""
        return self._found(section, id_, *keys) or Piece(id_, CODE)

    def label(self, section: str, id_: str) -> Piece:
        """The name of an entry; of a category beside its plain name only."""
        return self.piece(section, id_, "label")

    def plain(self, section: str, id_: str) -> Piece:
        """The name that needs no lawyer; the label where there is none."""
        return self.piece(section, id_, "plain", "label")

    def question(self, fact: str) -> Piece:
        """What is asked about a person; the label of a fact that is not asked."""
        return self.piece("facts", fact, "question", "label")

    def says(self, section: str, id_: str) -> Piece:
        """What an alert tells the reader to do, or how long a deadline is."""
        return self.piece(section, id_, "says", "label")

    def counts_from(self, deadline: str) -> Piece:
        """What a deadline counts from."""
        return self.piece("deadlines", deadline, "counts_from")

    def missed(self, deadline: str) -> Piece:
        """What follows when a deadline has passed."""
        return self.piece("deadlines", deadline, "missed")

    def means(self, right: str) -> Piece:
        """What a right entitles to, in a sentence."""
        return self.piece("rights", right, "means", "label")

    def code(self, fact: str, code: str) -> Piece:
        """One answer to a fact that takes codes: its own words, a country, or the label of a fact."""
        named = self._found("codes", fact, code)
        if named is not None:
            return named
        takes = self._facts[fact].codes if fact in self._facts else ()
        if takes in ("countries", "countries_or_none"):
            return self.country(code)
        return self.label("facts", code) if takes == "facts" else Piece(code, CODE)

    def country(self, code: str) -> Piece:
        """The name that people use for a country or area, by its ISO 3166-1 code."""
        return self.piece("countries", code, "label")

    def topic(self, id_: str) -> Topic:
        """A subject of the interview by its id."""
        why, promise = self._found("topics", id_, "why"), self._found("topics", id_, "promise")
        return Topic(id_, self.piece("topics", id_, "label"), why, promise)

    def topic_of(self, fact: str) -> str:
        """The id of the topic that a fact belongs to; empty for an unknown fact."""
        return _topic(self._facts[fact]) if fact in self._facts else ""

    def _found(self, section: str, id_: str, *keys: str) -> Piece | None:
        # A label in the reader's language is understood sooner than a plain name in English.
        for language, texts in ((self.language, self._texts), (ENGLISH, self._english)):
            for key in keys:
                if text := texts.get((section, id_, key)):
                    return Piece(text, language)
        return None


def words(rulebook: Rulebook, language: str) -> Words:
    """The words of a language by its BCP 47 tag, or of the nearest one there is; English in the end.

    Raises: BadRulebook for a file of words that cannot be read.
    """
    return _words(rulebook, _nearest(language, languages(rulebook)))


@cache
def languages(rulebook: Rulebook) -> tuple[str, ...]:
    """The tags of the languages there are words in: English, those with a file, those derived from one."""
    written = [path.stem for path in sorted((rulebook.folder / FOLDER).glob("*.yaml"))]
    derived = [tag for tag, (source, _) in DERIVED.items() if source in written]
    return tuple(dict.fromkeys([ENGLISH, *written, *derived]))


@cache
def english(rulebook: Rulebook) -> Texts:
    """Every English word: what the texts say, then what `locales/en.yaml` adds to it.

    Raises: BadRulebook for a file of words that cannot be read.
    """
    return _written(rulebook, ENGLISH) | dict(said(rulebook))


def said(rulebook: Rulebook) -> Iterator[tuple[Key, str]]:
    """The words that stand in the texts themselves, of the core and of every overlay."""
    for section, entry in _entries(rulebook):
        for word in WORDS_OF[section]:
            if text := getattr(entry, word, ""):
                yield (section, entry.id, word), str(text)
    for contents in _contents(rulebook):
        for code, name in contents.countries.items():
            yield ("countries", code, "label"), name
    for overlay in rulebook.overlays:
        yield ("overlays", overlay.head.id, "label"), overlay.head.label


def known(rulebook: Rulebook) -> Known:
    """By section and id, the keys that a language may translate."""
    found: Known = {section: {} for section in (*WORDS_OF, "codes", "countries")}
    for section, entry in _entries(rulebook):
        found[section][entry.id] = WORDS_OF[section]
    for fact in rulebook.all_facts.values():
        found["topics"][_topic(fact)] = WORDS_OF["topics"]
        if codes := _closed_codes(fact):
            found["codes"][fact.id] = codes
    for section, id_, _ in (key for key, _ in said(rulebook)):
        found[section].setdefault(id_, ("label",))
    return found


def plainly_named(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Section and id of what is shown to people by a plain name."""
    for section, entry in _entries(rulebook):
        of_a_person = not isinstance(entry, RuleEntry) or entry.kind in NAMED_PLAINLY
        if "plain" in WORDS_OF[section] and of_a_person:
            yield section, entry.id


def translated(table: Table) -> Iterator[tuple[Text, Text, Text, Text]]:
    """Section, id, key and words of everything in a file of words.

    Raises: BadRulebook for an entry that is no mapping.
    """
    for section, entries in table.items():
        for id_, given in _mapping(section, entries).items():
            if section == "countries" and isinstance(given, Text):
                yield section, id_, Text("label", id_.place), given
                continue
            for word, text in _mapping(id_, given).items():
                if not isinstance(text, Text):
                    raise BadRulebook([_not(word, "a text")])
                yield section, id_, word, text


@cache
def _words(rulebook: Rulebook, language: str) -> Words:
    return Words(language, _texts(rulebook, language), rulebook)


def _texts(rulebook: Rulebook, language: str) -> Texts:
    if language == ENGLISH:
        return english(rulebook)
    texts = _written(rulebook, language)
    if texts or language not in DERIVED:
        return texts
    source, rewrite = DERIVED[language]
    return {key: rewrite(text) for key, text in _written(rulebook, source).items()}


def _written(rulebook: Rulebook, language: str) -> Texts:
    path = rulebook.folder / FOLDER / f"{language}.yaml"
    if not path.is_file():
        return {}
    table = read_yaml(path, path.relative_to(rulebook.folder).as_posix())
    return {(str(s), str(id_), str(word)): str(text) for s, id_, word, text in translated(table)}


def _nearest(language: str, there_are: tuple[str, ...]) -> str:
    by_tag = {tag.casefold(): tag for tag in there_are}
    wanted = language.replace("_", "-").casefold().split("-")
    tags = ("-".join(wanted[:length]) for length in range(len(wanted), 0, -1))
    return next((by_tag[tag] for tag in tags if tag in by_tag), ENGLISH)


def _contents(rulebook: Rulebook) -> Iterator[Contents]:
    yield rulebook.core
    for overlay in rulebook.overlays:
        yield overlay.added


def _entries(rulebook: Rulebook) -> Iterator[tuple[str, Entry]]:
    for contents in _contents(rulebook):
        for section in SECTIONS:
            for entry in contents.section(section).values():
                yield section, entry


def _topic(fact: FactEntry) -> str:
    return PurePosixPath(fact.place.source.name).stem if fact.place else ""


def _closed_codes(fact: FactEntry) -> tuple[str, ...]:
    if fact.codes == "countries_or_none":
        return (NO_COUNTRY,)
    return () if isinstance(fact.codes, str) else tuple(fact.codes)


def _mapping(name: Text, value: object) -> Table:
    if not isinstance(value, Table):
        raise BadRulebook([_not(name, "a mapping")])
    return value


def _not(name: Text, wanted: str) -> Fault:
    return Fault("wrong_shape", str(name.place), {"key": name, "wanted": wanted})
