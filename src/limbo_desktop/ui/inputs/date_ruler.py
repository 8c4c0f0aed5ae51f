"""Three months or three years, with the possible part of an unsure date drawn as a span."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QLineF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from limbo_desktop.case.dates import Certainty, UncertainDate
from limbo_desktop.text.dates import month_heading
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.marks import lane_color
from limbo_desktop.ui.timeline.ruler import draw_dashed_span
from limbo_desktop.ui.widgets import Paragraph

_PART: Final = 144


class DateRuler(QWidget):
    """Three months, or three years, the middle one possible: where an unsure date lies."""

    def __init__(self, theme: Theme, words: Words, lane: str) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._lane = lane
        self._date: UncertainDate | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_date(self, date: UncertainDate | None) -> None:
        """Show where `date` lies; hidden when it is a day or reaches over several years."""
        first, last = (date.earliest, date.latest) if date is not None else (None, None)
        fits = (
            date is not None
            and date.certainty is Certainty.UNSURE
            and first is not None
            and last is not None
            and first.year == last.year
            and (last - first).days > 0
        )
        self._date = date if fits else None
        self.setVisible(fits)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of three parts."""
        return QSize(self._theme.u(3 * _PART), self._theme.u(40))

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the parts can still be told apart."""
        return QSize(self._theme.u(180), self._theme.u(40))

    def _months(self, first: dt.date, last: dt.date) -> list[tuple[str, bool]]:
        """Return the labels of the parts and whether each is possible."""
        words = self._words
        if (first.year, first.month) == (last.year, last.month):
            at = first.year * 12 + first.month - 1
            parts = []
            for month in (at - 1, at, at + 1):
                name = month_heading(words, month % 12 + 1).lower()
                year = words.digits(str(month // 12))
                own = month == at
                said = words.t("{month} {year}", month=name, year=year) if own else name
                parts.append((said, own))
            return parts
        years = (first.year - 1, first.year, first.year + 1)
        return [(words.digits(str(year)), year == first.year) for year in years]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scale, the span and the names."""
        date = self._date
        if date is None or date.earliest is None or date.latest is None:
            return
        theme = self._theme
        u = theme.u
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = min(self.width() - 1, u(3 * _PART))
        left = self.width() - width - 1 if theme.rtl else 0
        part = width / 3
        base = u(18)
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.drawLine(QLineF(left, base, left + width, base))
        for tick in range(13):
            x = left + 0.5 + tick * width / 12
            painter.drawLine(QLineF(x, base - u(14 if tick in (0, 12) else 5), x, base))
        for number, (label, own) in enumerate(self._months(date.earliest, date.latest)):
            place = 2 - number if theme.rtl else number
            paragraph = Paragraph(
                label, theme.font("small"), theme.line("small"), theme.rtl, 1, centred=True
            )
            box = QRectF(left + place * part, base, part, paragraph.line)
            paragraph.draw(painter, box, theme.color("ink" if own else "ink3"))
        start, end = self._span(date.earliest, date.latest)
        if theme.rtl:
            start, end = 1 - end, 1 - start
        span = QRectF(left + part + start * part, u(2), (end - start) * part, u(12))
        draw_dashed_span(painter, span, lane_color(theme, self._lane), 1.6)

    def _span(self, first: dt.date, last: dt.date) -> tuple[float, float]:
        """Return the possible days as shares of the middle part."""
        if (first.year, first.month) == (last.year, last.month):
            return 0.0, 1.0
        begin = dt.date(first.year, 1, 1).toordinal()
        return (first.toordinal() - begin) / 366, (last.toordinal() + 1 - begin) / 366
