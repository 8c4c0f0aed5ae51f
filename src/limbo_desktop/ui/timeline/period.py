"""A period of the list: typed in the person's words and read back, and said in short."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text.date_questions import Question
from limbo_desktop.text.date_reading import understand
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Label, LineEdit


class PeriodLine(QWidget):
    """A period in the person's words, read back before it counts.

    `chosen` carries its first and its last day, None where it is open; `closed` that it is not
    wanted.
    """

    chosen = Signal(object, object)
    closed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self._date: UncertainDate | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(4))
        row = QHBoxLayout()
        row.setSpacing(theme.u(10))
        column.addLayout(row)
        hint = words.date("2019-05/2019-07")
        self.edit = LineEdit(theme, words.t("Period"), placeholder=hint)
        self.edit.setFixedWidth(theme.u(270))
        self.read = Label(theme, "", "label", "ink2", wrap=True)
        self.use = Button(theme, words.t("Show this period"), height="small_button")
        self.leave = Button(
            theme, kind=ButtonKind.QUIET, icon="x", name=words.t("Close"), height="small_button"
        )
        for widget in (self.edit, self.use, self.leave):
            row.addWidget(widget)
        row.insertStretch(2, 1)
        column.addWidget(self.read)
        self.edit.textChanged.connect(self._on_text)
        self.edit.returnPressed.connect(self._take)
        self.use.clicked.connect(self._take)
        self.leave.clicked.connect(self.closed)
        self._on_text("")

    def forget(self) -> None:
        """Empty the field."""
        self.edit.clear()

    def _on_text(self, text: str) -> None:
        words = self._words
        found = None
        if text.strip():
            code = words.language.code
            found = understand(text, code=code, today=dt.date.today())  # noqa: DTZ011 - local day
        self._date = found if isinstance(found, UncertainDate) and found.known else None
        if self._date is not None:
            self.read.setText(words.t("Understood: {date}.", date=words.date(self._date)))
        elif isinstance(found, Question):
            self.read.setText(found.said(words))
        else:
            self.read.setText(words.t("Not understood yet") if text.strip() else "")
        self.read.setVisible(bool(self.read.text()))
        self.use.setEnabled(self._date is not None)

    def _take(self) -> None:
        if self._date is not None:
            self.chosen.emit(self._date.earliest, self._date.latest)


def period_words(words: Words, since: dt.date | None, until: dt.date | None) -> str:
    """Return a period in words: whole years as years, whole months as months."""
    start, end = (each.isoformat() if each else ".." for each in (since, until))
    if (
        since
        and until
        and (since.month, since.day) == (1, 1)
        and (until.month, until.day) == (12, 31)
    ):
        start, end = start[:4], end[:4]
    elif since and until and since.day == 1 and (until + dt.timedelta(days=1)).day == 1:
        start, end = start[:7], end[:7]
    return words.date(start if start == end else f"{start}/{end}")
