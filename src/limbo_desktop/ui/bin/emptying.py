"""The question before the bin is emptied: what goes for good, and what does not go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Label, Notice


class Emptying(QWidget):
    """`confirmed` when all of it is to be erased; the button that keeps it has the focus first."""

    confirmed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(8))
        self._notice = Notice(theme, "", tone="danger", icon="triangle-alert")
        column.addWidget(self._notice)
        rest = words.t(
            "The file keeps its size; the room is used again. Copies and backups made earlier"
            " still hold what is erased here, under the passphrase of their time."
        )
        column.addWidget(Label(theme, rest, "label", "ink2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.u(12))
        self.erase = Button(theme, words.t("Erase for good"), ButtonKind.DANGER, icon="trash-2")
        self.erase.clicked.connect(self.confirmed)
        row.addWidget(self.erase)
        self.keep = Button(theme, words.t("Keep it in the bin"))
        self.keep.clicked.connect(self.hide)
        row.addWidget(self.keep)
        row.addStretch(1)
        column.addLayout(row)

    def set_count(self, count: int) -> None:
        """Say how many things would go."""
        self._notice.set_text(
            self._words.n(
                "{count} thing will be erased, with its words in the history and the files that"
                " nothing else uses. It cannot be brought back, and no earlier change can be"
                " undone any more.",
                "{count} things will be erased, with their words in the history and the files"
                " that nothing else uses. They cannot be brought back, and no earlier change can"
                " be undone any more.",
                count,
            )
        )
