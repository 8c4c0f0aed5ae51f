"""The picture of the whole story: a strip from a whole life down to a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from limbo_desktop.case.lanes import LANES
from limbo_desktop.case.picture.extent import anchor_of
from limbo_desktop.case.picture.scale import LEAST_DAYS, Scale
from limbo_desktop.case.picture.story import Picture
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.marks import SMALL
from limbo_desktop.ui.theme.metrics import RADIUS_CARD
from limbo_desktop.ui.timeline.mark_pictures import MarkPictures
from limbo_desktop.ui.timeline.picture_hits import Hit, hit_at
from limbo_desktop.ui.timeline.picture_painter import PicturePainter, paint_window
from limbo_desktop.ui.timeline.picture_tools import PictureTools
from limbo_desktop.ui.timeline.plot import LABELS, TOOLS, Plot
from limbo_desktop.ui.widgets import Paragraph
from limbo_desktop.vault.timeline import Spot

_ZOOM: Final = 0.8
_KEY_ZOOM: Final = 0.5
_PAGE: Final = 0.8
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LANE_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS: Final = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_PAGES: Final = {Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}
_ZOOMS: Final = {
    Qt.Key.Key_Plus: _KEY_ZOOM,
    Qt.Key.Key_Equal: _KEY_ZOOM,
    Qt.Key.Key_Minus: 1 / _KEY_ZOOM,
    Qt.Key.Key_0: 0.0,
}


class StoryPicture(QWidget):
    """Draws the story; entries are known by their number in it.

    `asked` carries an entry to go to, `several` a Hit of more than one; `pointed` the Hit under
    the pointer or the keyboard's focus, None when there is none; `menu_asked` where on the screen a
    menu of the picture is wanted.
    """

    asked = Signal(int)
    several = Signal(object)
    pointed = Signal(object)
    menu_asked = Signal(object)

    def __init__(
        self, theme: Theme, words: Words, today: dt.date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._today = today
        self._spots: Sequence[Spot] = ()
        self._picture: Picture | None = None
        self._scale: Scale | None = None
        self._window: tuple[dt.date, dt.date] | None = None
        self._chosen = -1
        self._grabbed: tuple[float, Scale] | None = None
        self._dragged = False
        self._layer: QPixmap | None = None
        self._marks = MarkPictures(theme)
        self._hits: list[Hit] = []
        self._under: Hit | None = None
        labels = [self._small(words.t(lane.label)).natural_width() for lane in LANES]
        self._start = max(theme.u(LABELS), max(labels) + theme.u(13 + 14))
        self.setAccessibleName(words.t("Picture of the whole story"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setProperty("radius", theme.u(RADIUS_CARD))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.height("picture"))
        self.tools = PictureTools(theme, words, self)
        self.tools.zoomed.connect(self.zoom)
        self.tools.menu_asked.connect(self._ask_menu)
        self._offer()

    def show_story(self, picture: Picture, spots: Sequence[Spot]) -> None:
        """Draw `picture`, whose numbers are those of `spots`."""
        before = self._picture.whole if self._picture else None
        self._picture, self._spots = picture, spots
        self._chosen = -1
        if picture.whole != before or self._scale is None:
            self._scale = picture.whole
        dated = len(picture.order)
        said = self._words.n("{count} dated entry", "{count} dated entries", dated)
        self.setAccessibleDescription(said)
        self._renew()

    def show_today(self, today: dt.date) -> None:
        """Let this day count as now."""
        self._today = today
        self._renew()

    def show_window(self, first: dt.date | None, last: dt.date | None) -> None:
        """Mark the days that the list has in sight."""
        window = (first, last) if first and last else None
        if window != self._window:
            self._window = window
            self.update()

    def show_chosen(self, number: int) -> None:
        """Mark the entry that is chosen in the list, -1 for none; arrows go on from it."""
        if number != self._chosen:
            self._chosen = number
            self.update()

    @property
    def chosen(self) -> int:
        """Return the entry that is marked, -1 for none."""
        return self._chosen

    @property
    def hits(self) -> Sequence[Hit]:
        """Return what is painted, what lies above last."""
        return self._hits

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """Return the first and the last day in sight, None without a story."""
        scale = self._scale
        return (scale.day(0.0), scale.day(1.0)) if scale is not None else None

    def sizeHint(self) -> QSize:
        """Return the size that shows everything."""
        return QSize(self._theme.u(640), self._theme.height("picture"))

    # Places

    @property
    def _plot(self) -> Plot | None:
        if self._scale is None:
            return None
        return Plot(self._theme, self._scale, self._start, self._room, self.width())

    @property
    def _room(self) -> float:
        """Return how many pixels time has."""
        return max(1.0, self.width() - self._start - self._theme.u(TOOLS))

    def _small(self, text: str) -> Paragraph:
        theme = self._theme
        return Paragraph(text, theme.font("small"), theme.line("small"), theme.rtl, lines=1)

    def hit(self, point: QPointF) -> Hit | None:
        """Return what is at a point."""
        plot = self._plot
        if self._layer is None:
            self._layer = self._painted()
        return hit_at(self._hits, plot, point) if plot is not None else None

    def hit_of(self, number: int) -> Hit | None:
        """Return where one entry is, alone; None when it has no place in the picture."""
        plot = self._plot
        if plot is None or self._picture is None or not self._picture.holds(number):
            return None
        spot = self._spots[number]
        x, y, side = plot.x(anchor_of(spot)), plot.y(spot.lane), self._theme.u(SMALL)
        return Hit(QRectF(x - side / 2, y - side / 2, side, side), (number,), 1)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the window of the list, the story, and what is chosen."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("surface"))
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, theme.u(RADIUS_CARD), theme.u(RADIUS_CARD))
        plot = self._plot
        if plot is not None and self._window is not None:
            paint_window(painter, plot, self._window, self.height())
        if self._layer is None:
            self._layer = self._painted()
        painter.drawPixmap(0, 0, self._layer)
        chosen = self.hit_of(self._chosen) if self._chosen >= 0 else None
        if plot is not None and chosen is not None:
            x = chosen.box.center().x()
            ends = sorted((plot.x(plot.scale.start), plot.x(plot.scale.end)))
            if ends[0] <= x <= ends[1]:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.color("accent"), theme.u(2)))
                painter.drawEllipse(chosen.box.adjusted(-3, -3, 3, 3))

    def _painted(self) -> QPixmap:
        """Return lanes, axis and marks: painted once, kept while the list scrolls over them."""
        dpr = self.devicePixelRatioF()
        layer = QPixmap(round(self.width() * dpr), round(self.height() * dpr))
        layer.setDevicePixelRatio(dpr)
        layer.fill(Qt.GlobalColor.transparent)
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot or Plot(
            self._theme, Scale(0.0, 1.0), self._start, self._room, self.width()
        )
        drawn = PicturePainter(self._theme, self._words, painter, plot, self._marks)
        drawn.lanes()
        if self._picture is not None and self._scale is not None:
            drawn.axis(self._today)
            drawn.story(self._picture, self._spots)
        painter.end()
        self._hits = drawn.hits
        return layer

    def _renew(self) -> None:
        """Paint anew: the scale or the story has changed."""
        self._layer = None
        self._offer()
        self._point(None)
        self.update()

    def _offer(self) -> None:
        whole = self._picture.whole if self._picture else None
        scale = self._scale
        self.tools.setVisible(whole is not None)
        if whole is not None and scale is not None:
            self.tools.allow(
                nearer=scale.days > LEAST_DAYS * 1.001, farther=scale.days < whole.days * 0.999
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew at the new size; the buttons stand at the lines' end."""
        super().resizeEvent(event)
        size = self.tools.sizeHint()
        x = self.width() - size.width() - self._theme.u(4)
        left = self._theme.u(4) if self._theme.rtl else x
        top = (self.height() - size.height()) // 2
        self.tools.setGeometry(QRect(left, top, size.width(), size.height()))
        self._renew()

    # Zooming and moving

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show `factor` times the days, 0 for all of them.

        `around` is the place that stays: without one the chosen entry's, or the middle.
        """
        whole = self._picture.whole if self._picture else None
        scale = self._scale
        if whole is None or scale is None:
            return
        if around is None:
            around = 0.5
            if self._picture is not None and self._picture.holds(self._chosen):
                place = scale.place(anchor_of(self._spots[self._chosen]))
                around = place if 0 <= place <= 1 else 0.5
        self._scale = scale.zoomed(min(1.0, max(0.0, around)), factor, whole) if factor else whole
        self._renew()

    def look_nearer(self, hit: Hit) -> None:
        """Zoom in to what was hit."""
        plot = self._plot
        if plot is not None:
            self.zoom(_KEY_ZOOM / 4, plot.place(hit.box.center().x()))

    def go_by(self, by: float) -> None:
        """Show an earlier or later part, by a share of what is in sight."""
        if self._scale is not None and self._picture is not None and self._picture.whole:
            self._scale = self._scale.moved(by, self._picture.whole)
            self._renew()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if self._scale is not None and event.button() is Qt.MouseButton.LeftButton:
            self._grabbed = (event.position().x(), self._scale)
            self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move in time while the button is held, else say what is under the pointer."""
        plot = self._plot
        whole = self._picture.whole if self._picture else None
        if plot is None or whole is None:
            return
        if self._grabbed is None:
            self._point(self.hit(event.position()))
            return
        x, scale = self._grabbed
        by = (event.position().x() - x) / plot.width
        if abs(event.position().x() - x) > self._theme.u(4):
            self._dragged = True
        if self._dragged:
            self._scale = scale.moved(by if self._theme.rtl else -by, whole)
            self._renew()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to what was clicked: an entry, one of several, or the nearest in time."""
        grabbed, self._grabbed = self._grabbed, None
        plot = self._plot
        if grabbed is None or self._dragged or plot is None or self._picture is None:
            return
        hit = self.hit(event.position())
        if hit is not None and hit.size > 1:
            self.several.emit(hit)
            return
        place = plot.scale.ordinal(plot.place(event.position().x()))
        number = hit.entries[0] if hit and hit.entries else self._picture.nearest(place)
        if number is not None:
            self.asked.emit(number)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom round the pointer; a wheel that turns sideways moves in time."""
        plot, turn = self._plot, event.angleDelta()
        if plot is not None and turn.y():
            self.zoom(_ZOOM if turn.y() > 0 else 1 / _ZOOM, plot.place(event.position().x()))
        elif plot is not None and turn.x():
            self.go_by((-turn.x() if not self._theme.rtl else turn.x()) / 1200)
        event.accept()

    def _ask_menu(self) -> None:
        button = self.tools.menu
        self.menu_asked.emit(button.mapToGlobal(button.rect().bottomLeft()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the picture."""
        self.menu_asked.emit(event.globalPos())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from entry to entry with the arrows, to the chosen one with Enter; zoom and move."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._go(_STEPS[key] * (-1 if self._theme.rtl else 1))
        elif key in _LANE_STEPS:
            self._cross(_LANE_STEPS[key])
        elif key in _ENDS and self._picture and self._picture.order:
            self._choose(self._picture.order[_ENDS[key]])
        elif key in _PAGES:
            self.go_by(_PAGES[key])
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[key])
            self._point(self.hit_of(self._chosen))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen >= 0:
            self.asked.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    def _go(self, step: int) -> None:
        picture = self._picture
        if picture is not None and picture.order:
            self._choose(picture.after(self._chosen, step))

    def _cross(self, step: int) -> None:
        picture = self._picture
        if picture is None or not picture.holds(self._chosen):
            self._go(step)
            return
        found = picture.across(self._spots[self._chosen], step)
        if found is not None:
            self._choose(found)

    def _choose(self, number: int) -> None:
        """Bring an entry into sight, mark it and say what it is."""
        self._chosen = number
        whole = self._picture.whole if self._picture else None
        if whole is not None and self._scale is not None:
            scale = self._scale.showing(anchor_of(self._spots[number]), whole)
            if scale != self._scale:
                self._scale = scale
                self._renew()
        self.update()
        self._point(self.hit_of(number))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say what is chosen."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._point(self.hit_of(self._chosen))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say nothing more."""
        super().focusOutEvent(event)
        self._point(None)

    def leaveEvent(self, event: QEvent) -> None:
        """Say nothing more, except what the keyboard is on."""
        self._point(self.hit_of(self._chosen) if self.hasFocus() else None)

    def _point(self, hit: Hit | None) -> None:
        if hit != self._under:
            self._under = hit
            several = hit is not None and bool(hit.entries)
            shape = Qt.CursorShape.PointingHandCursor if several else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.pointed.emit(hit)
