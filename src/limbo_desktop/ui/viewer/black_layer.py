"""Black boxes over the pages of the viewer, drawn with the mouse or with the keyboard.

They are seen at once, black within a hatched border; what is only offered is an open frame.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QBrush,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import QApplication, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme.theme import Theme
from limbo_desktop.ui.theme.tokens import LIGHT
from limbo_desktop.ui.viewer.black_boxes import NEW, STEP, BlackBoxes, Chosen, between, corner
from limbo_desktop.ui.viewer.page_strip import PageStrip
from limbo_desktop.vault.redactions import Box

BORDER: Final = 5
HANDLE: Final = 10
"""Units of the hatched border around a box, and of the corners that can be pulled."""

BLACK: Final = QColor(0, 0, 0)
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class BlackLayer(QWidget):
    """`edited` when boxes changed and are to be kept, `chose` with every other change, `left` on
    Esc.  While it is not `drawing` it only shows the boxes, and the pages take the mouse.
    """

    edited = Signal()
    chose = Signal()
    left = Signal()

    def __init__(self, theme: Theme, words: Words, strip: PageStrip) -> None:
        super().__init__(strip.viewport())
        self._theme = theme
        self._words = words
        self._strip = strip
        self._pulled: tuple[bool, bool] | None = None
        self._from: QPointF | None = None
        self._box: Box | None = None
        self._page = 0
        self.model = BlackBoxes()
        self.drawing = False
        self.setProperty("ownFocus", True)
        self.set_drawing(drawing=False)
        strip.viewport().installEventFilter(self)
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the whole of the pages' room."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._strip.viewport().rect())
        return False

    def set_drawing(self, *, drawing: bool) -> None:
        """Take mouse and keyboard, or leave them to the pages."""
        self.drawing = drawing
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not drawing)
        policy = Qt.FocusPolicy.StrongFocus if drawing else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        cross = Qt.CursorShape.CrossCursor if drawing else Qt.CursorShape.ArrowCursor
        self.setCursor(cross)
        self.setGeometry(self._strip.viewport().rect())
        self.raise_()
        if not drawing:
            self.model.chosen = None
        self.renew()

    def renew(self) -> None:
        """Paint and say what there is now."""
        self.setVisible(self.drawing or bool(self.model.count))
        self._tell()
        self.update()
        self.chose.emit()

    def settle(self) -> None:
        """Have what was changed kept."""
        if self.model.touched:
            self.edited.emit()

    def _tell(self) -> None:
        words, model = self._words, self.model
        chosen = model.chosen
        if chosen is None:
            name = words.t("Black boxes")
        else:
            number = words.identifier(str(chosen.place + 1))
            page = words.identifier(str(chosen.page + 1))
            if chosen.offered:
                found = model.offers[chosen.page][chosen.place].name
                name = words.t("Name found on page {page}: {name}", page=page, name=found)
            else:
                name = words.t("Black box {number} on page {page}", number=number, page=page)
        if name != self.accessibleName():
            self.setAccessibleName(name)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _upright(self, index: int) -> QTransform:
        """Return what brings a point of an upright page to where it is seen."""
        place = self._strip.rect_of(index)
        turn = self._strip.turn_of(index)
        size = place.size() if turn % 180 == 0 else place.size().transposed()
        found = QTransform()
        found.translate(place.center().x(), place.center().y())
        found.rotate(turn)
        found.translate(-size.width() / 2, -size.height() / 2)
        found.scale(max(size.width(), 1.0), max(size.height(), 1.0))
        return found

    def place_of(self, index: int, box: Box) -> QRectF:
        """Return where a box of a page is seen."""
        return self._upright(index).mapRect(QRectF(box.x, box.y, box.width, box.height))

    def _point(self, index: int, seen: QPointF) -> QPointF:
        return self._upright(index).inverted()[0].map(seen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the boxes of the pages in view, and what is offered."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in self._strip.seen:
            for place, box in enumerate(self.model.boxes.get(index, ())):
                taken = self.model.chosen == Chosen(index, place)
                self._paint(painter, self.place_of(index, box), taken=taken)
            if self.drawing:
                for place, offer in enumerate(self.model.offers.get(index, ())):
                    taken = self.model.chosen == Chosen(index, place, offered=True)
                    self._paint_offer(painter, self.place_of(index, offer.box), taken=taken)
        if self._box is not None and self._pulled is None:
            self._paint(painter, self.place_of(self._page, self._box), taken=True)

    def _paint(self, painter: QPainter, box: QRectF, *, taken: bool) -> None:
        theme = self._theme
        border = theme.u(BORDER)
        around = box.adjusted(-border, -border, border, border)
        painter.fillRect(around, QColor(LIGHT.surface))
        painter.fillRect(around, QBrush(QColor(LIGHT.ink), Qt.BrushStyle.BDiagPattern))
        painter.fillRect(box, BLACK)
        if not taken:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), theme.u(3)))
        painter.drawRect(around)
        side = theme.u(HANDLE)
        for point in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
            handle = QRectF(0, 0, side, side)
            handle.moveCenter(point)
            painter.fillRect(handle, theme.color("accent"))

    def _paint_offer(self, painter: QPainter, box: QRectF, *, taken: bool) -> None:
        theme = self._theme
        painter.fillRect(box, QBrush(QColor(LIGHT.ink), Qt.BrushStyle.BDiagPattern))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        token = "accent" if taken else "danger"
        style = Qt.PenStyle.SolidLine if taken else Qt.PenStyle.DashLine
        painter.setPen(QPen(theme.color(token), theme.u(3 if taken else 2), style))
        painter.drawRect(box)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pull a corner of the chosen box, choose a box, take an offer, or begin a new box."""
        index = self._strip.index_at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or index is None:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._page, self._from = index, self._point(index, event.position())
        self._pulled = self._corner(event.position())
        if self._pulled is not None and self.model.chosen is not None:
            self._page = self.model.chosen.page
            self._box = self.model.box_of(self.model.chosen)
            return
        self.settle()
        self.model.chosen = self.model.at(index, self._from.x(), self._from.y())
        if self.model.chosen is not None and self.model.chosen.offered:
            self.model.take()
            self._from = None
            self.settle()
        self._box = None
        self.renew()

    def _corner(self, seen: QPointF) -> tuple[bool, bool] | None:
        """Return which corner of the chosen box is there: at its left, at its top."""
        chosen = self.model.chosen
        if chosen is None or chosen.offered:
            return None
        box, near = self.model.box_of(chosen), self._theme.u(HANDLE)
        for left in (True, False):
            for top in (True, False):
                x = box.x if left else box.x + box.width
                y = box.y if top else box.y + box.height
                away = self._upright(chosen.page).map(QPointF(x, y)) - seen
                if max(abs(away.x()), abs(away.y())) <= near:
                    return left, top
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self._from is None:
            return
        point = self._point(self._page, event.position())
        if self._pulled is not None and self._box is not None:
            self.model.put(corner(self._box, *self._pulled, point.x(), point.y()))
        elif self.model.chosen is not None:
            moved = point - self._from
            self.model.change(move=(moved.x(), moved.y()))
            self._from = point
        else:
            self._box = between(self._from.x(), self._from.y(), point.x(), point.y())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep what was drawn."""
        if self._box is not None and self._pulled is None:
            self.model.add(self._page, self._box)
        self._from = self._box = self._pulled = None
        self.settle()
        self.renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Shift and arrows stretch, Enter keeps, Delete removes, N draws a new one."""
        model, key = self.model, event.key()
        if key in _ARROWS and model.chosen is not None and not model.chosen.offered:
            self._arrow(Qt.Key(key), event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif key in (Qt.Key.Key_N, Qt.Key.Key_Insert):
            self.draw_new()
        elif key == Qt.Key.Key_Escape and model.chosen is None:
            self.left.emit()
        elif key == Qt.Key.Key_Escape:
            self._choose_none()
        else:
            QApplication.sendEvent(self._strip, event)

    def event(self, event: QEvent) -> bool:
        """Tab goes from box to box, and on when there is no further one."""
        if self.drawing and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None and self.go(step):
                return True
        return super().event(event)

    def go(self, step: int) -> bool:
        """Choose the next box or offer (1) or the one before (-1); False when there is none."""
        self.settle()
        found = self.model.step(step, self._strip.page)
        if found and self.model.chosen is not None:
            self._show(self.model.chosen)
        self.renew()
        return found

    def _show(self, chosen: Chosen) -> None:
        """Bring a box into view."""
        if not self._inside(chosen):
            self._strip.go(chosen.page)
        if not self._inside(chosen):
            middle = self.place_of(chosen.page, self.model.box_of(chosen)).center()
            bar = self._strip.verticalScrollBar()
            bar.setValue(bar.value() + round(middle.y() - self.height() / 2))

    def _inside(self, chosen: Chosen) -> bool:
        place = self.place_of(chosen.page, self.model.box_of(chosen))
        return place.top() >= 0 and place.bottom() <= self.height()

    def _arrow(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        chosen = self.model.chosen
        if chosen is None:
            return
        back = QTransform().rotate(-self._strip.turn_of(chosen.page))
        across, down = _ARROWS[key]
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            turned = self._strip.turn_of(chosen.page) % 180 != 0
            grow = (down, across) if turned else (across, down)
            self.model.change(size=(grow[0] * STEP, grow[1] * STEP))
        else:
            way = back.map(QPointF(across, down))
            self.model.change(move=(way.x() * STEP, way.y() * STEP))
        self._show(chosen)
        self.renew()

    def draw_new(self) -> None:
        """Draw a box in the middle of the page that is looked at; it is chosen."""
        if not self.drawing:
            return
        self.settle()
        self.model.add(self._strip.page, NEW)
        if self.model.chosen is not None:
            self._show(self.model.chosen)
        self.setFocus()
        self.renew()

    def keep(self) -> None:
        """Keep the chosen box, or make one of the chosen offer."""
        self.model.take()
        self._choose_none()

    def remove(self) -> None:
        """Take the chosen box away, or decline the chosen offer."""
        self.model.remove()
        self.settle()
        self.renew()

    def take_all(self) -> None:
        """Make a box of everything that is offered."""
        self.model.take_all()
        self.settle()
        self.renew()

    def _choose_none(self) -> None:
        self.model.chosen = None
        self.settle()
        self.renew()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was changed."""
        self.settle()
        super().focusOutEvent(event)
