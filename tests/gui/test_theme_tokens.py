"""Colours can be read: every pair that a screen uses has the contrast that LOOK asks for."""

import pytest

from limbo_desktop.case.marks import DARK_ICON, LANE_MARKS, LIGHT_ICON, MARKS, segments
from limbo_desktop.ui.theme.metrics import room
from limbo_desktop.ui.theme.tokens import DARK, LIGHT, PAIRS, Palette, contrast

APPEARANCES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#1D2326", "#F5F2EB") == pytest.approx(14.2, abs=0.05)


@APPEARANCES
def test_every_pair_in_use_is_readable(palette: Palette) -> None:
    for front, back, least in PAIRS:
        ratio = contrast(getattr(palette, front), getattr(palette, back))
        assert ratio >= least, f"{front} on {back}: {ratio:.2f}"


def test_marks_stand_out_from_every_ground_and_their_icons_from_them() -> None:
    for mark in MARKS.values():
        for ground in ("paper", "surface", "sunken"):
            assert contrast(mark.light, getattr(LIGHT, ground)) >= 5.5, mark.name
            assert contrast(mark.dark, getattr(DARK, ground)) >= 7.5, mark.name
        assert contrast(LIGHT_ICON, mark.light) >= 6.7, mark.name
        assert contrast(DARK_ICON, mark.dark) >= 9, mark.name


def test_lane_colours_are_readable_as_text() -> None:
    for lane in LANE_MARKS.values():
        assert contrast(lane.light, LIGHT.surface) >= 4.5
        assert contrast(lane.dark, DARK.surface) >= 4.5


def test_no_two_kinds_share_both_shape_and_lane_colour() -> None:
    looks = {(mark.shape, mark.light) for mark in MARKS.values()}
    assert len(looks) == len(MARKS)


def test_shapes_stay_in_their_box_and_are_closed() -> None:
    for mark in MARKS.values():
        parts = list(segments(mark.shape_path))
        assert parts[0][0] == "M"
        assert parts[-1][0] == "Z"
        for _, numbers in parts:
            assert all(-0.01 <= number <= 28.01 for number in numbers), mark.name


def test_an_unknown_path_command_is_refused() -> None:
    with pytest.raises(ValueError, match="'Q'"):
        list(segments("M0 0Q1 1 2 2Z"))


def test_room_is_decided_in_units_so_large_text_folds_like_a_small_window() -> None:
    wide = room(1280, 800, 1.0)
    assert (wide.rail, wide.words, wide.panel) == (184, True, True)
    small = room(900, 600, 1.0)
    assert (small.rail, small.panel, small.short, small.tight) == (64, False, True, False)
    large = room(1280, 800, 2.0)
    assert (large.rail, large.one_column, large.tight) == (56, True, True)
