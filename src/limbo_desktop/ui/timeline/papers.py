"""Small pictures of documents beside an entry; what is covered is never even drawn."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from limbo_desktop.case.records import Document
from limbo_desktop.ui.documents.thumbnails import Thumbnails
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.metrics import RADIUS_SMALL
from limbo_desktop.ui.widgets.painting import draw_hatch

_SIDE: Final = 160


class Papers(QObject):
    """The pictures of one screen; the process that draws them starts with the first."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._thumbnails: Thumbnails | None = None

    @property
    def thumbnails(self) -> Thumbnails:
        """Return where pictures come from, made when first asked for."""
        if self._thumbnails is None:
            from limbo_desktop.render.client import Renderer

            renderer = Renderer()
            side = self._session.theme.u(_SIDE)
            self._thumbnails = Thumbnails(self._session, renderer, side, self)
            self.destroyed.connect(renderer.close)
        return self._thumbnails

    def thumb(
        self, document: Document | None, *, covered: bool, width: int = 82, height: int = 58
    ) -> Thumb:
        """Return a widget that shows the first page of `document`, `width` × `height` units."""
        shown = None if covered else document
        return Thumb(self._session.theme, self, shown, covered=covered, size=(width, height))


class Thumb(QWidget):
    """A document's first page; a hatch when it is covered, an icon while there is no picture."""

    def __init__(
        self,
        theme: Theme,
        papers: Papers,
        document: Document | None,
        *,
        covered: bool,
        size: tuple[int, int],
    ) -> None:
        super().__init__()
        self._theme = theme
        self._papers = papers
        self._document = document
        self._covered = covered
        self.setFixedSize(theme.u(size[0]), theme.u(size[1]))
        if document is not None and document.sha256:
            papers.thumbnails.ready.connect(self._on_ready)
            papers.thumbnails.look(document)

    def _on_ready(self, sha256: str) -> None:
        if self._document is not None and sha256 == self._document.sha256:
            self.update()

    def _picture(self) -> QPixmap | None:
        document = self._document
        if document is None or not document.sha256:
            return None
        return self._papers.thumbnails.pixmap(document)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, the hatch, or a sheet with an icon."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        picture = self._picture()
        if self._covered:
            draw_hatch(painter, theme, QRectF(self.rect()), RADIUS_SMALL)
            self._icon(painter, "eye-off")
            return
        frame = QPainterPath()
        frame.addRoundedRect(box, theme.u(RADIUS_SMALL), theme.u(RADIUS_SMALL))
        painter.fillPath(frame, theme.color("sunken"))
        if picture is not None and not picture.isNull():
            painter.setClipPath(frame)
            scale = max(box.width() / picture.width(), box.height() / picture.height())
            shown = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
            shown.moveCenter(box.center())
            painter.drawPixmap(shown, picture, QRectF(picture.rect()))
            painter.setClipping(False)
        else:
            self._icon(painter, "file-text")
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawPath(frame)

    def _icon(self, painter: QPainter, name: str) -> None:
        side = self._theme.u(20)
        place = QRectF(0, 0, side, side)
        place.moveCenter(QRectF(self.rect()).center())
        draw_icon(painter, self._theme, name, place, "ink2")
