"""A grid whose number of columns follows its width."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from limbo_desktop.ui.theme import Theme


class Reflow(QWidget):
    """Lays `cells` in rows of the most `columns` that fit; each cell needs `cell` units.

    `columns` lists the numbers that may be used, the largest first, such as (4, 2, 1).
    """

    def __init__(
        self,
        theme: Theme,
        cells: Sequence[QWidget],
        cell: int,
        columns: Sequence[int],
        *,
        gaps: tuple[int, int] = (20, 12),
    ) -> None:
        super().__init__()
        self._cells = tuple(cells)
        self._cell = theme.u(cell)
        self._columns = tuple(columns)
        self._gap = theme.u(gaps[0])
        self._now = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self._gap)
        self._grid.setVerticalSpacing(theme.u(gaps[1]))
        self._lay(self._columns[0])

    def _fitting(self, width: int) -> int:
        for count in self._columns:
            if count * self._cell + (count - 1) * self._gap <= width:
                return count
        return self._columns[-1]

    def _lay(self, columns: int) -> None:
        if columns == self._now:
            return
        self._now = columns
        for cell in self._cells:
            self._grid.removeWidget(cell)
        for index, cell in enumerate(self._cells):
            self._grid.addWidget(cell, index // columns, index % columns)
        for column in range(self._columns[0]):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the fewest columns, so that the grid can become narrow."""
        width = self._columns[-1] * self._cell + (self._columns[-1] - 1) * self._gap
        return QSize(width, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the number of columns anew."""
        super().resizeEvent(event)
        self._lay(self._fitting(self.width()))
