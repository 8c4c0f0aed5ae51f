"""Paints the rows of the results: mark, title, where the words stand, and the words marked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from limbo_desktop.case.marks import MARKS, mark_of
from limbo_desktop.case.records import Document, Event, Person, Record
from limbo_desktop.ui.search.model import ROW, HeadingRow, HitRow, MoreRow, Row
from limbo_desktop.ui.search.wording import Marked
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.marks import draw_mark
from limbo_desktop.ui.widgets import Paragraph

EDGE: Final = 16
MARK: Final = 28
TEXT: Final = EDGE + MARK + 12
AIR: Final = 10
SNIPPET_LINES: Final = 2
HEADING: Final = 40
MORE: Final = 44
Index = QModelIndex | QPersistentModelIndex


class ResultsDelegate(QStyledItemDelegate):
    """Rows are as high as their words need at the list's width."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row at the width of the list."""
        u = self._theme.u
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractScrollArea) else u(400)
        match index.data(ROW):
            case HeadingRow():
                return QSize(u(120), max(u(HEADING), self._theme.line("label") + u(16)))
            case HitRow() as row:
                lines = sum(part.height(width - u(TEXT + EDGE)) for part, _ in self._lines(row))
                return QSize(u(120), max(lines, u(MARK)) + u(2 * AIR))
        return QSize(u(120), max(u(MORE), self._theme.line("label") + u(16)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(ROW)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, HeadingRow):
            self._heading(painter, box, row)
        else:
            self._ground(painter, box, option.state)
            if isinstance(row, HitRow):
                self._hit(painter, box, row)
            else:
                self._more(painter, box, row)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        theme, u = self._theme, self._theme.u
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        token = "accent_soft" if selected else "sunken" if hover else "surface"
        painter.fillRect(box, theme.color(token))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.color("line"))
        if selected:
            painter.fillRect(self._at(box, 0, 0, u(3), box.height()), theme.color("accent"))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(theme.color("accent"), u(2)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(u(5), u(3), -u(3), -u(4)), u(4), u(4))

    def _heading(self, painter: QPainter, box: QRectF, row: HeadingRow) -> None:
        theme, u = self._theme, self._theme.u
        painter.fillRect(box, theme.color("paper"))
        title = self._plain(row.title, "label_bold")
        count = self._plain(row.count, "label")
        top = box.bottom() - title.line - u(6)
        width = title.natural_width()
        title.draw(painter, self._at(box, u(EDGE), top - box.top(), width, title.line),
                   theme.color("ink"))  # fmt: skip
        start = u(EDGE + 10) + width
        room = max(0.0, box.width() - start - u(EDGE))
        count.draw(painter, self._at(box, start, top - box.top(), room, count.line),
                   theme.color("ink2"))  # fmt: skip

    def _hit(self, painter: QPainter, box: QRectF, row: HitRow) -> None:
        theme, u = self._theme, self._theme.u
        self._mark(painter, self._at(box, u(EDGE), u(AIR), u(MARK), u(MARK)), row.hit.record)
        width, y = box.width() - u(TEXT + EDGE), float(u(AIR))
        for part, token in self._lines(row):
            height = part.height(width)
            start = u(TEXT)
            if row.said.covered and part.text == row.said.covered:
                side = u(16)
                icon = self._at(box, start, y + (part.line - side) / 2, side, side)
                draw_icon(painter, theme, "eye-off", icon, "ink2")
                start += side + u(8)
            room = box.width() - start - u(EDGE)
            part.draw(painter, self._at(box, start, y, room, height), theme.color(token))
            y += height

    def _mark(self, painter: QPainter, box: QRectF, record: Record) -> None:
        theme = self._theme
        match record:
            case Event():
                in_exile = record.fields.get("in_exile") is True
                draw_mark(painter, theme, mark_of(record.kind, in_exile=in_exile), box)
            case Document():
                draw_mark(painter, theme, MARKS["document"], box)
            case _:
                inset = theme.u(4)
                icon = "user" if isinstance(record, Person) else "calendar-clock"
                draw_icon(painter, theme, icon, box.adjusted(inset, inset, -inset, -inset), "ink2")

    def _more(self, painter: QPainter, box: QRectF, row: MoreRow) -> None:
        theme, u = self._theme, self._theme.u
        words = self._plain(row.text, "label_bold")
        top = (box.height() - words.line) / 2
        room = box.width() - u(TEXT + EDGE)
        words.draw(painter, self._at(box, u(TEXT), top, room, words.line), theme.color("accent"))

    def _lines(self, row: HitRow) -> list[tuple[Paragraph, str]]:
        """The lines of a hit from the top, each with the token of its colour."""
        said = row.said
        lines = [(self._marked(said.title, "title", 1), "ink")]
        if said.meta:
            lines.append((self._plain(said.meta, "label"), "ink2"))
        if said.covered:
            lines.append((self._plain(said.covered, "label"), "ink2"))
        elif said.text.text:
            lines.append((self._marked(said.text, "body", SNIPPET_LINES), "ink"))
        return lines

    def _plain(self, text: str, style: str) -> Paragraph:
        theme = self._theme
        return Paragraph(text, theme.font(style), theme.line(style), theme.rtl, lines=1)

    def _marked(self, text: Marked, style: str, lines: int) -> Paragraph:
        """Text whose hits are bold, underlined and on a soft ground: colour is not alone."""
        theme = self._theme
        mark = QTextCharFormat()
        mark.setFontWeight(QFont.Weight.DemiBold)
        mark.setFontUnderline(True)
        mark.setBackground(theme.color("accent_soft"))
        return Paragraph(
            text.text,
            theme.font(style),
            theme.line(style),
            theme.rtl,
            lines=lines,
            marks=text.spans,
            mark=mark,
        )

    def _at(self, box: QRectF, x: float, y: float, width: float, height: float) -> QRectF:
        """A rectangle `x` from the start of the lines and `y` from the top of `box`."""
        left = box.right() - x - width if self._theme.rtl else box.left() + x
        return QRectF(left, box.top() + y, width, height)
