"""Beside a list that is filtered by words: how much of the whole case has them, and the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from limbo_desktop.ui.operations import op
from limbo_desktop.ui.search.wording import all_counted
from limbo_desktop.ui.widgets import Button, ButtonKind

if TYPE_CHECKING:
    from limbo_desktop.ui.session import Session


class Elsewhere(QWidget):
    """A link “12 entries, 3 documents and 1 person: show the places”; hidden without words."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._typed = ""
        theme = session.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.u(24), 0, theme.u(24), theme.u(8))
        self.link = Button(theme, "", ButtonKind.LINK, icon="search", height="small_button")
        self.link.clicked.connect(lambda: session.go("search", self._typed))
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeading)
        row.addStretch(1)
        self.hide()

    def show_for(self, typed: str) -> None:
        """Say what the whole case has for these words; a late answer is dropped."""
        self._typed = typed
        if not typed:
            self.hide()
            return

        def found(totals: dict[str, int]) -> None:
            if typed != self._typed:
                return
            words = self._session.words
            said = all_counted(words, totals)
            if said:
                self.link.set_text(words.t("Whole case: {counted}", counted=said))
            self.setVisible(bool(said))

        op(self._session, lambda vault: vault.search.totals(typed), owner=self).success(
            found
        ).start()
