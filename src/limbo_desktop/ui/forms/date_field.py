"""A field for a date as a person writes it, which shows what it understood."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.text.date_reading import read_date
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Field, LineEdit


class DateField(QWidget):
    """Takes “October 2022”, “about 2021” or a day; `value` is EDTF.

    Text that is not understood leaves the last date as it was, and is never an error.
    """

    edited = Signal()

    def __init__(self, theme: Theme, words: Words, label: str) -> None:
        super().__init__()
        self._words = words
        self._value = ""
        self.line = LineEdit(theme, label)
        self.field = Field(theme, label, self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.line.textEdited.connect(self._typed)

    @property
    def value(self) -> str:
        """Return the date as EDTF, "" when none is known."""
        return self._value

    def set_value(self, edtf: str) -> None:
        """Show a date of the record in words; EDTF that we cannot read is shown as it is."""
        self._value = edtf
        try:
            shown = str(self._words.date(edtf)) if edtf else ""
        except ValueError:
            shown = edtf
        self.line.setText(shown)
        self.field.clear_message()

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._value = ""
            self.field.clear_message()
            self.edited.emit()
            return
        date = read_date(text)
        if date is None:
            words = self._words.t("Not understood yet. A month or a year is enough.")
            self.field.set_hint(words, "circle-dashed")
            return
        self._value = date.text
        self.field.set_good(self._words.t("Understood: {date}", date=self._words.date(date)))
        self.edited.emit()
