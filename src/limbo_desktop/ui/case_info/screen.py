"""The screen of the case as a whole: title, who decides, numbers, languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTime, QTimer
from PySide6.QtWidgets import QVBoxLayout

from limbo_desktop.case.records import CaseInfo
from limbo_desktop.errors import PersonError
from limbo_desktop.ui.case_info.form import CaseForm
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.widgets import Card, Label, SavedIndicator
from limbo_desktop.ui.widgets.header import Header
from limbo_desktop.ui.widgets.scrolling import ScrollingColumn

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

PAUSE_MS: Final = 1000


class CaseScreen(Screen):
    """What is typed is kept at each pause and when the screen is left."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        theme, words = self.theme, self.words
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        header = Header(theme, words.t("The case"))
        self._saved = SavedIndicator(theme)
        header.row.addWidget(self._saved)
        column.addWidget(header)
        area = ScrollingColumn(theme)
        area.column.setContentsMargins(u(24), u(8), u(24), u(24))
        card = Card(theme, spacing=12)
        card.setMaximumWidth(u(632))
        hint = words.t("It stands on the cover of every bundle.")
        card.column.addWidget(Label(theme, hint, "small", "ink2", wrap=True))
        self.form = CaseForm(theme, words)
        self.form.changed.connect(self._typed)
        card.column.addWidget(self.form)
        area.column.addWidget(card)
        area.column.addStretch(1)
        column.addWidget(area, 1)
        self._kept: CaseInfo | None = None
        self.form.setEnabled(False)  # what is typed before it is read would be written over
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        session.changed.connect(lambda _: self._reload())
        self._reload(begin=True)

    def _reload(self, *, begin: bool = False) -> None:
        """Show what the vault has; `begin` puts the focus into the first field."""

        def show(info: CaseInfo) -> None:
            self._kept = info
            self.form.show_info(info)
            self.form.setEnabled(True)
            if begin:
                self.form.inputs["title"].target().setFocus()

        op(self.session, lambda vault: vault.info, owner=self).success(show).start()

    def _typed(self, _key: str) -> None:
        self._saved.show_saving(self.words.t("Saving…"))
        self._timer.start()

    def flush(self) -> None:
        """Keep what is typed."""
        self._timer.stop()
        before, info = self._kept, self.form.info
        if before is None or info == before:
            return
        self._kept = info

        def put(vault: Vault) -> None:
            vault.put_info(info)

        def refused(error: PersonError) -> None:
            self._kept = before
            self.session.show_error(error)

        op(self.session, put, owner=self).success(lambda _: self._said()).failure(refused).start()

    def _said(self) -> None:
        clock = QTime.currentTime().toString("HH:mm")
        self._saved.show_saved(self.words.t("Saved at {time}", time=self.words.time(clock)))
