"""Dates as people write them: understood whole, asked about, or left as written.

The phrasings are data, `tests/data/dates/*.json`: what is typed in a window of that language, and
its EDTF, the question with its readings, or neither.
"""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text.date_lexicon import Means, folded, meanings
from limbo_desktop.text.date_questions import Ask, Question
from limbo_desktop.text.date_reading import read_date, understand
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.language import Months, language
from limbo_desktop.text.words import Words

PHRASES = Path(__file__).parents[1] / "data" / "dates"
ROWS = {
    code: json.loads((PHRASES / f"{code}.json").read_text("utf-8")) for code in ("ru", "ar", "en")
}
ALL = [(code, row) for code, rows in ROWS.items() for row in rows]


def today_of(row: dict[str, str]) -> dt.date | None:
    return dt.date.fromisoformat(row["today"]) if "today" in row else None


@pytest.mark.parametrize(("code", "row"), ALL, ids=[f"{code}: {row['typed']}" for code, row in ALL])
def test_what_people_type_is_read_or_asked_about(code: str, row: dict[str, str]) -> None:
    found = understand(row["typed"], code=code, today=today_of(row))
    if "ask" in row:
        assert found == Question(Ask[row["ask"]], tuple(row["readings"]))
    elif "edtf" in row:
        assert found == UncertainDate.parse(row["edtf"])
    else:
        assert found is None


def test_there_are_150_phrasings_and_more_in_every_language_and_none_twice() -> None:
    for rows in ROWS.values():
        counted = Counter((row["typed"], row.get("today")) for row in rows)
        assert len(counted) >= 150
        assert max(counted.values()) == 1


def test_every_question_is_asked_somewhere() -> None:
    assert {row["ask"] for _, row in ALL if "ask" in row} == {ask.name for ask in Ask}


@pytest.mark.parametrize("code", ["ru", "ar", "en"])
def test_a_question_can_be_shown_with_its_readings_in_words(code: str) -> None:
    words = Words(language(code))
    question = understand("31.11.2022", code=code)
    assert isinstance(question, Question)
    assert question.said(words)
    assert [edtf for edtf, _ in question.choices(words)] == list(question.readings)
    assert [said for _, said in question.choices(words)] == [
        words.date(edtf) for edtf in question.readings
    ]


def test_a_question_is_asked_in_the_language_of_the_window() -> None:
    question = understand("31 ноября 2022")
    assert isinstance(question, Question)
    said = [question.said(Words(language(code))) for code in ("ru", "ar", "en")]
    assert said == [
        "В этом месяце нет такого числа. Какая дата имеется в виду?",
        "لا يوجد هذا اليوم في هذا الشهر. ما التاريخ المقصود؟",
        "This month has no such day. Which date is meant?",
    ]


@pytest.mark.parametrize(
    ("code", "edtf"), [("ru", "2022-05-04"), ("ar", "2022-05-04"), ("en", None), ("", None)]
)
def test_only_where_both_orders_are_written_the_order_is_a_question(
    code: str, edtf: str | None
) -> None:
    found = understand("04/05/22", code=code)
    assert (found.text if isinstance(found, UncertainDate) else None) == edtf


def test_where_nobody_can_be_asked_a_question_is_no_date() -> None:
    assert read_date("31 ноября 2022") is None
    assert read_date("зимой 2021") is None


def test_an_empty_field_is_a_date_that_is_not_known() -> None:
    found = read_date("")
    assert found is not None
    assert not found.known


def test_words_of_three_languages_may_stand_together() -> None:
    assert read_date("примерно October 2022") == UncertainDate.parse("2022-10~")
    assert read_date("until أيار 2020") == UncertainDate.parse("../2020-05")


def test_no_phrase_of_the_lexicon_means_a_month_and_something_else() -> None:
    for code in ("ru", "ar", "en"):
        words = Words(language(code))
        for month in range(1, 13):
            edtf = f"2021-{month:02}"
            name = folded(words.date(edtf)).removesuffix(" 2021")
            assert meanings()[name] == (Means.MONTH, month)


MOMENTS = st.one_of(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 1, 1)).map(str),
    st.from_regex(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2]|2[1-4])", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]{2}", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]X", fullmatch=True),
)
MARKED = st.builds(str.__add__, MOMENTS, st.sampled_from(["", "~", "?", "%"]))
SOME_DAY = st.from_regex(r"(19|20)[0-9]{2}-((0[1-9]|1[0-2])-XX|XX|XX-XX)", fullmatch=True)
SPOKEN = [Words(language("ru")), Words(language("en"))]
SPOKEN += [Words(language("ar", style)) for style in Months]
STYLES = st.sampled_from(DateStyle)


@given(
    st.one_of(MARKED, SOME_DAY, MARKED.map(lambda m: f"{m}/.."), MARKED.map(lambda m: f"../{m}")),
    st.sampled_from(SPOKEN),
    STYLES,
)
def test_what_the_program_says_it_also_reads(edtf: str, words: Words, style: DateStyle) -> None:
    said = words.date(edtf, style)
    found = understand(said, code=words.language.code)
    assert isinstance(found, UncertainDate), said
    if style is DateStyle.SHORT:  # "in Nov 2023" for some day of it is the same as the month
        assert found.text.removesuffix("-XX") == edtf.removesuffix("-XX"), said
    else:
        assert found.text == edtf, said


@given(MARKED, MARKED, st.sampled_from(SPOKEN), STYLES)
def test_an_interval_that_the_program_says_it_also_reads(
    start: str, end: str, words: Words, style: DateStyle
) -> None:
    edtf = f"{start}/{end}"
    try:
        said = words.date(edtf, style)
    except ValueError:
        return
    found = understand(said, code=words.language.code)
    assert isinstance(found, UncertainDate), said
    assert found.text == (edtf if start != end else start), said


EXCEPTIONS = """
19XX          |            | some year of a century is not read: nobody says it so
2022-10-XX/.. | 2022-10/.. | some day of a month begins where the month does
../2022-10-XX | ../2022-10 | and ends with it
2022-XX/..    | 2022/..    |
2022-10/2022-10 | 2022-10  | an interval of one and the same moment is that moment
"""


@pytest.mark.parametrize("row", EXCEPTIONS.strip().split("\n"))
@pytest.mark.parametrize("words", SPOKEN)
def test_what_is_said_with_less_is_read_with_less(row: str, words: Words) -> None:
    edtf, read, _ = (cell.strip() for cell in row.split("|"))
    found = read_date(words.date(edtf))
    assert (found.text if found else "") == read


@given(st.text(), st.sampled_from(["", "ru", "ar", "en"]), st.none() | st.dates())
def test_no_text_makes_the_reader_fall_over(text: str, code: str, today: dt.date | None) -> None:
    understand(text, code=code, today=today)


FRAGMENTS = st.sampled_from(
    [row["typed"] for _, row in ALL] + list(meanings()) + list("–-/.,()?'~")
)


@given(st.lists(FRAGMENTS, max_size=5).map(" ".join), st.sampled_from(["ru", "ar", "en"]))
def test_whatever_is_read_is_a_date_of_the_format(text: str, code: str) -> None:
    found = understand(text, code=code, today=dt.date(2024, 2, 29))
    if isinstance(found, UncertainDate):
        assert UncertainDate.parse(found.text) == found
    elif isinstance(found, Question):
        for edtf in found.readings:
            assert UncertainDate.parse(edtf).known
