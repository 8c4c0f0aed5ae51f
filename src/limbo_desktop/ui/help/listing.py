"""The list of help pages by their titles."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from limbo_desktop.ui.help.topics import Topic
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Paragraph

_NAME: Final = Qt.ItemDataRole.UserRole
_START, _END, _ABOVE = 16, 10, 9
Index = QModelIndex | QPersistentModelIndex


class _TitleDelegate(QStyledItemDelegate):
    """A title, wrapped where it is long, with the bar and the ring of the theme's lists."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def _title(self, index: Index, *, chosen: bool) -> Paragraph:
        theme = self._theme
        style = "title" if chosen else "body"
        return Paragraph(str(index.data()), theme.font(style), theme.line(style), theme.rtl)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the title in its bolder style, so that choosing moves nothing."""
        u = self._theme.u
        width = self._view.viewport().width()
        title = self._title(index, chosen=True)
        height = title.height(max(u(40), width - u(_START) - u(_END)))
        return QSize(u(120), max(self._theme.height("nav"), height + 2 * u(_ABOVE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        theme = self._theme
        u = theme.u
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(box, theme.color("accent_soft"))
            x = box.right() - u(3) if theme.rtl else box.left()
            painter.fillRect(QRectF(x, box.top(), u(3), box.height()), theme.color("accent"))
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(theme.color("accent"), u(2)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                near, far = (u(3), u(5)) if theme.rtl else (u(5), u(3))
                painter.drawRoundedRect(box.adjusted(near, u(3), -far, -u(3)), u(4), u(4))
        title = self._title(index, chosen=chosen)
        start, end = (_END, _START) if theme.rtl else (_START, _END)
        line = box.adjusted(u(start), 0, -u(end), 0)
        line.setTop(box.center().y() - title.height(line.width()) / 2)
        title.draw(painter, line, theme.color("ink"))
        painter.restore()


class TopicList(QListWidget):
    """`marked(name)` when another page is marked, `opened(name)` on a click, Enter or space."""

    marked = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, name: str, topics: tuple[Topic, ...]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("ownFocus", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TitleDelegate(theme, self))
        for topic in topics:
            item = QListWidgetItem(topic.title)
            item.setData(_NAME, topic.name)
            self.addItem(item)
        self.currentItemChanged.connect(self._mark)
        self.itemClicked.connect(lambda item: self.opened.emit(item.data(_NAME)))

    def choose(self, name: str) -> None:
        """Mark the page `name`."""
        for row in range(self.count()):
            if self.item(row).data(_NAME) == name:
                self.setCurrentRow(row)

    def _mark(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.marked.emit(item.data(_NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the marked page with Enter or space."""
        item = self.currentItem()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and item is not None:
            self.opened.emit(item.data(_NAME))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the titles anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
