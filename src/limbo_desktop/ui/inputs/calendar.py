"""The small calendar for those who prefer to click: ours and the Islamic one, side by side.

    calendar = Calendar(theme, words, today)   # beside: as the setting has it
    calendar.chosen.connect(field.take)                    # EDTF, never ""
    calendar.closed.connect(calendar.hide)                 # Esc; the focus is the owner's again
    calendar.show_date(edtf)                               # opens at a date, marks it; "" = today
    calendar.take_focus()                                  # after it was shown by a key

A card to be shown inline under a date field, 344 units wide or wider; never a dialog.  Squares are
days; the title leads to months, then to years; what can be said without a day (“some day in
November 2023”, a season, a year, a decade) is one click below the squares.  Keys as in any grid of
dates: arrows, Page Up and Down (with Shift or Ctrl: further), Home, End, Enter, Esc.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.text.language import Language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.calendar_cells import Squares
from limbo_desktop.ui.inputs.calendar_model import (
    FIRST,
    LAST,
    CalendarView,
    Cell,
    Level,
    Move,
    System,
)
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Label, SegmentedSwitch

_WIDTHS = {Level.DAYS: 44, Level.MONTHS: 104, Level.YEARS: 77}


@lru_cache(maxsize=8)
def week_of(language: Language) -> tuple[int, tuple[str, ...]]:
    """Return the first day of the week, 0 for Monday, and the short names of the days from it."""
    first = int(language.locale.first_week_day)
    names = language.locale.days["stand-alone"]["short"]
    return first, tuple(str(names[(first + number) % 7]) for number in range(7))


class Calendar(Card):
    """`chosen(edtf)` when a date is chosen, `closed` when Esc was pressed."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(
        self, theme: Theme, words: Words, today: dt.date, *, hijri: bool | None = None
    ) -> None:
        super().__init__(theme, padding=12, spacing=8)
        self._theme, self._words, self._today = theme, words, today
        self._both = words.language.hijri if hijri is None else hijri
        self._date = UncertainDate.parse("")
        self.view = CalendarView(min(max(today, FIRST), LAST))
        self._first_weekday, days = week_of(words.language)
        self.setAccessibleName(words.t("Calendar"))
        column = self.column
        self.systems = SegmentedSwitch(
            theme,
            words.t("Calendar"),
            [
                (System.GREGORIAN.value, words.t("Gregorian")),
                (System.HIJRI.value, words.t("Hijri")),
            ],
            self.view.system.value,
            height="small_button",
            wide=True,
        )
        self.systems.changed.connect(lambda value: self._go(self.view.in_system(System(value))))
        self.systems.setVisible(self._both)
        column.addWidget(self.systems)
        column.addLayout(self._make_head())
        self.beside = Label(theme, "", "label", "ink2", wrap=True, centred=True)
        column.addWidget(self.beside)
        self._squares = {level: Squares(theme, level, width) for level, width in _WIDTHS.items()}
        for level, squares in self._squares.items():
            squares.moved.connect(self._on_moved)
            squares.pressed.connect(self._on_pressed)
            squares.setVisible(level is self.view.level)
            column.addWidget(squares)
        grid = self._squares[Level.DAYS].grid
        for number, name in enumerate(days):
            grid.addWidget(Label(theme, name, "small", "ink2", centred=True), 0, number)
        self._vague = QGridLayout()
        self._vague.setSpacing(theme.u(6))
        column.addLayout(self._vague)
        column.addStretch(1)
        self._vague_buttons: list[Button] = []
        self._show()

    def _make_head(self) -> QHBoxLayout:
        theme, words = self._theme, self._words
        row = QHBoxLayout()
        row.setSpacing(theme.u(4))
        self.back = Button(
            theme, kind=ButtonKind.QUIET, icon="chevron-left", name=words.t("Earlier")
        )
        self.title = Button(theme, "", ButtonKind.LINK, wide=True)
        self.on = Button(theme, kind=ButtonKind.QUIET, icon="chevron-right", name=words.t("Later"))
        self.back.clicked.connect(lambda: self._on_moved(Move.PAGE_BACK, focus=False))
        self.on.clicked.connect(lambda: self._on_moved(Move.PAGE_ON, focus=False))
        self.title.clicked.connect(self._coarser)
        row.addWidget(self.back)
        row.addWidget(self.title, 1)
        row.addWidget(self.on)
        return row

    def show_date(self, edtf: str) -> None:
        """Open at this date and mark its days; what is no EDTF counts as not known."""
        try:
            self._date = UncertainDate.parse(edtf)
        except ValueError:
            self._date = UncertainDate.parse("")
        day = self._date.earliest or self._date.latest or self._today
        view = CalendarView(min(max(day, FIRST), LAST))
        self._go(view.in_system(self.view.system), focus=False)

    def take_focus(self) -> None:
        """Give the focus to the square where the keys are."""
        self._squares[self.view.level].focus_square(self._at(self._cells()))

    def _cells(self) -> tuple[Cell, ...]:
        return self.view.cells(self._words, self._first_weekday, both=self._both)

    def _at(self, cells: tuple[Cell, ...]) -> int:
        """Return the number of the square where the keys are: the last that begins by then."""
        return max(number for number, cell in enumerate(cells) if cell.at <= self.view.at)

    def _show(self) -> None:
        view, words = self.view, self._words
        cells = self._cells()
        self.title.set_text(view.title(words))
        last_level = view.level is Level.YEARS
        self.title.setEnabled(not last_level)
        wider = {Level.DAYS: words.t("Choose a month"), Level.MONTHS: words.t("Choose a year")}
        self.title.setAccessibleDescription(wider.get(view.level, ""))
        beside = view.beside(words) if self._both and view.level is Level.DAYS else ""
        self.beside.setText(beside)
        self.beside.setVisible(bool(beside))
        days = view.level is Level.DAYS
        first, last = self._date.earliest, self._date.latest
        marked = frozenset(
            number
            for number, cell in enumerate(cells)
            if days and first is not None and last is not None and first <= cell.at <= last
        )
        today = next((at for at, cell in enumerate(cells) if days and cell.at == self._today), -1)
        for level, squares in self._squares.items():
            squares.setVisible(level is view.level)
        self._squares[view.level].show_cells(cells, self._at(cells), marked, today, top=int(days))
        self._show_vague(view.vague(words))

    def _show_vague(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Make the buttons below the squares: two in a line, a single one over the whole line."""
        for button in self._vague_buttons:
            self._vague.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._vague_buttons = []
        for number, (edtf, text) in enumerate(choices):
            button = Button(self._theme, text, height="small_button", wide=True)
            button.clicked.connect(lambda _=False, own=edtf: self.chosen.emit(own))
            alone = number == len(choices) - 1 and number % 2 == 0
            self._vague.addWidget(button, number // 2, number % 2, 1, 2 if alone else 1)
            button.show()
            self._vague_buttons.append(button)

    def _go(self, view: CalendarView, *, focus: bool = False) -> None:
        self.view = view
        self._show()
        if focus:
            self.take_focus()

    def _on_moved(self, move: Move, *, focus: bool = True) -> None:
        self._go(self.view.moved(move, self._first_weekday), focus=focus)

    def _on_pressed(self, at: dt.date) -> None:
        opened = self.view.opened(at)
        if isinstance(opened, str):
            self.chosen.emit(opened)
        else:
            self._go(opened, focus=True)

    def _coarser(self) -> None:
        level = Level.MONTHS if self.view.level is Level.DAYS else Level.YEARS
        self._go(self.view.on_level(level), focus=True)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window's own shortcut: it closes this calendar first."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the days, and from there close."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.view.level is Level.DAYS:
            self.closed.emit()
        else:
            self._go(self.view.on_level(Level.DAYS), focus=True)
