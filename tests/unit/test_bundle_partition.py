"""Where parts begin: laws that hold for all pages and limits."""

from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.bundle.pages.telling import Spot
from limbo_desktop.bundle.partition import TooLargeError, Weighed, partition

ROOM = 100
UNITS = st.lists(st.lists(st.integers(1, ROOM), min_size=1, max_size=8), min_size=1, max_size=20)


def weighed(units: list[list[int]]) -> list[Weighed]:
    return [
        Weighed(Spot(f"unit:{number}", index), size)
        for number, unit in enumerate(units)
        for index, size in enumerate(unit)
    ]


def divided(pages: list[Weighed], cuts: tuple[Spot, ...]) -> list[list[Weighed]]:
    parts: list[list[Weighed]] = [[]]
    for page in pages:
        if page.spot in cuts:
            parts.append([])
        parts[-1].append(page)
    return parts


@given(UNITS)
def test_no_part_is_heavier_than_its_room_and_none_is_empty(units: list[list[int]]) -> None:
    pages = weighed(units)
    parts = divided(pages, partition(pages, lambda _: ROOM))
    assert all(0 < sum(page.bytes for page in part) <= ROOM for part in parts)


@given(UNITS)
def test_what_fits_into_a_part_is_never_divided(units: list[list[int]]) -> None:
    pages = weighed(units)
    cuts = partition(pages, lambda _: ROOM)
    for unit, group in groupby(pages, key=lambda page: page.spot.unit):
        inside = list(group)
        if sum(page.bytes for page in inside) <= ROOM:
            assert not any(cut.unit == unit and cut.index > 0 for cut in cuts)


@given(UNITS)
def test_two_neighbours_never_fit_into_one(units: list[list[int]]) -> None:
    pages = weighed([[size] for unit in units for size in unit])
    parts = divided(pages, partition(pages, lambda _: ROOM))
    for first, second in pairwise(parts):
        assert sum(page.bytes for page in first) + second[0].bytes > ROOM


def test_a_page_that_fits_no_part_is_named() -> None:
    pages = weighed([[10], [20, ROOM + 1]])
    with pytest.raises(TooLargeError) as caught:
        partition(pages, lambda _: ROOM)
    assert caught.value.page.spot == Spot("unit:1", 1)


def test_parts_may_have_different_room() -> None:
    pages = weighed([[40], [40], [40]])
    assert partition(pages, lambda part: 50 if part == 1 else ROOM) == (Spot("unit:1", 0),)
