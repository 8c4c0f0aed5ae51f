"""The card above the grid while files are taken in, and what became of them afterwards."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from limbo_desktop.text.words import Words
from limbo_desktop.ui.documents.adding import Summary
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, IconLabel, Label, ProgressLine

SHOWN_REFUSALS: Final = 5


class IntakeCard(Card):
    """Hidden until there is something to tell; `cancelled` when the person stops it."""

    cancelled = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, padding=12, spacing=6)
        self._theme = theme
        self._words = words
        row = QHBoxLayout()
        row.setSpacing(theme.u(12))
        self.text = Label(theme, "", "label", "ink", wrap=True)
        row.addWidget(self.text, 1)
        self.stop = Button(theme, words.t("Cancel"), height="small_button")
        self.stop.clicked.connect(self.cancelled)
        row.addWidget(self.stop)
        self.close_button = Button(
            theme, "", ButtonKind.QUIET, icon="x", height="small_button", name=words.t("Close")
        )
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.close_button)
        self.column.addLayout(row)
        self.bar = ProgressLine(theme, words.t("Files taken in"))
        self.column.addWidget(self.bar)
        self._refusals: list[IconLabel] = []
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """Show how many files are in."""
        self._forget()
        words = self._words
        self.text.setText(
            words.t(
                "Taking files in: {done} of {total}",
                done=words.number(done),
                total=words.number(total),
            )
        )
        self.bar.set_progress(done, total)
        self.bar.show()
        self.stop.show()
        self.close_button.hide()
        self.show()

    def show_summary(self, summary: Summary) -> None:
        """Show what became of the files."""
        self._forget()
        words = self._words
        parts = [
            words.n("{count} new document", "{count} new documents", len(summary.new)),
        ]
        if summary.already:
            parts.append(
                words.n(
                    "{count} was here already", "{count} were here already", len(summary.already)
                )
            )
        if summary.refused:
            parts.append(
                words.n(
                    "{count} could not be taken in",
                    "{count} could not be taken in",
                    len(summary.refused),
                )
            )
        said = words.list(parts)
        self.text.setText(
            words.t("Stopped. {what}. What is in stays.", what=said)
            if summary.cancelled
            else words.t("{what}. The originals on the disk stay as they are.", what=said)
        )
        for refused in summary.refused[:SHOWN_REFUSALS]:
            text = words.t("{name}: {why}", name=refused.name, why=refused.why)
            label = IconLabel(
                self._theme, "circle-alert", "notice", text=text, style="small", wrap=True
            )
            self._refusals.append(label)
            self.column.addWidget(label)
        self.bar.hide()
        self.stop.hide()
        self.close_button.show()
        self.show()

    def _forget(self) -> None:
        for label in self._refusals:
            label.hide()
            label.deleteLater()
        self._refusals = []
