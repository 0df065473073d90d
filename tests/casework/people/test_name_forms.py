"""The many ways in which a name is written meet in one form; other names do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.casework.people.identity import Name
from asylon.casework.people.name_forms import MOST_VARIANTS, MOST_WORDS, words_of
from asylon.casework.people.name_keys import keys_of, name_keys, number_key, pair_keys
from asylon.casework.people.partial_dates import UNKNOWN, in_year, on_day
from asylon.casework.people.typed_dates import read_typed
from tests.office_cast import TODAY

SAME = [
    # Arabic, Persian, Urdu and Pashto letters
    ("Youssef", "Yusuf"),
    ("Yusuf", "يوسف"),
    ("Yusuf", "یوسف"),
    ("Jusuf", "Yousef"),
    ("Rahimi", "Rahimy"),
    ("Rahimi", "رحیمی"),
    ("Rahimi", "رحيمي"),
    ("al-Rahimi", "الرحيمي"),
    ("Alrahimi", "Al Rahimi"),
    ("Mohammed", "محمد"),
    ("Mohammed", "Muhamad"),
    ("Mohammed", "Mouhammad"),
    ("Mohammed", "Md"),
    ("Mohammed", "Mehmet"),
    ("مُحَمَّد", "محمد"),
    ("محـــمد", "محمد"),
    ("Ahmad", "أحمد"),
    ("احمد", "أحمد"),
    ("Fatima", "فاطمة"),
    ("فاطمه", "فاطمة"),
    ("Fatimah", "Fatma"),
    ("Aisha", "عائشة"),
    ("Aicha", "Ayesha"),
    ("Khaled", "خالد"),
    ("Khalid", "Chaled"),
    ("Jamal", "جمال"),
    ("Gamal", "جمال"),
    ("Djamel", "Jamal"),
    ("Hassan", "حسن"),
    ("Husayn", "Hussein"),
    ("Abd al-Rahman", "عبد الرحمن"),
    ("Abdurrahman", "عبدالرحمن"),
    ("Abdul Rahman", "Abdelrahman"),
    ("Abdul Aziz", "عبد العزيز"),
    ("Abdulaziz", "Abd el-Aziz"),
    ("Abdullah", "عبدالله"),
    ("Reza", "رضا"),
    ("Rida", "رضا"),
    ("Omar", "عمر"),
    ("Ibrahim", "إبراهيم"),
    ("Gulalai", "ګلالۍ"),
    ("Zeinab", "زینب"),
    # Cyrillic
    ("Marković", "Марковић"),
    ("Markovic", "Марковић"),
    ("Serhii", "Сергій"),
    ("Sergey", "Сергій"),
    ("Oleksandr", "Александр"),
    ("Volodymyr", "Владимир"),
    ("Džemal", "Џемал"),
    ("Yosyp", "Јосип"),
    ("Hasan", "Хасан"),
    # Ethiopic, Hebrew, Greek, Bengali, Devanagari, Armenian, Georgian
    ("Yosef", "ዮሴፍ"),
    ("Tesfay", "ተስፋይ"),
    ("Tsegay", "ጸጋይ"),
    ("Mehamed", "መሐመድ"),
    ("Yosef", "יוסף"),
    ("Iosif", "Ιωσήφ"),
    ("Yusuf", "ইউসুফ"),
    ("Rahima", "রহিমা"),
    ("Rahul", "राहुल"),
    ("Davit", "Դավիթ"),
    ("Davit", "დავით"),
]
"""Pairs of one name in two writings."""

OTHER = [
    ("Yusuf", "Karim"),
    ("Rahimi", "Karimi"),
    ("Fatima", "Zeinab"),
    ("Hassan", "Hamid"),
    ("Ali", "Omar"),
    ("يوسف", "كريم"),
    ("Марковић", "Петровић"),
    ("ዮሴፍ", "ተስፋይ"),
]


def consonants(name: str) -> set[str]:
    words = words_of(name)
    assert len(words) == 1, (name, words)
    return set(words[0].skeletons)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_writings_of_a_name_meet(one: str, other: str) -> None:
    assert consonants(one) & consonants(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_names_do_not_meet(one: str, other: str) -> None:
    assert not consonants(one) & consonants(other)


def test_the_pairs_are_in_eight_scripts_and_more() -> None:
    def script(text: str) -> str:
        return next((name for name, (first, last) in _BLOCKS.items() if first <= text[-1] <= last), "Latin")

    assert len({script(text) for pair in SAME for text in pair}) >= 8


_BLOCKS = {
    "Arabic": ("\u0600", "\u06ff"),
    "Cyrillic": ("\u0400", "\u04ff"),
    "Ethiopic": ("\u1200", "\u137f"),
    "Hebrew": ("\u0590", "\u05ff"),
    "Greek": ("\u0370", "\u03ff"),
    "Bengali": ("\u0980", "\u09ff"),
    "Devanagari": ("\u0900", "\u097f"),
    "Armenian": ("\u0530", "\u058f"),
    "Georgian": ("\u10a0", "\u10ff"),
}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ahmad bin Yusuf", ["ahmad", "yusuf"]),
        ("Abu Bakr", ["bakr"]),
        ("Umm Kulthum", ["kulthum"]),
        ("el-Masri", ["masri"]),
        ("أبو بكر", ["بكر"]),
        ("بن علي", ["علي"]),
        ("Abu", ["abu"]),
        ("O'Neil", ["o", "neil"]),
        ("de la Cruz", ["la", "cruz"]),
    ],
)
def test_articles_and_words_for_son_and_father_are_left_out(typed: str, kept: list[str]) -> None:
    assert [word.plain for word in words_of(typed)] == kept


@pytest.mark.parametrize("hidden", ["\u200b", "\u200f", "\u202e", "\u2066", "\u0640", "\u200d", "\0"])
def test_what_nobody_sees_makes_no_difference(hidden: str) -> None:
    assert words_of(f"مح{hidden}مد") == words_of("محمد")


@given(st.text(max_size=300))
def test_any_text_has_few_and_short_forms(typed: str) -> None:
    words = words_of(typed)
    assert len(words) <= MOST_WORDS
    for word in words:
        assert len(word.plain) <= 80
        assert len(word.skeletons) <= MOST_VARIANTS
    assert len(pair_keys(words)) <= 8


def test_ten_thousand_letters_are_no_more_work_than_forty() -> None:
    assert len(words_of("a" * 10_000)) == 1


def test_a_person_is_stored_under_about_ten_keys() -> None:
    name = Name(given="Mina", father="Karim", family="Rahimi")
    keys = keys_of([name], born=on_day(TODAY), sex="female", number="RS-26-000001")
    assert 10 <= len(keys) <= 16
    assert "n:RS26000001" in keys
    assert f"d:{TODAY.isoformat()}:female" in keys
    assert "y:mn:2026" in keys
    assert "p:mn|rm" in keys


def test_names_meet_whichever_comes_first() -> None:
    assert pair_keys(words_of("Mina Rahimi")) == pair_keys(words_of("Rahimi Mina"))


def test_somebody_of_whom_nothing_is_known_has_only_a_number() -> None:
    assert keys_of([], born=UNKNOWN, sex="not_said", number="RS-26-000001") == ["n:RS26000001"]
    assert keys_of([Name()], born=UNKNOWN, sex="not_said", number="") == []


def test_a_birth_in_too_many_years_is_no_key() -> None:
    guessed = read_typed("~34", today=TODAY)
    assert [
        key for key in keys_of([Name(given="Mina")], born=guessed, sex="", number="") if key[0] == "y"
    ] == []
    assert "y:mn:1990" in name_keys(words_of("Mina"), years=in_year(1990).years)


@pytest.mark.parametrize("typed", ["RS-26-004417", "rs 26 004417", "RS26004417", "rs-٢٦-٠٠٤٤١٧"])
def test_a_number_is_found_however_it_is_written(typed: str) -> None:
    assert number_key(typed) == "n:RS26004417"
