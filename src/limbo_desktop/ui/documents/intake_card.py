"""The card above the grid while files are taken in, and what became of them afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from limbo_desktop.text.words import Words
from limbo_desktop.ui.documents.adding import Summary
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, IconLabel, Label, ProgressLine

NAMED: Final = 5
"""How many names stand beside one reason before the person asks for all."""


class IntakeCard(Card):
    """Hidden until there is something to tell; `cancelled` when the person stops it."""

    cancelled = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, padding=12, spacing=6)
        self._theme = theme
        self._words = words
        self._summary = Summary()
        self.reading = False
        row = QHBoxLayout()
        row.setSpacing(theme.u(12))
        self.text = Label(theme, "", "label", "ink", wrap=True)
        row.addWidget(self.text, 1)
        self.every = Button(theme, words.t("Show all names"), height="small_button")
        self.every.clicked.connect(lambda: self._list(named=None))
        self.every.hide()
        row.addWidget(self.every)
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
        self._lines: list[IconLabel] = []
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """Show how many files are in."""
        words = self._words
        self._show_running(
            words.t(
                "Taking files in: {done} of {total}",
                done=words.number(done),
                total=words.number(total),
            ),
            done,
            total,
        )

    def show_reading(self, done: int, total: int) -> None:
        """Show how many files were read, so that their words can be found."""
        words = self._words
        self._show_running(
            words.t(
                "Reading the files, so that their words can be found: {done} of {total}",
                done=words.number(done),
                total=words.number(total),
            ),
            done,
            total,
            reading=True,
        )

    def _show_running(self, text: str, done: int, total: int, *, reading: bool = False) -> None:
        self.reading = reading
        self._forget()
        self.every.hide()
        self.text.setText(text)
        self.bar.set_progress(done, total)
        self.bar.show()
        self.stop.show()
        self.close_button.hide()
        self.show()

    def show_summary(self, summary: Summary) -> None:
        """Show what became of the files."""
        words, self._summary, self.reading = self._words, summary, False
        parts = [words.n("{count} new document", "{count} new documents", len(summary.new))]
        if summary.already:
            parts.append(
                words.n(
                    "{count} was here already", "{count} were here already", len(summary.already)
                )
            )
        if summary.whole:
            parts.append(
                words.n(
                    "{count} archive kept as it is",
                    "{count} archives kept as they are",
                    len(summary.whole),
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
        self._list(named=NAMED)
        self.bar.hide()
        self.stop.hide()
        self.close_button.show()
        self.show()

    def _list(self, *, named: int | None) -> None:
        """Say which files: those here already, and by reason those kept whole or refused."""
        self._forget()
        words, summary = self._words, self._summary
        more = False
        already = {words.t("Here already"): summary.already} if summary.already else {}
        for icon, groups in (
            ("circle-alert", _by_reason(summary.refused)),
            ("file-archive", _by_reason(summary.whole)),
            ("info", already),
        ):
            for reason, names in groups.items():
                more |= named is not None and len(names) > named
                self._line(icon, reason, names[:named], len(names))
        if summary.too_many:
            told = words.t(
                "There are more files than can be taken in at once. Drop the rest again."
            )
            self._line("circle-alert", told, (), 0)
        self.every.setVisible(more)

    def _line(self, icon: str, reason: str, names: Iterable[str], count: int) -> None:
        words = self._words
        shown = [words.identifier(name) for name in names]
        left = count - len(shown)
        if left:
            shown.append(words.n("{count} more", "{count} more", left))
        text = (
            reason if not shown else words.t("{names}: {why}", names=words.list(shown), why=reason)
        )
        token = "notice" if icon == "circle-alert" else "ink2"
        label = IconLabel(self._theme, icon, token, text=text, style="small", wrap=True)
        self._lines.append(label)
        self.column.addWidget(label)

    def _forget(self) -> None:
        for label in self._lines:
            label.hide()
            label.deleteLater()
        self._lines = []


def _by_reason(files: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    """The names of the files by why: a pulled stick gives one reason for a hundred files."""
    found: dict[str, list[str]] = {}
    for name, why in files:
        found.setdefault(why, []).append(name)
    return found
