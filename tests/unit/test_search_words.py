"""What typed words look for, and where a text has them: forms, beginnings, phrases, snippets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.text.searching import found_terms, highlights, query
from limbo_desktop.text.snippets import snippet
from limbo_desktop.text.stems import forms

TEXT = "Вчера принесли повёстку в военкомат. بِالشُّرْطَةِ وللمحكمة. The interviewers asked № 188-лс."


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in highlights(text, typed)]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("повестка", ["повёстку"]),
        ("ПОВЕСТКАМИ", ["повёстку"]),
        ("воен", ["военкомат"]),
        ("شرطة", ["بِالشُّرْطَةِ"]),
        ("المحكمة", ["وللمحكمة"]),
        ("interview", ["interviewers"]),
        ("188-лс", ["188-лс"]),
        ("188 лс", ["188", "лс"]),
        ("١٨٨", ["188"]),
        ('"в военкомат"', ["в военкомат"]),
        ("«в военк", ["в военкомат"]),
        ('"военкомат в"', []),
        ('"в военк"', []),
        ("принесли повестку принесли", ["принесли", "повёстку"]),
        ("ничего", []),
        ("", []),
    ],
)
def test_whole_words_are_marked_in_their_own_spelling(typed: str, words: list[str]) -> None:
    assert marked(TEXT, typed) == words


def test_a_short_word_is_a_beginning_only_while_it_is_typed() -> None:
    assert marked("по почте", "по") == ["по", "почте"]
    assert marked("по почте", "по ") == ["по"]
    assert marked("по почте", "по почте") == ["по", "почте"]


def test_a_longer_word_stays_a_beginning() -> None:
    assert marked("повестка из военкомата", "пов военк ") == ["повестка", "военкомата"]


@pytest.mark.parametrize("typed", ["", " ", '"', "«»", "* OR", "№", "\u0301", "_"])
def test_signs_look_for_nothing_or_for_their_letters(typed: str) -> None:
    assert len(query(typed)) == len([word for word in typed.split() if word.isalpha()])


def test_terms_are_counted_once_however_often_they_stand_there() -> None:
    assert found_terms("суд, суда и суды", "суд день") == 1


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("повесток", "повестка"),
        ("писем", "письмо"),
        ("людей", "человек"),
        ("children", "child"),
        ("والشرطه", "شرطه"),
        ("بسيارتها", "سياره"),
        ("هواتفهم", "هاتف"),
        ("لاحمد", "احمد"),
        ("سوريين", "سوري"),
    ],
)
def test_two_forms_of_a_word_meet(word: str, other: str) -> None:
    assert {word, *forms(word)} & {other, *forms(other)}


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("суд", "судьба"),
        ("дело", "делать"),
        ("والد", "ولد"),
        ("كتاب", "باب"),
        ("court", "courtesy"),
    ],
)
def test_two_words_stay_apart(word: str, other: str) -> None:
    assert not {word, *forms(word)} & {other, *forms(other)}


def test_a_number_has_no_other_form() -> None:
    assert forms("2023") == forms("188") == forms("a1") == ()


def test_a_snippet_is_cut_between_words_around_the_most_different_hits() -> None:
    text = "обыск " + "слово " * 60 + "обыск и повестка " + "слово " * 60
    shown = snippet(text, "обыск повестка", 60)
    assert "обыск и повестка" in shown.text
    assert shown.text.startswith("…слово")
    assert shown.text.endswith("слово…")
    assert [shown.text[a:b] for a, b in shown.spans] == ["обыск", "повестка"]


def test_a_short_text_is_its_own_snippet_on_one_line() -> None:
    assert snippet("раз\n\nдва", "два").text == "раз два"


def test_a_long_text_is_read_to_the_first_piece_that_has_everything() -> None:
    text = "суд " + "слово " * 10_000 + "повестка в суд " + "слово " * 10_000
    shown = snippet(text, "повестка суд")
    assert [shown.text[a:b] for a, b in shown.spans] == ["повестка", "суд"]


def test_far_behind_in_a_text_without_end_a_hit_is_not_looked_for() -> None:
    assert snippet("слово " * 100_000 + "суд", "суд").spans == ()


def test_a_snippet_keeps_the_direction_of_its_text() -> None:
    text = "قال لي " + "كلمة " * 40 + "«Дальше сами» ثمّ مضى"
    shown = snippet(text, "дальше", 40)
    assert "Дальше" in shown.text
    assert shown.rtl


def test_a_snippet_has_no_direction_marks_of_its_text() -> None:
    assert snippet("a \u202eb\u202c c", "b").text == "a b c"


@given(st.text(max_size=300), st.text(max_size=20), st.integers(10, 80))
def test_marked_spans_lie_apart_and_inside(text: str, typed: str, width: int) -> None:
    shown = snippet(text, typed, width)
    for line, spans in ((text, highlights(text, typed)), (shown.text, shown.spans)):
        ends = [place for span in spans for place in span]
        assert ends == sorted(ends)
        assert all(start < end <= len(line) for start, end in spans)
    assert len(shown.text) <= width + 2


@given(st.text(max_size=300), st.text(max_size=20))
def test_what_is_found_is_marked(text: str, typed: str) -> None:
    assert bool(found_terms(text, typed)) == bool(highlights(text, typed))
