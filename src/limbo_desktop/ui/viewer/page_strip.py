"""Pages under one another, of which only those in view are drawn; they are turned, never mirrored.

A page is chosen by its number in the corner, by a click on the page, or with the space bar; Shift
takes all pages up to it, Ctrl one more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.metrics import RADIUS_SMALL
from limbo_desktop.ui.theme.theme import Theme
from limbo_desktop.ui.theme.tokens import LIGHT
from limbo_desktop.ui.viewer.page_source import PageSource
from limbo_desktop.ui.viewer.spread import FIT_PAGE, FIT_WIDTH, Box, Spread, spread, stepped
from limbo_desktop.ui.widgets import Paragraph

if TYPE_CHECKING:
    from limbo_desktop.render.facts import FoundBox

GAP: Final = 12
"""Units between two pages and around them."""

BADGE: Final = 32
MARKER: Final = QColor(LIGHT.notice_soft)
UNDERLINE: Final = QColor(LIGHT.notice)
"""A page is paper in the dark too."""

SETTLE_MS: Final = 120
_OF_SEEN: Final = 0.9
_EMPTY: Final = Spread((), 0.0, 0.0, ())


class PageStrip(QAbstractScrollArea):
    """`page_changed(index)` as one scrolls, `zoomed()` after a change of size, `chose(pages)`.

    Pages that are chosen count from 1, indexes from 0.
    """

    page_changed = Signal(int)
    zoomed = Signal()
    chose = Signal(object)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._source: PageSource | None = None
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._turns: list[int] = []
        self._marks: Mapping[int, Sequence[FoundBox]] = {}
        self._spread = _EMPTY
        self._page = 0
        self._last = 0
        self.zoom = FIT_PAGE
        self.chosen: frozenset[int] = frozenset()
        self.choosing = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.t("Pages"))
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(theme.u(40))
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._ask)

    def show_pages(
        self, source: PageSource, sizes: Sequence[tuple[float, float]], turns: Sequence[int]
    ) -> None:
        """Show pages of these sizes in points, turned by these degrees, from the first."""
        self._source = source
        self._sizes = tuple(sizes)
        self._turns = list(turns)
        self._marks = {}
        self._page = self._last = 0
        self.chosen = frozenset()
        source.drawn.connect(self._drawn)
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._tell_page()
        self._ask()

    def forget(self) -> None:
        """Show nothing."""
        self._source = None
        self._sizes, self._turns, self._spread = (), [], _EMPTY
        self.viewport().update()

    @property
    def page(self) -> int:
        """Return the index of the page that is looked at."""
        return self._page

    @property
    def pages(self) -> int:
        """Return how many there are."""
        return len(self._sizes)

    @property
    def can_choose(self) -> bool:
        """Return whether pages can be chosen: of a single one there is nothing to choose."""
        return self.choosing and self.pages > 1

    @property
    def factor(self) -> float:
        """Return how large the page looked at is; 1.0 is 96 pixels to the inch."""
        if not self._spread.factors:
            return 1.0
        return self._spread.factors[self._page] * 72 / 96 / self._theme.scale

    def turn_of(self, index: int) -> int:
        """Return by how many degrees a page is turned."""
        return self._turns[index]

    def picture(self, index: int) -> QImage | None:
        """Return the picture of a page, as it is not turned; None while there is none."""
        return self._source.picture(index) if self._source is not None else None

    def go(self, index: int) -> None:
        """Look at the page with this index."""
        if not 0 <= index < self.pages:
            return
        self._page = index
        box = self._spread.boxes[index]
        top = box.y - self._theme.u(GAP)
        if self.zoom == FIT_PAGE:
            top = box.y + (box.height - self.viewport().height()) / 2
        self.verticalScrollBar().setValue(round(top))
        # the last pages cannot come to the top, and are looked at all the same
        self._page = index
        self._tell_page()
        self._ask()

    def turn(self, degrees: int) -> None:
        """Turn the page that is looked at."""
        if self._turns:
            self._turns[self._page] = (self._turns[self._page] + degrees) % 360
            self._relay()

    def set_zoom(self, zoom: str) -> None:
        """Show FIT_WIDTH, FIT_PAGE or a factor as text."""
        self.zoom = zoom
        self._relay()
        self.zoomed.emit()

    def step_zoom(self, step: int) -> None:
        """Show the next larger (1) or smaller (-1) size."""
        self.set_zoom(str(stepped(self.factor, step)))

    def choose(self, pages: frozenset[int]) -> None:
        """Show these pages, from 1, as chosen."""
        self.chosen = frozenset(page for page in pages if page <= self.pages)
        self._last = min(self.chosen, default=1) - 1
        self._tell_page()
        self.viewport().update()

    def mark(self, marks: Mapping[int, Sequence[FoundBox]]) -> None:
        """Mark words on pages, by index: boxes as parts of the page as it is not turned."""
        self._marks = marks
        self.viewport().update()

    @property
    def marked(self) -> Mapping[int, Sequence[FoundBox]]:
        """Return what is marked."""
        return self._marks

    def _toggle(self, index: int, modifiers: Qt.KeyboardModifier, *, add: bool) -> None:
        page = index + 1
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            first, last = sorted((self._last, index))
            chosen = self.chosen | frozenset(range(first + 1, last + 2))
        elif page in self.chosen:
            chosen = self.chosen - {page}
        else:
            more = add or bool(modifiers & Qt.KeyboardModifier.ControlModifier)
            chosen = (self.chosen if more else frozenset()) | {page}
        self._last = index
        self.chosen = chosen
        self._tell_page()
        self.viewport().update()
        self.chose.emit(chosen)

    def _room(self) -> tuple[float, float]:
        size = self.viewport().size()
        return float(size.width()), float(size.height())

    def _lay_out(self) -> None:
        theme = self._theme
        gap = float(theme.u(GAP))
        arranged = (self._sizes, self._turns, self.zoom, self._room(), gap, theme.scale)
        self._spread = spread(*arranged)
        room = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setPageStep(room.width())
        across.setRange(0, max(0, int(self._spread.width) - room.width()))
        down.setPageStep(room.height())
        down.setRange(0, max(0, int(self._spread.height) - room.height()))

    def _relay(self) -> None:
        """Lay out anew and keep looking at the same part of the same page."""
        if not self._sizes:
            return
        page, bar = self._page, self.verticalScrollBar()
        before = self._spread.boxes[page] if self._spread.boxes else Box(0, 0, 1, 1)
        part = (bar.value() - before.y) / before.height
        across = self.horizontalScrollBar()
        middle = (across.value() + 0.5) / (across.maximum() + 1)
        self._lay_out()
        after = self._spread.boxes[page]
        bar.setValue(int(after.y + part * after.height))
        across.setValue(int(middle * across.maximum()))
        self._page = page
        self.viewport().update()
        self._settle.start()

    def _tell_page(self) -> None:
        words = self._words
        here = words.t(
            "page {page} of {pages}",
            page=words.identifier(str(self._page + 1)),
            pages=words.identifier(str(self.pages)),
        )
        taken = words.t("chosen") if self._page + 1 in self.chosen else ""
        self.setAccessibleDescription(words.list([here, taken] if taken else [here]))
        self.page_changed.emit(self._page)

    def _left(self) -> float:
        """Return how far the content is scrolled from its own left edge."""
        bar = self.horizontalScrollBar()
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return float(bar.maximum() - bar.value() if mirrored else bar.value())

    def _place(self, box: Box) -> QRectF:
        top = self.verticalScrollBar().value()
        return QRectF(box.x - self._left(), box.y - top, box.width, box.height)

    def rect_of(self, index: int) -> QRectF:
        """Return where a page is seen in the viewport."""
        return self._place(self._spread.boxes[index])

    @property
    def seen(self) -> range:
        """Return the indexes of the pages in view."""
        return self._visible()

    def _badge(self, place: QRectF) -> QRectF:
        side, inset = self._theme.u(BADGE), self._theme.u(4)
        left = place.left() + inset if self._theme.rtl else place.right() - inset - side
        left = min(max(left, inset), self.viewport().width() - inset - side)
        top = min(max(place.top(), 0) + inset, place.bottom() - inset - side)
        return QRectF(left, top, side, side)

    def _visible(self) -> range:
        top = self.verticalScrollBar().value()
        return self._spread.between(top, top + self.viewport().height())

    def _ask(self) -> None:
        """Have the pages in view drawn, then the next and the one before."""
        if self._source is None or not self.isVisible():
            return
        seen = self._visible()
        around = [self._page, *seen, seen.stop, seen.start - 1]
        wanted = list(dict.fromkeys(each for each in around if 0 <= each < self.pages))
        self._source.want([(index, self._pixels(index)) for index in wanted])

    def _pixels(self, index: int) -> QSize:
        box, ratio = self._spread.boxes[index], self.devicePixelRatioF()
        size = QSize(round(box.width * ratio), round(box.height * ratio))
        return size.transposed() if self._turns[index] % 180 else size

    def _drawn(self, _index: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in self._visible():
            self._paint_page(painter, index)

    def _paint_page(self, painter: QPainter, index: int) -> None:
        theme, place = self._theme, self._place(self._spread.boxes[index])
        source = self._source
        image = source.picture(index) if source is not None else None
        if image is None:
            painter.fillRect(place, theme.color("surface"))
            if source is not None and source.is_bad(index):
                self._paint_words(painter, place, self._words.t("This page cannot be shown."))
        else:
            self._paint_turned(painter, place, image, index)
        taken = index + 1 in self.chosen
        line = theme.u(3) if taken else 1
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent" if taken else "line"), line))
        half = line / 2
        painter.drawRect(place.adjusted(-half, -half, half, half))
        if self.can_choose:
            self._paint_badge(painter, self._badge(place), index + 1, taken=taken)

    def _paint_turned(self, painter: QPainter, place: QRectF, image: QImage, index: int) -> None:
        turn = self._turns[index]
        painter.save()
        painter.translate(place.center())
        painter.rotate(turn)
        size = place.size() if turn % 180 == 0 else place.size().transposed()
        box = QRectF(QPointF(-size.width() / 2, -size.height() / 2), size)
        painter.drawImage(box, image, QRectF(image.rect()))
        for found in self._marks.get(index, ()):
            self._paint_mark(painter, box, found)
        painter.restore()

    def _paint_mark(self, painter: QPainter, page: QRectF, found: FoundBox) -> None:
        """Lay a marker pen over a word: the letters stay black, a line under it needs no colour."""
        left, top = page.left() + found.x * page.width(), page.top() + found.y * page.height()
        word = QRectF(left, top, found.width * page.width(), found.height * page.height())
        inset = self._theme.u(2)
        word = word.adjusted(-inset, -inset, inset, inset)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(word, MARKER)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.fillRect(QRectF(word.left(), word.bottom(), word.width(), inset), UNDERLINE)

    def _paint_words(self, painter: QPainter, place: QRectF, text: str) -> None:
        theme = self._theme
        font, line = theme.font("label"), theme.line("label")
        said = Paragraph(text, font, line, rtl=theme.rtl, centred=True)
        room = place.adjusted(theme.u(8), 0, -theme.u(8), 0)
        top = place.center().y() - said.height(room.width()) / 2
        said.draw(painter, QRectF(room.left(), top, room.width(), line), theme.color("ink2"))

    def _paint_badge(self, painter: QPainter, box: QRectF, page: int, *, taken: bool) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.color("accent" if taken else "edge"), 1))
        painter.setBrush(theme.color("accent" if taken else "surface"))
        radius = theme.u(RADIUS_SMALL)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if taken:
            side = theme.u(18)
            tick = QRectF(0, 0, side, side)
            tick.moveCenter(box.center())
            draw_icon(painter, theme, "check", tick, "on_accent")
            return
        font, line = theme.font("small"), theme.line("small")
        said = Paragraph(str(page), font, line, rtl=False, lines=1, centred=True)
        top = box.center().y() - line / 2
        said.draw(painter, QRectF(box.left(), top, box.width(), line), theme.color("ink2"))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bars, and say which page is looked at now."""
        self.viewport().update()
        if not self._spread.boxes:
            return
        page = self._spread.at(self.verticalScrollBar().value() + self.viewport().height() / 3)
        if page != self._page:
            self._page = page
            self._tell_page()
        self._settle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the pages out for the new room."""
        super().resizeEvent(event)
        self._relay()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl make larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the page under the mouse."""
        index = self.index_at(event.position())
        if index is None or event.button() is not Qt.MouseButton.LeftButton or not self.can_choose:
            super().mousePressEvent(event)
            return
        badge = self._badge(self._place(self._spread.boxes[index]))
        self._toggle(index, event.modifiers(), add=badge.contains(event.position()))

    def index_at(self, point: QPointF) -> int | None:
        """Return the index of the page under a point of the viewport."""
        for index in self._visible():
            if self._place(self._spread.boxes[index]).contains(point):
                return index
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, go from page to page, enlarge, choose."""
        down = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.step_zoom(1)
            case Qt.Key.Key_Minus:
                self.step_zoom(-1)
            case Qt.Key.Key_0:
                self.set_zoom("1.0")
            case Qt.Key.Key_Home:
                self.go(0)
            case Qt.Key.Key_End:
                self.go(self.pages - 1)
            case Qt.Key.Key_PageDown:
                self._leaf(1)
            case Qt.Key.Key_PageUp:
                self._leaf(-1)
            case Qt.Key.Key_Down:
                down.setValue(down.value() + down.singleStep())
            case Qt.Key.Key_Up:
                down.setValue(down.value() - down.singleStep())
            case Qt.Key.Key_Space if self.can_choose:
                self._toggle(self._page, event.modifiers(), add=True)
            case _:
                super().keyPressEvent(event)

    def _leaf(self, step: int) -> None:
        """Go to the next page, or down by what is seen where a page is higher than that."""
        room, bar = self.viewport().height(), self.verticalScrollBar()
        if self._spread.boxes and self._spread.boxes[self._page].height > room:
            bar.setValue(bar.value() + step * int(room * _OF_SEEN))
        else:
            self.go(min(max(self._page + step, 0), self.pages - 1))


ZOOMS: Final = (FIT_PAGE, FIT_WIDTH, "0.5", "0.75", "1.0", "1.5", "2.0", "3.0", "4.0")
"""The sizes that are offered by name."""
