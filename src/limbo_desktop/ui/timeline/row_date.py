"""The date of a row, which nobody should have to guess: whole, in as many lines as a row has."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import Final

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.timeline.row_words import RowWords
from limbo_desktop.ui.widgets import Paragraph

DateLine = tuple[Paragraph, float, str]
"""Text of one or more lines, how many pixels under the row's top it begins, and its token."""

_LINES: Final = 2
_MOST_LINES: Final = 3
_ROUNDED: Final = 2
"""Pixels by which lines whose heights were rounded up may be over; no letter reaches so far."""


def date_lines(
    theme: Theme, said: RowWords, room: float, height: float, first: float
) -> tuple[DateLine, ...]:
    """Return what stands in the date column, `room` pixels wide, of a row `height` pixels high.

    A single line begins at `first`; more are moved up as far as they need it.  What is too long
    in full is said with short names of months.
    """
    date = _fitting(theme, said, room, height)
    parts = [(date, "ink")]
    if said.when_below:
        parts.append((_paragraph(theme, said.when_below, "small"), "ink3"))
    heights = [float(part.height(room)) for part, _ in parts]
    if sum(heights) > height + _ROUNDED:  # the date itself comes first
        del parts[1:], heights[1:]
    whole = sum(heights)
    top = first if first + whole <= height else max(0.0, (height - whole) / 2)
    tops = accumulate((top, *heights))
    return tuple((part, y, token) for (part, token), y in zip(parts, tops, strict=False))


def _fitting(theme: Theme, said: RowWords, room: float, height: float) -> Paragraph:
    whole = _paragraph(theme, said.when, "label")
    if whole.natural_width() <= room:
        return whole
    shorter = said.when_short
    for text, style, lines in (
        (said.when, "label", _LINES),
        (said.when, "small", _LINES),
        (shorter, "label", _LINES),
        (shorter, "small", _LINES),
        (said.when, "small", _MOST_LINES),
    ):
        part = _paragraph(theme, text, style)
        needed = part.height(room)
        if needed <= min(lines * part.line, height + _ROUNDED):
            return part
    return replace(_paragraph(theme, shorter, "small"), lines=_LINES)


def _paragraph(theme: Theme, text: str, style: str) -> Paragraph:
    return Paragraph(text, theme.font(style), theme.line(style), theme.rtl)
