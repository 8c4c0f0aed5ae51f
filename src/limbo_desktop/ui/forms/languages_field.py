"""A field for the languages of a paper, typed as names."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.language_names import read_languages, shown_languages
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Field, LineEdit


class LanguagesField(QWidget):
    """Takes “Russian, Finnish” in any language of the window; `value` are the codes."""

    edited = Signal()

    def __init__(self, theme: Theme, words: Words, label: str) -> None:
        super().__init__()
        self._words = words
        self._value: tuple[str, ...] = ()
        self.line = LineEdit(theme, label)
        self.field = Field(theme, label, self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.line.textEdited.connect(self._typed)

    @property
    def value(self) -> tuple[str, ...]:
        """Return the codes of what was understood."""
        return self._value

    def set_value(self, codes: tuple[str, ...]) -> None:
        """Show the languages of the record."""
        self._value = codes
        self.line.setText(shown_languages(self._words, codes))
        self.field.clear_message()

    def _typed(self, text: str) -> None:
        self._value, unknown = read_languages(text)
        if unknown:
            names = self._words.list(unknown)
            said = self._words.t("Not known as a language: {names}", names=names)
            self.field.set_hint(said, "circle-dashed")
        else:
            self.field.clear_message()
        self.edited.emit()
