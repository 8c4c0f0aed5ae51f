"""The list of the story: lines of known heights, of which only those in sight are painted.

Own item view instead of QListView: with rows of different heights QListView asks the delegate
for the height of all 100,000 of them whenever it lays out; here the heights are a running sum.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import RADIUS_CARD
from limbo_desktop.ui.timeline.heights import heights_of
from limbo_desktop.ui.timeline.model import StoryModel
from limbo_desktop.ui.timeline.overlay_bar import OverlayBar
from limbo_desktop.ui.timeline.row_painter import RowPainter, RowState
from limbo_desktop.ui.timeline.row_pictures import RowPictures
from limbo_desktop.ui.timeline.story import LineKind, Size
from limbo_desktop.vault.timeline import Spot

Index = QModelIndex | QPersistentModelIndex

_COVER_ROOM: Final = 38
_LINE: Final = 1  # the card's hairline, inside of which the rows stand


class StoryView(QAbstractItemView):
    """Shows a StoryModel.  `opened` carries the id of an entry that the person wants to open,
    `pressed_id` one that was clicked, `moved` tells that other lines are in sight.
    """

    opened = Signal(str)
    pressed_id = Signal(str)
    moved = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter = RowPainter(theme, words)
        self._heights: list[int] = []
        self._tops: list[int] = [0]
        self._revealed = ""
        self._hover = -1
        self._pictures = RowPictures(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(words.t("Timeline"))
        self.setProperty("ownFocus", True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._bar = OverlayBar(theme, self)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.moved.emit())

    @property
    def story(self) -> StoryModel:
        """Return the model."""
        model = self.model()
        if not isinstance(model, StoryModel):
            raise TypeError("the list shows a StoryModel")
        return model

    def watch(self, model: StoryModel) -> None:
        """Show `model` from now on."""
        self.setModel(model)
        model.modelReset.connect(self.measure)
        model.arrived.connect(self._on_arrived)
        self.measure()

    # Where lines are

    def measure(self) -> None:
        """Sum up the heights of all lines."""
        sizes = self.story.story.sizes
        self._heights = heights_of(self._theme, sizes)
        row = sizes.find(Size.THREAT)
        while row >= 0:
            spot = self.story.spot(row)
            if spot is not None:
                self._heights[row] += self._extra(spot)
            row = sizes.find(Size.THREAT, row + 1)
        self._sum_up()

    def _sum_up(self) -> None:
        self._tops = [0, *accumulate(self._heights)]
        self.updateGeometries()
        self.viewport().update()

    def _extra(self, spot: Spot) -> int:
        """Return the height of the covered or shown words of a threat."""
        known = self.story.known(spot.id)
        if known is None:
            return self._theme.u(_COVER_ROOM) if self.story.story.cover else 0
        said = self.story.words_for(known)
        if not said.covered:
            return 0
        if self._shows(spot.id):
            return self._painter.revealed_height(said.covered, self.viewport().width())
        return self._theme.u(_COVER_ROOM)

    def _shows(self, identity: str) -> bool:
        return identity == self._revealed or not self.story.story.cover

    def _on_arrived(self) -> None:
        """Threats may turn out to have no words: fit the height of those in sight."""
        changed = False
        for row in range(*self.lines_in_sight()):
            spot = self.story.spot(row)
            if spot is not None and spot.kind == "threat":
                height = self._theme.height("row") + self._extra(spot)
                changed = changed or height != self._heights[row]
                self._heights[row] = height
        if changed:
            self._sum_up()
        self.viewport().update()

    def lines_in_sight(self) -> tuple[int, int]:
        """Return the first line in sight and the one after the last."""
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_right(self._tops, top + max(0, self.viewport().height() - 1))
        return first, min(last, len(self.story.lines))

    def in_sight(self) -> tuple[str, int]:
        """Return the first entry in sight and how far its top is from the view's."""
        for row in range(*self.lines_in_sight()):
            spot = self.story.spot(row)
            if spot is not None:
                return spot.id, self._tops[row] - self.verticalScrollBar().value()
        return "", 0

    def bring_back(self, sight: tuple[str, int]) -> None:
        """Scroll so that an entry stands where `in_sight` found it; nothing when it has gone."""
        identity, offset = sight
        row = self.story.row_of(identity) if identity else -1
        if row >= 0:
            self.verticalScrollBar().setValue(self._tops[row] - offset)

    def _rect(self, row: int) -> QRect:
        top = self._tops[row] - self.verticalScrollBar().value()
        height = self._tops[row + 1] - self._tops[row]
        return QRect(_LINE, top + _LINE, self.viewport().width() - 2 * _LINE, height)

    def visualRect(self, index: Index) -> QRect:
        """Return where a line stands in the viewport."""
        return self._rect(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the line at a point of the viewport."""
        y = point.y() - _LINE + self.verticalScrollBar().value()
        row = bisect_right(self._tops, y) - 1
        if 0 <= row < len(self.story.lines):
            return self.story.index(row)
        return QModelIndex()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll until a line is in sight, with the heading above it where there is one."""
        if not index.isValid():
            return
        row = index.row()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        first = row
        while first and self.story.line(first - 1).kind is not LineKind.ENTRY:
            first -= 1
        top, bottom = self._tops[first], self._tops[row + 1]
        if hint is QAbstractItemView.ScrollHint.PositionAtTop or top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)

    def horizontalOffset(self) -> int:
        """Return 0: the list never scrolls sideways."""
        return 0

    def verticalOffset(self) -> int:
        """Return how far the list is scrolled."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        """Return that no line is hidden."""
        return False

    def visualRegionForSelection(self, selection: object) -> QRegion:
        """Return the whole viewport: it is repainted in a moment."""
        return QRegion(self.viewport().rect())

    def setSelection(self, rect: QRect, command: object) -> None:
        """Choose what was clicked; a rubber band chooses nothing."""
        index = self.indexAt(rect.center())
        if index.isValid() and self.story.spot(index.row()) is not None:
            self.selectionModel().select(index, self.selectionModel().SelectionFlag.ClearAndSelect)

    # Moving

    def updateGeometries(self) -> None:
        """Fit the scroll bar to the heights."""
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setPageStep(max(1, height))
        bar.setRange(0, max(0, self._tops[-1] + 2 * _LINE - height))
        bar.setSingleStep(self._theme.u(31))
        super().updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit heights that hang on the width."""
        super().resizeEvent(event)
        self._bar.place()
        if self._revealed or not self.story.story.cover:
            self.measure()
        self.updateGeometries()
        self.moved.emit()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return the entry that a key leads to; headings and pauses are passed over."""
        actions = QAbstractItemView.CursorAction
        current = self.currentIndex().row()
        rows = len(self.story.lines)
        if action is actions.MoveHome:
            return self._entry_from(0, 1)
        if action is actions.MoveEnd:
            return self._entry_from(rows - 1, -1)
        if action in (actions.MovePageUp, actions.MovePageDown):
            step = self.viewport().height() * (1 if action is actions.MovePageDown else -1)
            y = self._tops[max(0, current)] + step
            row = min(rows - 1, max(0, bisect_right(self._tops, y) - 1))
            return self._entry_from(row, 1 if step < 0 else -1)
        if action in (actions.MoveUp, actions.MovePrevious):
            return self._entry_from(current - 1, -1)
        if action in (actions.MoveDown, actions.MoveNext):
            return self._entry_from(current + 1, 1)
        return self.currentIndex()

    def _entry_from(self, row: int, step: int) -> QModelIndex:
        while 0 <= row < len(self.story.lines):
            if self.story.line(row).kind is LineKind.ENTRY:
                return self.story.index(row)
            row += step
        return self.currentIndex()

    def first_entry(self) -> QModelIndex:
        """Return the first entry, an invalid index when there is none."""
        return self._entry_from(0, 1) if self.story.lines else QModelIndex()

    @property
    def chosen_id(self) -> str:
        """Return the id of the chosen entry, empty when none is."""
        index = self.currentIndex()
        spot = self.story.spot(index.row()) if index.isValid() else None
        return spot.id if spot else ""

    def choose(self, identity: str) -> bool:
        """Choose the entry with this id and scroll to it; return whether it is in the list."""
        row = self.story.row_of(identity)
        if row < 0:
            return False
        self.setCurrentIndex(self.story.index(row))
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Cover again what was shown in the entry that is left."""
        super().currentChanged(current, previous)
        if self._revealed and self.chosen_id != self._revealed:
            self.cover()

    # Covered words

    def reveal(self, identity: str) -> None:
        """Show the covered words of one entry; those of another are covered again."""
        self._revealed = identity
        self.measure()

    def cover(self) -> None:
        """Cover what is shown."""
        self._revealed = ""
        self.measure()

    @property
    def revealed_id(self) -> str:
        """Return the id of the entry whose words are shown, empty when none is."""
        return self._revealed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; Space shows and covers the words of a threat."""
        identity = self.chosen_id
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and identity:
            self.opened.emit(identity)
        elif event.key() == Qt.Key.Key_Space and identity:
            self._turn(identity)
        else:
            super().keyPressEvent(event)

    def _turn(self, identity: str) -> None:
        known = self.story.known(identity)
        if known is not None and self.story.words_for(known).covered:
            self.cover() if self._revealed == identity else self.reveal(identity)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose an entry; the link on covered words shows them."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        spot = self.story.spot(index.row()) if index.isValid() else None
        if spot is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        said = self.story.words_of(index.row())
        row = QRectF(self._rect(index.row()))
        if (
            said is not None
            and said.covered
            and self._painter.cover_box(row).top() <= (event.position().y())
        ):
            if self._revealed == spot.id or self._painter.show_box(row).contains(event.position()):
                self._turn(spot.id)
            return
        self.pressed_id.emit(spot.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the entry."""
        super().mouseDoubleClickEvent(event)
        if self.chosen_id:
            self.opened.emit(self.chosen_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row is under the pointer."""
        super().mouseMoveEvent(event)
        self._set_hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: object) -> None:
        """Show no row as pointed at."""
        self._set_hover(-1)

    def _set_hover(self, row: int) -> None:
        if row != self._hover:
            self._hover = row
            self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in sight, within a card with round corners."""
        theme = self._theme
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        card = QPainterPath()
        card.addRoundedRect(whole, theme.u(RADIUS_CARD), theme.u(RADIUS_CARD))
        painter.fillRect(self.viewport().rect(), theme.color("paper"))
        painter.fillPath(card, theme.color("surface"))
        painter.setClipPath(card)
        first, last = self.lines_in_sight()
        for row in range(first, last):
            self._paint_line(painter, row)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawPath(card)

    def _paint_line(self, painter: QPainter, row: int) -> None:
        box = QRectF(self._rect(row))
        line = self.story.line(row)
        if line.kind is LineKind.WAITING:
            self._painter.waiting(painter, box, self.story.heading(row)[0])
        elif line.kind is not LineKind.ENTRY:
            self._painter.month(painter, box, *self.story.heading(row))
        else:
            self._paint_entry(painter, box, row)

    def _paint_entry(self, painter: QPainter, box: QRectF, row: int) -> None:
        spot = self.story.spot(row)
        if spot is None:
            return
        chosen = row == self.currentIndex().row()
        state = RowState(
            chosen=chosen,
            hover=row == self._hover and not chosen,
            focus=chosen and self.hasFocus(),
            revealed=self._shows(spot.id),
        )
        said, entry = self.story.words_of(row), self.story.known(spot.id)
        when = entry.record.when if entry else ""
        dpr = self.devicePixelRatioF()
        drawn = self._pictures.row(box.size(), dpr, spot, said, when, state)
        painter.drawPixmap(box.topLeft(), drawn)
