"""Shows the pages of a PDF that lies in memory: one or two at a time, at the size there is."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from limbo_desktop.errors import PersonError
from limbo_desktop.ui.bundle.preview import Preview
from limbo_desktop.ui.documents.looking import image_of
from limbo_desktop.ui.operations import Operation, free_op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import Button, ButtonKind, Chip, Choice, Label
from limbo_desktop.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.ui.theme import Theme

ZOOMS: Final = (1.0, 1.5, 2.0, 3.0)
TWO_FROM: Final = 560
"""Units of width from which two pages stand beside each other."""

LONGEST: Final = 4000
SETTLE_MS: Final = 120
_A4: Final = (210, 297)
_READABLE: Final = 0.8


class Paper(QWidget):
    """One page; an empty sheet while it is drawn."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.pixmap: QPixmap | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet with its hairline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # Paper is white in every theme, as it will be when it is printed.
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.pixmap is not None:
            painter.drawPixmap(QRectF(self.rect()), self.pixmap, QRectF(self.pixmap.rect()))
        painter.setPen(QPen(self._theme.color("edge"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class PagesView(QWidget):
    """`show_preview` shows a bundle from its cover; the chips lead to its parts."""

    def __init__(self, session: Session, renderer: Renderer) -> None:
        super().__init__()
        self._session = session
        self._renderer = renderer
        self._preview: Preview | None = None
        self._page = 0
        self._zoom = 0
        self._running: Operation[list[QImage]] | None = None
        theme, words = session.theme, session.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(8))
        column.addLayout(self._tools())
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(words.t("Pages of the file"))
        self._area.setWidgetResizable(True)
        sheets = QWidget()
        row = QHBoxLayout(sheets)
        row.setContentsMargins(theme.u(2), theme.u(2), theme.u(2), theme.u(2))
        row.setSpacing(theme.u(16))
        row.addStretch(1)
        self.papers = (Paper(theme), Paper(theme))
        for paper in self.papers:
            row.addWidget(paper, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self._area.setWidget(sheets)
        column.addWidget(self._area, 1)
        self._chips = QWidget()
        self._parts = FlowLayout(
            self._chips, gap=theme.u(8), line=theme.height("chip"), rtl=theme.rtl
        )
        self._parts.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._chips)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._draw)

    def _tools(self) -> QHBoxLayout:
        theme, words = self._session.theme, self._session.words
        row = QHBoxLayout()
        row.setSpacing(theme.u(4))

        def tool(icon: str, name: str) -> Button:
            return Button(theme, "", ButtonKind.QUIET, icon=icon, height="small_button", name=name)

        self._title = Label(theme, words.t("So it will look"), "title")
        row.addWidget(self._title)
        row.addStretch(1)
        self.previous = tool("chevron-left", words.t("Page before"))
        self.next = tool("chevron-right", words.t("Page after"))
        self.count = Label(theme, "", "label", "ink2")
        self.smaller = tool("zoom-out", words.t("Smaller"))
        self.larger = tool("zoom-in", words.t("Larger"))
        self.previous.clicked.connect(lambda: self.show_page(self._page - self._step))
        self.next.clicked.connect(lambda: self.show_page(self._page + self._step))
        self.smaller.clicked.connect(lambda: self._enlarge(-1))
        self.larger.clicked.connect(lambda: self._enlarge(1))
        self.part = Choice(theme, words.t("Part"), ())
        self.part.setFixedHeight(theme.height("small_button"))
        self.part.activated.connect(self._turn_to_part)
        self.part.hide()
        row.insertWidget(0, self.part)
        for widget in (self.previous, self.count, self.next, self.smaller, self.larger):
            row.addWidget(widget)
        return row

    @property
    def _step(self) -> int:
        """Return how many pages are shown at a time."""
        return 2 if self._area.viewport().width() >= self._session.theme.u(TWO_FROM) else 1

    def set_short(self, *, short: bool) -> None:
        """Leave the chips away in a short window: the pages need the room."""
        self._chips.setVisible(not short)

    @property
    def page(self) -> int:
        """Return the first page that is shown, from 0."""
        return self._page

    def show_preview(self, preview: Preview) -> None:
        """Show another bundle, at the same page if it has one."""
        self._preview = preview
        self._page = min(self._page, preview.pages - 1)
        while (item := self._parts.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        words = self._session.words
        for section in preview.sections:
            page = words.identifier(str(preview.first + section.page))
            chip = Chip(
                self._session.theme,
                words.t("{title}: {page}", title=section.title, page=page),
                quiet=True,
            )
            chip.clicked.connect(lambda _=False, which=section.page: self.show_page(which))
            self._parts.addWidget(chip)
        self._chips.updateGeometry()
        self._offer_parts(preview)
        self.show_page(self._page)

    def _offer_parts(self, preview: Preview) -> None:
        """Offer the parts to turn to, where there are several."""
        words, count = self._session.words, len(preview.files)
        self.part.clear()
        for part in range(1, count + 1):
            number, of = words.identifier(str(part)), words.identifier(str(count))
            self.part.addItem(words.t("part {part} of {count}", part=number, count=of), str(part))
        # a list that was empty when it was first shown does not reckon with its chevron
        self.part.setMinimumWidth(self.part.sizeHint().width() + self._session.theme.u(24))
        self.part.setVisible(count > 1)
        self._title.setVisible(count == 1)  # a narrow window has room for one of the two

    def _turn_to_part(self, index: int) -> None:
        if self._preview is not None:
            self.show_page(self._preview.starts[index])

    def show_page(self, page: int) -> None:
        """Show the page with this index, from 0."""
        if self._preview is None:
            return
        self._page = max(0, min(page, self._preview.pages - 1))
        self._place()
        self._draw()

    def _shown(self) -> list[int]:
        pages = self._preview.pages if self._preview is not None else 0
        return [each for each in range(self._page, self._page + self._step) if each < pages]

    def _size(self) -> QSize:
        """Return the size in pixels of one sheet."""
        room = self._area.viewport().size()
        gap = self._session.theme.u(16)
        width = (room.width() - gap * self._step) / self._step
        height = room.height() - gap / 2
        wide = width / _A4[0]
        scale = max(0.2, min(wide, height / _A4[1]))
        if self._step == 1 and scale < wide * _READABLE:
            # One page that would leave most of the width empty fills it, and is scrolled.
            scale = wide
        scale *= ZOOMS[self._zoom]
        return QSize(int(_A4[0] * scale), int(_A4[1] * scale))

    def _place(self) -> None:
        size, shown = self._size(), self._shown()
        for index, paper in enumerate(self.papers):
            paper.setFixedSize(size)
            paper.setVisible(index < len(shown))
        preview, words = self._preview, self._session.words
        pages = preview.pages if preview is not None else 0
        first = preview.first if preview is not None else 1
        self.previous.setEnabled(self._page > 0)
        self.next.setEnabled(self._page + self._step < pages)
        self.smaller.setEnabled(self._zoom > 0)
        self.larger.setEnabled(self._zoom < len(ZOOMS) - 1)
        self.count.setText(
            words.t(
                "page {page} of {pages}",
                page=words.identifier(str(first + self._page)),
                pages=words.identifier(str(first + pages - 1)),
            )
            if pages
            else ""
        )
        self.count.setMinimumWidth(self.count.sizeHint().width())
        if preview is not None and pages:
            self.part.setCurrentIndex(preview.part_of(self._page))

    def _draw(self) -> None:
        preview, renderer = self._preview, self._renderer
        if preview is None:
            return
        self._place()
        size = self._size() * self.devicePixelRatioF()
        size = size.boundedTo(QSize(LONGEST, LONGEST)).expandedTo(QSize(16, 16))
        shown = self._shown()
        if self._running is not None:
            self._running.cancel()

        def work(job: Job) -> list[QImage]:
            images = []
            for page in shown:
                job.check()
                part = preview.part_of(page)
                stream, place = BytesIO(preview.files[part]), page - preview.starts[part]
                images.append(
                    image_of(renderer.page_image(stream, place, size.width(), size.height()))
                )
            return images

        def drawn(images: list[QImage]) -> None:
            if preview is self._preview and shown == self._shown():
                for paper, image in zip(self.papers, images, strict=False):
                    paper.pixmap = QPixmap.fromImage(image)
                    paper.update()

        self._running = (
            free_op(self._session, work, owner=self).success(drawn).failure(self._failed).start()
        )

    def _failed(self, error: PersonError) -> None:
        """Leave the sheets empty: the file itself is made without them."""
        for paper in self.papers:
            paper.pixmap = None
            paper.update()

    def _enlarge(self, step: int) -> None:
        self._zoom = min(len(ZOOMS) - 1, max(0, self._zoom + step))
        self._place()
        self._settle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the pages for their new size once resizing pauses."""
        super().resizeEvent(event)
        if self._preview is not None:
            self._settle.start()
