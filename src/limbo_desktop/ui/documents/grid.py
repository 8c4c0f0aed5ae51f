"""The grid: cards that fill the width, walked with the arrow keys, mirrored in Arabic."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from limbo_desktop.ui.documents.card import GAP, CardDelegate
from limbo_desktop.ui.documents.model import ShelfModel
from limbo_desktop.ui.theme import Theme

CARD_WIDTH = 138
"""Units of the narrowest card, without the gap."""


class Grid(QListView):
    """`opened(id)` when a card is chosen, `adding` when the place for dropping is."""

    opened = Signal(str)
    adding = Signal()

    def __init__(self, theme: Theme, name: str, model: ShelfModel, delegate: CardDelegate) -> None:
        super().__init__()
        self._theme = theme
        self._shelf = model
        self._cards = delegate
        self.setAccessibleName(name)
        self.setProperty("ownFocus", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(theme.u(40))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.clicked.connect(self._act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among as many cards as fit."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Make the cards as wide as the view allows."""
        gap = self._theme.u(GAP)
        width = self.viewport().width() - 1
        columns = max(1, (width + gap) // (self._theme.u(CARD_WIDTH) + gap))
        cell = QSize(width // columns, self._cards.height)
        if cell != self._cards.cell or self.gridSize() != cell:
            self._cards.cell = cell
            self.setGridSize(cell)
            self.scheduleDelayedItemsLayout()

    def choose(self, row: int) -> None:
        """Mark the card in `row` and bring it into view."""
        index = self._shelf.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _act(self, index: QModelIndex) -> None:
        shelved = self._shelf.shelved(index.row())
        if shelved is None:
            self.adding.emit()
        else:
            self.opened.emit(shelved.document.id)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go where the arrow points, also when the first card is at the right."""
        moves = QAbstractItemView.CursorAction
        if self._theme.rtl and action in (moves.MoveLeft, moves.MoveRight):
            action = moves.MoveRight if action is moves.MoveLeft else moves.MoveLeft
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open what is marked with Enter or space."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self._act(self.currentIndex())
            return
        super().keyPressEvent(event)
