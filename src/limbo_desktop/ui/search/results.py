"""The list of results: arrow keys go from hit to hit, Enter opens."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from limbo_desktop.ui.search.model import ROW, HitRow, MoreRow, ResultsModel
from limbo_desktop.ui.search.painter import ResultsDelegate


class ResultsList(QListView):
    """`opened(Hit)` when a hit is chosen, `more` for those not shown, `left` above the first."""

    opened = Signal(object)
    more = Signal()
    left = Signal()

    def __init__(self, name: str, model: ResultsModel, delegate: ResultsDelegate) -> None:
        super().__init__()
        self._results = model
        self.setAccessibleName(name)
        self.setProperty("ownFocus", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.clicked.connect(self._act)

    def enter(self) -> None:
        """Take the focus and mark the first hit."""
        first = self._results.first()
        if first.isValid():
            self.setCurrentIndex(first)
            self.setFocus()

    def _act(self, index: QModelIndex) -> None:
        match index.data(ROW):
            case HitRow() as row:
                self.opened.emit(row.hit)
            case MoreRow():
                self.more.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; leave upwards from the first hit."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._act(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex() == self._results.first():
            self.left.emit()
        else:
            super().keyPressEvent(event)
