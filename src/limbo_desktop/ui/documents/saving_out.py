"""A copy of an original out of the case: what that means is said before a place is chosen."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.errors import PersonError
from limbo_desktop.intake.names import kept_name, split_suffix
from limbo_desktop.marking import N_
from limbo_desktop.ui.operations import long_op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import Button, ButtonKind, Notice
from limbo_desktop.vault.custody import Deed

if TYPE_CHECKING:
    from limbo_desktop.case.records import Document
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

_PIECE = 1 << 20


class CopyNotWrittenError(PersonError):
    """The place for the copy cannot be written."""

    message = N_(
        "The copy could not be written. The case is safe. Choose another place or free some room,"
        " then try again."
    )


def save_out(vault: Vault, document: Document, target: Path, job: Job) -> None:
    """Write the original to `target`, whole or not at all, and note it in the log.  On the lane."""
    from limbo_desktop.aside import new_file

    try:
        with closing(vault.blobs.open(document.sha256)) as source, new_file(target) as out:
            while piece := source.read(_PIECE):
                job.check()
                out.write(piece)
    except OSError:
        raise CopyNotWrittenError from None
    vault.custody.note([document.id], Deed.SAVED_OUT, name=target.name)
    if not vault.read_only:
        vault.saved_out.note(target, document.sha256)


class SavingOut(QWidget):
    """A button that says what it means before it asks for a place; `saved` when it is done."""

    saved = Signal()

    def __init__(self, session: Session, document: Document) -> None:
        super().__init__()
        self._session = session
        self._document = document
        theme, words = session.theme, session.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(8))
        self.begin = Button(
            theme, words.t("Save a copy of the original…"), icon="download", height="small_button"
        )
        self.begin.clicked.connect(self._warn)
        column.addWidget(self.begin)
        self.notice = Notice(
            theme,
            words.t(
                "The copy on the disk is not encrypted: anybody who finds it can read it, and it"
                " keeps all that the file says of place and device. It is noted in the log, and the"
                " settings list it, to be deleted when it is not needed any more."
            ),
            icon="triangle-alert",
        )
        column.addWidget(self.notice)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.u(8))
        self.choose = Button(theme, words.t("Choose a place…"), height="small_button")
        self.choose.clicked.connect(self._ask)
        row.addWidget(self.choose)
        cancel = Button(theme, words.t("Cancel"), ButtonKind.QUIET, height="small_button")
        cancel.clicked.connect(self._close)
        row.addWidget(cancel)
        row.addStretch(1)
        column.addWidget(self._row)
        self._show_warning(shown=False)

    def _show_warning(self, *, shown: bool) -> None:
        self.begin.setVisible(not shown)
        self.notice.setVisible(shown)
        self._row.setVisible(shown)

    def _warn(self) -> None:
        self._show_warning(shown=True)
        self.choose.setFocus()

    def _close(self) -> None:
        self._show_warning(shown=False)
        self.begin.setFocus()

    def _ask(self) -> None:
        from limbo_desktop.ui.files import ask_save

        name = kept_name(self._document.file)
        ask_save(
            self._session,
            self,
            self._session.words.t("Save a copy of the original"),
            lambda paths: self.write(paths[0]),
            name=name,
            suffix=split_suffix(name)[1].removeprefix("."),
        )

    def write(self, target: Path) -> None:
        """Write the copy to `target`."""
        document = self._document
        long_op(
            self._session, lambda vault, job: save_out(vault, document, target, job), owner=self
        ).success(lambda _: self._done()).start()

    def _done(self) -> None:
        self._close()
        self.saved.emit()
