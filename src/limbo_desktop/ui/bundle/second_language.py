"""The second language of a file, and where translations stand: beside the original or after it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.bundle.options import Layout
from limbo_desktop.text.language import LANGUAGES
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Choice, Field


class SecondLanguage(QWidget):
    """`changed` when the person picked another language or another layout."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(12))
        label = words.t("Second language of accounts, dates and labels")
        self.choice = Choice(theme, label, [("", words.t("No second language"))])
        self.choice.activated.connect(lambda _: self._picked())
        column.addWidget(Field(theme, label, self.choice))
        where = words.t("Original and translation")
        places = [
            (Layout.SIDE.value, words.t("Beside each other")),
            (Layout.TURN.value, words.t("One after the other")),
        ]
        self.layout_choice = Choice(theme, where, places, Layout.SIDE.value)
        self.layout_choice.activated.connect(lambda _: self.changed.emit())
        self._layout_field = Field(theme, where, self.layout_choice)
        column.addWidget(self._layout_field)
        self._layout_field.hide()

    @property
    def value(self) -> str:
        """Return the code of the second language, "" for none."""
        return self.choice.value

    @property
    def layout_value(self) -> Layout:
        """Return where translations stand."""
        return Layout(self.layout_choice.value)

    def beside(self, first: str) -> None:
        """Offer every language but the first one; keep what is picked where it is offered."""
        picked = self.value
        self.choice.clear()
        self.choice.addItem(self._words.t("No second language"), "")
        for each in LANGUAGES:
            if each.code != first:
                self.choice.addItem(each.own_name, each.code)
        self.choose(picked, self.layout_value)

    def choose(self, code: str, layout: Layout) -> None:
        """Pick a language, none when it is not offered, and a layout."""
        self.choice.choose("")
        self.choice.choose(code)
        self.layout_choice.choose(layout.value)
        self._layout_field.setVisible(bool(self.value))

    def _picked(self) -> None:
        self._layout_field.setVisible(bool(self.value))
        self.changed.emit()
