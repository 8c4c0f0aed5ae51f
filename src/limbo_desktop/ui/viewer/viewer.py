"""The viewer: one document's pages or words, turned, enlarged, and chosen to be cited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Final
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from limbo_desktop.case.records import Document
from limbo_desktop.errors import PersonError
from limbo_desktop.render.failures import RenderFailure
from limbo_desktop.ui.documents.file_op import file_op
from limbo_desktop.ui.documents.looking import Look
from limbo_desktop.ui.operations import Operation
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.viewer.ground import Sunken, in_the_lower_half
from limbo_desktop.ui.viewer.locked import LockedFile
from limbo_desktop.ui.viewer.opened import OpenedFile, find_words, open_file, read_layer
from limbo_desktop.ui.viewer.page_source import PageSource
from limbo_desktop.ui.viewer.page_strip import PageStrip
from limbo_desktop.ui.viewer.place import Place, page_set
from limbo_desktop.ui.viewer.reading import ReadingPage, ReadingPane
from limbo_desktop.ui.viewer.recording import recording_of
from limbo_desktop.ui.viewer.spread import FIT_PAGE, FIT_WIDTH
from limbo_desktop.ui.viewer.tools import ViewerTools
from limbo_desktop.ui.widgets import Button, ButtonKind, Covered, Label, Notice

if TYPE_CHECKING:
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.render.facts import FoundBox
    from limbo_desktop.ui.lane import Job

Turns = dict[tuple[str, int], int]
_TURNS: Final[WeakKeyDictionary[Session, Turns]] = WeakKeyDictionary()
"""By file and page, how the person turned it, as long as the case is open; the file never is."""

LATE_MS: Final = 400
"""A file that takes longer to open says that it is being opened."""

_SOUNDS: Final = {"audio": "file-headphone", "video": "file-video-camera"}


class Viewer(QWidget):
    """`show_document` shows a document's pages, words, or why there is nothing to see.

    `looked(Look)` is sent with what the file is, `unlocked(password)` when a typed password
    opened it, `chose(pages)` when pages, from 1, are chosen to be cited, `hung(attachments)` with
    what hangs on an e-mail that is shown.  A covered document
    waits for the link that shows it.  `large` is for a window of its own: more tools, and pages
    as wide as there is room.
    """

    looked = Signal(object)
    revealed = Signal()
    unlocked = Signal(str)
    chose = Signal(object)
    hung = Signal(object)

    def __init__(
        self, session: Session, renderer: Renderer, *, height: int = 246, large: bool = False
    ) -> None:
        super().__init__()
        self._session = session
        self._renderer = renderer
        self._large = large
        theme, words = session.theme, session.words
        self._document: Document | None = None
        self._look = Look()
        self._layered = False
        self._typed = ""
        self._place = Place("")
        self._at = 1
        self._source: PageSource | None = None
        self._layer: tuple[ReadingPage, ...] | None = None
        self._running: Operation[OpenedFile] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(8))
        self.tools = ViewerTools(theme, words, large=large)
        column.addWidget(self.tools)
        self.doubt = Notice(theme)
        self.doubt.hide()
        column.addWidget(self.doubt)
        self._ground = Sunken(theme)
        inner = QVBoxLayout(self._ground)
        inner.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        inner.addWidget(self._stack)
        self._make_pages()
        self._ground.setMinimumHeight(theme.u(height))
        column.addWidget(self._ground, 1)
        self.enlarge = Button(
            theme, words.t("Open large, cite pages"), ButtonKind.LINK, icon="maximize-2",
            height="small_button",
        )  # fmt: skip
        self.enlarge.clicked.connect(self._enlarge)
        column.addWidget(self.enlarge, 0, Qt.AlignmentFlag.AlignLeading)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE_MS)
        self._late.timeout.connect(lambda: self._say(words.t("Opening the file…")))
        self._connect()
        self._say("")

    def _make_pages(self) -> None:
        """Make what the ground can show: pages, words, a message, a cover, a locked file."""
        theme, words = self._session.theme, self._session.words
        self.strip = PageStrip(theme, words)
        self.strip.choosing = self._large
        self.strip.zoom = FIT_WIDTH if self._large else FIT_PAGE
        self.reading = ReadingPane(theme, words)
        self._message = Label(theme, "", "label", "ink2", wrap=True, centred=True)
        self._said = in_the_lower_half(self._message)
        self._covered = Covered(theme, words.t("This document is covered"), words.t("Show"))
        self._covered.setMaximumWidth(theme.u(480))
        self._cover = in_the_lower_half(self._covered)
        self.locked = LockedFile(theme, words)
        pages = (self.strip, self.reading, self._said, self._cover, self.locked)
        for widget in pages:
            self._stack.addWidget(widget)

    def _connect(self) -> None:
        tools, strip, reading = self.tools, self.strip, self.reading
        tools.turned.connect(self._turn)
        tools.stepped.connect(self._step)
        tools.zoomed.connect(strip.set_zoom)
        tools.going.connect(self._go)
        tools.leafing.connect(lambda step: self._go(self._pane.page + step))
        tools.wordy.connect(self._show_words)
        strip.zoomed.connect(lambda: tools.show_zoom(strip.zoom))
        strip.chose.connect(self.chose)
        strip.page_changed.connect(lambda _: self._enable())
        reading.page_changed.connect(lambda _: self._enable())
        self._covered.revealed.connect(self._reveal)
        self.locked.typed.connect(self._unlock)

    def _step(self, step: int) -> None:
        self._pane.step_zoom(step)

    def _go(self, index: int) -> None:
        self._pane.go(index)

    @property
    def _pane(self) -> PageStrip | ReadingPane:
        return self.reading if self._stack.currentWidget() is self.reading else self.strip

    @property
    def shown_document(self) -> Document | None:
        """Return the document that is shown, with the password that opened it."""
        return self._with_password()

    @property
    def layered(self) -> bool:
        """Return whether the pages have words that can be read."""
        return self._layered

    @property
    def page(self) -> int:
        """Return the index of the page that is shown."""
        return self._pane.page

    @property
    def pages(self) -> int:
        """Return how many pages there are; 0 while nothing is shown."""
        return self._pane.pages if self._is_shown else 0

    @property
    def citable(self) -> bool:
        """Return whether single pages can be cited: those of a PDF or of a picture with several."""
        return self._look.drawn and self._look.pages > 1

    def clear(self) -> None:
        """Show nothing."""
        self._forget()
        self._document = None
        self._say("")

    def _forget(self) -> None:
        if self._running is not None:
            self._running.cancel()
        self._late.stop()
        self._look = Look()
        self._typed = ""
        self._layer = None
        self._layered = False
        self._source = None
        self.strip.forget()
        self.reading.forget()
        self.locked.forget()
        self.doubt.hide()

    def show_document(
        self,
        document: Document,
        *,
        covered: bool = False,
        place: Place | None = None,
        at: int = 1,
    ) -> None:
        """Show `document` from page `at`, from 1; covered ones only when asked.

        The pages of `place` are marked as chosen, its words where they stand.
        """
        self._forget()
        self._at = at
        self._document = document
        self._place = place or Place(document.id)
        if covered:
            self._ground.icon = ""
            self._stack.setCurrentWidget(self._cover)
            self._enable()
            return
        self._say("")
        self._open()

    def _enlarge(self) -> None:
        """Go to the screen that is all viewer, at the page that is looked at here."""
        if self._document is not None:
            at = str(self.page + 1) if self.page else ""
            pages = Place(self._document.id, large=True, at=at).argument
            self._session.go("documents", pages)

    def _reveal(self) -> None:
        self._say("")
        self._open()
        self.revealed.emit()

    def _unlock(self, password: str) -> None:
        self._typed = password
        self._open()

    def _with_password(self) -> Document | None:
        document = self._document
        if document is None or not self._typed:
            return document
        return replace(document, password=self._typed)

    def _open(self) -> None:
        asked, document, renderer = self._document, self._with_password(), self._renderer
        if document is None:
            return

        def work(stream: BinaryIO, job: Job) -> OpenedFile:
            return open_file(stream, document, renderer, job)

        def opened(found: OpenedFile) -> None:
            if asked is self._document:
                self._late.stop()
                self._take(document, found)

        self._late.start()
        self._running = (
            file_op(self._session, document, work, owner=self)
            .success(opened)
            .failure(self._failed)
            .start()
        )

    def _take(self, document: Document, found: OpenedFile) -> None:
        self._look = found.look
        self._layered = found.layered
        self.looked.emit(found.look)
        words = self._session.words
        if found.look.locked:
            self._ground.icon = ""
            self._stack.setCurrentWidget(self.locked)
            self.locked.ask(wrong=bool(document.password))
            self._enable()
            return
        if self._typed:
            self.unlocked.emit(self._typed)
        if found.look.drawn:
            self._show_pages(document, found)
        elif found.reading:
            self._show_reading(found.reading)
        elif found.look.kind in _SOUNDS:
            self._say(recording_of(words, found.look), icon=_SOUNDS[found.look.kind])
        else:
            problem = found.look.problem
            self._say(words.t(problem) if problem else "", icon="file")
        self.hung.emit(found.attachments)
        if self._large and self._is_shown:
            self._pane.setFocus()
        self.doubt.setVisible(bool(found.doubts))
        self.doubt.set_text("\n".join(words.t(each) for each in found.doubts))

    def _show_pages(self, document: Document, found: OpenedFile) -> None:
        source = PageSource(self._session, self._renderer, document, self)
        source.failed.connect(self._page_failed)
        if found.data is not None:
            source.hold(found.data)
        former, self._source = self._source, source
        if former is not None:
            former.deleteLater()
        turns = _TURNS.setdefault(self._session, {})
        kept = [turns.get((document.sha256, index), 0) for index in range(len(found.sizes))]
        self._ground.icon = ""
        self._stack.setCurrentWidget(self.strip)
        self.strip.show_pages(source, found.sizes, kept)
        cited = page_set(self._place.pages)
        self.strip.choose(cited if self._large else frozenset())
        self.strip.go(min(self._at, len(found.sizes)) - 1)
        self.tools.show_zoom(self.strip.zoom)
        if cited:
            self.chose.emit(self.strip.chosen)
        if self._place.words and self._layered:
            self._mark_words(document)
        self._enable()

    def _mark_words(self, document: Document) -> None:
        """Mark on the pages what the search found that led here."""
        typed, renderer, source = self._place.words, self._renderer, self._source

        def find(stream: BinaryIO, job: Job) -> dict[int, tuple[FoundBox, ...]]:
            return find_words(stream, document, renderer, typed, job)

        def found(marks: dict[int, tuple[FoundBox, ...]]) -> None:
            if source is self._source:
                self.strip.mark(marks)

        # Marks that cannot be had are no message of their own: the page itself is there.
        file_op(self._session, document, find, owner=self).success(found).failure(
            lambda _: None
        ).start()

    def _show_reading(self, pages: tuple[ReadingPage, ...]) -> None:
        self._ground.icon = ""
        self._stack.setCurrentWidget(self.reading)
        self.reading.show_pages(pages)
        first = min(self._at, len(pages)) - 1
        if self._place.words:
            self.reading.mark(self._place.words, first)
        elif first:
            self.reading.go(first)
        self._enable()

    def _show_words(self, shown: bool) -> None:
        """Show the words of the pages in place of the pages, or the pages again."""
        if not shown:
            if self._look.drawn and self._pane is self.reading:
                index = self.reading.page
                self._stack.setCurrentWidget(self.strip)
                self.strip.go(index)
                self._enable()
            return
        if self._layer is not None:
            self._show_layer(self._layer)
            return
        asked, document, renderer = self._document, self._with_password(), self._renderer
        if document is None:
            return

        def read(found: tuple[ReadingPage, ...]) -> None:
            if asked is self._document:
                self._layer = found
                self._show_layer(found)

        def refused(_: PersonError) -> None:
            self.tools.words_shown.setChecked(False)

        file_op(
            self._session,
            document,
            lambda stream, _job: read_layer(stream, document, renderer),
            owner=self,
        ).success(read).failure(refused).start()

    def _show_layer(self, pages: tuple[ReadingPage, ...]) -> None:
        index = self.strip.page
        self._stack.setCurrentWidget(self.reading)
        self.reading.show_pages(pages)
        if self._place.words:
            self.reading.mark(self._place.words, min(index, len(pages) - 1))
        else:
            self.reading.go(index)
        self._enable()

    def choose(self, pages: frozenset[int]) -> None:
        """Choose pages, from 1, as those to cite."""
        self.strip.choose(pages)

    def _turn(self, degrees: int) -> None:
        document = self._document
        self.strip.turn(degrees)
        if document is not None and self.strip.pages:
            key = (document.sha256, self.strip.page)
            _TURNS.setdefault(self._session, {})[key] = self.strip.turn_of(self.strip.page)

    def _page_failed(self, error: PersonError) -> None:
        if self.strip.pages <= 1:
            self._failed(error)

    def _failed(self, error: PersonError) -> None:
        self._late.stop()
        text = error.reason.message if isinstance(error, RenderFailure) else error.message
        self._look = replace(self._look, problem=text)
        self._say(self._session.words.t(text, **error.params), icon="file")

    def _say(self, text: str, icon: str = "") -> None:
        self._ground.icon = icon
        self._ground.update()
        self._message.setText(text)
        self._stack.setCurrentWidget(self._said)
        self._enable()

    @property
    def _is_shown(self) -> bool:
        return self._stack.currentWidget() in (self.strip, self.reading) and bool(self._pane.pages)

    def _enable(self) -> None:
        """Offer the tools that can do something now, and say which page it is."""
        pane = self._pane
        self.tools.show_state(
            pane.page,
            pane.pages,
            shown=self._is_shown,
            drawn=pane is self.strip,
            layered=self._layered and self._is_shown,
        )
        self.enlarge.setVisible(not self._large and self._document is not None)
