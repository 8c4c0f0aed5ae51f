"""Places in a document, lists of pages, and where pages lie: plain arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.ui.viewer.place import Place, page_set, page_text, place_of
from limbo_desktop.ui.viewer.spread import FACTORS, FIT_PAGE, FIT_WIDTH, spread, stepped

sizes = st.lists(st.tuples(st.floats(1, 5000), st.floats(1, 5000)), min_size=1, max_size=30)
zooms = st.sampled_from([FIT_PAGE, FIT_WIDTH, "0.25", "1.0", "6.0"])
rooms = st.tuples(st.floats(1, 4000), st.floats(1, 4000))


@given(st.frozensets(st.integers(1, 400)))
def test_pages_written_as_a_citation_are_read_again(pages: frozenset[int]) -> None:
    assert page_set(page_text(pages)) == pages


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2-3, 5", "2-3, 5"),
        ("5,2 – 3", "2-3, 5"),
        ("٢-٣، ٥", "2-3, 5"),
        ("1 2 3", "1-3"),
        ("7", "7"),
        (" 1;3 ", "1, 3"),
    ],
)
def test_pages_are_read_as_people_type_them(typed: str, written: str) -> None:
    assert page_text(page_set(typed)) == written


@pytest.mark.parametrize("typed", ["", "two", "0", "3-2", "1-", "-4", "1-999999", "1,,a", "1.5"])
def test_what_is_no_list_of_pages_is_none(typed: str) -> None:
    assert page_set(typed) == frozenset()


@given(st.text(max_size=40))
def test_any_text_is_pages_or_none(typed: str) -> None:
    assert all(page > 0 for page in page_set(typed))


@pytest.mark.parametrize(
    ("argument", "place", "first"),
    [
        ("ID", Place("ID"), 1),
        ("ID#", Place("ID", large=True), 1),
        ("ID#2-3, 5", Place("ID", "2-3, 5", large=True), 2),
        ("ID#@4", Place("ID", at="4", large=True), 4),
        ("ID#2@3?to be", Place("ID", "2", "to be", "3", large=True), 3),
        ("ID#?a#b?c", Place("ID", words="a#b?c", large=True), 1),
    ],
)
def test_a_place_is_the_argument_of_going_there(argument: str, place: Place, first: int) -> None:
    assert place_of(argument) == place
    assert place.argument == argument
    assert place.first == first


@given(sizes, zooms, rooms, st.data())
def test_pages_lie_under_one_another_in_the_middle(
    pages: list[tuple[float, float]], zoom: str, room: tuple[float, float], data: st.DataObject
) -> None:
    turns = data.draw(
        st.lists(st.sampled_from([0, 90, 180, 270]), min_size=len(pages), max_size=len(pages))
    )
    laid = spread(pages, turns, zoom, room, 12.0)
    assert laid.width >= room[0]
    end = 0.0
    for index, box in enumerate(laid.boxes):
        assert box.y > end
        end = box.y + box.height
        assert box.x + box.width / 2 == pytest.approx(laid.width / 2)
        assert laid.at(box.y + box.height / 2) == index
        assert index in laid.between(box.y, box.y + 1)
    assert laid.height > end


@given(sizes, rooms)
def test_full_width_never_scrolls_sideways(
    pages: list[tuple[float, float]], room: tuple[float, float]
) -> None:
    laid = spread(pages, [0] * len(pages), FIT_WIDTH, (max(room[0], 64.0), room[1]), 12.0)
    assert laid.width == pytest.approx(max(room[0], 64.0))


@given(st.sampled_from(FACTORS), st.sampled_from([1, -1]))
def test_a_step_goes_to_the_next_size_and_stops_at_the_ends(factor: float, step: int) -> None:
    at = FACTORS.index(factor) + step
    assert stepped(factor, step) == FACTORS[min(max(at, 0), len(FACTORS) - 1)]
