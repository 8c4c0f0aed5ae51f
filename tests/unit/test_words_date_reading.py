"""Dates as people write them: understood whole, or left as written."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.text.date_reading import read_date
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.language import Months, language
from limbo_desktop.text.words import Words


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("ноябрь 2023, число не помню", "2023-11-XX"),
        ("4 октября 2022 г.", "2022-10-04"),
        ("вторник, 4 октября 2022", "2022-10-04"),
        ("4.10.2022", "2022-10-04"),
        ("06.10.22", "2022-10-06"),
        ("10.2022", "2022-10"),
        ("2022-10", "2022-10"),
        ("окт. 2022", "2022-10"),
        ("примерно в марте 2023", "2023-03~"),
        ("около 2021 года", "2021~"),
        ("кажется, весной 2022", "2022-21?"),
        ("март 2023, неточно", "2023-03?"),
        ("2–6 октября 2022", "2022-10-02/2022-10-06"),
        ("с 2 по 6 октября 2022", "2022-10-02/2022-10-06"),
        ("21 сентября – 4 октября 2023", "2023-09-21/2023-10-04"),
        ("с октября 2022", "2022-10/.."),
        ("с октября 2022 по сей день", "2022-10/.."),
        ("до декабря 2023", "../2023-12"),
        ("перед летом 2023", "../2023-05"),
        ("между маем и июлем 2023", None),
        ("between May and July 2023", "2023-05/2023-07"),
        ("2010-е годы", "201X"),
        ("October 2022", "2022-10"),
        ("4th of October, 2022", "2022-10-04"),
        ("Oct 4, 2022", "2022-10-04"),
        ("about 2021", "2021~"),
        ("before summer 2023", "../2023-05"),
        ("before 4 October 2022", "../2022-10-03"),
        ("before 2022", "../2021"),
        ("10/25/2022", "2022-10-25"),
        ("2016-2018", "2016/2018"),
        ("maybe about May 2022", "2022-05%"),
        ("٤ تشرين الأوّل ٢٠٢٢", "2022-10-04"),
        ("كانون الثاني 2024", "2024-01"),
        ("أكتوبر ٢٠٢٢ تقريبًا", "2022-10~"),
        ("يوم ما من آب ٢٠٢٣", "2023-08-XX"),
        ("شتاء ٢٠١٦", "2016-24"),
        ("من ٢١ أيلول إلى ٤ تشرين الأوّل ٢٠٢٣", "2023-09-21/2023-10-04"),
        ("منذ شباط ٢٠٢٤", "2024-02/.."),
        ("قبل الصيف ٢٠٢٣", "../2023-05"),
        ("غشت 2021", "2021-08"),
        ("٢٢ صفر ١٤٤٦", "2024-08-26"),
        ("٢٢ صفر ١٤٤٦ هـ", "2024-08-26"),
        ("22/2/1446", "2024-08-26"),
        ("رمضان ١٤٤٤", "2023-04~"),
    ],
)
def test_a_date_in_any_of_the_languages_is_understood(text: str, edtf: str | None) -> None:
    found = read_date(text)
    assert (found.text if found else None) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "до Пасхи 2023",
        "14 июня",
        "когда выпал снег",
        "31 февраля 2023",
        "25.13.2023",
        "лето октября 2022",
        "5 мая 6 июня 2022 года утром",
        "the 2010s or so, maybe later",
        "1446",
        "12 2022",
    ],
)
def test_what_is_not_understood_whole_is_left_as_written(text: str) -> None:
    assert read_date(text) is None


def test_an_empty_field_is_a_date_that_is_not_known() -> None:
    found = read_date("")
    assert found is not None
    assert not found.known


def test_a_list_of_one_year_lends_its_year() -> None:
    found = read_date("14 июня", year=2023)
    assert found is not None
    assert found.text == "2023-06-14"


MOMENTS = st.one_of(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 1, 1)).map(str),
    st.from_regex(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2]|2[1-4])", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]{2}", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]X", fullmatch=True),
)
MARKED = st.builds(str.__add__, MOMENTS, st.sampled_from(["", "~", "?", "%"]))
SOME_DAY = st.from_regex(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])-XX", fullmatch=True)
SPOKEN = [Words(language("ru")), Words(language("en"))]
SPOKEN += [Words(language("ar", style)) for style in Months]


@given(
    st.one_of(MARKED, SOME_DAY, MARKED.map(lambda m: f"{m}/.."), MARKED.map(lambda m: f"../{m}")),
    st.sampled_from(SPOKEN),
    st.sampled_from(list(DateStyle)),
)
def test_what_the_program_says_it_also_reads(edtf: str, words: Words, style: DateStyle) -> None:
    said = words.date(edtf, style)
    found = read_date(said)
    assert found is not None, said
    if style is DateStyle.SHORT:  # "in Nov 2023" for some day of it is the same as the month
        assert found.text.removesuffix("-XX") == edtf.removesuffix("-XX"), said
    else:
        assert found.text == edtf, said


@given(MOMENTS, MOMENTS, st.sampled_from(SPOKEN))
def test_an_interval_that_the_program_says_it_also_reads(
    start: str, end: str, words: Words
) -> None:
    edtf = f"{start}/{end}"
    try:
        said = words.date(edtf)
    except ValueError:
        return
    found = read_date(said)
    assert found is not None, said
    assert found.text == (edtf if start != end else start), said


@given(st.text())
def test_no_text_makes_the_reader_fall_over(text: str) -> None:
    found = read_date(text)
    assert found is None or found.text is not None
