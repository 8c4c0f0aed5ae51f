"""A deadline as a letter gives it: a number of days and the day from which they are counted."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.periods import Period
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.date import DateInput
from limbo_desktop.ui.inputs.form import Cell
from limbo_desktop.ui.inputs.small import ChoiceInput, NumberInput
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Card, IconLabel, Label

_MOST: Final = 3660


class PeriodRow(Card):
    """`counted(Period)` when number and day are both there; the sum is said, no law is known."""

    counted = Signal(object)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, padding=16, spacing=8, token="paper")  # noqa: S106 - a colour
        self._words = words
        title = words.t("The letter gives a number of days")
        self.column.addWidget(Label(theme, title, "label_bold", wrap=True))
        self.number = NumberInput(theme, words, words.t("How many"))
        units = [
            ("day", words.t("days")),
            ("week", words.t("weeks")),
            ("month", words.t("months")),
        ]
        self.unit = ChoiceInput(theme, words, words.t("Of what"), units)
        self.unit.show_content("day")
        self.start = DateInput(
            theme,
            words,
            words.t("From which day"),
            placeholder=words.t("for example the day you received it"),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.u(12))
        grid.setVerticalSpacing(theme.u(8))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Cell(theme, self.number), 0, 0)
        grid.addWidget(Cell(theme, self.unit), 0, 1)
        grid.addWidget(Cell(theme, self.start), 1, 0, 1, 2)
        self.column.addLayout(grid)
        self.sum = IconLabel(
            theme, "", "good", style="label", words_colour="ink2", wrap=True, units=18
        )
        self.sum.hide()
        self.column.addWidget(self.sum)
        for each in (self.number, self.unit, self.start):
            each.changed.connect(self._on_changed)

    @property
    def period(self) -> Period | None:
        """Return what is typed, None until a number and an exact day are there."""
        number, day = self.number.content(), _exact(self.start.date)
        if not isinstance(number, int | float) or day is None:
            return None
        if number != int(number) or not 0 < number <= _MOST:
            return None
        return Period(int(number), str(self.unit.content() or "day"), day)

    def show_period(self, period: Period | None) -> None:
        """Show a period that was typed before, or none."""
        self.number.show_content(period.count if period else None)
        self.unit.show_content(period.unit if period else "day")
        self.start.show_content(period.start.isoformat() if period else "")
        self._say()

    def _on_changed(self) -> None:
        self._say()
        period = self.period
        if period is not None:
            self.counted.emit(period)

    def _say(self) -> None:
        period = self.period
        said = ""
        if period is not None:
            said = self._words.t(
                "{period} is {date}. The first day is not counted. If the paper counts "
                "otherwise, its own date goes below.",
                period=period.said(self._words),
                date=self._words.date(period.end, DateStyle.WEEKDAY),
            )
        self.sum.set(said, "check" if said else "", "good")
        self.sum.setVisible(bool(said))


def _exact(date: UncertainDate | None) -> dt.date | None:
    return date.earliest if date is not None and date.exact else None
