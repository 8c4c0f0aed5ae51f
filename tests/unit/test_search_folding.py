"""Words that are the same for a search, whatever keyboard or habit wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.text.folding import normalised, runs, words

SAME = [
    ("Ёлка", "елка"),
    ("ПОВЕСТКА", "повестка"),
    ("مُقَابَلَة", "مقابله"),
    ("أحمد", "احمد"),
    ("إلى", "الي"),
    ("القرآن", "القران"),
    ("مـــحـمد", "محمد"),
    ("مسؤول", "مسوول"),
    ("مسئول", "مسؤول"),
    ("شُئُون", "شؤون"),
    ("Päätös", "paatos"),
    ("naïve", "NAIVE"),
    ("Łódź", "lodz"),
    ("за́мок", "замок"),
    ("№ 5", "5"),
    ("٢٠٢٣", "2023"),
    ("۲۰۲۳", "2023"),
    ("ﻣﻘﺎﺑﻠﺔ", "مقابلة"),
    ("Straße", "STRASSE"),
    ("می\u200cخواهم", "ميخواهم"),
    ("\u2067سامر\u2069", "سامر"),
    ("ﬁle", "FILE"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_word(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("щ", "ш"), ("ح", "خ"), ("س", "ش")])
def test_different_letters_stay_different(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_words_are_split_at_everything_that_is_no_letter_or_digit() -> None:
    assert words("№ 188-лс, «Повестка»_2022; سامر،رنا") == (
        "188",
        "лс",
        "повестка",
        "2022",
        "سامر",
        "رنا",
    )


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("So", "Sk", "Mn", "Me"))))
def test_runs_hold_the_same_words_as_the_whole_text(text: str) -> None:
    one_by_one = [word for start, end in runs(text) for word in words(text[start:end])]
    assert one_by_one == list(words(text))


def test_a_run_keeps_vowel_signs_and_joints_and_no_more() -> None:
    text = "«بِالشُّرْطَةِ»، Ма\u0301ма_x"
    assert [text[start:end] for start, end in runs(text)] == ["بِالشُّرْطَةِ", "Ма\u0301ма", "x"]
