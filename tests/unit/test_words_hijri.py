"""The Islamic calendar (Umm al-Qura): there and back, and where it ends."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text.date_reading import understand
from limbo_desktop.text.hijri import about, day_of, hijri_of, hijri_words, span_of
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words

KNOWN = st.dates(dt.date(1924, 8, 1), dt.date(2077, 11, 16))


@given(KNOWN)
def test_a_day_goes_there_and_comes_back(day: dt.date) -> None:
    there = hijri_of(day)
    assert there is not None
    assert day_of(there.year, there.month, there.day) == day


@given(st.integers(1343, 1500), st.integers(1, 12))
def test_months_follow_each_other_and_have_29_or_30_days(year: int, month: int) -> None:
    first, last = span_of(year, month)
    if year >= 1365:  # eight months before 1945 had 28 or 31 days in the published tables
        assert (last - first).days + 1 in {29, 30}
    if month < 12:
        assert span_of(year, month + 1)[0] == last + dt.timedelta(days=1)
    assert span_of(year)[0] <= first <= last <= span_of(year)[1]


@given(KNOWN, st.sampled_from(["ru", "ar", "en"]))
def test_what_the_program_says_of_an_islamic_day_it_also_reads(day: dt.date, code: str) -> None:
    assert understand(hijri_words(Words(language(code)), day)) == UncertainDate.parse(str(day))


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (dt.date(2023, 3, 23), (1444, 9, 1)),  # the first of Ramadan, as it was announced
        (dt.date(2022, 7, 30), (1444, 1, 1)),
        (dt.date(2024, 8, 26), (1446, 2, 22)),
    ],
)
def test_days_that_are_known_from_elsewhere(day: dt.date, there: tuple[int, int, int]) -> None:
    found = hijri_of(day)
    assert found is not None
    assert (found.year, found.month, found.day) == there


def test_what_is_not_known_is_not_made_up() -> None:
    assert hijri_of(dt.date(1924, 7, 31)) is None
    assert hijri_of(dt.date(2077, 11, 17)) is None
    with pytest.raises(OverflowError):
        day_of(1501, 1, 1)
    with pytest.raises(ValueError, match="day"):
        day_of(1444, 9, 30)


def test_some_day_between_two_is_about_both() -> None:
    assert about((dt.date(2023, 3, 23), dt.date(2023, 4, 20))) == "2023-03-23~/2023-04-20~"
