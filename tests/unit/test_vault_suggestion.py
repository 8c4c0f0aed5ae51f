"""The words of a passphrase: known to everybody, told apart at once, chosen by chance."""

import re
import unicodedata
from itertools import pairwise
from math import log2, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.resources import resource_path
from limbo_desktop.vault.key import normalised
from limbo_desktop.vault.suggestion import (
    LANGUAGES,
    LIST_SIZE,
    WORD_BITS,
    WORDS,
    bits,
    listed_bits,
    suggest,
    word_list,
)

LETTERS = {"en": "[a-z]", "ru": "[а-я]", "ar": "[ابةتثجحخدذرزسشصضطظعغفقكلمنهوي]"}
EACH = pytest.mark.parametrize("language", LANGUAGES)
LISTED = st.sampled_from(LANGUAGES).flatmap(
    lambda language: st.lists(st.sampled_from(word_list(language)), min_size=1, max_size=8)
)


@EACH
def test_a_list_has_1028_words_sorted_one_a_line(language: str) -> None:
    text = resource_path("wordlists", f"{language}.txt").read_text("utf-8")
    words = word_list(language)
    assert text == "\n".join(words) + "\n"
    assert len(words) == LIST_SIZE == 1028
    assert log2(LIST_SIZE) == WORD_BITS
    assert list(words) == sorted(set(words))


@EACH
def test_a_word_has_three_to_eight_letters_of_its_script(language: str) -> None:
    fits = re.compile(LETTERS[language] + "{3,8}")
    assert [word for word in word_list(language) if not fits.fullmatch(word)] == []


@EACH
def test_what_makes_the_key_leaves_a_word_as_it_is(language: str) -> None:
    assert [word for word in word_list(language) if normalised(word) != word] == []
    assert len({unicodedata.normalize("NFKC", word) for word in word_list(language)}) == LIST_SIZE


@EACH
def test_no_word_is_the_beginning_of_another(language: str) -> None:
    words = word_list(language)
    neighbours = pairwise(words)
    assert [pair for pair in neighbours if pair[1].startswith(pair[0])] == []


@EACH
def test_no_two_words_differ_by_the_last_letter_alone(language: str) -> None:
    assert len({(word[:-1], len(word)) for word in word_list(language)}) == LIST_SIZE


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_first_four_letters_tell_a_word(language: str) -> None:
    assert len({word[:4] for word in word_list(language)}) == LIST_SIZE


def test_arabic_words_have_one_way_to_be_typed() -> None:
    words = word_list("ar")
    assert [word for word in words if word.endswith("ي")] == []
    assert [word for word in words if word.startswith("ال") and word[2:] in words] == []
    assert len({word.replace("ة", "ه") for word in words}) == LIST_SIZE


@EACH
def test_a_suggestion_is_six_different_listed_words_and_another_each_time(language: str) -> None:
    words = word_list(language)
    made = {suggest(words) for _ in range(50)}
    assert len(made) == 50
    assert all(len(set(each.split(" "))) == WORDS == each.count(" ") + 1 for each in made)
    assert {word for each in made for word in each.split(" ")} <= set(words)


def test_a_suggestion_is_worth_sixty_bits_at_least() -> None:
    drawn = prod(range(LIST_SIZE, LIST_SIZE - WORDS, -1))
    assert bits() == pytest.approx(log2(drawn))
    assert 60 <= bits() < 60.1


def test_every_word_of_a_list_may_come() -> None:
    made = " ".join(suggest(word_list("en")) for _ in range(7_000))
    assert set(made.split(" ")) == set(word_list("en"))


@given(LISTED, st.sampled_from([" ", "-", "", "  ", ", ", "_"]))
def test_listed_words_are_worth_their_bits_each_however_they_are_written(
    words: list[str], between: str
) -> None:
    assert listed_bits(between.join(words).title()) == WORD_BITS * len(set(words))


@pytest.mark.parametrize(
    "typed", ["", " ", "five sparrows over the oak", "apple7", "apple 84637291", "яблоки"]
)
def test_anything_else_is_not_judged_by_the_lists(typed: str) -> None:
    assert listed_bits(typed) is None
