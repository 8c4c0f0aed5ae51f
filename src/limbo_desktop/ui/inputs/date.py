"""A date as a person writes it, and under it what was understood, or what is asked about it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text.date_questions import Question
from limbo_desktop.text.date_reading import understand
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.calendar import Calendar
from limbo_desktop.ui.inputs.date_ruler import DateRuler
from limbo_desktop.ui.inputs.date_words import as_typed, understood
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.inputs.text import ParsedInput
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind
from limbo_desktop.ui.widgets.flow import FlowLayout
from limbo_desktop.ui.widgets.scrolling import bring_into_sight


class DateInput(ParsedInput):
    """A field that takes any words; `content` is EDTF, the words are kept as typed.

    Words with several readings are asked about, and count when one was chosen.  A calendar opens
    in place (Alt+Down); `lane` gives the colour of the ruler under the form's own date.
    """

    keeps_words = True

    def __init__(
        self, theme: Theme, words: Words, label: str, *, lane: str = "", placeholder: str = ""
    ) -> None:
        super().__init__(theme, words, label, placeholder=placeholder)
        self._chosen = ""
        self._asked: Question | None = None
        name = words.t("Calendar: {name}", name=label)
        self.opener = Button(theme, kind=ButtonKind.QUIET, icon="calendar", name=name)
        self.opener.clicked.connect(self.turn_calendar)
        self.edit.set_trailing(self.opener)
        shortcut = QShortcut(QKeySequence("Alt+Down"), self.edit)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.turn_calendar)
        self.choices = QWidget()
        self._readings = FlowLayout(
            self.choices, gap=theme.u(8), line=theme.height("small_button"), rtl=theme.rtl
        )
        self._readings.setContentsMargins(0, 0, 0, 0)
        self.choices.hide()
        self.column.addWidget(self.choices)
        self.ruler = DateRuler(theme, words, lane) if lane else None
        if self.ruler is not None:
            self.ruler.hide()
            self.column.addWidget(self.ruler)
        self.calendar: Calendar | None = None

    # Reading

    def _understand(self, text: str) -> UncertainDate | Question | None:
        return understand(text, code=self.words.language.code, today=_today())

    def read(self, text: str) -> Content:
        """Return the date as EDTF; of several readings the one that was chosen."""
        found = self._understand(text)
        if isinstance(found, Question):
            return self._chosen if self._chosen in found.readings else None
        return found.text if found is not None else None

    def fits(self, typed: str, content: Content) -> bool:
        """Return whether a stored date is what `typed` says, or one of its readings."""
        found = self._understand(typed)
        if isinstance(found, Question):
            self._chosen = str(content) if content in found.readings else ""
        return self.read(typed) == content

    def shown(self, content: Content) -> str:
        """Return a stored date in words that would be understood again."""
        return as_typed(self.words, str(content))

    @property
    def date(self) -> UncertainDate | None:
        """Return what was understood, None where nothing is written or understood."""
        return date_of(self.content())

    # Saying

    def remark(self) -> tuple[str, str]:
        """Return what was understood, or asked; a day that was not written just now says it."""
        date = self.date
        if date is None:
            asked = self._asked
            said = asked.said(self.words) if asked else self.words.t("It stays as it is written.")
            return "circle-dashed", said
        if not (self._own_words or (self.ruler and not date.exact)):
            return "", ""
        return "check", understood(self.words, date)

    def say(self) -> None:
        """Say what was understood or is not clear, and draw where an unsure date lies."""
        found = self._understand(self.text) if self.text else None
        asked = found if isinstance(found, Question) else None
        if asked != self._asked:
            self._asked = asked
            self._show_readings()
        super().say()
        if self.ruler is not None:
            self.ruler.show_date(self.date)

    def _show_readings(self) -> None:
        while (item := self._readings.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for edtf, said in self._asked.choices(self.words) if self._asked else ():
            button = Button(self.theme, said, height="small_button")
            button.clicked.connect(lambda _=False, edtf=edtf: self._choose(edtf))
            self._readings.addWidget(button)
            button.show()
        self.choices.setVisible(self._readings.count() > 0)
        self.choices.updateGeometry()

    def _choose(self, edtf: str) -> None:
        """Take one reading of the words, which stay as they were typed."""
        self._chosen = edtf
        self._own_words = True
        self.say()
        self.edit.setFocus()
        self.changed.emit()

    # The calendar

    def turn_calendar(self) -> None:
        """Open the calendar in place, or close it."""
        if self.calendar is None:
            self.calendar = Calendar(self.theme, self.words, _today())
            self.calendar.hide()
            self.calendar.chosen.connect(self._take)
            self.calendar.closed.connect(self._close_calendar)
            self.column.addWidget(self.calendar)
        if not self.calendar.isHidden():
            self._close_calendar()
            return
        self.calendar.show_date(str(self.content() or ""))
        self.widened.emit(True)
        self.calendar.show()
        self.calendar.take_focus()
        bring_into_sight(self.calendar)

    def _take(self, edtf: str) -> None:
        self._chosen = ""
        self._own_words = False
        self.show_text(self.shown(edtf))
        self.say()
        self._close_calendar()
        self.changed.emit()

    def _close_calendar(self) -> None:
        if self.calendar is not None:
            self.calendar.hide()
        self.widened.emit(False)
        self.edit.setFocus()


def _today() -> dt.date:
    return dt.date.today()  # noqa: DTZ011 - the local day


def date_of(content: Content) -> UncertainDate | None:
    """Return a stored date; None for none and for text that is no EDTF."""
    try:
        return UncertainDate.parse(content) if content and isinstance(content, str) else None
    except ValueError:
        return None
