"""The card of the settings on copies: where they go, the last good one, one at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.ui.copies.former import FormerCopies
from limbo_desktop.ui.copies.words_of import last_words, state_words
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    IconLabel,
    Label,
    Notice,
    ProgressLine,
)
from limbo_desktop.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from limbo_desktop.vault.backup.keeping import Standing


def choose_folder(session: Session, owner: QWidget) -> None:
    """Ask for a folder for copies; it is kept, and the first copy is made at once."""
    from limbo_desktop.ui.files import ask_folder

    ask_folder(
        session,
        owner,
        session.words.t("Folder for copies"),
        lambda paths: take_folder(session, paths[0]),
    )


def take_folder(session: Session, folder: Path | None) -> None:
    """Keep the folder for copies, or none; with one, make a copy at once."""
    keeper = session.keeper

    def kept(_: None) -> None:
        keeper.trouble = None
        keeper.told.emit()
        if folder is not None:
            keeper.copy(always=True)

    op(session, lambda vault: vault.backups.choose(folder), owner=keeper).success(kept).start()


class CopiesCard(Card):
    """Read anew when it is shown and when the keeper has something to tell."""

    read = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, spacing=12)
        self._session = session
        self._keeper = session.keeper
        theme, words = session.theme, session.words
        self.column.addWidget(Label(theme, words.t("Copies"), "h2"))
        hint = words.t(
            "A copy is whole and encrypted like the case, and opens with the same passphrase. "
            "It is made by itself after changes and read back; older ones are thinned out."
        )
        self.column.addWidget(Label(theme, hint, "small", "ink2", wrap=True))
        self._place = IconLabel(theme, "folder", "ink2", wrap=True)
        self.column.addWidget(self._place)
        self._last = Label(theme, "", "label", wrap=True)
        self.column.addWidget(self._last)
        self._state = Label(theme, "", "small", "ink2", wrap=True)
        self.column.addWidget(self._state)
        self._same = Label(
            theme,
            words.t(
                "The folder is on the same disk as the case: it helps after a mistake, "
                "not when the computer is lost."
            ),
            "small",
            "ink2",
            wrap=True,
        )
        self.column.addWidget(self._same)
        self.trouble = Notice(theme)
        self.column.addWidget(self.trouble)
        self._add_progress()
        self._add_buttons()
        self._back = Label(
            theme,
            words.t("To go back to a copy, open it like any case."),
            "small",
            "ink3",
            wrap=True,
        )
        self.column.addWidget(self._back)
        self.former = FormerCopies(session)
        self.column.addWidget(self.former)
        self._keeper.told.connect(self.reload)
        self._keeper.progress.connect(self.progress.set_progress)
        self.standing: Standing | None = None
        self._show_nothing()

    def _add_progress(self) -> None:
        theme, words = self._session.theme, self._session.words
        self._running = QWidget()
        column = QVBoxLayout(self._running)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(8))
        self.progress = ProgressLine(theme, words.t("Making a copy"))
        column.addWidget(Label(theme, words.t("Making a copy"), "small", "ink2"))
        column.addWidget(self.progress)
        stop = Button(theme, words.t("Stop"), ButtonKind.LINK, height="small_button")
        stop.clicked.connect(self._keeper.stop)
        column.addWidget(stop)
        self.column.addWidget(self._running)

    def _add_buttons(self) -> None:
        theme, words = self._session.theme, self._session.words
        self.choose = Button(theme, words.t("Choose a folder…"), icon="folder-open")
        self.choose.clicked.connect(lambda: choose_folder(self._session, self))
        self.now = Button(theme, words.t("Copy now"), icon="save")
        self.now.clicked.connect(lambda: self._keeper.copy(always=True))
        self.none = Button(theme, words.t("Make no more copies"), ButtonKind.LINK)
        self.none.clicked.connect(lambda: take_folder(self._session, None))
        holder = QWidget()
        row = FlowLayout(holder, gap=theme.u(8), line=int(theme.height("control")), rtl=theme.rtl)
        row.setContentsMargins(0, 0, 0, 0)
        for each in (self.now, self.choose):
            row.addWidget(each)
        self.column.addWidget(holder)
        self.column.addWidget(self.none)

    def _show_nothing(self) -> None:
        parts = (self._place, self._last, self._state, self._same, self.trouble, self._running)
        for each in (*parts, self.now, self.none, self._back):
            each.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew: a copy may have been made meanwhile."""
        super().showEvent(event)
        self.reload()
        self.former.reload()

    def reload(self) -> None:
        """Read how the copies stand."""
        op(self._session, lambda vault: vault.backups.standing(), owner=self).success(
            self._show
        ).start()

    def _show(self, standing: Standing) -> None:
        self.standing = standing
        words, folder = self._session.words, standing.folder
        chosen, running = folder is not None, self._keeper.running
        self._place.setVisible(chosen)
        if folder is not None:
            self._place.set(words.identifier(str(folder)), "folder", "ink2")
        self._last.setText(last_words(words, standing))
        self._state.setText(state_words(words, standing))
        self._last.setVisible(chosen)
        self._state.setVisible(chosen and not running)
        self._same.setVisible(standing.same_disk)
        trouble = self._keeper.trouble
        if trouble is not None:
            self.trouble.set_text(self._session.error_text(trouble))
        self.trouble.setVisible(trouble is not None)
        self._running.setVisible(running)
        if not running:
            self.progress.set_progress(0, 0)
        self.now.setVisible(chosen and standing.there and not running)
        self.none.setVisible(chosen)
        self._back.setVisible(chosen)
        self.choose.set_text(words.t("Another folder…") if chosen else words.t("Choose a folder…"))
        self.read.emit()
