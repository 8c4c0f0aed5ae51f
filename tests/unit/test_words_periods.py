"""Days counted from another: what a letter gives is typed, computed and said back."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.text.date_reading import read_period
from limbo_desktop.text.language import language
from limbo_desktop.text.periods import Period
from limbo_desktop.text.words import Words

DAY = dt.date(2022, 10, 4)


@pytest.mark.parametrize(
    ("unit", "count", "end"),
    [
        ("day", 21, "2022-10-25"),
        ("day", 1, "2022-10-05"),
        ("week", 2, "2022-10-18"),
        ("month", 3, "2023-01-04"),
        ("year", 1, "2023-10-04"),
    ],
)
def test_the_first_day_is_not_counted(unit: str, count: int, end: str) -> None:
    assert Period(count, unit, DAY).end.isoformat() == end


def test_a_month_that_is_too_short_ends_with_its_last_day() -> None:
    assert Period(1, "month", dt.date(2023, 1, 31)).end == dt.date(2023, 2, 28)
    assert Period(1, "year", dt.date(2024, 2, 29)).end == dt.date(2025, 2, 28)


def test_a_day_that_is_not_known_gives_no_end() -> None:
    assert read_period("21 days from October 2022") is None
    assert read_period("21 days from about 4 October 2022") is None
    assert read_period("21 days") is None


@given(
    st.integers(1, 12) | st.integers(1, 400),
    st.sampled_from(["day", "week", "month", "year"]),
    st.dates(dt.date(1980, 1, 1), dt.date(2060, 1, 1)),
    st.sampled_from(["ru", "ar", "en"]),
)
def test_what_is_said_of_a_period_is_read_as_the_same(
    count: int, unit: str, start: dt.date, code: str
) -> None:
    period = Period(count, unit, start)
    said = period.said(Words(language(code)))
    assert read_period(said, code=code) == period, said
