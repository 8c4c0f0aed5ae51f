"""Erasing the case: what it means, which copies go too, the name of the file typed once more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from limbo_desktop.errors import PersonError
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.ui.lane import Job
from limbo_desktop.ui.operations import long_op, op
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    Field,
    Label,
    LineEdit,
    Notice,
    ProgressLine,
    TickBox,
)
from limbo_desktop.ui.widgets.header import Header
from limbo_desktop.ui.widgets.scrolling import ScrollingColumn
from limbo_desktop.vault.told import ERASING, ERASING_MEANS

if TYPE_CHECKING:
    from limbo_desktop.vault.backup.folder import Backup
    from limbo_desktop.vault.vault import Vault


class EraseScreen(Screen):
    """Nothing happens before the file's name is typed; afterwards there is no way back."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        theme, words = self.theme, self.words
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        header = Header(theme, words.t("Erase the case"))
        header.row.addStretch(1)
        back = Button(theme, words.t("Back"), icon="arrow-left")
        back.clicked.connect(session.back)
        header.row.addWidget(back)
        column.addWidget(header)
        area = ScrollingColumn(theme, spacing=16)
        area.column.setContentsMargins(u(24), u(4), u(24), u(24))
        column.addWidget(area, 1)
        card = Card(theme, padding=20, spacing=12)
        card.setMaximumWidth(u(632))
        area.column.addWidget(card)
        area.column.addStretch(1)
        notice = Notice(theme, words.t(ERASING), tone="danger", icon="triangle-alert")
        card.column.addWidget(notice)
        card.column.addWidget(Label(theme, words.t(ERASING_MEANS), "label", "ink2", wrap=True))
        self.copies: list[tuple[TickBox, Path]] = []
        self._listed = QVBoxLayout()
        self._listed.setSpacing(u(4))
        card.column.addLayout(self._listed)
        self._name = "" if session.path is None else session.path.stem
        label = words.t("To erase it, the name of the file: {name}", name=self._name)
        self.name = LineEdit(theme, label)
        self.name.textChanged.connect(self._typed)
        card.column.addWidget(Field(theme, label, self.name))
        self._refusal = Notice(theme)
        self._refusal.hide()
        card.column.addWidget(self._refusal)
        self._progress = ProgressLine(theme, words.t("Erasing"))
        self._progress.hide()
        card.column.addWidget(self._progress)
        self.button = Button(theme, words.t("Erase the case for good"), ButtonKind.DANGER)
        self.button.setEnabled(False)
        self.button.clicked.connect(self._erase)
        card.column.addWidget(self.button)

    def showEvent(self, event: QShowEvent) -> None:
        """Look which copies there are."""
        super().showEvent(event)
        op(self.session, lambda vault: vault.copies(), owner=self).success(self._list).start()

    def _list(self, copies: list[Backup]) -> None:
        for box, _ in self.copies:
            self._listed.removeWidget(box)
            box.deleteLater()
        theme, words = self.theme, self.words
        if copies and not self.copies:
            said = words.t(
                "These copies open with this passphrase or an earlier one. "
                "Those with a tick go too:"
            )
            self._listed.addWidget(Label(theme, said, "label", wrap=True))
        self.copies = []
        for each in copies:
            text = words.t(
                "{date}, {size}: {path}",
                date=words.date(each.made.date(), DateStyle.SHORT),
                size=words.size(each.size),
                path=words.identifier(str(each.path)),
            )
            box = TickBox(theme, text)
            self._listed.addWidget(box)
            box.show()
            self.copies.append((box, each.path))

    def _typed(self, text: str) -> None:
        self.button.setEnabled(bool(self._name) and text.strip() == self._name)

    def _erase(self) -> None:
        chosen = [path for box, path in self.copies if box.isChecked()]
        self.button.setEnabled(False)
        self.session.keeper.stop()
        self._progress.set_progress(0, 0)
        self._progress.show()

        def work(vault: Vault, job: Job) -> None:
            vault.erase(chosen, lambda done, total: _report(job, done, total))

        operation = long_op(self.session, work, owner=self)
        operation.progress(self._progress.set_progress).failure(self._refused)
        operation.success(lambda _: self.session.lock("erased")).start()

    def _refused(self, error: PersonError) -> None:
        self._progress.hide()
        self._refusal.set_text(self.session.error_text(error))
        self._refusal.show()
        self._typed(self.name.text())


def _report(job: Job, done: int, total: int) -> None:
    """Tell how far it is; what is begun is not stopped any more."""
    if not job.cancelled:
        job.report(done, total)
