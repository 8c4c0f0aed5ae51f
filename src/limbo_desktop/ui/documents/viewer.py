"""The viewer: one document's pages, drawn at the size that is needed, turned and enlarged."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from limbo_desktop.case.records import Document
from limbo_desktop.errors import PersonError
from limbo_desktop.render.failures import RenderFailure
from limbo_desktop.ui.documents.file_op import file_op
from limbo_desktop.ui.documents.looking import Look, draw_page, look_at, read_text
from limbo_desktop.ui.operations import Operation
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Covered, Label

if TYPE_CHECKING:
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job

ZOOMS: Final = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
LONGEST_SIDE: Final = 6000
"""Pixels of the largest page that is drawn; beyond it a page is enlarged, not drawn anew."""

SETTLE_MS: Final = 120


class Canvas(QWidget):
    """Shows one pixmap as large as it is told to be, with a hairline; never mirrored."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.pixmap: QPixmap | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page in the middle."""
        if self.pixmap is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inset = self._theme.u(8)
        room = self.size() - QSize(2 * inset, 2 * inset)
        size = self.pixmap.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPoint(0, 0), size)
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawPixmap(place, self.pixmap, QRectF(self.pixmap.rect()))
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))


class Sunken(QWidget):
    """The ground on which pages lie, with an icon while there is no page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.icon = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        radius = self._theme.u(4)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self.icon:
            side = self._theme.u(48)
            box = QRectF(0, 0, side, side)
            box.moveCenter(QRectF(self.rect()).center())
            draw_icon(painter, self._theme, self.icon, box, "ink3")


class Viewer(QWidget):
    """`show_document` shows a document's first page, words or why there is nothing to see.

    `looked` is sent with what the file is.  A covered one waits for the link that shows it.
    """

    looked = Signal(object)
    revealed = Signal()

    def __init__(self, session: Session, renderer: Renderer, *, height: int = 246) -> None:
        super().__init__()
        self._session = session
        self._renderer = renderer
        theme = session.theme
        self._document: Document | None = None
        self._look = Look()
        self._page = 0
        self._turn = 0
        self._zoom = 0
        self._image: QImage | None = None
        self._running: Operation[QImage] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(8))
        column.addLayout(self._tools())
        self._ground = Sunken(theme)
        inner = QVBoxLayout(self._ground)
        inner.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        inner.addWidget(self._stack)
        self._make_pages()
        self._ground.setMinimumHeight(theme.u(height))
        column.addWidget(self._ground, 1)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self._say("")

    def _make_pages(self) -> None:
        """Make what the ground can show: pages, words, a message, a cover."""
        theme, words = self._session.theme, self._session.words
        self.canvas = Canvas(theme)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(words.t("Page"))
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.canvas)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(words.t("Words of the document"))
        self.text.setFont(theme.font("label"))
        self._message = Label(theme, "", "label", "ink2", wrap=True, centred=True)
        self._said = _with_stretch(self._message)
        self._covered = Covered(theme, words.t("This document is covered"), words.t("Show"))
        self._covered.revealed.connect(self._reveal)
        self._cover = _with_stretch(self._covered)
        for widget in (self._area, self.text, self._said, self._cover):
            self._stack.addWidget(widget)

    def _tools(self) -> QHBoxLayout:
        theme, words = self._session.theme, self._session.words
        row = QHBoxLayout()
        row.setSpacing(theme.u(4))

        def tool(icon: str, name: str) -> Button:
            return Button(theme, "", ButtonKind.QUIET, icon=icon, height="small_button", name=name)

        self.turn_left = tool("rotate-ccw", words.t("Turn to the left"))
        self.turn_right = tool("rotate-cw", words.t("Turn to the right"))
        self.zoom_out = tool("zoom-out", words.t("Smaller"))
        self.zoom_in = tool("zoom-in", words.t("Larger"))
        self.previous = tool("chevron-left", words.t("Page before"))
        self.next = tool("chevron-right", words.t("Page after"))
        self.count = Label(theme, "", "label", "ink2")
        self.turn_left.clicked.connect(lambda: self._rotate(-90))
        self.turn_right.clicked.connect(lambda: self._rotate(90))
        self.zoom_out.clicked.connect(lambda: self._enlarge(-1))
        self.zoom_in.clicked.connect(lambda: self._enlarge(1))
        self.previous.clicked.connect(lambda: self.show_page(self._page - 1))
        self.next.clicked.connect(lambda: self.show_page(self._page + 1))
        for button in (self.turn_left, self.turn_right, self.zoom_out, self.zoom_in):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.previous)
        row.addWidget(self.count)
        row.addWidget(self.next)
        return row

    @property
    def page(self) -> int:
        """Return the page that is shown, from 0."""
        return self._page

    def clear(self) -> None:
        """Show nothing."""
        self._document = None
        self._look = Look()
        self._image = None
        self._say("")

    def show_document(self, document: Document, *, covered: bool = False) -> None:
        """Show `document` from its first page; covered ones only when asked."""
        self._document = document
        self._look = Look()
        self._page, self._turn, self._zoom = 0, 0, 0
        self._image = None
        self.text.clear()
        if covered:
            self._ground.icon = ""
            self._stack.setCurrentWidget(self._cover)
            self._enable()
            return
        self._open()

    def _reveal(self) -> None:
        self._open()
        self.revealed.emit()

    def _open(self) -> None:
        document, renderer = self._document, self._renderer
        if document is None:
            return
        self._say("")

        def work(stream: BinaryIO, _job: Job) -> tuple[Look, str]:
            look = look_at(stream, document, renderer)
            if look.drawn or not look.has_text:
                return look, ""
            try:
                return look, read_text(stream, document, renderer)
            except RenderFailure as failure:
                return Look(look.kind, problem=failure.reason.message), ""

        def opened(found: tuple[Look, str]) -> None:
            if document is self._document:
                self._look = found[0]
                self.looked.emit(found[0])
                self._show_look(found[1])

        file_op(self._session, document, work, owner=self).success(opened).failure(
            self._failed
        ).start()

    def _show_look(self, text: str) -> None:
        words = self._session.words
        if self._look.drawn:
            self._stack.setCurrentWidget(self._area)
            self.show_page(0)
        elif text:
            self.text.setPlainText(text)
            self._stack.setCurrentWidget(self.text)
            self._enable()
        else:
            self._say(words.t(self._look.problem) if self._look.problem else "", icon="file")

    def show_page(self, page: int) -> None:
        """Show the page with this index, from 0; others are ignored."""
        if not 0 <= page < self._look.pages:
            return
        self._page = page
        self._enable()
        self._draw()

    def _box(self) -> QSize:
        """Return the size in pixels that the page is drawn into, before it is turned."""
        inset = self._session.theme.u(16)
        room = self._area.viewport().size() - QSize(inset, inset)
        factor = ZOOMS[self._zoom] * self.devicePixelRatioF()
        size = QSize(int(room.width() * factor), int(room.height() * factor))
        if self._turn % 180:
            size.transpose()
        return size.expandedTo(QSize(16, 16)).boundedTo(QSize(LONGEST_SIDE, LONGEST_SIDE))

    def _draw(self) -> None:
        document, renderer, page, box = self._document, self._renderer, self._page, self._box()
        if document is None or not self._look.drawn:
            return
        if self._running is not None:
            self._running.cancel()

        def work(stream: BinaryIO, job: Job) -> QImage:
            job.check()
            return draw_page(stream, document, page, (box.width(), box.height()), renderer)

        def drawn(image: QImage) -> None:
            if document is self._document and page == self._page:
                self._image = image
                self._stack.setCurrentWidget(self._area)
                self._show_image()

        self._running = (
            file_op(self._session, document, work, owner=self)
            .success(drawn)
            .failure(self._failed)
            .start()
        )

    def _failed(self, error: PersonError) -> None:
        text = error.reason.message if isinstance(error, RenderFailure) else error.message
        self._say(self._session.words.t(text, **error.params), icon="file")

    def _show_image(self) -> None:
        if self._image is None:
            return
        turned = self._image.transformed(QTransform().rotate(self._turn))
        self.canvas.pixmap = QPixmap.fromImage(turned)
        if self._zoom:
            room = self._area.viewport().size()
            self.canvas.setMinimumSize(room * ZOOMS[self._zoom])
        else:
            self.canvas.setMinimumSize(0, 0)
        self.canvas.update()

    def _rotate(self, degrees: int) -> None:
        self._turn = (self._turn + degrees) % 360
        self._show_image()
        self._settle.start()

    def _enlarge(self, step: int) -> None:
        self._zoom = min(len(ZOOMS) - 1, max(0, self._zoom + step))
        self._enable()
        self._show_image()
        self._settle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page for its new size once resizing pauses."""
        super().resizeEvent(event)
        if self._image is not None:
            self._settle.start()

    def _say(self, text: str, icon: str = "") -> None:
        self._ground.icon = icon
        self._ground.update()
        self._message.setText(text)
        self._stack.setCurrentWidget(self._said)
        self._enable()

    def _enable(self) -> None:
        """Offer the tools that can do something now, and say which page it is."""
        shown = self._look.drawn and self._stack.currentWidget() is not self._cover
        for button in (self.turn_left, self.turn_right):
            button.setEnabled(shown)
        self.zoom_in.setEnabled(shown and self._zoom < len(ZOOMS) - 1)
        self.zoom_out.setEnabled(shown and self._zoom > 0)
        many = shown and self._look.pages > 1
        self.previous.setVisible(many)
        self.next.setVisible(many)
        self.previous.setEnabled(self._page > 0)
        self.next.setEnabled(self._page < self._look.pages - 1)
        words = self._session.words
        pages = words.identifier(str(self._look.pages))
        page = words.identifier(str(self._page + 1))
        self.count.setText(
            words.t("page {page} of {pages}", page=page, pages=pages) if shown else ""
        )
        self.count.setMinimumWidth(self.count.sizeHint().width())


def _with_stretch(widget: QWidget) -> QWidget:
    """Return a page of the stack with `widget` in its lower half."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addStretch(3)
    column.addWidget(widget)
    column.addStretch(1)
    return holder
