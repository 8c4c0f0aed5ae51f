"""Rows as pictures: scrolling moves pictures, only rows that come into sight are laid out."""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from limbo_desktop.ui.timeline.row_painter import RowPainter, RowState
from limbo_desktop.ui.timeline.row_words import RowWords
from limbo_desktop.vault.timeline import Spot

_KEPT: Final = 60


class RowPictures:
    """Keeps the rows painted last, by all that they show."""

    def __init__(self, painter: RowPainter) -> None:
        self._painter = painter
        self._kept: OrderedDict[object, QPixmap] = OrderedDict()

    def row(
        self, size: QSizeF, dpr: float, spot: Spot, said: RowWords | None, when: str,
        state: RowState,
    ) -> QPixmap:  # fmt: skip
        """Return the picture of a row of this `size` in pixels, painted once."""
        key = (spot, said, when, state, size.width(), size.height(), dpr)
        drawn = self._kept.get(key)
        if drawn is not None:
            self._kept.move_to_end(key)
            return drawn
        drawn = QPixmap(round(size.width() * dpr), round(size.height() * dpr))
        drawn.setDevicePixelRatio(dpr)
        painter = QPainter(drawn)
        row = QRectF(0, 0, size.width(), size.height())
        self._painter.entry(painter, row, spot, said, when, state)
        painter.end()
        self._kept[key] = drawn
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return drawn
