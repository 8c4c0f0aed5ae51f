"""The line of the procedure: from the application to today, with a mark for every entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from limbo_desktop.case.marks import mark_of
from limbo_desktop.case.records import Event
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.marks import MarkState, draw_mark, lane_color
from limbo_desktop.ui.today.standing import date_of, first_day
from limbo_desktop.ui.widgets import Paragraph

MARK = 20


class Track(QWidget):
    """Paints `events`, which have dates and stand in order; time runs along the line of writing."""

    def __init__(self, theme: Theme, words: Words, events: Sequence[Event], today: dt.date) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._events = [(event, first_day(event.when) or today) for event in events]
        self._today = today
        self._first = min((day for _, day in self._events), default=today)
        self._last = max([today, *(day for _, day in self._events)])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.list(self._spoken(event) for event in events))

    def _spoken(self, event: Event) -> str:
        date = self._words.date(event.when)
        return self._words.t("{title}, {date}", title=event.title, date=date)

    def sizeHint(self) -> QSize:
        """Return the height of line, marks and years."""
        return QSize(self._theme.u(320), self._theme.u(MARK + 14) + self._theme.line("small"))

    def _x(self, day: dt.date) -> float:
        margin = self._theme.u(28)
        span = max(1, (self._last - self._first).days)
        along = margin + (day - self._first).days / span * (self.width() - 2 * margin)
        return self.width() - along if self._theme.rtl else along

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint line, years, marks and today."""
        theme = self._theme
        u = theme.u
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = u(MARK) / 2 + u(2)
        start, now = self._x(self._first), self._x(self._today)
        line = QRectF(min(start, now), middle - u(2), abs(now - start), u(4))
        painter.fillRect(line, lane_color(theme, "procedure"))
        taken = self._label(painter, self._words.t("Today"), now, "accent", [])
        painter.fillRect(QRectF(now - 1, u(0), 2, u(MARK + 4)), theme.color("accent"))
        for year in range(self._first.year + 1, self._last.year + 1):
            x = self._x(dt.date(year, 1, 1))
            painter.fillRect(QRectF(x, middle + u(6), 1, u(6)), theme.color("edge"))
            taken = self._label(painter, self._words.digits(str(year)), x, "ink2", taken)
        side = u(MARK)
        for record, day in self._events:
            box = QRectF(self._x(day) - side / 2, middle - side / 2, side, side)
            state = MarkState(date_of(record.when).certainty.value)
            draw_mark(painter, theme, mark_of(record.kind), box, state, with_icon=False)

    def _label(
        self, painter: QPainter, text: str, x: float, token: str, taken: list[tuple[float, float]]
    ) -> list[tuple[float, float]]:
        """Write `text` under the line unless it would touch another; return what is taken."""
        theme = self._theme
        width = QFontMetricsF(theme.font("small")).horizontalAdvance(text) + theme.u(10)
        left = min(max(0.0, x - width / 2), self.width() - width)
        if any(left < end and start < left + width for start, end in taken):
            return taken
        words = Paragraph(
            text, theme.font("small"), theme.line("small"), theme.rtl, lines=1, centred=True
        )
        box = QRectF(left, theme.u(MARK + 10), width, words.line)
        words.draw(painter, box, theme.color(token))
        return [*taken, (left, left + width)]
