"""A date as a person writes it, and under it what was understood."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text.date_reading import read_date
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.base import Input
from limbo_desktop.ui.inputs.date_ruler import DateRuler
from limbo_desktop.ui.inputs.date_words import as_typed, understood
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import IconLabel, LineEdit


class DateInput(Input):
    """A field that takes any words; `content` is EDTF, the words are kept as typed."""

    def __init__(
        self, theme: Theme, words: Words, label: str, *, lane: str = "", placeholder: str = ""
    ) -> None:
        super().__init__(theme, words, label)
        self.edit = LineEdit(theme, label, placeholder=placeholder)
        self.edit.set_mark("calendar", "ink2")
        self.edit.textEdited.connect(self._on_edited)
        self.column.addWidget(self.edit)
        self.message = IconLabel(
            theme, "", "good", style="label", words_colour="ink2", wrap=True, units=18
        )
        self.message.hide()
        self.column.addWidget(self.message)
        self.ruler = DateRuler(theme, words, lane) if lane else None
        if self.ruler is not None:
            self.ruler.hide()
            self.column.addWidget(self.ruler)
        self._date: UncertainDate | None = None
        self._own_words = False

    def _on_edited(self, _text: str) -> None:
        self._own_words = True
        self._read()
        self.changed.emit()

    def _read(self) -> None:
        text = self.edit.text().strip()
        self._date = read_date(text) if text else None
        self._say(text)

    def _say(self, text: str) -> None:
        date = self._date
        if not text:
            self.message.set("", "", "good")
        elif date is None:
            said = self.words.t("It stays as it is written.")
            self.message.set(said, "circle-dashed", "ink2")
        else:
            self.message.set(understood(self.words, date), "check", "good")
        vague = date is None or not date.exact
        self.message.setVisible(bool(text) and (self._own_words or (vague and bool(self.ruler))))
        self.edit.setAccessibleDescription(self.message.text)
        if self.ruler is not None:
            if date is not None:
                self.ruler.show_date(date)
            else:
                self.ruler.hide()

    def content(self) -> Content:
        """Return the date as EDTF, "" where it is not understood or not given."""
        return self._date.text if self._date is not None else ""

    def typed(self) -> str:
        """Return the person's own words for the date, understood or not."""
        return self.edit.text().strip() if self._own_words else ""

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show a stored date, in the words with which it was given as long as they fit it."""
        when = content if isinstance(content, str) else ""
        if typed:
            read = read_date(typed)
            if (read.text if read is not None else "") == when:
                self._own_words = True
                self._set(typed, read)
                return
        self._own_words = False
        try:
            date = UncertainDate.parse(when) if when else None
        except ValueError:
            date = None
        self._set(as_typed(self.words, when), date)

    def _set(self, text: str, date: UncertainDate | None) -> None:
        if text != self.edit.text().strip():
            self.edit.setText(text)
            self.edit.setCursorPosition(0)
        self._date = date
        self._say(text)

    def target(self) -> QWidget:
        """Return the field."""
        return self.edit
