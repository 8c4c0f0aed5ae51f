"""The side panel: what the entry has already and what would help, each with why it does."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.case.checklist import Item, checklist
from limbo_desktop.case.records import Event
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import IconLabel, Label


class ChecklistPanel(QWidget):
    """Shows the checklist of an entry."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._items: tuple[Item, ...] | None = None
        self.setAccessibleName(words.t("What is already there"))
        outer = QVBoxLayout(self)
        edges = (theme.u(8), theme.u(20)) if theme.rtl else (theme.u(20), theme.u(8))
        outer.setContentsMargins(edges[0], theme.u(18), edges[1], theme.u(20))
        outer.setSpacing(0)
        self._outer = outer
        self._body: QWidget | None = None

    def show_event(self, event: Event) -> None:
        """Show the lines for `event`; nothing is made anew while they stay the same."""
        items = checklist(event)
        if items == self._items:
            return
        self._items = items
        if self._body is not None:
            self._outer.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.u(12))
        self._fill(column, items)
        self._outer.addWidget(self._body)

    def _fill(self, column: QVBoxLayout, items: tuple[Item, ...]) -> None:
        theme, words = self._theme, self._words
        head = QVBoxLayout()
        head.setSpacing(theme.u(2))
        head.addWidget(Label(theme, words.t("What is already there"), "h2"))
        hint = words.t("The entry is saved as it is. The list only helps to remember.")
        head.addWidget(Label(theme, hint, "small", "ink2", wrap=True))
        column.addLayout(head)
        for item in items:
            if item.present:
                text = words.t(item.label)
                column.addWidget(
                    IconLabel(
                        theme, "circle-check", "good", text=text, style="body",
                        words_colour="ink", units=20, wrap=True,
                    )
                )  # fmt: skip
        missing = [item for item in items if not item.present]
        if missing:
            column.addSpacing(theme.u(6))
            column.addWidget(Label(theme, words.t("What would help"), "h2"))
        for item in missing:
            column.addWidget(self._missing(item))
        column.addStretch(1)

    def _missing(self, item: Item) -> QWidget:
        theme, words = self._theme, self._words
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        name = IconLabel(
            theme, "circle-dashed", "ink3", text=words.t(item.label), style="body",
            words_colour="ink", units=20, wrap=True,
        )  # fmt: skip
        column.addWidget(name)
        why = Label(theme, words.t(item.reason), "small", "ink2", wrap=True)
        row = QVBoxLayout()
        indent = theme.u(28)
        row.setContentsMargins(0 if theme.rtl else indent, 0, indent if theme.rtl else 0, 0)
        row.addWidget(why)
        column.addLayout(row)
        return holder

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
