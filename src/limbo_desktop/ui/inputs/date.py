"""A date as a person writes it, and under it what was understood."""

from __future__ import annotations

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text.date_reading import read_date
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.date_ruler import DateRuler
from limbo_desktop.ui.inputs.date_words import as_typed, understood
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.inputs.text import ParsedInput
from limbo_desktop.ui.theme import Theme


class DateInput(ParsedInput):
    """A field that takes any words; `content` is EDTF, the words are kept as typed."""

    keeps_words = True

    def __init__(
        self, theme: Theme, words: Words, label: str, *, lane: str = "", placeholder: str = ""
    ) -> None:
        super().__init__(theme, words, label, placeholder=placeholder)
        self.edit.set_mark("calendar", "ink2")
        self.ruler = DateRuler(theme, words, lane) if lane else None
        if self.ruler is not None:
            self.ruler.hide()
            self.column.addWidget(self.ruler)

    def read(self, text: str) -> Content:
        """Return the date as EDTF."""
        date = read_date(text)
        return date.text if date is not None else None

    def shown(self, content: Content) -> str:
        """Return a stored date in words that would be understood again."""
        return as_typed(self.words, str(content))

    @property
    def date(self) -> UncertainDate | None:
        """Return what was understood, None where nothing is written or understood."""
        return date_of(self.content())

    def remark(self) -> tuple[str, str]:
        """Return what was understood; a plain day that the person did not just write says it."""
        date = self.date
        if date is None or not (self._own_words or (self.ruler and not date.exact)):
            return "", ""
        return "check", understood(self.words, date)

    def say(self) -> None:
        """Say what was understood, and draw where an unsure date lies."""
        super().say()
        if self.ruler is not None:
            self.ruler.show_date(self.date)


def date_of(content: Content) -> UncertainDate | None:
    """Return a stored date; None for none and for text that is no EDTF."""
    try:
        return UncertainDate.parse(content) if content and isinstance(content, str) else None
    except ValueError:
        return None
