"""A new passphrase for a vault that is open, and the new sheet of digits that comes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.errors import PersonError
from limbo_desktop.ui.copies.former import FormerCopies
from limbo_desktop.ui.lane import Job
from limbo_desktop.ui.new_case.new_passphrase import NewPassphrase
from limbo_desktop.ui.new_case.sheet_check import SheetCheck, note_checked, note_unchecked
from limbo_desktop.ui.operations import long_op, op
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Label, Notice, ProgressLine
from limbo_desktop.ui.widgets.header import Header
from limbo_desktop.ui.widgets.scrolling import ScrollingColumn

if TYPE_CHECKING:
    from limbo_desktop.vault.recovery import RecoveryKey
    from limbo_desktop.vault.vault import Vault


class RenewPassphrase(QWidget):
    """Two stages in one place; `finished` when the new sheet was checked."""

    finished = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        theme, words = session.theme, session.words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.u(12))
        self.passphrase = NewPassphrase(session)
        self._column.addWidget(self.passphrase)
        self._notice = Notice(theme)
        self._notice.hide()
        self._column.addWidget(self._notice)
        self._progress = ProgressLine(theme, words.t("Writing the case anew"))
        self._progress.hide()
        self._column.addWidget(self._progress)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.button = Button(theme, words.t("Set the new passphrase"), ButtonKind.PRIMARY)
        self.button.setEnabled(False)
        self.button.clicked.connect(self._change)
        foot.addWidget(self.button)
        self._column.addLayout(foot)
        self.check: SheetCheck | None = None
        self.passphrase.changed.connect(self._refresh)
        self.passphrase.entered.connect(self._change)
        self.setFocusProxy(self.passphrase)

    def _refresh(self) -> None:
        if self.check is None:
            self.button.setEnabled(self.passphrase.usable)

    def _change(self) -> None:
        if not self.button.isEnabled():
            return
        if self.check is not None:
            op(self._session, note_checked, owner=self).start()
            self.finished.emit()
            return
        typed = self.passphrase.text
        self.button.setEnabled(False)

        def change(vault: Vault, job: Job) -> RecoveryKey:
            key = vault.change_passphrase(typed, progress=job.report)
            note_unchecked(vault)
            return key

        operation = long_op(self._session, change, owner=self)
        operation.progress(self._show_progress).success(self._show_sheet)
        operation.failure(self._refused).start()

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.set_progress(done, total)
        self._progress.show()

    def _refused(self, error: PersonError) -> None:
        self._progress.hide()
        self._notice.set_text(self._session.error_text(error))
        self._notice.show()
        self._refresh()

    def _show_sheet(self, key: RecoveryKey) -> None:
        self._progress.hide()
        self._notice.hide()
        self.passphrase.forget()
        self.passphrase.hide()
        theme, words = self._session.theme, self._session.words
        hint = words.t(
            "Copy these digits onto paper. The old sheet does not open the case any more."
        )
        self._column.insertWidget(0, Label(theme, hint, "body", "ink2", wrap=True))
        self.check = SheetCheck(theme, words, key.groups)
        self.check.passed.connect(self.button.setEnabled)
        self._column.insertWidget(1, self.check)
        self.check.show()
        self.button.set_text(words.t("Ready"))
        self.button.setEnabled(False)


class PassphraseScreen(Screen):
    """The same inside the shell, reached from the settings; then what the old one still opens."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        theme = self.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Header(theme, self.words.t("New passphrase")))
        area = ScrollingColumn(theme)
        edge = theme.u(24)
        area.column.setContentsMargins(edge, 0, edge, edge)
        card = Card(theme, padding=30)
        self.renew = RenewPassphrase(session)
        card.column.addWidget(self.renew)
        self.former = FormerCopies(session)
        card.column.addWidget(self.former)
        self.done = Button(theme, self.words.t("Ready"), ButtonKind.PRIMARY)
        self.done.clicked.connect(session.back)
        self.done.hide()
        card.column.addWidget(self.done)
        self.renew.finished.connect(self.former.reload)
        self.former.read.connect(self._leave_or_show)
        area.column.addWidget(card)
        area.column.addStretch(1)
        column.addWidget(area, 1)

    def _leave_or_show(self, count: int) -> None:
        """Stay as long as there are copies that the old passphrase opens."""
        if not count:
            self.session.back()
            return
        self.renew.hide()
        self.done.show()
