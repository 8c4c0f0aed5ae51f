"""The geometry of the picture: scale and ticks, fading, waiting, lanes of any size."""

import datetime as dt
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.case.dates import Certainty, UncertainDate
from limbo_desktop.case.lanes import LANES
from limbo_desktop.case.picture.extent import anchor_of, bar_of, begin_of, end_of, shades
from limbo_desktop.case.picture.lane import MOST_TOLD, Lane
from limbo_desktop.case.picture.scale import (
    DAYS,
    LAST_DAY,
    LEAST_DAYS,
    MONTHS,
    YEARS,
    Scale,
    Unit,
    scale_of,
)
from limbo_desktop.case.picture.story import Picture
from limbo_desktop.case.picture.waiting import Pause, Pauses, waits

DAY = dt.date(2022, 3, 1)
ORDINAL = DAY.toordinal()
WHEN = st.one_of(
    st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)).map(str),
    st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)).map(lambda day: f"{day:%Y-%m}~"),
    st.integers(1950, 2050).map(str),
    st.integers(1950, 2050).map(lambda year: f"{year}/.."),
    st.integers(1950, 2050).map(lambda year: f"../{year}"),
    st.tuples(st.integers(1950, 2050), st.integers(0, 40)).map(lambda p: f"{p[0]}/{p[0] + p[1]}"),
)


class Told(NamedTuple):
    kind: str
    lane: str
    earliest: dt.date | None
    latest: dt.date | None
    certainty: Certainty


def told(when: str, kind: str = "note", lane: str = "exile") -> Told:
    date = UncertainDate.parse(when)
    return Told(kind, lane, date.earliest, date.latest, date.certainty)


# Scale


def test_the_scale_of_a_story_shows_all_of_it_with_air() -> None:
    scale = scale_of(ORDINAL, ORDINAL + 1000)
    assert 0 < scale.place(ORDINAL) < scale.place(ORDINAL + 1000) < 1


@given(
    st.floats(0, 1),
    st.floats(0.001, 20),
    st.floats(-3, 3),
)
def test_zoomed_and_moved_it_stays_inside_the_whole(
    around: float, factor: float, by: float
) -> None:
    whole = Scale(1000.0, 9000.0)
    near = whole.zoomed(around, factor, whole).moved(by, whole)
    assert near.start >= whole.start - 1e-6
    assert near.end <= whole.end + 1e-6
    assert LEAST_DAYS - 1e-6 <= near.days <= whole.days + 1e-6


def test_zooming_keeps_the_place_under_the_pointer_and_ends_at_a_day() -> None:
    whole = Scale(ORDINAL, ORDINAL + 20_000)
    place, scale = 0.3, whole
    for _ in range(60):
        before = scale.ordinal(place)
        scale = scale.zoomed(place, 0.8, whole)
        assert scale.ordinal(place) == pytest.approx(before)
    assert scale.days == LEAST_DAYS


def test_an_entry_out_of_sight_is_brought_in_by_the_shortest_way() -> None:
    whole = Scale(0.0, 10_000.0)
    part = Scale(4000.0, 5000.0)
    assert part.showing(4500.0, whole) == part
    for ordinal in (100.0, 3999.0, 5001.0, 9950.0):
        moved = part.showing(ordinal, whole)
        assert 0 <= moved.place(ordinal) <= 1
        assert moved.days == pytest.approx(part.days)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 40_000))
def test_ticks_are_on_their_days_in_order_and_none_is_left_out(start: dt.date, days: int) -> None:
    scale = Scale(start.toordinal(), min(LAST_DAY.toordinal(), start.toordinal() + days))
    step = scale.step(8, (*DAYS, *MONTHS, *YEARS))
    ticks = list(scale.ticks(step))
    assert len(ticks) <= 10
    for before, after in pairwise(ticks):
        assert before < after
        assert (after - before).days <= step.days * 1.1 + 1
    for day in ticks:
        assert scale.start <= day.toordinal() <= scale.end
        if step.unit is Unit.YEAR:
            assert (day.month, day.day, day.year % step.count) == (1, 1, 0)
        elif step.unit is Unit.MONTH:
            assert day.day == 1
        elif step.count == 7:
            assert day.weekday() == 0


def test_days_get_ticks_when_few_are_in_sight() -> None:
    scale = Scale(ORDINAL, ORDINAL + 4)
    assert [day.day for day in scale.ticks(scale.step(8, DAYS))] == [1, 2, 3, 4, 5]


# Extents


def test_a_day_is_a_mark_and_a_span_a_bar_that_begins_at_its_mark() -> None:
    assert bar_of(told("2022-03-01")) is None
    assert anchor_of(told("2022-03-01")) == ORDINAL + 0.5
    bar = bar_of(told("2022-03-01/2022-03-10"))
    assert bar is not None
    assert (bar.start, bar.end, bar.faded) == (ORDINAL, ORDINAL + 10, False)


def test_an_uncertain_date_fades_round_its_middle() -> None:
    bar = bar_of(told("2022-03~"))
    assert bar is not None
    assert bar.faded
    assert anchor_of(told("2022-03~")) == (bar.start + bar.end) / 2


def test_an_open_end_has_no_edge() -> None:
    since, until = bar_of(told("2022/..")), bar_of(told("../2022"))
    assert since is not None
    assert until is not None
    assert (since.open_start, since.open_end) == (False, True)
    assert (until.open_start, until.open_end) == (True, False)


@given(WHEN)
def test_an_entry_begins_before_it_ends_and_its_mark_is_between(when: str) -> None:
    entry = told(when)
    assert begin_of(entry) < end_of(entry) or entry.earliest is None
    assert begin_of(entry) <= anchor_of(entry) <= end_of(entry)


def test_the_slices_of_a_fading_bar_lie_beside_each_other_and_are_faint_at_both_ends() -> None:
    slices = list(shades())
    assert slices[0][0] == 0
    assert slices[-1][1] == pytest.approx(1)
    for before, after in pairwise(slices):
        assert before[1] == pytest.approx(after[0])
    strengths = [strength for _, _, strength in slices]
    assert strengths == strengths[::-1]
    assert max(strengths) == 1
    assert strengths[: len(strengths) // 2] == sorted(strengths[: len(strengths) // 2])


# Waiting


def days(*texts: str) -> list[dt.date]:
    return [dt.date.fromisoformat(text) for text in texts]


def test_waiting_begins_with_what_asks_and_ends_with_what_comes() -> None:
    asked, heard, told_, later = days("2022-01-01", "2023-01-01", "2023-02-01", "2024-01-01")
    procedure = [
        ("application", asked, asked),
        ("interview", heard, heard),
        ("decision", told_, told_),
        ("appeal", later, later),
    ]
    assert list(waits(procedure)) == [Pause(asked, heard)]


def test_the_last_waiting_goes_on_until_today_unless_all_is_decided() -> None:
    asked, today = days("2022-01-01", "2022-12-01")
    assert list(waits([("application", asked, asked)], today)) == [Pause(asked, today)]
    assert list(waits([("decision", asked, asked)], today)) == []
    assert list(waits([], today)) == []


@given(st.lists(st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)), max_size=30))
def test_pauses_are_long_and_nothing_happened_in_them(found: list[dt.date]) -> None:
    pauses = Pauses()
    told_ = [pauses.before(day, day) for day in sorted(found)]
    for pause in filter(None, told_):
        assert (pause.end - pause.start).days >= 90
        assert not any(pause.start < day < pause.end for day in found)


# Lanes


@given(st.lists(WHEN, max_size=MOST_TOLD), st.floats(0.0, 1.0), st.floats(0.0005, 1.0))
def test_every_entry_in_sight_is_told_by_a_mark_or_by_a_bar(
    dates: list[str], around: float, factor: float
) -> None:
    entries = [told(when) for when in dates]
    lane = Lane(enumerate(entries))
    whole = Scale(dt.date(1940, 1, 1).toordinal(), dt.date(2100, 1, 1).toordinal())
    scale = whole.zoomed(around, factor, whole)
    mark = scale.days / 60
    clusters = list(lane.clusters(scale, mark, mark * 0.7))
    shown = [number for cluster in clusters for number in cluster.entries]
    assert len(shown) == len(set(shown))
    for before, after in pairwise(clusters):
        assert after.start - before.start >= mark * 0.7 - 1e-6
    barred = {each for band in lane.bars(scale, mark, mark / 5) for each in band.entries}
    for number, entry in enumerate(entries):
        if scale.start <= anchor_of(entry) - 0.5 and anchor_of(entry) + 0.5 <= scale.end:
            assert number in shown or number in barred


def test_entries_of_one_day_stand_beside_each_other_when_it_is_near_enough() -> None:
    lane = Lane(enumerate([told("2022-03-01")] * 5))
    far = Scale(ORDINAL - 100, ORDINAL + 100)
    assert [(each.size, each.entries) for each in lane.clusters(far, 3, 2)] == [
        (5, (0, 1, 2, 3, 4))
    ]
    near = Scale(ORDINAL, ORDINAL + 1)
    assert [each.size for each in lane.clusters(near, 0.02, 0.015)] == [1] * 5


def test_a_crowd_is_counted_whole_and_told_in_part() -> None:
    lane = Lane(enumerate([told("2022-03-01")] * 1000))
    (cluster,) = lane.clusters(Scale(ORDINAL - 100, ORDINAL + 100), 3, 2)
    assert cluster.size == 1000
    assert cluster.entries == tuple(range(MOST_TOLD))


def test_a_span_that_began_long_before_is_in_sight_as_long_as_it_lasts() -> None:
    lane = Lane(enumerate([told("1990/2030"), told("1990/1995"), told("1980/..")]))
    scale = Scale(ORDINAL, ORDINAL + 1)
    assert {each for band in lane.bars(scale, 0.01, 0.001) for each in band.entries} == {0, 2}


def test_the_nearest_entry_is_found_on_either_side() -> None:
    lane = Lane(enumerate([told("2022-03-01"), told("2022-03-11")]))
    assert [lane.nearest(ORDINAL + day) for day in (-50.0, 3.0, 8.0)] == [
        (50.5, 0),
        (2.5, 0),
        (2.5, 1),
    ]
    assert Lane(()).nearest(ORDINAL) is None


# The story


def test_arrows_lead_through_all_entries_in_time_and_across_to_the_nearest_of_another_lane() -> (
    None
):
    entries = [
        told("2020-01-01", lane="before"),
        told("2021-01-01", lane="force"),
        told("2021-06-01", lane="documents"),
        told("2022-01-01", lane="exile"),
        told("2023-01-01", lane="force"),
        told(""),
    ]
    picture = Picture(enumerate(entries))
    assert list(picture.order) == [0, 1, 3, 4]
    assert [picture.after(number, 1) for number in picture.order] == [1, 3, 4, 4]
    assert [picture.after(number, -1) for number in picture.order] == [0, 0, 1, 3]
    assert picture.across(entries[4], 1) == 3
    assert picture.across(entries[3], -1) in {1, 4}
    assert picture.across(entries[0], -1) is None
    assert not picture.holds(2)
    assert (picture.after(2, 1), picture.after(2, -1)) == (3, 1)
    assert not picture.holds(5)
    assert picture.years == (2020, 2021, 2022, 2023)


def test_waiting_until_today_is_in_the_picture() -> None:
    today = dt.date(2024, 1, 1)
    asked = told("2022-03-01", "application", "procedure")
    picture = Picture([(0, asked)], today)
    assert picture.whole is not None
    assert picture.whole.place(today.toordinal()) < 1
    assert Picture([(0, asked)]).waits == ()


def test_a_story_without_dates_has_no_scale() -> None:
    assert Picture([(0, told(""))]).whole is None
    assert set(Picture(()).lanes) == {lane.name for lane in LANES}
