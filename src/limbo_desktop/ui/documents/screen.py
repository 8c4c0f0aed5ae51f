"""The documents screen: find, add and describe the papers of the case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.case.records import Document
from limbo_desktop.ui.documents.adding import Adding, Summary
from limbo_desktop.ui.documents.background import Background
from limbo_desktop.ui.documents.card import PICTURE, CardDelegate
from limbo_desktop.ui.documents.filters import FilterRow
from limbo_desktop.ui.documents.grid import Grid
from limbo_desktop.ui.documents.intake_card import IntakeCard
from limbo_desktop.ui.documents.model import ShelfModel
from limbo_desktop.ui.documents.panel import DocumentPanel
from limbo_desktop.ui.documents.searching import found_documents
from limbo_desktop.ui.documents.shelf import Shelved, Stamp, arranged, read_newer
from limbo_desktop.ui.documents.thumbnails import Thumbnails
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.widgets import Button, ButtonKind, Label, Notice, SearchField
from limbo_desktop.ui.widgets.beside import Beside
from limbo_desktop.ui.widgets.header import Header

if TYPE_CHECKING:
    from limbo_desktop.ui.theme.metrics import Room


class DocumentsScreen(Screen):
    """`document` is the id of the one to open first."""

    def __init__(self, session: Session, document: str = "") -> None:
        from limbo_desktop.render.client import Renderer

        super().__init__(session)
        theme, words = self.theme, self.words
        self._wanted = document
        self._shelf: tuple[Shelved, ...] = ()
        self._stamp: Stamp | None = None
        self._found: frozenset[str] | None = None
        self._removed = ""
        self._background: Background | None = None
        self._stale = False
        session.changed.connect(self._changed_elsewhere)
        self._renderer = Renderer()
        self._taker = Renderer()
        self.destroyed.connect(self._renderer.close)
        self.destroyed.connect(self._taker.close)
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header = self._make_header()
        column.addWidget(self._header)
        self.filters = FilterRow(theme, words)
        self.filters.changed.connect(self._arrange)
        column.addWidget(self.filters)
        column.addWidget(self._make_body(), 1)
        self.adding = Adding(session, self._taker, self)
        self.adding.progress.connect(self.intake.show_progress)
        self.adding.ended.connect(self._ended)
        self.intake.cancelled.connect(self._cancel)

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew: something may have changed on another screen."""
        super().showEvent(event)
        self.reload()
        background = self.window().findChild(Background)
        if background is not None and self._background is not background:
            self._background = background
            background.progress.connect(self._reading)
            background.ended.connect(self._read_through)

    def _make_header(self) -> Header:
        theme, words = self.theme, self.words
        header = Header(theme, words.t("Documents"))
        self.search = SearchField(
            theme, words.t("Search in documents"), words.t("Title, word inside")
        )
        self.search.setMinimumWidth(theme.u(120))
        self.search.setMaximumWidth(theme.u(250))
        self.search.textChanged.connect(self._search)
        header.row.addWidget(self.search, 1)
        self.magnifier = Button(theme, "", icon="search", name=words.t("Search in documents"))
        self.magnifier.clicked.connect(self.start_search)
        self.magnifier.hide()
        header.row.addWidget(self.magnifier)
        self.add = Button(theme, words.t("Add documents"), ButtonKind.PRIMARY, icon="plus")
        self.add.clicked.connect(self.new_record)
        header.row.addWidget(self.add)
        return header

    def _make_body(self) -> Beside:
        theme, words = self.theme, self.words
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(12))
        self._undo = Notice(
            theme, words.t("The document is in the bin."), icon="trash-2", action=words.t("Undo")
        )
        self._undo.acted.connect(self.undo_last)
        self._undo.hide()
        column.addWidget(self._undo)
        self.intake = IntakeCard(theme, words)
        column.addWidget(self.intake)
        self._nothing = Label(theme, "", "body", "ink2", wrap=True)
        self._nothing.hide()
        column.addWidget(self._nothing)
        self.thumbnails = Thumbnails(self.session, self._renderer, self._side(), self)
        self.model = ShelfModel(words, self)
        self._cards = CardDelegate(theme, words, self.thumbnails)
        self.grid = Grid(theme, words.t("Documents"), self.model, self._cards)
        self.thumbnails.ready.connect(lambda _: self.grid.viewport().update())
        self.grid.opened.connect(self.open)
        self.grid.adding.connect(self.new_record)
        column.addWidget(self.grid, 1)
        self.panel = DocumentPanel(self.session, self._renderer)
        self.panel.changed.connect(self._changed)
        self.panel.removing.connect(self._remove)
        self.panel.revealed.connect(self._reveal)
        self.panel.chosen.connect(self._choose)
        self.panel.renewed.connect(self.reload)
        self.panel.closed.connect(self.close_inner)
        self.body = Beside(theme, main, self.panel)
        return self.body

    def _side(self) -> int:
        return int(self.theme.u(PICTURE) * self.devicePixelRatioF())

    def reload(self) -> None:
        """Read the documents anew if something has changed."""
        stamp = self._stamp
        op(self.session, lambda vault: read_newer(vault, stamp), owner=self).success(
            self._have
        ).start()

    def _have(self, answer: tuple[Stamp, tuple[Shelved, ...] | None]) -> None:
        self._stamp, shelf = answer
        self._read(self._shelf if shelf is None else shelf)

    def _changed_elsewhere(self, records: frozenset[tuple[str, str]]) -> None:
        """Show anew what was undone, done again or brought back."""
        self._removed = ""
        self._undo.hide()
        self._stale = ("document", self.panel.document) in records
        self.reload()

    def _show_anew(self) -> None:
        """Show the document in the panel again, or none when it went to the bin."""
        self._stale = False
        if any(each.document.id == self.panel.document for each in self._shelf):
            self.panel.show_document(self.panel.document)
        else:
            self.panel.clear()
            self.body.close_panel()
            self.filters.show()

    def _read(self, shelf: tuple[Shelved, ...]) -> None:
        self._shelf = shelf
        if self._stale:
            self._show_anew()
        self._header.set_count(
            self.words.n(
                "{count} document, kept unchanged",
                "{count} documents, all kept unchanged",
                len(shelf),
            ),
            self.words.n("{count} document", "{count} documents", len(shelf)),
        )
        self._arrange()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.open(wanted)
            self.grid.choose(max(0, self.model.row_of(wanted)))

    def _arrange(self) -> None:
        shown = self.panel.document
        self.filters.count(self._shelf)
        rows = arranged(self._shelf, self.filters.group, self.filters.order, self._found)
        if rows != self.model.rows or not rows:
            self.model.show(rows, dropping=self._found is None)
        row = self.model.row_of(shown)
        if row >= 0:
            self.grid.setCurrentIndex(self.model.index(row))
        self.grid.fit()
        none = self._found is not None and not rows
        self._nothing.setText(
            self.words.t("No document has these words. Try one word, or a name.") if none else ""
        )
        self._nothing.setVisible(none)

    def open(self, document: str) -> None:
        """Show the document with this id in the panel."""
        if self._cards.revealed != document:
            self._cards.revealed = ""
            self.grid.viewport().update()
        self.panel.show_document(document)
        self.body.open_panel()
        self.filters.setHidden(self.body.panel_open)

    def _choose(self, document: str) -> None:
        self.open(document)
        self.grid.choose(max(0, self.model.row_of(document)))

    def _reveal(self, document: str) -> None:
        self._cards.revealed = document
        self.grid.viewport().update()

    def _changed(self, document: Document) -> None:
        """Show in the grid what is being typed in the panel."""
        self._shelf = tuple(
            Shelved(document, each.covered, each.entry) if each.document.id == document.id else each
            for each in self._shelf
        )
        row = self.model.row_of(document.id)
        former = self.model.shelved(row)
        if former is not None:
            if former.document.password != document.password:
                self.thumbnails.forget(document.sha256)
            self.model.change(row, Shelved(document, former.covered, former.entry))
        self.filters.count(self._shelf)

    def _search(self, text: str) -> None:
        if not text.strip():
            self._found = None
            self._arrange()
            return

        def found(ids: frozenset[str]) -> None:
            if self.search.text() == text:
                self._found = ids
                self._arrange()

        op(self.session, lambda vault: found_documents(vault, text), owner=self).success(
            found
        ).start()

    def _remove(self, document: str) -> None:
        self.panel.clear()
        self.body.close_panel()
        self.filters.show()

        def removed(_: None) -> None:
            self._removed = document
            self._undo.show()
            self.reload()

        op(self.session, lambda vault: vault.documents.remove(document), owner=self).success(
            removed
        ).start()

    def undo_last(self) -> None:
        """Take the last document out of the bin again."""
        document, self._removed = self._removed, ""
        self._undo.hide()
        if not document:
            return
        self._wanted = document
        op(self.session, lambda vault: vault.bin.restore(document), owner=self).success(
            lambda _: self.reload()
        ).start()

    def take(self, paths: list[Path]) -> None:
        """Take files and folders in as documents."""
        self.adding.add(paths)

    def _cancel(self) -> None:
        if self.adding.busy:
            self.adding.cancel()
        elif self._background is not None:
            self._background.cancel()

    def _reading(self, done: int, total: int) -> None:
        """Show how many files are still read, unless there is something else to tell."""
        if not self.adding.busy and (self.intake.reading or not self.intake.isVisible()):
            self.intake.show_reading(done, total)

    def _read_through(self) -> None:
        if self.intake.reading:
            self.intake.hide()
        self.panel.about.again()

    def _ended(self, summary: Summary) -> None:
        self.intake.show_summary(summary)
        self.reload()

    def new_record(self) -> None:
        """Let the person choose files to add."""
        from limbo_desktop.ui.files import ask_open_files

        ask_open_files(self.session, self, self.words.t("Add documents"), self.take)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders, anywhere on the screen."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was dropped; the originals stay where they are."""
        urls = event.mimeData().urls()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.take([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def start_search(self) -> None:
        """Put the focus into the search field."""
        self.search.show()
        self.search.setFocus()

    def close_inner(self) -> bool:
        """Go back to the grid from the panel that stands in its place."""
        if not self.body.panel_open:
            return False
        self.panel.saver.commit()
        self.body.close_panel()
        self.filters.show()
        self.grid.setFocus()
        return True

    def apply_room(self, room: Room) -> None:
        """Fold the panel and the search for what fits."""
        self.body.apply_room(room)
        self.panel.back.setVisible(self.body.narrow)
        self.panel.set_short(short=room.short)
        self.filters.setHidden(self.body.panel_open)
        self._header.set_tight(tight=room.tight)
        folded = room.short or not room.words
        self.magnifier.setVisible(folded and not self.search.text())
        self.search.setVisible(not folded or bool(self.search.text()))

    def flush(self) -> None:
        """Save what is typed."""
        self.panel.saver.commit()

    def state(self) -> dict[str, object]:
        """Return the document that is shown."""
        return {"document": self.panel.document, "open": self.body.panel_open}

    def restore(self, state: dict[str, object]) -> None:
        """Show the document that was shown."""
        document = state.get("document")
        if isinstance(document, str) and document:
            self._wanted = document
            self.reload()
