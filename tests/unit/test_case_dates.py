"""Uncertain dates: bounds, order and what is refused."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.case.dates import Certainty, Precision, UncertainDate

DAY = dt.date


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "certainty"),
    [
        ("2022-10-04", DAY(2022, 10, 4), DAY(2022, 10, 4), Certainty.EXACT),
        ("2022-10-04~", DAY(2022, 10, 4), DAY(2022, 10, 4), Certainty.UNSURE),
        ("2022-10", DAY(2022, 10, 1), DAY(2022, 10, 31), Certainty.UNSURE),
        ("1979-08~", DAY(1979, 8, 1), DAY(1979, 8, 31), Certainty.UNSURE),
        ("2024-02?", DAY(2024, 2, 1), DAY(2024, 2, 29), Certainty.UNSURE),
        ("2022%", DAY(2022, 1, 1), DAY(2022, 12, 31), Certainty.UNSURE),
        ("2023-08-XX", DAY(2023, 8, 1), DAY(2023, 8, 31), Certainty.UNSURE),
        ("2023-XX-XX", DAY(2023, 1, 1), DAY(2023, 12, 31), Certainty.UNSURE),
        ("202X", DAY(2020, 1, 1), DAY(2029, 12, 31), Certainty.UNSURE),
        ("19XX", DAY(1900, 1, 1), DAY(1999, 12, 31), Certainty.UNSURE),
        ("2022-21", DAY(2022, 3, 1), DAY(2022, 5, 31), Certainty.UNSURE),
        ("2022-24~", DAY(2022, 12, 1), DAY(2023, 2, 28), Certainty.UNSURE),
        ("2022-10-04/2022-10-06", DAY(2022, 10, 4), DAY(2022, 10, 6), Certainty.SPAN),
        ("2022/..", DAY(2022, 1, 1), None, Certainty.SPAN),
        ("../2023-12", None, DAY(2023, 12, 31), Certainty.SPAN),
        ("2022~/2023?", DAY(2022, 1, 1), DAY(2023, 12, 31), Certainty.UNSURE),
        ("", None, None, Certainty.UNSURE),
    ],
)
def test_every_form_has_its_earliest_and_latest_day(
    text: str, earliest: dt.date | None, latest: dt.date | None, certainty: Certainty
) -> None:
    date = UncertainDate.parse(text)
    assert (date.earliest, date.latest, date.certainty) == (earliest, latest, certainty)


@pytest.mark.parametrize(
    "text",
    [
        "2022-13",
        "2022-02-30",
        "2022-10-4",
        "22-10-04",
        "12022",
        "Y12022",
        "0000",
        "XXXX",
        "202X-05",
        "2022-XX-04",
        "2022-22-01",
        "2022-25",
        "2022-10-04/",
        "/2022",
        "../..",
        "2022/2023/2024",
        "2023/2022",
        "[2022-01,2022-02]",
        "{2022}",
        "2022 ",
        "2022~?",
        "٢٠٢٢",
        "2022-10-04\n",
    ],
)
def test_what_the_format_refuses_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        UncertainDate.parse(text)


def test_entries_sort_by_earliest_then_latest_day_and_the_unknown_last() -> None:
    dates = ["", "2022-06~", "2022", "2022-01", "2022-01-01", "../2021-06", "2016-24", "201X"]
    ordered = ["201X", "2016-24", "../2021-06", "2022-01-01", "2022-01", "2022", "2022-06~", ""]
    assert sorted(dates, key=lambda text: UncertainDate.parse(text).sort_key) == ordered


MOMENTS = st.one_of(
    st.dates().map(dt.date.isoformat),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
    st.builds("{:04d}-{}".format, st.integers(1, 9999), st.integers(21, 24)),
)


@given(MOMENTS, st.sampled_from(["", "~", "?", "%"]))
def test_a_mark_of_doubt_changes_no_bound(moment: str, mark: str) -> None:
    plain, marked = UncertainDate.parse(moment), UncertainDate.parse(moment + mark)
    assert (plain.earliest, plain.latest) == (marked.earliest, marked.latest)
    assert marked.exact == (marked.start is not None and not mark and len(moment) == 10)


@given(MOMENTS, MOMENTS)
def test_an_interval_spans_its_ends_or_is_refused(first: str, second: str) -> None:
    start, end = UncertainDate.parse(first), UncertainDate.parse(second)
    assert start.earliest is not None
    assert end.latest is not None
    if end.latest < start.earliest:
        with pytest.raises(ValueError, match="ends before"):
            UncertainDate.parse(f"{first}/{second}")
    else:
        span = UncertainDate.parse(f"{first}/{second}")
        assert (span.earliest, span.latest) == (start.earliest, end.latest)


def test_a_season_knows_itself() -> None:
    moment = UncertainDate.parse("2016-24").start
    assert moment is not None
    assert moment.precision is Precision.SEASON
