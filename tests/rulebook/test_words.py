"""What people read of the rulebook, in their own language, and what keeps a translation honest."""

import re
import shutil
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from asylon.rulebook import BadRulebook, Words, languages, load, words
from asylon.rulebook.library import SHIPPED
from asylon.rulebook.lints import translations
from asylon.rulebook.lints.law import Law
from asylon.rulebook.serbian import serbian_latin
from asylon.rulebook.words import CODE, english, known, plainly_named
from tests.rulebook.authors.small import found_in, small_rulebook

DAY = date(2026, 11, 24)
LANGUAGES = ("en", "ar", "fr", "sr", "sr-Latn")
FILES = ("ar", "en", "fr", "sr")
SCRIPTS = {"ar": "ARABIC", "sr": "CYRILLIC", "fr": "LATIN", "sr-Latn": "LATIN"}
ENGLISH = """
topics: {children: {label: Children, why: We ask to help., promise: No answer is held against anybody.}}
rules: {child_alone: {plain: A child without parents}}
gates: {stay: {plain: Do not send this child away}}
rights: {care: {plain: Somebody to look after the child}}
"""
FRENCH = """
topics: {children: {label: Enfants, why: Nous demandons pour aider., promise: Rien n'est retenu.}}
facts:
  young: {label: est mineure, question: La personne est-elle mineure ?}
  alone: {label: est seule, question: La personne est-elle seule ?}
rules: {child_alone: {label: enfant seul, plain: Un enfant sans ses parents}}
acts: {removal: {label: éloignement}}
gates: {stay: {label: droit de rester, plain: Ne pas éloigner cet enfant}}
rights: {care: {label: soins, plain: Quelqu'un pour s'occuper de l'enfant}}
states: {both: {label: les deux États}}
countries: {XA: Aïe, XB: Bée}
"""


def shipped(language: str) -> Words:
    return words(load(), language)


@cache
def findings() -> list[str]:
    return [each.sentence() for each in translations.find(Law(load(), DAY))]


def file_of(language: str) -> str:
    return (SHIPPED / "locales" / f"{language}.yaml").read_text("utf-8")


# What a reader gets


def test_the_office_reads_five_languages() -> None:
    assert set(languages(load())) == set(LANGUAGES)


def test_a_question_is_asked_in_the_language_of_the_reader() -> None:
    piece = shipped("fr").question("immediate_danger")
    assert (piece.text, piece.language) == ("La personne est-elle en danger en ce moment\u202f?", "fr")


def test_english_needs_no_file_for_what_the_texts_say() -> None:
    assert str(shipped("en").question("immediate_danger")) == "Is the person in danger right now?"
    assert str(shipped("en").label("rules", "trafficked")) == "trafficked person"


def test_a_category_has_a_plain_name_beside_its_term() -> None:
    assert str(shipped("en").plain("rules", "trafficked")) == "Exploited by others"
    assert str(shipped("en").plain("rules", "refugee_1951")) == "Protected as a refugee"


def test_what_has_no_plain_name_is_called_by_its_label() -> None:
    assert shipped("fr").plain("acts", "detention") == shipped("fr").label("acts", "detention")


def test_alerts_deadlines_and_rights_say_what_they_mean() -> None:
    french = shipped("fr")
    assert str(french.says("deadlines", "eu_screening_inland")) == "3 jours"
    assert str(french.says("alerts", "immediate_danger")).startswith("Mettre la personne en sécurité")
    assert str(french.means("wage_work")) == "La personne a le droit de travailler contre salaire."


@pytest.mark.parametrize(
    ("fact", "code", "text"),
    [
        ("procedure_stage", "appeal", "en recours"),
        ("receiving_country", "DE", "Allemagne"),
        ("prior_recognition_country", "none", "dans aucun autre pays"),
        ("prior_recognition_country", "RS", "Serbie"),
        ("benefit_of_doubt_given", "fears_return", "craint de retourner dans son pays"),
    ],
)
def test_an_answer_by_code_is_read_in_words(fact: str, code: str, text: str) -> None:
    assert str(shipped("fr").code(fact, code)) == text


@pytest.mark.parametrize(("fact", "code"), [("skills", "welding"), ("no_such_fact", "a")])
def test_a_code_without_words_is_given_back_in_no_language(fact: str, code: str) -> None:
    assert (shipped("fr").code(fact, code).text, shipped("fr").code(fact, code).language) == (code, CODE)


def test_an_id_of_an_older_rulebook_is_given_back_in_no_language() -> None:
    piece = shipped("ar").label("gates", "a_gate_of_old")
    assert (piece.text, piece.language) == ("a_gate_of_old", "zxx")


# Languages


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("sr-latn", "sr-Latn"),
        ("sr_Latn_RS", "sr-Latn"),
        ("sr-Cyrl", "sr"),
        ("AR", "ar"),
        ("tlh", "en"),
        ("../../etc/passwd", "en"),
        ("", "en"),
    ],
)
def test_the_nearest_language_there_is_is_taken(asked: str, given: str) -> None:
    assert shipped(asked).language == given


def test_the_words_of_a_language_are_read_once() -> None:
    assert shipped("sr-latn") is shipped("sr-Latn")


def test_what_is_not_translated_is_english_and_says_so(tmp_path: Path) -> None:
    french = words(small_rulebook(tmp_path, locales__fr="facts: {young: {label: est mineure}}"), "fr")
    assert [french.label("facts", "young").language, french.label("facts", "alone").language] == ["fr", "en"]
    assert french.question("alone").text == "Is the person alone?"


def test_a_label_in_the_own_language_goes_before_a_plain_name_in_english(tmp_path: Path) -> None:
    half = "rules: {child_alone: {label: enfant seul}}"
    french = words(small_rulebook(tmp_path, locales__en=ENGLISH, locales__fr=half), "fr")
    assert french.plain("rules", "child_alone").text == "enfant seul"
    assert french.plain("gates", "stay").text == "Do not send this child away"


def test_a_rulebook_without_translations_speaks_english(tmp_path: Path) -> None:
    rulebook = small_rulebook(tmp_path)
    assert languages(rulebook) == ("en",)
    assert words(rulebook, "fr").label("rights", "care").text == "care"


def test_a_file_of_words_that_cannot_be_read_is_refused_with_its_place(tmp_path: Path) -> None:
    rulebook = small_rulebook(tmp_path, locales__fr="facts: {young: {label: [a]}}")
    with pytest.raises(BadRulebook, match=r"locales/fr\.yaml:1:17: 'label' must be a text"):
        words(rulebook, "fr")


# Serbian in Latin letters


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Људи, њихова џепарац и ђаци", "Ljudi, njihova džeparac i đaci"),
        ("ЉУДИ И ЊИВЕ", "LJUDI I NJIVE"),
        ("Њ. Џ.", "Nj. Dž."),
        ("шћућурена чежња жена", "šćućurena čežnja žena"),
        ("UNHCR и члан 1F", "UNHCR i član 1F"),
        ("абвгдђежзијклљмнњопрстћуфхцчџш", "abvgdđežzijklljmnnjoprstćufhcčdžš"),
        ("", ""),
    ],
)
def test_serbian_is_written_in_latin_letters_by_rule(cyrillic: str, latin: str) -> None:
    assert serbian_latin(cyrillic) == latin


def test_serbian_in_latin_letters_is_the_cyrillic_rewritten() -> None:
    cyrillic, latin = shipped("sr"), shipped("sr-Latn")
    assert latin.question("fears_return").text == serbian_latin(cyrillic.question("fears_return").text)
    assert latin.question("fears_return").language == "sr-Latn"


def test_a_language_with_a_file_of_its_own_is_not_derived(tmp_path: Path) -> None:
    own = {
        "locales__sr": "rights: {care: {label: нега}}",
        "locales__sr-Latn": "rights: {care: {label: briga}}",
    }
    assert words(small_rulebook(tmp_path, **own), "sr-Latn").label("rights", "care").text == "briga"


# Topics


def test_every_fact_belongs_to_a_topic_that_says_why_we_ask() -> None:
    for language in LANGUAGES:
        found = shipped(language)
        topics = {found.topic_of(fact) for fact in load().all_facts}
        assert topics == set(found.topics)
        for each in map(found.topic, topics):
            assert each.why is not None
            assert each.promise is not None
            assert {each.label.language, each.why.language, each.promise.language} == {language}


def test_a_topic_is_a_file_of_facts() -> None:
    assert shipped("en").topic_of("immediate_danger") == "needs"
    assert str(shipped("en").topic("needs").label) == "Safety and health"
    assert shipped("en").topic_of("no_such_fact") == ""


def test_a_topic_without_words_has_no_reason_to_show(tmp_path: Path) -> None:
    topic = words(small_rulebook(tmp_path), "en").topic("children")
    assert (topic.label.text, topic.why, topic.promise) == ("children", None, None)


# The law is another thing than its words


def test_no_translation_changes_what_an_assessment_says_of_its_law(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "texts")
    for path in (tmp_path / "texts" / "locales").iterdir():
        path.unlink()
    without, shipped_texts = load(tmp_path / "texts"), load()
    assert without.fingerprint == shipped_texts.fingerprint
    assert without.resolve("RS", DAY).hash == shipped_texts.resolve("RS", DAY).hash


# The shipped languages


def test_the_shipped_languages_are_whole_and_nothing_in_them_is_in_vain() -> None:
    assert findings() == []


def test_everything_that_is_said_of_a_person_has_a_plain_name_in_every_language() -> None:
    lacking = [
        (language, section, id_)
        for language in LANGUAGES
        for section, id_ in plainly_named(load())
        if shipped(language).piece(section, id_, "plain").language != language
    ]
    assert lacking == []


@pytest.mark.parametrize("language", FILES)
def test_a_file_says_on_top_that_nobody_has_checked_it(language: str) -> None:
    head = "".join(line for line in file_of(language).splitlines()[:12] if line.startswith("#"))
    assert "lawyer has checked" in " ".join(head.replace("#", " ").split())


@pytest.mark.parametrize("language", ["fr", "ar", "sr", "sr-Latn"])
def test_no_word_mixes_the_letters_of_two_scripts(language: str) -> None:
    found = shipped(language)
    mixed = [
        word
        for section, id_, key in english(load())
        for word in re.findall(r"[^\W\d_]+", str(found.piece(section, id_, key)))
        if len({unicodedata.name(letter).split()[0] for letter in word} & {"LATIN", "CYRILLIC", "ARABIC"}) > 1
    ]
    assert mixed == []


@pytest.mark.parametrize("language", sorted(SCRIPTS))
def test_a_question_stands_in_the_script_of_its_language(language: str) -> None:
    for fact in load().all_facts:
        letters = [each for each in shipped(language).question(fact).text if each.isalpha()]
        own = [each for each in letters if unicodedata.name(each).startswith(SCRIPTS[language])]
        assert len(own) > 0.8 * len(letters), fact


def test_french_never_parts_a_mark_from_its_word() -> None:
    parted = [
        line for line in file_of("fr").splitlines() if re.search(r"[ \w][?;!]", line.partition(": ")[2])
    ]
    assert [line for line in parted if not line.startswith("#")] == []


# What the lint finds


def problems(folder: Path, **files: str) -> list[tuple[str, str]]:
    return [(each.severity, each.code) for each in found_in(folder, **files)]


def test_a_whole_language_is_not_mentioned(tmp_path: Path) -> None:
    assert found_in(tmp_path, locales__en=ENGLISH, locales__fr=FRENCH) == []


@pytest.mark.parametrize(
    ("removed", "first"),
    [
        (", plain: Un enfant sans ses parents", "rules.child_alone.plain"),
        (", promise: Rien n'est retenu.", "topics.children.promise"),
        (", XB: Bée", "countries.XB.label"),
    ],
)
def test_a_lacking_plain_name_topic_or_country_is_a_notice(tmp_path: Path, removed: str, first: str) -> None:
    (only,) = found_in(tmp_path, locales__en=ENGLISH, locales__fr=FRENCH.replace(removed, ""))
    assert only.sentence() == f"locales/fr.yaml: fr: 1 texts are not translated, the first is {first}"


def test_countries_are_asked_for_only_where_a_language_has_begun_with_them(tmp_path: Path) -> None:
    without = FRENCH.replace("countries: {XA: Aïe, XB: Bée}", "")
    assert found_in(tmp_path, locales__en=ENGLISH, locales__fr=without) == []


@pytest.mark.parametrize(
    ("removed", "first"),
    [
        ("gates: {stay: {plain: Do not send this child away}}", "gates.stay.plain"),
        (", why: We ask to help.", "topics.children.why"),
    ],
)
def test_english_owes_plain_names_and_topics(tmp_path: Path, removed: str, first: str) -> None:
    (only,) = found_in(tmp_path, locales__en=ENGLISH.replace(removed, ""))
    assert only.sentence() == f"locales/en.yaml: en: 1 texts are not translated, the first is {first}"


def test_a_code_of_a_closed_list_needs_words(tmp_path: Path) -> None:
    more = "facts: {stage: {type: code, codes: [a, b], question: Which?, label: stage, purpose: statistics}}"
    topic = "topics: {more: {label: More, why: To help., promise: Nothing is lost.}, "
    written = ENGLISH.replace("topics: {", topic) + "codes: {stage: {a: first}}\n"
    (only,) = found_in(tmp_path, more, locales__en=written)
    assert only.values["first"] == "codes.stage.b"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("topics: {childrn: {label: Enfants}}", "unknown_translation"),
        ("topics: {children: {reason: Enfants}}", "unknown_key"),
        ("codes: {young: {a: b}}", "unknown_translation"),
        ("countries: {XZ: Zed}", "unknown_translation"),
        ("countries: {XA: {label: Aïe, plain: Aïe}}", "unknown_key"),
        ("gates: {stay: {question: Rester ?}}", "unknown_key"),
        ("overlays: {eu: {label: Union européenne}}", "unknown_translation"),
        ("facts: {young: {label: {a: b}}}", "wrong_shape"),
    ],
)
def test_what_the_rulebook_does_not_have_cannot_be_translated(
    tmp_path: Path, written: str, code: str
) -> None:
    assert ("error", code) in problems(tmp_path, locales__fr=written)


@pytest.mark.parametrize(
    ("language", "question", "right"),
    [
        ("fr", "La personne est-elle seule ?", True),
        ("fr", "La personne est seule.", False),
        ("fr", "La personne est-elle seule ? Oui.", False),
        ("ar", "هل الشخص وحده؟", True),
        ("ar", "هل الشخص وحده?", False),
    ],
)
def test_a_question_ends_with_the_question_mark_of_its_language(
    tmp_path: Path, language: str, question: str, right: bool
) -> None:
    text = f'facts: {{alone: {{question: "{question}"}}}}'
    found = problems(tmp_path, **{f"locales__{language}": text})
    assert (("error", "other_question_marks") in found) is not right


@pytest.mark.parametrize(("text", "right"), [("reste {count} jours", True), ("reste {nombre} jours", False)])
def test_a_placeholder_stays_as_it_is(tmp_path: Path, text: str, right: bool) -> None:
    more = 'acts: {waiting: {label: "stays {count} days"}}'
    found = found_in(tmp_path, more, locales__fr=f'acts: {{waiting: {{label: "{text}"}}}}')
    assert ("other_placeholders" in {each.code for each in found}) is not right


def test_english_beside_the_texts_does_not_say_again_what_they_say(tmp_path: Path) -> None:
    (only,) = found_in(tmp_path, locales__en=ENGLISH + "states: {both: {label: Both of them}}\n")
    assert only.code == "unknown_key"


def test_every_closed_code_and_topic_is_known_to_the_lint() -> None:
    there_is = known(load())
    assert there_is["codes"]["prior_recognition_country"] == ("none",)
    assert "receiving_country" not in there_is["codes"]
    assert there_is["topics"]["needs"] == ("label", "why", "promise")
