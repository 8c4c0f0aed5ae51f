"""Uncertain dates in words: every form, in three languages, in the case the sentence asks for."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text.bidi import strip_controls
from limbo_desktop.text.dates import DateStyle, month_heading
from limbo_desktop.text.hijri import hijri_words
from limbo_desktop.text.language import Months, language
from limbo_desktop.text.words import Words

SPOKEN = """
2022-10-04            | 4 октября 2022 | ٤ تشرين الأول ٢٠٢٢ | 4 October 2022
2022-10               | октябрь 2022 | تشرين الأول ٢٠٢٢ | October 2022
2022                  | 2022 год | سنة ٢٠٢٢ | 2022
2022-10-04~           | примерно 4 октября 2022 | ٤ تشرين الأول ٢٠٢٢ تقريبًا | about 4 October 2022
2022-10~              | примерно в октябре 2022 | تشرين الأول ٢٠٢٢ تقريبًا | about October 2022
2022-03~              | примерно в марте 2022 | آذار ٢٠٢٢ تقريبًا | about March 2022
2022-05~              | примерно в мае 2022 | أيار ٢٠٢٢ تقريبًا | about May 2022
2022~                 | примерно в 2022 году | سنة ٢٠٢٢ تقريبًا | about 2022
2023-03?              | март 2023, неточно | آذار ٢٠٢٣، غير مؤكّد | March 2023?
2023-12%              | примерно в декабре 2023, неточно | كانون الأول ٢٠٢٣ تقريبًا، غير مؤكّد | about December 2023?
2023-08-XX            | какой-то день августа 2023 | يوم ما من آب ٢٠٢٣ | some day in August 2023
2023-XX-XX            | какой-то день 2023 года | يوم ما من سنة ٢٠٢٣ | some day in 2023
2023-XX               | какой-то месяц 2023 года | شهر ما من سنة ٢٠٢٣ | some month in 2023
2016-24               | зима 2016–2017 | شتاء ٢٠١٦–٢٠١٧ | winter 2016–2017
2016-21~              | примерно весной 2016 | ربيع ٢٠١٦ تقريبًا | about spring 2016
201X                  | 2010-е годы | عقد ٢٠١٠ | the 2010s
201X~                 | примерно в 2010-х годах | عقد ٢٠١٠ تقريبًا | about the 2010s
19XX                  | какой-то год с 1900 по 1999 | سنة ما بين ١٩٠٠ و١٩٩٩ | some year from 1900 to 1999
2022-07-28/2022-07-29 | 28–29 июля 2022 | ٢٨–٢٩ تموز ٢٠٢٢ | 28–29 July 2022
2023-09-21/2023-10-04 | 21 сентября – 4 октября 2023 | ٢١ أيلول – ٤ تشرين الأول ٢٠٢٣ | 21 September – 4 October 2023
2022-12-31/2023-01-02 | 31 декабря 2022 – 2 января 2023 | ٣١ كانون الأول ٢٠٢٢ – ٢ كانون الثاني ٢٠٢٣ | 31 December 2022 – 2 January 2023
2022-10-04/2022-10-04 | 4 октября 2022 | ٤ تشرين الأول ٢٠٢٢ | 4 October 2022
2023-08/2023-11       | август – ноябрь 2023 | آب – تشرين الثاني ٢٠٢٣ | August – November 2023
2022-11/2023-02       | ноябрь 2022 – февраль 2023 | تشرين الثاني ٢٠٢٢ – شباط ٢٠٢٣ | November 2022 – February 2023
2023-08~/2023-11~     | август – ноябрь 2023, примерно | آب – تشرين الثاني ٢٠٢٣ تقريبًا | August – November 2023, approximately
2022-06~/2022-07-04   | июнь 2022 (примерно) – 4 июля 2022 | حزيران ٢٠٢٢ (تقريبًا) – ٤ تموز ٢٠٢٢ | June 2022 (about) – 4 July 2022
2016/2018             | 2016–2018 годы | من ٢٠١٦ إلى ٢٠١٨ | from 2016 to 2018
2022-10/..            | начиная с октября 2022 | ابتداءً من تشرين الأول ٢٠٢٢ فصاعدًا | from October 2022 on
2022-10-04/..         | начиная с 4 октября 2022 | ابتداءً من ٤ تشرين الأول ٢٠٢٢ فصاعدًا | from 4 October 2022 on
2022-10~/..           | примерно начиная с октября 2022 | ابتداءً من تشرين الأول ٢٠٢٢ فصاعدًا تقريبًا | roughly from October 2022 on
2022-10-XX/..         | начиная с октября 2022 | ابتداءً من تشرين الأول ٢٠٢٢ فصاعدًا | from October 2022 on
2022-21/..            | начиная с весны 2022 | ابتداءً من ربيع ٢٠٢٢ فصاعدًا | from spring 2022 on
2024/..               | начиная с 2024 года | ابتداءً من سنة ٢٠٢٤ فصاعدًا | from 2024 on
../2023-12            | не позже декабря 2023 | كانون الأول ٢٠٢٣ أو قبله | no later than December 2023
../2022-10-04~        | примерно не позже 4 октября 2022 | ٤ تشرين الأول ٢٠٢٢ أو قبله تقريبًا | roughly no later than 4 October 2022
../2023-24            | не позже зимы 2023–2024 | شتاء ٢٠٢٣–٢٠٢٤ أو قبله | no later than winter 2023–2024
../2023?              | не позже 2023 года, неточно | سنة ٢٠٢٣ أو قبلها، غير مؤكّد | no later than 2023?
                      | дата неизвестна | التاريخ غير معروف | date not known
"""  # noqa: E501 - a table
TABLE = [tuple(cell.strip() for cell in line.split("|")) for line in SPOKEN.strip("\n").split("\n")]
CODES = ("ru", "ar", "en")


@pytest.mark.parametrize("row", TABLE, ids=[row[0] or "unknown" for row in TABLE])
def test_a_date_is_said_as_it_is_known(row: tuple[str, ...]) -> None:
    assert tuple(Words(language(code)).date(row[0]) for code in CODES) == row[1:]


@pytest.mark.parametrize(
    ("edtf", "russian", "english"),
    [
        ("2022-10-04", "4 окт. 2022", "4 Oct 2022"),
        ("2023-07-02", "2 июля 2023", "2 July 2023"),
        ("2023-05-01", "1 мая 2023", "1 May 2023"),
        ("2022-06~", "примерно в июне 2022", "about June 2022"),
        ("2022-10/..", "с окт. 2022", "from Oct 2022"),
        ("2022-10~/..", "примерно с окт. 2022", "roughly from Oct 2022"),
        ("2023-11-XX", "в нояб. 2023", "in Nov 2023"),
        ("2023-03?", "март 2023, неточно", "March 2023?"),
        ("2022-07-28/2022-07-29", "28–29 июля 2022", "28–29 July 2022"),
    ],
)
def test_tables_use_short_months_where_names_are_long(
    edtf: str, russian: str, english: str
) -> None:
    assert Words(language("ru")).date(edtf, DateStyle.SHORT) == russian
    assert Words(language("en")).date(edtf, DateStyle.SHORT) == english


def test_arabic_months_are_never_shortened() -> None:
    words = Words(language("ar"))
    assert words.date("2023-11-21", DateStyle.SHORT) == words.date("2023-11-21")


def test_a_weekday_stands_where_the_language_has_it() -> None:
    said = [Words(language(code)).date("2024-08-26", DateStyle.WEEKDAY) for code in CODES]
    assert said == ["26 августа 2024, понедельник", "الاثنين ٢٦ آب ٢٠٢٤", "Monday 26 August 2024"]


@pytest.mark.parametrize(
    ("edtf", "russian"),
    [
        ("2023-06-14", "14 июня"),
        ("2023-03?", "март, неточно"),
        ("2023-10~", "примерно в октябре"),
        ("2023-08-XX", "какой-то день августа"),
        ("2023-10/..", "с октября"),
        ("2023-09-21/2023-10-04", "21 сентября – 4 октября"),
        ("2023-07-02/2023-07-03", "2–3 июля"),
        ("2023-08/2023-11", "август – ноябрь"),
        ("2023-11/2024-02", "ноябрь 2023 – февраль 2024"),
        ("2022-10-04", "4 октября 2022"),
        ("2023", "2023 год"),
    ],
)
def test_the_year_that_stands_above_a_row_is_not_said_again(edtf: str, russian: str) -> None:
    assert Words(language("ru")).date(edtf, within=2023) == russian


def test_arabic_months_are_called_as_where_the_person_is_from() -> None:
    said = [Words(language("ar", months)).date("2023-01-05") for months in Months]
    assert said == ["٥ كانون الثاني ٢٠٢٣", "٥ يناير ٢٠٢٣"]


def test_a_month_heading_begins_as_a_heading_does() -> None:
    assert [month_heading(Words(language(code)), 10) for code in CODES] == [
        "Октябрь", "تشرين الأول", "October",
    ]  # fmt: skip


def test_a_day_of_the_calendar_and_a_time_may_stand_together() -> None:
    day = dt.date(2023, 7, 2)
    assert Words(language("ru")).date_time(day, "23:17") == "2 июля 2023, 23:17"
    assert Words(language("ar")).date_time(day, "23:17") == "٢ تموز ٢٠٢٣، الساعة ٢٣:١٧"
    assert Words(language("en")).date_time(day, "") == "2 July 2023"


def test_an_islamic_date_may_stand_beside_ours() -> None:
    said = [hijri_words(Words(language(code)), dt.date(2024, 8, 26)) for code in CODES]
    assert said == ["22 сафар 1446", "٢٢ صفر ١٤٤٦", "22 Safar 1446"]
    assert hijri_words(Words(language("ar")), dt.date(1900, 1, 1)) == ""


def test_text_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="EDTF"):
        Words(language("ru")).date("next spring")


MOMENTS = st.one_of(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)).map(str),
    st.from_regex(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])(-XX)?", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]{2}(-2[1-4]|-XX|-XX-XX)?", fullmatch=True),
    st.sampled_from(["201X", "198X", "19XX", "20XX"]),
)
MARKED = st.builds(str.__add__, MOMENTS, st.sampled_from(["", "~", "?", "%"]))


@given(
    st.one_of(MARKED, MARKED.map(lambda m: f"{m}/.."), MARKED.map(lambda m: f"../{m}")),
    st.sampled_from(CODES),
    st.sampled_from(list(DateStyle)),
    st.sampled_from([None, 1999, 2023]),
)
def test_every_date_has_words_without_gaps_and_invisible_marks(
    edtf: str, code: str, style: DateStyle, within: int | None
) -> None:
    said = Words(language(code)).date(UncertainDate.parse(edtf), style, within=within)
    assert said
    assert said == strip_controls(" ".join(said.split()))
    assert "{" not in said
    if code == "ar":
        assert not any(digit in said for digit in "0123456789")


@given(MARKED, MARKED, st.sampled_from(CODES), st.sampled_from(list(DateStyle)))
def test_every_interval_has_words(start: str, end: str, code: str, style: DateStyle) -> None:
    try:
        when = UncertainDate.parse(f"{start}/{end}")
    except ValueError:
        return
    assert Words(language(code)).date(when, style)


def test_the_dates_of_the_sample_cases_all_have_words(cases: Path) -> None:
    import json

    for name in ("family-ru", "border-ar"):
        case = json.loads((cases / name / "case.json").read_text("utf-8"))
        for record in (*case["events"], *case["documents"]):
            for code in CODES:
                assert Words(language(code)).date(record.get("when", ""))
