"""One sitting of the history: when, what was done, and each field before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.history.changes import FieldChange
from limbo_desktop.ui.history.diff_label import DiffLabel
from limbo_desktop.ui.history.word_diff import readable
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Covered, Label, Rule


class SittingCard(Card):
    """`field_wanted(key)` asks for what a field said before; `all_wanted` for the whole record."""

    field_wanted = Signal(str)
    all_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Words,
        *,
        when: str,
        act: str,
        changes: Sequence[FieldChange],
        fields_back: bool,
        all_back: bool,
    ) -> None:
        super().__init__(theme, padding=20, spacing=10)
        self._theme = theme
        self._words = words
        self.setMaximumWidth(theme.u(760))
        head = QHBoxLayout()
        head.setSpacing(theme.u(12))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(Label(theme, when, "title", wrap=True))
        said.addWidget(Label(theme, act, "label", "ink2", wrap=True))
        head.addLayout(said, 1)
        if all_back:
            button = Button(
                theme,
                words.t("Bring it all back"),
                icon="undo-2",
                height="small_button",
                name=words.t("Bring the whole record back as of {when}", when=when),
            )
            button.clicked.connect(self.all_wanted)
            head.addWidget(button)
        self.column.addLayout(head)
        for change in changes:
            self.column.addWidget(Rule(theme))
            self.column.addWidget(self._field(change, back=fields_back))

    def _field(self, change: FieldChange, *, back: bool) -> QWidget:
        theme, words = self._theme, self._words
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(2))
        head = QHBoxLayout()
        head.setSpacing(theme.u(8))
        label = Label(theme, change.label, "label", "ink2", wrap=True)
        head.addWidget(label, 1, Qt.AlignmentFlag.AlignVCenter)
        if back:
            link = Button(
                theme,
                words.t("Bring back"),
                ButtonKind.LINK,
                height="small_button",
                name=words.t("Bring back what stood before: {label}", label=change.label),
            )
            link.clicked.connect(lambda: self.field_wanted.emit(change.key))
            head.addWidget(link)
        column.addLayout(head)
        if change.covered:
            self._cover(column, change)
        else:
            column.addWidget(self._told(change))
        return holder

    def _cover(self, column: QVBoxLayout, change: FieldChange) -> None:
        theme, words = self._theme, self._words
        cover = Covered(
            theme, words.t("The words are covered, so as not to be read again"), words.t("Show")
        )

        def reveal() -> None:
            cover.hide()
            column.addWidget(self._told(change))

        cover.revealed.connect(reveal)
        column.addWidget(cover)

    def _told(self, change: FieldChange) -> QWidget:
        pieces = readable(change.before, change.after)
        return DiffLabel(self._theme, self._words, pieces)
