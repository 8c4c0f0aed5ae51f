"""What stands beside what in a bundle of two languages, and whose words it is said to be."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.two_languages import (
    CERTIFIED,
    MACHINE,
    OWN,
    Wording,
    beside_one,
    beside_two,
    best_in,
    in_step,
    line_order,
    paragraphs,
    titles,
    wordings,
)
from limbo_desktop.case.records import Account, Event, Translation

LANGS = st.sampled_from(["ru", "en", "ar", "ar-SY", "uk", ""])
WORDS = st.text(alphabet="аbم \n\t", max_size=12)
BY = st.sampled_from(["machine", "self", "certified", "person:p3", ""])
EVENTS = st.builds(
    Event,
    id=st.just("e1"),
    account=st.builds(Account, lang=LANGS, text=WORDS),
    translations=st.lists(
        st.builds(Translation, lang=LANGS, title=WORDS, text=WORDS, by=BY, certified=st.booleans()),
        max_size=5,
    ).map(tuple),
)
PAIRS = st.sampled_from([("en", "ru"), ("ru", "en"), ("en", "ar"), ("ar", "ru")])


def told(lang: str, by: str, *, certified: bool = False) -> Translation:
    return Translation(lang, text=f"{lang} by {by}", by=by, certified=certified)


RUSSIAN = Event(
    "e1",
    title="Повестка",
    account=Account("ru", "один\n\nдва"),
    translations=(told("en", "machine"), told("en", "person:p3"), told("ar", "self")),
)


@given(EVENTS, PAIRS)
def test_every_wording_is_told_once_in_one_language_and_in_two(
    event: Event, pair: tuple[str, str]
) -> None:
    for arranged in (beside_two(event, pair), beside_one(event, pair[0])):
        found = [*arranged.before, *filter(None, arranged.pair or ()), *arranged.after]
        assert sorted(map(repr, found)) == sorted(map(repr, wordings(event)))


@given(EVENTS, PAIRS)
def test_a_column_holds_its_own_language_and_own_words_before_any_translation(
    event: Event, pair: tuple[str, str]
) -> None:
    arranged = beside_two(event, pair)
    for lang, shown in zip(pair, arranged.pair or (None, None), strict=True):
        fitting = [each for each in wordings(event) if each.lang.partition("-")[0] == lang]
        assert (shown is None) == (not fitting)
        assert shown is None or shown.own or not any(each.own for each in fitting)
    assert not any(each.own for each in arranged.after)


@given(EVENTS)
def test_only_the_account_counts_as_own_words(event: Event) -> None:
    own = [each for each in wordings(event) if each.own]
    assert own == ([own[0]] if event.account.text.strip() else [])
    assert all(each.text == event.account.text for each in own)


@given(WORDS, WORDS)
def test_rows_hold_every_paragraph_in_order_and_go_in_step_when_there_are_as_many(
    first: str, second: str
) -> None:
    rows = in_step(first, second)
    assert tuple(part for row, _ in rows for part in row) == paragraphs(first)
    assert tuple(part for _, row in rows for part in row) == paragraphs(second)
    if len(paragraphs(first)) == len(paragraphs(second)):
        assert all(len(row) == len(other) == 1 for row, other in rows)
    else:
        assert len(rows) == 1


def test_of_several_translations_the_most_trusted_is_shown_and_the_others_follow() -> None:
    arranged = beside_two(RUSSIAN, ("ru", "en"))
    assert arranged.pair == (
        Wording("ru", "один\n\nдва", OWN),
        Wording("en", "en by person:p3", "person:p3"),
    )
    assert [each.by for each in arranged.after] == [MACHINE, "self"]
    sworn = told("en", "certified", certified=True)
    best = best_in(wordings(replace(RUSSIAN, translations=(*RUSSIAN.translations, sworn))), "en")
    assert best == Wording("en", "en by certified", CERTIFIED, certified=True)


def test_what_a_machine_made_is_never_certified() -> None:
    made = replace(RUSSIAN, translations=(told("en", "machine", certified=True), told("en", "")))
    assert [each.certified for each in wordings(made)] == [False, False, False]
    best = best_in(wordings(made), "en")
    assert best is not None
    assert best.by == ""


def test_what_is_missing_is_said_and_own_words_of_a_third_language_come_first() -> None:
    arranged = beside_two(RUSSIAN, ("en", "ar"))
    assert [each.lang for each in arranged.before] == ["ru"]
    assert [each.lang for each in arranged.pair or () if each] == ["en", "ar"]
    alone = replace(RUSSIAN, translations=())
    assert beside_two(alone, ("ru", "en")).pair == (Wording("ru", "один\n\nдва", OWN), None)
    lacking = beside_two(alone, ("en", "ar"))
    assert (lacking.pair, lacking.lacking) == (None, ("en", "ar"))
    assert beside_two(Event("e2"), ("en", "ar")).lacking == ()


@pytest.mark.parametrize(
    ("lang", "second", "written", "expected"),
    [
        ("en", "ru", ("ru", "ru", "en"), ("ru", "en")),
        ("ru", "en", ("ru", "ru", "en"), ("ru", "en")),
        ("en", "ru", ("en", "ru"), ("en", "ru")),
        ("en", "ru", (), ("en", "ru")),
        ("en", "ar", ("ar", "ar"), ("en", "ar")),
        ("ar", "ru", ("ru", "ru"), ("ar", "ru")),
    ],
)
def test_each_direction_stands_where_its_lines_begin_and_originals_at_the_lines_start(
    lang: str, second: str, written: tuple[str, ...], expected: tuple[str, str]
) -> None:
    events = [Event("e", account=Account(each, "words")) for each in written]
    assert line_order(Options(lang, second=second), events) == expected


def test_a_title_is_of_the_language_of_its_account_or_of_its_letters() -> None:
    assert [each.lang for each in titles(RUSSIAN)] == ["ru"]
    assert [each.lang for each in titles(Event("e", title="رسالة تهديد"))] == ["ar"]
    assert [each.lang for each in titles(Event("e", title="Order 188"))] == ["en"]
    assert [each.lang for each in titles(Event("e", title="№ 188"))] == [""]


def test_a_bundle_of_twice_the_same_language_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="twice"):
        Options("en", second="en")
