"""Pieces that the preview and the entry share: the mark of a record, own words in part."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from limbo_desktop.case.marks import MARKS, mark_of
from limbo_desktop.case.records import Document, Event
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.marks import PANEL, draw_mark
from limbo_desktop.ui.timeline.clamped import draw_clamped
from limbo_desktop.ui.timeline.row_painter import STATES
from limbo_desktop.ui.timeline.story import certainty_of
from limbo_desktop.ui.widgets import Paragraph


class MarkPicture(QWidget):
    """The mark of a record, 34 units square, as sure as its date is."""

    def __init__(self, theme: Theme, record: Event | Document) -> None:
        super().__init__()
        self._theme = theme
        self._record = record
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_record(self, record: Event | Document) -> None:
        """Draw the mark of `record` from now on."""
        self._record = record
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the mark."""
        return QSize(self._theme.u(PANEL), self._theme.u(PANEL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        record = self._record
        if isinstance(record, Event):
            mark = mark_of(record.kind, in_exile=record.fields.get("in_exile") is True)
        else:
            mark = MARKS["document"]
        state = STATES[certainty_of(record.when)]
        draw_mark(QPainter(self), self._theme, mark, QRectF(self.rect()), state)


class Excerpt(QWidget):
    """As much of the person's own words as fits into the place it is given."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    @property
    def _line(self) -> int:
        return self._theme.u(33 if self._theme.rtl else 24)

    def sizeHint(self) -> QSize:
        """Return room for three lines."""
        return QSize(self._theme.u(320), self._line * 3)

    def minimumSizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(self._theme.u(120), self._line * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that fit."""
        theme = self._theme
        text = " ".join(self._text.split())
        paragraph = Paragraph(
            text,
            theme.font("body"),
            self._line,
            theme.rtl,
            align_by_text=True,
        )
        box, lines = QRectF(self.rect()), max(1, self.height() // self._line)
        draw_clamped(QPainter(self), paragraph, box, theme.color("ink"), lines)
