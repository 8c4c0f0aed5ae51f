"""A layout that fills lines from the line's start and begins a new one when one is full."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets beside each other, wrapped; the last one may take the rest of its line."""

    def __init__(
        self, parent: QWidget, *, gap: int, line: int, rtl: bool, last_fills: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._line = line
        self._rtl = rtl
        self._last_fills = last_fills

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def insert(self, index: int, widget: QWidget) -> None:
        """Put `widget` before the item at `index`."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item at `index`, None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item at `index` out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that the layout needs no more than it asks for."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that the height hangs on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at `width` pixels."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return one line."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the room of the widest widget."""
        size = QSize(0, self._line)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        x, y, height = 0, 0, 0
        shown = [item for item in self._items if not item.isEmpty()]
        for number, item in enumerate(shown):
            size = item.sizeHint()
            least = item.minimumSize().width()
            last = self._last_fills and number == len(shown) - 1
            width = min(least if last else size.width(), inner.width())
            if x and x + width > inner.width():
                x, y, height = 0, y + height + self._gap, 0
            if last:
                width = inner.width() - x
            row = max(size.height(), self._line)
            if move:
                left = inner.right() + 1 - x - width if self._rtl else inner.left() + x
                top = inner.top() + y + (row - size.height()) // 2
                item.setGeometry(QRect(left, top, width, size.height()))
            x += width + self._gap
            height = max(height, row)
        margins = self.contentsMargins()
        return y + height + margins.top() + margins.bottom()
