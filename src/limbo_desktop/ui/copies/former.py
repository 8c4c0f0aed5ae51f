"""Copies that an earlier passphrase still opens: which they are, and the way to delete them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.errors import PersonError
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.ui.lane import Job
from limbo_desktop.ui.operations import long_op, op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import Button, ButtonKind, Label, Notice, ProgressLine, TickBox

if TYPE_CHECKING:
    from limbo_desktop.vault.backup.folder import Backup
    from limbo_desktop.vault.vault import Vault

SETTLED: Final = 3600.0
"""Seconds after which a copy is written for good; what changed it later is somebody's work."""

Found = list[tuple["Backup", bool]]
"""The copies, and whether somebody may have worked in each since it was made."""


def read_former(vault: Vault) -> Found:
    """Return the copies that are meant.  On the lane."""
    found = []
    for each in vault.former_copies():
        later = each.path.stat().st_mtime - each.made.timestamp()
        found.append((each, abs(later) > SETTLED))
    return found


def lacks_a_copy(vault: Vault) -> bool:
    """Return whether a copy under the passphrase of now could be made and was not.  On the lane."""
    standing = vault.backups.standing()
    return standing.there and standing.due


class FormerCopies(QWidget):
    """Hidden while there are none; `read` with how many there are, each time they were read.

    What has a tick is deleted only after a copy under the new passphrase is whole.
    """

    read = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._waiting = False
        theme, words = session.theme, session.words
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(u(8))
        self.notice = Notice(theme)
        column.addWidget(self.notice)
        hint = words.t(
            "If somebody else may know it, delete them. Before that a new copy is made with the "
            "passphrase of now. A stick or an SSD may keep old pieces, and copies elsewhere are "
            "not known here."
        )
        column.addWidget(Label(theme, hint, "small", "ink2", wrap=True))
        self.boxes: list[tuple[TickBox, Path]] = []
        self._listed = QVBoxLayout()
        self._listed.setSpacing(u(4))
        column.addLayout(self._listed)
        self.refusal = Notice(theme)
        self.refusal.hide()
        column.addWidget(self.refusal)
        self._progress = ProgressLine(theme, words.t("Erasing"))
        self._progress.hide()
        column.addWidget(self._progress)
        self.button = Button(theme, words.t("Delete those with a tick"), ButtonKind.DANGER)
        self.button.clicked.connect(self._begin)
        column.addWidget(self.button)
        session.keeper.told.connect(self._go_on)
        self.hide()

    def reload(self) -> None:
        """Read which copies there are."""
        op(self._session, read_former, owner=self).success(self._show).start()

    def _show(self, found: Found) -> None:
        words = self._session.words
        for box, _ in self.boxes:
            self._listed.removeWidget(box)
            box.deleteLater()
        self.boxes = []
        for each, worked_in in found:
            box = self._box(each, worked_in)
            self._listed.addWidget(box)
            box.show()
            self.boxes.append((box, each.path))
        if found:
            self.notice.set_text(
                words.n(
                    "{count} copy still opens with an earlier passphrase: who knows that one can "
                    "read in it what the case was then.",
                    "{count} copies still open with an earlier passphrase: who knows that one can "
                    "read in them what the case was then.",
                    len(found),
                )
            )
        self._ready()
        self.setVisible(bool(found))
        self.read.emit(len(found))

    def _box(self, each: Backup, worked_in: bool) -> TickBox:
        words = self._session.words
        date, size = words.date(each.made.date(), DateStyle.SHORT), words.size(each.size)
        path = words.identifier(str(each.path))
        if worked_in:
            text = words.t(
                "{date}, {size}: {path}. It was changed later: somebody may have worked in it.",
                date=date,
                size=size,
                path=path,
            )
        else:
            text = words.t("{date}, {size}: {path}", date=date, size=size, path=path)
        box = TickBox(self._session.theme, text, checked=not worked_in)
        box.toggled.connect(lambda _: self._ready())
        return box

    @property
    def chosen(self) -> list[Path]:
        """Return the copies that have a tick."""
        return [path for box, path in self.boxes if box.isChecked()]

    def _ready(self) -> None:
        self.button.setEnabled(bool(self.chosen) and not self._waiting)

    def _begin(self) -> None:
        """Make sure of a copy under the new passphrase first."""
        self._waiting = True
        self.refusal.hide()
        self._ready()

        def ask(lacking: bool) -> None:
            if lacking:
                self._session.keeper.copy(always=True)
            else:
                self._erase()

        op(self._session, lacks_a_copy, owner=self).success(ask).start()

    def _go_on(self) -> None:
        """A copy was made, or could not be."""
        keeper = self._session.keeper
        if not self._waiting or keeper.running:
            return

        def made(lacking: bool) -> None:
            if not self._waiting:
                return
            if lacking:
                self._refused(keeper.trouble)
            else:
                self._erase()

        op(self._session, lacks_a_copy, owner=self).success(made).start()

    def _erase(self) -> None:
        chosen = self.chosen
        self._waiting = False
        self.button.setEnabled(False)
        self._progress.set_progress(0, 0)
        self._progress.show()

        def work(vault: Vault, job: Job) -> None:
            def report(done: int, total: int) -> None:
                if not job.cancelled:  # what is begun is not stopped any more
                    job.report(done, total)

            vault.erase_former(chosen, report)

        operation = long_op(self._session, work, owner=self)
        operation.progress(self._progress.set_progress).failure(self._refused)
        operation.finished(self._ended).start()

    def _ended(self) -> None:
        self._progress.hide()
        self.reload()

    def _refused(self, error: PersonError | None) -> None:
        words = self._session.words
        self._waiting = False
        if error is None:
            self.refusal.set_text(words.t("No new copy could be made, so none was deleted."))
        else:
            self.refusal.set_text(self._session.error_text(error))
        self.refusal.show()
        self._ready()
