"""What of a damaged case still reads, and a new file with all of that."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.errors import PersonError
from limbo_desktop.ui.new_case.sheet_check import SheetCheck
from limbo_desktop.ui.operations import Operation, free_op
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
from limbo_desktop.ui.widgets.logo import Logo
from limbo_desktop.ui.widgets.page import Page

if TYPE_CHECKING:
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.key import Key
    from limbo_desktop.vault.salvage.salvage import Salvaged
    from limbo_desktop.vault.salvage.survey import Survey

SUFFIX: Final = ".limbo"


class DamagedPage(Page):
    """`left` on Back and Esc; `finished` with the new file when its sheet was checked."""

    left = Signal()
    finished = Signal(Path)

    def __init__(self, session: Session, path: Path, passphrase: str) -> None:
        super().__init__(session.theme, width=880)
        self._session = session
        self._path = path
        self._passphrase = passphrase
        self._running: Operation[Survey] | Operation[tuple[Salvaged, tuple[str, ...]]] | None = None
        self.survey: Survey | None = None
        self.check: SheetCheck | None = None
        self.made: Path | None = None
        self._build()
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._escape)
        QTimer.singleShot(0, self, self._look)

    def _build(self) -> None:
        theme, words = self._session.theme, self._session.words
        u = theme.u
        head = QHBoxLayout()
        head.setSpacing(u(16))
        head.addWidget(Logo(theme, 30))
        head.addWidget(Label(theme, words.t("What still reads"), "h2"), 1)
        self.column.addLayout(head)
        self.column.addSpacing(u(16))
        self._card = Card(theme, padding=30, spacing=12)
        self.column.addWidget(self._card)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(u(8))
        self._card.column.addLayout(self._lines)
        self._progress = ProgressLine(theme, words.t("Reading the damaged case"))
        self._card.column.addWidget(self._progress)
        self._notice = Notice(theme)
        self._notice.hide()
        self._card.column.addWidget(self._notice)
        self.column.addStretch(1)
        foot = QHBoxLayout()
        self.back = Button(theme, words.t("Back"), ButtonKind.LINK, icon="arrow-left")
        self.back.clicked.connect(self._escape)
        foot.addWidget(self.back)
        foot.addStretch(1)
        self.button = Button(theme, words.t("Bring it out into a new file…"), ButtonKind.PRIMARY)
        self.button.setEnabled(False)
        self.button.clicked.connect(self._act)
        foot.addWidget(self.button)
        self.column.addSpacing(u(16))
        self.column.addLayout(foot)
        self.setFocusProxy(self.back)

    def _escape(self) -> None:
        if self._running is not None:
            self._running.cancel()
        self._passphrase = ""
        self.left.emit()

    def _keys(self, salt: bytes) -> Iterable[Key]:
        from limbo_desktop.vault.key import PROFILES, Key

        return (Key.from_passphrase(self._passphrase, salt, each) for each in PROFILES)

    def _look(self) -> None:
        path = self._path

        def work(job: Job) -> Survey:
            from limbo_desktop.vault.salvage.survey import survey

            return survey(path, self._keys, job.report)

        operation = free_op(self._session, work, owner=self)
        self._running = operation
        operation.progress(self._progress.set_progress).success(self._show)
        operation.failure(self._refused).finished(self._ended).start()

    def _ended(self) -> None:
        self._running = None
        self._progress.hide()

    def _refused(self, error: PersonError) -> None:
        self._notice.set_text(self._session.error_text(error))
        self._notice.show()
        self.button.setEnabled(self.survey is not None)

    def _show(self, found: Survey) -> None:
        self.survey = found
        words = self._session.words
        entries, people = found.entries, found.people
        self._add(words.n("{count} entry can be read", "{count} entries can be read", entries))
        papers = words.n("{count} document can be read", "{count} documents can be read",
                         found.papers)  # fmt: skip
        self._add(papers)
        files = words.t(
            "{whole} of {all} files of documents are whole",
            whole=found.files,
            all=found.papers_with_file,
        )
        self._add(files, *(("info", "notice") if found.files < found.papers_with_file else ()))
        self._add(words.n("{count} person", "{count} people", people))
        damaged = words.n(
            "{count} page of {all} of the file is damaged",
            "{count} pages of {all} of the file are damaged",
            found.damaged,
            all=found.pages,
        )
        self._add(damaged, "info", "notice")
        self._say(
            words.t(
                "The damaged file is only read and stays as it is. If there is an earlier copy of "
                "the case, look into that one too: it may have what is lost here."
            )
        )
        self.button.setEnabled(entries + people + found.papers > 0)
        if self.button.isEnabled():
            self.button.setFocus()

    def _add(self, text: str, icon: str = "check", token: str = "good") -> None:
        theme = self._session.theme
        line = IconLabel(theme, icon, token, text=text, words_colour="ink", style="body", wrap=True)
        self._lines.addWidget(line)
        line.show()

    def _say(self, text: str) -> None:
        label = Label(self._session.theme, text, "label", "ink2", wrap=True)
        self._lines.addWidget(label)
        label.show()

    def _act(self) -> None:
        if self.made is not None:
            self.finished.emit(self.made)
            return
        from limbo_desktop.ui.files import ask_save

        ask_save(
            self._session,
            self,
            self._session.words.t("The new file"),
            lambda paths: self.bring_out(paths[0]),
            name=f"{self._path.stem} 2{SUFFIX}",
            suffix=SUFFIX.removeprefix("."),
        )

    def bring_out(self, target: Path) -> None:
        """Write what reads to the new file `target`, under the same passphrase."""
        path, typed = self._path, self._passphrase
        self.button.setEnabled(False)
        self._notice.hide()
        self._progress.set_progress(0, 0)
        self._progress.show()

        def work(job: Job) -> tuple[Salvaged, tuple[str, ...]]:
            from limbo_desktop.vault.salvage.salvage import new_vault, salvage

            with new_vault(target, typed) as (vault, recovery):
                return salvage(path, self._keys, vault, job.report), recovery.groups

        operation = free_op(self._session, work, owner=self)
        self._running = operation
        operation.progress(self._progress.set_progress)
        operation.success(lambda result: self._brought(target, *result))
        operation.failure(self._refused).finished(self._ended).start()

    def _brought(self, target: Path, result: Salvaged, groups: tuple[str, ...]) -> None:
        self._passphrase = ""
        self._clear()
        theme, words = self._session.theme, self._session.words
        self._add(
            words.t(
                "All that reads is in the new file: {path}",
                path=words.identifier(str(target)),
            )
        )
        for name in result.files_lost:
            self._add(words.t("file lost: {name}", name=name), "info", "notice")
        self._say(
            words.t(
                "It opens with the same passphrase. Copy these digits onto paper: the old sheet "
                "does not open the new file."
            )
        )
        self.check = SheetCheck(theme, words, groups)
        self.check.passed.connect(self.button.setEnabled)
        self._card.column.addWidget(self.check)
        self.check.show()
        self.made = target
        self.back.hide()
        self.button.set_text(words.t("Open the new file"))

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.deleteLater()
