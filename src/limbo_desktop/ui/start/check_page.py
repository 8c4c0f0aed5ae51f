"""Checks a bundle that somebody was handed: no case, no passphrase, nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from limbo_desktop.errors import PersonError
from limbo_desktop.ui.operations import Operation, free_op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.start.dropping import dropped_path
from limbo_desktop.ui.widgets import (
    Button,
    ButtonKind,
    Field,
    IconLabel,
    Label,
    LineEdit,
    Notice,
    ProgressLine,
)
from limbo_desktop.ui.widgets.page import Page
from limbo_desktop.ui.widgets.scrolling import bring_into_sight

if TYPE_CHECKING:
    from limbo_desktop.bundle.verify import VerifyResult
    from limbo_desktop.ui.lane import Job

COLUMN: Final = 720


class CheckPage(Page):
    """Takes a file by a button or a drop and says what is whole; `left` on Back and Esc."""

    left = Signal()

    def __init__(self, session: Session, path: Path | None = None) -> None:
        super().__init__(session.theme, width=COLUMN, margin=30)
        self._session = session
        self._words = session.words
        self.path = path
        self.result: VerifyResult | None = None
        self._running: Operation[VerifyResult] | None = None
        self.setAcceptDrops(True)
        self._build()
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._escape)
        if path is not None:
            # Its buttons are there before it says what it found.
            QTimer.singleShot(0, self, self._begin)

    def _build(self) -> None:
        theme, words = self._session.theme, self._words
        u = theme.u
        column = self.column
        column.setSpacing(u(12))
        back = Button(theme, words.t("Back"), ButtonKind.LINK, icon="arrow-left")
        back.clicked.connect(self.left)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(Label(theme, words.t("Check a bundle"), "h1", wrap=True))
        told = words.t(
            "Choose the file that you were handed, or drop it here. Nothing is written, and nothing"
            " leaves this computer."
        )
        column.addWidget(Label(theme, told, "label", "ink2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(u(12))
        self.choose = Button(
            theme, words.t("Choose the file"), ButtonKind.PRIMARY, icon="file-text"
        )
        self.choose.clicked.connect(self._ask_file)
        row.addWidget(self.choose)
        self.choose_bag = Button(theme, words.t("A folder"), ButtonKind.LINK, icon="folder-open")
        self.choose_bag.setToolTip(words.t("With the parts of a bundle, or a bag (BagIt)"))
        self.choose_bag.clicked.connect(self._ask_folder)
        row.addWidget(self.choose_bag)
        row.addStretch(1)
        column.addLayout(row)
        self._file = IconLabel(theme, "file-text", "ink2", text=" ", wrap=True)
        column.addWidget(self._file)
        column.addWidget(self._build_progress())
        column.addWidget(self._build_password())
        self.refusal = Notice(theme, tone="notice", icon="triangle-alert")
        column.addWidget(self.refusal)
        self._found = QVBoxLayout()
        column.addLayout(self._found)
        column.addStretch(1)
        for widget in (self._file, self._at_work, self.locked, self.refusal):
            widget.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the choice of a file; as a proxy it would hide from Tab what stands before."""
        self.choose.setFocus(event.reason())

    def _build_progress(self) -> QWidget:
        theme, words = self._session.theme, self._words
        self._at_work = QWidget()
        row = QHBoxLayout(self._at_work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.u(12))
        self.progress = ProgressLine(theme, words.t("Checked so far"))
        row.addWidget(self.progress, 1)
        self.cancel = Button(theme, words.t("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        row.addWidget(self.cancel)
        return self._at_work

    def _build_password(self) -> QWidget:
        theme, words = self._session.theme, self._words
        self.locked = QWidget()
        column = QVBoxLayout(self.locked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(12))
        label = words.t("Password of the file")
        self.password = LineEdit(theme, label)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = Button(
            theme, kind=ButtonKind.QUIET, icon="eye", name=words.t("Show the password")
        )
        self._eye.clicked.connect(self._toggle)
        self.password.set_trailing(self._eye)
        self.password.returnPressed.connect(self._begin)
        hint = words.t("The file is protected. Type the password that you were told.")
        self.password_field = Field(theme, label, self.password, hint=hint)
        column.addWidget(self.password_field)
        again = Button(theme, words.t("Check"), icon="shield-check")
        again.clicked.connect(self._begin)
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeading)
        return self.locked

    # What is checked

    def _ask_file(self) -> None:
        from limbo_desktop.ui.files import ask_open_file

        ask_open_file(
            self._session,
            self,
            self._words.t("Choose the file"),
            lambda paths: self.check(paths[0]),
            patterns=("*.pdf",),
        )

    def _ask_folder(self) -> None:
        from limbo_desktop.ui.files import ask_folder

        title = self._words.t("A folder")
        ask_folder(self._session, self, title, lambda paths: self.check(paths[0]))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file or a folder, anywhere on the page."""
        if dropped_path(event) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was dropped; it stays where it is."""
        path = dropped_path(event)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if path is not None:
            self.check(path)

    def check(self, path: Path) -> None:
        """Check the file or bag at `path`, in place of one that is being checked."""
        self._cancel()
        self.path = path
        self.password.forget()
        self.locked.hide()
        self._begin()

    # The work

    def _begin(self) -> None:
        path, password = self.path, self.password.text()
        if path is None or self._running is not None:
            return
        self._clear()
        icon = "folder" if path.is_dir() else "file-text"
        self._file.set(self._words.identifier(path.name), icon, "ink2")
        self._file.show()
        self.progress.set_progress(0, 1)
        self._at_work.show()

        def work(job: Job) -> VerifyResult:
            from limbo_desktop.bundle.checking import check_delivery

            return check_delivery(path, password, job.report, job.check)

        running = free_op(self._session, work, owner=self)
        self._running = running

        def ended() -> None:
            if self._running is running:
                self._running = None
                self._at_work.hide()

        running.progress(self.progress.set_progress).success(self._show)
        running.failure(self._refused).finished(ended).start()

    def _cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self._running = None
            self._at_work.hide()

    def _clear(self) -> None:
        self.result = None
        self.refusal.hide()
        while (item := self._found.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _show(self, result: VerifyResult) -> None:
        from limbo_desktop.ui.start.check_result import CheckResult

        self.result = result
        self.locked.hide()
        self.password.forget()
        told = CheckResult(self._session.theme, self._words, result)
        self._found.addWidget(told)
        told.show()
        bring_into_sight(told.verdict)

    def _refused(self, error: PersonError) -> None:
        from limbo_desktop.bundle.verify import LockedBundleError

        if not isinstance(error, LockedBundleError):
            self.refusal.set_text(self._session.error_text(error))
            self.refusal.show()
            return
        if self.password.text():
            self.password_field.set_notice(
                self._words.t("This password does not open the file. Look at it letter by letter.")
            )
            self.password.selectAll()
        self.locked.show()
        self.password.setFocus()

    def _toggle(self) -> None:
        shown = self.password.echoMode() is QLineEdit.EchoMode.Normal
        mode = QLineEdit.EchoMode.Password if shown else QLineEdit.EchoMode.Normal
        self.password.setEchoMode(mode)

    def _escape(self) -> None:
        if self._running is not None:
            self._cancel()
        else:
            self.left.emit()
